"""Which item each line of an edited message is about."""

import pytest

from bot.acts.items.rewriting import matched
from bot.model.proposal import read_proposals
from tests.builders import a_person, an_item


@pytest.mark.parametrize(
    ("lines", "pairs", "removed", "added"),
    [
        ("A\nB2\nC", {"A": "A", "B": "B2", "C": "C"}, [], []),
        ("B\nC", {"B": "B", "C": "C"}, ["A"], []),
        ("X\nA\nB\nC", {"A": "A", "B": "B", "C": "C"}, [], ["X"]),
        ("C\nB\nA", {"A": "A", "B": "B", "C": "C"}, [], []),
        ("A\nX", {"A": "A", "B": "X"}, ["C"], []),
    ],
)
def test_a_line_belongs_to_the_item_of_its_title_else_to_the_next_that_lost_its_own(
    lines: str, pairs: dict[str, str], removed: list[str], added: list[str]
) -> None:
    items = [an_item(a_person(), title) for title in "ABC"]

    found = matched(items, read_proposals(lines))

    assert {item.title: proposal.title for item, proposal in found[0]} == pairs
    assert [item.title for item in found[1]] == removed
    assert [proposal.title for proposal in found[2]] == added
