"""Character references in HTML, of which Telegram knows four by name and all by number."""

import re

from integrations.botapi.errors import ApiRefusal, bad_request

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def unparsable(words: str) -> ApiRefusal:
    """400 "can't parse entities": …"""
    return bad_request(f"can't parse entities: {words}")


def decoded(source: str, at: int) -> tuple[str, int]:
    """The character that a reference stands for, or the bare `&` when Telegram knows no such reference."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name], match.end()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < code < 0x10FFFF or match.end() - at > 10:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code), match.end()


def decoded_all(raw: str) -> str:
    """A text with all its references replaced."""
    pieces, at = [], 0
    while at < len(raw):
        piece, at = decoded(raw, at) if raw[at] == "&" else (raw[at], at + 1)
        pieces.append(piece)
    return "".join(pieces)
