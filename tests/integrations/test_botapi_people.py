"""People press buttons, follow links, send albums and edit; and the story reads what they see."""

import asyncio

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from integrations.botapi import Message, Press
from tests.integrations.test_botapi_room import Room, played, refusal

TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


async def card(room: Room) -> Message:
    room.bo.opens()
    rows = [
        [
            InlineKeyboardButton("Ta upp", callback_data="take:1"),
            InlineKeyboardButton("Avböj", callback_data="no:1"),
        ],
        [InlineKeyboardButton("Öppna", url="https://t.me/samverkansbot?start=punkt-1")],
    ]
    await room.bot.send_message(room.bo.id, "Punkt 1", reply_markup=InlineKeyboardMarkup(rows))
    return room.bo.chat().last


async def pressed(room: Room) -> Press:
    press = room.bo.presses(await card(room), "Ta upp")
    assert isinstance(press, Press)
    return press


@played
async def test_a_press_reaches_the_bot_and_its_answer_the_presser(room: Room) -> None:
    press = await pressed(room)

    query = (await room.updates())[-1].callback_query
    assert query is not None
    assert query.message is not None
    await query.answer("Tas upp", show_alert=True)

    assert (query.data, query.from_user.id, query.message.message_id) == (
        "take:1",
        room.bo.id,
        room.bo.chat().last.message_id,
    )
    assert [(notice.text, notice.show_alert) for notice in room.bo.notices] == [("Tas upp", True)]
    assert press.answer == room.bo.notices[0]


@played
async def test_a_press_is_answered_once(room: Room) -> None:
    press = await pressed(room)
    await room.bot.answer_callback_query(press.id)

    assert await refusal(room.bot.answer_callback_query(press.id)) == TOO_OLD


@played
async def test_a_press_is_answered_within_150_seconds(room: Room) -> None:
    in_time, late = await pressed(room), await pressed(room)

    room.clock.passes(seconds=150)
    await room.bot.answer_callback_query(in_time.id)
    room.clock.passes(seconds=1)

    assert await refusal(room.bot.answer_callback_query(late.id)) == TOO_OLD


@played
async def test_a_press_is_kept_for_150_seconds(room: Room) -> None:
    await pressed(room)
    await room.bot.get_updates(offset=-1)

    room.clock.passes(seconds=151)

    assert await room.bot.get_updates() == ()


@played
async def test_an_answer_to_a_press_is_at_most_200_long(room: Room) -> None:
    press = await pressed(room)

    assert await refusal(room.bot.answer_callback_query(press.id, "x" * 201)) == "Message_too_long"
    await room.bot.answer_callback_query(press.id, "x" * 200)


@played
async def test_a_button_that_does_not_exist_names_those_that_do(room: Room) -> None:
    message = await card(room)

    with pytest.raises(AssertionError, match="there are: 'Ta upp', 'Avböj', 'Öppna'"):
        room.bo.presses(message, "Ta  upp")


@played
async def test_a_link_on_a_button_opens_the_bot_with_its_payload(room: Room) -> None:
    room.bo.presses(await card(room), "Öppna")

    assert (await room.heard())[-1] == "/start punkt-1"


@played
async def test_a_startgroup_link_puts_the_bot_into_a_group(room: Room) -> None:
    group = room.group(with_bot=False)

    room.asa.opens_link("https://t.me/samverkansbot?startgroup=KOD", group)

    assert await room.heard() == ["/start@samverkansbot KOD"]
    assert room.world.bot.user in group.members


@played
async def test_an_album_arrives_as_several_updates(room: Room) -> None:
    room.bo.sends_album([("1.pdf", b"1"), ("2.pdf", b"2")], caption="Bilagor")

    messages = [update.message for update in await room.updates() if update.message]

    assert [message.caption for message in messages] == ["Bilagor", None]
    assert len({message.media_group_id for message in messages}) == 1


@played
async def test_an_edit_is_told_as_an_edit(room: Room) -> None:
    message = room.bo.writes("/foresla Bugdet")
    await room.updates()

    room.bo.edits(message, "/foresla Budget")

    [update] = await room.updates()
    assert update.message is None
    assert update.edited_message is not None
    assert update.edited_message.text == "/foresla Budget"


@played
async def test_a_story_waits_for_what_the_bot_does(room: Room) -> None:
    room.bo.opens()
    waiting = asyncio.create_task(room.world.until(lambda: room.bo.chat().from_bot))
    await asyncio.sleep(0.01)

    await room.bot.send_message(room.bo.id, "Välkommen")

    [message] = await waiting
    assert message.text == "Välkommen"


@played
async def test_waiting_in_vain_says_so(room: Room) -> None:
    with pytest.raises(AssertionError, match="in vain for a card"):
        await room.world.until(lambda: room.bo.chat().from_bot, timeout=0.01, what="a card")


@played
async def test_who_is_not_in_a_group_cannot_write_there(room: Room) -> None:
    group = room.group()
    room.bo.leaves(group)

    with pytest.raises(AssertionError, match="Bo Ek is not in SamReKo"):
        room.bo.writes("Hej", group)


@played
async def test_words_that_nobody_wrote_are_missed_with_what_stands_there(room: Room) -> None:
    room.bo.opens()

    with pytest.raises(AssertionError, match="/start"):
        room.bo.chat().find("Välkommen")
