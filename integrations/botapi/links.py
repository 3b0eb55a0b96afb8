"""Which addresses Telegram takes in text and on buttons, and what it makes of them."""

import re
from urllib.parse import parse_qs, urlsplit

_SCHEMES = ("http", "https", "tg", "ton", "tonsite")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3}")


def checked_link(target: str) -> str:
    """The address as Telegram stores it, or an empty text where it would drop the link."""
    target = target.strip()
    if not target or any(char.isspace() for char in target):
        return ""
    if "://" not in target and not target.startswith("tg:"):
        target = f"http://{target}"
    parts = urlsplit(target)
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    if parts.scheme.lower() in ("tg", "ton", "tonsite"):
        return target
    if not _HOST.fullmatch(parts.hostname or ""):
        return ""
    return target if parts.path or parts.query or parts.fragment else f"{target}/"


def mentioned_user(target: str) -> int:
    """The person's number in `tg://user?id=…`, or 0."""
    parts = urlsplit(target)
    if parts.scheme != "tg" or (parts.netloc or parts.path.strip("/")) != "user":
        return 0
    number = parse_qs(parts.query).get("id", ["0"])[0]
    return int(number) if number.isdecimal() else 0


def deep_link(url: str) -> tuple[str, str, str]:
    """Bot name, kind (start, startgroup or empty) and payload of a t.me or tg:// link; raises ValueError."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if parts.scheme == "tg" and parts.netloc == "resolve":
        name = query.get("domain", "")
    elif parts.hostname in ("t.me", "telegram.me"):
        name = parts.path.strip("/")
    else:
        raise ValueError(f"not a link into Telegram: {url}")
    kind = next((kind for kind in ("startgroup", "start") if kind in query), "")
    return name, kind, query.get(kind, "")
