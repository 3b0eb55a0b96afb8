"""The bot's commands, descriptions and chat actions."""

import pytest
from telegram import BotCommand, BotCommandScopeChat

from tests.integrations.test_botapi_room import Room, played, refusal


@played
async def test_commands_are_kept_per_scope_and_language(room: Room) -> None:
    room.bo.opens()
    await room.bot.set_my_commands([BotCommand("foresla", "Föreslå en punkt")], language_code="sv")
    await room.bot.set_my_commands([BotCommand("mina", "Mina punkter")], BotCommandScopeChat(room.bo.id))

    swedish = await room.bot.get_my_commands(language_code="sv")
    assert [command.command for command in swedish] == ["foresla"]
    assert await room.bot.get_my_commands() == ()
    assert len(await room.bot.get_my_commands(BotCommandScopeChat(room.bo.id))) == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (BotCommand("föreslå", "x"), "Bot_command_invalid"),
        (BotCommand("x" * 33, "x"), "Bot_command_invalid"),
        (BotCommand("mina", " "), "Command description must be non-empty"),
        (BotCommand("mina", "x" * 257), "Bot_command_description_invalid"),
    ],
)
def test_a_command_is_ascii_with_a_short_description(command: BotCommand, words: str) -> None:
    @played
    async def story(room: Room) -> None:
        assert await refusal(room.bot.set_my_commands([command])) == words

    story()


@played
async def test_descriptions_are_kept(room: Room) -> None:
    await room.bot.set_my_description("Samlar frågor")
    await room.bot.set_my_short_description("Kort")

    assert (await room.bot.get_my_description()).description == "Samlar frågor"
    assert (await room.bot.get_my_short_description()).short_description == "Kort"


@played
async def test_chat_actions_are_known_ones(room: Room) -> None:
    room.bo.opens()
    await room.bot.send_chat_action(room.bo.id, "typing")

    assert (
        await refusal(room.bot.send_chat_action(room.bo.id, "flyger")) == "Wrong parameter action in request"
    )
