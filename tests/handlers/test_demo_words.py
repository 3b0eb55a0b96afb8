"""The page names everything that the clock may do by itself."""

import re
from pathlib import Path

from bot.model.deadline import DeadlineKind

CLOCK = Path("handlers/demo/web/page/clock.js")


def test_the_page_has_words_for_every_kind_of_deadline() -> None:
    named = set(re.findall(r"\bdue_(\w+):", CLOCK.read_text()))

    assert named == {kind.value for kind in DeadlineKind}
