"""The Swedish words in which a wrong arena file is explained: what each value should have been."""

from collections.abc import Mapping

EXPECTED = {
    # pydantic's own kinds of error
    "missing": "saknas",
    "extra_forbidden": "är en nyckel som inte finns",
    "string_type": "ska vara text inom citattecken",
    "int_type": "ska vara ett heltal",
    "bool_type": "ska vara true eller false",
    "model_type": "ska vara en tabell",
    "tuple_type": "ska vara en lista",
    "date_type": "ska vara ett datum, till exempel 2027-03-01",
    "datetime_type": "ska vara datum och klockslag, till exempel 2027-02-12T13:00:00",
    "literal_error": "ska vara {expected}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
    "too_short": "får inte vara en tom lista",
    # the arena file's own
    "array_of_tables": "ska stå inom dubbla hakparenteser, [[{key}]]",
    "empty": "får inte vara tom",
    "long": "får ha högst {most} tecken",
    "id": "ska vara ett id: a–z, 0–9 och bindestreck, högst 63 tecken, först en bokstav eller siffra",
    "email": "ska vara en e-postadress",
    "zone": "ska vara en tidszon, till exempel Europe/Stockholm",
    "link": "ska vara en adress som börjar med https://",
    "year": "ska ligga mellan åren 1970 och 2199",
    "offset": "ska vara arenans egen väggklocka, utan Z eller +01:00",
    "seconds": "ska vara i hela minuter",
    "skipped_time": "är ett klockslag som inte finns: klockan ställs om till sommartid, välj en annan",
    "doubled_time": "är ett klockslag som finns två gånger: klockan ställs om till vintertid, välj en annan",
    "taken": "står redan tidigare i filen",
    "taken_by_file": "står redan i en annan av filerna",
    "needs_ends": "behöver ends, den första dagen då arenan inte längre finns",
    "own_arena": "får inte vara arenan själv",
    "no_such_seat": "ska vara id för en plats ([[seat]]) i filen",
    "prepares_nothing": 'hör bara till ett möte med kind = "preparatory"',
    "no_such_meeting": "ska vara id för ett möte ([[meeting]]) i filen som inte är ett beredande möte",
    "tentative_and_cancelled": "kan inte stå tillsammans med cancelled",
    "seat_or_holder": "ska ha antingen seat eller holder",
    "role_taken": "ger samma plats eller person samma roll som en tidigare rad",
    "two_names": "är inte samma namn som e-postadressen har tidigare i filen",
    "before_from": "får inte ligga före from",
    "first_year": "saknas: first_side behöver ett första år",
    "more_days": "ska vara fler dagar än {than} ({days})",
    "personnummer": "får inte innehålla ett personnummer eller samordningsnummer",
    # the file as a whole
    "no_file": "filen finns inte",
    "directory": "är en mapp, inte en fil",
    "unreadable": "filen går inte att läsa",
    "big": "filen är större än {most} kB, så stor är ingen arenafil",
    "encoding": "filen är inte sparad som UTF-8",
    "blank": "filen är tom",
    "syntax": "raden är inte giltig TOML",
    "foreign_key": "är en nyckel som inte finns",
    "syntax_key": "har ett värde som inte är giltig TOML",
    "syntax_end": "filen slutar mitt i något, eller är inte giltig TOML",
    "syntax_end_key": "slutar mitt i något, eller har ett värde som inte är giltig TOML",
    "bad_date_key": "är ett datum eller klockslag som inte finns",
    "bad_date": "raden har ett datum eller klockslag som inte finns",
    "twice": "samma nyckel eller tabell står två gånger",
    "twice_key": "står två gånger",
    "deep": "filen är inte giltig TOML: för många nivåer eller för långa tal",
}
_UNKNOWN = "har ett värde som inte går att använda"


def expected(kind: str, facts: Mapping[str, object] | None = None) -> str:
    """What to say of this kind of error, its facts filled in; never the value that was wrong."""
    words = EXPECTED.get(kind, _UNKNOWN)
    return words.format(**{key: _swedish(value) for key, value in (facts or {}).items()})


def problem_line(file_name: str, line: int | None, key: str, words: str) -> str:
    """The line that a person reads: `samreko.toml, rad 14: seat.holder.email ska vara en e-postadress.`"""
    place = file_name if line is None else f"{file_name}, rad {line}"
    return f"{place}: {key} {words}." if key else f"{place}: {words}."


def _swedish(value: object) -> str:
    # pydantic lists what a value may be as 'a', 'b' or 'c'.
    return str(value).replace("'", "").replace(" or ", " eller ")
