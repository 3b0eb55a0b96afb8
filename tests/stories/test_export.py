"""`export` beside the running bot: all of one arena as files, whole, and nothing of another."""

import csv
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.model.attendance import Answer
from storage.archive import schema
from storage.store import unit_of_work
from tests.builders import an_attendance, an_item
from tests.stories.town import PDF, Town, keep_item

MEETING = "möten/2026-12-17 13.00 mote"
KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


def exported(town: Town, directory: Path) -> str:
    return town.bot.command("export", "norr", str(directory))


def a_year_of(town: Town) -> None:
    """An agenda went out, with a file; somebody answered; Syd has an item of its own."""
    keep_item(town, "Budget: 2027/28", file="budget.pdf")
    with unit_of_work(town.database) as store:
        place, david = store.within("norr"), store.person_by_telegram(town.david.id)
        bo = store.person_by_telegram(town.bo.id)
        assert place
        assert bo
        assert david
        store.keep(an_attendance(place.meetings()[0], bo, answer=Answer.REMOTE))
        store.keep(an_item(david, "Kanariefågeln i Syd", arena_id="syd", description="Kanariefågeln"))
    town.bot.started()
    town.clock.goes_to(town.sending_time)
    town.settles()


def test_everything_of_an_arena_is_there_to_be_read(town: Town, tmp_path: Path) -> None:
    a_year_of(town)

    said = exported(town, tmp_path / "ut")

    root = tmp_path / "ut"
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert said.splitlines()[0] == f"norr: 1 möte och 1 ärende, 10 filer i {root}."
    assert files == {
        "LÄS MIG.md",
        "SHA256SUMS",
        "arena.json",
        "arena.md",
        "arena.schema.json",
        "historik.csv",
        f"{MEETING}/möte.md",
        f"{MEETING}/Preliminär dagordning Norr 2026-12-17.pdf",
        f"{MEETING}/Punkt 1 – budget.pdf",
        "ärenden/0001 Budget 2027 28/ärende.md",
        "ärenden/0001 Budget 2027 28/budget version 1.pdf",
    }
    assert (root / MEETING / "Punkt 1 – budget.pdf").read_bytes() == PDF + b"budget.pdf"
    meeting = (root / MEETING / "möte.md").read_text().splitlines()
    assert meeting[0] == "# Mötet torsdag 17 december 2026 kl. 13.00"
    for line in (
        "1. 13.00 Budget: 2027/28 (15 min)",
        "- Bo Berg: digitalt",
        "Preliminär dagordning, version 1",
        "Privat: Dora Dal – levererat",
    ):
        assert line in meeting
    assert "- Bo Berg, bo@example.se, från " in (root / "arena.md").read_text()
    assert town.bot.stop() == 0


def test_nothing_of_another_arena_and_no_secret_is_there(town: Town, tmp_path: Path) -> None:
    a_year_of(town)
    exported(town, tmp_path / "ut")

    found = b"".join(path.read_bytes() for path in (tmp_path / "ut").rglob("*") if path.is_file())

    for word in ("Kanariefågeln", "David", "Syd", "secret_hash", "button_key", str(town.bo.id)):
        assert word.encode() not in found, word


def test_the_json_is_as_its_schema_says_and_each_file_as_its_checksum(town: Town, tmp_path: Path) -> None:
    a_year_of(town)
    exported(town, tmp_path / "ut")

    root = tmp_path / "ut"
    described, rows = schema(), json.loads((root / "arena.json").read_text())
    assert json.loads((root / "arena.schema.json").read_text()) == described
    assert json.loads(Path("docs/export.schema.json").read_text()) == described
    assert set(rows) == set(described["required"])
    for name, each in described["properties"].items():
        for row in rows[name]:
            assert set(row) == set(each["items"]["required"])
            assert {key for key in row if not _fits(row[key], each["items"]["properties"][key])} == set()
    for line in (root / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((root / name).read_bytes()).hexdigest() == digest
    history = list(csv.reader((root / "historik.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(history) == len(rows["history"]) + 1
    assert subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=root, check=False).returncode == 0


def _fits(value: Any, described: dict[str, Any]) -> bool:
    kinds = described.get("type", [])
    return not kinds or isinstance(
        value, tuple(_python(kind) for kind in ([kinds] if isinstance(kinds, str) else kinds))
    )


def _python(kind: str) -> Any:
    return KINDS[kind]


def test_what_is_there_already_is_not_touched_and_an_unknown_arena_is_named(
    town: Town, tmp_path: Path
) -> None:
    (tmp_path / "ut").mkdir()

    for words, line in (
        (("norr", str(tmp_path / "ut")), f"{tmp_path / 'ut'} finns redan. Välj en ny katalog."),
        (
            ("vast", str(tmp_path / "nytt")),
            "Det finns ingen arena med id vast. De som är inlästa: norr, syd.",
        ),
    ):
        with pytest.raises(AssertionError, match=re.escape(line)):
            town.bot.command("export", *words)

    assert list((tmp_path / "ut").iterdir()) == []
    assert not (tmp_path / "nytt").exists()
