"""Cuts long texts into messages that Telegram takes, at paragraphs or lines, never inside a tag."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

# Telegram counts UTF-16 units after its entities are parsed; some room is left for a first line.
LIMIT = 4096 - 96
# Below a picture or a file; never more, so that a marked copy has room too.
LONGEST_CAPTION = 1024 - 96


def length(html: str) -> int:
    """UTF-16 units of what is shown."""
    shown = html
    if "<" in html or "&" in html:
        shown = Markup(re.sub(r"<[^>]*>", "", html)).unescape()  # noqa: S704 (measured, not shown)
    return len(shown.encode("utf-16-le", "surrogatepass")) // 2


def split(html: str, limit: int = LIMIT) -> list[str]:
    """The text in parts of at most `limit` units; every line must close the tags that it opens."""
    parts = _joined(_pieces(html, limit), limit)
    return [part.strip("\n") for part in parts if part.strip()]


def _joined(pieces: Iterable[str], limit: int) -> Iterator[str]:
    """As many pieces after one another as there is room for; each is measured once."""
    held: list[str] = []
    taken = 0
    for piece in pieces:
        size = length(piece)
        if held and taken + size > limit:
            yield "".join(held)
            held, taken = [], 0
        held.append(piece)
        taken += size
    if held:
        yield "".join(held)


def _pieces(html: str, limit: int) -> Iterator[str]:
    for paragraph in re.split(r"(?<=\n)(?=\n)", html):
        if length(paragraph) <= limit:
            yield paragraph
        else:
            for line in paragraph.splitlines(keepends=True):
                yield from [line] if length(line) <= limit else _words(line, limit)


def _words(line: str, limit: int) -> Iterator[str]:
    """A line too long for one message loses its tags and is cut at spaces, or within a word if it must."""
    words = re.findall(r"\S+\s*|\s+", re.sub(r"<[^>]*>", "", line))
    yield from _joined((chunk for word in words for chunk in _chunks(word, limit)), limit)


def _chunks(word: str, limit: int) -> Iterator[str]:
    letters = re.findall(r"&[#\w]+;|.", word, re.DOTALL)
    # A letter is at most two units.
    step = limit // 2
    for start in range(0, len(letters), step):
        yield "".join(letters[start : start + step])
