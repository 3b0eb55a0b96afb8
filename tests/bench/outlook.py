"""`make bench`: what Outlook costs, beside a naive client: typed msgraph-sdk that writes it all each time."""

import asyncio
import multiprocessing
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from bot.model.calendarevent import CalendarEvent, Invitee, snapshot_of, step_towards, words_of
from integrations.graph.access import Access
from integrations.graph.events import GraphCalendar
from integrations.graph.writing import ALL_FIELDS, dress, model_of
from integrations.graphapi import Graph, serve
from tests.bench.bots import memory_of

MAILBOX, TOKEN, ZONE = "norr@example.se", "a-token", "Europe/Stockholm"
CREATES, ROUNDS, MEETINGS, INVITEES = 40, 5, 1000, 100
HTML = "<p>Dagordning</p>" * 40
EVENT = CalendarEvent(
    subject="Norr",
    starts=datetime(2027, 2, 12, 13),  # noqa: DTZ001 (wall time)
    ends=datetime(2027, 2, 12, 15),  # noqa: DTZ001
    zone=ZONE,
    place="Östersund",
    invitees=tuple(
        Invitee(address=f"p{number:03}@example.se", name=f"P {number}") for number in range(INVITEES)
    ),
    words=words_of(HTML),
    html=HTML,
)
NEWCOMER = Invitee(address="q@example.se", name="Q")
REPLACED = replace(EVENT, invitees=(*EVENT.invitees[1:], NEWCOMER))


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Requests and mails."""

    requests: int
    mails: int


def main() -> None:
    """Measure and print."""
    print("\nOutlook")
    asyncio.run(_creates())
    for name, replaces in (("ours", _replace), ("naive", _replace_naively)):
        cost = _counted(replaces)
        print(f"a replaced member of {INVITEES}, {name}: {cost.requests} requests, {cost.mails} mails")
    print(f"a comparison of {MEETINGS} meetings, nothing changed: {_counted(_compare).requests} requests")
    print(f"memory at the end: {memory_of(multiprocessing.current_process().pid or 0):.0f} MB")


async def _creates() -> None:
    loaded, stall = len(sys.modules), asyncio.create_task(_longest_stall())
    with _in_another_process() as base_url:
        ours = GraphCalendar(Access(base_url=base_url, token=TOKEN))
        await ours.create(MAILBOX, EVENT, "first", "first")
        stall.cancel()
        print(f"longest stall of the loop until the first event stood: {await stall * 1000:.0f} ms")
        print(f"modules loaded by it: {len(sys.modules) - loaded}")
        await _naive(ours, 0)
        rounds = [(await _cpu(ours, _ours), await _cpu(ours, _naive)) for _ in range(ROUNDS)]
        await ours.close()
    mine, theirs = (statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(each / other for each, other in rounds)
    print(f"CPU a create: {mine * 1000:.1f} ms, naive {theirs * 1000:.1f} ms, ratio {ratio:.2f}")


async def _longest_stall() -> float:
    longest = 0.0
    try:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.002)
            longest = max(longest, time.perf_counter() - began - 0.002)
    except asyncio.CancelledError:
        return longest


async def _cpu(calendar: GraphCalendar, create: Callable[[GraphCalendar, int], Awaitable[Any]]) -> float:
    began = time.process_time()
    for number in range(CREATES):
        await create(calendar, number)
    return (time.process_time() - began) / CREATES


async def _ours(calendar: GraphCalendar, _number: int) -> Any:
    return await calendar.create(MAILBOX, EVENT, f"{time.monotonic_ns()}", "mark")


async def _naive(calendar: GraphCalendar, _number: int) -> Any:
    body = model_of(EVENT, ALL_FIELDS)
    body.additional_data, body.attendees = {}, list(_typed(EVENT.invitees))
    dress(body, EVENT, f"{time.monotonic_ns()}", "mark")
    return await (await calendar._mailbox(MAILBOX)).events.post(body)


def _typed(invitees: Iterable[Invitee]) -> Iterator[Any]:
    """As whoever follows the library's examples writes them."""
    from msgraph.generated.models.attendee import Attendee
    from msgraph.generated.models.attendee_type import AttendeeType
    from msgraph.generated.models.email_address import EmailAddress

    for each in invitees:
        mail = EmailAddress(address=each.address, name=each.name)
        yield Attendee(email_address=mail, type=AttendeeType.Required)


class _in_another_process:  # noqa: N801 (read as a word)
    """The stand-in, whose computing is not counted; its address."""

    def __enter__(self) -> str:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        return str(ours.recv())

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.join()


def _serve(pipe: Connection) -> None:
    graph = Graph(token=TOKEN)
    graph.mailbox(MAILBOX)
    with serve(graph) as server:
        pipe.send(server.base_url)
        time.sleep(3600)


def _counted(work: Callable[[Graph, GraphCalendar], Awaitable[None]]) -> Cost:
    async def done() -> None:
        calendar = GraphCalendar(Access(base_url=server.base_url, token=TOKEN))
        try:
            await work(graph, calendar)
        finally:
            await calendar.close()

    graph = Graph(token=TOKEN)
    graph.mailbox(MAILBOX)
    with serve(graph) as server:
        asyncio.run(done())
    return Cost(requests=len(graph.ledger), mails=len(graph.mailbox(MAILBOX).mails))


async def _replace(graph: Graph, calendar: GraphCalendar) -> None:
    made = await calendar.create(MAILBOX, EVENT, "t", "m")
    _forget(graph)
    seen = await calendar.read(MAILBOX, made.event_id, ZONE)
    known = snapshot_of(made.event)
    assert seen
    step = step_towards(REPLACED, known, known, seen.event)
    await calendar.change(MAILBOX, seen, step.event, step.fields)


async def _replace_naively(graph: Graph, calendar: GraphCalendar) -> None:
    made = await calendar.create(MAILBOX, EVENT, "t", "m")
    _forget(graph)
    event = (await calendar._mailbox(MAILBOX)).events.by_event_id(made.event_id)
    await event.patch(model_of(REPLACED, ALL_FIELDS))


async def _compare(graph: Graph, calendar: GraphCalendar) -> None:
    day = datetime(2027, 1, 4, 9)  # noqa: DTZ001 (wall time)
    for number in range(MEETINGS):
        when = {"dateTime": (day + timedelta(hours=8 * number)).isoformat(), "timeZone": ZONE}
        graph.mailbox(MAILBOX).create({"subject": f"{number}", "start": when, "end": when})
    _forget(graph)
    await calendar.change_keys(MAILBOX, datetime(2027, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))


def _forget(graph: Graph) -> None:
    graph.ledger.clear()
    graph.mailbox(MAILBOX).mails.clear()


if __name__ == "__main__":
    main()
