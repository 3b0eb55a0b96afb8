"""Who takes over and when, as people type it: «Karin Ek karin.ek@region.example från 1 mars 2027»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.cleantext import clean_text
from bot.model.daytext import DAY, day_of
from bot.model.naming import ADDRESS, bare_name
from bot.model.personnummer import holds_personnummer, looks_like_personnummer
from bot.refusals import BadDate, BadEmail, HoldsPersonnummer, NotOneName, NoWords, TextTooLong

NAME_LIMIT, EMAIL_LIMIT, BODY_LIMIT = 100, 320, 200
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
_FROM = re.compile(
    r"\b(?:från\s+och\s+med|fr\.?\s*o\.?\s*m\.?|from|från|med\s+start)\b[.:]?\s*(?=§)|§\s*(?:och\s+framåt)",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:i\s?dag|nu|genast|omgående)\b", re.IGNORECASE)
_TOMORROW = re.compile(r"\bi\s?morgon\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"§+\s*(\d{1,4}(?:\s*[-–]\s*\d{1,4})?)|\bparagraf\s+(\d{1,4})", re.IGNORECASE)
# «Det ska vara 3 mars», «hon heter Karin Eke»: how people put something right, and nobody's name.
_PUTS_RIGHT = re.compile(
    r"^\W*(?:(?:nej|jo|ja|fel)\b[\s,.:]*)*(?:(?:det|den|dagen|datumet|namnet|adressen|e-postadressen|e-posten|hon|han|hen)\s+)?"
    r"(?:ska|skall|är|blir|heter)\b(?:\s+(?:vara|bli|heta|fel)\b)?[\s,.:]*",
    re.IGNORECASE,
)
_EDGES = " \t\n,;:.–-§"


@dataclass(frozen=True, kw_only=True)
class ReplacementWords:
    """What was found in one message; what it does not say is None."""

    name: str | None = None
    email: str | None = None
    begins: date | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionWords:
    """Who elected or appointed somebody, when, and in which paragraph."""

    body: str
    day: date
    paragraph: str | None = None


def read_replacement(text: str, today: date) -> ReplacementWords:
    """Name, address and first day, in any order; a day without a year is the next one.

    Raises BadEmail, NoSuchDay, NotThatWeekday, TextTooLong, HoldsPersonnummer, NoWords if it says nothing.
    """
    rest = _cleaned(text)
    while (said := _PUTS_RIGHT.sub("", rest)) != rest:
        rest = said
    email, rest = _take_email(rest)
    begins, rest = _take_day(rest, today)
    name = bare_name(rest.replace("§", " ")).strip(_EDGES)
    if len(name) > NAME_LIMIT:
        raise TextTooLong(limit=NAME_LIMIT, count=len(name))
    if looks_like_personnummer(name) or looks_like_personnummer(email or ""):
        raise HoldsPersonnummer
    if not (name or email or begins):
        raise NoWords
    return ReplacementWords(name=name or None, email=email, begins=begins)


def read_email(text: str) -> str:
    """An address where nothing else is asked for, case-folded. Raises BadEmail, HoldsPersonnummer."""
    email, rest = _take_email(_cleaned(text))
    if email is None or rest.strip():
        raise BadEmail
    return email


def read_picked_name(names: Sequence[str]) -> str:
    """The name of the one who was picked, as they have written it at Telegram.

    Raises NotOneName if it is empty or there are several, TextTooLong, HoldsPersonnummer.
    """
    name = bare_name(_cleaned(names[0])).strip(_EDGES) if len(names) == 1 else ""
    if not name:
        raise NotOneName(count=len(names))
    if len(name) > NAME_LIMIT:
        raise TextTooLong(limit=NAME_LIMIT, count=len(name))
    if looks_like_personnummer(name):
        raise HoldsPersonnummer
    return name


def read_first_day(text: str, today: date) -> date:
    """A day where nothing else is asked for. Raises BadDate, NoSuchDay, NotThatWeekday, HoldsPersonnummer."""
    begins, _ = _take_day(_cleaned(text), today)
    if begins is None:
        raise BadDate
    return begins


def read_decision(text: str, today: date) -> DecisionWords:
    """«Hälso- och sjukvårdsnämnden 2027-02-10 § 12».

    Raises NoWords without a body, BadDate without a day, TextTooLong, HoldsPersonnummer.
    """
    rest = _cleaned(text)
    found = _PARAGRAPH.search(rest)
    rest = _PARAGRAPH.sub(" ", rest)
    day = DAY.search(rest)
    if day is None:
        raise BadDate
    body = " ".join(DAY.sub(" ", rest).replace(" den ", " ").split()).strip(_EDGES)
    if not body:
        raise NoWords
    if len(body) > BODY_LIMIT:
        raise TextTooLong(limit=BODY_LIMIT, count=len(body))
    return DecisionWords(
        body=body, day=day_of(day, today), paragraph=(found[1] or found[2]) if found else None
    )


def domain_of(email: str) -> str:
    """What follows the at sign."""
    return email.rpartition("@")[2]


def _cleaned(text: str) -> str:
    if holds_personnummer(text):
        raise HoldsPersonnummer
    return " ".join(clean_text(text).split())


def _take_email(text: str) -> tuple[str | None, str]:
    found = ADDRESS.search(text)
    if found is None:
        if "@" in text:
            raise BadEmail
        return None, text
    email = found[1].strip(".,;:").casefold()
    if not _EMAIL.fullmatch(email) or len(email) > EMAIL_LIMIT or "@" in ADDRESS.sub(" ", text, count=1):
        raise BadEmail
    return email, ADDRESS.sub(" ", text, count=1)


def _take_day(text: str, today: date) -> tuple[date | None, str]:
    """The day, and the text without it and the words before it; a § stands where it was."""
    if found := DAY.search(text):
        day = day_of(found, today)
    elif found := _TOMORROW.search(text):
        day = today + timedelta(days=1)
    elif found := _TODAY.search(text):
        day = today
    else:
        return None, text
    return day, _FROM.sub(" ", f"{text[: found.start()]} § {text[found.end() :]}")
