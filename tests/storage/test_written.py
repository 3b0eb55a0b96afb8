"""What a unit of work says of its own writes, by which workers are woken."""

from sqlalchemy import update

from bot.model.dispatch import DispatchKind
from storage import tables
from storage.engine import Database
from storage.store import unit_of_work
from storage.written import written_by
from tests.builders import a_dispatch


def test_what_is_promised_is_known_by_its_kind_once_it_is_committed(database: Database) -> None:
    with unit_of_work(database) as store:
        written = written_by(store.session)
        store.promise_all([a_dispatch(kind=DispatchKind.MAIL), a_dispatch(kind=DispatchKind.DOCUMENT)])

    assert written == {"dispatch", "dispatch mail", "dispatch document"}


def test_a_statement_counts_as_well_as_an_object(database: Database) -> None:
    with unit_of_work(database) as store:
        store.session.execute(update(tables.attachment).values(tries=1))
        store.note_presence(1, 2, present=True)

        assert written_by(store.session) == {"attachment", "presence"}


def test_each_unit_of_work_begins_anew_and_reading_is_no_writing(database: Database) -> None:
    with unit_of_work(database) as store:
        store.promise(a_dispatch())

    with unit_of_work(database) as store:
        store.arenas()

        assert written_by(store.session) == set()
