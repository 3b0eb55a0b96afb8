"""One database into which arena files are loaded, day by day, and whose rows can be looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.acts.arenas.loading import load_facts
from bot.model.deadline import Deadline
from bot.model.merge import Changes
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.handlers.arenafile_examples import read

# A Monday, nearly twelve weeks before the meeting; 10.00 in Stockholm.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)

ARENA = """
[arena]
id = "norr"
name = "Samverkan Norr"
short = "Norr"
"""
BO = """
[[seat]]
id = "buv"
title = "Områdeschef"
holder = { name = "Bo Ek", email = "bo@region.example" }
"""
CILLA = BO.replace("Bo Ek", "Cilla Dal").replace("bo@", "cilla@")
VACANT = """
[[seat]]
id = "buv"
title = "Områdeschef"
"""
ROLE = """
[[role]]
kind = "preparer"
seat = "buv"
"""
MEETING = """
[[meeting]]
id = "2027-1"
starts = 2027-02-12T13:00:00
"""
NEXT_MEETING = MEETING.replace("2027-1", "2027-2").replace("02-12", "05-20")


@dataclass(frozen=True)
class Room:
    """A database and a directory for files."""

    database: Database
    directory: Path

    def load(self, source: str, now: datetime = NOW) -> Changes:
        """Load the file in a unit of work of its own."""
        file = read(self.directory, source)
        with unit_of_work(self.database) as store:
            return load_facts(store, file.facts(), file.arena.id, now=now)

    @contextmanager
    def norr(self) -> Iterator[tuple[SqlStore, ArenaStore]]:
        """A unit of work in Norr, as chat would have it."""
        with unit_of_work(self.database) as store:
            place = store.within("norr")
            assert place
            yield store, place

    def holders(self, now: datetime = NOW, days: int = 0) -> list[tuple[str, str]]:
        """Who holds which seat so many days from now."""
        with self.norr() as (_, place):
            day = (now + timedelta(days=days)).date()
            held = [each for each in place.tenures() if each.covers(day)]
            return sorted((tenure.seat.key, tenure.person.name) for tenure in held)

    def joins(self, email: str, telegram_id: int = 2002) -> None:
        """The person presses «Det är jag»."""
        with unit_of_work(self.database) as store:
            person = store.person_by_email(email)
            assert person
            person.join(telegram_id, NOW)

    def deadlines(self, key: str = "2027-1") -> list[Deadline]:
        """Everything around the meeting, done or not, by time."""
        with self.norr() as (_, place):
            meeting = next(each for each in place.meetings() if each.key == key)
            return place.all_deadlines(meeting)

    def people(self) -> list[tuple[str, str]]:
        """Everybody, by address."""
        with unit_of_work(self.database) as store:
            found = store.session.query(Person).all()
            return sorted((person.email or "", person.name) for person in found)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self.database.session() as session:
            return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608

    def told(self) -> list[tuple[int, str]]:
        """What was promised to whom."""
        with self.database.session() as session:
            rows = session.execute(text("SELECT chat_id, text FROM dispatch ORDER BY id"))
            return [(row.chat_id, row.text) for row in rows]
