"""Where the clock can be moved to: the next last day for items, sending, meeting, turn, or a day further."""

from datetime import datetime, time, timedelta
from typing import Any

from bot.acts.outlook.replies import PATIENCE
from bot.model.deadline import DeadlineKind
from bot.model.turn import ASKED_FROM_MONTH
from bot.model.workdays import first_morning
from handlers.demo.days import ZONE
from storage import lookout

A_MOMENT = timedelta(seconds=1)
A_DAY = timedelta(days=1)
NINE = time(9, 0)
READINGS = ("outlook", "outlook_no")


def targets(shown: dict[str, Any], now: datetime) -> dict[str, datetime]:
    """Each jump that is possible now, by its name, and where it ends."""
    found = {
        "close": _closing(shown, now),
        "agenda": _first(shown, DeadlineKind.AGENDA, now),
        "meeting": _meeting(shown, now),
        "turn": _turn(shown, now),
        "day": now + A_DAY,
    }
    return {name: instant for name, instant in found.items() if instant is not None}


def readings(read_at: datetime | None, now: datetime) -> dict[str, datetime]:
    """Where the clock goes on to by itself once somebody has done something in Outlook: the bot has read it,
    or believes a no."""
    if read_at is None:
        return {}
    read_at = max(now, read_at) + A_MOMENT
    return dict(zip(READINGS, (read_at, max(read_at, now + PATIENCE + A_MOMENT)), strict=True))


def _closing(shown: dict[str, Any], now: datetime) -> datetime | None:
    """The morning of the last day for items; from then on, the moment when what came in is told."""
    last_day, told = (
        _first(shown, kind, now) for kind in (DeadlineKind.ITEMS_CLOSE_SOON, DeadlineKind.ITEMS_CLOSED)
    )
    if last_day and (told is None or last_day < told):
        return datetime.combine(last_day.astimezone(ZONE), NINE, ZONE)
    return told


def _turn(shown: dict[str, Any], now: datetime) -> datetime:
    """When the side whose turn it is gets its first question, then when all are told who has the roles."""
    told = _first(shown, lookout.TURN_TOLD, now)
    if told is None:
        # The bot plans no further than to the next new year, and the turn comes with the one after it.
        asked = _november(now.astimezone(ZONE).year)
        return asked if now < asked else _november(now.astimezone(ZONE).year + 1)
    asked = _november(told.astimezone(ZONE).year - 1)
    return asked if now < asked else told


def _november(year: int) -> datetime:
    return first_morning(datetime(year, ASKED_FROM_MONTH, 1, tzinfo=ZONE)) + A_MOMENT


def _first(shown: dict[str, Any], kind: str, now: datetime) -> datetime | None:
    found = (datetime.fromisoformat(each["at"]) for each in shown["due"] if each["kind"] == kind)
    return next((instant + A_MOMENT for instant in found if instant >= now), None)


def _meeting(shown: dict[str, Any], now: datetime) -> datetime | None:
    found = (datetime.fromisoformat(each["at"]) for each in shown["meetings"] if not each["cancelled"])
    return next((instant + A_MOMENT for instant in found if instant > now), None)
