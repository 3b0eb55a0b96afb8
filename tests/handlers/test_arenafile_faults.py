"""Every fault in an arena file is named in one Swedish line that says where and what."""

from pathlib import Path

import pytest

from handlers.arenafile.reading import WrongArenaFile, read_arena_file
from tests.handlers.arenafile_examples import WHOLE, read

ID = "ska vara ett id: a–z, 0–9 och bindestreck, högst 63 tecken, först en bokstav eller siffra"
MOMENT = "ska vara datum och klockslag, till exempel 2027-02-12T13:00:00"
SKIPPED = "är ett klockslag som inte finns: klockan ställs om till sommartid, välj en annan"
DOUBLED = "är ett klockslag som finns två gånger: klockan ställs om till vintertid, välj en annan"


def refused(tmp_path: Path, text: str | bytes) -> list[str]:
    """The lines that a person reads."""
    with pytest.raises(WrongArenaFile) as wrong:
        read(tmp_path, text)
    assert [str(problem) for problem in wrong.value.problems] == str(wrong.value).split("\n")
    return str(wrong.value).split("\n")


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ('"bo.ek@region.example"', '"bo.ek"', "rad 22: seat.holder.email ska vara en e-postadress."),
        (
            '"bo.ek@region.example"',
            '"Bo <bo@a.example>"',
            "rad 22: seat.holder.email ska vara en e-postadress.",
        ),
        ('"samreko@region.example"', '"samreko"', "rad 8: arena.calendar ska vara en e-postadress."),
        ('short = "SamReKo HSI"', "", "rad 1: arena.short saknas."),
        ('name = "Bo Ek", ', "", "rad 22: seat.holder.name saknas."),
        ('"Bo Ek"', '"\\u200b "', "rad 22: seat.holder.name får inte vara tom."),
        ('"SamReKo HSI"', '"' + "x" * 61 + '"', "rad 4: arena.short får ha högst 60 tecken."),
        ("side =", "sida =", "rad 21: seat.sida är en nyckel som inte finns."),
        ("[[meeting]]", "[[mote]]", "rad 33: mote är en nyckel som inte finns."),
        ("[[meeting]]", "[meeting]", "rad 33: meeting ska stå inom dubbla hakparenteser, [[meeting]]."),
        ('"omradeschef-buv"\ntitle', '"Områdeschef"\ntitle', f"rad 18: seat.id {ID}."),
        ('"samreko-hsi"', '"samreko\\n"', f"rad 2: arena.id {ID}."),
        ('"samreko-hsi"', '"' + "a" * 64 + '"', f"rad 2: arena.id {ID}."),
        ('"samreko-hsi"', '"-a"', f"rad 2: arena.id {ID}."),
        ('"svom", ', '"samreko-hsi", ', "rad 7: arena.prepares_for får inte vara arenan själv."),
        ('"svom", ', '"barnarenan", ', "rad 7: arena.prepares_for står redan tidigare i filen."),
        (
            "/Stockholm",
            "/Ostersund",
            "rad 5: arena.timezone ska vara en tidszon, till exempel Europe/Stockholm.",
        ),
        ('"full"', '"allt"', "rad 9: arena.telegram ska vara full eller sparsam."),
        (
            'telegram = "full"',
            'succeeded_by = "tahsu"',
            "rad 9: arena.succeeded_by behöver ends, den första dagen då arenan inte längre finns.",
        ),
        (
            'telegram = "full"',
            'ends = 2027-01-01\nsucceeded_by = "samreko-hsi"',
            "rad 10: arena.succeeded_by får inte vara arenan själv.",
        ),
        ('"region"', '"staten"', "rad 21: seat.side ska vara region eller kommuner."),
        (
            'seats = ["o',
            'seats = ["o-", "o',
            "rad 26: deputy.seats ska vara id för en plats ([[seat]]) i filen.",
        ),
        (
            'side = "region"\n',
            "from = 2027-03-01\nto = 2027-02-28\n",
            "rad 22: seat.to får inte ligga före from.",
        ),
        ('["omradeschef-buv"]', "[]", "rad 26: deputy.seats får inte vara en tom lista."),
        ('["omradeschef-buv"]', '"omradeschef-buv"', "rad 26: deputy.seats ska vara en lista."),
        ('\nseat = "o', '\nseat = "x', "rad 31: role.seat ska vara id för en plats ([[seat]]) i filen."),
        ('\nseat = "omradeschef-buv"', "", "rad 29: role ska ha antingen seat eller holder."),
        ("agenda = 7", "agenda = 10", "rad 14: rhythm.preparatory ska vara fler dagar än agenda (10)."),
        ("agenda = 7", "agenda = 0", "rad 15: rhythm.agenda ska vara minst 1."),
        ("minutes = 120", "minutes = 1441", "rad 36: meeting.minutes ska vara högst 1440."),
        ("minutes = 120", "minutes = 0", "rad 36: meeting.minutes ska vara minst 1."),
        ("minutes = 120", "minutes = true", "rad 36: meeting.minutes ska vara ett heltal."),
        ("minutes = 120", 'minutes = "120"', "rad 36: meeting.minutes ska vara ett heltal."),
        (
            "minutes = 120",
            'link = "javascript:x"',
            "rad 36: meeting.link ska vara en adress som börjar med https://.",
        ),
        ("minutes = 120", 'cancelled = "ja"', "rad 36: meeting.cancelled ska vara true eller false."),
        (
            "minutes = 120",
            'prepares = "2027-1"',
            'rad 36: meeting.prepares hör bara till ett möte med kind = "preparatory".',
        ),
        (
            "minutes = 120",
            'kind = "preparatory"\nprepares = "2027-2"',
            "rad 37: meeting.prepares ska vara id för ett möte ([[meeting]]) i filen som inte är ett "
            "beredande möte.",
        ),
        (
            "minutes = 120",
            "cancelled = true\ntentative = true",
            "rad 37: meeting.tentative kan inte stå tillsammans med cancelled.",
        ),
        ("minutes = 120", "link = 3", "rad 36: meeting.link ska vara text inom citattecken."),
        ("2027-02-12T13:00:00", "2027-02-12", f"rad 35: meeting.starts {MOMENT}."),
        ("2027-02-12T13:00:00", '"2027-02-12T13:00:00"', f"rad 35: meeting.starts {MOMENT}."),
        (
            "12T13:00:00",
            "12T13:00:00Z",
            "rad 35: meeting.starts ska vara arenans egen väggklocka, utan Z eller +01:00.",
        ),
        ("12T13:00:00", "12T13:00:01", "rad 35: meeting.starts ska vara i hela minuter."),
        ("2027-02-12T", "0001-01-01T", "rad 35: meeting.starts ska ligga mellan åren 1970 och 2199."),
        ("2027-02-12T13:00:00", "2027-03-28T02:30:00", f"rad 35: meeting.starts {SKIPPED}."),
        ("2027-02-12T13:00:00", "2027-10-31T02:30:00", f"rad 35: meeting.starts {DOUBLED}."),
        ("2027-02-12T", "2027-02-30T", "rad 35: starts är ett datum eller klockslag som inte finns."),
        ("12T13:00:00", "12T25:30:00", "rad 35: starts har ett värde som inte är giltig TOML."),
        ("side = ", "side ", "rad 21: raden är inte giltig TOML."),
        ("side = ", "id = ", "rad 21: id står två gånger."),
        ("side = ", "sida på = ", "rad 21: raden är inte giltig TOML."),
        ("side = ", "plåts = ", "rad 21: plåts är en nyckel som inte finns."),
    ],
)
def test_a_wrong_value_is_one_line_that_says_where_and_what(
    tmp_path: Path, right: str, wrong: str, line: str
) -> None:
    assert right in WHOLE

    assert refused(tmp_path, WHOLE.replace(right, wrong, 1)) == [f"arena.toml, {line}"]


@pytest.mark.parametrize(
    ("added", "line"),
    [
        ('[[seat]]\nid = "omradeschef-buv"\ntitle = "X"', "rad 41: seat.id står redan tidigare i filen."),
        (
            '[[meeting]]\nid = "2027-1"\nstarts = 2027-05-20T13:00:00',
            "rad 41: meeting.id står redan tidigare i filen.",
        ),
        (
            '[[role]]\nkind = "preparer"\nseat = "omradeschef-buv"',
            "rad 40: role ger samma plats eller person samma roll som en tidigare rad.",
        ),
        (
            '[[role]]\nkind = "chair"\nholder = { email = "BO.EK@region.example", name = "Bo Ekh" }',
            "rad 42: role.holder.name är inte samma namn som e-postadressen har tidigare i filen.",
        ),
        (
            '[[role]]\nkind = "chair"\nseat = "omradeschef-buv"\nfrom = 2027-02-01\nto = 2027-01-01',
            "rad 44: role.to får inte ligga före from.",
        ),
        (
            '[[rotation]]\nrole = "chair"\nfirst_side = "region"',
            "rad 40: rotation.first_year saknas: first_side behöver ett första år.",
        ),
        (
            '[[rotation]]\nrole = "chair"\n[[rotation]]\nrole = "chair"',
            "rad 43: rotation.role står redan tidigare i filen.",
        ),
        ('[[standing]]\nid = "x"', "rad 40: standing.title saknas."),
        (
            '[[standing]]\nid = "x"\ntitle = "X"\nwhen = "aldrig"',
            "rad 43: standing.when ska vara every, first_of_year eller last_of_year.",
        ),
        ('["a\\nb"]', "rad 40: a b är en nyckel som inte finns."),
    ],
)
def test_values_that_do_not_agree_are_named_where_they_stop_agreeing(
    tmp_path: Path, added: str, line: str
) -> None:
    assert refused(tmp_path, f"{WHOLE}\n\n{added}") == [f"arena.toml, {line}"]


def test_several_faults_are_all_named_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = WHOLE.replace('"full"', '"allt"').replace('"bo.ek@region.example"', '"bo"').replace("120", "0")

    assert refused(tmp_path, text) == [
        "arena.toml, rad 9: arena.telegram ska vara full eller sparsam.",
        "arena.toml, rad 22: seat.holder.email ska vara en e-postadress.",
        "arena.toml, rad 36: meeting.minutes ska vara minst 1.",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ('"Bo Ek"', '"Bo Ek 19121212-1212"', "rad 22: seat.holder.name"),
        ('"bo.ek@region.example"', '"191212121212@region.example"', "rad 22: seat.holder.email"),
        ('"2027-1"', '"121212-1212"', "rad 34: meeting.id"),
        ('"full"', '"121212\\u200b-1212"', "rad 9: arena.telegram"),
        ("side =", '"121212-1212" =', "rad 21: seat.…"),
        ('"svom"', '"１２１２１２-１２１２"', "rad 7: arena.prepares_for"),
    ],
)
def test_a_personnummer_anywhere_is_refused_and_never_repeated(
    tmp_path: Path, right: str, wrong: str, line: str
) -> None:
    lines = refused(tmp_path, WHOLE.replace(right, wrong, 1))

    assert lines == [f"arena.toml, {line} får inte innehålla ett personnummer eller samordningsnummer."]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "arena.toml: filen är tom."),
        (b" \n# bara en kommentar\n", "arena.toml: filen är tom."),
        (b"\xff\xfe[\x00", "arena.toml: filen är inte sparad som UTF-8."),
        ("[arena]\nid = 'åäö'".encode("latin-1"), "arena.toml: filen är inte sparad som UTF-8."),
        (b"x" * 10_000_000, "arena.toml: filen är större än 1000 kB, så stor är ingen arenafil."),
        (b"\x00", "arena.toml, rad 1: raden är inte giltig TOML."),
        (
            b"[arena]\n\nid = ",
            "arena.toml, rad 3: id slutar mitt i något, eller har ett värde som inte är giltig TOML.",
        ),
        (b"[arena]\n[arena]\n", "arena.toml, rad 2: samma nyckel eller tabell står två gånger."),
        (
            b"a = " + b"[" * 5000,
            "arena.toml: filen är inte giltig TOML: för många nivåer eller för långa tal.",
        ),
        (
            b"a = " + b"9" * 5000,
            "arena.toml: filen är inte giltig TOML: för många nivåer eller för långa tal.",
        ),
        (b"arena = 3", "arena.toml, rad 1: arena ska vara en tabell."),
        (b"[rhythm]", "arena.toml: arena saknas."),
    ],
    ids=lambda value: value[:20],
)
def test_a_file_that_is_no_arena_file_is_one_clear_line(tmp_path: Path, content: bytes, line: str) -> None:
    assert refused(tmp_path, content) == [line]


@pytest.mark.parametrize(
    ("name", "line"),
    [("nowhere.toml", "nowhere.toml: filen finns inte."), ("", "mapp.toml: är en mapp, inte en fil.")],
)
def test_a_path_that_is_no_file_is_one_clear_line(tmp_path: Path, name: str, line: str) -> None:
    folder = tmp_path / "mapp.toml"
    folder.mkdir()

    with pytest.raises(WrongArenaFile) as wrong:
        read_arena_file(folder / name)

    assert str(wrong.value) == line
