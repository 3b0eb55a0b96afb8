"""Wall times that a clock which is put forward or back skips, or shows twice."""

from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class ClockFlaw(StrEnum):
    """Why a wall time names no single instant."""

    SKIPPED = "skipped"
    DOUBLED = "doubled"


def clock_flaw(wall: datetime, zone: ZoneInfo) -> ClockFlaw | None:
    """Whether the zone's clock skips this wall time or shows it twice (PEP 495); None for nearly all."""
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    there_and_back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return ClockFlaw.DOUBLED if there_and_back == wall else ClockFlaw.SKIPPED
