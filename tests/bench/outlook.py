"""`make bench`: what Outlook costs, beside a naive client: typed msgraph-sdk that writes it all each time."""

import asyncio
import multiprocessing
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.model.calendarevent import CalendarEvent, Invitee, snapshot_of, step_towards, words_of
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graph.writing import ALL_FIELDS, dress, model_of
from integrations.graphapi import Graph, serve
from tests.bench.bots import memory_of
from tests.bench.stall import longest_stall
from tests.bench.standin import MAILBOX, TOKEN, Cost, Remote, StandIn

ZONE = "Europe/Stockholm"
CREATES, ROUNDS, INVITEES = 40, 5, 100
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


def main() -> None:
    """Measure and print."""
    print("\nOutlook")
    asyncio.run(_creates())
    for name, replaces in (("ours", _replace), ("naive", _replace_naively)):
        cost = _counted(replaces)
        print(f"a replaced member of {INVITEES}, {name}: {cost.requests} requests, {cost.mails} mails")
    print(f"memory at the end: {memory_of(multiprocessing.current_process().pid or 0):.0f} MB")


async def _creates() -> None:
    loaded, stall = len(sys.modules), asyncio.create_task(longest_stall())
    with StandIn() as pipe:
        base_url = Remote(pipe).base_url
        door = Door(Access(base_url=base_url, token=TOKEN))
        ours = GraphCalendar(door)
        await ours.create(MAILBOX, EVENT, "first", "first")
        stall.cancel()
        print(f"longest stall of the loop until the first event stood: {await stall}")
        print(f"modules loaded by it: {len(sys.modules) - loaded}")
        await _naive(door, 0)
        rounds = [(await _cpu(door, _ours), await _cpu(door, _naive)) for _ in range(ROUNDS)]
        await door.close()
    mine, theirs = (statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(each / other for each, other in rounds)
    print(f"CPU a create: {mine * 1000:.1f} ms, naive {theirs * 1000:.1f} ms, ratio {ratio:.2f}")


async def _cpu(door: Door, create: Callable[[Door, int], Awaitable[Any]]) -> float:
    began = time.process_time()
    for number in range(CREATES):
        await create(door, number)
    return (time.process_time() - began) / CREATES


async def _ours(door: Door, _number: int) -> Any:
    return await GraphCalendar(door).create(MAILBOX, EVENT, f"{time.monotonic_ns()}", "mark")


async def _naive(door: Door, _number: int) -> Any:
    body = model_of(EVENT, ALL_FIELDS)
    body.additional_data, body.attendees = {}, list(typed(EVENT.invitees))
    dress(body, EVENT, f"{time.monotonic_ns()}", "mark")
    return await (await door.mailbox(MAILBOX)).events.post(body)


def typed(invitees: Iterable[Invitee]) -> Iterator[Any]:
    """As whoever follows the library's examples writes them."""
    from msgraph.generated.models.attendee import Attendee
    from msgraph.generated.models.attendee_type import AttendeeType
    from msgraph.generated.models.email_address import EmailAddress

    for each in invitees:
        mail = EmailAddress(address=each.address, name=each.name)
        yield Attendee(email_address=mail, type=AttendeeType.Required)


def _counted(work: Callable[[Graph, Door], Awaitable[None]]) -> Cost:
    async def done() -> None:
        async with Door(Access(base_url=server.base_url, token=TOKEN)) as door:
            await work(graph, door)

    graph = Graph(token=TOKEN)
    graph.mailbox(MAILBOX)
    with serve(graph) as server:
        asyncio.run(done())
    return Cost(requests=len(graph.ledger), mails=len(graph.mailbox(MAILBOX).mails))


async def _replace(graph: Graph, door: Door) -> None:
    calendar = GraphCalendar(door)
    made = await calendar.create(MAILBOX, EVENT, "t", "m")
    _forget(graph)
    seen = await calendar.read(MAILBOX, made.event_id, ZONE)
    known = snapshot_of(made.event)
    assert seen
    step = step_towards(REPLACED, known, known, seen.event)
    await calendar.change(MAILBOX, seen, step.event, step.fields)


async def _replace_naively(graph: Graph, door: Door) -> None:
    made = await GraphCalendar(door).create(MAILBOX, EVENT, "t", "m")
    _forget(graph)
    event = (await door.mailbox(MAILBOX)).events.by_event_id(made.event_id)
    await event.patch(model_of(REPLACED, ALL_FIELDS))


def _forget(graph: Graph) -> None:
    graph.ledger.clear()
    graph.mailbox(MAILBOX).mails.clear()


if __name__ == "__main__":
    main()
