"""Subscriptions to what changes in mailboxes, through msgraph-sdk.

https://learn.microsoft.com/graph/api/subscription-post-subscriptions, and of what follows
https://learn.microsoft.com/graph/change-notifications-lifecycle-events.
"""

import asyncio
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.model.nudge import NudgeAddress, Subscribed
from bot.ports.calendar import CalendarAway
from integrations.graph.door import Door
from integrations.graph.replies import Gone, Json, body_of, instant_of
from integrations.graph.writing import how

CHANGES = "created,updated,deleted"
# Of a subscription, unlike an event, the status alone says so.
GONE = (404, 410)


class GraphSubscriptions:
    """See bot.ports.calendar.Subscriptions."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def find(self, mailbox: str, address: NudgeAddress) -> Subscribed | None:
        """See bot.ports.calendar.Subscriptions; of many the first page."""
        answer = await self._asks(lambda all_of_them: all_of_them.get(request_configuration=how("UTC")))
        wanted = (address.url, _resource(mailbox).strip("/").casefold())
        found = (each for each in answer.get("value") or () if _about(each) == wanted)
        return next((_subscribed(each) for each in found), None)

    async def subscribe(self, mailbox: str, address: NudgeAddress, until: datetime) -> Subscribed:
        """See bot.ports.calendar.Subscriptions."""
        body = await asyncio.to_thread(
            _model,
            change_type=CHANGES,
            resource=_resource(mailbox),
            notification_url=address.url,
            lifecycle_notification_url=address.url,
            client_state=address.state,
            expiration_date_time=until,
        )
        return _subscribed(await self._asks(lambda each: each.post(body, request_configuration=how("UTC"))))

    async def renew(self, subscription: str, until: datetime) -> Subscribed | None:
        """See bot.ports.calendar.Subscriptions."""
        body = await asyncio.to_thread(_model, expiration_date_time=until)
        try:
            return _subscribed(
                await self._asks(
                    lambda each: each.by_subscription_id(subscription).patch(
                        body, request_configuration=how("UTC")
                    ),
                    gone_by=GONE,
                )
            )
        except Gone:
            return None

    async def end(self, subscription: str) -> None:
        """See bot.ports.calendar.Subscriptions."""
        with suppress(Gone):
            await self._asks(
                lambda each: each.by_subscription_id(subscription).delete(request_configuration=how("UTC")),
                gone_by=GONE,
            )

    async def _asks(self, call: Any, gone_by: Collection[int] = ()) -> Json:
        client = await self._door.client()
        # What a call needs is imported when it is first reached for.
        subscriptions = await asyncio.to_thread(lambda: _builder(client))
        return await body_of(lambda: call(subscriptions), gone_by=gone_by)


def _builder(client: Any) -> Any:
    subscriptions = client.subscriptions
    subscriptions.by_subscription_id("none")
    return subscriptions


def _model(**facts: Any) -> Any:
    from msgraph.generated.models.subscription import Subscription

    return Subscription(**facts)


def _resource(mailbox: str) -> str:
    return f"/users/{mailbox}/events"


def _about(body: Json) -> tuple[str, str]:
    return f"{body.get('notificationUrl')}", f"{body.get('resource')}".strip("/").casefold()


def _subscribed(body: Json) -> Subscribed:
    try:
        return Subscribed(id=body["id"], until=instant_of(body["expirationDateTime"]))
    except (KeyError, TypeError, ValueError):
        raise CalendarAway("an answer that is no subscription") from None
