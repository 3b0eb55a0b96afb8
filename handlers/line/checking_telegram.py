"""Telegram and the bound groups, asked as the bot would ask them."""

from collections.abc import Mapping
from datetime import datetime

import telegram
from telegram.error import InvalidToken, TelegramError

from handlers.line.check import Check, broken, works
from handlers.line.checking_webhook import check_webhook
from handlers.settings import PREFIX, Webhook
from integrations.telegram import open_bot

TELEGRAM, PRIVACY = "Telegram", "gruppsekretess"
GONE = ("left", "kicked")
NO_TOKEN = f"{PREFIX}TELEGRAM_TOKEN godtas inte av Telegram. Hämta en ny hos BotFather."
AWAY = f"Telegram svarar inte. Kontrollera nätet, och {PREFIX}TELEGRAM_BASE_URL om den är satt."
READS_ALL = "Boten får allt som skrivs i grupper. Stäng av det hos BotFather: /setprivacy, Enable."
NOT_IN_GROUP = "Boten är inte med i gruppen. Koppla en grupp på nytt med samverkansbot invite."
NO_PIN = "men boten får inte fästa dagordningen"


async def check_telegram(
    token: str, base_url: str, chats: Mapping[str, int], webhook: Webhook | None, now: datetime
) -> list[Check]:
    """Who the bot is, what it hears in groups, how updates reach it, and whether it is still in those that
    are bound."""
    bot = open_bot(token, base_url)
    try:
        await bot.initialize()
        groups = [await _check_group(bot, name, chat_id) for name, chat_id in chats.items()]
        hooked = check_webhook(await bot.get_webhook_info(), webhook, now)
        return [works(TELEGRAM, f"@{bot.username}"), _check_privacy(bot), *hooked, *groups]
    except InvalidToken:
        return [broken(TELEGRAM, NO_TOKEN)]
    except TelegramError:
        return [broken(TELEGRAM, AWAY)]
    finally:
        await bot.shutdown()


def _check_privacy(bot: telegram.Bot) -> Check:
    return broken(PRIVACY, READS_ALL) if bot.can_read_all_group_messages else works(PRIVACY)


async def _check_group(bot: telegram.Bot, name: str, chat_id: int) -> Check:
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
        chat = await bot.get_chat(chat_id)
    except TelegramError:
        return broken(name, NOT_IN_GROUP)
    if member.status in GONE:
        return broken(name, NOT_IN_GROUP)
    return works(name, NO_PIN if _may_pin(member, chat) is False else "")


def _may_pin(member: telegram.ChatMember, chat: telegram.ChatFullInfo) -> bool | None:
    """None where Telegram does not say; an agenda that is not pinned is sent all the same."""
    if isinstance(member, telegram.ChatMemberAdministrator):
        return member.can_pin_messages
    return chat.permissions.can_pin_messages if chat.permissions else None
