"""What can wait until the morning: gathered into one message per person and working day, at 08:00."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.arena import Arena
from bot.model.dispatch import Dispatch
from bot.model.person import Person
from bot.model.workdays import first_morning, next_morning

# What notices are about: a meeting, or what is to be done about it. That is a word of Waiting, by which
# the buttons that deal with it are found when they are gathered.
MEETING = "meeting"
PREPARE = "prepare"
ATTENDANCE = "attendance"
READ = "read"
FILE = "file"
VERSION = "version"
OUTLOOK = "outlook"
ABOUT_A_MEETING = (MEETING, PREPARE, ATTENDANCE, READ, FILE, VERSION, OUTLOOK)
# What was sent just now, and to whom: it waits for no morning, and goes with what is gathered then.
REPORT = "report"
# Or a role that turns, for those who are to say who has it next.
NAME = "name"
# Or somebody who is to leave the group, or has not opened their link: told of only as long as it is so.
LEAVING = "leaving"
JOINING = "joining"
# Or an item, for whoever presents it and is to have a seat or a role, and has none yet.
COMING = "coming"
# Or an item that was treated, for whoever presented it, from outside too.
PRESENTED = "presented"
# Or a group, for those who are to know who is in it: told of only as long as it is the arena's.
GROUP = "group"


@dataclass(eq=False, kw_only=True)
class Notice:
    """One thing that a person is to be told or reminded of, before it is gathered.

    `dedupe_key` makes the same thing noted twice one row; `text` has no heading, for that is its arena's
    and said once. `due_at` is the morning from which it is gathered, `useful_until` the last moment at
    which it helps, `subject` what it is about ("meeting:3"). `gathered_at` is None until it was sent on,
    as part of `dispatch`, or dropped.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    person: Person
    dedupe_key: str
    text: str
    noted_at: datetime
    due_at: datetime
    useful_until: datetime
    subject: str | None = None
    gathered_at: datetime | None = None
    dispatch: Dispatch | None = None

    @property
    def is_urgent(self) -> bool:
        """Whether it waits for no morning."""
        return about(self.subject) == REPORT

    def is_useless(self, now: datetime) -> bool:
        """Whether telling it now helps nobody any more."""
        return now >= self.useful_until

    def put_off(self, arena: Arena, now: datetime) -> None:
        """It waits for the next working morning, unless it is urgent or would be useless by then."""
        morning = next_morning(arena.local(now))
        if morning < self.useful_until and not self.is_urgent:
            self.due_at = morning

    def close(self, now: datetime, dispatch: Dispatch | None = None) -> None:
        """It is part of that message, or of none for good."""
        self.gathered_at, self.dispatch = now, dispatch

    def remove_words(self) -> Dispatch | None:
        """Only that it was told is left; gives back the message that it is part of."""
        self.text = ""
        return self.dispatch

    def put_back(self) -> None:
        """The message that it was part of is not sent: it waits again."""
        self.gathered_at = self.dispatch = None


def about(subject: str | None) -> str:
    """The word before the thing: "meeting" of "meeting:3"."""
    return (subject or "").partition(":")[0]


def gathered_from(
    arena: Arena, noted_at: datetime, useful_until: datetime, subject: str | None = None
) -> datetime:
    """The first working morning from then on; that very moment if it is urgent, or that would be too late."""
    morning = first_morning(arena.local(noted_at))
    return morning if morning < useful_until and about(subject) != REPORT else noted_at
