"""The arena file as types: which keys there are, what they hold, and what is meant when one is left out."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.model.merge import FactValue
from handlers.arenafile.facts import flat_facts
from handlers.arenafile.fields import (
    Day,
    Days,
    Email,
    Id,
    Link,
    Minutes,
    OnlyYes,
    Paragraphs,
    Short,
    Title,
    WallTime,
    Zone,
)

Side = Literal["region", "kommuner"]
Source = Title | None
# A list of TOML becomes a tuple; its elements stay strict.
Ids = Annotated[tuple[Id, ...], Field(strict=False)]


class Entry(BaseModel):
    """A table of the file: no key that is not known, nothing converted, frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class HolderEntry(Entry):
    """The person who holds a seat or a role."""

    name: Title
    email: Email


class WordsEntry(Entry):
    """What this arena calls its people; the defaults are the officials' words (seed 000:226-234)."""

    member: Short = "deltagare"
    deputy: Short = "suppleant"
    replacement: Short = "ersättare"


class ArenaEntry(Entry):
    """`[arena]`: `ends` is the first day on which it is no more, `succeeded_by` the one that takes over."""

    id: Id
    name: Title
    short: Short
    timezone: Zone = "Europe/Stockholm"
    mandate: Literal["decides", "recommends", "prepares", "works", "informs"] | None = None
    prepares_for: Ids = ()
    calendar: Email | None = None
    teams: OnlyYes = None
    telegram: Literal["full", "sparsam"] = "full"
    join: Literal["open", "confirmed"] = "open"
    purpose: Paragraphs | None = None
    words: WordsEntry = WordsEntry()
    ends: Day | None = None
    succeeded_by: Id | None = None
    source: Source = None


class RhythmEntry(Entry):
    """`[rhythm]`: days before the meeting, and how often the arena has said that it meets."""

    call_for_items: Days = 28
    items_close: Days = 14
    preparatory: Days = 10
    agenda: Days = 7
    meetings_per_year: Days | None = None
    strategy_days_per_year: Days | None = None
    source: Source = None


class SeatEntry(Entry):
    """`[[seat]]`: vacant without a holder; `from` and `to` are its first and last day, if it has any."""

    id: Id
    title: Title
    organisation: Title | None = None
    side: Side | None = None
    network: Title | None = None
    holder: HolderEntry | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")
    source: Source = None


class DeputyEntry(Entry):
    """`[[deputy]]`: who steps in for one seat, or for several; `from` and `to` as for a seat."""

    id: Id
    seats: Annotated[tuple[Id, ...], Field(strict=False, min_length=1)]
    holder: HolderEntry | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")
    source: Source = None


class RoleEntry(Entry):
    """`[[role]]`: held by whoever holds a seat, or by a person; `from` and `to` are first and last day."""

    kind: Literal["preparer", "secretary", "chair"]
    seat: Id | None = None
    holder: HolderEntry | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")
    side: Side | None = None
    source: Source = None

    @property
    def who(self) -> str:
        """The seat's id or the person's address; one of them is there once the file is checked."""
        return self.holder.email if self.holder else self.seat or ""


class RotationEntry(Entry):
    """`[[rotation]]`: which side begins may be unknown (seed 000:196-204 does not say)."""

    role: Literal["chair", "secretary"]
    first_side: Side | None = None
    first_year: Annotated[int, Field(ge=1970, le=2199)] | None = None
    every_years: Annotated[int, Field(ge=1, le=20)] = 1
    source: Source = None


class StandingEntry(Entry):
    """`[[standing]]`: an item that stands on every agenda, or on the year's first or last."""

    id: Id
    title: Title
    kind: Literal["information", "diskussion", "beslut", "beredning"] | None = None
    minutes: Minutes | None = None
    when: Literal["every", "first_of_year", "last_of_year"] = "every"
    source: Source = None


class MeetingEntry(Entry):
    """`[[meeting]]`: `starts` is wall time in the arena's zone, without offset.

    `prepares` is the meeting that a preparatory one prepares. Tentative dates of which one will be chosen
    share `choice`, meetings that several arenas hold as one share `joint`.
    """

    id: Id
    starts: WallTime
    minutes: Minutes = 120
    place: Title | None = None
    link: Link | None = None
    kind: Literal["ordinary", "preparatory", "strategy"] = "ordinary"
    cancelled: bool = False
    tentative: bool = False
    choice: Id | None = None
    joint: Id | None = None
    prepares: Id | None = None
    source: Source = None


class ArenaFile(Entry):
    """All that one file says about one arena."""

    arena: ArenaEntry
    rhythm: RhythmEntry = RhythmEntry()
    seats: tuple[SeatEntry, ...] = Field(default=(), alias="seat", strict=False)
    deputies: tuple[DeputyEntry, ...] = Field(default=(), alias="deputy", strict=False)
    roles: tuple[RoleEntry, ...] = Field(default=(), alias="role", strict=False)
    rotations: tuple[RotationEntry, ...] = Field(default=(), alias="rotation", strict=False)
    standing: tuple[StandingEntry, ...] = Field(default=(), strict=False)
    meetings: tuple[MeetingEntry, ...] = Field(default=(), alias="meeting", strict=False)

    def facts(self) -> dict[str, FactValue]:
        """The file as flat JSON-able facts, defaults filled in, for bot.model.merge; see arenafile_facts."""
        return flat_facts(self.model_dump(mode="json", by_alias=True, exclude_none=True))
