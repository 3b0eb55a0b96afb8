"""Swedish dates, clock times and lists of names, as people read them."""

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date, format_datetime
from babel.lists import format_list


def on_day(day: date) -> str:
    """fredag 12 februari 2027"""
    return format_date(day, "EEEE d MMMM y", locale="sv")


def at_time(moment: datetime) -> str:
    """fredag 12 februari 2027 kl. 13.00, for a local time"""
    return format_datetime(moment, "EEEE d MMMM y 'kl.' HH.mm", locale="sv")


def at_time_that_year(moment: datetime) -> str:
    """fredag 12 februari kl. 13.00, where the year is said above"""
    return format_datetime(moment, "EEEE d MMMM 'kl.' HH.mm", locale="sv")


def short_day(day: date) -> str:
    """12 februari"""
    return format_date(day, "d MMMM", locale="sv")


def clock(moment: datetime) -> str:
    """13.00"""
    return f"{moment:%H.%M}"


def listed(names: Sequence[str]) -> str:
    """Åsa, Bo och Cilla"""
    return format_list(list(names), locale="sv")


def duration(minutes: int) -> str:
    """15 min, 1 tim, 1 tim 30 min"""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} tim"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def counted(count: int, one: str, many: str) -> str:
    """1 punkt, 2 punkter"""
    return f"{count} {one if count == 1 else many}"


def first_up(words: str) -> str:
    """Punkt 3, Budget i Norr; the rest stays as it was written"""
    return words[:1].upper() + words[1:]


def ended(title: str) -> str:
    """Budget.; one that ends itself keeps its own mark: «Hinner vi?»"""
    return title if title.endswith((".", "?", "!", "…")) else title + "."
