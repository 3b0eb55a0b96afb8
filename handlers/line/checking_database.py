"""The database as it is, looked at without changing it: version, wholeness, history, clocks, time zones."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from bot.model.arena import Arena
from bot.model.joining import ChatKind
from handlers.clock import Clock
from handlers.line.check import Check, broken, works
from handlers.line.exits_known import NO_ADDRESS, OF_ANOTHER, TOO_NEW, database_line
from storage import holding, nudgelist, sealing, tables
from storage.engine import Database
from storage.revision import current_revision, known_revisions
from storage.store import SqlStore
from storage.types import Epoch

DATABASE, HISTORY, CLOCK, ZONES = "databas", "historik", "klocka", "tidszoner"
HELD = "återläsning"
SWEDEN, A_SUMMER_DAY = "Europe/Stockholm", datetime(2027, 7, 1, tzinfo=UTC)
MOST_APART = timedelta(seconds=30)
_KINDS = {ChatKind.GROUP: "gruppen", ChatKind.PREPARERS: "beredningens grupp"}
_WILL_BE_MADE = "finns inte än, skapas när boten startar"
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
    if database.is_sqlite and not Path(database.url.database or "").exists():
        return Look(checks=[_check_room(Path(database.url.database or "").parent), _check_zones([])])
    with database.engine.begin() as connection:
        is_current, check = _check_version(connection)
        if not is_current:
            return Look(checks=[check, _check_zones([])])
    with database.session() as session:
        arenas = SqlStore(session).arenas()
        return Look(
            checks=list(_check_rows(session, clock)),
            chats=_bound_chats(SqlStore(session)),
            mailboxes={arena.short: arena.calendar for arena in arenas if arena.calendar},
            heard=nudgelist.heard(session, clock.now()),
            in_teams=[arena.short for arena in arenas if arena.teams],
            addresses=_addresses(session),
        )


def _check_room(directory: Path) -> Check:
    try:
        with tempfile.TemporaryFile(dir=directory):
            return works(DATABASE, _WILL_BE_MADE)
    except OSError:
        return broken(DATABASE, f"Katalogen {directory} går inte att skriva i. Kontrollera rättigheterna.")


def _check_version(connection: Connection) -> tuple[bool, Check]:
    current = current_revision(connection)
    known = known_revisions()
    if current is None:
        is_of_another = bool(inspect(connection).get_table_names())
        return False, broken(DATABASE, OF_ANOTHER) if is_of_another else works(DATABASE, _WILL_BE_MADE)
    if current == known[-1]:
        return True, works(DATABASE)
    return False, works(DATABASE, _WILL_BE_UPGRADED) if current in known else broken(DATABASE, TOO_NEW)


def _check_rows(session: Session, clock: Clock) -> Iterator[Check]:
    yield _check_wholeness(session)
    yield _check_history(session)
    if holding.is_held(session):
        yield broken(HELD, "Inget som väntade i kopian skickas förrän du kör samverkansbot resume.")
    yield _check_clock(session, clock)
    yield _check_zones([arena.timezone for arena in session.scalars(select(Arena))])


def _check_wholeness(session: Session) -> Check:
    if session.get_bind().dialect.name == "sqlite":
        answers = session.execute(text("PRAGMA quick_check")).scalars().all()
        if answers != ["ok"]:
            return broken(DATABASE, "Databasfilen är skadad. Återställ den från en säkerhetskopia.")
        return works(DATABASE, "SQLite")
    session.execute(text("SELECT 1"))
    return works(DATABASE, "PostgreSQL")


def _check_history(session: Session) -> Check:
    seals = sealing.broken_seals(session)
    if seals:
        return broken(HISTORY, f"Historiken har ändrats i efterhand, från och med försegling {seals[0]}.")
    return works(HISTORY)


def _check_clock(session: Session, clock: Clock) -> Check:
    """Leases run by the database's clock, deadlines by the machine's."""
    theirs = datetime.fromtimestamp(session.execute(select(Epoch())).scalar_one(), UTC)
    apart = abs(theirs - clock.machine())
    if apart > MOST_APART:
        return broken(CLOCK, f"Datorns och databasens klockor skiljer {apart.seconds} s. Ställ dem rätt.")
    return works(CLOCK)


def _check_zones(zones: list[str]) -> Check:
    try:
        offsets = [A_SUMMER_DAY.replace(tzinfo=ZoneInfo(zone)).utcoffset() for zone in (SWEDEN, *zones)]
    except (KeyError, ValueError, OSError) as error:
        return broken(ZONES, f"Tidszonen {error} är okänd. Installera om paketet tzdata.")
    if offsets[0] != timedelta(hours=2):
        return broken(ZONES, "Svensk sommartid är inte känd. Installera om paketet tzdata.")
    return works(ZONES)


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
