"""The tie between a meeting and its event in the arena's mailbox."""

import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.model.calendarentry import calendar_uid
from bot.model.calendarevent import Snapshot, transaction_id
from bot.model.meeting import Meeting

# Changes that come within this become one, and cost one mail.
QUIET = timedelta(seconds=60)


@dataclass(eq=False, kw_only=True)
class CalendarLink:
    """One meeting's event; `event_id` is None while there is none.

    `attempt` counts its events: one that was cancelled is never used again. `wanted` is what should stand
    there, `written` what was written last, `base` how it stood after that. `aliases` are addresses there, and
    ours for the same people. `unsettled` is what people changed in Outlook and nobody has decided on;
    `is_let_go` leaves the event to them. `asked_at` is when the invitees were asked last, from before the
    event is made; `due_at` when to look, `remind_at` when to remind whoever is to decide, `over_at` when
    nobody in it needs to be known any more.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    meeting: Meeting
    mailbox: str
    event_id: str | None = None
    ical_uid: str | None = None
    change_key: str | None = None
    attempt: int = 1
    wanted: Snapshot | None = None
    written: Snapshot | None = None
    base: Snapshot | None = None
    aliases: dict[str, str] | None = None
    unsettled: dict[str, Any] | None = None
    is_let_go: bool = False
    asked_at: datetime | None = None
    due_at: datetime | None = None
    remind_at: datetime | None = None
    over_at: datetime | None = None
    revision: int = field(init=False, default=0)

    @property
    def may_stand(self) -> bool:
        """Whether there is an event, as far as anybody knows."""
        return bool(self.event_id or self.asked_at)

    @property
    def transaction_id(self) -> str:
        """Of the event that is to be created."""
        return transaction_id(self.mark, self.attempt)

    @property
    def mark(self) -> str:
        """What our own property of the event says, so that it can be found."""
        return f"{calendar_uid(self.meeting)}/{self.attempt}"

    @property
    def unsettled_mark(self) -> int:
        """A number that changes with what people changed, for the buttons that decide on it."""
        changed = dict(self.unsettled or {})
        # Of all who are invited those count whom somebody else invited or took away.
        there = changed.pop("there", None)
        changed["there"] = there and {name: there[name] for name in there if name != "invitees"}
        changed.pop("since", None)
        return zlib.crc32(json.dumps(changed, sort_keys=True).encode()) & 0x7FFFFFFF

    @property
    def waits_for_teams(self) -> bool:
        """Whether its event should be held in Teams, and that was not asked for yet."""
        wanted, written = self.wanted or {}, self.written or {}
        return bool(self.event_id and wanted.get("online") and not written.get("online"))

    def invites(self, address: str) -> bool:
        """Whether Outlook itself sends that address the meeting, or has done so."""
        kept = (self.wanted, self.written, self.base)
        return any(address in snapshot["invitees"] for snapshot in kept if snapshot)

    def want(self, wanted: Snapshot | None, now: datetime) -> None:
        """Something else should stand there: in a minute, with whatever else comes until then."""
        if wanted == self.wanted or self.is_let_go:
            return
        self.wanted = wanted
        soon = now + QUIET
        self.due_at = min(self.due_at or soon, soon)

    def forget_event(self) -> None:
        """The event is no more; another one would be a new one."""
        self.event_id = self.ical_uid = self.change_key = None
        self.written = self.base = self.unsettled = self.asked_at = self.remind_at = None
        self.aliases = self.meeting.join_link = None
        self.attempt += 1
