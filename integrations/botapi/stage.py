"""Where everything lies: accounts, chats, messages, files, the ledger and the script of faults.

The methods of the Bot API and the people of a story both act on a Stage; `World` adds the people.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from integrations.botapi.bell import Bell
from integrations.botapi.bots import BotAccount
from integrations.botapi.callbacks import Press
from integrations.botapi.chats import Chat
from integrations.botapi.faults import Faults
from integrations.botapi.files import Files
from integrations.botapi.history import History
from integrations.botapi.ledger import Ledger
from integrations.botapi.limits import Limits
from integrations.botapi.messages import Message
from integrations.botapi.privacy import hears
from integrations.botapi.shapes import Json
from integrations.botapi.updates import UpdateQueue
from integrations.botapi.users import User

FIRST_UPDATE_ID = 500_000_001


def wall_clock() -> datetime:
    """The one place that reads the clock, for worlds that were given none."""
    return datetime.now(UTC)


class Stage:
    """All state, behind one lock. `changed` is notified after each call and each act of a person."""

    def __init__(self, now: Callable[[], datetime] = wall_clock) -> None:
        self.now = now
        self.lock = threading.RLock()
        self.changed = Bell(self.lock)
        self.users: dict[int, User] = {}
        self.bots: dict[str, BotAccount] = {}
        self.chats: dict[int, Chat] = {}
        self.history = History()
        self.files = Files()
        self.ledger = Ledger()
        self.faults = Faults()
        self.limits = Limits()
        self.presses: dict[str, Press] = {}
        # How far each person has read each chat, by their numbers.
        self.read: dict[tuple[int, int], int] = {}
        self.webhook_retry_seconds = 1.0
        self._last_number = 0

    def number(self) -> int:
        """A number that was never given before."""
        self._last_number += 1
        return self._last_number

    def add_bot(self, name: str, token: str, first_name: str) -> BotAccount:
        """Register a bot by its token."""
        user = User(int(token.partition(":")[0]), first_name, username=name, is_bot=True)
        bot = BotAccount(user, token, UpdateQueue(FIRST_UPDATE_ID))
        self.users[user.id] = user
        self.bots[token] = bot
        return bot

    def renew_token(self, bot: BotAccount, token: str) -> None:
        """BotFather's /revoke: the account goes on with another token, and the old one is refused."""
        with self.lock:
            del self.bots[bot.token]
            bot.token, self.bots[token] = token, bot

    def bots_in(self, chat: Chat) -> Iterator[BotAccount]:
        """The bots that take part in a chat."""
        for bot in self.bots.values():
            if chat.is_private:
                if chat.person and bot.private_chats.get(chat.person.id) is chat:
                    yield bot
            elif chat.member(bot.user).is_present:
                yield bot

    def post(self, chat: Chat, sender: User, **content: Any) -> Message:
        """Put a message into a chat and tell the bots that may hear it."""
        message = Message(chat, self.history.next_id(chat), sender, self.now(), **content)
        self.history.add(message)
        self.tell("message", message)
        if sender.is_bot and not message.service and message.sender_chat is None:
            chat.last_bot = sender.id
        self.changed.notify_all()
        return message

    def tell(self, kind: str, message: Message) -> None:
        """Queue a message, or its edit, for every bot that may hear it."""
        for bot in self.bots_in(message.chat):
            if hears(bot, message):
                bot.queue.push(kind, message.to_json(bot.id), self.now())

    def announce(self, bot: BotAccount, kind: str, content: Json) -> None:
        """Queue an update that is no message."""
        bot.queue.push(kind, content, self.now())
        self.changed.notify_all()
