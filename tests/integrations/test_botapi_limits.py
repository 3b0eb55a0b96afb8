"""Telegram's rates, when they are switched on."""

import pytest
from telegram.error import RetryAfter

from integrations.telegram import seconds
from tests.integrations.test_botapi_room import Room, played, warns_of_seconds


@played
async def test_limits_are_off_until_switched_on(room: Room) -> None:
    room.bo.opens()
    for _ in range(50):
        await room.bot.send_message(room.bo.id, "Hej")


@warns_of_seconds
@played
async def test_one_message_a_second_per_chat(room: Room) -> None:
    room.bo.opens()
    room.asa.opens()
    room.world.limits.on = True

    await room.bot.send_message(room.bo.id, "Hej")
    await room.bot.send_message(room.asa.id, "Hej")
    with pytest.raises(RetryAfter):
        await room.bot.send_message(room.bo.id, "Hej")
    room.clock.passes(seconds=1)
    await room.bot.send_message(room.bo.id, "Hej")


@warns_of_seconds
@played
async def test_twenty_messages_a_minute_per_group(room: Room) -> None:
    group = room.group()
    room.world.limits.on = True
    for _ in range(20):
        await room.bot.send_message(group.id, "Hej")
        room.clock.passes(seconds=1)

    with pytest.raises(RetryAfter) as wait:
        await room.bot.send_message(group.id, "Hej")

    assert seconds(wait.value.retry_after) == 40


@warns_of_seconds
@played
async def test_thirty_messages_a_second_in_all(room: Room) -> None:
    people = [room.world.person(f"Nr {number}") for number in range(31)]
    for person in people:
        person.opens()
    room.world.limits.on = True
    for person in people[:30]:
        await room.bot.send_message(person.id, "Hej")

    with pytest.raises(RetryAfter):
        await room.bot.send_message(people[30].id, "Hej")
