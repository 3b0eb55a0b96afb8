"""The database as it is, looked at without changing it: version, wholeness, room, history, clocks, work."""

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, inspect, literal_column, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from bot.model.arena import Arena
from bot.model.joining import ChatKind
from handlers.clock import Clock
from handlers.line.check import Check, broken, works
from handlers.line.checking_clock import check_clock, check_zones
from handlers.line.checking_disk import check_disk, in_words
from handlers.line.checking_work import check_work
from handlers.line.exits_known import NO_ADDRESS, OF_ANOTHER, TOO_NEW, database_line
from handlers.settings import PREFIX
from storage import holding, nudgelist, sealing, tables
from storage.engine import Database
from storage.revision import current_revision, known_revisions
from storage.store import SqlStore
from storage.types import Epoch
from storage.vitals import vitals

DATABASE, HISTORY, HELD = "databas", "historik", "återläsning"
# Older ones are corrected by nobody any more.
OLDEST_POSTGRESQL = 14
_KINDS = {ChatKind.GROUP: "gruppen", ChatKind.PREPARERS: "beredningens grupp"}
_WILL_BE_MADE = "finns inte än, skapas när boten startar"
_SHOWN = ("server_version_num", "server_version", "server_encoding")
_WILL_BE_UPGRADED = "äldre version, uppgraderas när boten startar"


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was found; `chats` are the bound ones, by the name under which they are shown.

    `mailboxes` are those of the arenas by short name, `heard` says by mailbox why Graph tells
    nothing of it, `in_teams` the short names of
    those that meet in Teams, `addresses` everybody's.
    """

    checks: list[Check] = field(default_factory=list)
    chats: dict[str, int] = field(default_factory=dict)
    mailboxes: dict[str, str] = field(default_factory=dict)
    heard: dict[str, str] = field(default_factory=dict)
    in_teams: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def look(url: str, clock: Clock) -> Look:
    """Try the database of this URL; what could not be read is not there to be tried."""
    try:
        database = Database(url)
    except ArgumentError:
        return Look(checks=[broken(DATABASE, NO_ADDRESS)])
    try:
        return _look(database, clock)
    except DBAPIError as error:
        return Look(checks=[broken(DATABASE, database_line(error))])
    finally:
        database.close()


def _look(database: Database, clock: Clock) -> Look:
    file = Path(database.url.database or "") if database.is_sqlite else None
    if file and not file.exists():
        return Look(checks=[*_check_room(file), check_zones([])])
    with database.engine.begin() as connection:
        is_current, check = _check_version(connection)
        if not is_current:
            return Look(checks=[check, check_zones([])])
    with database.session() as session:
        arenas = SqlStore(session).arenas()
        return Look(
            checks=list(_check_rows(session, clock, file)),
            chats=_bound_chats(SqlStore(session)),
            mailboxes={arena.short: arena.calendar for arena in arenas if arena.calendar},
            heard=nudgelist.heard(session, clock.now()),
            in_teams=[arena.short for arena in arenas if arena.teams],
            addresses=_addresses(session),
        )


def _check_room(file: Path) -> Iterator[Check]:
    try:
        with tempfile.TemporaryFile(dir=file.parent):
            yield works(DATABASE, _WILL_BE_MADE)
            yield check_disk(file)
    except FileNotFoundError:
        away = f"Katalogen {file.parent} finns inte. Gör den, eller kontrollera {PREFIX}DATABASE_URL."
        yield broken(DATABASE, away)
    except OSError:
        yield broken(DATABASE, f"Katalogen {file.parent} går inte att skriva i. Kontrollera rättigheterna.")


def _check_version(connection: Connection) -> tuple[bool, Check]:
    current = current_revision(connection)
    known = known_revisions()
    if current is None:
        is_of_another = bool(inspect(connection).get_table_names())
        return False, broken(DATABASE, OF_ANOTHER) if is_of_another else works(DATABASE, _WILL_BE_MADE)
    if current == known[-1]:
        return True, works(DATABASE)
    return False, works(DATABASE, _WILL_BE_UPGRADED) if current in known else broken(DATABASE, TOO_NEW)


def _check_rows(session: Session, clock: Clock, file: Path | None) -> Iterator[Check]:
    yield _check_sqlite(session) if file else _check_postgresql(session)
    if file:
        yield check_disk(file)
    yield _check_history(session)
    yield from check_work(vitals(session, clock.now()))
    if holding.is_held(session):
        yield broken(HELD, "Inget som väntade i kopian skickas förrän du kör samverkansbot resume.")
    theirs = datetime.fromtimestamp(session.execute(select(Epoch())).scalar_one(), UTC)
    yield check_clock(theirs, clock.machine())
    yield check_zones([arena.timezone for arena in session.scalars(select(Arena))])


def _check_sqlite(session: Session) -> Check:
    if session.execute(text("PRAGMA quick_check")).scalars().all() != ["ok"]:
        return broken(DATABASE, "Databasfilen är skadad. Återställ den från en säkerhetskopia.")
    if session.execute(text("PRAGMA foreign_key_check")).first():
        return broken(DATABASE, "Rader i databasen hör ihop med sådana som inte finns. Återställ en kopia.")
    return works(DATABASE, f"SQLite {sqlite3.sqlite_version}, version {known_revisions()[-1]}")


def _check_postgresql(session: Session) -> Check:
    shown = {name: session.execute(text(f"SHOW {name}")).scalar_one() for name in _SHOWN}
    size = session.execute(select(func.pg_database_size(literal_column("current_database()")))).scalar_one()
    return judged_postgresql(*shown.values(), size=size)


def judged_postgresql(number: str, version: str, encoding: str, *, size: int) -> Check:
    """By what the server says of itself: 180001, 18.1, UTF8; the size in bytes."""
    if int(number) // 10_000 < OLDEST_POSTGRESQL:
        return broken(DATABASE, f"PostgreSQL {version} är för gammal. Ta {OLDEST_POSTGRESQL} eller nyare.")
    if encoding != "UTF8":
        return broken(DATABASE, f"Teckenkodningen är {encoding}. Gör en ny databas med UTF8, och flytta dit.")
    return works(DATABASE, f"PostgreSQL {version}, version {known_revisions()[-1]}, {in_words(size)}")


def _check_history(session: Session) -> Check:
    seals = sealing.broken_seals(session)
    if seals:
        return broken(HISTORY, f"Historiken har ändrats i efterhand, från och med försegling {seals[0]}.")
    return works(HISTORY)


def _addresses(session: Session) -> list[str]:
    emails = session.scalars(select(tables.person.c.email).order_by(tables.person.c.id))
    return [email for email in emails if email]


def _bound_chats(store: SqlStore) -> dict[str, int]:
    chats: dict[str, int] = {}
    for arena in store.arenas():
        place = store.within(arena.id)
        for chat in (place.group(), place.preparers_chat()) if place else ():
            if chat:
                chats[f"{arena.short}, {_KINDS[chat.kind]}"] = chat.chat_id
    return chats
