"""Writes the proofs' figures into docs/reliability.md: `python -m tests.reliability build/figures.json`."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "reliability.md"
BEGINS, ENDS = "<!-- figures -->\n", "<!-- end of figures -->"
HEAD = "| promise | what was tried | figures |\n| --- | --- | --- |\n"
# Of these the worst of all runs counts; everything else is added up.
WORST = ("p95_ms", "longest", "longest_sentence", "highest_lix", "texts", "waited_for", "pages")


def added_up(proofs: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """One of each name: the same proof runs on both databases, or in many parts."""
    sums: dict[tuple[str, str], dict[str, Any]] = {}
    for proof in proofs:
        held = sums.setdefault((proof["promise"], proof["proof"]), {})
        for name, number in proof["numbers"].items():
            before = held.get(name, 0)
            held[name] = max(before, number) if name in WORST else before + number
    return sums


def table(proofs: Iterable[Mapping[str, Any]]) -> str:
    """The table, by promise and name."""
    return HEAD + "".join(
        f"| {promise} | {proof} | {_figures(numbers)} |\n"
        for (promise, proof), numbers in sorted(added_up(proofs).items(), key=_order)
    )


def _order(row: tuple[tuple[str, str], Any]) -> tuple[int, str]:
    (promise, proof), _ = row
    return (int(promise[1:]) if promise[1:].isdigit() else 99, proof)


def _figures(numbers: Mapping[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} **{_spaced(number)}**" for name, number in numbers.items())


def _spaced(number: Any) -> str:
    return f"{number:,}".replace(",", " ") if isinstance(number, int) else str(number)


def write(proofs: Iterable[Mapping[str, Any]], page: Path = PAGE) -> None:
    """Put the table between its marks; everything around it stays."""
    before, _, rest = page.read_text().partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    page.write_text(f"{before}{BEGINS}{table(proofs)}{ENDS}{after}")


if __name__ == "__main__":
    write(json.loads(Path(sys.argv[1]).read_text()))
    sys.stdout.write(f"{PAGE}\n")
