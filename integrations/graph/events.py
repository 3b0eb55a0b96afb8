"""Events of mailboxes through msgraph-sdk: its builders and models for requests, our own eyes for answers."""

from collections.abc import AsyncIterator, Collection
from datetime import UTC, datetime
from typing import Any

from bot.model.calendarevent import CalendarEvent, Seen
from bot.ports.calendar import CalendarAway, CalendarRefused, Changes
from integrations.graph.door import Door
from integrations.graph.replies import Gone, Json, body_of, seen_in
from integrations.graph.teams import blob_of
from integrations.graph.writing import ALL_FIELDS, OUR_PROPERTY, dress, how, model_of

SELECTED = [
    "subject", "start", "end", "location", "attendees", "body", "iCalUId", "changeKey", "isCancelled",
    "isOnlineMeeting", "onlineMeeting",
]  # fmt: skip
TEAMS = "teamsForBusiness"
PAGE = 100
MOST_PAGES = 50
# Of a link, unlike an event, the status alone says so.
LINK_GONE = (410,)


class GraphCalendar:
    """See bot.ports.calendar.Calendar."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def create(self, mailbox: str, event: CalendarEvent, transaction_id: str, mark: str) -> Seen:
        """See bot.ports.calendar.Calendar."""
        events = (await self._door.mailbox(mailbox)).events
        body = model_of(event, ALL_FIELDS)
        dress(body, event, transaction_id, mark)
        answer = await body_of(lambda: events.post(body, request_configuration=how(event.zone)))
        return seen_in(answer, event.zone)

    async def find(self, mailbox: str, mark: str, zone: str) -> Seen | None:
        """See bot.ports.calendar.Calendar."""
        events = (await self._door.mailbox(mailbox)).events
        wanted = f"singleValueExtendedProperties/any(ep: ep/id eq '{OUR_PROPERTY}' and ep/value eq '{mark}')"
        query = type(events).EventsRequestBuilderGetQueryParameters(filter=wanted, select=SELECTED, top=2)
        answer = await body_of(lambda: events.get(request_configuration=how(zone, query)))
        found = answer.get("value") or []
        return seen_in(found[0], zone) if found else None

    async def read(self, mailbox: str, event_id: str, zone: str) -> Seen | None:
        """See bot.ports.calendar.Calendar."""
        builder = (await self._door.mailbox(mailbox)).events.by_event_id(event_id)
        query = type(builder).EventItemRequestBuilderGetQueryParameters(select=SELECTED)
        try:
            answer = await body_of(lambda: builder.get(request_configuration=how(zone, query)))
        except Gone:
            return None
        return seen_in(answer, zone)

    async def change(
        self, mailbox: str, seen: Seen, event: CalendarEvent, fields: Collection[str]
    ) -> Seen | None:
        """See bot.ports.calendar.Calendar."""
        builder = (await self._door.mailbox(mailbox)).events.by_event_id(seen.event_id)
        body = model_of(event, fields, blob=blob_of(seen.event.html))
        asked = how(event.zone, if_match=seen.etag)
        try:
            answer = await body_of(lambda: builder.patch(body, request_configuration=asked))
        except Gone:
            return None
        return seen_in(answer, event.zone)

    async def cancel(self, mailbox: str, event_id: str, comment: str) -> None:
        """See bot.ports.calendar.Calendar."""
        from msgraph.generated.users.item.events.item.cancel.cancel_post_request_body import (
            CancelPostRequestBody,
        )

        builder = (await self._door.mailbox(mailbox)).events.by_event_id(event_id).cancel
        body = CancelPostRequestBody(comment=comment)
        try:
            await body_of(lambda: builder.post(body, request_configuration=how("UTC")))
        except Gone:
            return

    async def change_keys(self, mailbox: str, first: datetime, last: datetime) -> dict[str, str]:
        """See bot.ports.calendar.Calendar; a list that does not end, or goes on elsewhere, is none."""
        view = (await self._door.mailbox(mailbox)).calendar_view
        query = type(view).CalendarViewRequestBuilderGetQueryParameters(
            start_date_time=_utc(first), end_date_time=_utc(last), select=["changeKey"], top=PAGE
        )
        first_page = await body_of(lambda: view.get(request_configuration=how("UTC", query)))
        found: dict[str, str] = {}
        async for page in self._pages(view, first_page):
            found |= _keys(page)
        return found

    async def begin_changes(self, mailbox: str, first: datetime, last: datetime) -> str:
        """See bot.ports.calendar.Calendar.

        It takes no $select and no $top (https://learn.microsoft.com/graph/api/event-delta#odata-query-parameters).
        """
        delta = (await self._door.mailbox(mailbox)).calendar_view.delta
        query = type(delta).DeltaRequestBuilderGetQueryParameters(
            start_date_time=_utc(first), end_date_time=_utc(last)
        )
        asked = how("UTC", query, page=PAGE)
        first_page = await body_of(lambda: delta.get(request_configuration=asked))
        return (await self._changes(delta, first_page)).link

    async def changes_since(self, mailbox: str, link: str) -> Changes | None:
        """See bot.ports.calendar.Calendar.

        A link that is no longer known is answered by 410, or by 400 and one of several codes
        (https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset).
        """
        delta = (await self._door.mailbox(mailbox)).calendar_view.delta
        try:
            return await self._changes(delta, await self._page(delta, link))
        except (Gone, CalendarRefused):
            return None

    async def _changes(self, delta: Any, first_page: Json) -> Changes:
        keys: dict[str, str] = {}
        async for page in self._pages(delta, first_page):
            keys |= _changed(page)
        return Changes(keys=keys, link=_delta_link(page))

    async def _pages(self, builder: Any, page: Json) -> AsyncIterator[Json]:
        """That page and those that follow it."""
        for _ in range(MOST_PAGES):
            yield page
            link = page.get("@odata.nextLink")
            if not link:
                return
            page = await self._page(builder, link)
        raise CalendarAway("a list without an end")

    async def _page(self, builder: Any, link: object) -> Json:
        self._must_be_ours(link)
        there = builder.with_url(link)
        asked = how("UTC", page=PAGE)
        return await body_of(lambda: there.get(request_configuration=asked), gone_by=LINK_GONE)

    async def meets_in_teams(self, mailbox: str) -> bool:
        """See bot.ports.calendar.Calendar."""
        calendar = (await self._door.mailbox(mailbox)).calendar
        answer = await body_of(lambda: calendar.get(request_configuration=how("UTC")))
        return TEAMS in (answer.get("allowedOnlineMeetingProviders") or ())

    def _must_be_ours(self, link: object) -> None:
        # The client would send its token wherever the link leads.
        if not isinstance(link, str) or not link.startswith(f"{self._door.access.base_url}/"):
            raise CalendarAway("a next page on another host")


def _keys(page: Json) -> dict[str, str]:
    try:
        return {each["id"]: each["changeKey"] for each in page["value"]}
    except (KeyError, TypeError):
        raise CalendarAway("an answer that is no list of events") from None


def _changed(page: Json) -> dict[str, str]:
    """What is deleted has no change key (https://learn.microsoft.com/graph/delta-query-events)."""
    try:
        return {each["id"]: f"{each.get('changeKey') or ''}" for each in page["value"]}
    except (KeyError, TypeError, AttributeError):
        raise CalendarAway("an answer that is no list of changes") from None


def _delta_link(page: Json) -> str:
    link = page.get("@odata.deltaLink")
    if not isinstance(link, str):
        raise CalendarAway("a list of changes that says not how to go on")
    return link


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
