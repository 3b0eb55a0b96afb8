"""`move`: everything of the SQLite file goes into the PostgreSQL that the bot is to use from now on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bot.texts.dates import counted
from handlers.line.exits import DATABASE, Stop
from handlers.line.single_run import single_run
from handlers.settings import PREFIX, Settings
from storage import backup, holding, moving
from storage.engine import Database
from storage.migrate import migrate

NO_TARGET = f"Sätt {PREFIX}DATABASE_URL till den tomma databasen i PostgreSQL först. Inget har flyttats."
NOT_THERE = f"{{0}} finns inte. Ange filen, eller kontrollera {PREFIX}DATA_DIR."
WHY = {
    moving.NotEmpty: "Databasen i PostgreSQL är inte tom ({0}). Välj en annan, eller töm den först.",
    moving.WrongEncoding: "Databasen i PostgreSQL har teckenkodningen {0}. Skapa den med UTF8.",
    moving.DoesNotFit: "PostgreSQL godtar inte en rad i {0}. Skicka gärna raden till utvecklarna.",
    moving.NotTheSame: "Det som lästes tillbaka ur {0} är inte det som skrevs.",
}
MOVED = "flyttad"


class NotMoved(Stop):
    """Nothing was moved; the line says why."""

    status = DATABASE


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Where everything was, what that file is called now, and how many rows each table has."""

    source: Path
    kept_as: Path
    rows: dict[str, int]
    is_held: bool


def move(settings: Settings, file: Path | None) -> Moved:
    """Move it, and take the old file out of the way. Raises NotMoved, AlreadyRunning, DatabaseTooNew,
    DatabaseOfAnother.
    """
    source = file or settings.own_file
    if backup.path_of(settings.database) is not None:
        raise NotMoved(NO_TARGET)
    if not source.exists():
        raise NotMoved(NOT_THERE.format(source))
    kept_as = source.with_name(f"{source.name}.{MOVED}")
    if kept_as.exists():
        raise NotMoved(f"{kept_as} finns redan. Flytta undan den först. Inget har flyttats.")
    with single_run(f"sqlite:///{source}"):
        rows, is_held = _moved(source, settings.database)
        source.rename(kept_as)
    return Moved(source=source, kept_as=kept_as, rows=rows, is_held=is_held)


def _moved(source: Path, target: str) -> tuple[dict[str, int], bool]:
    with _open(f"sqlite:///{source}") as old, _open(target) as new:
        migrate(old)
        # Whoever else would write waits, or is refused, until all of it is there.
        with old.session() as session, _progress(moving.count(session)) as told:
            try:
                return moving.move(session, new, told), holding.is_held(session)
            except moving.Unmovable as found:
                raise NotMoved(f"{WHY[type(found)].format(found)} Inget har flyttats.") from None


@contextmanager
def _progress(rows: int) -> Iterator[moving.Progress]:
    """A bar on the terminal, for whoever sits there."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=rows, label="Flyttar", file=sys.stderr, hidden=hidden) as bar:
        yield bar.update


@contextmanager
def _open(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def lines(moved: Moved) -> Iterator[str]:
    """What was moved, and what to do next."""
    tables = sum(1 for rows in moved.rows.values() if rows)
    rows = counted(sum(moved.rows.values()), "rad", "rader")
    where = counted(tables, "tabell", "tabeller")
    yield f"Allt är flyttat till PostgreSQL: {rows} i {where}. Varje rad har lästs tillbaka och jämförts."
    yield f"Den gamla databasen heter nu {moved.kept_as}. Spara den tills boten har gått en vecka."
    if moved.is_held:
        yield "Det som hölls kvar efter en återläsning hålls kvar. Kör samverkansbot resume."
    yield "Kör samverkansbot check, och starta sedan boten."


def as_json(moved: Moved) -> dict[str, Any]:
    """source, kept_as and the number of rows by table."""
    return {"source": str(moved.source), "kept_as": str(moved.kept_as), "rows": moved.rows}
