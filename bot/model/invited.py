"""Who is invited to what, as typed: «Eva Ek eva.ek@region.example punkt 4»; and what was said so far."""

import re
import zlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from bot.model.replacementtext import ReplacementWords, read_replacement
from bot.refusals import BadInvitation

_TO, _NUMBER = r"(?:\btill\s+)?", r"\s*(?:nr\.?\s*)?(\d{1,6})\b"
_LINE = re.compile(rf"{_TO}\bpunkt(?:en)?{_NUMBER}", re.IGNORECASE)
_ITEM = re.compile(rf"{_TO}\b[äa]rende(?:t)?{_NUMBER}", re.IGNORECASE)
_MEETING = re.compile(rf"{_TO}(?:\bhela\s+)?\bmöte(?:t)?\b", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:punkt(?:en)?|[äa]rende(?:t)?)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class InvitedWords:
    """What was found in one message. `line` is the number of a «punkt» on the agenda, `number` that of an
    «ärende» in the arena; `to_meeting` says that the meeting was named, `day` which."""

    name: str | None = None
    email: str | None = None
    line: int | None = None
    number: int | None = None
    to_meeting: bool = False
    day: date | None = None


def read_invited(text: str, today: date) -> InvitedWords:
    """Whom, and to what if it is said.

    Raises BadInvitation, and what read_replacement raises.
    """
    line, rest = _taken(_LINE, text)
    number, rest = _taken(_ITEM, rest)
    if _LEFT.search(rest):
        raise BadInvitation
    names_meeting = _MEETING.search(rest) is not None
    rest = _MEETING.sub(" ", rest)
    has_more = bool(rest.strip(" \t\n,;:.–-"))
    who = read_replacement(rest, today) if has_more or not (line or number or names_meeting) else None
    who = who or ReplacementWords()
    return InvitedWords(
        name=who.name,
        email=who.email,
        line=line,
        number=number,
        to_meeting=not (line or number) and (names_meeting or who.begins is not None),
        day=who.begins,
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[int | None, str]:
    found = pattern.search(text)
    return (int(found[1]), pattern.sub(" ", text, count=1)) if found else (None, text)


@dataclass(frozen=True, kw_only=True)
class CoOptionDraft:
    """What has been said so far."""

    name: str | None = None
    email: str | None = None
    meeting_id: int | None = None
    item_id: int | None = None

    @classmethod
    def of_facts(cls, facts: dict[str, Any]) -> "CoOptionDraft":
        """The draft as a dialogue keeps it."""
        return cls(**facts)

    def to_facts(self) -> dict[str, Any]:
        """What a dialogue keeps."""
        return asdict(self)

    @property
    def mark(self) -> int:
        """A checksum of everything that was said, so that a button is of this very draft."""
        return zlib.crc32(repr(sorted(self.to_facts().items())).encode())

    @property
    def is_for_something(self) -> bool:
        """Whether it is said to what."""
        return self.meeting_id is not None or self.item_id is not None

    def said(self, words: InvitedWords) -> "CoOptionDraft":
        """The same with the name and the address that were just written."""
        return replace(self, name=words.name or self.name, email=words.email or self.email)
