"""What is about to go out about a meeting: what is kept of it, and its messages in order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.model.meeting import Meeting
from bot.model.publication import File, Publication, PublicationKind, Recipient


@dataclass(frozen=True, kw_only=True)
class Part:
    """One message of a sending: words, a file, or a file with words below it.

    `key` tells it from the other parts, and stands in databases.
    """

    key: str
    text: str | None = None
    file: File | None = None


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """An agenda, a supplement, late attachments or minutes, ready to be sent.

    `agenda`, `pdf_sha256` and `file_name` are kept as `Publication` says. `is_missed`: its time passed while
    the bot was away. `in_mail` are its words as a mail. `outside` are the names of people without an address
    who should have it too.
    """

    meeting: Meeting
    kind: PublicationKind
    version: int
    parts: Sequence[Part]
    in_mail: str
    agenda: dict[str, Any] = field(default_factory=dict)
    pdf_sha256: str | None = None
    file_name: str | None = None
    is_preliminary: bool = False
    is_late: bool = False
    is_missed: bool = False
    outside: Sequence[str] = ()

    @property
    def files(self) -> list[File]:
        """What it brings as files, in order."""
        return [part.file for part in self.parts if part.file]

    def published(self, recipients: list[Recipient], now: datetime) -> Publication:
        """What is kept of it."""
        return Publication(
            arena_id=self.meeting.arena.id,
            meeting=self.meeting,
            kind=self.kind,
            version=self.version,
            published_at=now,
            is_preliminary=self.is_preliminary,
            is_late=self.is_late,
            agenda=self.agenda,
            file_name=self.file_name,
            pdf_sha256=self.pdf_sha256,
            recipients=recipients,
        )


def file_parts(files: Sequence[File]) -> list[Part]:
    """Each file as a message of its own."""
    return [Part(key=f"file{at}", file=file) for at, file in enumerate(files)]
