"""A meeting as one entry in somebody's own calendar."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from bot.model.co_option import CoOption
from bot.model.meeting import Meeting

NAMESPACE = UUID("6d1f0c5e-5f0b-4c58-9f6d-2f0a53c3c1a7")
NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]')
# RFC 2606: nobody answers there. Where the arena has no mailbox, answers are given in chat.
NO_MAILBOX = "samverkansbot.invalid"


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """A name and an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """What stands in the calendar.

    `uid` is the meeting's for ever and `sequence` rises with each change of it, so that a later entry takes
    the place of an earlier one (RFC 5546, section 2.1.4). `starts` and `ends` are aware, in the arena's zone.
    """

    uid: str
    sequence: int
    title: str
    starts: datetime
    ends: datetime
    place: str | None
    description: str
    organizer: Mailbox
    attendee: Mailbox | None
    is_cancelled: bool
    written_at: datetime

    @property
    def file_name(self) -> str:
        """How the file is called that holds it, without what Windows takes in no name."""
        title = NOT_IN_A_NAME.sub("-", self.title.replace(": ", " – "))
        return f"{title} {self.starts:%Y-%m-%d}.ics"


def calendar_uid(meeting: Meeting) -> str:
    """The same for everybody, whenever and however often it is asked for."""
    return str(uuid5(NAMESPACE, f"{meeting.arena.id}/{meeting.key}"))


def co_option_uid(co_option: CoOption) -> str:
    """The same wherever its item goes."""
    return str(uuid5(NAMESPACE, f"co_option/{co_option.id}"))


def organizer_of(meeting: Meeting) -> Mailbox:
    """The arena's mailbox; an address that nobody has where it has none."""
    arena = meeting.arena
    return Mailbox(name=arena.short, address=arena.calendar or f"{arena.id}@{NO_MAILBOX}")
