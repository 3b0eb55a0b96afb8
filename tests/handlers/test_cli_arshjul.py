"""`arshjul` as an operator runs it: the year in words, as JSON, and drawn into files."""

from pathlib import Path

from tests.forks import Outcome
from tests.handlers.arenafile_examples import SMALLEST
from tests.handlers.shell import Shell

MEETINGS = """
[[rotation]]
role = "chair"
first_side = "region"
first_year = 2090

[[meeting]]
id = "2091-1"
starts = 2091-02-09T13:00:00
"""


def test_a_year_is_told_and_drawn(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    arena = shell.run("load", shell.file(SMALLEST + MEETINGS), "--json").json["arenas"][0]["arena"]

    told = shell.run_installed("arshjul", arena, "--svg", "hjul.svg", "--png", "hjul.png")
    facts = shell.run("arshjul", arena, "--ar", "2092", "--json").json

    assert told.out.splitlines()[1:] == [
        "Årshjul 2091",
        "Ordförande: kommunerna",
        "",
        "26 januari: sista dag att föreslå punkter",
        "2 februari: dagordningen skickas",
        "Fredag 9 februari kl. 13.00: möte",
    ]
    assert (tmp_path / "hjul.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "hjul.svg").read_text(encoding="utf-8").startswith('<svg role="img"')
    chair = {"role": "chair", "side": "region", "from": "2092-01-01", "until": "2093-01-01"}
    assert facts == {"arena": arena, "year": 2092, "days": [], "terms": [chair]}


def test_what_cannot_be_drawn_is_one_line(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.run("load", "samreko-hsi")

    unknown = shell.run("arshjul", "norr")
    nowhere = shell.run("arshjul", "samreko-hsi", "--png", "borta/hjul.png")

    assert unknown == Outcome(1, "", "Det finns ingen arena med id norr. De som är inlästa: samreko-hsi.\n")
    assert nowhere.err == ("Det går inte att skriva borta/hjul.png. Kontrollera mappen och rättigheterna.\n")
