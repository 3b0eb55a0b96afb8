"""The calendar at a secret address: whose meetings, what of them, and nothing to anybody else."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from ical.calendar_stream import IcsCalendarStream

from bot.acts.meetings.calendar import calendar_entry
from bot.model.arena import Arena
from bot.model.meeting import Meeting, MeetingKind, MeetingState
from bot.model.person import Person
from bot.model.seat import RoleKind, SeatKind
from integrations.icalendar import calendar_file
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import (
    HANDOVER,
    NOW,
    a_co_option,
    a_joined_person,
    a_meeting,
    a_role,
    a_seat,
    a_tenure,
    an_arena,
    an_item,
)
from tests.handlers.web.visiting import Visitor, read
from tests.storage.test_growth import counted

EVERYBODY = ("Bo Berg", "Cilla Ceder", "Dan Dal", "Åsa Öberg", "Eva Ek", "Isak Ivarsson", "David Dahl")
GONE = ("Adressen finns inte.", "no-store")


class Town(Visitor):
    """Norr and Syd with their people and a meeting each, and somebody who asks for pages."""

    def __post_init__(self) -> None:
        super().__post_init__()
        with unit_of_work(self.database) as store:
            self.people = {name: a_joined_person(name, 100 + at) for at, name in enumerate(EVERYBODY)}
            norr, syd = an_arena(), an_arena(id="syd", name="Samverkan Syd", short="Syd")
            store.session.add_all([*self.people.values(), norr, syd])
            store.flush()
            self.norr, self.syd = norr, syd
            self.meeting = a_meeting(
                norr, place="Regionens hus; sal 2, Östersund", link="https://teams.example"
            )
            store.keep(self.meeting)
            store.keep(a_meeting(syd, starts=datetime(2027, 3, 5, 9, 0)))  # noqa: DTZ001
            seat, southern = a_seat(), a_seat("syd")
            deputy = a_seat(key="dan", kind=SeatKind.DEPUTY, stands_in_for=["kommunen"])
            for each in (seat, southern, deputy):
                store.keep(each)
            store.flush()
            self.tenure = a_tenure(seat, self.bo, ends=HANDOVER)
            for held in (
                self.tenure,
                a_tenure(seat, self["Cilla Ceder"], begins=HANDOVER),
                a_tenure(deputy, self["Dan Dal"]),
                a_tenure(southern, self["David Dahl"]),
                a_role(person=self["Åsa Öberg"]),
            ):
                store.keep(held)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def bo(self) -> Person:
        """Whose seat is Cilla's from the day of the handover."""
        return self.people["Bo Berg"]

    def plans(self, arena: Arena | None = None, **more: Any) -> Meeting:
        """Another meeting."""
        with unit_of_work(self.database) as store:
            meeting = a_meeting(store.session.merge(arena or self.norr, load=True), **more)
            store.keep(meeting)
            return meeting

    def changes(self, **facts: Any) -> None:
        """Something becomes of Norr's meeting."""
        with unit_of_work(self.database) as store:
            for name, value in facts.items():
                setattr(_held(store, self.meeting), name, value)

    def sees_norr(self, name: str) -> bool:
        """Whether that person's calendar has Norr's meeting."""
        return "2026-12-17 Norr" in self.titles_of(self[name])


def _held(store: SqlStore, meeting: Meeting) -> Meeting:
    place = store.within(meeting.arena.id)
    held = place.meeting(meeting.id) if place else None
    assert held
    return held


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database=database)


def test_a_meeting_stands_there_with_title_time_and_place_and_nothing_else(town: Town) -> None:
    answer = town.asks(town.page_of(town["Cilla Ceder"]))

    calendar = read(answer)
    (event,) = calendar.events
    assert (event.summary, event.location, event.status) == (
        "Norr", "Regionens hus; sal 2, Östersund", "CONFIRMED"
    )  # fmt: skip
    assert (event.start, event.end) == (town.meeting.starts_local, town.meeting.ends_local)
    assert (calendar.method, event.description, event.organizer, event.attendees) == (
        "PUBLISH", None, None, []
    )  # fmt: skip
    assert "teams.example" not in answer.text


def test_it_has_a_name_and_says_how_often_to_ask_for_it(town: Town) -> None:
    lines = town.asks(town.page_of(town["Cilla Ceder"])).text.splitlines()

    assert [line for line in lines if line.startswith(("NAME", "X-", "REFRESH"))] == [
        "NAME:Möten i samverkansarenor",
        "X-WR-CALNAME:Möten i samverkansarenor",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]


def test_it_is_the_same_event_as_the_meeting_s_own_file(town: Town) -> None:
    entry = calendar_entry(town.meeting, town.bo, bot_name="bot", now=NOW)
    (own,) = IcsCalendarStream.calendar_from_ics(calendar_file(entry).decode()).events

    (event,) = town.events_of(town["Cilla Ceder"])

    assert (event.uid, event.sequence) == (own.uid, own.sequence)


def test_rights_are_those_of_the_meeting_s_day(town: Town) -> None:
    seen = {name: town.sees_norr(name) for name in ("Cilla Ceder", "Dan Dal", "Åsa Öberg", "Bo Berg")}

    assert seen == {"Cilla Ceder": True, "Dan Dal": True, "Åsa Öberg": True, "Bo Berg": False}


def test_nobody_sees_another_arena_s(town: Town) -> None:
    assert town.titles_of(town["David Dahl"]) == ["2027-03-05 Syd"]


def test_whoever_is_co_opted_sees_the_meeting_and_for_an_item_alone_nothing(town: Town) -> None:
    with unit_of_work(town.database) as store:
        asa = store.person(town["Åsa Öberg"].id)
        eva, isak = (store.person(town[name].id) for name in ("Eva Ek", "Isak Ivarsson"))
        assert asa
        assert eva
        assert isak
        item = an_item(asa, meeting=_held(store, town.meeting))
        store.keep(item)
        store.flush()
        store.keep(a_co_option(eva, asa, meeting=_held(store, town.meeting)))
        store.keep(a_co_option(isak, asa, item=item))

    assert (town.titles_of(town["Eva Ek"]), town.titles_of(town["Isak Ivarsson"])) == (
        ["2026-12-17 Norr"], []
    )  # fmt: skip


def test_a_preparatory_meeting_is_for_those_who_prepare(town: Town) -> None:
    town.plans(key="prep", kind=MeetingKind.PREPARATORY, starts=datetime(2026, 12, 15, 9, 0))  # noqa: DTZ001

    assert "2026-12-15 Norr, beredande möte" in town.titles_of(town["Åsa Öberg"])
    assert town.titles_of(town["Cilla Ceder"]) == ["2026-12-17 Norr"]


def test_what_is_cancelled_or_tentative_says_so_in_its_title_too(town: Town) -> None:
    town.changes(state=MeetingState.CANCELLED)
    town.plans(key="soft", state=MeetingState.TENTATIVE, starts=datetime(2027, 1, 15, 9, 0))  # noqa: DTZ001

    events = town.events_of(town["Cilla Ceder"])

    assert [(event.summary, event.status, event.transparency) for event in events] == [
        ("Inställt: Norr", "CANCELLED", "TRANSPARENT"),
        ("Preliminärt: Norr", "TENTATIVE", "OPAQUE"),
    ]


def test_a_meeting_that_moves_is_the_same_one_at_another_time(town: Town) -> None:
    (before,) = town.events_of(town["Cilla Ceder"])
    town.changes(starts=datetime(2026, 12, 18, 10, 0))  # noqa: DTZ001

    (after,) = town.events_of(town["Cilla Ceder"])

    assert (after.uid, f"{after.start:%Y-%m-%d %H:%M}") == (before.uid, "2026-12-18 10:00")
    assert (before.sequence or 0) < (after.sequence or 0)


def test_what_was_held_stays_for_ninety_days(town: Town) -> None:
    town.passes(days=113)
    stays = town.titles_of(town["Cilla Ceder"])
    town.passes(days=3)

    assert (stays, town.titles_of(town["Cilla Ceder"])) == (["2026-12-17 Norr"], [])


def test_of_a_joint_meeting_there_is_one(town: Town) -> None:
    with unit_of_work(town.database) as store:
        cilla = store.person(town["Cilla Ceder"].id)
        assert cilla
        store.keep(a_role(RoleKind.CHAIR, "syd", person=cilla))
    town.changes(joint_key="both")
    town.plans(town.syd, key="joint", joint_key="both")

    assert town.titles_of(town["Cilla Ceder"]) == ["2026-12-17 Norr", "2027-03-05 Syd"]


def test_where_only_titles_and_times_may_stand_in_chat_the_place_stands_here(town: Town) -> None:
    with unit_of_work(town.database) as store:
        place = store.within("norr")
        assert place
        place.arena.telegram = "sparsam"

    (event,) = town.events_of(town["Cilla Ceder"])

    assert event.location == "Regionens hus; sal 2, Östersund"


def test_an_unchanged_calendar_is_not_sent_again(town: Town) -> None:
    page = town.page_of(town["Cilla Ceder"])
    first = town.asks(page)
    town.passes(hours=5)

    again = town.asks(page, if_none_match=f'"other", {first.headers["etag"]}')
    town.changes(place="Stadshuset")
    changed = town.asks(page, if_none_match=first.headers["etag"])

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert (changed.status_code, changed.headers["etag"] == first.headers["etag"]) == (200, False)


def test_what_is_unchanged_is_written_once(town: Town) -> None:
    page = town.page_of(town["Cilla Ceder"])
    first = town.asks(page)
    town.passes(hours=5)

    assert town.asks(page).content == first.content


def test_an_answer_says_what_it_is_and_is_kept_by_nobody_else(town: Town) -> None:
    answer = town.asks(town.page_of(town["Cilla Ceder"]))

    said = {name: answer.headers.get(name) for name in ("content-type", "cache-control", "x-robots-tag")}
    assert said == {
        "content-type": "text/calendar; charset=utf-8",
        "cache-control": "private, max-age=900",
        "x-robots-tag": "noindex, nofollow",
    }
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_head_gives_the_same_without_its_body_and_nothing_else_is_done(town: Town) -> None:
    page = town.page_of(town["Cilla Ceder"])
    whole, head = town.asks(page), town.asks(page, "HEAD")

    assert (head.status_code, head.content, head.headers) == (200, b"", whole.headers)
    assert {town.asks(page, method).status_code for method in ("POST", "PUT", "DELETE", "OPTIONS")} == {405}


def test_there_is_one_answer_for_everything_that_is_not_there(town: Town) -> None:
    page = town.page_of(town.bo)
    town.passes(days=20)
    # Bo has left since.
    dan = town.page_of(town["Dan Dal"])
    with unit_of_work(town.database) as store:
        person = store.person(town["Dan Dal"].id)
        assert person
        held = store.open_feed(person)
        assert held
        held.revoked_at = NOW
    missing = [
        page, dan, "/kalender/AAAAAAAAAAAAAAAAAAAAAA.ics", "/kalender/.ics", "/kalender/å%00.ics", "/",
        f"/kalender/{'A' * 5000}.ics", page.removesuffix(".ics"), "/kalender/a/b.ics", "/metrics",
    ]  # fmt: skip

    answers = town.asks_all(missing)

    assert {each.status_code for each in answers} == {404}
    assert {(each.text, each.headers["cache-control"]) for each in answers} == {GONE}
    assert len({str(each.headers) for each in answers}) == 1


def test_ten_thousand_guesses_give_nothing_and_whoever_guesses_waits(town: Town) -> None:
    guesses = [f"/kalender/{number:022d}.ics" for number in range(10_000)]
    page = town.page_of(town["Cilla Ceder"])

    answers = [each.status_code for each in town.asks_all(guesses)]

    assert (answers.count(404), answers.count(429), len(answers)) == (60, 9_940, 10_000)
    assert town.asks(page, sender="198.51.100.1").status_code == 200
    waiting = town.asks(page)
    assert (waiting.status_code, waiting.headers["retry-after"]) == (429, "60")
    town.passes(minutes=1)
    assert town.asks(page).status_code == 200


def test_guesses_through_a_web_server_that_names_nobody_shut_nobody_out(town: Town) -> None:
    guesses = [f"/kalender/{number:022d}.ics" for number in range(100)]
    town.asks_all(guesses, sender="127.0.0.1")

    assert town.asks(town.page_of(town["Cilla Ceder"]), sender="127.0.0.1").status_code == 200


def test_a_calendar_is_read_while_somebody_writes(town: Town) -> None:
    page = town.page_of(town["Cilla Ceder"])

    with town.database.session() as writing:
        writing.connection()
        answer = town.asks(page)

    assert answer.status_code == 200


def test_ten_years_and_a_thousand_meetings_cost_a_handful_of_queries(town: Town) -> None:
    page = town.page_of(town["Cilla Ceder"])
    with counted(town.database) as few:
        town.asks(page)
    with unit_of_work(town.database) as store:
        norr = store.session.merge(town.norr)
        for number in range(1000):
            starts = datetime(2017, 1, 9, 9, 0) + timedelta(days=4 * number)  # noqa: DTZ001
            store.keep(a_meeting(norr, key=f"old-{number}", starts=starts))

    with counted(town.database) as many:
        answer = town.asks(page)

    assert (sum(few.values()), many) == (7, few)
    assert len(read(answer).events) > 20


def test_somebody_whose_first_day_is_to_come_has_a_calendar(town: Town) -> None:
    with unit_of_work(town.database) as store:
        eva, seat = a_joined_person("Eva Nord", 900), a_seat(key="ny")
        store.keep(eva)
        store.keep(seat)
        store.flush()
        store.keep(a_tenure(seat, eva, begins=date(2026, 12, 1)))

    assert town.titles_of(eva) == ["2026-12-17 Norr"]
