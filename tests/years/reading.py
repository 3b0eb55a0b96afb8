"""What was sent, read as a person reads it: to whom, what, about what, in which hour."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from integrations.botapi import Call
from tests.years.days import WEEKDAYS, hour_of, wall_of

SENDS = ("sendMessage", "sendDocument")
COPY = "Det här kan vara en kopia av något du redan har fått."
WHEN = rf"((?:{'|'.join(WEEKDAYS)}) \d+ \w+ \d{{4}} kl\. \d\d\.\d\d)"
DAY = rf"((?:{'|'.join(WEEKDAYS)}) \d+ \w+ \d{{4}})"
ITEM = r"(\d+), ([^,\n]+),"
LINE_ALONE = r"[\s\S]*?\n(\d+)\. (?:\d\d\.\d\d )?([^(\n.]+?) ?(?:[(.\n]|\Z)"
# What a whole message may be, without the arena's name, and never one of several things that a morning
# tells; the groups are what it is about.
MESSAGES = {
    "link": r"Länken gäller (.+?)\. Tryck",
    "joined": r"(.+) har anslutit sig\. Tryck Fel person",
    "bound": r"Gruppen är kopplad\.()",
    "how did it go": rf"Hur gick det med ärendena vid mötet {DAY}\?",
    "moved": rf"Mötet {WHEN} är flyttat till {WHEN}",
    "cancelled": rf"Mötet {WHEN} är inställt\.",
    "preparatory moved": rf"Det beredande mötet {WHEN} är flyttat till {WHEN}",
    "not reached any more": r"(.+) går inte längre att nå i Telegram\.",
    "registered": r".+ har registrerat bytet\.\n(.+) lämnar platsen ",
    "asked to register": r"(.+) lämnar platsen [\s\S]+Tryck Registrera om det stämmer\.",
    "changed in Outlook": rf"Någon har ändrat mötet {WHEN} i Outlook\.",
    "taken out of Outlook": rf"Någon har tagit bort mötet {WHEN} ur Outlook\.",
    "declined in Outlook": rf"Du har tackat nej i Outlook till mötet {WHEN}\.",
    "elsewhere": rf"Mötet {WHEN} har en ny plats\.",
    "asked to step in": rf"(.+) har förhinder till mötet {WHEN}, [\s\S]+Kan du gå in\?",
    "steps in": rf"(.+) går in för dig vid mötet {WHEN}\.",
    "nobody steps in": rf"(.+) har förhinder till mötet {WHEN}\.",
    "co-opted": rf"Du är adjungerad till (.+?) vid mötet {WHEN}\.",
    "own item": rf"Din punkt på dagordningen(?:, som är preliminär)?\s+{WHEN}, {LINE_ALONE}",
    "file received": r".+\.pdf är mottagen\. Bilagan hör till ärende (\d+), ([^,\n.]+)\.",
    "minutes": rf"Protokollet från mötet {DAY} följer här under\.",
}
# What one paragraph of a morning may be, or all of a short message.
PARAGRAPHS = {
    "call": rf"Föreslå punkter till mötet {WHEN}, ",
    "closing": rf".+ är sista dagen att föreslå punkter till mötet {WHEN}\.",
    "tomorrow": rf"Påminnelse: möte {WHEN}, ",
    "who comes": rf"Svara om du kommer till mötet {WHEN}, ",
    "who comes, again": rf"Du har inte svarat om du kommer till mötet {WHEN}\.",
    "not ready": rf"Dagordningen till mötet {WHEN} är inte klar än\.",
    "unread": rf"Läs (?:handlingarna|dagordningen) till mötet {WHEN}\.",
    "has taken over": r"(.+) har tagit över platsen ",
    "yours now": r"Platsen Plats (plats-\d+) är din från och med ",
    "has not joined": r"(.+) har nu platsen .+ men har inte öppnat sin länk\.",
    "taken for treated": rf"Ingen har sagt hur det gick med de här ärendena vid mötet {DAY}\.",
}
OF_ITEMS = {
    "received": rf"Ärende {ITEM} är inkommet\.",
    "taken up": rf"Ärende {ITEM} är upptaget på dagordningen till mötet {WHEN}\.",
    "declined": rf"Ärende {ITEM} är avböjt\. Skäl: ",
    "treated": rf"Ärende {ITEM} är behandlat vid mötet {DAY}\.",
    "lifted away": rf"Ärende {ITEM} är lyft till (Arena \d+)\.",
    "lift outcome": rf"Ärende {ITEM} lyftes till Arena \d+\. Arena \d+: (upptaget|avböjt|behandlat)",
    "lifted here": rf"Ärende {ITEM} är lyft hit från (Arena \d+)\.",
    "held over": rf"Ärende {ITEM} är bordlagt",
    "postponed": rf"Ärende {ITEM} är (?:uppskjutet|flyttat)",
}
# Answers to what their reader has just asked for: they may come as often as somebody asks.
ANSWERS = (
    r"Ärende \d+: ",
    r"Utkast till dagordning, inte skickat\n",
    r"(?:Utskickad dagordning, inget är ändrat|Ändrad dagordning, inte skickad) ",
    rf"{WHEN}, \d",
    rf"Mötet {WHEN}, ",
    r"Kommer du till mötet ",
    r"Jag vet inte vilket ärende filen hör till, ",
    r"Varför avböjs ärende ",
    r"Jag hämtar .+\.pdf, protokoll från mötet ",
    r".+\.pdf skickas som protokoll från mötet ",
    rf"Protokollet från mötet {DAY} är skickat\.",
    r"Nytt möte .+ \(\d",
    r"Bjud in .+, till ",
    r".+ är adjungerad till ",
    r".+ lämnar platsen ",
    r"(?:.+ har platsen sedan .+ )?Skicka länken till ",
    r"Ytterligare \d+ ärenden? är ",
    rf"Mötet {WHEN}: (?:nu gäller|botens uppgifter)",
    r"Har du förhinder hela mötet ",
    r"Du har förhinder till mötet ",
    r"Dina ärenden:\n",
    r"Mötet är nu .+ Vilken ny tid",
    r"Mötet .+ flyttas till ",
    r"Mötet .+ ställs in\.",
    rf"Alla ärenden från mötet {DAY} har fått sitt svar\.",
)
LINE = re.compile(r"^(\d+)\. (?:\d\d\.\d\d )?(.+?)(?: – utgår)?(?: \([^()]*\))?(?:\. F.*)?$", re.MULTILINE)
ROW = re.compile(r"^Ärende (\d+): (.+?)(?: \([^()]*\))?(?:, [^,–]+)? – ", re.MULTILINE)
REPORT = re.compile(
    rf"(?:Den preliminära d|D)agordningen till mötet {WHEN} är skickad |"
    rf"Tillägget till dagordningen till mötet {WHEN} är skickat [\s\S]*?nu version (\d+)|"
    rf"Dagordningen, version (\d+), till mötet {WHEN} är skickad "
)


@dataclass(frozen=True)
class Said:
    """A message that Telegram took: words without the mark of a copy, or a file's name."""

    to: str
    text: str
    file: str
    hour: str
    is_copy: bool = False
    is_silent: bool = False


def said(calls: list[Call], names: dict[int, str]) -> list[Said]:
    """Every message and file, by the names of their chats."""
    return [_said(call, names) for call in calls if call.accepted and call.method in SENDS]


def _said(call: Call, names: dict[int, str]) -> Said:
    text = str(call.result.get("text", "") or call.result.get("caption", ""))
    return Said(
        to=names[int(call.chat_id or 0)],
        text=unmarked(text),
        file=str(call.result.get("document", {}).get("file_name", "")),
        hour=hour_of(wall_of(call.at)),
        is_copy=text.startswith(COPY),
        is_silent=str(call.params.get("disable_notification", "")).lower() == "true",
    )


def unmarked(text: str) -> str:
    """Without the mark of a copy, which is all that a file's copy says."""
    return text.removeprefix(COPY).lstrip("\n")


def without_copies(everything: list[Said]) -> list[Said]:
    """What was promised: a marked copy of what arrived is no promise of its own."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for each in everything:
        key = (each.to, each.text, each.file)
        if not (each.is_copy and key in seen):
            kept.append(each)
        seen.add(key)
    return kept


def plain(text: str) -> str:
    """What is read of a text with tags."""
    return unescape(re.sub(r"<[^>]+>", "", text))


def facts_of(each: Said) -> list[tuple[str, ...]]:
    """What a message says; ("unknown words",) where nobody has foreseen it."""
    if each.file:
        return [(each.to, "file", each.file, each.hour)]
    return [(each.to, *words, each.hour) for words in _read(each.text)]


def _read(text: str) -> list[tuple[str, ...]]:
    if found := re.match(r"Välkommen, (.+)!", text):
        return [("welcome", found[1])]
    parts = re.split(r"(?:^|\n)Arena \d+\n", text)
    if len(parts) < 2:
        return [("unknown words", text)]
    return [words for part in parts[1:] for words in _part(part.strip())]


def _part(body: str) -> list[tuple[str, ...]]:
    body = re.sub(r"\AErsatt av version \d+\n", "", body)
    for reader in (_agenda, _news, _simple, _paper, _replaced):
        if (words := reader(body)) is not None:
            return words
    if any(re.match(answer, body) for answer in ANSWERS):
        # A card with the way to send its file is the receipt of what was proposed.
        new = re.match(r"Ärende (\d+): (.+)\n", body) if "Svara på det här meddelandet" in body else None
        return [("received", f"{new[1]} {new[2]}")] if new else []
    return [words for paragraph in body.split("\n\n") for words in _paragraph(paragraph)]


def _simple(body: str) -> list[tuple[str, ...]] | None:
    for name, words in MESSAGES.items():
        if found := re.match(words, body):
            return [(name, *filter(None, found.groups()))]
    return None


def _agenda(body: str) -> list[tuple[str, ...]] | None:
    head = re.match(
        rf"((?:Preliminär d|D)agordning(?:, version \d+)?|Tillägg till dagordningen)\b[\s\S]*?{WHEN}, ", body
    )
    if not head or "inte skickat" in body[:60]:
        return None
    lines = "; ".join(f"{number}. {title}" for number, title in LINE.findall(body[head.end() :]))
    return [("agenda", head[1], head[2], lines)]


def _news(body: str) -> list[tuple[str, ...]] | None:
    if not body.startswith("Nya möten:"):
        return None
    return [("news", when) for when in re.findall(rf"{WHEN}, [^\n]*Sista dag", body)]


def _replaced(body: str) -> list[tuple[str, ...]] | None:
    found = re.findall(r"^Plats plats-\d+: (.+) tar över efter (.+)\.$", body, re.MULTILINE)
    return [("replaced", *names) for names in found] or None


def _paper(body: str) -> list[tuple[str, ...]] | None:
    found = re.match(rf"Påminnelse: beredande möte {WHEN}, [^\n]+\nNi bereder mötet {WHEN}", body)
    rows = "; ".join(f"{number} {title}" for number, title in ROW.findall(body))
    return [("paper", found[2], rows)] if found else None


def _paragraph(body: str) -> Iterator[tuple[str, ...]]:
    if report := REPORT.match(body):
        one, two, second, third, three = report.groups()
        yield "report", f"agenda {second or third or 1}", one or two or three
    elif came := re.match(rf"Tiden för att föreslå punkter är slut\. Möte: {WHEN}", body):
        yield "came in", came[1], "; ".join(f"{number} {title}" for number, title in ROW.findall(body))
    elif news := re.match(rf"Nytt möte: {WHEN}", body):
        yield "news", news[1]
    else:
        yield from _short(body)


def _short(body: str) -> Iterator[tuple[str, ...]]:
    for name, words in OF_ITEMS.items():
        if found := re.match(words, body):
            number, title, *more = found.groups()
            yield name, f"{number} {title}", *more
            return
    for name, words in PARAGRAPHS.items():
        if found := re.match(words, body):
            yield name, *found.groups()
            return
    if not re.match(r"(?:Inte nådd|\d+ person|Skicka (?:dagordningen|protokollet))", body):
        yield "unknown words", body
