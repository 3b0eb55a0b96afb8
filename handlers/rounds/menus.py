"""Keeps Telegram's menus of commands as the roles are; they are display only and give nobody a right."""

import asyncio
import logging
from collections.abc import Set

import telegram
from sqlalchemy.orm import Session
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.chat import menu
from handlers.chat.menu import Menu
from handlers.clock import Clock
from handlers.rounds.going import Rounds
from storage import menus
from storage.engine import Database

log = logging.getLogger(__name__)
# What changes a role comes with other changes; one look soon after is enough for all of them.
PAUSE = 5.0
# What an earlier process told Telegram: some menu, of which nothing but its being there is known.
SOME_MENU: Menu = ()


class Menus(Rounds):
    """The worker for menus: looks after every change, and tells Telegram only of what is not so yet."""

    longest_rest = 600.0

    def __init__(self, bot: telegram.Bot, database: Database, clock: Clock) -> None:
        super().__init__()
        self._bot = bot
        self._database = database
        self._clock = clock
        self._shown: dict[int | str, Menu] = {}
        self._kept: frozenset[int] | None = None

    async def do_next(self) -> bool:
        """Show what should be shown; False when all is."""
        wanted = await self._database.run(self._wanted)
        await self._database.run(self._keep_in_mind, wanted.keys())
        for where in [*wanted, *(self._shown.keys() - wanted.keys())]:
            try:
                await self._show(where, wanted.get(where))
            except (BadRequest, Forbidden) as error:
                # That chat takes none; it is tried again when its menu is another.
                log.info("a chat takes no menu of commands: %s", type(error).__name__)
                self._note(where, wanted.get(where))
            except TelegramError as error:
                log.warning("a menu of commands was not set: %s", type(error).__name__)
                break
        await self._database.run(self._keep_in_mind, wanted.keys())
        await asyncio.sleep(PAUSE)
        return False

    def _wanted(self) -> dict[int | str, Menu]:
        with self._database.session() as session:
            return wanted(session, self._clock)

    def _keep_in_mind(self, wanted: Set[int | str]) -> None:
        """Write down, before Telegram is told, which chats have a menu of their own: whoever runs later takes
        away those that are wanted no more."""
        with self._database.session() as session:
            if self._kept is None:
                self._kept = menus.chats_with_own(session)
                self._shown = dict.fromkeys(self._kept, SOME_MENU)
            own = frozenset(where for where in wanted | self._shown.keys() if isinstance(where, int))
            if own != self._kept:
                menus.keep_chats_with_own(session, own)
                self._kept = own

    async def _show(self, where: int | str, commands: Menu | None) -> None:
        if self._shown.get(where) == commands:
            return
        if commands is None:
            await self._bot.delete_my_commands(_scope(where))
        else:
            listed = [telegram.BotCommand(name, help_) for name, help_ in commands]
            await self._bot.set_my_commands(listed, _scope(where))
        self._note(where, commands)

    def _note(self, where: int | str, commands: Menu | None) -> None:
        if commands is None:
            self._shown.pop(where, None)
        else:
            self._shown[where] = commands


def wanted(session: Session, clock: Clock) -> dict[int | str, Menu]:
    """The menu of each kind of chat, and of each chat that has one of its own."""
    now = clock.now()
    by_account = menus.roles_by_account(session, now)
    return (
        {"private": menu.of_outsiders(), "group": menu.of_groups()}
        | {account: menu.of_co_opted() for account in menus.co_opted_accounts(session, now)}
        | {account: menu.of_roles(roles) for account, roles in by_account.items()}
        | {chat_id: menu.of_preparers_chats() for chat_id in menus.preparers_chats(session, now)}
    )


def _scope(where: int | str) -> telegram.BotCommandScope:
    if isinstance(where, int):
        return telegram.BotCommandScopeChat(where)
    if where == "group":
        return telegram.BotCommandScopeAllGroupChats()
    return telegram.BotCommandScopeAllPrivateChats()
