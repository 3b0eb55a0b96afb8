"""Sending texts and files: where a bot may write, what it may send."""

import pytest
from telegram import (
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.integrations.test_botapi_room import Room, played, refusal


@played
async def test_a_bot_cannot_write_first(room: Room) -> None:
    words = await refusal(room.bot.send_message(room.bo.id, "Hej"))

    assert words == "Forbidden: bot can't initiate conversation with a user"


@played
async def test_a_bot_cannot_write_to_somebody_who_blocked_it(room: Room) -> None:
    room.bo.opens()
    room.bo.blocks_bot()

    assert await refusal(room.bot.send_message(room.bo.id, "Hej")) == "Forbidden: bot was blocked by the user"

    room.bo.unblocks_bot()
    await room.bot.send_message(room.bo.id, "Hej")


@played
async def test_an_unknown_chat_is_not_found(room: Room) -> None:
    assert await refusal(room.bot.send_message(1, "Hej")) == "Chat not found"
    assert await refusal(room.bot.send_message(-1, "Hej")) == "Chat not found"
    assert await refusal(room.bot.send_message("@finnsinte", "Hej")) == "Chat not found"


@played
async def test_a_group_that_the_bot_never_saw_is_not_found(room: Room) -> None:
    group = room.group(with_bot=False)

    assert await refusal(room.bot.send_message(group.id, "Hej")) == "Chat not found"


@played
async def test_a_bot_that_was_thrown_out_is_told_so(room: Room) -> None:
    group, supergroup = room.group(), room.group(supergroup=True)
    room.asa.removes_bot(group)
    room.asa.removes_bot(supergroup)

    in_group = await refusal(room.bot.send_message(group.id, "Hej"))
    in_supergroup = await refusal(room.bot.send_message(supergroup.id, "Hej"))

    assert in_group == "Forbidden: bot was kicked from the group chat"
    assert in_supergroup == "Forbidden: bot was kicked from the supergroup chat"


@played
async def test_a_migrated_group_answers_with_its_new_number(room: Room) -> None:
    group = room.group()
    old = group.id
    group.migrate()

    with pytest.raises(ChatMigrated) as migrated:
        await room.bot.send_message(old, "Hej")

    assert migrated.value.new_chat_id == group.id != old
    await room.bot.send_message(group.id, "Hej")
    assert group.last.text == "Hej"


@played
async def test_a_reply_needs_its_message(room: Room) -> None:
    question = room.bo.opens()
    await room.bot.send_message(room.bo.id, "Svar", reply_parameters=ReplyParameters(question.message_id))
    replied = room.bo.chat().last
    room.bo.deletes(question)

    words = await refusal(
        room.bot.send_message(room.bo.id, "Svar", reply_parameters=ReplyParameters(question.message_id))
    )
    anyway = ReplyParameters(question.message_id, allow_sending_without_reply=True)
    await room.bot.send_message(room.bo.id, "Ändå", reply_parameters=anyway)

    assert replied.reply_to is question
    assert words == "Message to be replied not found"
    assert room.bo.chat().last.reply_to is None


@played
async def test_general_has_no_number_to_write_to(room: Room) -> None:
    group = room.group(topics=True)

    words = await refusal(room.bot.send_message(group.id, "Hej", message_thread_id=1))
    await room.bot.send_message(group.id, "Hej")

    assert words == "Message thread not found"
    plain = room.group(supergroup=True)
    assert await refusal(room.bot.send_message(plain.id, "Hej", message_thread_id=1)) == words


@played
async def test_a_topic_is_written_to_by_its_number(room: Room) -> None:
    group = room.group(topics=True)
    topic = group.topic("Dagordning")

    message = await room.bot.send_message(group.id, "Hej", message_thread_id=topic)
    unknown = await refusal(room.bot.send_message(group.id, "Hej", message_thread_id=topic + 77))

    assert (message.message_thread_id, message.is_topic_message) == (topic, True)
    assert unknown == "Message thread not found"


@played
async def test_an_answer_lands_in_the_topic_of_its_question(room: Room) -> None:
    group = room.group(topics=True)
    question = room.bo.writes("/mina@samverkansbot", group, thread=group.topic("Ärenden"))

    answer = await room.bot.send_message(group.id, "x", reply_parameters=ReplyParameters(question.message_id))

    assert answer.message_thread_id == question.thread_id


@played
async def test_errors_have_the_types_that_callers_catch(room: Room) -> None:
    with pytest.raises(Forbidden):
        await room.bot.send_message(room.bo.id, "Hej")
    with pytest.raises(BadRequest):
        await room.bot.send_message(-1, "Hej")
