"""The power is cut while many messages are being sent: how soon the first goes out again, and all."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handlers.rounds.pace import A_SECOND
from tests.bench.pacing import Mass, people, promise
from tests.stories.process import Command
from tests.stories.reckoning import Figures, reckon
from tests.stories.town import a_town

MASS = Mass(name="300 messages", messages=300, chats=300, best=10, make_chats=people)
SENT_BEFORE = 100
# What a killed process had in hand is another's once its lease has run out, which takes a minute.
PATIENCE = 120.0


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """Seconds from the start of the new process to its first message, to all but those that the dead one had
    in hand, and to all; and what became of them."""

    first: float
    rest: float
    all: float
    figures: Figures


def measure_recovery(url: str, home: Path) -> Recovery:
    """Kill it after a third, start it at once, and wait for the last message."""
    figures = Figures(runs=1, kills=1)
    with a_town(url, home) as town:
        promise(town, MASS)
        ledger = town.world.ledger
        town.bot.start(way=Command, MESSAGES_A_SECOND=f"{A_SECOND}")
        town.bot.wait_until(lambda: len(ledger.accepted("sendMessage")) >= SENT_BEFORE, "a third of them")
        town.bot.kill()
        before, in_hand = len(ledger.accepted("sendMessage")), town.look.chats_in_hand
        began = datetime.now(UTC)
        town.bot.start(way=Command, MESSAGES_A_SECOND=f"{A_SECOND}")
        town.settles(PATIENCE)
        after = {
            int(call.chat_id or 0): (call.at - began).total_seconds()
            for call in ledger.accepted("sendMessage")[before:]
        }
        reckon(town, figures)
    rest = max(at for chat, at in after.items() if chat not in in_hand)
    return Recovery(first=min(after.values()), rest=rest, all=max(after.values()), figures=figures)
