"""getMe, the bot's commands and its descriptions."""

import re
from typing import Any

from integrations.botapi.bots import BotAccount
from integrations.botapi.entities import utf16_length
from integrations.botapi.errors import ApiRefusal, bad_request
from integrations.botapi.params import Params
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage

MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators",
    "chat", "chat_administrators", "chat_member",
}  # fmt: skip
_LONGEST = {"description": 512, "short_description": 120, "name": 64}


def get_me(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getme"""
    return bot.to_json()


def set_my_commands(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmycommands"""
    commands = params.structure("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    bot.commands[_scope(params)] = [_command(command) for command in commands]
    return True


def delete_my_commands(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands"""
    bot.commands.pop(_scope(params), None)
    return True


def get_my_commands(stage: Stage, bot: BotAccount, params: Params) -> list[Json]:
    """https://core.telegram.org/bots/api#getmycommands"""
    return bot.commands.get(_scope(params), [])


def set_my_text(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """setMyDescription, setMyShortDescription and setMyName: whichever field was sent."""
    for field, longest in _LONGEST.items():
        if field in params.values:
            if utf16_length(params.text(field)) > longest:
                raise bad_request(f"{field.replace('_', ' ')} is too long")
            bot.descriptions[field, params.text("language_code")] = params.text(field)
    return True


def get_my_description(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getmydescription"""
    return _text(bot, "description", params)


def get_my_short_description(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getmyshortdescription"""
    return _text(bot, "short_description", params)


def _text(bot: BotAccount, field: str, params: Params) -> Json:
    texts = bot.descriptions
    return {field: texts.get((field, params.text("language_code"))) or texts.get((field, ""), "")}


def _scope(params: Params) -> tuple[str, str]:
    scope = params.structure("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise _unparsable("BotCommandScope must be an Object")
    if scope.get("type") not in _SCOPES:
        raise _unparsable("Unsupported type specified")
    return " ".join(f"{key}={scope[key]}" for key in sorted(scope)), params.text("language_code")


def _command(command: Any) -> Json:
    if not isinstance(command, dict) or not isinstance(command.get("command"), str):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = command["command"].removeprefix("/"), str(command.get("description", ""))
    if not name:
        raise bad_request("command must be non-empty")
    if not description.strip():
        raise bad_request("command description must be non-empty")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if utf16_length(description) > 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _unparsable(words: str) -> ApiRefusal:
    return bad_request(f"can't parse BotCommandScope: {words}")
