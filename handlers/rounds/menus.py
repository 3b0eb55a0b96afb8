"""Keeps Telegram's menus of commands as the roles are; they are display only and give nobody a right."""

import asyncio
import hashlib
import logging
from collections.abc import Iterable, Mapping

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
# One that is being told to Telegram, of which nothing but its being there is known.
SOME_MENU = ""


class Menus(Rounds):
    """The worker for menus: looks after every change, and tells Telegram only of what is not so yet."""

    longest_rest = 600.0

    def __init__(self, bot: telegram.Bot, database: Database, clock: Clock, *, bot_id: int) -> None:
        super().__init__()
        self._bot = bot
        self._database = database
        self._clock = clock
        self._bot_id = bot_id
        self._shown: dict[str, str] | None = None

    async def run(self) -> None:
        """Work until cancelled; what another replica has told Telegram meanwhile is kept with the rest."""
        self._shown = None
        await super().run()

    async def do_next(self) -> bool:
        """Show what should be shown; False when all is."""
        wanted = await self._database.run(self._wanted)
        if changing := await self._database.run(self._about_to_change, wanted):
            await self._show_all(changing, wanted)
            await self._database.run(self._keep)
        await asyncio.sleep(PAUSE)
        return False

    def _wanted(self) -> dict[int | str, Menu]:
        with self._database.session() as session:
            return wanted(session, self._clock)

    def _about_to_change(self, wanted: Mapping[int | str, Menu]) -> list[int | str]:
        """Whose menu is another than what Telegram was told; written down before it is told, so that whoever
        runs later takes away what is wanted no more, and tells nothing twice."""
        if self._shown is None:
            with self._database.session() as session:
                self._shown = menus.shown(session, self._bot_id)
        gone = [_where(name) for name in self._shown if _where(name) not in wanted]
        changing = [
            where for where, commands in wanted.items() if self._shown.get(str(where)) != _mark(commands)
        ]
        if changing or gone:
            self._shown |= dict.fromkeys(map(str, [*changing, *gone]), SOME_MENU)
            self._keep()
        return [*changing, *gone]

    def _keep(self) -> None:
        with self._database.session() as session:
            menus.keep_shown(session, self._bot_id, self._shown or {})

    async def _show_all(self, changing: Iterable[int | str], wanted: Mapping[int | str, Menu]) -> None:
        for where in changing:
            try:
                await self._show(where, wanted.get(where))
            except (BadRequest, Forbidden) as error:
                # That chat takes none; it is tried again when its menu is another.
                log.info("a chat takes no menu of commands: %s", type(error).__name__)
                self._note(where, wanted.get(where))
            except TelegramError as error:
                log.warning("a menu of commands was not set: %s", type(error).__name__)
                break

    async def _show(self, where: int | str, commands: Menu | None) -> None:
        if commands is None:
            await self._bot.delete_my_commands(_scope(where))
        else:
            listed = [telegram.BotCommand(name, help_) for name, help_ in commands]
            await self._bot.set_my_commands(listed, _scope(where))
        self._note(where, commands)

    def _note(self, where: int | str, commands: Menu | None) -> None:
        shown = self._shown or {}
        if commands is None:
            shown.pop(str(where), None)
        else:
            shown[str(where)] = _mark(commands)


def _mark(commands: Menu) -> str:
    """The same for the same commands with the same words."""
    return hashlib.sha256(repr(commands).encode()).hexdigest()[:16]


def _where(name: str) -> int | str:
    return int(name) if name.lstrip("-").isdecimal() else name


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
