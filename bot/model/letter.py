"""What makes a mail of a promised message, and a mail as it is handed to whoever carries it."""

from dataclasses import dataclass
from typing import Any

from bot.model.calendarentry import Mailbox
from bot.model.publication import File


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Beside its words: the line by which it is found in an inbox, its files in order, and the id of the
    meeting whose calendar file comes along, as the meeting stands when the mail is sent."""

    title: str
    files: tuple[File, ...] = ()
    calendar: int | None = None

    def kept(self) -> dict[str, Any]:
        """As JSON values."""
        return {"title": self.title, "files": [list(file) for file in self.files], "calendar": self.calendar}

    @classmethod
    def of_kept(cls, kept: dict[str, Any]) -> "Letter":
        """The same letter again."""
        files = tuple((name, sha256) for name, sha256 in kept["files"])
        return cls(title=kept["title"], files=files, calendar=kept["calendar"])


@dataclass(frozen=True, kw_only=True)
class CalendarFile:
    """A calendar file in a mail; `method` is what it asks of the calendar there (RFC 6047, section 2.4)."""

    name: str
    content: bytes
    method: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail with all that is in it. `key` is the same for every copy, so that they can be told as such.

    `sender` is the arena's own mailbox, None where it has none; `html` is written as for Telegram.
    """

    key: str
    arena: str
    sender: str | None
    to: Mailbox
    title: str
    html: str
    files: tuple[tuple[str, bytes], ...] = ()
    calendar: CalendarFile | None = None
