"""What Exchange does to an event that is to be a meeting in Teams: how one joins lies in its page.

https://learn.microsoft.com/graph/api/event-update says what becomes of it: it cannot be turned off again, but
it ends where somebody writes a page without that part.
"""

from typing import Any

Json = dict[str, Any]
PROVIDER = "teamsForBusiness"
LINE = "_" * 80


def join_url(number: str) -> str:
    """Of the event with that number."""
    return f"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{number}%40thread.v2/0?context=%7b%7d"


def is_asked_for(changes: Json) -> bool:
    """Whether somebody wants it to be held in Teams."""
    return bool(changes.get("isOnlineMeeting")) and changes.get("onlineMeetingProvider", PROVIDER) == PROVIDER


def settled(facts: Json, was_online: bool, wants: bool, url: str) -> Json:
    """What follows for those properties from what was written; `facts` holds it already."""
    body = facts.get("body") or {"contentType": "html", "content": ""}
    if was_online and url in body["content"]:
        return {"isOnlineMeeting": True, "onlineMeetingProvider": PROVIDER}
    if not wants:
        return {"isOnlineMeeting": False, "onlineMeetingProvider": "unknown", "onlineMeeting": None}
    page = f"<html><head></head><body>{body['content']}{_part(url)}</body></html>"
    return {
        "isOnlineMeeting": True,
        "onlineMeetingProvider": PROVIDER,
        "onlineMeeting": {"joinUrl": url},
        "body": {"contentType": "html", "content": page},
    }


def _part(url: str) -> str:
    line = f'<div style="width:100%"><span style="white-space:nowrap">{LINE}</span></div>'
    return f'<br>{line}<div lang="sv-SE"><a href="{url}">Anslut till mötet nu</a></div>{line}'
