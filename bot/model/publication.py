"""The sending of an agenda: what was frozen, and who was to get it in which way."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.model.agenda import shown_name
from bot.model.meeting import Meeting
from bot.model.person import Person


class Way(StrEnum):
    """How one recipient gets the agenda."""

    GROUP = "group"
    PRIVATE = "private"
    NOT_REACHED = "not_reached"
    # In no chat: not reached in Telegram, and given everything as a mail.
    MAIL = "mail"
    # Of a joint meeting: through the other arena, so that nobody gets two copies.
    OTHER_ARENA = "other_arena"
    # Privately, and of the agenda only the item to which they are co-opted.
    ITEM = "item"


class PublicationKind(StrEnum):
    """What was sent: an agenda in one of its versions, a supplement, a late attachment, or the minutes."""

    AGENDA = "agenda"
    SUPPLEMENT = "supplement"
    ATTACHMENT = "attachment"
    MINUTES = "minutes"


# A file as it is sent: shown name, and the SHA-256 of its content.
File = tuple[str, str]
# Kinds that hold a whole agenda.
PAGES = (PublicationKind.AGENDA, PublicationKind.SUPPLEMENT)
# What a frozen page has lines of.
_LINES = ("lines", "incoming")


@dataclass(eq=False, kw_only=True)
class Recipient:
    """One person who had a right to the agenda; `reason` says why they were not reached in Telegram."""

    id: int = field(init=False, default=0)
    arena_id: str
    person: Person
    way: Way
    reason: str | None = None


@dataclass(eq=False, kw_only=True)
class Publication:
    """Something about a meeting as it was sent, its versions counted for each kind of page.

    `agenda` is the frozen page as JSON values, whole in a supplement too, empty for minutes. `pdf_sha256`
    is the page or the minutes as a file, and `file_name` what that is called where it is no agenda's own PDF.
    A supplement takes the agenda's next version. Late attachments are counted by themselves, and the `files`
    of their `agenda` hold item_id, number, title, name and sha256 of each.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    meeting: Meeting
    version: int
    published_at: datetime
    is_preliminary: bool
    is_late: bool
    kind: PublicationKind = PublicationKind.AGENDA
    agenda: dict[str, Any] = field(default_factory=dict)
    file_name: str | None = None
    pdf_sha256: str | None = None
    recipients: list[Recipient] = field(default_factory=list)

    def has_item(self, item_id: int) -> bool:
        """Whether the item stands on the page, or did and is off it."""
        return any(line.get("item_id") == item_id for name in _LINES for line in self.agenda.get(name, ()))

    @property
    def has_contents(self) -> bool:
        """Whether it is a page whose PDF is kept, or that describes an item."""
        return self.kind in PAGES and (self.pdf_sha256 is not None or any(self._descriptions()))

    def _descriptions(self) -> list[Any]:
        return [line.get("description") for name in _LINES for line in self.agenda.get(name, ())]

    def remove_contents(self) -> str | None:
        """Only numbers, titles and names of files are left; gives back the SHA-256 of its PDF."""
        blank = {"description": None}
        lines = {name: [line | blank for line in self.agenda[name]] for name in _LINES if name in self.agenda}
        sha256, self.pdf_sha256, self.agenda = self.pdf_sha256, None, self.agenda | lines
        return sha256

    @property
    def stem(self) -> str:
        """Begins the keys of everything that was promised for it; a supplement is a version of the agenda."""
        word = "agenda" if self.kind in PAGES else self.kind.value
        return f"{word}:{self.meeting.id}:{self.version}"

    @property
    def package_stem(self) -> str:
        """Begins the keys of the package that is handed over for forwarding."""
        return f"package:{self.kind.value}:{self.meeting.id}:{self.version}"

    @property
    def mail_stem(self) -> str:
        """Begins the keys of what goes by mail."""
        return f"mail:{self.kind.value}:{self.meeting.id}:{self.version}"

    @property
    def subject(self) -> str:
        """What its messages are promised for, and so who has a right to them (bot.acts.sending.rights)."""
        word = "minutes" if self.kind is PublicationKind.MINUTES else "agenda"
        return f"{word}:{self.meeting.id}"

    @property
    def late_files(self) -> list[dict[str, Any]]:
        """The files of a sending of late attachments; what was sent one by one is one such file itself."""
        if self.kind is not PublicationKind.ATTACHMENT:
            return []
        files: list[dict[str, Any]] = self.agenda.get("files") or [self.agenda]
        return files

    @property
    def late_names(self) -> list[str]:
        """What those files are called."""
        return [shown_name(file["number"], file["name"]) for file in self.late_files]
