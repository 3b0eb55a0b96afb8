"""What is asked of Graph, in msgraph-sdk's own models; they are imported when the first request is made."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.model.calendarevent import CalendarEvent, Invitee

if TYPE_CHECKING:
    from msgraph.generated.models.event import Event

OUR_PROPERTY = "String {7c9a2f5e-1f6b-4f0a-a8a4-0f2f6f1f0c55} Name samverkansbot"
REMINDER_MINUTES = 30
ALL_FIELDS = ("subject", "time", "place", "words", "invitees", "online")


def warm_up(mailbox: Any) -> None:
    """Load whatever a request needs, so that the event loop does not pay for it at the first one."""
    from kiota_serialization_json.json_serialization_writer import JsonSerializationWriter
    from msgraph.generated.users.item.events.item.cancel.cancel_post_request_body import CancelPostRequestBody

    _ = (mailbox.calendar, mailbox.calendar_view.delta, mailbox.events.by_event_id("none").cancel)
    invitee, moment = Invitee(address="nobody@example.invalid", name=""), datetime.min  # noqa: DTZ901
    event = CalendarEvent(
        subject="",
        starts=moment,
        ends=moment,
        zone="UTC",
        place="",
        invitees=(invitee,),
        words="",
        is_online=True,
    )
    body = model_of(event, ALL_FIELDS)
    dress(body, event, "", "")
    for each in (body, CancelPostRequestBody(comment="")):
        JsonSerializationWriter().write_object_value(None, each)
    how("UTC", if_match="")


def how(zone: str, query: Any = None, *, if_match: str | None = None, page: int | None = None) -> Any:
    """The answer as it comes, times in that zone, ids that stay, and so many things a page."""
    from kiota_abstractions.base_request_configuration import RequestConfiguration
    from kiota_abstractions.headers_collection import HeadersCollection
    from kiota_abstractions.native_response_handler import NativeResponseHandler
    from kiota_http.middleware.options import ResponseHandlerOption

    headers = HeadersCollection()
    headers.add("Prefer", 'IdType="ImmutableId"')
    headers.add("Prefer", f'outlook.timezone="{zone}"')
    if page:
        headers.add("Prefer", f"odata.maxpagesize={page}")
    if if_match:
        headers.add("If-Match", if_match)
    raw = ResponseHandlerOption(NativeResponseHandler())
    return RequestConfiguration(headers=headers, query_parameters=query, options=[raw])


def model_of(event: CalendarEvent, fields: Collection[str], *, blob: str = "") -> "Event":
    """Those fields of the event, and nothing else; `blob` follows upon the page."""
    from msgraph.generated.models.body_type import BodyType
    from msgraph.generated.models.event import Event
    from msgraph.generated.models.item_body import ItemBody
    from msgraph.generated.models.location import Location

    body = Event()
    if "subject" in fields:
        body.subject = event.subject
    if "time" in fields:
        body.start, body.end = _moment(event.starts, event.zone), _moment(event.ends, event.zone)
    if "place" in fields:
        body.location = Location(display_name=event.place)
    if "words" in fields:
        body.body = ItemBody(content_type=BodyType.Html, content=event.html + blob)
    if "invitees" in fields:
        # A hundred of them as models are half of what a request costs, and say the same.
        body.additional_data["attendees"] = [_attendee(each) for each in event.invitees]
    if "online" in fields and event.is_online:
        from msgraph.generated.models.online_meeting_provider_type import OnlineMeetingProviderType

        body.is_online_meeting = True
        body.online_meeting_provider = OnlineMeetingProviderType.TeamsForBusiness
    return body


def dress(body: "Event", event: CalendarEvent, transaction_id: str, mark: str) -> None:
    """What is said once, when the event is made."""
    from msgraph.generated.models.free_busy_status import FreeBusyStatus
    from msgraph.generated.models.single_value_legacy_extended_property import (
        SingleValueLegacyExtendedProperty,
    )

    body.transaction_id = transaction_id
    body.show_as = FreeBusyStatus.Busy
    body.is_reminder_on, body.reminder_minutes_before_start = True, REMINDER_MINUTES
    body.allow_new_time_proposals = False
    body.response_requested = True
    body.categories = ["Samverkan"]
    body.single_value_extended_properties = [SingleValueLegacyExtendedProperty(id=OUR_PROPERTY, value=mark)]


def _moment(wall: datetime, zone: str) -> Any:
    from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone

    return DateTimeTimeZone(date_time=wall.isoformat(), time_zone=zone)


def _attendee(invitee: Invitee) -> dict[str, Any]:
    """As https://learn.microsoft.com/graph/api/resources/attendee writes it."""
    kind = "required" if invitee.is_required else "optional"
    return {"emailAddress": {"address": invitee.address, "name": invitee.name}, "type": kind}
