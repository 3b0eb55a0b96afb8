"""The page of proofs: its table is made of figures, and each test that it names is there."""

import re
from pathlib import Path

from tests.reliability import BEGINS, ENDS, PAGE, table, write

ONE = {"promise": "P8", "proof": "guesses", "numbers": {"tried": 1000, "let_in": 0}}
OTHER = {"promise": "P2", "proof": "answers", "numbers": {"calm": 5, "p95_ms": 40}}


def test_the_same_proof_on_both_databases_is_one_line_and_the_worst_wait_counts() -> None:
    slower = OTHER | {"numbers": {"calm": 5, "p95_ms": 70}}

    assert table([ONE, ONE, OTHER, slower]).splitlines()[2:] == [
        "| P2 | answers | calm **10**, p95 ms **70** |",
        "| P8 | guesses | tried **2 000**, let in **0** |",
    ]


def test_only_the_table_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGINS}old\n{ENDS}\nafter\n")

    write([ONE], page)

    assert page.read_text() == f"before\n{BEGINS}{table([ONE])}{ENDS}\nafter\n"


def test_each_promise_has_its_figure() -> None:
    text = PAGE.read_text()
    figures = text[text.index(BEGINS) : text.index(ENDS)]

    assert {f"P{number}" for number in range(1, 11)} <= set(re.findall(r"^\| (P\d+) ", figures, re.M))


def test_every_test_that_the_pages_name_is_there() -> None:
    for page in (PAGE, PAGE.with_name("hotmodell.md")):
        links = re.findall(r"\]\((\.\./[^)#]+)\)", page.read_text())
        assert links
        assert [link for link in links if not (page.parent / link).exists()] == []
