"""Tokens, ways of calling, and a Telegram that cannot be reached."""

import asyncio
import time

import httpx
import pytest
from telegram import Update
from telegram.error import InvalidToken, NetworkError
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from integrations.botapi import Fault, Kind
from integrations.botapi.shapes import Json
from tests.integrations.test_botapi_room import TOKEN, Room, bot_of, played, refusal


async def answer(room: Room, path: str, **request: object) -> tuple[int, Json]:
    async with httpx.AsyncClient(base_url=room.server.url) as client:
        response = await client.request("POST", path, **request)  # type: ignore[arg-type]
        return response.status_code, response.json()


@played
async def test_an_unknown_token_is_unauthorized_and_a_malformed_one_not_found(room: Room) -> None:
    unknown = await answer(room, "/bot999:ABC/getMe")
    malformed = await answer(room, "/botABC/getMe")

    assert unknown == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    assert malformed == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


@played
async def test_a_revoked_token_is_refused(room: Room) -> None:
    room.world.bot.revoke_token()

    with pytest.raises(InvalidToken):
        await room.bot.get_me()


@played
async def test_an_unknown_method_is_not_found(room: Room) -> None:
    status, body = await answer(room, f"/bot{TOKEN}/sendPigeon")

    assert (status, body["description"]) == (404, "Not Found: method not found")


@played
async def test_a_call_may_be_json_a_form_or_a_query_in_any_case_of_letters(room: Room) -> None:
    room.bo.opens()
    values = {"chat_id": room.bo.id, "text": "Hej"}

    for request in (
        {"json": values},
        {"data": values},
        {"files": {"x": b""}, "data": values},
        {"params": values},
    ):
        status, body = await answer(room, f"/bot{TOKEN}/SENDmessage", **request)
        assert (status, body["result"]["text"]) == (200, "Hej")


@played
async def test_broken_json_is_refused(room: Room) -> None:
    headers = {"content-type": "application/json"}

    status, body = await answer(room, f"/bot{TOKEN}/getMe", content=b"{", headers=headers)

    assert (status, body["ok"]) == (400, False)


@played
async def test_a_stopped_server_refuses_connections_and_can_come_back(room: Room) -> None:
    room.bo.opens()
    port = room.server.port
    room.server.stop()

    with pytest.raises(NetworkError) as unreachable:
        await room.bot.send_message(room.bo.id, "Hej")
    room.server.start()
    await room.bot.send_message(room.bo.id, "Hej igen")

    assert isinstance(unreachable.value.__cause__, httpx.ConnectError)
    assert room.server.port == port
    assert room.bo.chat().last.text == "Hej igen"


@played
async def test_the_server_stops_without_waiting_for_polls(room: Room) -> None:
    poll = asyncio.create_task(refusal(room.bot.get_updates(timeout=40)))
    await asyncio.sleep(0.05)
    began = time.monotonic()

    room.server.stop()

    assert time.monotonic() - began < 20
    assert await poll


@played
async def test_two_bots_in_one_world_have_queues_of_their_own(room: Room) -> None:
    other = room.world.other_bot("annanbot", "777:OTHER")
    room.bo.opens(bot=other.account)

    async with bot_of(room.server, "777:OTHER") as second:
        assert len(await second.get_updates()) == 1
    assert await room.updates() == ()


@played
async def test_a_hanging_call_ends_with_the_server(room: Room) -> None:
    room.bo.opens()
    room.world.faults.add(Fault(Kind.ACCEPT_THEN_HANG, "sendMessage", seconds=60))
    call = asyncio.create_task(refusal(room.bot.send_message(room.bo.id, "Hej")))
    await room.world.until(lambda: room.world.ledger.calls("sendMessage"))

    room.server.stop()

    assert (await call).startswith(("httpx.ReadError", "httpx.RemoteProtocolError"))


@played
async def test_a_bot_that_died_while_polling_leaves_no_poll_behind(room: Room) -> None:
    poll = asyncio.create_task(room.bot.get_updates(timeout=40))
    await asyncio.sleep(0.05)

    poll.cancel()
    await room.world.until(lambda: room.world.ledger.calls("getUpdates"))
    room.bo.writes("Hej")

    assert await room.heard() == ["Hej"]


@played
async def test_a_whole_application_answers_many_people(room: Room) -> None:
    async def echo(update: Update, context: object) -> None:
        assert update.message is not None
        await update.message.reply_text(f"Du skrev {update.message.text}")

    builder = ApplicationBuilder().token(TOKEN).base_url(room.server.base_url)
    application = builder.base_file_url(room.server.base_file_url).build()
    application.add_handler(MessageHandler(filters.ALL, echo))
    people = [room.world.person(f"Nr {number}") for number in range(40)]
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=5)
        await asyncio.to_thread(lambda: [person.writes("Hej") for person in people])
        await room.world.until(lambda: all(person.chat().from_bot for person in people), timeout=10)
        await application.updater.stop()
        await application.stop()

    assert {person.chat().last.text for person in people} == {"Du skrev Hej"}
