"""Changing, deleting, pinning and reacting."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, Message

from tests.integrations.test_botapi_room import Room, played, refusal

UNCHANGED = "Message is not modified: specified new message content and reply markup are exactly the same"


def one_button(words: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(words, callback_data=words)]])


async def card(room: Room) -> Message:
    room.bo.opens()
    return await room.bot.send_message(room.bo.id, "<b>Kort</b>", "HTML", reply_markup=one_button("Ta upp"))


@played
async def test_a_message_is_edited_in_place_and_keeps_its_history(room: Room) -> None:
    message = await card(room)

    await message.edit_text("Nytt kort", reply_markup=one_button("Klar"))

    assert room.bo.chat().last.history == ["Kort", "Nytt kort"]
    assert room.bo.chat().last.buttons == [["Klar"]]


@played
async def test_an_edit_without_buttons_removes_them(room: Room) -> None:
    message = await card(room)

    await message.edit_text("Nytt kort")

    assert room.bo.chat().last.buttons == []


@played
async def test_an_edit_that_changes_nothing_is_refused(room: Room) -> None:
    message = await card(room)

    same_text = message.edit_text("<b>Kort</b>", "HTML", reply_markup=one_button("Ta upp"))
    assert (await refusal(same_text)).startswith(UNCHANGED)
    assert (await refusal(message.edit_reply_markup(one_button("Ta upp")))).startswith(UNCHANGED)


@played
async def test_a_deleted_message_cannot_be_edited_or_deleted(room: Room) -> None:
    message = await card(room)
    await message.delete()

    assert await refusal(message.edit_text("x")) == "Message to edit not found"
    assert await refusal(message.delete()) == "Message to delete not found"


@played
async def test_a_bot_edits_only_its_own_messages(room: Room) -> None:
    theirs = room.bo.opens()

    words = await refusal(room.bot.edit_message_text("x", room.bo.id, theirs.message_id))

    assert words == "Message can't be edited"


@played
async def test_a_caption_is_edited_as_a_caption(room: Room) -> None:
    message = await card(room)
    document = await room.bot.send_document(room.bo.id, b"x", caption="Ett", filename="1.pdf")

    await document.edit_caption("Två")

    assert room.bo.chat().last.text == "Två"
    assert await refusal(document.edit_text("x")) == "There is no text in the message to edit"
    assert await refusal(message.edit_caption("x")) == "There is no caption in the message to edit"


@played
async def test_a_bot_may_edit_old_messages_but_delete_only_young_ones(room: Room) -> None:
    message = await card(room)
    room.clock.passes(hours=48, seconds=1)

    await message.edit_text("Ersatt")

    assert await refusal(message.delete()) == "Message can't be deleted for everyone"
    assert room.bo.chat().last.text == "Ersatt"


@played
async def test_deleting_others_messages_in_a_group_needs_the_right(room: Room) -> None:
    group = room.group()
    theirs = room.bo.writes("Hej", group)

    words = await refusal(room.bot.delete_message(group.id, theirs.message_id))
    room.asa.makes_bot_admin(group)
    await room.bot.delete_message(group.id, theirs.message_id)

    assert words == "Message can't be deleted"
    assert theirs not in group.messages


@played
async def test_pinning_in_a_group_needs_the_right(room: Room) -> None:
    group = room.group()
    message = await room.bot.send_message(group.id, "Dagordning")

    words = await refusal(message.pin())
    room.asa.makes_bot_admin(group, ["can_pin_messages"])
    await message.pin()

    assert words == "Not enough rights to manage pinned messages in the chat"
    assert [each.text for each in group.pinned] == ["Dagordning"]
    assert (await room.bot.get_chat(group.id)).pinned_message == message


@played
async def test_a_pin_is_told_to_the_bot_that_pinned(room: Room) -> None:
    message = await card(room)
    await room.updates()

    await message.pin()

    [update] = await room.updates()
    assert update.message is not None
    assert update.message.pinned_message == message


@played
async def test_what_was_pinned_can_be_unpinned(room: Room) -> None:
    first, second = await card(room), await card(room)
    await first.pin()
    await second.pin()

    await room.bot.unpin_chat_message(room.bo.id)
    newest_gone = [each.message_id for each in room.bo.chat().pinned]
    await first.unpin()

    assert newest_gone == [first.message_id]
    assert room.bo.chat().pinned == []
    assert await refusal(room.bot.unpin_chat_message(room.bo.id)) == "Message to unpin not found"


@played
async def test_a_deleted_message_is_pinned_no_more(room: Room) -> None:
    message = await card(room)
    await message.pin()

    await message.delete()

    assert room.bo.chat().pinned == []


@played
async def test_a_reaction_is_seen_if_it_is_a_free_one(room: Room) -> None:
    theirs = room.bo.opens()

    await room.bot.set_message_reaction(room.bo.id, theirs.message_id, "👍")

    assert theirs.reactions == {room.world.bot.id: ["👍"]}
    assert (
        await refusal(room.bot.set_message_reaction(room.bo.id, theirs.message_id, "🦆"))
        == "Reaction_invalid"
    )
    assert await refusal(room.bot.set_message_reaction(room.bo.id, 999, "👍")) == "Message to react not found"


@played
async def test_documents_of_an_album_keep_their_captions_when_one_is_edited(room: Room) -> None:
    room.bo.opens()
    media = [InputMediaDocument(b"x", filename=name, caption=name) for name in ("1.pdf", "2.pdf")]
    first, _ = await room.bot.send_media_group(room.bo.id, media)

    await first.edit_caption("Ny")

    assert [each.text for each in room.bo.chat().messages[1:]] == ["Ny", "2.pdf"]
