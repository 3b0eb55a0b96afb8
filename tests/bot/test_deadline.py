"""What falls due around a meeting: when, until when, and what was never promised."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.model.deadline import (
    GATHERING,
    UNSCHEDULED,
    Deadline,
    DeadlineKind,
    deadlines_of,
    due_when_asked,
    news_of,
)
from bot.model.meeting import Meeting, MeetingKind
from tests.builders import a_meeting, an_arena

EARLY = datetime(2026, 8, 1, 8, 0, tzinfo=UTC)
A_BREATH = timedelta(seconds=1)


def meeting_on(*numbers: int, **more: Any) -> Meeting:
    starts = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 (a meeting starts at a wall time)
    return a_meeting(an_arena(), **{"starts": starts} | more)


def due_times(meeting: Meeting, now: datetime = EARLY) -> dict[DeadlineKind, str]:
    zone = meeting.arena.zone
    return {
        deadline.kind: f"{deadline.due_at.astimezone(zone):%Y-%m-%d %H:%M}"
        for deadline in deadlines_of(meeting, now)
    }


def agenda_of(meeting: Meeting, now: datetime) -> Deadline:
    (agenda,) = [due for due in deadlines_of(meeting, now) if due.kind is DeadlineKind.AGENDA]
    return agenda


def test_an_ordinary_meeting_has_every_deadline_at_its_time() -> None:
    meeting = meeting_on(2027, 2, 12, 13)

    assert due_times(meeting) == {
        DeadlineKind.CALL_FOR_ITEMS: "2027-01-15 08:00",
        DeadlineKind.ITEMS_CLOSE_SOON: "2027-01-29 08:00",
        DeadlineKind.ITEMS_CLOSED: "2027-02-01 08:00",
        DeadlineKind.FILES_PROMISED: "2027-02-02 08:00",
        DeadlineKind.FILES_PROMISED_AGAIN: "2027-02-04 08:00",
        DeadlineKind.ATTENDANCE_ASKED: "2027-02-02 08:00",
        DeadlineKind.ATTENDANCE_ASKED_AGAIN: "2027-02-09 08:00",
        DeadlineKind.NOT_READY: "2027-02-03 08:00",
        DeadlineKind.NOT_READY_AGAIN: "2027-02-04 08:00",
        DeadlineKind.AGENDA: "2027-02-05 08:00",
        DeadlineKind.UNREAD: "2027-02-09 08:00",
        DeadlineKind.MEETING_TOMORROW: "2027-02-11 08:00",
        DeadlineKind.OUTCOMES_ASKED: "2027-02-15 08:00",
        DeadlineKind.OUTCOMES_ASSUMED: "2027-03-01 08:00",
    }


def test_a_call_for_items_gives_way_to_the_reminder_of_the_last_day() -> None:
    due = {each.kind: each for each in deadlines_of(meeting_on(2027, 2, 12, 13), EARLY)}

    reminded = due[DeadlineKind.ITEMS_CLOSE_SOON].due_at
    assert due[DeadlineKind.CALL_FOR_ITEMS].useful_until == reminded


@pytest.mark.parametrize(
    ("starts", "told"),
    [
        # Items close on a Thursday and on the eve of Epiphany.
        ((2027, 2, 11, 13), "2027-01-29 08:00"),
        ((2027, 1, 19, 13), "2027-01-07 08:00"),
        # July's rest ends with Sunday 8 August; one meeting is prepared before that day, one after.
        ((2027, 8, 12, 13), "2027-07-30 08:00"),
        ((2027, 8, 19, 13), "2027-08-09 08:00"),
        # Midsummer: the preparatory meeting is at eight on the first working morning.
        ((2027, 7, 8, 8), "2027-06-24 23:59"),
        ((2027, 7, 8, 9), "2027-06-28 08:00"),
    ],
)
def test_what_came_in_is_told_the_next_working_morning_unless_the_preparatory_meeting_is_earlier(
    starts: tuple[int, ...], told: str
) -> None:
    assert due_times(meeting_on(*starts))[DeadlineKind.ITEMS_CLOSED] == told


def test_a_week_before_is_wall_time_across_the_change_to_summer_time() -> None:
    meeting = meeting_on(2027, 4, 1, 13)

    assert meeting.agenda_due_at.isoformat() == "2027-03-25T13:00:00+01:00"
    assert due_times(meeting)[DeadlineKind.AGENDA] == "2027-03-25 08:00"


def test_items_close_at_the_same_wall_time_across_the_change_to_winter_time() -> None:
    meeting = meeting_on(2026, 11, 5, 9)

    assert meeting.items_close_at.isoformat() == "2026-10-22T23:59:00+02:00"


def test_an_agenda_due_on_midsummer_eve_goes_the_day_before() -> None:
    assert due_times(meeting_on(2027, 7, 2, 13))[DeadlineKind.AGENDA] == "2027-06-24 08:00"


def test_the_reminder_of_a_monday_meeting_comes_on_friday() -> None:
    assert due_times(meeting_on(2027, 2, 15, 9))[DeadlineKind.MEETING_TOMORROW] == "2027-02-12 08:00"


def test_a_call_in_july_is_held_until_the_monday_after_the_summer() -> None:
    called = due_times(meeting_on(2027, 8, 27, 13))[DeadlineKind.CALL_FOR_ITEMS]

    assert called == "2027-08-09 08:00"


def test_a_reminder_of_july_is_not_held_past_the_date_that_it_is_about() -> None:
    called = due_times(meeting_on(2027, 8, 20, 13))[DeadlineKind.CALL_FOR_ITEMS]

    assert called == "2027-07-23 08:00"


def test_every_reminder_of_july_is_held_and_the_agenda_is_not() -> None:
    times = due_times(meeting_on(2027, 8, 10, 13))

    held = {kind for kind, due in times.items() if due == "2027-08-09 08:00"}
    assert held == {
        DeadlineKind.FILES_PROMISED_AGAIN,
        DeadlineKind.ATTENDANCE_ASKED_AGAIN,
        DeadlineKind.UNREAD,
        DeadlineKind.MEETING_TOMORROW,
    }
    assert DeadlineKind.ATTENDANCE_ASKED not in times
    assert times[DeadlineKind.AGENDA] == "2027-08-03 08:00"
    assert DeadlineKind.FILES_PROMISED not in times


def test_what_became_of_items_is_asked_after_the_summer_for_a_meeting_of_july() -> None:
    times = due_times(meeting_on(2027, 7, 14, 13), datetime(2027, 5, 1, tzinfo=UTC))

    assert times[DeadlineKind.OUTCOMES_ASKED] == "2027-08-09 08:00"
    assert times[DeadlineKind.OUTCOMES_ASSUMED] == "2027-08-23 08:00"


def test_what_had_passed_when_the_meeting_was_planned_was_never_promised() -> None:
    now = datetime(2027, 2, 1, 12, 0, tzinfo=UTC)

    assert set(due_times(meeting_on(2027, 2, 12, 13), now)) == {
        DeadlineKind.FILES_PROMISED,
        DeadlineKind.FILES_PROMISED_AGAIN,
        DeadlineKind.ATTENDANCE_ASKED,
        DeadlineKind.ATTENDANCE_ASKED_AGAIN,
        DeadlineKind.NOT_READY,
        DeadlineKind.NOT_READY_AGAIN,
        DeadlineKind.AGENDA,
        DeadlineKind.UNREAD,
        DeadlineKind.MEETING_TOMORROW,
        DeadlineKind.OUTCOMES_ASKED,
        DeadlineKind.OUTCOMES_ASSUMED,
    }


def test_a_meeting_planned_inside_the_week_gets_its_agenda_the_next_working_morning() -> None:
    friday_evening = datetime(2027, 2, 5, 18, 0, tzinfo=UTC)

    agenda = agenda_of(meeting_on(2027, 2, 12, 13), friday_evening)

    assert (agenda.due_at, agenda.planned_late) == (datetime(2027, 2, 8, 7, 0, tzinfo=UTC), True)


def test_a_meeting_planned_for_tonight_gets_its_agenda_at_once() -> None:
    noon = datetime(2027, 2, 12, 11, 0, tzinfo=UTC)

    assert agenda_of(meeting_on(2027, 2, 12, 18), noon).due_at == noon


def test_a_meeting_in_the_past_promises_nothing() -> None:
    assert deadlines_of(meeting_on(2027, 2, 12, 13), datetime(2027, 3, 1, tzinfo=UTC)) == []


def test_a_preparatory_meeting_calls_for_nothing_and_sends_nothing_but_its_reminder() -> None:
    due = due_times(meeting_on(2027, 2, 2, 9, kind=MeetingKind.PREPARATORY))

    assert set(due) == {DeadlineKind.MEETING_TOMORROW}


@pytest.mark.parametrize(
    ("planned", "told"),
    [
        (datetime(2026, 12, 23, 14, 0, tzinfo=UTC), "2026-12-28 08:00"),
        (datetime(2027, 1, 13, 22, 30, tzinfo=UTC), "2027-01-14 08:00"),
        # The call for items is made the same morning, or was made before.
        (datetime(2027, 1, 14, 14, 0, tzinfo=UTC), None),
        (datetime(2027, 1, 15, 14, 0, tzinfo=UTC), None),
    ],
)
def test_a_meeting_is_news_the_next_working_morning_but_not_once_it_is_called_for(
    planned: datetime, told: str | None
) -> None:
    meeting = meeting_on(2027, 2, 12, 13)

    news = news_of(meeting, planned)

    assert (news and f"{news.due_at.astimezone(meeting.arena.zone):%Y-%m-%d %H:%M}") == told


def test_news_of_july_waits_and_a_preparatory_meeting_is_none() -> None:
    july = datetime(2027, 7, 15, 9, 0, tzinfo=UTC)

    news = news_of(meeting_on(2027, 10, 15, 13), july)

    assert news
    assert news.due_at == datetime(2027, 8, 9, 6, 0, tzinfo=UTC)
    assert news_of(meeting_on(2027, 10, 5, 9, kind=MeetingKind.PREPARATORY), july) is None


def test_ten_minutes_late_is_punctual_and_more_is_missed() -> None:
    agenda = agenda_of(meeting_on(2027, 2, 12, 13), EARLY)

    late = [agenda.is_missed(agenda.due_at + timedelta(minutes=minutes)) for minutes in (0, 10, 11)]

    assert late == [False, False, True]


def test_only_what_became_of_the_items_is_of_use_once_the_meeting_has_begun() -> None:
    meeting = meeting_on(2027, 2, 12, 13)

    useless = {due.kind for due in deadlines_of(meeting, EARLY) if due.is_useless(meeting.starts_at)}

    assert set(DeadlineKind) - useless - UNSCHEDULED == {
        DeadlineKind.OUTCOMES_ASKED,
        DeadlineKind.OUTCOMES_ASSUMED,
    }


@pytest.mark.parametrize(
    ("before", "waits"),
    [(timedelta(minutes=5), GATHERING), (GATHERING, timedelta()), (A_BREATH, timedelta())],
)
def test_a_supplement_is_gathered_unless_the_meeting_is_about_to_begin(
    before: timedelta, waits: timedelta
) -> None:
    meeting = meeting_on(2027, 2, 12, 13)
    now = meeting.starts_at - before

    asked = due_when_asked(meeting, DeadlineKind.SUPPLEMENT, now)
    first = (asked.due_at - now, asked.is_useless(asked.due_at))
    asked.close(now, "done")
    asked.ask_anew(now)

    assert first == (asked.due_at - now, asked.is_useless(asked.due_at)) == (waits, False)
