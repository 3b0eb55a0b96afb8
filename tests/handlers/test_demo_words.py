"""The page names everything that the clock may do by itself, and all that may be sent."""

import re
from pathlib import Path

from bot.model.deadline import DeadlineKind
from bot.model.dispatch import DispatchKind, DispatchState
from storage.lookout import OTHER_KINDS

PAGE = Path("handlers/demo/web/page")


def test_the_page_has_words_for_every_kind_of_deadline() -> None:
    named = set(re.findall(r"\bdue_(\w+):", (PAGE / "clock.js").read_text()))

    assert named == {kind.value for kind in DeadlineKind} | OTHER_KINDS


def test_the_page_has_words_for_everything_that_is_sent() -> None:
    said = (PAGE / "drawer.js").read_text()

    assert set(re.findall(r"\bkind_(\w+):", said)) == {kind.value for kind in DispatchKind}
    assert set(re.findall(r"\bstate_(\w+):", said)) == {state.value for state in DispatchState}
