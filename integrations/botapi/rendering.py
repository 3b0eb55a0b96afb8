"""A formatted text back as HTML, so that a story can read what people see."""

from html import escape

from integrations.botapi.entities import FormattedText
from integrations.botapi.shapes import Json

_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler",
    "blockquote": "blockquote", "code": "code",
}  # fmt: skip


def as_html(formatted: FormattedText) -> str:
    """HTML that parses to the same text and entities."""
    units = formatted.text.encode("utf-16-le")
    shown = [entity for entity in formatted.entities if _tags(entity)]
    return _render(units, shown, 0, len(units) // 2)


def _render(units: bytes, entities: list[Json], start: int, end: int) -> str:
    pieces, at = [], start
    while entities:
        outer, entities = entities[0], entities[1:]
        stop = min(outer["offset"] + outer["length"], end)
        inner = [entity for entity in entities if entity["offset"] < stop]
        entities = entities[len(inner) :]
        opening, closing = _tags(outer) or ("", "")
        pieces.append(_plain(units, at, outer["offset"]))
        pieces.append(opening + _render(units, inner, outer["offset"], stop) + closing)
        at = stop
    pieces.append(_plain(units, at, end))
    return "".join(pieces)


def _plain(units: bytes, start: int, end: int) -> str:
    return escape(units[2 * start : 2 * end].decode("utf-16-le", "replace"), quote=False)


def _tags(entity: Json) -> tuple[str, str] | None:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    if kind == "text_mention":
        return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "date_time":
        shown = f' format="{entity["date_time_format"]}"' if "date_time_format" in entity else ""
        return f'<tg-time unix="{entity["unix_time"]}"{shown}>', "</tg-time>"
    if kind == "pre":
        return _pre(entity.get("language"))
    return None


def _pre(language: str | None) -> tuple[str, str]:
    if language is None:
        return "<pre>", "</pre>"
    return f'<pre><code class="language-{escape(language)}">', "</code></pre>"
