"""Many messages at once, to a Telegram that refuses whoever writes faster than it allows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.model.dispatch import Dispatch, DispatchKind
from handlers.rounds.pace import A_SECOND
from storage.store import unit_of_work
from tests.stories.process import Command
from tests.stories.town import Town, a_town


@dataclass(frozen=True, kw_only=True)
class Mass:
    """How many messages into how many chats, and in how many seconds Telegram lets them through at best."""

    name: str
    messages: int
    chats: int
    best: float
    make_chats: Callable[[Town, int], Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """How long it took from the first to the last, and how many calls were refused."""

    seconds: float
    refused: int


def measure_mass(mass: Mass, url: str, home: Path) -> Sent:
    """Promise them all, and let the bot send them."""
    with a_town(url, home) as town:
        chats = mass.make_chats(town, mass.chats)
        town.world.limits.on = True
        with unit_of_work(town.database) as store:
            store.promise_all(_message(number, chats[number % len(chats)]) for number in range(mass.messages))
        town.bot.start(way=Command, MESSAGES_A_SECOND=f"{A_SECOND}")
        ledger = town.world.ledger
        town.bot.wait_until(
            lambda: len(ledger.accepted("sendMessage")) >= mass.messages, "all", 4 * mass.best
        )
        times = [call.at for call in ledger.accepted("sendMessage")]
        refused = sum(call.status == 429 for call in ledger.calls("sendMessage"))
        return Sent(seconds=(times[-1] - times[0]).total_seconds(), refused=refused)


def _message(number: int, chat_id: int) -> Dispatch:
    return Dispatch(
        dedupe_key=f"mass:{number}", kind=DispatchKind.TEXT, chat_id=chat_id, text=f"Nummer {number}"
    )


def _people(town: Town, number: int) -> list[int]:
    people = [town.world.person(f"Mottagare {each}").id for each in range(number)]
    town.world.bot.started_by.update(people)
    return people


def _groups(town: Town, number: int) -> list[int]:
    groups = [town.world.group(f"Grupp {each}", members=[town.asa]) for each in range(number)]
    for group in groups:
        town.asa.adds_bot(group)
    # Nobody is to ask the bot to leave them.
    town.world.bot.queue.clear()
    return [group.id for group in groups]


# 30 a second in all; 20 a minute in one group, so that the other half waits until the first minute is over.
MASSES = (
    Mass(name="3,000 messages", messages=3000, chats=3000, best=100, make_chats=_people),
    Mass(name="1,200 messages in 30 groups", messages=1200, chats=30, best=80, make_chats=_groups),
)
