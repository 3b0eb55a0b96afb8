"""The world that a story plays in: a bot, people, groups, and what they see of each other."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat
from integrations.botapi.groups import Group
from integrations.botapi.members import USUAL_ADMIN_RIGHTS, Member
from integrations.botapi.migration import SUPERGROUPS
from integrations.botapi.people import Person
from integrations.botapi.robots import OtherBot
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage, wall_clock
from integrations.botapi.users import User

Found = TypeVar("Found")
FIRST_PERSON = 7_000_000_000


class World(Stage):
    """A Telegram of one's own. Thread-safe; `now` is its only clock.

    Read besides: `ledger`, `faults`, `limits`, `bot` (with `bot.pending`, `bot.webhook`, `bot.commands`).
    """

    def __init__(
        self,
        bot_name: str = "samverkansbot",
        token: str = "123456:TEST-TOKEN-of-the-stand-in",  # noqa: S107 - opens nothing but this stand-in
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        super().__init__(now)
        self.bot: BotAccount = self.add_bot(bot_name, token, bot_name)

    def person(self, name: str, *, username: str = "", language: str = "sv") -> Person:
        """Somebody new; the last word of the name is the family name."""
        first, _, last = name.rpartition(" ")
        with self.lock:
            person = Person(
                self, self.bot, FIRST_PERSON + self.number(), first or last, last if first else ""
            )
            person.username, person.language_code = username, language
            self.users[person.id] = person
            return person

    def group(
        self,
        title: str,
        members: Iterable[User] = (),
        *,
        creator: User | None = None,
        admins: Iterable[User] = (),
        supergroup: bool = False,
        topics: bool = False,
        username: str = "",
        members_may_pin: bool = False,
    ) -> Group:
        """A new group of these people, without a bot; the first one created it. Topics need a supergroup."""
        with self.lock:
            people = list(members)
            creator = creator or (people[0] if people else self.person(f"Skapare {title}"))
            is_super = supergroup or topics or bool(username)
            number = SUPERGROUPS - self.number() if is_super else -4_000_000_000 - self.number()
            chat = Chat(number, "supergroup" if is_super else "group", title, username, is_forum=topics)
            chat.members_may_pin = members_may_pin
            chat.members = _standings(creator, people, admins)
            self.chats[chat.id] = chat
            return Group(self, chat, creator)

    def channel(self, title: str) -> Chat:
        """A channel, as which people may write in groups."""
        with self.lock:
            channel = Chat(SUPERGROUPS - self.number(), "channel", title)
            self.chats[channel.id] = channel
            return channel

    def other_bot(self, name: str, token: str = "") -> OtherBot:
        """Another bot; with its token it can also be driven over HTTP."""
        with self.lock:
            number = 900_000_000 + self.number()
            return OtherBot(self, self.add_bot(name, token or f"{number}:TEST-{name}", name))

    @property
    def next_update_id(self) -> int:
        """The number of the bot's next update; set it to let numbers begin anew."""
        return self.bot.queue.next_id

    @next_update_id.setter
    def next_update_id(self, number: int) -> None:
        with self.lock:
            self.bot.queue.next_id = number

    def inject(self, update: Json, update_id: int | None = None, bot: BotAccount | None = None) -> None:
        """Give the bot a raw update: with its own number, with another, or with the next one."""
        with self.lock:
            (bot or self.bot).queue.inject(update, update_id)
            self.changed.notify_all()

    def wait_for(self, predicate: Callable[[], Found], timeout: float = 5.0, what: str = "") -> Found:
        """Block until the predicate is true; AssertionError if it never is. Looks after each call and act.

        `timeout` is in seconds of real time. The world stands still while the predicate looks.
        """
        with self.changed:
            found = self.changed.wait_for(predicate, timeout)
        if not found:
            calls = ", ".join(call.method for call in self.ledger.calls()[-10:]) or "none"
            raise AssertionError(
                f"waited {timeout} s in vain{f' for {what}' if what else ''}; last calls: {calls}"
            )
        return found

    async def until(self, predicate: Callable[[], Found], timeout: float = 5.0, what: str = "") -> Found:  # noqa: ASYNC109
        """The same for stories in which the bot runs in this event loop."""
        return await asyncio.to_thread(self.wait_for, predicate, timeout, what)


def _standings(creator: User, people: list[User], admins: Iterable[User]) -> dict[int, Member]:
    members = {person.id: Member(person) for person in people}
    members |= {admin.id: Member(admin, "administrator", USUAL_ADMIN_RIGHTS) for admin in admins}
    return {**members, creator.id: Member(creator, "creator")}
