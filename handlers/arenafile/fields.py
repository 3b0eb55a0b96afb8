"""The kinds of value that an arena file holds, each cleaned and checked on its own."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from bot.model.cleantext import clean_text

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_YEARS = range(1970, 2200)


def _wrong(kind: str, **facts: object) -> PydanticCustomError:
    # The words lie in arenafile_words; pydantic is only told which.
    return PydanticCustomError(kind, "wrong", facts or None)


def _text(most: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        cleaned = clean_text(text)
        if not cleaned:
            raise _wrong("empty")
        if len(cleaned) > most:
            raise _wrong("long", most=most)
        return cleaned

    return check


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise _wrong("id")
    return text


def _email(text: str) -> str:
    """The address case-folded, since a person is an address; nothing is looked up in the network."""
    try:
        return validate_email(clean_text(text), check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        raise _wrong("email") from None


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise _wrong("zone")
    return name


def _link(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _wrong("link") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or text.split() != [text]:
        raise _wrong("link")
    return text


def _year(day: date) -> date:
    if day.year not in _YEARS:
        raise _wrong("year")
    return day


def _wall_time(moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        raise _wrong("offset")
    if moment.second or moment.microsecond:
        raise _wrong("seconds")
    _year(moment)
    return moment


Id = Annotated[str, AfterValidator(_id)]
Short = Annotated[str, AfterValidator(_text(60)), AfterValidator(_one_line)]
Title = Annotated[str, AfterValidator(_text(200)), AfterValidator(_one_line)]
Paragraphs = Annotated[str, AfterValidator(_text(2000))]
Email = Annotated[str, AfterValidator(_email)]
Zone = Annotated[str, AfterValidator(_zone)]
Link = Annotated[str, AfterValidator(_text(2000)), AfterValidator(_link)]
Day = Annotated[date, AfterValidator(_year)]
WallTime = Annotated[datetime, AfterValidator(_wall_time)]
Minutes = Annotated[int, Field(ge=1, le=1440)]
# What is not asked for is left out of the facts, so that an earlier load says the same.
OnlyYes = Annotated[bool | None, AfterValidator(lambda wanted: wanted or None)]
Days = Annotated[int, Field(ge=1, le=365)]
