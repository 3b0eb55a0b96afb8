"""What the one whom one plays does in their Outlook, and how far the clock goes on for the bot to see it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from bot.texts import plain_lines
from integrations.graphapi.face import Outlook

LONGEST_LETTER = 3000
HEAD = re.compile(r"<head>.*?</head>", re.DOTALL)
END_OF_LINE = re.compile(r"<(br|/div|/li|/h\d)\b[^>]*>", re.IGNORECASE)
END_OF_PARAGRAPH = re.compile("</p>", re.IGNORECASE)
# Stands alone on a line in no mail of ours.
BETWEEN = "¶"


class NotAllowed(Exception):
    """Only whoever is invited answers, and only the secretary opens the arena's mailbox."""


def do_in_outlook(outlook: Outlook, shown: Mapping[str, Any], deed: str, asked: Mapping[str, Any]) -> str:
    """The name of the jump that follows.

    Raises NotAllowed, GraphError; LookupError, TypeError and ValueError for nonsense.
    """
    event_id, person = str(asked["event"]), int(asked["person"])
    if deed == "answer":
        return _answer(outlook, event_id, shown["addresses"].get(str(person)), str(asked["response"]))
    if person not in shown["keepers"]:
        raise NotAllowed
    if deed == "move":
        outlook.moves(event_id, by=timedelta(hours=int(asked.get("hours", 0))), to=str(asked.get("day", "")))
    elif deed == "delete":
        outlook.deletes(event_id)
    else:
        raise LookupError
    return "outlook"


def _answer(outlook: Outlook, event_id: str, address: str | None, response: str) -> str:
    if address is None:
        raise NotAllowed
    outlook.answers(event_id, address, response)
    return "outlook_no" if response == "declined" else "outlook"


def readable(outlook: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in Outlook, with the words of invitations and mails as people read them, not pages."""
    return {kind: [_readable(each) for each in found] for kind, found in outlook.items()}


def _readable(page: Mapping[str, Any]) -> dict[str, Any]:
    return {name: page[name] for name in page if name != "html"} | {"text": _words(page["html"])}


@lru_cache(maxsize=500)
def _words(html: str) -> str:
    marked = END_OF_PARAGRAPH.sub(f"\n{BETWEEN}\n", HEAD.sub("", html))
    lines = [line for line in plain_lines(END_OF_LINE.sub("\n", marked)) if line.strip("_")]
    return "\n".join("" if line == BETWEEN else line for line in lines).strip()[:LONGEST_LETTER]
