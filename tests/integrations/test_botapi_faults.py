"""Calls that go wrong as the script says, and the ledger that knows what took effect."""

import asyncio
import hashlib

import httpx
import pytest
from telegram.error import ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from integrations.botapi import Fault, Kind
from integrations.telegram import seconds
from tests.integrations.test_botapi_room import TOKEN, Room, played, refusal, warns_of_seconds


async def accepted(room: Room) -> list[bool]:
    return [call.accepted for call in room.world.ledger.calls("sendMessage")]


async def cause_of(room: Room) -> BaseException | None:
    """Why a call that got no answer failed, as httpx tells."""
    with pytest.raises(NetworkError) as failed:
        await room.bot.send_message(room.bo.id, "Hej", read_timeout=0.2)
    return failed.value.__cause__


@played
async def test_accept_then_reset_takes_effect_and_tells_nobody(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault("accept_then_reset", "sendMessage"))

    cause = await cause_of(room)

    assert isinstance(cause, httpx.ReadError | httpx.RemoteProtocolError)
    assert room.bo.chat().last.text == "Hej"
    assert await accepted(room) == [True]
    assert room.world.ledger[-1].status is None


@played
async def test_accept_then_hang_takes_effect_and_times_out(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault(Kind.ACCEPT_THEN_HANG, "sendMessage", seconds=60))

    cause = await cause_of(room)

    assert isinstance(cause, httpx.ReadTimeout)
    assert await accepted(room) == [True]


@played
async def test_a_reset_before_changes_nothing(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault(Kind.RESET_BEFORE, "sendMessage"))

    cause = await cause_of(room)

    assert isinstance(cause, httpx.ReadError | httpx.RemoteProtocolError)
    assert room.bo.chat().from_bot == []
    assert await accepted(room) == [False]


@played
async def test_a_hang_before_changes_nothing(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault(Kind.HANG_BEFORE, "sendMessage", seconds=60))

    with pytest.raises(TimedOut):
        await room.bot.send_message(room.bo.id, "Hej", read_timeout=0.2)

    await room.world.until(lambda: room.world.ledger.calls("sendMessage"))
    assert await accepted(room) == [False]
    assert room.bo.chat().from_bot == []


@warns_of_seconds
@played
async def test_429_says_how_long_to_wait(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault(Kind.STATUS, "sendMessage", status=429, retry_after=7))

    with pytest.raises(RetryAfter) as wait:
        await room.bot.send_message(room.bo.id, "Hej")

    assert seconds(wait.value.retry_after) == 7
    assert await accepted(room) == [False]


@played
async def test_a_gateway_error_may_hide_an_accepted_call(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault(Kind.STATUS, "sendMessage", status=502, accept=True))
    room.world.faults.add(Fault(Kind.STATUS, "sendMessage", status=500))

    with pytest.raises(NetworkError):
        await room.bot.send_message(room.bo.id, "Hej")
    with pytest.raises(NetworkError):
        await room.bot.send_message(room.bo.id, "Hej")

    assert await accepted(room) == [True, False]


@played
async def test_a_gateway_answers_with_a_page(room: Room) -> None:
    room.world.faults.add(Fault(Kind.STATUS, status=502))

    async with httpx.AsyncClient() as client:
        response = await client.get(f"{room.server.base_url}{TOKEN}/getMe")

    assert (response.status_code, response.headers["content-type"]) == (502, "text/html")
    assert response.text.startswith("<html>")


@played
async def test_forbidden_comes_as_if_the_bot_was_blocked(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault(Kind.FORBIDDEN, "sendMessage"))

    with pytest.raises(Forbidden):
        await room.bot.send_message(room.bo.id, "Hej")


@played
async def test_a_group_can_migrate_below_a_call(room: Room) -> None:
    group = room.group()
    old = group.id
    room.world.faults.add(Fault(Kind.MIGRATE, "sendMessage"))

    with pytest.raises(ChatMigrated) as migrated:
        await room.bot.send_message(old, "Hej")

    assert migrated.value.new_chat_id == group.id != old


@played
async def test_a_slow_call_is_answered_in_the_end(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault(Kind.SLOW, "sendMessage", seconds=0.1))
    loop = asyncio.get_running_loop()
    began = loop.time()

    await room.bot.send_message(room.bo.id, "Hej")

    assert loop.time() - began >= 0.1
    assert await accepted(room) == [True]


@played
async def test_a_fault_strikes_the_calls_that_it_names(room: Room) -> None:
    room.bo.opens()
    room.asa.opens()
    chosen = Fault(
        Kind.FORBIDDEN,
        "sendMessage",
        chat_id=room.bo.id,
        when=lambda params: "Budget" in params.text("text"),
        nth=2,
        times=1,
    )
    room.world.faults.add(chosen)

    for chat_id, text in ((room.asa.id, "Budget"), (room.bo.id, "Hej"), (room.bo.id, "Budget 1")):
        await room.bot.send_message(chat_id, text)
    words = await refusal(room.bot.send_message(room.bo.id, "Budget 2"))
    await room.bot.send_message(room.bo.id, "Budget 3")

    assert words == "Forbidden: bot was blocked by the user"
    assert (chosen.seen, chosen.struck) == (2, 1)


@played
async def test_a_poll_can_be_cut_and_loses_nothing(room: Room) -> None:
    room.bo.writes("Hej")
    room.world.faults.add(Fault(Kind.ACCEPT_THEN_RESET, "getUpdates"))

    with pytest.raises(NetworkError):
        await room.bot.get_updates()

    assert await room.heard() == ["Hej"]


@played
async def test_the_ledger_knows_every_call_in_order(room: Room) -> None:
    room.bo.opens()
    await room.bot.send_message(room.bo.id, "Hej")
    await refusal(room.bot.send_message(room.bo.id, "<x>", "HTML"))
    document = await room.bot.send_document(room.bo.id, b"%PDF", filename="Budget.pdf")

    me, hello, wrong, file = room.world.ledger
    assert [call.seq for call in room.world.ledger] == [1, 2, 3, 4]
    assert [call.method for call in (me, hello, wrong, file)] == [
        "getMe",
        *["sendMessage"] * 2,
        "sendDocument",
    ]
    assert (hello.accepted, hello.status, hello.chat_id) == (True, 200, room.bo.id)
    assert (wrong.accepted, wrong.status, wrong.message_ids) == (False, 400, ())
    assert wrong.description.startswith("Bad Request: can't parse entities")
    digest = hashlib.sha256(b"%PDF").hexdigest()
    assert file.params["document"] == {"name": "Budget.pdf", "size": 4, "sha256": digest}
    assert file.message_ids == (document.message_id,)


@played
async def test_the_ledger_can_be_read_over_http(room: Room) -> None:
    room.bo.opens()
    await room.bot.send_message(room.bo.id, "Hej")

    async with httpx.AsyncClient() as client:
        calls = (await client.get(f"{room.server.url}/control/ledger?after=1")).json()

    assert [(call["seq"], call["method"], call["accepted"]) for call in calls] == [(2, "sendMessage", True)]


@played
async def test_a_hung_poll_confirms_nothing(room: Room) -> None:
    room.bo.opens()
    (update,) = await room.bot.get_updates()
    room.world.faults.add(Fault(Kind.HANG_BEFORE, "getUpdates", seconds=60))

    with pytest.raises(TimedOut):
        await room.bot.get_updates(offset=update.update_id + 1, read_timeout=0.2)

    await room.world.until(lambda: len(room.world.ledger.calls("getUpdates")) == 2)
    assert room.world.bot.pending == 1
