"""Somebody floods the bot with commands while others talk to it: they are answered in turn."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles

from storage import tables
from tests.databases import on_sqlite
from tests.stories.conftest import town
from tests.stories.town import Town

__all__ = ["town"]

# So many of one chat may wait like everybody else's.
FEW = 20


@dataclass(frozen=True, kw_only=True)
class Handled:
    """One update: by whom, and in seconds when it came and when its answer was promised."""

    lane: int
    came: float
    done: float


@on_sqlite
def test_a_calm_user_is_answered_while_another_floods(
    town: Town, at_length: bool, figure: Callable[..., None]
) -> None:
    flood, questions = (2000, 40) if at_length else (150, 3)
    town.bot.started()
    for number in range(flood):
        town.bo.writes(f"/hjalp {number}")

    waited = [answered_after(town) for _ in range(questions)]
    is_handled = tables.inbox.c.state == "handled"
    town.bot.wait_until(
        lambda: town.look.count(tables.inbox, is_handled) == flood + questions, "all of the flood", 120
    )

    everything = in_order(town)
    calm = [each for each in everything if each.lane == town.cilla.id]
    before = [len(handled_meanwhile(everything, each)) for each in calm]
    waiting = [len(waiting_at(everything, each)) for each in calm]
    figure(
        "P4",
        f"a calm user's answers during a flood of {flood}",
        calm=len(calm),
        let_before=max(before),
        p95_ms=round(quantiles(waited, n=20)[-1] * 1000),
    )
    assert len(calm) == questions
    assert max(waiting) > 2 * FEW
    # One is being handled when she writes; and once so few are left that it is no flood, it is their turn.
    assert max(before) <= FEW + 1


def answered_after(town: Town) -> float:
    """How many seconds Cilla waits for the answer to her command."""
    before, began = len(town.cilla.chat().messages), time.monotonic()
    town.cilla.writes("/moten")
    town.bot.wait_until(lambda: len(town.cilla.chat().messages) > before + 1, "her answer")
    return time.monotonic() - began


def in_order(town: Town) -> list[Handled]:
    """Every update, by the first answer to it."""
    shift = float(town.clock.file.read_text())
    answers = {row.dedupe_key: row.promised_at for row in town.look.rows(tables.dispatch)}
    return [
        Handled(
            lane=row.lane,
            came=row.received_at.timestamp() - shift,
            done=answers[f"reply:{row.id}:1"],
        )
        for row in town.look.rows(tables.inbox)
    ]


def handled_meanwhile(everything: list[Handled], calm: Handled) -> list[Handled]:
    """Those of the flood that were handled between her question and its answer."""
    return [each for each in everything if each.lane != calm.lane and calm.came < each.done < calm.done]


def waiting_at(everything: list[Handled], calm: Handled) -> list[Handled]:
    """Those of the flood that were there when she wrote, and not handled."""
    return [each for each in everything if each.lane != calm.lane and each.came <= calm.came < each.done]
