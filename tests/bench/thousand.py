"""`make bench`: a thousand meetings in Outlook, and a week without it; beside a naive client.

Each in a process of its own, so that imports and memory are its own. The naive client is typed msgraph-sdk,
one request after another, all of the event each time, and it replays what happened while Graph was away.
"""

import asyncio
import logging
import resource
import tempfile
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.acts.desk import Desk
from bot.acts.outlook.wanted import wanted_events
from bot.model.calendarevent import CalendarEvent
from handlers.crew import keep_the_loop_moving
from handlers.rounds.calendars import Calendars
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graph.writing import ALL_FIELDS, dress, how, model_of
from storage import tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.bench.outlook import ZONE, typed
from tests.bench.stall import Stall, longest_stall
from tests.bench.standin import CONTEXT, MAILBOX, TOKEN, Cost, Remote, StandIn
from tests.builders import NOW, a_meeting, a_person, a_seat, a_tenure, an_arena
from tests.databases import SQLite
from tests.handlers.rounds.bureau import StandingClock

MEETINGS, MEMBERS = 1000, 20
CHANGED, ROUNDS = 40, 5
A_WEEK = timedelta(days=7)
A_MINUTE = timedelta(seconds=61)


@dataclass(frozen=True, kw_only=True)
class Work:
    """One piece of it; `minutes` is what the pace of a mailbox adds on top of the seconds."""

    seconds: float
    cost: Cost
    minutes: int = 0

    def __str__(self) -> str:
        paced = f" over {self.minutes} minutes" if self.minutes else ""
        return f"{self.seconds:.1f} s{paced}, {self.cost.requests} requests, {self.cost.mails} mails"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of one client; `hint` is a minute in which it only asks what changed, where it does."""

    first: Work
    compare: Work
    week: Work
    stall: Stall
    peak_mb: float
    hint: Work | None = None


Client = Callable[[Remote], Coroutine[Any, Any, Figures]]


def main() -> None:
    """Measure and print."""
    changes = CHANGED * ROUNDS
    print(f"\nOutlook: {MEETINGS} meetings of {MEMBERS}, then a week without it and {changes} changes")
    for name, client in (("ours", ours), ("naive", naive)):
        figures = _apart(client)
        print(f"{name}: first sync {figures.first}")
        print(f"{name}: nothing changed {figures.compare}")
        if figures.hint:
            print(f"{name}: asked what changed {figures.hint}")
        print(f"{name}: caught up {figures.week}")
        print(f"{name}: longest stall {figures.stall}, peak memory {figures.peak_mb:.0f} MB")


def _apart(client: Client) -> Figures:
    ours, theirs = CONTEXT.Pipe()
    with StandIn() as graph:
        process = CONTEXT.Process(target=_run, args=(client, graph, theirs), daemon=True)
        process.start()
        # Whoever dies without a word is not waited for.
        theirs.close()
        found: Figures = ours.recv()
        process.join()
    return found


def _run(client: Client, graph: Connection, out: Connection) -> None:
    out.send(asyncio.run(client(Remote(graph))))


class _Timed:
    """Seconds and cost of what happens until it is asked; the stand-in is waited for beside the loop."""

    def __init__(self, graph: Remote) -> None:
        self._graph = graph
        self._began = 0.0

    @classmethod
    async def begins(cls, graph: Remote) -> "_Timed":
        """Now."""
        timed = cls(graph)
        await asyncio.to_thread(graph.cost)
        timed._began = time.perf_counter()
        return timed

    async def work(self, minutes: int = 0) -> Work:
        """Of all since it began."""
        seconds = time.perf_counter() - self._began
        return Work(seconds=seconds, cost=await asyncio.to_thread(self._graph.cost), minutes=minutes)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


async def ours(graph: Remote) -> Figures:
    """The bot's own worker, its database and all."""
    logging.disable()
    keep_the_loop_moving()
    with tempfile.TemporaryDirectory() as folder, SQLite(Path(folder)).migrated() as url:
        database, clock = Database(url), StandingClock()
        _plan(database)
        async with Door(Access(base_url=graph.base_url, token=TOKEN)) as door:
            worker = Calendars(database, GraphCalendar(door), clock, lambda: None)
            stall = asyncio.create_task(longest_stall())
            timed = await _Timed.begins(graph)
            first = await timed.work(await _until_done(worker, clock, database))
            clock.at += timedelta(minutes=6)
            timed = await _Timed.begins(graph)
            await _works(worker)
            compare = await timed.work()
            # In the first minute it begins, and makes a list for what changed before.
            for _ in range(2):
                clock.at += A_MINUTE
                timed = await _Timed.begins(graph)
                await _works(worker)
                hint = await timed.work()
            await asyncio.to_thread(graph.goes_away)
            for number in range(ROUNDS):
                await asyncio.to_thread(_change, database, clock, number)
                for _ in range(4):
                    await _works(worker)
                    clock.at += A_WEEK / ROUNDS / 4
            await asyncio.to_thread(graph.comes_back)
            timed = await _Timed.begins(graph)
            week = await timed.work(await _until_done(worker, clock, database))
            stall.cancel()
            stalled = await stall
        database.close()
    spent = {"first": first, "compare": compare, "hint": hint, "week": week}
    return Figures(**spent, stall=stalled, peak_mb=_peak_mb())


async def _works(worker: Calendars) -> None:
    while await worker.do_next():
        pass


async def _until_done(worker: Calendars, clock: StandingClock, database: Database) -> int:
    """How many minutes it took, as the mailbox is paced."""
    minutes = 0
    await _works(worker)
    while await asyncio.to_thread(_has_due, database):
        clock.at += A_MINUTE
        minutes += 1
        await _works(worker)
    return minutes


def _has_due(database: Database) -> bool:
    query = tables.calendar_link.select().where(tables.calendar_link.c.due_at.is_not(None)).limit(1)
    with database.engine.begin() as connection:
        return connection.execute(query).first() is not None


def _plan(database: Database) -> None:
    with unit_of_work(database) as store:
        arena = an_arena(calendar=MAILBOX)
        store.keep(arena)
        store.flush()
        for number in range(MEMBERS):
            store.keep(a_tenure(a_seat(key=f"{number}"), a_person(f"Person {number}")))
        for number in range(MEETINGS):
            starts = a_meeting(arena).starts + timedelta(hours=8 * number)
            store.keep(a_meeting(arena, key=f"{number}", starts=starts, place="Östersund"))


def _change(database: Database, clock: StandingClock, number: int) -> None:
    with unit_of_work(database) as store:
        place = store.within("norr")
        assert place
        meetings = place.scheduled_meetings(clock.now())[100 : 100 + CHANGED]
    for each in meetings:
        with unit_of_work(database) as store:
            place = store.within("norr")
            assert place
            meeting = place.meeting(each.id)
            assert meeting
            meeting.place = f"Sal {number}"
            Desk(store=store, place=place, now=clock.now(), through="chat", by=None).record(
                "decided", f"meeting:{each.id}"
            )


async def naive(graph: Remote) -> Figures:
    """Nothing between it and the library."""
    events = _events()
    async with Door(Access(base_url=graph.base_url, token=TOKEN)) as door:
        mailbox = await door.mailbox(MAILBOX)
        stall = asyncio.create_task(longest_stall())
        timed = await _Timed.begins(graph)
        made = [
            await mailbox.events.post(_body(each, number), request_configuration=_asked())
            for number, each in enumerate(events)
        ]
        first = await timed.work()
        timed = await _Timed.begins(graph)
        await _read_all(mailbox)
        compare = await timed.work()
        timed = await _Timed.begins(graph)
        for number in range(ROUNDS):
            for at in range(100, 100 + CHANGED):
                body = _body(replace(events[at], place=f"Sal {number}"))
                await mailbox.events.by_event_id(made[at].id).patch(body, request_configuration=_asked())
        week = await timed.work()
        stall.cancel()
        return Figures(first=first, compare=compare, week=week, stall=await stall, peak_mb=_peak_mb())


def _events() -> list[CalendarEvent]:
    with tempfile.TemporaryDirectory() as folder, SQLite(Path(folder)).migrated() as url:
        database = Database(url)
        _plan(database)
        with unit_of_work(database) as store:
            place = store.within("norr")
            assert place
            found = list(wanted_events(store, place, place.scheduled_meetings(NOW)).values())
        database.close()
    return found


def _body(event: CalendarEvent, number: int | None = None) -> Any:
    body = model_of(event, ALL_FIELDS)
    body.additional_data, body.attendees = {}, list(typed(event.invitees))
    if number is not None:
        dress(body, event, f"{number}", f"{number}")
    return body


async def _read_all(mailbox: Any) -> None:
    view = mailbox.calendar_view
    query = type(view).CalendarViewRequestBuilderGetQueryParameters(
        start_date_time="2026-01-01T00:00:00Z", end_date_time="2030-01-01T00:00:00Z"
    )
    page = await view.get(request_configuration=_asked(query))
    while page.odata_next_link:
        page = await view.with_url(page.odata_next_link).get(request_configuration=_asked())


def _asked(query: Any = None) -> Any:
    """For ids that stay, and an answer as the library's own models."""
    asked = how(ZONE, query)
    asked.options = []
    return asked


if __name__ == "__main__":
    main()
