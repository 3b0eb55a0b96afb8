"""The clock against others' clocks, and what is known of time zones."""

from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

from handlers.line.check import Check, broken, works

CLOCK, THEIR_CLOCK, ZONES = "klocka", "klocka mot Telegram", "tidszoner"
SWEDEN = "Europe/Stockholm"
A_SUMMER_DAY, A_WINTER_DAY = datetime(2027, 7, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
MOST_APART = timedelta(seconds=30)
AGAIN = "Installera om paketet tzdata."


def check_clock(theirs: datetime, ours: datetime) -> Check:
    """The database's: leases run by it, deadlines by the machine's."""
    if (apart := _apart(theirs, ours)) > MOST_APART:
        return broken(CLOCK, f"Datorns och databasens klockor skiljer {_long(apart)}. Ställ dem rätt.")
    return works(CLOCK)


def check_their_clock(theirs: datetime, ours: datetime) -> Check:
    """Telegram's, which goes right: by the machine's, agendas go out."""
    if (apart := _apart(theirs, ours)) > MOST_APART:
        late = "efter" if ours < theirs else "före"
        return broken(
            THEIR_CLOCK,
            f"Datorns klocka går {_long(apart)} {late}. Ställ den, och låt den följa en tidsserver.",
        )
    return works(THEIR_CLOCK)


def check_zones(zones: list[str]) -> Check:
    """Whether they are known, and Swedish summer time with them."""
    try:
        offsets = [
            day.replace(tzinfo=ZoneInfo(zone)).utcoffset()
            for zone in (SWEDEN, *zones)
            for day in (A_SUMMER_DAY, A_WINTER_DAY)
        ]
    except (KeyError, ValueError, OSError) as error:
        return broken(ZONES, f"Tidszonen {error} är okänd. {AGAIN}")
    if offsets[:2] != [timedelta(hours=2), timedelta(hours=1)]:
        return broken(ZONES, f"Svensk sommartid är inte känd. {AGAIN}")
    return works(ZONES, _whose())


def _whose() -> str:
    """The system's own come before the package's: https://docs.python.org/3/library/zoneinfo.html#data-sources"""
    for directory in TZPATH:
        if (Path(directory) / SWEDEN).exists():
            return _system(Path(directory) / "tzdata.zi")
    return f"tzdata {version('tzdata')}"


def _system(table: Path) -> str:
    try:
        with table.open(encoding="ascii", errors="replace") as lines:
            return f"systemets, {lines.readline().removeprefix('# version ').strip()}"
    except OSError:
        return "systemets"


def _apart(theirs: datetime, ours: datetime) -> timedelta:
    return abs(theirs - ours)


def _long(apart: timedelta) -> str:
    seconds = int(apart.total_seconds())
    return f"{seconds} s" if seconds < 600 else f"{seconds // 60} minuter"
