"""`backup` and `restore`: the whole database as one file, and back again."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.texts.dates import at_time
from handlers.clock import Clock
from handlers.line.exits import DATABASE, Stop
from handlers.line.resuming import SWEDEN
from handlers.line.single_run import single_run
from handlers.settings import PREFIX, Settings
from storage import backup

OWN_TOOLS = "Databasen är PostgreSQL, som har egna verktyg: {0}"
PG_DUMP = "kör pg_dump --format=custom --file=kopia.dump."
PG_RESTORE = "kör pg_restore, och sedan samverkansbot hold innan boten startar."
NOTHING = f"Det finns ingen databas att kopiera. Kontrollera {PREFIX}DATA_DIR och {PREFIX}DATABASE_URL."


class NotCopied(Stop):
    """Nothing was written; the line says why."""

    status = DATABASE


@dataclass(frozen=True, kw_only=True)
class Copied:
    """A copy that was made, or brought back to `place`; `made_at` is when it was made."""

    copy: Path
    place: Path
    made_at: datetime
    is_back: bool


def back_up(settings: Settings, file: Path) -> Copied:
    """Raises NotCopied."""
    place = _place(settings, PG_DUMP)
    if not place.exists():
        raise NotCopied(NOTHING)
    now = Clock(settings.clock_shift_file).now()
    try:
        backup.back_up(place, file, now=now)
    except backup.InTheWay as found:
        raise NotCopied(f"{found} finns redan. Välj ett annat namn.") from None
    except OSError:
        raise NotCopied(f"Det går inte att skriva {file}. Kontrollera sökvägen och rättigheterna.") from None
    except sqlite3.Error as error:
        raise NotCopied(_why_not(error, place)) from None
    return Copied(copy=file, place=place, made_at=now, is_back=False)


def restore(settings: Settings, file: Path) -> Copied:
    """Raises NotCopied."""
    place = _place(settings, PG_RESTORE)
    if not file.exists():
        raise NotCopied(f"{file} finns inte. Kontrollera sökvägen.")
    now = Clock(settings.clock_shift_file).now()
    try:
        with single_run(settings.database):
            made_at = backup.bring_back(file, place, now=now)
    except backup.InTheWay as found:
        raise NotCopied(
            f"Det finns redan en databas: {found}. Flytta undan den först. Inget har ändrats."
        ) from None
    except backup.NoCopy:
        raise NotCopied(f"{file} är ingen hel kopia från samverkansbot backup. Inget har ändrats.") from None
    except OSError:
        raise NotCopied(f"Det går inte att skriva {place}. Kontrollera rättigheterna och utrymmet.") from None
    return Copied(copy=file, place=place, made_at=made_at, is_back=True)


def _place(settings: Settings, tool: str) -> Path:
    place = backup.path_of(settings.database)
    if place is None:
        raise NotCopied(OWN_TOOLS.format(tool))
    return place


def _why_not(error: sqlite3.Error, place: Path) -> str:
    if "no such table" in str(error) or "not a database" in str(error):
        return f"{place} är inte botens databas."
    return "Databasen gick inte att kopiera. Finns det plats på disken? Kör samverkansbot check."


def lines(copied: Copied) -> Iterator[str]:
    """What was done, and what to do next."""
    when = at_time(copied.made_at.astimezone(SWEDEN))
    if not copied.is_back:
        yield f"Kopian {copied.copy} är hel, från {when}."
        yield "Den håller allt som boten vet, och nyckeln till knapparna. Förvara den därefter."
        return
    yield f"Kopian från {when} är tillbaka i {copied.place}."
    yield "Det som väntade i den hålls kvar. Starta boten, och kör samverkansbot resume."


def as_json(copied: Copied) -> dict[str, Any]:
    """copy, database, made_at and is_restored."""
    return {
        "copy": str(copied.copy),
        "database": str(copied.place),
        "made_at": copied.made_at.isoformat(),
        "is_restored": copied.is_back,
    }
