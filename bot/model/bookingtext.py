"""When and where, as people type it: «fredag 12 februari 13-15, Regionens hus», «12/2 2027 kl 13 i 2h»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from urllib.parse import urlsplit

from bot.model.cleantext import clean_text
from bot.model.daytext import DAY, day_of
from bot.model.personnummer import holds_personnummer
from bot.model.proposal import LONGEST_MINUTES, read_duration
from bot.refusals import (
    BadDate,
    BadDuration,
    BadTime,
    HoldsPersonnummer,
    NoWords,
    TextTooLong,
)

PLACE_LIMIT = 200
LINK_LIMIT = 2000
_HOUR = r"(?P<{0}>[01]?\d|2[0-4])(?:[.:](?P<{0}m>[0-5]\d))?"
_SPAN = re.compile(
    rf"(?:\bkl\.?\s*|(?<![\d.:-])){_HOUR.format('from')}\s*(?:-|–|till)\s*{_HOUR.format('to')}(?![\d:-])",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\bkl(?:ockan|\.)?\s*(?P<hour>[01]?\d|2[0-3])(?:[.:]?(?P<minute>[0-5]\d))?(?!\d)"
    r"|(?<![\d.:])(?P<hour2>[01]?\d|2[0-3])[.:](?P<minute2>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
# «2027-02-12 13 2h»: where a day stood, a lone number that follows is its hour.
_LONE_HOUR = re.compile(r"§\s*,?\s*(?P<hour>[01]?\d|2[0-3])(?=\s|,|$)")
_DURATION = re.compile(
    r"(?:\bi\s+)?(?<![\d.,])\d{1,4}(?:[.,]\d{1,2})?\s*(?:h|tim(?:me|mar)?|m|min(?:ut(?:er)?)?)\b\.?"
    r"(?:\s*(?:och\s*)?\d{1,3}\s*(?:m|min(?:uter)?)\b\.?)?",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
# What stands between dates to choose among; «Sal 3/4» is no date unless one of them stands before it.
_JOINER = re.compile(r"(?:\b(?:alt(?:ernativt)?|eller|och|samt)\b\.?|[,;/&+])\s*$", re.IGNORECASE)
# What looks like a clock time and is none would otherwise become the place: «25:00», «kl 26».
_NO_CLOCK = re.compile(
    r"(?:\bkl\w*\.?\s*|(?<![\d.:])(?=\d{1,2}[:.]\d{2}(?![\d.:])))(?P<typed>\d{1,2}(?:[:.]\d{2})?)",
    re.IGNORECASE,
)
_EDGES = " \t\n,;.–-§"


@dataclass(frozen=True, kw_only=True)
class When:
    """One date as typed; `clock` is None where none stands beside it."""

    day: date
    clock: time | None = None


@dataclass(frozen=True, kw_only=True)
class BookingWords:
    """What was found in one message; what it does not say is None or empty."""

    whens: tuple[When, ...] = ()
    clock: time | None = None
    minutes: int | None = None
    place: str | None = None
    link: str | None = None


class _Reader:
    """Takes out of a text what it understands; what is left is the place."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, no longer in the rest."""
        found = pattern.search(self.rest)
        if found:
            self.rest = f"{self.rest[: found.start()]} § {self.rest[found.end() :]}"
        return found


def read_booking(text: str, today: date) -> BookingWords:
    """What the words say of when and where; a day without a year is the next one.

    Several days are dates to choose among, whatever stands between them. Raises BadDate where no day, time or
    place is found, BadTime, NoSuchDay, NotThatWeekday, BadDuration, TextTooLong, HoldsPersonnummer.
    """
    if holds_personnummer(text):
        raise HoldsPersonnummer
    reader = _Reader(" ".join(clean_text(text).split()))
    link = _read_link(reader)
    whens, clock, minutes, places = _read_alternatives(reader.rest, today)
    place = _checked(" ".join(places), PLACE_LIMIT)
    if place and (found := _NO_CLOCK.search(place)):
        raise BadTime(typed=found["typed"])
    if not (whens or clock or minutes or place or link):
        raise BadDate
    return BookingWords(whens=whens, clock=clock, minutes=minutes, place=place, link=link)


def read_place(text: str) -> tuple[str | None, str | None]:
    """A place and a link, where nothing else is asked for.

    Raises NoWords, TextTooLong, HoldsPersonnummer.
    """
    if holds_personnummer(text):
        raise HoldsPersonnummer
    reader = _Reader(" ".join(clean_text(text).split()))
    link = _read_link(reader)
    place = _checked(_bare(reader.rest), PLACE_LIMIT)
    if not (place or link):
        raise NoWords
    return place, link


def _read_alternatives(text: str, today: date) -> tuple[tuple[When, ...], time | None, int | None, list[str]]:
    whens: list[When] = []
    clocks: list[time] = []
    lengths: list[int] = []
    places: list[str] = []
    for part in _parts(text):
        reader = _Reader(part)
        found = reader.take(DAY)
        day = day_of(found, today) if found else None
        clock, minutes = _read_clock(reader)
        whens += [When(day=day, clock=clock)] if day else []
        clocks += [clock] if clock else []
        lengths += [minutes] if minutes else []
        places += [bare] if (bare := _bare(reader.rest)) else []
    return tuple(whens), next(iter(clocks), None), next(iter(lengths), None), places


def _parts(text: str) -> Iterator[str]:
    """The text cut before each further day, without what joined them."""
    start = 0
    for number, found in enumerate(DAY.finditer(text)):
        before = text[start : found.start()]
        joiner = _JOINER.search(before)
        if number and (joiner or not found["day2"]):
            yield before[: joiner.start()] if joiner else before
            start = found.start()
    yield text[start:]


def _read_link(reader: _Reader) -> str | None:
    found = reader.take(_LINK)
    if found is None:
        return None
    try:
        is_whole = bool(urlsplit(found[0]).hostname)
    except ValueError:
        is_whole = False
    return _checked(found[0].rstrip(".,;"), LINK_LIMIT) if is_whole else None


def _read_clock(reader: _Reader) -> tuple[time | None, int | None]:
    """The start, and how long: by a span of two times, or by a length."""
    if span := reader.take(_SPAN):
        start, end = _minutes(span, "from"), _minutes(span, "to")
        length = (end - start) % LONGEST_MINUTES
        if not length or start == LONGEST_MINUTES:
            raise BadDuration
        return time(*divmod(start, 60)), length
    return _read_single_clock(reader), _read_length(reader)


def _read_single_clock(reader: _Reader) -> time | None:
    if found := reader.take(_CLOCK):
        return time(int(found["hour"] or found["hour2"]), int(found["minute"] or found["minute2"] or 0))
    found = reader.take(_LONE_HOUR)
    return time(int(found["hour"])) if found else None


def _read_length(reader: _Reader) -> int | None:
    found = reader.take(_DURATION)
    return read_duration(found[0].rstrip(".")) if found else None


def _minutes(span: re.Match[str], end: str) -> int:
    return int(span[end]) * 60 + int(span[f"{end}m"] or 0)


def _bare(rest: str) -> str:
    words = re.sub(r"\s+", " ", rest.replace("§", " ")).strip(_EDGES)
    place = re.sub(r"^(?:plats|lokal)\s*:\s*", "", words, flags=re.IGNORECASE)
    return place if any(map(str.isalnum, place)) else ""


def _checked(text: str, limit: int) -> str | None:
    if len(text) > limit:
        raise TextTooLong(limit=limit, count=len(text))
    return text or None
