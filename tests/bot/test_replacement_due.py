"""The midnight at which many change at once, and how often whoever is waited for is reminded."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bot.model.replacement import ReplacementState
from handlers.rounds.clockwork import Clockwork
from storage import tables
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import a_joined_person, a_replacement, a_seat, a_tenure, an_arena
from tests.handlers.chat.standins import StillClock, nobody, printed

ARENAS, EACH = 10, 100
SPRING = date(2027, 3, 1)
MIDNIGHT = datetime(2027, 2, 28, 23, 0, tzinfo=UTC)


def registered_in(store: SqlStore, arena_id: str, first: int) -> None:
    """A hundred seats whose holders change in spring."""
    store.keep(an_arena(id=arena_id, short=arena_id))
    store.flush()
    for number in range(first, first + EACH):
        seat = a_seat(arena_id, key=f"plats-{number}", title=f"Plats {number}")
        leaver = a_joined_person(f"Lämnar {number}", 10_000 + number)
        newcomer = a_joined_person(f"Kommer {number}", 20_000 + number)
        mine = a_tenure(seat, newcomer, begins=SPRING)
        for thing in (seat, leaver, newcomer, a_tenure(seat, leaver, ends=SPRING), mine):
            store.keep(thing)
        store.flush()
        state = ReplacementState.REGISTERED
        kept = {"tenures": [], "tenure": mine.id, "overtaken": []}
        store.keep(a_replacement(seat, leaver, begins=SPRING, newcomer=newcomer, state=state, kept=kept))


def test_a_thousand_who_change_at_the_same_midnight_are_done_in_one_sweep(
    database: Database, record_property: Callable[[str, object], None]
) -> None:
    with unit_of_work(database) as store:
        for number in range(ARENAS):
            registered_in(store, f"arena-{number}", number * EACH)
    clock = StillClock(MIDNIGHT - timedelta(seconds=1))
    clockwork = Clockwork(database, clock, printed, nobody)
    clockwork._do_what_is_due()
    assert changed(database) == 0

    clock.at = MIDNIGHT
    begun = time.monotonic()
    clockwork._do_what_is_due()

    took = time.monotonic() - begun
    record_property("figures", f"{ARENAS * EACH} holders changed at one midnight: {took:.1f} s")
    assert changed(database) == ARENAS * EACH


def changed(database: Database) -> int:
    with database.session() as session:
        rows = session.execute(tables.replacement.select()).all()
        return sum(row.changed_at is not None for row in rows)
