"""`load` as people run it: files right and wrong, together and one by one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model.seat import Tenure
from tests.forks import Outcome
from tests.handlers.arenafile_examples import SMALLEST, WHOLE
from tests.handlers.shell import Shell

UNCHANGED = Outcome(0, "svom: ingenting har ändrats.\n", "")
WRONG = SMALLEST.replace("svom", "annan") + "colour = 3\n"
ASA = """
[[role]]
kind = "secretary"
holder = { name = "Åsa Berg", email = "asa@region.example" }
"""
ULLA = ASA.replace("secretary", "chair").replace("Åsa Berg", "Ulla Ost").replace("asa@", "ulla@")
KARIN = WHOLE.replace("Bo Ek", "Karin Dal").replace("bo.ek", "karin.dal")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def arenas(shell: Shell) -> list[str]:
    with shell.store() as store:
        return sorted(arena.id for arena in store.arenas())


def test_the_file_of_product_md_loads_as_it_stands_and_twice_changes_nothing(shell: Shell) -> None:
    file = shell.file(WHOLE)

    first, second = shell.run_installed("load", file), shell.run_installed("load", file)

    told = "samreko-hsi: 30 uppgifter har ändrats (1 plats, 1 suppleantplats, 1 roll och 1 möte)."
    assert (first.status, first.out.splitlines()[0], first.err) == (0, told, "")
    assert second == Outcome(0, "samreko-hsi: ingenting har ändrats.\n", "")


def test_a_changed_fact_is_told_with_both_values(shell: Shell) -> None:
    shell.run("load", shell.file(SMALLEST))

    changed = shell.run("load", shell.file(SMALLEST.replace('"SVOM"', '"Svom"')))

    assert changed == Outcome(0, 'svom: 1 uppgift har ändrats.\n  ~ arena.short: "SVOM" blir "Svom"\n', "")


def test_json_tells_fact_by_fact(shell: Shell) -> None:
    shell.run("load", shell.file(SMALLEST))

    file = shell.file(SMALLEST.replace('"SVOM"', '"Svom"') + 'calendar = "svom@region.example"')
    changed = shell.run("load", "--json", file)

    assert changed.json == {
        "dry_run": False,
        "arenas": [
            {
                "arena": "svom",
                "added": {"arena.calendar": "svom@region.example"},
                "changed": {"arena.short": {"before": "SVOM", "after": "Svom"}},
                "removed": {},
                "warnings": [],
            }
        ],
    }


def test_a_file_that_takes_the_only_secretary_away_warns_and_names_who_is_asked(shell: Shell) -> None:
    shell.run("load", shell.file(SMALLEST + ASA + ULLA))
    nobody = shell.run("load", "--dry-run", shell.file(SMALLEST + ULLA))
    with shell.store() as store:
        ulla = store.person_by_email("ulla@region.example")
        assert ulla
        ulla.join(2002, datetime(2026, 11, 23, tzinfo=UTC))

    looked = shell.run("load", "--dry-run", "--json", shell.file(SMALLEST + ULLA))
    told = shell.run("load", shell.file(SMALLEST + ULLA))
    again = shell.run("load", shell.file(SMALLEST + ULLA))

    assert nobody.out.splitlines()[-1] == (
        "Varning: svom har ingen sekreterare längre, och ingen ordförande eller beredare kan nås. "
        "Ingen får arenans frågor."
    )
    (arena,) = looked.json["arenas"]
    assert arena["warnings"] == [{"warning": "no_secretary", "asked_instead": ["Ulla Ost"]}]
    assert told.out.splitlines()[-1] == (
        "Varning: svom har ingen sekreterare längre. I stället frågas Ulla Ost."
    )
    assert again == UNCHANGED


def test_a_dry_run_tells_what_would_change_and_stores_nothing(shell: Shell) -> None:
    dry = shell.run("load", "--dry-run", shell.file(SMALLEST))

    assert dry.out.splitlines()[0] == "svom: 13 uppgifter skulle ändras."
    assert dry.out.splitlines()[-1] == "Inget har sparats."
    assert arenas(shell) == []


def test_an_arena_that_comes_with_the_bot_loads_by_its_name(shell: Shell) -> None:
    loaded = shell.run("load", "samreko-hsi")

    assert (loaded.status, arenas(shell)) == (0, ["samreko-hsi"])
    assert "12 platser, 4 suppleantplatser, 3 roller" in loaded.out


def test_an_own_file_goes_before_the_one_that_comes_with_the_bot(shell: Shell) -> None:
    shell.file(SMALLEST, "samreko-hsi")

    shell.run("load", "samreko-hsi")

    assert arenas(shell) == ["svom"]


def test_several_files_are_loaded_together(shell: Shell) -> None:
    loaded = shell.run("load", "samreko-hsi", shell.file(SMALLEST))

    assert (loaded.status, arenas(shell)) == (0, ["samreko-hsi", "svom"])


def test_one_wrong_file_stops_all_of_them_and_every_fault_is_told(shell: Shell) -> None:
    refused = shell.run("load", shell.file(SMALLEST), shell.file(WRONG, "b.toml"), "saknas.toml")

    assert refused == Outcome(
        1,
        "",
        "b.toml, rad 5: arena.colour är en nyckel som inte finns.\nsaknas.toml: filen finns inte.\n",
    )
    assert not (shell.directory / "data").exists()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("[arena", "a.toml, rad 1: filen slutar mitt i något, eller är inte giltig TOML."),
        ("id = \nx = 1", "a.toml, rad 1: id har ett värde som inte är giltig TOML."),
        ("", "a.toml: filen är tom."),
        ("# bara en rad", "a.toml: filen är tom."),
    ],
)
def test_what_is_no_arena_file_is_told_in_a_line(shell: Shell, content: str, line: str) -> None:
    assert shell.run("load", shell.file(content, "a.toml")) == Outcome(1, "", line + "\n")


def test_a_directory_is_not_a_file(shell: Shell) -> None:
    (shell.directory / "arenor").mkdir()

    assert shell.run("load", "arenor") == Outcome(1, "", "arenor: är en mapp, inte en fil.\n")


def test_the_same_arena_in_two_files_is_refused(shell: Shell) -> None:
    refused = shell.run("load", shell.file(SMALLEST), shell.file(SMALLEST, "b.toml"))

    assert refused == Outcome(1, "", "b.toml: arena.id står redan i en annan av filerna.\n")


def test_a_conflict_with_chat_stores_nothing_and_prints_both_values(shell: Shell) -> None:
    shell.run("load", shell.file(WHOLE))
    with shell.store() as store:
        place = store.within("samreko-hsi")
        dan = store.person_by_email("dan.alm@region.example")
        assert place
        assert dan
        bos = next(each for each in place.tenures() if each.person.name == "Bo Ek")
        bos.ends = bos.begins
        store.keep(Tenure(arena_id="samreko-hsi", seat=bos.seat, person=dan, begins=bos.begins))

    refused = shell.run("load", shell.file(SMALLEST, "svom.toml"), shell.file(KARIN))

    assert (refused.status, refused.out) == (1, "")
    assert refused.err.splitlines() == [
        'samreko-hsi: seat.omradeschef-buv.holder.name: filen säger "Karin Dal", men "Dan Alm" gäller '
        "sedan en ändring i chatten.",
        'samreko-hsi: seat.omradeschef-buv.holder.email: filen säger "karin.dal@region.example", men '
        '"dan.alm@region.example" gäller sedan en ändring i chatten.',
        "Inget har sparats. Skriv in det som gäller i filen och läs in den igen.",
    ]
    assert arenas(shell) == ["samreko-hsi"]


def test_a_meeting_left_out_is_refused_with_what_to_write(shell: Shell) -> None:
    shell.run("load", shell.file(WHOLE))

    refused = shell.run("load", shell.file(WHOLE[: WHOLE.index("[[meeting]]")]))

    assert refused == Outcome(
        1,
        "",
        "samreko-hsi: mötet 2027-1 saknas i filen. Ska det ställas in? "
        "Låt det stå kvar i filen och skriv cancelled = true.\nInget har sparats.\n",
    )
