"""Text as Telegram keeps it: plain characters, and entities that point into it in UTF-16 units."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from integrations.botapi.shapes import Json

_OPAQUE = {"code", "pre"}
_CONTROLS = {code: " " for code in range(32) if code != 10}
_CLEANED: dict[int, str | None] = {**_CONTROLS, 13: None, **dict.fromkeys(range(0x2028, 0x202F))}
_COMMAND = re.compile(r"/([a-zA-Z0-9_]{1,64})(?![a-zA-Z0-9_])(@[a-zA-Z0-9_]{3,32}(?![a-zA-Z0-9_]))?")
_MENTION = re.compile(r"@[a-zA-Z0-9_]{2,32}(?![a-zA-Z0-9_])")
_HASHTAG = re.compile(r"#\w{1,256}")
_ADDRESS = (
    r"(?:https?://|tg://)[^\s<>\"]+|(?:[a-zA-Z0-9-]+\.)+(?:se|com|org|net|eu|me|example)(?:/[^\s<>\"]*)?\b"
)
_URL = re.compile(_ADDRESS)
_EMAIL = re.compile(r"[a-zA-Z0-9._%+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+")


def utf16_length(text: str) -> int:
    """How long Telegram says that a text is."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def cleaned(text: str) -> str:
    """Control characters and bidi overrides go the way they go at Telegram."""
    return text.translate(_CLEANED)


def is_word(char: str) -> bool:
    """A letter or a number of any script, or an underscore; combining marks are none."""
    return (
        char == "_"
        or unicodedata.category(char)[0] == "L"
        or unicodedata.category(char) in ("Nd", "Nl", "No")
    )


@dataclass(frozen=True)
class FormattedText:
    """A plain text and its entities, sorted by place."""

    text: str = ""
    entities: tuple[Json, ...] = ()

    def trimmed(self) -> "FormattedText":
        """Without white space around it; entities follow and are cut."""
        text = self.text.strip()
        if text == self.text:
            return self
        lead = utf16_length(self.text[: len(self.text) - len(self.text.lstrip())])
        moved = (_shifted(entity, lead, utf16_length(text)) for entity in self.entities)
        return FormattedText(text, tuple(entity for entity in moved if entity))

    def with_found_entities(self) -> "FormattedText":
        """Commands, mentions, links, addresses and hashtags are found by the server in everybody's text."""
        found = [entity for entity in _found(self.text) if not _overlaps(entity, self.entities)]
        if not found:
            return self
        return FormattedText(self.text, in_order([*self.entities, *found]))


def in_order(entities: list[Json]) -> tuple[Json, ...]:
    """Sorted outermost first; nothing stands inside code."""
    opaque = [entity for entity in entities if entity["type"] in _OPAQUE]
    kept = [entity for entity in entities if entity in opaque or not _inside_any(entity, opaque)]
    return tuple(sorted(kept, key=lambda entity: (entity["offset"], -entity["length"])))


def _inside_any(entity: Json, others: list[Json]) -> bool:
    return entity["type"] not in ("blockquote", "expandable_blockquote") and _overlaps(entity, tuple(others))


def _shifted(entity: Json, lead: int, length: int) -> Json | None:
    start = max(entity["offset"] - lead, 0)
    end = min(entity["offset"] + entity["length"] - lead, length)
    return {**entity, "offset": start, "length": end - start} if end > start else None


def _overlaps(entity: Json, others: tuple[Json, ...]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(
        start < other["offset"] + other["length"] and other["offset"] < end
        for other in others
        if other["type"] in ("code", "pre", "text_link", "text_mention", "url", "email")
    )


def _found(text: str) -> list[Json]:
    found: list[Json] = []
    for kind, marks, find in _FINDERS:
        if any(mark in text for mark in marks):
            for start, end in find(text):
                entity = _entity(kind, text, start, end)
                if not _overlaps(entity, tuple(found)):
                    found.append(entity)
    return found


def _entity(kind: str, text: str, start: int, end: int) -> Json:
    return {"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(text[start:end])}


def _bounded(pattern: re.Pattern[str], before: str, after: str) -> Callable[[str], Iterator[tuple[int, int]]]:
    """Matches that touch no letter, digit or forbidden sign on either side."""

    def find(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start and (is_word(text[start - 1]) or text[start - 1] in before):
                continue
            if end < len(text) and (is_word(text[end]) or text[end] in after):
                continue
            yield start, end

    return find


def _commands(text: str) -> Iterator[tuple[int, int]]:
    """`/föreslå` is none, for it goes on after its ASCII part; decomposed `ä` ends one: `/ersa`."""
    for start, end in _bounded(_COMMAND, "/<>", "/<>")(text):
        if text[end : end + 1] != "@":
            yield start, end


def _urls(text: str) -> Iterator[tuple[int, int]]:
    for match in _URL.finditer(text):
        if match.start() and text[match.start() - 1] in "@/":
            continue
        yield match.start(), match.start() + len(match.group().rstrip(".,:;!?)'"))


_FINDERS: tuple[tuple[str, str, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("email", "@", _bounded(_EMAIL, "/", "")),
    ("url", ".", _urls),
    ("bot_command", "/", _commands),
    ("mention", "@", _bounded(_MENTION, "", "")),
    ("hashtag", "#", _bounded(_HASHTAG, "", "#")),
)
