"""Writes one arena's story: its meetings, what comes up at them, and its people."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.years import writer_of_outlook as outlook
from tests.years.acts import (
    Act,
    Answers,
    Arrives,
    Attaches,
    Blocks,
    Books,
    CallsReady,
    Cancels,
    EditsOutlook,
    Enters,
    Invites,
    IsAbsent,
    Joins,
    Leaves,
    Migrates,
    Moves,
    Prepares,
    Proposes,
    Reads,
    Returns,
    SendsMinutes,
    Tells,
    Withdraws,
)
from tests.years.cast import CHAIR, PREPARERS, SECRETARY, Cast, title_from
from tests.years.days import DAY, open_from, open_since

# ISO weeks in which the arenas meet, so that much falls on the same days.
WEEKS = (10, 21, 37, 47)
HOURS = (9, 10, 13)
# Those before have a role and stay.
FIRST_WHO_LEAVES = 4


class Writer:
    """Writes one arena's story."""

    def __init__(self, seed: int, cast: Cast, begins: datetime, ends: datetime) -> None:
        self.seed, self.cast, self.begins, self.ends = seed, cast, begins, ends
        self.chance = random.Random(f"{seed}:{cast.number}")
        # What came later draws lots of its own, so that the rest of a story stays.
        self.with_files = random.Random(f"{seed}:{cast.number}:files")
        self.with_guests = random.Random(f"{seed}:{cast.number}:guests")
        self.in_outlook = random.Random(f"{seed}:{cast.number}:outlook")
        self.inside = [seat.holder for seat in cast.members if seat.holder not in cast.outside + cast.absent]
        self.line = [(date.min, list(self.inside))]

    def _inside_on(self, day: date) -> list[str]:
        """Who is in the group by then, or will be."""
        return next(inside for begins, inside in reversed(self.line) if begins <= day)

    def story(self) -> Iterator[Act]:
        """From the first day to the last."""
        yield Arrives(
            at=self.begins, arena=self.cast.number, absent=self.cast.absent, inside=tuple(self.inside)
        )
        meetings = self._meetings()
        people = list(self._people())
        for number, starts in enumerate(meetings):
            yield from self._meeting(number, starts)
        yield from people
        yield from self._groups()
        if self.cast.number == 0:
            yield from self._nights()

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

    def _at(self, day: date, *, hour: int = 10) -> datetime:
        """Some minutes into an hour of a day on which offices are open, at a moment when others act too."""
        minutes = self.chance.randrange(5, 20) // 5 * 5
        return datetime.combine(open_since(day), time(hour, minutes))

    def _meeting(self, number: int, starts: datetime) -> Iterator[Act]:
        about: dict[str, Any] = {"arena": self.cast.number, "who": self._holder(SECRETARY), "meeting": number}
        booked = max(self.begins + timedelta(hours=1), self._at(date(starts.year, 1, 12)))
        yield Books(at=booked, starts=starts, **about)
        fate = self.chance.random()
        if fate < 0.1:
            yield Cancels(at=self._at(starts.date() - 17 * DAY), **about)
        elif fate < 0.3:
            moved = datetime.combine(
                open_from(starts.date() + self.chance.randrange(5, 9) * DAY), starts.time()
            )
            move = Moves(at=self._at(starts.date() - 18 * DAY), to=moved, **about)
            yield outlook.moved(move, self.cast, self.in_outlook)
            starts = moved
        titles = [title_from(self.chance) for _ in range(self.chance.randrange(2, 6))]
        for title in titles:
            yield from self._item(title, starts.date())
        yield from self._in_outlook(number, starts, about)
        yield from self._preparing(number, starts.date(), titles)
        yield from self._answers(number, starts.date())
        yield from self._afterwards(starts.date(), titles, about)

    def _item(self, title: str, day: date) -> Iterator[Act]:
        proposal = self._proposal(title, day - self.chance.randrange(9, 27) * DAY)
        about: dict[str, Any] = {"arena": self.cast.number, "who": proposal.who, "title": title}
        yield proposal
        if self.with_files.random() < 0.3 and not proposal.in_group:
            yield Attaches(at=proposal.at + timedelta(minutes=5), **about)
        if self.chance.random() < 0.1:
            yield Withdraws(at=self._at(open_from(proposal.at.date() + DAY), hour=14), **about)

    def _in_outlook(self, number: int, starts: datetime, about: dict[str, Any]) -> Iterator[Act]:
        if self.chance.random() < 0.4:
            keeps, place = self.chance.random() < 0.5, self.chance.choice(("Åre", "Ragunda", "Krokom"))
            at = self._at(starts.date() - 13 * DAY, hour=13)
            edit = EditsOutlook(at=at, place=place, keeps_outlooks=keeps, **about)
            yield from outlook.changed(edit, self.cast, self.in_outlook)
        members = [*self._inside_on(starts.date()), *self.cast.outside, *self.cast.absent]
        yield from outlook.answers(members, number, starts, self.cast, self.in_outlook)

    def _preparing(self, number: int, day: date, titles: list[str]) -> Iterator[Act]:
        """Some items are left, and taken up when the agenda has been sent."""
        about: dict[str, Any] = {"arena": self.cast.number, "meeting": number}
        about["who"] = self._holder(self.chance.choice((*PREPARERS, SECRETARY, CHAIR)))
        declines, leaves = self._some(titles, 0.15), self._some(titles, 0.2)
        prepared = self._at(day - 9 * DAY)
        postpones = self._some([title for title in titles if title not in declines], 0.12)
        lifts = tuple(title for title in titles if self.with_files.random() < 0.12)
        yield Prepares(
            at=prepared, declines=declines, postpones=postpones, leaves=leaves, lifts=lifts, **about
        )
        if self.with_guests.random() < 0.3:
            guest, title = self.cast.reserves[number], self.with_guests.choice(titles)
            invited = prepared + timedelta(minutes=10)
            secretary = self._holder(SECRETARY)
            yield Invites(at=invited, arena=self.cast.number, who=secretary, guest=guest, title=title)
        if self.chance.random() < 0.6:
            yield CallsReady(at=prepared + timedelta(minutes=5), **about)
        if self.chance.random() < 0.7:
            yield Prepares(at=self._at(day - 5 * DAY, hour=13), declines=declines, **about)

    def _afterwards(self, day: date, titles: list[str], about: dict[str, Any]) -> Iterator[Act]:
        if self.chance.random() < 0.6:
            yield Tells(at=self._at(open_from(day + DAY)), held_over=self._some(titles, 0.2), **about)
        if self.chance.random() < 0.8:
            yield SendsMinutes(at=self._at(open_from(day + 6 * DAY)), **about)

    def _some(self, titles: list[str], share: float) -> tuple[str, ...]:
        return tuple(title for title in titles if self.chance.random() < share)

    def _proposal(self, title: str, day: date) -> Proposes:
        inside = self._inside_on(day)
        who = self.chance.choice([*inside, *self.cast.outside])
        minutes = self.chance.choice((5, 10, 15, 20, 30))
        in_group = who in inside and self.chance.random() < 0.3
        return Proposes(
            at=self._at(day), arena=self.cast.number, who=who, title=title, minutes=minutes, in_group=in_group
        )

    def _answers(self, number: int, day: date) -> Iterator[Act]:
        about: dict[str, Any] = {"arena": self.cast.number, "meeting": number}
        for who in (self.chance.choice(self._inside_on(day)), *self.cast.outside):
            if self.chance.random() < 0.5:
                yield IsAbsent(at=self._at(day - 15 * DAY, hour=14), who=who, **about)
        for who in self._inside_on(day):
            if self.chance.random() < 0.5:
                word = self.chance.choice(("På plats", "På plats", "Digitalt"))
                at = _at_eleven(self._at(day - self.chance.choice((16, 9)) * DAY))
                yield Answers(at=at, who=who, word=word, **about)
            if self.chance.random() < 0.5:
                yield Reads(at=_at_eleven(self._at(day - 6 * DAY)), who=who, **about)

    # What has nothing to do with a meeting.

    def _people(self) -> Iterator[Act]:
        """Now and then somebody leaves and somebody new comes, or somebody stops the bot for a while."""
        reserves = list(self.cast.reserves)
        last = self.ends.date() - 60 * DAY
        day = self.begins.date() + self.chance.randrange(20, 60) * DAY
        while day < last:
            if self.chance.random() < 0.5:
                yield from self._change(reserves.pop(), day)
            else:
                yield from self._silence(day)
            day += self.chance.randrange(40, 90) * DAY

    def _change(self, newcomer: str, day: date) -> Iterator[Act]:
        arena, leaver = self.cast.number, self.chance.choice(self.inside[FIRST_WHO_LEAVES:])
        reported = open_from(day)
        begins = reported + self.chance.randrange(10, 40) * DAY
        yield Leaves(at=self._at(reported, hour=14), arena=arena, who=leaver, newcomer=newcomer, day=begins)
        joins = reported + 2 * DAY if self.chance.random() < 0.6 else begins + 4 * DAY
        yield Joins(at=self._at(open_from(joins), hour=14), arena=arena, who=newcomer)
        yield Enters(at=self._at(open_from(begins + 8 * DAY), hour=14), arena=arena, who=newcomer)
        self.inside[self.inside.index(leaver)] = newcomer
        self.line.append((begins, list(self.inside)))

    def _silence(self, day: date) -> Iterator[Act]:
        who = self.chance.choice(self.inside[FIRST_WHO_LEAVES:])
        day = open_from(day)
        yield Blocks(at=self._at(day, hour=15), arena=self.cast.number, who=who)
        back = open_from(day + self.chance.randrange(5, 40) * DAY)
        yield Returns(at=self._at(back, hour=15), arena=self.cast.number, who=who)

    def _nights(self) -> Iterator[Act]:
        """Somebody is up when summer time begins, and in both hours when it ends."""
        for year in range(self.begins.year, self.ends.year + 1):
            spring, autumn = _last_sunday(year, 3), _last_sunday(year, 10)
            walls = [datetime.combine(spring, time(1, 50)), datetime.combine(spring, time(3, 10))]
            walls += [datetime.combine(autumn, time(2, 30, fold=fold)) for fold in (0, 1)]
            for wall in walls:
                if self.begins + 40 * DAY < wall < self.ends - 10 * DAY:
                    yield replace(self._proposal(title_from(self.chance), wall.date()), at=wall)

    def _groups(self) -> Iterator[Act]:
        """Once the group becomes a supergroup."""
        days = (self.ends - self.begins).days
        day = self.begins.date() + self.chance.randrange(30, max(31, days - 30)) * DAY
        yield Migrates(at=self._at(day, hour=15), arena=self.cast.number)


def _at_eleven(at: datetime) -> datetime:
    """When all of a day press at once."""
    return at.replace(hour=11, minute=5)


def _last_sunday(year: int, month: int) -> date:
    return max(date(year, month, day) for day in range(25, 32) if date(year, month, day).weekday() == 6)
