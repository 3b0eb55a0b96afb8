"""Asks Telegram who of the roster is in the arena's group, so that nobody is told twice, and how many are."""

import asyncio
import logging
from datetime import date, datetime, timedelta

import telegram
from telegram.error import BadRequest, TelegramError

from bot.acts.people.headcount import count_group
from handlers.chat.hearing import is_inside
from handlers.clock import Clock
from storage import presence
from storage.engine import Database
from storage.store import unit_of_work

log = logging.getLogger(__name__)
SECONDS_BETWEEN = 10.0
# Telegram keeps an update for a day, and of who left while the bot was away longer it tells nothing.
BEFORE_AGENDAS = timedelta(days=1)


class Membership:
    """Looks now and then for people of whom it is not known; what Telegram tells itself comes as updates."""

    def __init__(self, bot: telegram.Bot, database: Database, clock: Clock) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        # Once too often after a start does no harm.
        self._counted: dict[int, date] = {}
        self._looked_again: dict[int, date] = {}

    async def run(self) -> None:
        """Ask until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(SECONDS_BETWEEN)

    async def look(self) -> None:
        """Ask of whom it is not known; where it is of everybody, once a day before an agenda whether those
        who are to read it in the group are there still, and how many there are besides."""
        unknown = await self._database.run(_unknown, self._database)
        for chat_id, telegram_id in unknown:
            await self._see(chat_id, telegram_id)
        if not unknown:
            await self._look_again()
            await self._count_groups()

    async def _look_again(self) -> None:
        now = self._clock.now()
        for chat_id in await self._database.run(_awaiting, self._database, now + BEFORE_AGENDAS):
            if self._looked_again.get(chat_id) != now.date():
                self._looked_again[chat_id] = now.date()
                for telegram_id in await self._database.run(_inside, self._database, chat_id):
                    await self._see(chat_id, telegram_id)

    async def _see(self, chat_id: int, telegram_id: int) -> None:
        is_in = await self._ask(chat_id, telegram_id)
        if is_in is not None:
            await self._database.run(_note, self._database, chat_id, telegram_id, is_in)

    async def _count_groups(self) -> None:
        today = self._clock.now().date()
        for chat_id, arena_id in await self._database.run(_groups, self._database):
            if self._counted.get(chat_id) != today:
                self._counted[chat_id] = today
                await self._count(chat_id, arena_id)

    async def _count(self, chat_id: int, arena_id: str) -> None:
        try:
            count = await self._bot.get_chat_member_count(chat_id)
        except TelegramError as error:
            log.info("a group is not counted today: %s", type(error).__name__)
            return
        await self._database.run(_compare, self._database, arena_id, count, self._clock.now())

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
        return is_inside(member)


def _unknown(database: Database) -> list[tuple[int, int]]:
    with database.session() as session:
        return [(row.chat_id, row.telegram_id) for row in presence.unknown(session)]


def _awaiting(database: Database, until: datetime) -> list[int]:
    with database.session() as session:
        return list(presence.awaiting_agendas(session, until))


def _inside(database: Database, chat_id: int) -> frozenset[int]:
    with database.session() as session:
        return presence.everybody_in(session, chat_id)


def _groups(database: Database) -> list[tuple[int, str]]:
    with database.session() as session:
        return [(row.chat_id, row.arena_id) for row in presence.groups(session)]


def _compare(database: Database, arena_id: str, count: int, now: datetime) -> None:
    with unit_of_work(database) as store:
        count_group(store, arena_id, count, now=now)


def _note(database: Database, chat_id: int, telegram_id: int, is_in: bool) -> None:
    with database.session() as session:
        presence.note(session, chat_id, telegram_id, is_in=is_in)
