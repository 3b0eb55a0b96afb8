"""Events of mailboxes through msgraph-sdk: its builders and models for requests, our own eyes for answers."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from bot.model.calendarevent import CalendarEvent, Seen
from bot.ports.calendar import CalendarAway
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
        page = await body_of(lambda: view.get(request_configuration=how("UTC", query)))
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
        return await body_of(lambda: builder.get(request_configuration=how("UTC")))

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


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
