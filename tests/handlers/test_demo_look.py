"""The story's time stops at whatever the bot does by itself, so that nothing comes later than it would."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.model.calendarlink import CalendarLink
from bot.model.dispatch import DispatchKind
from bot.model.notice import Notice
from bot.model.replacement import ReplacementState
from bot.model.seat import RoleKind
from handlers.demo.look import Look
from storage import calendarlist, lookout
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_dispatch, a_replacement, a_turn, the_cast
from tests.databases import on_sqlite

MIDNIGHT = datetime(2026, 12, 9, 23, 0, tzinfo=UTC)


@pytest.fixture
def look(database: Database) -> Iterator[Look]:
    look = Look(Path(str(database.engine.url.database)))
    yield look
    look.close()


def changing(database: Database, **more: Any) -> None:
    """Bo's seat is to pass at midnight."""
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(a_replacement(cast.seat, cast.bo, **more))


@on_sqlite
def test_nothing_waits_in_an_empty_house(look: Look) -> None:
    assert (look.next_due(), look.is_quiet(NOW)) == (None, True)


@on_sqlite
def test_time_stops_at_a_morning_s_message(database: Database, look: Look) -> None:
    morning = NOW + timedelta(hours=1)
    with unit_of_work(database) as store:
        until: dict[str, Any] = {
            "noted_at": NOW,
            "due_at": morning,
            "useful_until": morning + timedelta(days=1),
        }
        store.note([Notice(arena_id="norr", person=the_cast(store).bo, dedupe_key="a", text="A", **until)])

    assert (look.next_due(), look.is_quiet(morning)) == (morning, False)


@on_sqlite
def test_time_stops_at_the_midnight_at_which_a_seat_passes(database: Database, look: Look) -> None:
    changing(database, state=ReplacementState.REGISTERED, remind_at=None)

    assert look.next_due() == MIDNIGHT
    assert [look.is_quiet(MIDNIGHT - timedelta(seconds=1)), look.is_quiet(MIDNIGHT)] == [True, False]


@on_sqlite
def test_time_stops_where_whoever_registers_is_reminded(database: Database, look: Look) -> None:
    changing(database, remind_at=NOW + timedelta(days=3))

    assert look.next_due() == NOW + timedelta(days=3)


@on_sqlite
def test_time_stops_at_november_s_question_and_at_the_turn(database: Database, look: Look) -> None:
    asked, told = NOW + timedelta(days=3), NOW + timedelta(days=60)
    with unit_of_work(database) as store:
        the_cast(store)
        for kind in (RoleKind.CHAIR, RoleKind.SECRETARY):
            store.keep(a_turn(kind=kind, ask_at=asked, tell_at=told))

    with database.engine.connect() as connection:
        due = lookout.things_due(connection, 10)

    assert [(each.kind, each.due_at) for each in due] == [("turn_asked", asked), ("turn_told", told)]
    assert (look.next_due(), look.is_quiet(NOW), look.is_quiet(asked)) == (asked, True, False)


@on_sqlite
def test_time_stops_where_a_no_in_outlook_is_believed_and_where_a_mailbox_is_read(
    database: Database, look: Look
) -> None:
    read_at, believed_at = NOW + timedelta(minutes=5), NOW + timedelta(hours=1)
    with unit_of_work(database) as store:
        meeting = the_cast(store).meeting
        link = CalendarLink(arena_id="norr", meeting=meeting, mailbox="norr@example.se", due_at=believed_at)
        store.keep(link)
        calendarlist.keep_mailbox(store.session, "norr@example.se", read_at)

    assert look.next_due() == believed_at
    assert [look.is_quiet(NOW), look.is_quiet(read_at)] == [True, False]


@on_sqlite
def test_nobody_waits_for_a_mailbox_that_may_not_be_asked_yet(database: Database, look: Look) -> None:
    later = NOW + timedelta(minutes=5)
    with unit_of_work(database) as store:
        calendarlist.keep_mailbox(store.session, "norr@example.se", NOW)
        calendarlist.has_failed(store.session, "norr@example.se", NOW, problem="503", seconds=300)

    assert [look.is_quiet(NOW), look.is_quiet(later)] == [True, False]


@on_sqlite
def test_a_mail_is_told_with_the_name_of_whom_it_is_for(database: Database) -> None:
    with unit_of_work(database) as store:
        bo = the_cast(store).bo
        store.promise(a_dispatch("text"))
        store.promise(a_dispatch("mail", kind=DispatchKind.MAIL, chat_id=0, person_id=bo.id))

    with database.engine.connect() as connection:
        promises = lookout.newest_promises(connection, 10)

    assert [(each.kind, each.person_name) for each in promises] == [
        (DispatchKind.MAIL, "Bo Berg"),
        (DispatchKind.TEXT, None),
    ]
