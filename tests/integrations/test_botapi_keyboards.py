"""Buttons below a message: their shape, and what is refused."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from tests.integrations.test_botapi_room import Room, played, refusal


def buttons(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(rows)


async def refused_with(room: Room, markup: InlineKeyboardMarkup) -> str:
    room.bo.opens()
    return await refusal(room.bot.send_message(room.bo.id, "Hej", reply_markup=markup))


@played
async def test_buttons_are_seen_in_rows(room: Room) -> None:
    room.bo.opens()
    data, link = (
        InlineKeyboardButton("Ta upp", callback_data="1"),
        InlineKeyboardButton("Visa", url="https://x.se"),
    )

    await room.bot.send_message(room.bo.id, "Hej", reply_markup=buttons([data], [link]))

    assert room.bo.chat().last.buttons == [["Ta upp"], ["Visa"]]


@played
async def test_button_data_is_at_most_64_bytes(room: Room) -> None:
    assert await refused_with(room, buttons([InlineKeyboardButton("x", callback_data="å" * 33)])) == (
        "Button_data_invalid"
    )


@played
async def test_a_button_does_exactly_one_thing(room: Room) -> None:
    nothing = await refused_with(room, buttons([InlineKeyboardButton("x")]))
    both = await refused_with(
        room, buttons([InlineKeyboardButton("x", callback_data="1", url="https://x.se")])
    )

    assert nothing == "Can't parse inline keyboard button: text buttons are unallowed in the inline keyboard"
    assert both.startswith("Can't parse inline keyboard button: exactly one optional field")


@played
async def test_a_button_needs_words_and_a_true_address(room: Room) -> None:
    wordless = await refused_with(room, buttons([InlineKeyboardButton(" ", callback_data="1")]))
    astray = await refused_with(room, buttons([InlineKeyboardButton("x", url="inte en adress")]))

    assert wordless == "Inline keyboard button text must be non-empty"
    assert astray == "Inline keyboard button url 'inte en adress' is invalid: wrong http url"


@played
async def test_there_are_at_most_a_hundred_buttons(room: Room) -> None:
    row = [InlineKeyboardButton("x", callback_data="1")] * 101

    assert await refused_with(room, buttons(row)) == "Reply markup is too long"
