"""The bot's pages, asked in this process as a calendar program would ask them."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from bot.acts.meetings.feeds import feed_to_tell
from bot.model.feed import FeedAddresses
from bot.model.person import Person
from handlers.web.site import site
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW
from tests.handlers.chat.standins import StillClock

ADDRESSES = FeedAddresses.at("https://moten.example.se", token="1:a", button_key=b"key")
SOMEBODY = "203.0.113.9"


class Steady(StillClock):
    """Whose seconds pass only when they are told to."""

    seconds = 1000.0

    def steady(self) -> float:
        """Seconds that never step."""
        return self.seconds


@dataclass(kw_only=True)
class Visitor:
    """Somebody, or their calendar program, at one address in the network."""

    database: Database
    clock: Steady = field(default_factory=lambda: Steady(NOW))

    def __post_init__(self) -> None:
        self._site = site(self.database, self.clock)

    def passes(self, **time: int) -> None:
        """Time passes."""
        self.clock.at += timedelta(**time)
        self.clock.seconds += timedelta(**time).total_seconds()

    def asks(self, path: str, method: str = "GET", sender: str = SOMEBODY, **headers: str) -> httpx.Response:
        """One request."""
        return self.asks_all([path], method, sender, **headers)[0]

    def asks_all(
        self, paths: list[str], method: str = "GET", sender: str = SOMEBODY, **headers: str
    ) -> list[httpx.Response]:
        """Several, one after another."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def ask() -> list[httpx.Response]:
            transport = httpx.ASGITransport(app=self._site, client=(sender, 4711))
            async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
                return [await client.request(method, path, headers=named) for path in paths]

        return asyncio.run(ask())

    def page_of(self, person: Person) -> str:
        """The path of that person's own calendar."""
        with unit_of_work(self.database) as store:
            held = store.person(person.id)
            assert held
            feed = feed_to_tell(store, held, ADDRESSES, now=self.clock.now())
            return ADDRESSES.address(feed).removeprefix(ADDRESSES.public_url)

    def calendar_of(self, person: Person) -> Calendar:
        """It, read by a library that shares nothing with the one that wrote it."""
        return read(self.asks(self.page_of(person)))

    def events_of(self, person: Person) -> list[Event]:
        """What stands in it."""
        return list(self.calendar_of(person).events)

    def titles_of(self, person: Person) -> list[str]:
        """Of each event its day and title."""
        return [f"{event.start:%Y-%m-%d} {event.summary}" for event in self.events_of(person)]


def read(answer: httpx.Response) -> Calendar:
    """The calendar in an answer."""
    assert answer.status_code == 200
    return IcsCalendarStream.calendar_from_ics(answer.text)
