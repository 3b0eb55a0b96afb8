"""Telegram and the bound groups, asked as the bot would ask them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import httpx
import telegram
from telegram.error import InvalidToken, TelegramError

from bot.texts.dates import listed
from handlers.clock import Clock
from handlers.line.check import Check, broken, works
from handlers.line.checking_clock import check_their_clock
from handlers.line.checking_webhook import check_webhook
from handlers.settings import PREFIX, Webhook
from integrations.telegram import open_bot

TELEGRAM, PRIVACY = "Telegram", "gruppsekretess"
GONE = ("left", "kicked")
NO_TOKEN = f"{PREFIX}TELEGRAM_TOKEN godtas inte av Telegram. Hämta en ny hos BotFather."
AWAY = f"Telegram svarar inte. Kontrollera nätet, och {PREFIX}TELEGRAM_BASE_URL om den är satt."
READS_ALL = "Boten får allt som skrivs i grupper. Stäng av det hos BotFather: /setprivacy, Enable."
NOT_IN_GROUP = "Boten är inte med i gruppen. Koppla en grupp på nytt med samverkansbot invite."
MUTE = "Boten får inte skriva i gruppen. Låt medlemmar skicka meddelanden och filer i gruppens inställningar."
WRITES, PINS, REMOVES = "skriva", "fästa dagordningen", "ta bort den som har slutat"


@dataclass
class _TheirClock:
    """What Telegram's answers say that the time is, beside what it was here."""

    clock: Clock
    found: list[Check] = field(default_factory=list)

    async def read(self, response: httpx.Response) -> None:
        """One answer; the first that says it is enough."""
        said = response.headers.get("date")
        if said and not self.found:
            self.found.append(check_their_clock(parsedate_to_datetime(said), self.clock.now()))


async def check_telegram(
    token: str, base_url: str, chats: Mapping[str, int], webhook: Webhook | None, clock: Clock
) -> list[Check]:
    """Who the bot is, how updates reach it, what it hears and may do in groups, and Telegram's clock."""
    theirs = _TheirClock(clock)
    bot = open_bot(token, base_url, {"response": [theirs.read]})
    try:
        await bot.initialize()
        groups = [await _check_group(bot, name, chat_id) for name, chat_id in chats.items()]
        hooked = check_webhook(await bot.get_webhook_info(), webhook, clock.now())
        return [works(TELEGRAM, f"@{bot.username}"), *theirs.found, _check_privacy(bot), *hooked, *groups]
    except InvalidToken:
        return [broken(TELEGRAM, NO_TOKEN), *theirs.found]
    except TelegramError:
        return [broken(TELEGRAM, AWAY), *theirs.found]
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
    rights = _rights(member, chat)
    if rights[WRITES] is False:
        return broken(name, MUTE)
    return works(name, ", ".join(_told(rights)))


def _rights(member: telegram.ChatMember, chat: telegram.ChatFullInfo) -> dict[str, bool | None]:
    """What the bot may there; None where Telegram does not say."""
    if isinstance(member, telegram.ChatMemberAdministrator):
        return {WRITES: True, PINS: member.can_pin_messages, REMOVES: member.can_restrict_members}
    allowed = member if isinstance(member, telegram.ChatMemberRestricted) else chat.permissions
    if allowed is None:
        return {WRITES: None, PINS: None, REMOVES: False}
    writes = allowed.can_send_messages is not False and allowed.can_send_documents is not False
    return {WRITES: writes, PINS: allowed.can_pin_messages, REMOVES: False}


def _told(rights: Mapping[str, bool | None]) -> Iterator[str]:
    """An agenda that is not pinned is sent all the same, and whoever is not taken out is told of."""
    if may := [right for right, answer in rights.items() if answer]:
        yield f"får {listed(may)}"
    if not_may := [right for right, answer in rights.items() if answer is False]:
        yield f"får inte {' eller '.join(not_may)}"
