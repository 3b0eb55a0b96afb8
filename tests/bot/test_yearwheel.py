"""A year as a wheel: which days are marked, for what, and which side has which role."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.model.meeting import Meeting, MeetingKind, MeetingState
from bot.model.seat import RoleKind
from bot.model.turn import side_in
from bot.model.yearwheel import Mark, days_of_interest, marks_of, year_wheel
from bot.texts import plain_lines, say
from tests.builders import NOW, a_meeting, a_person, a_role, a_seat, a_tenure, an_arena

AFTERWARDS = datetime(2027, 3, 1, tzinfo=UTC)
CLOSE, SENT, MEET = date(2027, 1, 29), date(2027, 2, 5), date(2027, 2, 12)


def in_february(**more: Any) -> Meeting:
    """A meeting of Norr on Friday 12 February 2027 at 13.00."""
    starts = datetime(2027, 2, 12, 13, 0)  # noqa: DTZ001
    return a_meeting(an_arena(), **{"starts": starts} | more)


def seen(meeting: Meeting, now: datetime = NOW) -> list[tuple[str, date]]:
    return [(mark.kind.value, mark.day) for mark in marks_of(meeting, now)]


def test_a_meeting_marks_its_day_and_what_leads_up_to_it() -> None:
    assert seen(in_february()) == [("items_close", CLOSE), ("agenda", SENT), ("meeting", MEET)]
    assert seen(in_february(kind=MeetingKind.STRATEGY))[-1] == ("strategy", MEET)


def test_a_tentative_date_marks_only_itself_and_a_cancelled_one_nothing() -> None:
    assert seen(in_february(state=MeetingState.TENTATIVE)) == [("tentative", MEET)]
    assert seen(in_february(state=MeetingState.CANCELLED)) == []
    assert seen(in_february(kind=MeetingKind.PREPARATORY)) == [("preparatory", MEET)]


def test_an_agenda_is_marked_when_it_went_out_and_not_at_all_where_none_did() -> None:
    early = in_february(sent_at=datetime(2027, 2, 1, 23, 30, tzinfo=UTC))

    assert seen(early)[1] == ("agenda", date(2027, 2, 2))
    assert seen(in_february(), AFTERWARDS) == [("items_close", CLOSE), ("meeting", MEET)]


def test_a_last_day_that_had_passed_when_the_meeting_was_planned_is_none() -> None:
    late = in_february(planned_at=datetime(2027, 2, 1, tzinfo=UTC))

    assert seen(late) == [("agenda", SENT), ("meeting", MEET)]


def test_what_leads_up_to_a_meeting_of_next_january_belongs_to_this_year_too() -> None:
    arena = an_arena()
    january = a_meeting(arena, starts=datetime(2028, 1, 7, 9, 0))  # noqa: DTZ001

    wheels = {year: year_wheel(arena, year, [january], [], [], NOW) for year in (2027, 2028)}

    assert {year: [mark.day for mark in wheel.marks] for year, wheel in wheels.items()} == {
        2027: [date(2027, 12, 24), date(2027, 12, 30)],
        2028: [date(2028, 1, 7)],
    }
    first, after = days_of_interest(arena, 2027)
    assert first == date(2027, 1, 1)
    assert january.starts.date() + timedelta(days=7) < after


@pytest.mark.parametrize(
    ("year", "side"), [(2026, None), (2027, "region"), (2028, "kommuner"), (2029, "region")]
)
def test_the_sides_take_turns_from_the_first_year_on(year: int, side: str | None) -> None:
    assert side_in({"first_side": "region", "first_year": 2027, "every_years": 1}, year) == side


def test_a_side_may_keep_a_role_for_several_years() -> None:
    rotation = {"first_side": "kommuner", "first_year": 2027, "every_years": 2}

    assert [side_in(rotation, year) for year in range(2027, 2032)] == [
        "kommuner", "kommuner", "region", "region", "kommuner",
    ]  # fmt: skip


def test_terms_follow_the_rotation_else_the_roles_themselves() -> None:
    arena = an_arena(settings={"rotation": {"chair": {"every_years": 1}}})
    seat = a_seat(side="kommuner")
    roles = [
        a_role(RoleKind.CHAIR, seat=seat),
        a_role(seat=seat, begins=date(2027, 7, 1)),
        a_role(side="region", begins=date(2026, 1, 1), ends=date(2027, 7, 1)),
        a_role(side="region", ends=date(2026, 7, 1)),
    ]

    wheel = year_wheel(arena, 2027, [], roles, [], NOW)

    terms = [plain_lines(say("year_wheel_term", term=term)) for term in wheel.terms]
    assert terms == [
        ["Ordförande: inte bestämt"],
        ["Sekreterare: regionen, 1 januari–30 juni"],
        ["Sekreterare: kommunerna, 1 juli–31 december"],
    ]


def test_whoever_has_a_role_is_named_and_for_the_other_side_whoever_is_named_for_it() -> None:
    arena = an_arena(settings={"rotation": {"chair": {"first_side": "region", "first_year": 2027}}})
    seat, new_year = a_seat(side="region"), date(2028, 1, 1)
    roles = [
        a_role(RoleKind.CHAIR, seat=seat),
        a_role(person=a_person("Åsa Berg"), ends=new_year),
        a_role(person=a_person("Lena Lund"), side="kommuner", begins=new_year),
    ]
    tenures = [a_tenure(seat, a_person("Bo Ek"))]

    terms = {
        year: [
            plain_lines(say("year_wheel_term", term=term))
            for term in year_wheel(arena, year, [], roles, tenures, AFTERWARDS).terms
        ]
        for year in (2027, 2028)
    }

    assert terms == {
        2027: [["Ordförande: Bo Ek, regionen"], ["Sekreterare: Åsa Berg"]],
        2028: [["Ordförande: kommunerna"], ["Sekreterare: Lena Lund, kommunerna"]],
    }


def test_whoever_has_a_role_keeps_it_until_the_first_turn() -> None:
    arena = an_arena(settings={"rotation": {"chair": {"first_side": "region", "first_year": 2029}}})
    roles = [a_role(RoleKind.CHAIR, person=a_person("Hugo Lind"), side="kommuner")]

    terms = [year_wheel(arena, year, [], roles, [], NOW).terms for year in (2028, 2029)]

    assert [plain_lines(say("year_wheel_term", term=term)) for (term,) in terms] == [
        ["Ordförande: Hugo Lind"],
        ["Ordförande: regionen"],
    ]


def test_a_sparsam_arena_says_nothing_of_who_leads() -> None:
    arena = an_arena(telegram="sparsam", settings={"rotation": {"chair": {}}})

    assert year_wheel(arena, 2027, [], [], [], NOW).terms == ()


def test_every_mark_has_its_words() -> None:
    arena, meeting = an_arena(), in_february(sent_at=AFTERWARDS)
    wheel = year_wheel(arena, 2027, [meeting, in_february(state=MeetingState.TENTATIVE)], [], [], NOW)
    other: list[Mark] = list(marks_of(in_february(kind=MeetingKind.PREPARATORY), NOW))

    words = plain_lines(say("year_wheel", arena=arena, wheel=wheel))

    assert words == [
        "Norr",
        "Årshjul 2027",
        "",
        "29 januari: sista dag att föreslå punkter",
        "Fredag 12 februari kl. 13.00: möte",
        "Fredag 12 februari kl. 13.00: preliminärt datum",
        "1 mars: dagordningen skickades",
    ]
    assert say("year_wheel_mark", mark=other[0]) == "beredande möte"
