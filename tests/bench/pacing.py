"""Many messages at once, to a Telegram that refuses whoever writes faster than it allows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.model.dispatch import Dispatch, DispatchKind
from handlers.rounds.pace import A_SECOND
from integrations.botapi import Fault, Kind
from integrations.botapi.faults import Faults
from integrations.botapi.params import Params
from storage.store import unit_of_work
from tests.stories.process import Command
from tests.stories.reckoning import COPY
from tests.stories.town import Town, a_town
from tests.years.strokes import Lots

TOO_MANY = 429
Ways = tuple[Callable[[], Fault], ...]
# Lots draws one call in a hundred. Of what is refused it is known that it was not sent.
REFUSALS: Ways = (lambda: Fault(Kind.STATUS, status=TOO_MANY, retry_after=3),)
WAYS: Ways = (*REFUSALS, lambda: Fault(Kind.STATUS, status=500), lambda: Fault(Kind.RESET_BEFORE))


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
    """How long it took from the first to the last, what was refused as too fast, what failed by lot, and how
    many said that they may be copies."""

    seconds: float
    refused: int
    failed: int
    copies: int


class Stumbles(Faults):
    """One message in a hundred goes wrong in one of these ways."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._lots = ways, Lots(1)
        self.struck: list[Fault] = []

    def strike(self, method: str, params: Params) -> Fault | None:
        """The fault for this call, if any."""
        if method.lower() != "sendmessage":
            return super().strike(method, params)
        fault: Fault | None = self._lots.draw(self._ways, params.integer("chat_id"), params.text("text"))
        self.struck += [fault] if fault else []
        return fault


def measure_mass(mass: Mass, url: str, home: Path, ways: Ways = ()) -> Sent:
    """Promise them all, and let the bot send them; one call in a hundred fails in one of the ways, if any."""
    stumbles = Stumbles(ways)
    with a_town(url, home) as town:
        promise(town, mass)
        town.world.limits.on = True
        if ways:
            town.world.faults = stumbles
        town.bot.start(way=Command, MESSAGES_A_SECOND=f"{A_SECOND}")
        town.settles(4 * mass.best)
        calls = town.world.ledger.calls("sendMessage")
    sent = [call for call in calls if call.accepted]
    words = {str(call.params["text"]).removeprefix(f"{COPY}\n") for call in sent}
    if len(words) < mass.messages:
        raise AssertionError(f"{len(words)} of {mass.messages} were sent")
    refused = sum(call.status == TOO_MANY for call in calls)
    return Sent(
        seconds=(sent[-1].at - sent[0].at).total_seconds(),
        refused=refused - sum(each.status == TOO_MANY for each in stumbles.struck),
        failed=len(stumbles.struck),
        copies=sum(str(call.params["text"]).startswith(COPY) for call in sent),
    )


def promise(town: Town, mass: Mass) -> None:
    """All of them are in the outbox."""
    chats = mass.make_chats(town, mass.chats)
    with unit_of_work(town.database) as store:
        store.promise_all(_messages(mass, chats))


def _messages(mass: Mass, chats: Sequence[int]) -> Iterator[Dispatch]:
    for number in range(mass.messages):
        yield Dispatch(
            dedupe_key=f"mass:{number}",
            kind=DispatchKind.TEXT,
            chat_id=chats[number % len(chats)],
            text=f"Nummer {number}",
        )


def people(town: Town, number: int) -> list[int]:
    found = [town.world.person(f"Mottagare {each}").id for each in range(number)]
    town.world.bot.started_by.update(found)
    return found


def groups(town: Town, number: int) -> list[int]:
    found = [town.world.group(f"Grupp {each}", members=[town.asa]) for each in range(number)]
    for group in found:
        town.asa.adds_bot(group)
    # Nobody is to ask the bot to leave them.
    town.world.bot.queue.clear()
    return [group.id for group in found]


# 30 a second in all; 20 a minute in one group, so that the other half waits until the first minute is over.
MASSES = (
    Mass(name="3,000 messages", messages=3000, chats=3000, best=100, make_chats=people),
    Mass(name="1,200 messages in 30 groups", messages=1200, chats=30, best=80, make_chats=groups),
)
