"""Norr with a mailbox, and the worker that looks after it, in this process; its clock stands still."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from bot.acts.desk import Desk
from bot.model.arena import Arena
from bot.model.calendarlink import CalendarLink
from bot.model.meeting import Meeting
from bot.model.seat import RoleKind
from handlers.clock import Clock
from handlers.rounds.calendars import Calendars
from handlers.rounds.clockwork import Clockwork
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graphapi import Graph, Mailbox, Server
from storage import tables
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import NOW, a_joined_person, a_meeting, a_role, a_seat, a_tenure, an_arena
from tests.mailboxes import Watched

MAILBOX, TOKEN = "norr@example.se", "a-token"
MEMBERS = ["asa@example.se", "bo@example.se", "cilla@example.se", "dora@example.se"]
CALL_SECONDS = 2.0


class StandingClock(Clock):
    """Goes on only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOW

    def now(self) -> datetime:
        """The instant that was set."""
        return self.at


class Bureau(Watched):
    """One process of the bot that has nothing but Outlook to do."""

    def __init__(self, database: Database, graph: Graph, server: Server, **more: Any) -> None:
        self.database, self.graph, self.server = database, graph, server
        self.clock = StandingClock()
        self.mailbox: Mailbox = graph.mailbox(MAILBOX)
        self._runner = asyncio.Runner()
        access = Access(base_url=server.base_url, token=TOKEN, call_seconds=CALL_SECONDS, **more)
        self.door = Door(access)
        self.calendar = GraphCalendar(self.door)
        self.restarts()

    def restarts(self) -> None:
        """Another process knows only what is written down."""
        self._worker = Calendars(self.database, self.calendar, self.clock, lambda: None)

    def another(self) -> Calendars:
        """A replica beside it."""
        return Calendars(self.database, self.calendar, self.clock, lambda: None)

    def close(self) -> None:
        """Let go of the network."""
        self._runner.run(self.door.close())
        self._runner.close()

    def runs(self, work: Any) -> Any:
        """Something else on the same loop."""
        return self._runner.run(work)

    def works(self, rounds: int = 60) -> int:
        """Whatever is due by now; how many rounds that took."""
        done = 0
        while done < rounds and self._runner.run(self._worker.do_next()):
            done += 1
        return done

    def passes(self, **time: float) -> None:
        """What was done before is noticed, time goes on, and what is due is done."""
        self.works()
        self.clock.at += timedelta(**time)
        self.works()

    def begins(self) -> None:
        """The meeting stands in Outlook, and its mails and calls are forgotten."""
        self.passes(seconds=61)
        self.news(), self.calls()

    @property
    def begins_at(self) -> datetime:
        """When the meeting does."""
        with unit_of_work(self.database) as store:
            place = store.within("norr")
            assert place
            return place.meetings()[0].starts_at

    def sweeps(self) -> None:
        """What the clock has to do is done."""
        nobody: Any = None
        Clockwork(self.database, self.clock, nobody, lambda: None)._do_what_is_due()

    @property
    def page(self) -> str:
        """What its invitation says."""
        return str(self.event.facts["body"]["content"])

    def calls(self) -> list[str]:
        """Methods since the last time; comparing counts for nothing."""
        found = [each.method for each in self.graph.ledger if "View" not in each.path]
        self.graph.ledger.clear()
        return found

    def decides(self, act: Callable[[Desk, Meeting], object], by: str = "asa") -> None:
        """Somebody changes something through the bot's own acts, and history says so."""
        with unit_of_work(self.database) as store:
            desk = self._desk(store, by)
            act(desk, desk.place.meetings()[0])
            store.flush()
            desk.record("decided", "meeting:1")

    def presses(self, act: Callable[[Desk, int, int], object], by: str = "asa") -> None:
        """Somebody presses a button below what was changed in Outlook."""
        with unit_of_work(self.database) as store:
            desk = self._desk(store, by)
            (link,) = desk.place.calendar_links(desk.place.meetings())
            act(desk, link.id, link.unsettled_mark)

    def _desk(self, store: SqlStore, by: str) -> Desk:
        place = store.within("norr")
        assert place
        person = store.person_by_email(f"{by}@example.se")
        return Desk(store=store, place=place, now=self.clock.now(), through="chat", by=person)

    def link(self, read: Callable[[CalendarLink], Any]) -> Any:
        """Something of the tie between the meeting and its event."""
        with unit_of_work(self.database) as store:
            place = store.within("norr")
            assert place
            return read(place.calendar_links(place.meetings())[0])

    def told(self) -> list[str]:
        """Every message that was promised, with the words of its buttons."""
        return [row.text for row in self.promised()]

    def promised(self) -> list[Row[Any]]:
        """The same with all that is known of it."""
        with self.database.engine.begin() as connection:
            return [row for row in connection.execute(tables.dispatch.select()) if row.text]


def norr(store: SqlStore, **arena: Any) -> Meeting:
    """Åsa secretary, Cilla preparer, four members, one meeting."""
    home: Arena = an_arena(**{"calendar": MAILBOX} | arena)
    store.keep(home)
    store.flush()
    names = {"asa": "Åsa Öberg", "bo": "Bo Berg", "cilla": "Cilla Ceder", "dora": "Dora Dal"}
    for number, (key, name) in enumerate(names.items(), 1):
        person = a_joined_person(name, 1000 + number, email=f"{key}@example.se")
        seat = a_seat(key=key)
        store.keep(a_tenure(seat, person))
        if key in ("asa", "cilla"):
            kind = RoleKind.SECRETARY if key == "asa" else RoleKind.PREPARER
            store.keep(a_role(kind, person=person))
    meeting = a_meeting(home, place="Östersund")
    store.keep(meeting)
    store.flush()
    return meeting
