"""Events of mailboxes through msgraph-sdk: its builders and models for requests, our own eyes for answers."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx

from bot.model.calendarevent import CalendarEvent, Seen
from bot.ports.calendar import CalendarAway, CalendarFailure, CalendarShut
from integrations.graph.access import Access, Hooks, Opened, is_login_away, is_login_refused, opened
from integrations.graph.replies import EventGone, Json, read_body, seen_in
from integrations.graph.teams import blob_of
from integrations.graph.writing import ALL_FIELDS, OUR_PROPERTY, dress, how, model_of

if TYPE_CHECKING:
    from msgraph.graph_service_client import GraphServiceClient

SELECTED = [
    "subject", "start", "end", "location", "attendees", "body", "iCalUId", "changeKey", "isCancelled",
    "isOnlineMeeting", "onlineMeeting",
]  # fmt: skip
PAGE = 100
MOST_PAGES = 50


class GraphCalendar:
    """See bot.ports.calendar.Calendar; opened when it is first asked."""

    def __init__(self, access: Access, hooks: Hooks | None = None) -> None:
        self._access = access
        self._hooks = hooks
        self._opened: Opened | None = None
        self._opening = asyncio.Lock()

    async def create(self, mailbox: str, event: CalendarEvent, transaction_id: str, mark: str) -> Seen:
        """See bot.ports.calendar.Calendar."""
        events = (await self._mailbox(mailbox)).events
        body = model_of(event, ALL_FIELDS)
        dress(body, event, transaction_id, mark)
        answer = await self.call(lambda: events.post(body, request_configuration=how(event.zone)))
        return seen_in(answer, event.zone)

    async def find(self, mailbox: str, mark: str, zone: str) -> Seen | None:
        """See bot.ports.calendar.Calendar."""
        events = (await self._mailbox(mailbox)).events
        wanted = f"singleValueExtendedProperties/any(ep: ep/id eq '{OUR_PROPERTY}' and ep/value eq '{mark}')"
        query = type(events).EventsRequestBuilderGetQueryParameters(filter=wanted, select=SELECTED, top=2)
        answer = await self.call(lambda: events.get(request_configuration=how(zone, query)))
        found = answer.get("value") or []
        return seen_in(found[0], zone) if found else None

    async def read(self, mailbox: str, event_id: str, zone: str) -> Seen | None:
        """See bot.ports.calendar.Calendar."""
        builder = (await self._mailbox(mailbox)).events.by_event_id(event_id)
        query = type(builder).EventItemRequestBuilderGetQueryParameters(select=SELECTED)
        try:
            answer = await self.call(lambda: builder.get(request_configuration=how(zone, query)))
        except EventGone:
            return None
        return seen_in(answer, zone)

    async def change(
        self, mailbox: str, seen: Seen, event: CalendarEvent, fields: Collection[str]
    ) -> Seen | None:
        """See bot.ports.calendar.Calendar."""
        builder = (await self._mailbox(mailbox)).events.by_event_id(seen.event_id)
        body = model_of(event, fields, blob=blob_of(seen.event.html))
        asked = how(event.zone, if_match=seen.etag)
        try:
            answer = await self.call(lambda: builder.patch(body, request_configuration=asked))
        except EventGone:
            return None
        return seen_in(answer, event.zone)

    async def cancel(self, mailbox: str, event_id: str, comment: str) -> None:
        """See bot.ports.calendar.Calendar."""
        from msgraph.generated.users.item.events.item.cancel.cancel_post_request_body import (
            CancelPostRequestBody,
        )

        builder = (await self._mailbox(mailbox)).events.by_event_id(event_id).cancel
        body = CancelPostRequestBody(comment=comment)
        try:
            await self.call(lambda: builder.post(body, request_configuration=how("UTC")))
        except EventGone:
            return

    async def change_keys(self, mailbox: str, first: datetime, last: datetime) -> dict[str, str]:
        """See bot.ports.calendar.Calendar; a list that does not end, or goes on elsewhere, is none."""
        view = (await self._mailbox(mailbox)).calendar_view
        query = type(view).CalendarViewRequestBuilderGetQueryParameters(
            start_date_time=_utc(first), end_date_time=_utc(last), select=["changeKey"], top=PAGE
        )
        page = await self.call(lambda: view.get(request_configuration=how("UTC", query)))
        found = _keys(page)
        for _ in range(MOST_PAGES):
            link = page.get("@odata.nextLink")
            if not link:
                return found
            self._must_be_ours(link)
            page = await self._page(view.with_url(link))
            found |= _keys(page)
        raise CalendarAway("a list without an end")

    async def _page(self, builder: Any) -> Json:
        return await self.call(lambda: builder.get(request_configuration=how("UTC")))

    async def providers(self, mailbox: str) -> frozenset[str]:
        """By which means its meetings may be online. Raises CalendarFailure where it is out of reach."""
        calendar = (await self._mailbox(mailbox)).calendar
        answer = await self.call(lambda: calendar.get(request_configuration=how("UTC")))
        return frozenset(answer.get("allowedOnlineMeetingProviders") or ())

    async def close(self) -> None:
        """Let connections go."""
        if self._opened:
            await self._opened.close()

    async def _mailbox(self, address: str) -> Any:
        return (await self.client()).users.by_user_id(address)

    async def client(self) -> "GraphServiceClient":
        """msgraph-sdk's own, opened when it is first asked for."""
        async with self._opening:
            # Two that ask at once would open two, and one of them would never be closed.
            self._opened = self._opened or await opened(self._access, self._hooks)
        return self._opened.client

    def _must_be_ours(self, link: object) -> None:
        # The client would send its token wherever the link leads.
        if not isinstance(link, str) or not link.startswith(f"{self._access.base_url}/"):
            raise CalendarAway("a next page on another host")

    async def call(self, call: Callable[[], Awaitable[Any]]) -> Json:
        """The body of the answer. Raises CalendarFailure."""
        try:
            return read_body(await call())
        except (CalendarFailure, httpx.InvalidURL):
            raise
        except httpx.HTTPError as error:
            raise CalendarAway(type(error).__name__) from None
        except Exception as error:
            if failure := _about_token(error):
                raise failure from None
            raise


def _about_token(error: Exception) -> CalendarFailure | None:
    """Why there is no token."""
    if is_login_away(error):
        return CalendarAway("no answer about a token")
    return CalendarShut("no token") if is_login_refused(error) else None


def _keys(page: Json) -> dict[str, str]:
    try:
        return {each["id"]: each["changeKey"] for each in page["value"]}
    except (KeyError, TypeError):
        raise CalendarAway("an answer that is no list of events") from None


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
