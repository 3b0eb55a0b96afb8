"""The story of the years from its seed alone: which act when, decided before the bot has said a word."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tests.years.acts import Act, Arrives, Kills, Proposes, Steps
from tests.years.cast import Cast, cast_of
from tests.years.days import instant
from tests.years.writer import Writer

FIRST_DAY = date(2027, 1, 11)
# The share of acts before which the bot is killed, or its clock moved.
KILLED, STEPPED = 0.04, 0.01
# In the last years of a long story nobody cuts the power, so that one process lives through them.
CALM = 2


class TitlesAlike(Exception):
    """Two items have the same title: whoever may know the one could be told of the other unseen."""


@dataclass(frozen=True)
class Plan:
    """A whole story: who there is, what happens in which order, and when it is over."""

    seed: int
    casts: tuple[Cast, ...]
    acts: tuple[Act, ...]
    begins: datetime
    ends: datetime

    @property
    def has_outlook(self) -> bool:
        """Whether any arena has a mailbox."""
        return any(cast.has_mailbox for cast in self.casts)

    def without(self, acts: frozenset[Act]) -> "Plan":
        """The same without some of it."""
        return replace(self, acts=tuple(each for each in self.acts if each not in acts))

    def until(self, end: datetime) -> "Plan":
        """The same without what comes later."""
        return replace(self, acts=tuple(each for each in self.acts if each.at <= end), ends=end)


def plan_years(seed: int, *, years: float, arenas: int, people: int, mailboxes: int = 0) -> Plan:
    """Decide everything. Raises TitlesAlike."""
    casts = cast_of(seed, arenas, people, mailboxes)
    begins = datetime.combine(FIRST_DAY, time(9))
    ends = begins + timedelta(days=round(years * 365))
    acts = [act for cast in casts for act in Writer(seed, cast, begins, ends).story()]
    titles = [act.title for act in acts if isinstance(act, Proposes)]
    if len(set(titles)) < len(titles):
        raise TitlesAlike
    in_order = sorted(acts, key=lambda act: (instant(act.at), act.arena))
    calm = ends - timedelta(days=365 * CALM) if years > CALM else ends
    return Plan(seed, tuple(casts), tuple(_with_mishaps(seed, in_order, calm)), begins, ends)


def _with_mishaps(seed: int, acts: list[Act], calm: datetime) -> Iterator[Act]:
    """The power is cut just before some of what happens, and now and then the clock is moved."""
    chance = random.Random(f"{seed}:mishaps")
    for act in acts:
        if not isinstance(act, Arrives) and chance.random() < KILLED and act.at < calm:
            yield Kills(at=act.at, arena=act.arena, after=chance.randrange(1, 150))
        elif chance.random() < STEPPED:
            yield Steps(at=act.at, arena=act.arena, seconds=chance.choice((-3600, -90, -5, 5, 90, 3600)))
        yield act
