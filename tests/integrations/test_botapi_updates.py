"""getUpdates: confirming, waiting, filtering, and updates that come twice or out of order."""

import asyncio

import pytest
from telegram.error import Conflict

from tests.integrations.test_botapi_room import Room, bot_of, played, refusal


@played
async def test_an_offset_confirms_everything_below_it_at_once(room: Room) -> None:
    first = room.world.next_update_id
    for word in ("ett", "två", "tre"):
        room.bo.writes(word)

    rest = await room.bot.get_updates(offset=first + 2)
    again = await room.bot.get_updates()

    assert [update.message.text for update in rest if update.message] == ["tre"]
    assert [update.update_id for update in again] == [first + 2]


@played
async def test_what_is_not_confirmed_comes_again(room: Room) -> None:
    room.bo.writes("Hej")

    first, second = await room.bot.get_updates(), await room.bot.get_updates()

    assert [each.update_id for each in first] == [each.update_id for each in second]


@played
async def test_a_negative_offset_keeps_only_the_last_ones(room: Room) -> None:
    for word in ("ett", "två", "tre"):
        room.bo.writes(word)

    last = await room.bot.get_updates(offset=-1)

    assert [update.message.text for update in last if update.message] == ["tre"]
    assert room.world.bot.pending == 1


@played
async def test_a_limit_is_kept(room: Room) -> None:
    for word in ("ett", "två", "tre"):
        room.bo.writes(word)

    assert len(await room.bot.get_updates(limit=2)) == 2


@played
async def test_a_long_poll_wakes_when_somebody_writes(room: Room) -> None:
    poll = asyncio.create_task(room.bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    began = asyncio.get_running_loop().time()

    room.bo.writes("Hej")
    [update] = await poll

    assert update.message is not None
    assert update.message.text == "Hej"
    assert asyncio.get_running_loop().time() - began < 0.5


@played
async def test_a_newer_poll_ends_the_older_one(room: Room) -> None:
    async with bot_of(room.server) as second:
        older = asyncio.create_task(refusal(room.bot.get_updates(timeout=30)))
        await asyncio.sleep(0.05)
        newer = asyncio.create_task(second.get_updates(timeout=30))

        words = await older
        room.bo.writes("Hej")

        assert words.startswith("Conflict: terminated by other getUpdates request")
        assert len(await newer) == 1


@played
async def test_polling_is_refused_while_a_webhook_is_set(room: Room) -> None:
    await room.bot.set_webhook("http://127.0.0.1:9/hook")

    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await room.bot.get_updates()


@played
async def test_a_kind_that_was_not_asked_for_is_never_queued(room: Room) -> None:
    await room.bot.get_updates(allowed_updates=["callback_query"])
    room.bo.writes("Hej")

    await room.bot.get_updates(allowed_updates=["message"])
    room.bo.writes("Hej igen")

    assert await room.heard() == ["Hej igen"]


@played
async def test_allowed_updates_are_remembered_until_named_again(room: Room) -> None:
    await room.bot.get_updates(allowed_updates=["callback_query"])
    await room.bot.get_updates()
    room.bo.writes("Hej")

    assert room.world.bot.pending == 0


@played
async def test_messages_are_kept_for_a_day(room: Room) -> None:
    room.bo.writes("Hej")
    room.clock.passes(hours=24, seconds=1)

    assert await room.bot.get_updates() == ()


@played
async def test_an_update_can_come_twice(room: Room) -> None:
    room.bo.writes("Hej")
    [update] = await room.updates()

    room.world.inject(update.to_dict())
    again = await room.bot.get_updates(offset=update.update_id + 1)

    assert [each.update_id for each in again] == [update.update_id]
    assert await room.bot.get_updates(offset=update.update_id + 1) == ()


@played
async def test_updates_can_come_out_of_order(room: Room) -> None:
    room.bo.writes("ett")
    room.bo.writes("två")
    one, two = await room.updates()

    room.world.inject(two.to_dict(), update_id=900)
    room.world.inject(one.to_dict(), update_id=899)

    assert [update.update_id for update in await room.bot.get_updates()] == [900, 899]


@played
async def test_numbers_can_begin_anew_and_an_old_offset_still_hears(room: Room) -> None:
    room.bo.writes("före")
    [old] = await room.updates()

    room.world.next_update_id = 17
    room.bo.writes("efter")
    [new] = await room.bot.get_updates(offset=old.update_id + 1)

    assert new.update_id == 17
