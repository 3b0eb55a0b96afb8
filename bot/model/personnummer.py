"""Finding Swedish personal identity numbers in running text: individual cases never belong here."""

import re
import unicodedata
from collections.abc import Iterator

from personnummer.personnummer import valid  # type: ignore[import-untyped]  # ships no types

from bot.model.cleantext import is_unseen

# A keycap digit is a digit followed by two of these.
_MARKS = frozenset({"Mn", "Me"})
_DASHES = re.compile("[\u2010-\u2015\u2212]")

_CENTURY = r"(?P<century>(?:18|19|20)(?: (?=[0-9]{6}))?)"
# One separator, the same throughout the date, as people write dates: 121212, 12-12-12, 12 12 12.
# That "same throughout" is what keeps 08-12 11 45 67 a telephone number.
_DATE = r"[0-9]{2}(?P<between>[ -]?)(?:0[1-9]|1[0-2])(?P=between)(?:[0-2][0-9]|3[01]|[6-8][0-9]|9[01])"
_JOINT = r"(?P<joint> ?[-+./] ?| )?"
_LAST = r"(?P<last>[0-9]{2} ?[0-9]{2})"
_NO_DIGIT_BEFORE = r"(?<![0-9])"
# What a range of dates goes on with: 2026-12-12 - 2027-01-10.
_NO_DIGIT_AFTER = r"(?![0-9]|-[0-9]{2}-[0-9]{2}(?![0-9]))"
# Looking ahead without consuming finds a number that begins inside a likely one that was none.
_WRITTEN = re.compile(rf"{_NO_DIGIT_BEFORE}(?={_CENTURY}?(?P<date>{_DATE}){_JOINT}{_LAST}{_NO_DIGIT_AFTER})")
_SPELLED_OUT = re.compile(r"(?<![0-9])(?<![0-9][ -])[0-9](?:[ -][0-9]){9,11}(?![ -]?[0-9])")
# A time of day as meetings have it: 2027-02-12 1300, 270212 0915.
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][05]")
# Ten digits in a row that begin like a mobile or a switchboard are nearly always one: 0701234567, 0101234567.
_TELEPHONE = re.compile(r"0[71]0[0-9]{7}")


def holds_personnummer(text: str) -> bool:
    """Whether a valid personnummer or samordningsnummer stands anywhere in the text.

    Takes the forms of Skatteverket (12 or 10 digits, `-` or `+`) and those that people type: spaces, dashes,
    fullwidth digits, unseen characters between digits. Date and check digit must be right. Two forms
    are left alone, since meetings and telephones look so: a date, a space and a time in even five minutes;
    070 or 010 and seven digits in one row.
    """
    return any(map(_is_valid, _candidates(_plain(text))))


def looks_like_personnummer(text: str) -> bool:
    """The same though the date or the check digit is wrong: no name or address has such a number."""
    return any(True for _ in _candidates(_plain(text)))


def _plain(text: str) -> str:
    compatible = unicodedata.normalize("NFKC", text)
    seen = "".join(letter for letter in compatible if letter.isspace() or not _is_noise(letter))
    return _DASHES.sub("-", re.sub(r"[^\S\n]+", " ", seen))


def _is_noise(letter: str) -> bool:
    return is_unseen(letter) or unicodedata.category(letter) in _MARKS


def _candidates(text: str) -> Iterator[str]:
    for found in _WRITTEN.finditer(text):
        if not (_is_meeting_time(found) or _is_telephone(found)):
            yield _digits((found["century"] or "") + found["date"] + found["last"])
    for spelled in _SPELLED_OUT.finditer(text):
        yield _digits(spelled[0])


def _is_meeting_time(found: re.Match[str]) -> bool:
    return found["joint"] == " " and _CLOCK.fullmatch(found["last"]) is not None


def _is_telephone(found: re.Match[str]) -> bool:
    return (
        not (found["century"] or found["joint"])
        and _TELEPHONE.fullmatch(found["date"] + found["last"]) is not None
    )


def _digits(written: str) -> str:
    return re.sub(r"[^0-9]", "", written)


def _is_valid(digits: str) -> bool:
    # The century decides only whether 29 February exists; trying each keeps the answer free of today's date.
    centuries = ("",) if len(digits) == 12 else ("18", "19", "20")
    return any(valid(century + digits) for century in centuries)
