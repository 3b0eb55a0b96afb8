"""What it costs to look for what is due, and for what to send, however much was ever sent."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import text

from handlers.clock import Clock
from handlers.rounds.clockwork import Clockwork
from integrations.documents import agenda_pdf
from storage import outbox
from storage.engine import Database
from tests.databases import PostgreSQL, SQLite
from tests.stories.town import Town, a_town

SIZES = (100, 1_000, 10_000)
LARGEST = 1_000_000
LOOKS = 50
NUMBERS = {
    True: "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})",
    False: "WITH n(i) AS (SELECT generate_series({first}, {last}))",
}
# What was sent into a hundred chats, as years leave it behind.
FILL = """
INSERT INTO dispatch (dedupe_key, kind, chat_id, text, buttons, silent, twice_is_better, state, lane)
{numbers}
SELECT 'filled:' || i, 'text', i % 100, 'Budget', '[]', false, false, 'sent', 'c' || (i % 100) FROM n
"""


def measure_sweeps(databases: SQLite | PostgreSQL, home: Path, sizes: Sequence[int]) -> dict[int, float]:
    """Milliseconds of one sweep with one look into the outbox, by how many dispatches are stored.

    Those of the quickest, which nothing else on the machine held up.
    """
    found = {}
    with databases.migrated() as url, a_town(url, home) as town:
        filled = 0
        for size in sizes:
            _fill(town.database, filled + 1, size)
            filled, found[size] = size, 1000 * min(_sweeps(town))
    return found


def _fill(database: Database, first: int, last: int) -> None:
    numbers = NUMBERS[database.is_sqlite].format(first=first, last=last)
    with database.session() as session:
        session.execute(text(FILL.format(numbers=numbers)))
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def _sweeps(town: Town) -> Iterator[float]:
    clockwork = Clockwork(town.database, Clock(town.clock.file), agenda_pdf, told=lambda: None)
    clockwork._do_what_is_due()
    for _ in range(LOOKS):
        began = time.perf_counter()
        clockwork._do_what_is_due()
        with town.database.session() as session:
            outbox.claim(session, 16)
            outbox.seconds_to_next(session)
        yield time.perf_counter() - began
