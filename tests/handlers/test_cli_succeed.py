"""`succeed` as an operator runs it: looked at, dated, done, and taken back."""

from pathlib import Path

from tests.forks import Outcome
from tests.handlers.shell import Shell


def test_the_structure_of_2027_is_looked_at_dated_and_taken_back(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.run("load", "samreko-hsi", "tahsu")

    looked = shell.run_installed("succeed", "samreko-hsi", "--to", "tahsu", "--on", "2099-01-01", "--dry-run")
    dated = shell.run("succeed", "samreko-hsi", "--to", "tahsu", "--on", "2099-01-01", "--json")
    asked_back = shell.run("succeed", "samreko-hsi", "--undo", "--dry-run")
    back = shell.run("succeed", "samreko-hsi", "--undo")

    assert looked == Outcome(
        0,
        "tahsu skulle ta över efter samreko-hsi från torsdag 1 januari 2099: 0 ärenden, 0 platser.\n"
        "  OBS tahsu har varken sekreterare, ordförande eller beredning torsdag 1 januari 2099: "
        "ingen får frågorna.\n"
        "  Utskickade dagordningar ligger kvar hos samreko-hsi.\nInget har sparats.\n",
        "",
    )
    assert (dated.json["what"], dated.json["to"], dated.json["on"]) == ("announced", "tahsu", "2099-01-01")
    assert asked_back == Outcome(
        0, "samreko-hsi skulle fortsätta som förut. Ingen kan nås om det.\nInget har sparats.\n", ""
    )
    assert back == Outcome(0, "samreko-hsi fortsätter som förut. Ingen kan nås om det.\n", "")


def test_what_would_be_taken_back_is_listed_with_its_seats(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for arena_id, holder in (("gamla", 'holder = { name = "Bo Ek", email = "bo@example.se" }'), ("nya", "")):
        (tmp_path / f"{arena_id}.toml").write_text(
            f'[arena]\nid = "{arena_id}"\nname = "{arena_id}"\nshort = "{arena_id}"\n'
            f'[[seat]]\nid = "bo"\ntitle = "Områdeschef"\n{holder}\n'
        )
        shell.run("load", f"{arena_id}.toml")
    shell.run("succeed", "gamla", "--to", "nya")

    looked = shell.run("succeed", "gamla", "--undo", "--dry-run")

    assert looked.out.splitlines() == [
        "gamla skulle ta tillbaka allt från nya. Ingen kan nås om det.",
        "  plats bo (Områdeschef): Bo Ek",
        "Inget har sparats.",
    ]


def test_what_cannot_be_is_one_line(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.run("load", "samreko-hsi", "svom")

    lines = [
        shell.run("succeed", *words).err
        for words in (
            ("samreko-hsi",),
            ("samreko-hsi", "--to", "samreko-hsi"),
            ("samreko-hsi", "--to", "tahsu"),
            ("samreko-hsi", "--undo"),
            ("samreko-hsi", "--to", "svom", "--on", "2020-01-01"),
        )
    ]

    assert lines == [
        "Ingen arena tar över efter SamReKo HSI. Säg vilken med --to.\n",
        "En arena kan inte ta över efter sig själv.\n",
        "Arenan tahsu är inte inläst. Läs in den med samverkansbot load tahsu. Inlästa: svom, samreko-hsi.\n",
        "SamReKo HSI har inte gått över till någon. Inget har gjorts.\n",
        "Onsdag 1 januari 2020 har redan varit. Skriv dagens datum eller ett senare.\n",
    ]
