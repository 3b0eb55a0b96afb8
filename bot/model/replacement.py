"""Who takes over a seat for good: what was reported, and how far it has come."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.model.person import Person
from bot.model.seat import Seat, Tenure
from bot.refusals import AlreadyRegistered, BeforeTheirTime, ChangeTooFar, NoSuchSeatThen, SamePerson

# Further away a date is a slip of the finger; further back nobody reports for the first time.
FURTHEST_AHEAD = timedelta(days=2 * 366)
FURTHEST_BACK = timedelta(days=366)
TIME_TO_UNDO = timedelta(hours=24)
# Whom a change concerns may still be told of it so long after it; the leaver has no other right by then.
TOLD_AFTERWARDS = timedelta(days=7)


class ReplacementState(StrEnum):
    """Reported, asked back about, registered by the secretary, or withdrawn: taken back or replaced."""

    REPORTED = "reported"
    QUESTIONED = "questioned"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


OPEN_STATES = (ReplacementState.REPORTED, ReplacementState.QUESTIONED)


@dataclass(frozen=True, kw_only=True)
class Successor:
    """Somebody as a reporter names them; `email` is case-folded."""

    name: str
    email: str


@dataclass(eq=False, kw_only=True)
class Replacement:
    """One change of holder, from the report to the day on which it has happened.

    `leaver` is None for a seat that was vacant, `name` and `email` for a successor whom nobody knows yet, and
    `email` again once that person has left everywhere;
    `newcomer` is somebody on the roster once it is registered. `begins` is the successor's first day.
    `body`, `decided_on` and `paragraph` are of those who elected or appointed them. `changed_at` is when the
    day had come and everything had passed. `remind_at` is when whoever it waits for is reminded next or, once
    it has happened, when the group is told; `ask_at` is when a name is asked for again. `kept` is how
    everything was before, so that it can go back.
    `revision` rises with each change.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    seat: Seat
    leaver: Person | None
    name: str | None = None
    email: str | None = None
    newcomer: Person | None = None
    begins: date
    body: str | None = None
    decided_on: date | None = None
    paragraph: str | None = None
    state: ReplacementState = ReplacementState.REPORTED
    reported_by: Person
    reported_at: datetime
    registered_by: Person | None = None
    registered_at: datetime | None = None
    changed_at: datetime | None = None
    remind_at: datetime | None = None
    ask_at: datetime | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    changed_by: Person | None = None
    revision: int = field(init=False, default=0)

    @property
    def thing(self) -> str:
        """How history and messages name it."""
        return f"replacement:{self.id}"

    @property
    def mark(self) -> int:
        """A checksum of what its cards show, so that a button is of just that; that somebody was reminded
        leaves it alone."""
        people = (self.name, self.email, self.newcomer and self.newcomer.id, self.leaver and self.leaver.id)
        shown = (self.state, self.seat.id, people, self.begins, self.body, self.decided_on, self.paragraph)
        return zlib.crc32(repr(shown).encode())

    @property
    def is_open(self) -> bool:
        """Whether it waits to be registered."""
        return self.state in OPEN_STATES

    @property
    def is_registered(self) -> bool:
        """Whether the secretary has said yes."""
        return self.state is ReplacementState.REGISTERED

    @property
    def is_known(self) -> bool:
        """Whether somebody is named; otherwise the seat becomes vacant."""
        return self.email is not None or self.newcomer is not None

    @property
    def is_return(self) -> bool:
        """Whether whoever had the seat last takes it again, after a time when nobody had it."""
        if self.leaver is None:
            return False
        if self.newcomer:
            return self.newcomer is self.leaver
        # Neither a successor whom nobody knows yet nor a leaver who is unlinked has an address.
        return self.email is not None and self.email == self.leaver.email

    @property
    def named(self) -> str | None:
        """The successor's name, as they are known once they are on the roster."""
        return self.newcomer.name if self.newcomer else self.name

    @property
    def successor(self) -> Successor | None:
        """Who is named."""
        return Successor(name=self.name or "", email=self.email) if self.email else None

    @property
    def is_to_come(self) -> bool:
        """Whether it is registered and its day has not come."""
        return self.is_registered and self.changed_at is None

    def touch(self, state: ReplacementState, by: Person | None) -> None:
        """It is something else from now on."""
        self.state, self.changed_by = state, by

    def may_be_undone(self, now: datetime) -> bool:
        """Whether the registration is at most a day old."""
        return bool(self.is_registered and self.registered_at and now < self.registered_at + TIME_TO_UNDO)

    def concerns(self, person: Person, today: date) -> bool:
        """Whether the person may be told of it, whatever right they have left."""
        registered = self.registered_at.date() if self.registered_at else self.begins
        people = (self.leaver, self.newcomer, self.reported_by)
        is_theirs = any(each is not None and each.id == person.id for each in people)
        return is_theirs and today <= max(self.begins, registered) + TOLD_AFTERWARDS


@dataclass(frozen=True)
class SeatLine:
    """Those who had, have and are to have one seat, first to last; a tenure without a day is none."""

    tenures: tuple[Tenure, ...]

    @classmethod
    def of(cls, tenures: Sequence[Tenure], seat: Seat) -> "SeatLine":
        """The line of that seat among everybody's tenures."""
        mine = (each for each in tenures if each.seat is seat and each.has_a_day)
        return cls(tuple(sorted(mine, key=lambda each: each.begins)))

    def held_on(self, day: date) -> Tenure | None:
        """Whose it is on that day."""
        return next((each for each in self.tenures if each.covers(day)), None)

    def begun_after(self, day: date) -> list[Tenure]:
        """Those who are to come after that day."""
        return [each for each in self.tenures if each.begins > day]

    def leaver(self, begins: date) -> Tenure | None:
        """Whose time ends where somebody's begins on that day; of a vacant seat, who had it last."""
        before = [each for each in self.tenures if each.begins < begins]
        return before[-1] if before else None


def must_be_possible(
    seat: Seat, line: SeatLine, email: str | None, begins: date, *, today: date, may_lead: bool
) -> None:
    """Whether somebody of that address may take over from that day.

    Only secretary and chair (`may_lead`) change what is registered already. Raises ChangeTooFar,
    NoSuchSeatThen, BeforeTheirTime, SamePerson, AlreadyRegistered.
    """
    if not today - FURTHEST_BACK <= begins <= today + FURTHEST_AHEAD:
        raise ChangeTooFar(day=begins)
    if not seat.covers(begins):
        raise NoSuchSeatThen(seat=seat, day=begins)
    for tenure in line.tenures:
        if begins <= tenure.begins <= today:
            raise BeforeTheirTime(person=tenure.person, day=tenure.begins)
    holder = line.held_on(begins - timedelta(days=1))
    if holder and email and email == holder.person.email:
        raise SamePerson(person=holder.person)
    coming = line.begun_after(today)
    if coming and not may_lead:
        raise AlreadyRegistered(person=coming[0].person, day=coming[0].begins)
