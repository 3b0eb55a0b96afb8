"""The unit of work: all or nothing, once, and the same from both databases (PROMISES P2, P6)."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from bot.model.deadline import DeadlineKind
from bot.model.dialogue import Dialogue
from bot.model.dispatch import NO_KEYS, Button, DispatchKind, Key
from storage import blobs, keepsakes, tables
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import HANDOVER, NOW, TODAY, a_chat, a_deadline, a_dispatch, an_item, the_cast


class Interrupted(Exception):
    """Something went wrong in the middle of a unit of work."""


def _promise_and_fail(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(an_item(cast.bo))
        store.promise(a_dispatch("card"))
        store.record("proposed", "item:1", now=NOW, arena_id="norr", person=cast.bo, through="chat")
        store.flush()
        raise Interrupted


def test_nothing_of_a_unit_of_work_is_kept_when_it_fails(database: Database) -> None:
    with pytest.raises(Interrupted):
        _promise_and_fail(database)

    with unit_of_work(database) as store:
        kept = (store.arenas(), store.dispatch("card"), _entries(store))
    assert kept == ([], None, 0)


def test_everything_of_a_unit_of_work_is_kept_together(database: Database) -> None:
    with pytest.raises(Interrupted):
        _promise_and_fail(database)
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.promise(a_dispatch("card"))
        store.record("proposed", "item:1", now=NOW, arena_id="norr", person=cast.bo, through="chat")

    with unit_of_work(database) as store:
        promised = store.dispatch("card")
        assert promised is not None
        assert ([arena.short for arena in store.arenas()], _entries(store)) == (["Norr", "Syd"], 1)


def test_a_row_cannot_point_at_what_does_not_exist(database: Database) -> None:
    with pytest.raises(IntegrityError), unit_of_work(database) as store:
        store.promise(a_dispatch(person_id=99))


def test_the_newest_message_with_buttons_is_the_one_that_has_them_still(database: Database) -> None:
    done = [[Button(text="Klar", action="filesdone")]]
    with unit_of_work(database) as store:
        for message, kind, buttons in (
            (7, DispatchKind.TEXT, done),
            (8, DispatchKind.TEXT, []),
            (8, DispatchKind.EDIT, done),
            (8, DispatchKind.PIN, []),
            (9, DispatchKind.TEXT, done),
            *[(9, DispatchKind.EDIT, [])] * 6,
        ):
            store.promise(a_dispatch(kind=kind, message_id=message, buttons=buttons))
        store.flush()

        found = store.last_with_buttons(2002)

        assert found
        assert (found.message_id, found.kind) == (8, DispatchKind.EDIT)


def test_a_key_below_the_text_field_is_no_button_of_a_message(database: Database) -> None:
    key = Button(text="Välj person", key=Key.PICK, thing=7)
    with unit_of_work(database) as store:
        store.promise(
            a_dispatch("question", message_id=7, buttons=[[Button(text="Klar", action="filesdone")]])
        )
        store.promise(a_dispatch("picker", message_id=8, buttons=[[key]]))
        store.promise(a_dispatch("cleared", message_id=9, buttons=NO_KEYS))

    with unit_of_work(database) as store:
        found, picker = store.last_with_buttons(2002), store.dispatch("picker")
        assert found
        assert picker
        assert (found.message_id, picker.buttons) == (7, [[key]])


def test_buttons_that_were_kept_before_there_were_keys_are_read(database: Database) -> None:
    with unit_of_work(database) as store:
        store.promise(a_dispatch("old", buttons=[[Button(text="Klar", action="filesdone")]]))
        store.flush()
        old = {
            "text": "Klar",
            "action": "filesdone",
            "arena_id": None,
            "thing": 0,
            "revision": 0,
            "start": None,
        }
        store.session.execute(text("UPDATE dispatch SET buttons = :old"), {"old": json.dumps([[old]])})

    with unit_of_work(database) as store:
        found = store.dispatch("old")
        assert found
        assert found.buttons == [[Button(text="Klar", action="filesdone")]]


def test_a_group_can_be_bound_once_per_arena_and_again_when_it_was_lost(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)
        store.keep(a_chat(chat_id=-1, lost_at=NOW))
        store.keep(a_chat(chat_id=-2))

    with pytest.raises(IntegrityError), unit_of_work(database) as store:
        store.keep(a_chat(chat_id=-3))

    with unit_of_work(database) as store:
        chats = [store.chat_by_telegram(chat_id) for chat_id in (-1, -2, -3)]
    assert [chat and chat.chat_id for chat in chats] == [None, -2, None]


def test_people_are_found_by_their_address_whatever_its_case_and_by_their_account(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)

    with unit_of_work(database) as store:
        found = [store.person_by_email("ASA@Example.se"), store.person_by_telegram(2002)]
        assert [person and person.name for person in found] == ["Åsa Öberg", "Bo Berg"]


def test_a_seat_gives_its_arena_to_whoever_holds_it_on_that_day(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)

    with unit_of_work(database) as store:
        arenas = {
            (person.name, day): [
                arena.id for arena in store.arenas_of(person, datetime.combine(day, time(12), UTC))
            ]
            for person in (cast.asa, cast.bo, cast.cilla, cast.david)
            for day in (HANDOVER - timedelta(days=1), HANDOVER)
        }

    assert list(arenas.values()) == [["norr"], ["norr"], ["norr"], [], [], ["norr"], ["syd"], ["syd"]]


def test_a_new_question_replaces_the_one_before(database: Database) -> None:
    with unit_of_work(database) as store:
        store.ask(Dialogue(chat_id=1, telegram_id=2002, flow="title", expires_at=NOW))
        store.ask(Dialogue(chat_id=1, telegram_id=3003, flow="files", expires_at=NOW))

    with unit_of_work(database) as store:
        store.ask(Dialogue(chat_id=1, telegram_id=2002, flow="minutes", facts={"item": 3}, expires_at=NOW))

    with unit_of_work(database) as store:
        asked = [store.dialogue(1, telegram_id) for telegram_id in (2002, 3003, 4004)]
    assert [dialogue and dialogue.flow for dialogue in asked] == ["minutes", "files", None]


def test_the_message_of_a_dispatch_leads_back_to_it(database: Database) -> None:
    with unit_of_work(database) as store:
        store.promise(a_dispatch("card", about="item:12", message_id=55))

    with unit_of_work(database) as store:
        found = [store.dispatch_by_message(*message) for message in ((2002, 55), (2002, 56), (3003, 55))]
    assert [dispatch and dispatch.about for dispatch in found] == ["item:12", None, None]


def test_what_shows_a_thing_in_a_chat_is_found_once_however_often_it_was_changed(database: Database) -> None:
    with unit_of_work(database) as store:
        card = store.promise(a_dispatch("card", about="replacement:12", message_id=55))
        store.promise(a_dispatch("changed", about="replacement:12", kind=DispatchKind.EDIT, after=card))
        store.promise(a_dispatch("another", about="replacement:13"))

    with unit_of_work(database) as store:
        found = [store.shown_in(chat, "replacement:12") for chat in (2002, 3003)]
        assert [[each.message_id for each in shown] for shown in found] == [[55], []]


def test_the_same_file_is_kept_once_and_read_back_whole(database: Database) -> None:
    content = bytes(range(256)) * 100
    with unit_of_work(database) as store:
        names = {store.keep_file(content), store.keep_file(content)}

    with database.session() as session:
        (name,) = names
        assert (blobs.read(session, name), blobs.read(session, "0" * 64)) == (content, None)


def test_a_keepsake_is_replaced_when_it_is_written_again(database: Database) -> None:
    with database.session() as session:
        before = keepsakes.read(session, "bot")
        keepsakes.write(session, "bot", "first")
        keepsakes.write(session, "bot", "second")

    with database.session() as session:
        assert (before, keepsakes.read(session, "bot")) == (None, "second")


def test_a_promise_that_the_database_refuses_for_another_reason_is_not_swallowed(database: Database) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), unit_of_work(database) as store:
        store.promise(a_dispatch("agenda:1", bound_chat_id=99))


def test_what_is_due_comes_oldest_first_and_what_is_done_or_ahead_does_not(database: Database) -> None:
    with unit_of_work(database) as store:
        meeting = the_cast(store).meeting
        now, before = NOW, NOW - timedelta(hours=1)
        due = [
            a_deadline(meeting, DeadlineKind.AGENDA, due_at=now),
            a_deadline(meeting, DeadlineKind.NOT_READY, due_at=before),
            a_deadline(meeting, DeadlineKind.ITEMS_CLOSED, due_at=before, done_at=before),
            a_deadline(meeting, DeadlineKind.MEETING_TOMORROW, due_at=now + timedelta(microseconds=1)),
        ]
        for deadline in due:
            store.keep(deadline)

    with unit_of_work(database) as store:
        found = [store.due(NOW, limit=10), store.due(NOW, limit=1)]

    assert found == [[due[1].id, due[0].id], [due[1].id]]


def test_a_thing_falls_due_once_per_meeting_kind_and_generation(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        for generation in (1, 2):
            store.keep(a_deadline(cast.meeting, generation=generation))

    with pytest.raises(IntegrityError), unit_of_work(database) as store:
        store.keep(a_deadline(store.session.merge(cast.meeting), generation=2))


def test_a_standing_names_seats_and_roles_of_that_day(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)

    with unit_of_work(database) as store:
        norr = store.within("norr")
        assert norr is not None
        standings = [(standing.person.name, len(standing.seats)) for standing in norr.standings(TODAY)]

    assert standings == [("Bo Berg", 1), ("Åsa Öberg", 0)]


def _entries(store: SqlStore) -> int:
    return store.session.execute(select(func.count()).select_from(tables.history)).scalar_one()
