"""Telegram's HTML mode, as strict as the server: what it refuses is refused here in the same words.

Read in tdlib/td, MessageEntity.cpp (`parse_html`); byte offsets in errors count UTF-8, as there.
"""

import re
from dataclasses import dataclass, field

from integrations.botapi.entities import FormattedText, in_order, utf16_length
from integrations.botapi.references import decoded, decoded_all, unparsable
from integrations.botapi.shapes import Json
from integrations.botapi.tags import TAGS, Tag, details, note

_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"\s*")
_TEXT = re.compile(r"[^<&]+")


def parse_html(source: str) -> FormattedText:
    """The plain text and entities of an HTML text; raises ApiRefusal 400 "can't parse entities"."""
    return _Reader(source).read()


@dataclass
class _Reader:
    source: str
    at: int = 0
    length: int = 0
    plain: list[str] = field(default_factory=list)
    open_tags: list[Tag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> FormattedText:
        while self.at < len(self.source):
            self._read_piece()
        if self.open_tags:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.open_tags[-1].name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return FormattedText("".join(self.plain), in_order(self.entities))

    def _read_piece(self) -> None:
        char = self.source[self.at]
        if char == "<":
            closing = self.source.startswith("/", self.at + 1)
            self._close_tag() if closing else self._open_tag()
        elif char == "&":
            char, self.at = decoded(self.source, self.at)
            self._write(char)
        else:
            self._write(self._take(_TEXT))

    def _write(self, text: str) -> None:
        self.plain.append(text)
        self.length += utf16_length(text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        taken = match.group() if match else ""
        self.at += len(taken)
        return taken

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _open_tag(self) -> None:
        begin, self.at = self.at, self.at + 1
        name = self._take(_NAME).lower()
        if not self._next():
            raise unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if name not in TAGS:
            raise unparsable(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        tag = Tag(name, self.length, len(self.plain))
        while self._next() != ">":
            self._attribute(tag, begin)
        self.at += 1
        if name == "span" and tag.argument != "spoiler":
            where = self._bytes(begin)
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.open_tags.append(tag)

    def _attribute(self, tag: Tag, begin: int) -> None:
        self._take(_SPACE)
        if self._next() == ">":
            return
        name = self._take(_ATTRIBUTE)
        if not name:
            where = self._bytes(begin)
            raise unparsable(f'Empty attribute name in the tag "{tag.name}" at byte offset {where}')
        self._take(_SPACE)
        value = self._attribute_value(begin) if self._next() == "=" else ""
        if not self._next():
            raise unparsable(f'Unclosed start tag "{tag.name}" at byte offset {self._bytes(begin)}')
        note(tag, name, value)

    def _attribute_value(self, begin: int) -> str:
        self.at += 1
        self._take(_SPACE)
        quote = self._next()
        if quote in ("'", '"'):
            return self._quoted(quote, begin)
        start = self.at
        token = self._take(_TOKEN).lower()
        if self._next() and not (self._next().isspace() or self._next() == ">"):
            raise unparsable(f"Unexpected end of name token at byte offset {self._bytes(start)}")
        return token

    def _quoted(self, quote: str, begin: int) -> str:
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        raw, self.at = self.source[self.at + 1 : end], end + 1
        return decoded_all(raw)

    def _close_tag(self) -> None:
        begin, self.at = self.at, self.at + 2
        if not self.open_tags:
            raise unparsable(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        name = self._take(_NAME).lower()
        self._take(_SPACE)
        if self._next() != ">":
            raise unparsable(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self.at += 1
        tag = self.open_tags[-1]
        if name not in ("", tag.name):
            expected = f'expected "</{tag.name}>", found "</{name}>"'
            raise unparsable(f"Unmatched end tag at byte offset {self._bytes(begin)}, {expected}")
        self.open_tags.pop()
        if self.length > tag.offset:
            self._add_entity(tag)

    def _add_entity(self, tag: Tag) -> None:
        place = {"offset": tag.offset, "length": self.length - tag.offset}
        if tag.name in ("pre", "code") and self._joins_the_last(tag, place):
            return
        entity = details(tag, "".join(self.plain[tag.begin :]))
        if entity:
            self.entities.append({**entity, **place})

    def _joins_the_last(self, tag: Tag, place: Json) -> bool:
        """`<pre><code class="language-x">` and its reverse are one entity with a language."""
        last = self.entities[-1] if self.entities else {}
        if (last.get("offset"), last.get("length")) != (place["offset"], place["length"]):
            return False
        if tag.name == "pre" and last["type"] == "code" and last.get("language"):
            last["type"] = "pre"
            return True
        if tag.name == "code" and last["type"] == "pre" and tag.argument:
            last["language"] = tag.argument
            return True
        return False

    def _bytes(self, index: int) -> int:
        return len(self.source[:index].encode())
