"""What waits in the database, as health and metrics are told by it."""

from datetime import datetime, timedelta

import pytest

from bot.acts.desk import Desk
from bot.acts.meetings.planning import plan_meeting
from bot.model.dispatch import DispatchKind
from storage import calendarlist, tables
from storage.engine import Database
from storage.store import unit_of_work
from storage.types import Epoch
from storage.vitals import A_DAY, vitals
from tests.builders import NOW, a_dispatch, a_meeting, an_arena
from tests.storage.sending import BO, CILLA, change, claim, promise, send

MAILBOX = "norr@example.se"


@pytest.mark.parametrize(("calendar", "shut"), [("Norr@example.se", 1), ("ratt@example.se", 0), (None, 0)])
def test_a_mailbox_that_nothing_needs_any_more_is_not_shut(
    database: Database, calendar: str | None, shut: int
) -> None:
    with unit_of_work(database) as store:
        store.keep(an_arena(calendar=calendar))
        calendarlist.keep_mailbox(store.session, MAILBOX, NOW)
        calendarlist.has_failed(store.session, MAILBOX, NOW, problem="403", seconds=None)

    with database.reading() as session:
        assert vitals(session, NOW).shut_mailboxes == shut


def test_an_agenda_is_due_from_a_day_before_and_late_a_quarter_of_an_hour_after(database: Database) -> None:
    with unit_of_work(database) as store:
        arena = an_arena()
        store.keep(arena)
        store.flush()
        place = store.within(arena.id)
        assert place
        desk = Desk(store=store, place=place, now=NOW, through="command line")
        meeting = a_meeting(arena)
        plan_meeting(desk, meeting)
    sending_at = meeting.agenda_sent_by

    def counts(at: datetime) -> tuple[int, int]:
        with database.reading() as session:
            found = vitals(session, at)
        return found.agendas_due, found.late_agendas

    assert counts(sending_at - timedelta(days=1, seconds=1)) == (0, 0)
    assert counts(sending_at - timedelta(days=1)) == (1, 0)
    assert counts(sending_at + timedelta(minutes=14)) == (1, 0)
    assert counts(sending_at + timedelta(minutes=15)) == (1, 1)
    assert counts(meeting.starts_at) == (0, 0)


def oldest_dispatch(database: Database, at: datetime = NOW) -> float:
    with database.reading() as session:
        return round(vitals(session, at).oldest_dispatch, -1)


def test_what_waits_behind_others_that_arrive_in_its_chat_is_no_older_than_the_last_arrival(
    database: Database,
) -> None:
    promise(database, *(a_dispatch(dedupe_key=f"{number}", chat_id=BO) for number in range(3)))
    change(database, promised_at=Epoch() - 1000)
    assert oldest_dispatch(database) == 1000

    send(database, claim(database)[0])

    assert oldest_dispatch(database) == 0
    assert oldest_dispatch(database, NOW + timedelta(minutes=10)) == 600
    assert oldest_dispatch(database, NOW + timedelta(minutes=20)) == 1000


def test_what_arrives_in_one_chat_says_nothing_of_another(database: Database) -> None:
    promise(
        database,
        *(a_dispatch(dedupe_key=f"{chat} {each}", chat_id=chat) for chat in (BO, CILLA) for each in "ab"),
    )
    change(database, promised_at=Epoch() - 1000)

    send(database, claim(database)[0])

    assert oldest_dispatch(database) == 1000


def test_a_file_that_is_never_made_is_as_old_as_its_promise_whatever_arrives_there(
    database: Database,
) -> None:
    file = a_dispatch(dedupe_key="file", chat_id=BO, kind=DispatchKind.DOCUMENT, file_name="a.pdf")
    promise(database, file, a_dispatch(dedupe_key="text", chat_id=BO))
    change(database, promised_at=Epoch() - 1000)

    send(database, claim(database)[0])

    assert oldest_dispatch(database) == 1000


@pytest.mark.parametrize(
    ("due_at", "seconds"), [(NOW - timedelta(hours=1), 3600), (NOW + A_DAY, 0), (None, 0)]
)
def test_outlook_is_behind_by_the_oldest_change_that_it_does_not_show(
    database: Database, due_at: datetime | None, seconds: float
) -> None:
    with unit_of_work(database) as store:
        arena = an_arena(calendar=MAILBOX)
        meeting = a_meeting(arena)
        store.keep(arena)
        store.keep(meeting)
        store.flush()
        row = {"arena_id": arena.id, "meeting_id": meeting.id, "mailbox": MAILBOX, "attempt": 0}
        row |= {"due_at": due_at, "is_let_go": False}
        store.session.execute(tables.calendar_link.insert().values(**row))

    with database.reading() as session:
        assert vitals(session, NOW).oldest_event == seconds
