"""What stands beside the people on the demo's page is what the roster says on the clock's day."""

from datetime import date, timedelta

from bot.model.seat import SeatKind
from handlers.demo.web.whoswho import WhosWho
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import HANDOVER, TODAY, a_joined_person, a_seat, a_tenure, the_cast
from tests.databases import on_sqlite


def said(database: Database, day: date, *names: str) -> list[str | None]:
    """What is said of them on that day, in Swedish."""
    with database.engine.connect() as connection:
        abouts = [WhosWho(connection, day).about(name) for name in names]
    return [about["sv"] if about else None for about in abouts]


def with_a_deputy(database: Database) -> None:
    """The cast, and Dan who is deputy for whoever has Bo's seat."""
    with unit_of_work(database) as store:
        cast, dan = the_cast(store), a_joined_person("Dan Dahl", 7007)
        seat = a_seat(key="suppleant", kind=SeatKind.DEPUTY, stands_in_for=[cast.seat.key])
        for thing in (dan, seat):
            store.keep(thing)
        store.flush()
        store.keep(a_tenure(seat, dan))


@on_sqlite
def test_everybody_is_called_by_what_they_are_that_day(database: Database) -> None:
    with_a_deputy(database)
    names = ("Åsa Öberg", "Bo Berg", "Cilla Ceder", "Dan Dahl", "Olle Frisk")

    assert said(database, TODAY, *names) == [
        "Sekreterare",
        "Ledamot",
        "Efter Bo från 10 december",
        "Suppleant för Bo",
        None,
    ]
    assert said(database, HANDOVER, *names)[1:4] == ["Har lämnat sin plats", "Ledamot", "Suppleant för Cilla"]


@on_sqlite
def test_the_page_says_the_same_in_english(database: Database) -> None:
    with_a_deputy(database)

    with database.engine.connect() as connection:
        coming = WhosWho(connection, HANDOVER - timedelta(days=1)).about("Cilla Ceder")

    assert coming == {"sv": "Efter Bo från 10 december", "en": "After Bo from 10 December"}


@on_sqlite
def test_nobody_has_a_seat_on_a_day_on_which_it_is_not_there(database: Database) -> None:
    with_a_deputy(database)
    with unit_of_work(database) as store:
        place = store.within("norr")
        assert place
        next(seat for seat in place.seats() if seat.kind is SeatKind.DEPUTY).ends = HANDOVER

    assert said(database, TODAY, "Dan Dahl") == ["Suppleant för Bo"]
    assert said(database, HANDOVER, "Dan Dahl") == ["Har lämnat sin plats"]
