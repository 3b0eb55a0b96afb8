"""docs/rattigheter.md, written from the table of rights that the tests ask cell by cell: `make rights`."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.handlers import rights
from tests.handlers.rights import Row
from tests.handlers.sources import words_before

PAGE = Path(__file__).parents[2] / "docs" / "rattigheter.md"
ROLES = {
    "stranger": "Okänd",
    "member elsewhere": "Annan arena",
    "former member": "Har slutat",
    "newcomer": "Ska börja",
    "co-opted to a meeting": "Adjungerad till mötet",
    "co-opted to an item": "Adjungerad till en punkt",
    "deputy": "Suppleant",
    "member": "Deltagare",
    "proposer": "Den det gäller",
    "preparer": "Beredning",
    "secretary": "Sekreterare",
    "chair": "Ordförande",
}
CHATS = {"private": "P", "group": "G", "preparers": "B", "elsewhere": "A"}
NOBODIES = {
    "anonymous admin": "Anonym administratör i gruppen",
    "channel": "Kanal, eller grupp som skriver i eget namn",
    "passed on": "Vidarebefordrat kommando",
    "by an inline bot": "Kommando som skickas genom en annan bot (inline)",
    "other bot": "Annan bot",
    "expired button": "Knapp som är äldre än 60 dagar",
}
# What a button is about, where the table of rights names a thing.
ABOUT = {
    "nothing": "",
    "incoming": "ärende",
    "choice": "fråga om ärendet",
    "choice of item": "fråga om ärendet",
    "lift chosen": "lyft",
    "aside": "förslag som liknar ett annat",
    "postponable": "ärende på utkastet",
    "placed": "ärende på utkastet",
    "draft": "utkast",
    "sent": "utskickad dagordning",
    "first version": "utskickad dagordning",
    "held": "hållet möte",
    "held item": "ärende efter mötet",
    "minutes": "protokoll",
    "minutes of another": "protokoll",
    "date": "närvaro",
    "call-in": "inkallelse",
    "booking": "bokning",
    "planned": "möte",
    "moved": "möte",
    "joint": "gemensamt möte",
    "tentative": "preliminärt datum",
    "cancelled": "inställt möte",
    "differing event": "möte som någon har ändrat i Outlook",
    "link": "personlig länk",
    "newcomer": "anslutning",
    "seat": "byte som skrivs",
    "draft of change": "byte som skrivs",
    "change": "anmält byte",
    "settled change": "registrerat byte",
    "presented": "föredragande som har slutat",
    "left behind": "paket som ingen kunde få",
    "turn": "uppdrag som växlar",
    "turn of a seat": "uppdrag som växlar",
    "named turn": "uppdrag där någon är angiven",
    "invitation to an item": "en punkt på en utskickad dagordning",
    "co-option": "adjungering",
    "draft of co-option": "adjungering som skrivs",
    "draft for a link": "ny länk",
}
# Buttons whose words are another name or date each time.
CHANGING = {
    "arena": "namnet på en arena",
    "log": "ett datum",
    "minmeet": "ett datum",
    "agenda": "Läs dagordningen, Läs punkten",
    "setkind": "en typ",
    "setwish": "ett möte",
    "present": "ett namn",
    "mergeinto": "en rubrik",
    "addanyway": "Lägg till ändå",
    "postpone": "Skjut upp till …",
    "lift": "Lyft …",
    "liftto": "namnet på en arena",
    "canceldo": "Ja, ställ in",
    "replseat": "namnet på en plats",
    "replsend": "Skicka, Registrera",
    "item": "Visa, Öppna ärendet",
    "minutes": "Minuter",
    "ready": "Klar att skickas",
    "package": "Hämta paketet",
    "calendar": "Lägg till i kalendern, Uppdatera kalendern, Ta bort ur kalendern",
    "itemcal": "Lägg till i kalendern, Uppdatera kalendern, Ta bort ur kalendern",
    "cooptdep": "Suppleant",
    "cooptitem": "Till en punkt, en rubrik",
    "turnask": "Ange ordförande, Ange sekreterare",
    "turnpick": "ett namn",
}
QUESTIONS = {
    "arena": "Vilken arena?",
    "title": "Rubrik på en ny punkt",
    "description": "Beskrivning",
    "files": "Bilagor",
    "kind": "Typ",
    "rename": "Ny rubrik",
    "diary": "Diarienummer",
    "wish": "Vilket möte?",
    "presenter": "Föredragande",
    "merge": "Slå ihop med vilken?",
    "reason": "Skäl till avslag",
    "minutes": "Minuter",
    "booking": "Uppgifter om ett nytt möte",
    "away": "Vilka tider gäller förhindret?",
    "word": "Något att skicka med till suppleanten",
    "replacement": "Uppgifter om ett byte",
    "replquestion": "Vad stämmer inte?",
    "turn": "Vem som tar över ett uppdrag",
    "inviting": "Uppgifter om en inbjudan",
    "correct": "Rätt namn eller e-post",
    "sendwhen": "När ska dagordningen skickas?",
    "move": "Ny tid för mötet",
    "place": "Ny plats för mötet",
}
INTRO = """# Vem som får göra vad

Den här sidan skrivs av `make rights` ur `tests/handlers/rights.py`, tabellen som testerna prövar ruta för
ruta. Ändra den inte för hand.

| | betyder att det går |
| --- | --- |
| P | privat, i chatten med boten |
| G | i arenans grupp |
| B | i beredningens chatt |
| A | i en grupp som inte är kopplad |
| – | inte alls |

*Annan arena* är den som har en plats i en annan arena men inte här. *Ska börja* är den som har en plats från
en senare dag, och frågan gäller ett möte efter den. De adjungerade ser bara det möte eller den punkt som de
är inbjudna till. *Den det gäller* har föreslagit ärendet, har fått frågan
eller har platsen som byter innehavare, eller en plats på den sida som uppdraget går till. En suppleant som
går in för någon får dessutom det som en deltagare får om det mötet.
Rätten prövas när något skrivs eller trycks, och en gång till när svaret skickas.

`/start`, `/hjalp` och `/avbryt` svarar alla, men andra än dem som står här får inget veta om arenan.
"""


def page() -> str:
    """All of it."""
    return "\n".join([INTRO, *_commands(), *_buttons(), *_questions(), *_nobodies()])


def _commands() -> Iterator[str]:
    rows = [
        (f"`/{f'{name} {row.words}'.strip().replace('CODE', 'KOD')}`", row)
        for name, found in rights.COMMANDS.items()
        for row in found
    ]
    yield from _table("Kommandon", ["Kommando"], [([name], row) for name, row in rows])


def _buttons() -> Iterator[str]:
    words = button_words()
    rows = [([words[action], ABOUT[row.on]], row) for action, row in rights.BUTTONS.items()]
    yield from _table("Knappar", ["Knapp", "Gäller"], rows)


def button_words() -> dict[str, str]:
    """What stands on each button, as the sources say it."""
    said: dict[str, dict[str, None]] = {}
    for action, words in words_before(set(rights.BUTTONS)):
        said.setdefault(action, {})[words] = None
    return {action: ", ".join(found) for action, found in said.items()} | CHANGING


def _questions() -> Iterator[str]:
    rows = [([QUESTIONS[flow]], row) for flow, row in rights.DIALOGUES.items()]
    yield from _table("Svar på botens frågor", ["Fråga"], rows)


def _table(title: str, heads: Sequence[str], rows: Sequence[tuple[Sequence[str], Row]]) -> Iterator[str]:
    yield f"## {title}\n"
    yield _line([*heads, *ROLES.values()])
    yield _line(["---"] * (len(heads) + len(ROLES)))
    for named, row in rows:
        yield _line([*named, *(_cell(row, role) for role in ROLES)])
    yield ""


def _cell(row: Row, role: str) -> str:
    return " ".join(letter for chat, letter in CHATS.items() if role in getattr(row, chat)) or "–"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _nobodies(names: Mapping[str, str] = NOBODIES) -> Iterator[str]:
    yield "## Får aldrig något\n"
    yield "Så är det vem som än står bakom. En knapp som är för gammal svarar att den inte gäller längre.\n"
    yield _line(["", "Kommandon", "Knappar"])
    yield _line(["---"] * 3)
    for name in rights.NOBODIES:
        yield _line([names[name], "–", "–"])
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page())
