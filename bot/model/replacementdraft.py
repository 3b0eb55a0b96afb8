"""A change of holder that is being reported: gathered answer by answer, shown, and then sent."""

import zlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from bot.model.replacement import Replacement
from bot.model.replacementtext import DecisionWords, ReplacementWords


@dataclass(frozen=True, kw_only=True)
class ReplacementDraft:
    """What has been said so far. `is_unknown` says that nobody knows yet who it will be, `is_right` that an
    address of an unknown domain is right; `corrects` is the report that this one changes."""

    seat_id: int | None = None
    name: str | None = None
    email: str | None = None
    is_unknown: bool = False
    is_right: bool = False
    begins: date | None = None
    body: str | None = None
    decided_on: date | None = None
    paragraph: str | None = None
    corrects: int | None = None

    @classmethod
    def of_facts(cls, facts: dict[str, Any]) -> "ReplacementDraft":
        """The draft as a dialogue keeps it."""
        days = {key: date.fromisoformat(facts[key]) for key in ("begins", "decided_on") if facts[key]}
        return cls(**facts | days)

    @classmethod
    def of_report(cls, report: Replacement) -> "ReplacementDraft":
        """What was reported, to be corrected."""
        return cls(
            seat_id=report.seat.id,
            name=report.name,
            email=report.email,
            is_unknown=not report.is_known,
            is_right=True,
            begins=report.begins,
            body=report.body,
            decided_on=report.decided_on,
            paragraph=report.paragraph,
            corrects=report.id,
        )

    def to_facts(self) -> dict[str, Any]:
        """What a dialogue keeps."""
        days = {key: day.isoformat() for key in ("begins", "decided_on") if (day := getattr(self, key))}
        return asdict(self) | days

    @property
    def mark(self) -> int:
        """A checksum of everything that was said, so that a button is of this very draft."""
        return zlib.crc32(repr(sorted(self.to_facts().items())).encode())

    @property
    def lacks(self) -> str | None:
        """What is to be asked for next: seat, name, email or begins."""
        if self.seat_id is None:
            return "seat"
        if not self.is_unknown and not self.name:
            return "name"
        if not self.is_unknown and not self.email:
            return "email"
        return "begins" if self.begins is None else None

    def said(self, words: ReplacementWords) -> "ReplacementDraft":
        """The same with what was just written; another address is to be looked at again."""
        name, email = words.name or self.name, words.email or self.email
        is_unknown = self.is_unknown and not (words.name or words.email)
        is_right = self.is_right and email == self.email
        begins = words.begins or self.begins
        more: dict[str, Any] = {"is_unknown": is_unknown, "is_right": is_right, "begins": begins}
        return replace(self, name=name, email=email, **more)

    def unknown(self) -> "ReplacementDraft":
        """The same with nobody named."""
        return replace(self, name=None, email=None, is_unknown=True)

    def decided(self, words: DecisionWords) -> "ReplacementDraft":
        """The same with who elected or appointed them."""
        return replace(self, body=words.body, decided_on=words.day, paragraph=words.paragraph)
