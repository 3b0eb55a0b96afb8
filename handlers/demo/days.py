"""The days of the story, counted from the day on which it is played, so that it never grows old."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.turn import ASKED_FROM_MONTH
from bot.model.workdays import is_workday, last_morning_keeping, workdays_before

ZONE = ZoneInfo("Europe/Stockholm")
PLACE = "Regionens hus, Exempelstad"
JULY_REST = range(28, 32)
# Which side has the role from the turn on: not the one that arena.toml begins with.
TURNS = {"chair": "region", "secretary": "kommuner"}
CALL, CLOSE = timedelta(days=28), timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Days:
    """When the story begins, when the preparers meet, and the arena's two meetings; all local and aware."""

    begins: datetime
    preparing: datetime
    meeting: datetime
    next_meeting: datetime

    @property
    def call(self) -> datetime:
        """08:00 on the day on which the bot has asked for items: four weeks before, on a working day."""
        return _at(_workday((self.meeting - CALL).date()), time(8, 0))

    @property
    def sending(self) -> datetime:
        """When the agenda is to go out: 08:00 on the last working day that keeps a week."""
        return last_morning_keeping(self.meeting - timedelta(days=7))

    @property
    def reminding(self) -> datetime:
        """When everybody is reminded, and the story ends: 08:00 on the working day before the meeting."""
        return _at(workdays_before(self.meeting.date(), 1)[0], time(8, 0))

    @property
    def meetings(self) -> tuple[datetime, datetime]:
        """Both meetings."""
        return self.meeting, self.next_meeting

    @property
    def turn(self) -> int:
        """The year with which the roles pass on; November's question about it comes after the story."""
        return self.meeting.year + (2 if self.meeting.month >= ASKED_FROM_MONTH else 1)

    def toml(self) -> str:
        """The two meetings, and the turns of the roles, as an arena file has them."""
        turns = (_rotation_toml(role, side, self.turn) for role, side in TURNS.items())
        return "".join([*map(_meeting_toml, self.meetings), *turns])


def days_from(today: date) -> Days:
    """The story's days if it is played on that day."""
    begins = _workday(today)
    meeting = _workday(begins + timedelta(days=36))
    # In the weeks of the July rest the call for items waits, and the story would have to wait with it.
    while _workday(meeting - CALL).isocalendar().week in JULY_REST:
        meeting = _workday(meeting + timedelta(days=1))
    return Days(
        begins=_at(begins, time(9, 0)),
        preparing=_at(_workday(meeting - CLOSE + timedelta(days=1)), time(10, 0)),
        meeting=_at(meeting, time(13, 0)),
        next_meeting=_at(_workday(meeting + timedelta(days=84)), time(13, 0)),
    )


def _workday(day: date) -> date:
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZONE)


def _rotation_toml(role: str, side: str, year: int) -> str:
    return f"""
[[rotation]]
role = "{role}"
first_side = "{side}"
first_year = {year}
"""


def _meeting_toml(starts: datetime) -> str:
    return f"""
[[meeting]]
id = "{starts:%Y-%m-%d}"
starts = {starts:%Y-%m-%dT%H:%M:%S}
minutes = 120
place = "{PLACE}"
"""
