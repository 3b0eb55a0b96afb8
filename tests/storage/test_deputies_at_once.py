"""Two members who share a deputy are absent in the same moment: one gets them, the other hears of it."""

from collections.abc import Callable

from bot.acts.attendance.answers import answer_meeting
from bot.acts.attendance.callins import Calling
from bot.acts.desk import Desk
from bot.model.attendance import Answer, Given
from bot.model.seat import SeatKind
from storage import tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_joined_person, a_seat, a_tenure, the_cast
from tests.storage.helpers import at_once


def absence_of(database: Database, name: str) -> Callable[[], Calling]:
    def answered() -> Calling:
        with unit_of_work(database) as store:
            person, place = store.person_by_email(f"{name}.berg@example.se"), store.within("norr")
            assert place
            desk = Desk(store=store, place=place, now=NOW, through="chat", by=person)
            meeting = place.coming_meetings(NOW)[0]
            calling = answer_meeting(desk, meeting, meeting.generation, Given(answer=Answer.ABSENT))
            assert calling
            return calling

    return answered


def test_of_two_who_share_a_deputy_one_gets_them(database: Database) -> None:
    names = ("bo", "bea", "birk", "brita")
    with unit_of_work(database) as store:
        cast = the_cast(store)
        cast.meeting.starts = cast.meeting.starts.replace(month=12, day=7)
        shared = a_seat(key="dan", kind=SeatKind.DEPUTY, stands_in_for=["kommunen", *names])
        for number, name in enumerate(names[1:], start=6000):
            seat, holder = a_seat(key=name), a_joined_person(f"{name.capitalize()} Berg", number)
            for thing in (seat, holder, a_tenure(seat, holder)):
                store.keep(thing)
        dan = a_joined_person("Dan Dal", 5005)
        for thing in (shared, dan, a_tenure(shared, dan)):
            store.keep(thing)

    callings = at_once([absence_of(database, name) for name in names])

    with database.session() as session:
        assert len(session.execute(tables.call_in.select()).all()) == 1
        assert len(session.execute(tables.attendance.select()).all()) == len(names)
    assert sorted(len(calling.asked) for calling in callings) == [0, 0, 0, 1]
    assert {each.why for calling in callings for each in calling.blocked} == {"asked_for_another"}
