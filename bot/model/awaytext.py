"""From and until when somebody is away from a meeting, as people type it: «kl. 14–15», «från 14»."""

import re
from datetime import datetime, time, timedelta

from bot.model.attendance import Answer, Given
from bot.model.meeting import Meeting
from bot.refusals import NotDuringMeeting

_CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])(?:[.:]([0-5]\d))?(?![\d:])")
_UNTIL = re.compile(r"\b(?:till|tills|kommer|före|innan)\b", re.IGNORECASE)


def read_away(text: str, meeting: Meeting) -> Given:
    """The absence in those words; nothing else of them is kept. One that covers all of the meeting is whole.

    Raises NotDuringMeeting for words without a clock time, and for times when the meeting is not held.
    """
    clocks = [time(int(hour), int(minute or 0)) for hour, minute in _CLOCK.findall(text)]
    if len(clocks) == 1 and _UNTIL.search(text):
        clocks = [meeting.starts.time(), *clocks]
    if len(clocks) == 1:
        clocks = [*clocks, meeting.ends_local.time()]
    if len(clocks) != 2:
        raise NotDuringMeeting(meeting=meeting)
    begins, ends = (_at(clock, meeting) for clock in clocks)
    last = meeting.starts + timedelta(minutes=meeting.minutes)
    if not max(begins, meeting.starts) < min(ends, last):
        raise NotDuringMeeting(meeting=meeting)
    return Given(
        answer=Answer.ABSENT,
        away_from=begins.time() if begins > meeting.starts else None,
        away_until=ends.time() if ends < last else None,
    )


def _at(clock: time, meeting: Meeting) -> datetime:
    """That clock time during the meeting: of one that goes past midnight, the day after."""
    day = meeting.starts.date()
    is_next_day = meeting.ends_local.date() > day and clock < meeting.starts.time()
    return datetime.combine(day + timedelta(days=is_next_day), clock)
