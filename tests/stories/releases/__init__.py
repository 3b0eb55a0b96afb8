"""A database of each release, as its own bot left it: `python -m tests.stories.releases` keeps this one's.

They are plain SQL, one of each kind of database, and never change once the release is out.
"""

import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import make_url

from tests.databases import PostgreSQL
from tests.stories.town import Town, keep_item

HERE = Path(__file__).parent
RELEASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "sqlite.sql").exists())


def kept_in(release: str, url: str) -> Path:
    """The file of a release, for this kind of database."""
    return HERE / release / f"{make_url(url).get_backend_name()}.sql"


def this_release() -> str:
    """The version of the program that is installed."""
    return version("samverkansbot")


def live(town: Town) -> None:
    """An ordinary fortnight: items, one with a file and one withdrawn, an absence, the agenda sent."""
    keep_item(town, "Budget", file="budget.pdf")
    town.bot.started()
    for words in ("/foresla Skolskjuts (15 min)", "/foresla Taxi", "/narvaro", "/ersattare"):
        asked = town.bo.writes(words)
        answered(town, asked.message_id)
    town.bo.presses(town.bo.chat().find("Taxi"), "Dra tillbaka")
    town.settles(120.0)
    town.clock.goes_to(town.sending_time)
    town.settles(120.0)
    if town.bot.stop():
        raise AssertionError("the bot did not end well")


def answered(town: Town, asked: int) -> None:
    """Come back once the bot has answered Bo."""
    town.bot.wait_until(lambda: town.bo.chat().last.message_id > asked, "an answer")


def dump(url: str, postgresql: PostgreSQL, file: Path) -> None:
    """Write the whole database down as SQL."""
    file.parent.mkdir(exist_ok=True)
    if path := _sqlite_file(url):
        with closing(sqlite3.connect(path)) as connection:
            file.write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
    else:
        words = "--inserts", "--no-owner", "--no-privileges", "--no-comments"
        postgresql.tool("pg_dump", *words, f"--file={file}", url)


def restore(url: str, postgresql: PostgreSQL | None, file: Path) -> None:
    """Put it into an empty database."""
    if path := _sqlite_file(url):
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(file.read_text(encoding="utf-8"))
    elif postgresql:
        postgresql.tool("psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={file}", url)


def _sqlite_file(url: str) -> str | None:
    parsed = make_url(url)
    return parsed.database if parsed.get_backend_name() == "sqlite" else None
