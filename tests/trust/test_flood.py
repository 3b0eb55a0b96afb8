"""Somebody floods the bot with commands while others talk to it: they are answered in turn."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles

import pytest

from storage import tables
from tests.databases import on_sqlite
from tests.stories.town import Town, a_town


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    """Norr with its people, the bot not yet started."""
    with a_town(database_url, tmp_path / "bot") as town:
        yield town


@on_sqlite
def test_a_calm_user_is_answered_while_another_floods(
    town: Town, at_length: bool, figure: Callable[..., None]
) -> None:
    flood, questions = (3000, 40) if at_length else (150, 3)
    town.bot.started()
    for number in range(flood):
        town.bo.writes(f"/hjalp {number}")

    waited = [answered_after(town) for _ in range(questions)]
    p95 = quantiles(waited, n=20)[-1]
    figure("P4", f"a calm user's answers during a flood of {flood}", calm=questions, p95_ms=round(p95 * 1000))
    is_handled = tables.inbox.c.state == "handled"
    town.bot.wait_until(
        lambda: town.look.count(tables.inbox, is_handled) == flood + questions, "all of the flood", 120
    )


def answered_after(town: Town) -> float:
    """How many seconds Cilla waits for the answer to her command."""
    before, began = len(town.cilla.chat().messages), time.monotonic()
    town.cilla.writes("/moten")
    town.bot.wait_until(lambda: len(town.cilla.chat().messages) > before + 1, "her answer")
    return time.monotonic() - began
