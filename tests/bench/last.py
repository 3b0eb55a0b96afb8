"""What the last release came to, out of docs/benchmarks.md, and whether this one is slower."""

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGINS = "<!-- figures -->"
SLOWER = 1.2


def last_figures() -> dict[str, list[float | None]]:
    """By the name of the figure those of each column of the page's table; None where nothing was measured."""
    lines = PAGE.read_text().partition(BEGINS)[2].strip().splitlines() if PAGE.exists() else []
    table = [line.strip("| ").split("|") for line in lines if line.startswith("|")][2:]
    return {name.strip(): [_number(cell) for cell in cells] for name, *cells in table}


def compared(now: float, last: float | None, *, more_is_better: bool) -> str:
    """What stands beside a figure: the last one, and a mark where this one is worse by a fifth."""
    if not last:
        return "last: none"
    worse = last / now if more_is_better else now / last
    return f"last: {last:g}{'  <-- SLOWER' if worse > SLOWER else ''}"


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return None
