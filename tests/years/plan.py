"""The story of the years from its seed alone: which act when, decided before the bot has said a word."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tests.years.acts import (
    Act,
    Answers,
    Arrives,
    Books,
    CallsReady,
    Prepares,
    Proposes,
    Reads,
    SendsMinutes,
    Tells,
)
from tests.years.cast import CHAIR, PREPARERS, SECRETARY, Cast, cast_of, title_from
from tests.years.days import DAY, open_from, open_since

FIRST_DAY = date(2027, 1, 11)
# ISO weeks in which the arenas meet, so that much falls on the same days.
WEEKS = (10, 21, 37, 47)
HOURS = (9, 10, 13)


@dataclass(frozen=True)
class Plan:
    """A whole story: who there is, what happens in which order, and when it is over."""

    seed: int
    casts: tuple[Cast, ...]
    acts: tuple[Act, ...]
    begins: datetime
    ends: datetime

    def without(self, acts: frozenset[Act]) -> "Plan":
        """The same without some of it."""
        return replace(self, acts=tuple(each for each in self.acts if each not in acts))


def plan_years(seed: int, *, years: float, arenas: int, people: int) -> Plan:
    """Decide everything."""
    casts = cast_of(seed, arenas, people)
    begins = datetime.combine(FIRST_DAY, time(9))
    ends = begins + timedelta(days=round(years * 365))
    acts = [act for cast in casts for act in Writer(seed, cast, begins, ends).story()]
    return Plan(seed, tuple(casts), tuple(sorted(acts, key=lambda act: (act.at, act.arena))), begins, ends)


class Writer:
    """Writes one arena's story."""

    def __init__(self, seed: int, cast: Cast, begins: datetime, ends: datetime) -> None:
        self.seed, self.cast, self.begins, self.ends = seed, cast, begins, ends
        self.chance = random.Random(f"{seed}:{cast.number}")
        self.inside = [seat.holder for seat in cast.members if seat.holder not in cast.outside + cast.absent]

    def story(self) -> Iterator[Act]:
        """From the first day to the last."""
        yield Arrives(
            at=self.begins, arena=self.cast.number, absent=self.cast.absent, inside=tuple(self.inside)
        )
        for number, starts in enumerate(self._meetings()):
            yield from self._meeting(number, starts)

    def _meetings(self) -> list[datetime]:
        years = range(self.begins.year, self.ends.year + 1)
        days = [
            open_from(date.fromisocalendar(year, week, 2 + (self.cast.number + week) % 3))
            for year in years
            for week in WEEKS
        ]
        chosen = [datetime.combine(day, time(self.chance.choice(HOURS))) for day in days]
        return [each for each in chosen if self.begins + 40 * DAY < each < self.ends - 25 * DAY]

    def _holder(self, seat: int) -> str:
        return self.cast.members[seat].holder

    def _member(self) -> str:
        return self.chance.choice([name for name in self._known() if name])

    def _known(self) -> list[str]:
        return [*self.inside, *self.cast.outside]

    def _at(self, day: date, *, hour: int = 10) -> datetime:
        """Some minutes into an hour of a day on which offices are open."""
        minutes = self.chance.randrange(5, 20)
        return datetime.combine(open_since(day), time(hour, minutes))

    def _meeting(self, number: int, starts: datetime) -> Iterator[Act]:
        day, arena, secretary = starts.date(), self.cast.number, self._holder(SECRETARY)
        booked = max(self.begins + timedelta(hours=1), self._at(date(starts.year, 1, 12)))
        yield Books(at=booked, arena=arena, who=secretary, meeting=number, starts=starts)
        titles = [title_from(self.chance) for _ in range(self.chance.randrange(2, 6))]
        for title in titles:
            yield self._proposal(title, day - self.chance.randrange(15, 27) * DAY)
        preparer = self._holder(self.chance.choice((*PREPARERS, SECRETARY, CHAIR)))
        declines = tuple(title for title in titles if self.chance.random() < 0.15)
        prepared = self._at(day - 9 * DAY)
        yield Prepares(at=prepared, arena=arena, who=preparer, meeting=number, declines=declines)
        if self.chance.random() < 0.7:
            yield CallsReady(at=prepared + timedelta(minutes=5), arena=arena, who=preparer, meeting=number)
        yield from self._answers(number, day)
        if self.chance.random() < 0.6:
            told = self._at(open_from(day + DAY))
            held = tuple(title for title in titles if self.chance.random() < 0.2)
            yield Tells(at=told, arena=arena, who=secretary, meeting=number, held_over=held)
        if self.chance.random() < 0.8:
            yield SendsMinutes(
                at=self._at(open_from(day + 6 * DAY)), arena=arena, who=secretary, meeting=number
            )

    def _proposal(self, title: str, day: date) -> Proposes:
        who = self._member()
        minutes = self.chance.choice((5, 10, 15, 20, 30))
        in_group = who in self.inside and self.chance.random() < 0.3
        return Proposes(
            at=self._at(day), arena=self.cast.number, who=who, title=title, minutes=minutes, in_group=in_group
        )

    def _answers(self, number: int, day: date) -> Iterator[Act]:
        arena = self.cast.number
        for who in self.inside:
            if self.chance.random() < 0.5:
                word = self.chance.choice(("På plats", "På plats", "Digitalt"))
                at = self._at(day - self.chance.choice((20, 9)) * DAY)
                yield Answers(at=at, arena=arena, who=who, meeting=number, word=word)
            if self.chance.random() < 0.5:
                yield Reads(at=self._at(day - 6 * DAY), arena=arena, who=who, meeting=number)
