"""What each tag of Telegram's HTML stands for."""

import re
from dataclasses import dataclass

from integrations.botapi.links import checked_link, mentioned_user
from integrations.botapi.references import unparsable
from integrations.botapi.shapes import Json

_PLAIN_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
TAGS = {*_PLAIN_TAGS, "a", "code", "pre", "blockquote", "tg-time", "tg-emoji"}
_TIME_FORMAT = re.compile(r"[rR]|[tTdDwW]*")


@dataclass
class Tag:
    """An open tag: where its text begins, and what its attributes say."""

    name: str
    offset: int
    begin: int
    argument: str = ""
    unix_time: int = 0


def details(tag: Tag, words: str) -> Json | None:
    """The entity of a closed tag without its place; None for a link or time that says nothing."""
    if tag.name in _PLAIN_TAGS:
        return {"type": _PLAIN_TAGS[tag.name]}
    if tag.name == "a":
        return _link(tag.argument or words)
    if tag.name == "tg-time":
        return _time(tag)
    if tag.name == "tg-emoji":
        return _emoji(tag.argument)
    if tag.name == "blockquote":
        return {"type": "expandable_blockquote" if tag.argument else "blockquote"}
    return {"type": tag.name, **({"language": tag.argument} if tag.argument else {})}


def note(tag: Tag, attribute: str, value: str) -> None:
    """Keep an attribute that means something; others are ignored."""
    match (tag.name, attribute):
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format"):
            tag.argument = value
        case ("code", "class") if value.startswith("language-"):
            tag.argument = value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            tag.argument = value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            tag.argument = "1"
        case ("tg-time", "unix"):
            tag.unix_time = int(value) if value.isdecimal() else 0


def _link(target: str) -> Json | None:
    user_id = mentioned_user(target)
    if user_id:
        return {"type": "text_mention", "user": {"id": user_id, "is_bot": False, "first_name": str(user_id)}}
    url = checked_link(target)
    return {"type": "text_link", "url": url} if url else None


def _time(tag: Tag) -> Json | None:
    if not _TIME_FORMAT.fullmatch(tag.argument):
        raise unparsable("Invalid date format used")
    if tag.unix_time <= 0:
        return None
    shown = {"date_time_format": tag.argument} if tag.argument else {}
    return {"type": "date_time", "unix_time": tag.unix_time, **shown}


def _emoji(identifier: str) -> Json:
    if not identifier.isdecimal() or int(identifier) == 0:
        raise unparsable("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": identifier}
