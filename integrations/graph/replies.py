"""What Graph answers, read without its models: those take a second to load, and a hundred times as long."""

import json
import re
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.model.calendarevent import CalendarEvent, Invitee, Reply, Seen, words_of
from bot.ports.calendar import (
    CalendarAway,
    CalendarCrowded,
    CalendarFailure,
    CalendarRefused,
    CalendarShut,
    EventChanged,
    MailboxGone,
)
from integrations.graph.door import NoToken, answered
from integrations.graph.teams import without_blob
from integrations.graph.turnstile import Crowded

Json = dict[str, Any]
CODE = re.compile(r"\w+", re.ASCII)
# Nobody has answered: what Graph gives as the time then.
NEVER = "0001-01-01"
# https://learn.microsoft.com/graph/errors and the mailbox's own; seen in the wild for a mailbox without a
# licence, or on a server of one's own.
NO_MAILBOX = frozenset({"ErrorInvalidUser", "ResourceNotFound", "Request_ResourceNotFound"})
MAILBOX_SHUT = frozenset(
    {"MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI", "ErrorMailboxStoreUnavailable"}
)
# An answer of years ago would be the longest wait that anybody asks for; it is a fault.
LONGEST_WAIT = 3600.0
# As of a link that people give.
LONGEST_LINK = 2000


class Gone(CalendarFailure):
    """What was asked for is no more."""


class NoObject(ValueError):
    """What was answered is no object of JSON."""


async def body_of(call: Callable[[], Awaitable[Any]], *, gone_by: Collection[int] = ()) -> Json:
    """What the call is answered. Raises CalendarFailure: Gone by any of those statuses too."""
    try:
        response = await answered(call)
    except NoToken as error:
        raise CalendarShut(f"{error}") if error.is_refused else CalendarAway(f"{error}") from None
    except Crowded as error:
        raise CalendarCrowded(f"{error}") from None
    except httpx.HTTPError as error:
        raise CalendarAway(type(error).__name__) from None
    if response.status_code in gone_by:
        raise Gone(f"{response.status_code}")
    if not response.is_success:
        raise failure_of(response)
    try:
        return object_in(response)
    except NoObject as error:
        raise CalendarAway(f"{error}") from None


def object_in(response: httpx.Response) -> Json:
    """What was answered, where it was anything. Raises NoObject."""
    if not response.content:
        return {}
    try:
        body = json.loads(response.content)
    except ValueError:
        raise NoObject("an answer that is no JSON") from None
    if not isinstance(body, dict):
        raise NoObject("an answer that is no object")
    return body


def failure_of(response: httpx.Response) -> CalendarFailure:
    """What an unsuccessful answer means."""
    status, code = response.status_code, _code(response)
    why = f"{status} {code}".strip()
    # A status alone does not say what is missing: the event, the mailbox, or what lies on the way to Graph.
    if code == "ErrorItemNotFound":
        return Gone(why)
    if code in NO_MAILBOX:
        return MailboxGone(why)
    if status in (401, 403) or code in MAILBOX_SHUT:
        return CalendarShut(why)
    if status in (409, 412):
        return EventChanged(why)
    if status in (404, 410):
        return CalendarAway(why)
    if status == 429 or status >= 500 or status in (408, 423):
        return CalendarAway(why, seconds_to_wait(response))
    return CalendarRefused(why)


def _code(response: httpx.Response) -> str:
    try:
        code = json.loads(response.content)["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return ""
    return code if isinstance(code, str) and CODE.fullmatch(code) else ""


def seconds_to_wait(response: httpx.Response) -> float | None:
    """Retry-After, in seconds or as a date (RFC 9110, 10.2.3); None where it says nothing of use."""
    text = response.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return min(LONGEST_WAIT, float(text))
    try:
        until = parsedate_to_datetime(text)
        said = parsedate_to_datetime(response.headers["date"])
    except (ValueError, KeyError):
        return None
    return min(LONGEST_WAIT, max(1.0, (until - said).total_seconds()))


def seen_in(body: Json, zone: str) -> Seen:
    """An event as it was answered. Raises CalendarAway where it is none."""
    try:
        return _seen(body, zone)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise CalendarAway("an answer that is no event") from None


def _seen(body: Json, zone: str) -> Seen:
    html = (body.get("body") or {}).get("content") or ""
    event = CalendarEvent(
        subject=body.get("subject") or "",
        starts=_wall(body["start"], zone),
        ends=_wall(body["end"], zone),
        zone=zone,
        place=(body.get("location") or {}).get("displayName") or "",
        invitees=tuple(_invitee(each) for each in body.get("attendees") or ()),
        words=words_of(without_blob(html)),
        is_online=bool(body.get("isOnlineMeeting")),
        html=html,
    )
    return Seen(
        event_id=body["id"],
        ical_uid=body.get("iCalUId") or "",
        change_key=body.get("changeKey") or "",
        etag=body.get("@odata.etag") or f'W/"{body.get("changeKey") or ""}"',
        event=event,
        replies=tuple(_reply(each) for each in body.get("attendees") or ()),
        join_link=_join_link(body),
        is_cancelled=bool(body.get("isCancelled")),
    )


def _join_link(body: Json) -> str | None:
    """How one joins in Teams; Outlook may know it only a while after the event was made."""
    link = (body.get("onlineMeeting") or {}).get("joinUrl") or ""
    is_fit = link.startswith("https://") and len(link) <= LONGEST_LINK and link.split() == [link]
    return link if is_fit else None


def _wall(moment: Json, zone: str) -> datetime:
    if moment["timeZone"] != zone:
        raise ValueError(moment["timeZone"])
    return _seconds(moment["dateTime"])


def _invitee(attendee: Json) -> Invitee:
    mail = attendee["emailAddress"]
    return Invitee(
        address=mail["address"].casefold(),
        name=mail.get("name") or mail["address"],
        is_required=attendee.get("type", "required") == "required",
    )


def _reply(attendee: Json) -> Reply:
    status = attendee.get("status") or {}
    at = status.get("time") or NEVER
    return Reply(
        address=attendee["emailAddress"]["address"].casefold(),
        response=status.get("response") or "none",
        at=None if at.startswith(NEVER) else instant_of(at),
    )


def instant_of(text: str) -> datetime:
    """In UTC, as Graph writes all but the times of events. Raises ValueError, TypeError."""
    return _seconds(text).replace(tzinfo=UTC)


def _seconds(text: str) -> datetime:
    # Graph writes up to seven decimals, and Python 3.11 reads six.
    return datetime.fromisoformat(text[:19])
