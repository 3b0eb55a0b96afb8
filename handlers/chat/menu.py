"""Telegram's own menu of commands, from the same table that runs them."""

import logging

import telegram
from telegram.error import TelegramError

from handlers.chat.commands import ROWS

log = logging.getLogger(__name__)


async def publish_menu(bot: telegram.Bot) -> None:
    """Show the commands with their help; the menu is display only, so that a failure is no more than said."""
    private = [telegram.BotCommand(row.name, row.help) for row in ROWS if row.help]
    group = [telegram.BotCommand(row.name, row.help) for row in ROWS if row.help and row.in_group]
    try:
        await bot.set_my_commands(private, telegram.BotCommandScopeAllPrivateChats())
        await bot.set_my_commands(group, telegram.BotCommandScopeAllGroupChats())
    except TelegramError as error:
        log.warning("the menu of commands was not set: %s", type(error).__name__)
