"""The room that the stand-in's tests play in, and a test that it can be entered.

A test is an async story decorated with `played`: it gets a World over real HTTP, python-telegram-bot's own
Bot, two people and a clock that only the story moves.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot, Update
from telegram.error import TelegramError

from integrations.botapi import Group, Person, Server, World, serve

TOKEN = "123456:TEST-token_of-the-room"
ALL_KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


@dataclass
class Clock:
    """Stands still until a story moves it."""

    time: datetime = datetime(2027, 2, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def passes(self, **duration: float) -> None:
        """Let time pass."""
        self.time += timedelta(**duration)


@dataclass
class Room:
    """What a story needs."""

    world: World
    server: Server
    bot: Bot
    clock: Clock
    bo: Person = field(init=False)
    asa: Person = field(init=False)

    def __post_init__(self) -> None:
        self.bo, self.asa = self.world.person("Bo Ek"), self.world.person("Åsa Berg")

    def group(self, *, with_bot: bool = True, supergroup: bool = False, topics: bool = False) -> Group:
        """Åsa's group, in which Bo is too."""
        group = self.world.group("SamReKo", members=[self.asa, self.bo], supergroup=supergroup, topics=topics)
        if with_bot:
            self.asa.adds_bot(group)
        return group

    async def updates(self) -> tuple[Update, ...]:
        """What waits for the bot, confirmed at once."""
        updates = await self.bot.get_updates(allowed_updates=ALL_KINDS)
        if updates:
            await self.bot.get_updates(offset=updates[-1].update_id + 1, allowed_updates=ALL_KINDS)
        return updates

    async def heard(self) -> list[str | None]:
        """The texts of the messages that wait for the bot."""
        messages = [update.message for update in await self.updates() if update.message]
        return [message.text or message.caption for message in messages if message.text or message.caption]


# PTB warns whenever it raises RetryAfter that its seconds will be a timedelta one day.
warns_of_seconds = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
Story = Callable[[Room], Awaitable[None]]


def played(story: Story) -> Callable[[], None]:
    """Make a test of a story."""

    def test() -> None:
        asyncio.run(_play(story))

    test.__name__, test.__doc__, test.__module__ = story.__name__, story.__doc__, story.__module__
    return test


async def refusal(call: Awaitable[object]) -> str:
    """The words with which a call is refused; fails if it is not."""
    try:
        await call
    except TelegramError as error:
        return error.message
    raise AssertionError("the call was not refused")


@asynccontextmanager
async def bot_of(server: Server, token: str = TOKEN) -> AsyncIterator[Bot]:
    """python-telegram-bot's Bot, pointed at the stand-in."""
    bot = Bot(token, base_url=server.base_url, base_file_url=server.base_file_url)
    async with bot:
        yield bot


async def _play(story: Story) -> None:
    clock = Clock()
    world = World("samverkansbot", TOKEN, now=clock)
    with serve(world, control=True) as server:
        async with bot_of(server) as bot:
            await story(Room(world, server, bot, clock))


@played
async def test_the_bot_is_who_the_token_says(room: Room) -> None:
    me = await room.bot.get_me()

    assert (me.id, me.username, me.is_bot) == (123456, "samverkansbot", True)
