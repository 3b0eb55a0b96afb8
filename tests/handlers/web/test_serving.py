"""The public port over real sockets: whoever holds connections open without asking holds up nobody."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.settings import Listening
from handlers.web.serving import AT_ONCE, serving
from tests.stories.test_feeds import a_free_port

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Doing = Callable[[int], Coroutine[Any, Any, None]]
ASKED = b"GET / HTTP/1.1\r\nhost: bot\r\n\r\n"
SHORT = 0.3


async def _answer(request: Request) -> Response:
    await asyncio.sleep(float(request.query_params.get("after", 0)))
    return Response()


def on_a_port(doing: Doing, *, head_within: float) -> None:
    async def run() -> None:
        site = Starlette(routes=[Route("/", _answer, methods=["GET"])])
        port = a_free_port()
        async with serving(site, Listening.at(str(port), "LISTEN"), head_within=head_within):
            await asyncio.wait_for(doing(port), 8)

    asyncio.run(run())


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Streams]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def status(streams: Streams, asked: bytes = ASKED) -> int:
    reader, writer = streams
    writer.write(asked)
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 2)
    return int(head.split()[1])


async def is_dropped(streams: Streams, *, trickle: bytes = b"") -> bool:
    """Whether the other end closes it in time, whatever is sent a byte at a time."""
    reader, writer = streams
    end = asyncio.ensure_future(reader.read())
    for _ in range(30):
        if trickle:
            writer.write(trickle)
        done, _waiting = await asyncio.wait([end], timeout=0.05)
        if done:
            return True
    end.cancel()
    return False


def test_any_number_of_silent_connections_leave_room_for_whoever_asks() -> None:
    async def doing(port: int) -> None:
        async with AsyncExitStack() as silent:
            for _ in range(2 * AT_ONCE):
                await silent.enter_async_context(connected(port))
            async with connected(port) as asking:
                assert await status(asking) == 200

    on_a_port(doing, head_within=60)


def test_whoever_has_had_an_answer_and_stays_leaves_room_too() -> None:
    async def doing(port: int) -> None:
        async with AsyncExitStack() as stay:
            for _ in range(AT_ONCE):
                assert await status(await stay.enter_async_context(connected(port))) == 200
            async with connected(port) as asking:
                assert await status(asking) == 200

    on_a_port(doing, head_within=60)


def test_a_connection_without_a_whole_head_is_dropped() -> None:
    async def doing(port: int) -> None:
        async with connected(port) as silent, connected(port) as slow, connected(port) as again:
            slow[1].write(b"GET / HTTP/1.1\r\nx: ")
            assert await status(again) == 200
            again[1].write(b"GET / HTTP/1.1\r\nx: ")
            waits: list[Awaitable[bool]] = [is_dropped(silent), is_dropped(slow, trickle=b"a")]
            assert await asyncio.gather(*waits, is_dropped(again, trickle=b"a")) == [True, True, True]

    on_a_port(doing, head_within=SHORT)


def test_a_body_that_nobody_asked_for_is_not_waited_for() -> None:
    async def doing(port: int) -> None:
        async with connected(port) as slow:
            promised = ASKED.replace(b"host: bot", b"host: bot\r\ncontent-length: 1000")
            assert await status(slow, promised) == 200
            assert await is_dropped(slow, trickle=b"a")

    on_a_port(doing, head_within=SHORT)


def test_an_answer_may_take_longer_and_the_next_question_come_on_the_same_connection() -> None:
    async def doing(port: int) -> None:
        async with connected(port) as patient:
            assert await status(patient, ASKED.replace(b"GET /", f"GET /?after={2 * SHORT}".encode())) == 200
            await asyncio.sleep(SHORT / 3)
            assert await status(patient) == 200

    on_a_port(doing, head_within=SHORT)
