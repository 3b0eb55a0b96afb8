"""An arena: a standing group with its own seats, rhythm, words and time zone."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

# What an arena's `telegram` is where only titles, times and buttons may stand in chat.
SPARSE = "sparsam"


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """Days before the meeting when each thing is due (seed 000 «senast en vecka före mötet»).

    How often the arena meets is what it has said of itself; None where it has not.
    """

    call_for_items: int = 28
    items_close: int = 14
    preparatory: int = 10
    agenda: int = 7
    meetings_per_year: int | None = None
    strategy_days_per_year: int | None = None


# The officials' words, for what an arena's file leaves out (seed 000:226-234).
USUAL_WORDS = {"member": "deltagare", "deputy": "suppleant", "replacement": "ersättare"}
# Swedish words that are not the same for one and for many; others are («en deltagare, två deltagare»).
PLURALS = {"ledamot": "ledamöter", "suppleant": "suppleanter"}


@dataclass(eq=False, kw_only=True)
class Arena:
    """One samverkansarena; `id` is the slug of its file, `join` is open or confirmed.

    `calendar` is the mailbox that invites; with `teams` its events are meetings in Teams.
    `ends` is the first day on which it is no more, `succeeded_by` the arena that takes over from it then.
    """

    id: str
    name: str
    short: str
    timezone: str = "Europe/Stockholm"
    mandate: str | None = None
    telegram: str = "full"
    join: str = "open"
    calendar: str | None = None
    teams: bool = False
    purpose: str | None = None
    prepares_for: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    rhythm_days: dict[str, int] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    items_numbered: int = 0
    ends: date | None = None
    succeeded_by: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this arena's people read clocks."""
        return ZoneInfo(self.timezone)

    @property
    def rhythm(self) -> Rhythm:
        """The arena's own days, with the default for each that its file leaves out."""
        return Rhythm(**self.rhythm_days)

    @property
    def is_sparse(self) -> bool:
        """Whether nothing but titles, times and buttons may stand in chat (`telegram` in its file)."""
        return self.telegram == SPARSE

    def has_ended(self, day: date) -> bool:
        """Whether the arena is no more on that day."""
        return self.ends is not None and self.ends <= day

    def word(self, name: str, count: int = 1) -> str:
        """What this arena calls a member, a deputy or a replacement, one or many of them."""
        word = self.words.get(name) or USUAL_WORDS[name]
        return word if count == 1 else PLURALS.get(word, word)

    def local(self, instant: datetime) -> datetime:
        """The instant as this arena's people read it."""
        return instant.astimezone(self.zone)

    def is_night(self, now: datetime) -> bool:
        """Whether nobody here should be woken."""
        return not 7 <= self.local(now).hour < 20

    def today(self, now: datetime) -> date:
        """The calendar day in the arena at this instant."""
        return self.local(now).date()
