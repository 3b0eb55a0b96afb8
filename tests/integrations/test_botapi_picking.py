"""Buttons below the text field that ask for people: who may be asked for, where, and what is told of them."""

import pytest
from telegram import KeyboardButton, KeyboardButtonRequestUsers, Message, ReplyKeyboardMarkup, SharedUser

from tests.integrations.test_botapi_room import Room, played, refusal


def asking(*requests: KeyboardButtonRequestUsers) -> ReplyKeyboardMarkup:
    return ReplyKeyboardMarkup([[KeyboardButton("Välj", request_users=request)] for request in requests])


async def asks(room: Room, request: KeyboardButtonRequestUsers) -> None:
    room.bo.opens()
    await room.bot.send_message(room.bo.id, "Vem?", reply_markup=asking(request))


async def refused_with(room: Room, *requests: KeyboardButtonRequestUsers) -> str:
    room.bo.opens()
    return await refusal(room.bot.send_message(room.bo.id, "Vem?", reply_markup=asking(*requests)))


async def told(room: Room) -> tuple[SharedUser, ...]:
    message: Message | None = (await room.updates())[-1].message
    assert message is not None
    assert message.users_shared is not None
    assert message.users_shared.request_id == 7
    return tuple(message.users_shared.users)


@played
async def test_somebody_is_picked_and_named_where_the_name_was_asked_for(room: Room) -> None:
    await asks(room, KeyboardButtonRequestUsers(7, request_name=True))

    room.bo.shares_people(room.bo.chat().last, "Välj", [room.asa])

    assert await told(room) == (SharedUser(room.asa.id, first_name="Åsa", last_name="Berg"),)


@played
async def test_nobody_is_named_unasked(room: Room) -> None:
    await asks(room, KeyboardButtonRequestUsers(7, max_quantity=2))

    room.bo.shares_people(room.bo.chat().last, "Välj", [room.asa, room.bo])

    assert [(each.user_id, each.first_name) for each in await told(room)] == [
        (room.asa.id, None),
        (room.bo.id, None),
    ]


@played
async def test_no_more_and_no_others_are_picked_than_were_asked_for(room: Room) -> None:
    await asks(room, KeyboardButtonRequestUsers(7, user_is_bot=False))
    ask = room.bo.chat().last

    with pytest.raises(AssertionError, match="between 1 and 1"):
        room.bo.shares_people(ask, "Välj", [room.asa, room.bo])
    with pytest.raises(AssertionError, match="not offered: samverkansbot"):
        room.bo.shares_people(ask, "Välj", [room.world.bot.user])
    with pytest.raises(AssertionError, match="asks for people"):
        room.bo.presses(ask, "Välj")


@played
async def test_people_are_asked_for_in_private_alone(room: Room) -> None:
    group = room.group()

    no = await refusal(
        room.bot.send_message(group.id, "Vem?", reply_markup=asking(KeyboardButtonRequestUsers(7)))
    )

    assert no == "Users can be requested in private chats only"


@played
async def test_an_impossible_request_is_refused(room: Room) -> None:
    unnumbered = await refused_with(room, KeyboardButtonRequestUsers(2**31))
    twice = await refused_with(room, KeyboardButtonRequestUsers(7), KeyboardButtonRequestUsers(7))
    too_many = await refused_with(room, KeyboardButtonRequestUsers(7, max_quantity=11))
    nobody = await refused_with(room, KeyboardButtonRequestUsers(7, max_quantity=0))

    assert unnumbered == 'Can\'t parse keyboard button: field "request_id" must be a valid number'
    assert twice == too_many == nobody == "Button_type_invalid"
