"""Asks Telegram who of the roster is in the arena's group, so that nobody gets the agenda twice."""

import asyncio
import logging

import telegram
from telegram.error import BadRequest, TelegramError

from storage import presence
from storage.engine import Database

log = logging.getLogger(__name__)
SECONDS_BETWEEN = 10.0
# Telegram answers a bot that is no admin too, though it promises it only to admins.
INSIDE = (
    telegram.ChatMember.OWNER,
    telegram.ChatMember.ADMINISTRATOR,
    telegram.ChatMember.MEMBER,
)


class Membership:
    """Looks now and then for people of whom it is not known; what Telegram tells itself comes as updates."""

    def __init__(self, bot: telegram.Bot, database: Database) -> None:
        self._bot = bot
        self._database = database

    async def run(self) -> None:
        """Ask until cancelled."""
        while True:
            for chat_id, telegram_id in await self._database.run(_unknown, self._database):
                is_in = await self._ask(chat_id, telegram_id)
                if is_in is not None:
                    await self._database.run(_note, self._database, chat_id, telegram_id, is_in)
            await asyncio.sleep(SECONDS_BETWEEN)

    async def _ask(self, chat_id: int, telegram_id: int) -> bool | None:
        """Whether the account is in the group; None if Telegram did not say now."""
        try:
            member = await self._bot.get_chat_member(chat_id, telegram_id)
        except BadRequest:
            return False
        except TelegramError as error:
            log.info("a membership is not known yet: %s", type(error).__name__)
            await asyncio.sleep(SECONDS_BETWEEN)
            return None
        is_restricted = isinstance(member, telegram.ChatMemberRestricted) and member.is_member
        return member.status in INSIDE or is_restricted


def _unknown(database: Database) -> list[tuple[int, int]]:
    with database.session() as session:
        return [(row.chat_id, row.telegram_id) for row in presence.unknown(session)]


def _note(database: Database, chat_id: int, telegram_id: int, is_in: bool) -> None:
    with database.session() as session:
        presence.note(session, chat_id, telegram_id, is_in=is_in)
