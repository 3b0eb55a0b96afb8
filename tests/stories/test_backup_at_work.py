"""A copy made while the bot writes is one moment of it, and the bot goes on from there in another place."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from storage import tables
from tests.databases import on_sqlite
from tests.stories.look import Look
from tests.stories.town import Town

ITEMS = 60
COPIES = 4
# Of each item one row of every kind, written in one commit with the rest.
OF_AN_ITEM = {
    "items": "SELECT count(*) FROM item",
    "handled": "SELECT count(*) FROM inbox WHERE state = 'handled'",
    "history": "SELECT count(*) FROM history WHERE verb = 'proposed'",
}


def _titles() -> list[str]:
    """Nothing that is alike, or the bot asks whether it is the same."""
    return [sha256(bytes([number])).hexdigest()[:12] for number in range(ITEMS)]


def _counted(copy: Path) -> dict[str, int]:
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {name: connection.execute(query).fetchone()[0] for name, query in OF_AN_ITEM.items()}


@on_sqlite
def test_a_copy_made_at_work_is_one_moment_and_is_gone_on_with_elsewhere(
    town: Town, tmp_path: Path, figure: Callable[..., None]
) -> None:
    bot, copies = town.bot, [tmp_path / f"kopia-{number}.db" for number in range(COPIES)]
    bot.started()
    for number, title in enumerate(_titles()):
        town.people[number % 4].writes(f"/foresla {title}")
    for copy in copies:
        bot.command("backup", str(copy))
    town.settles(120.0)

    seen = [_counted(copy) for copy in copies]
    torn = sum(len(set(counts.values())) > 1 for counts in seen)
    figure("P1", "copies made while the bot writes", copies=COPIES, of_items=ITEMS, torn=torn)
    assert (torn, town.look.count(tables.item)) == (0, ITEMS)
    assert seen[0]["items"] < ITEMS

    titles = [row.title for row in town.look.rows(tables.item)]
    bot.kill()
    town.look.close()
    file = tmp_path / "annan.db"
    bot.settings["SAMVERKANSBOT_DATABASE_URL"] = f"sqlite:///{file}"
    bot.command("restore", str(copies[0]))
    bot.command("resume", "--send")
    town.look = Look(f"sqlite:///{file}")
    bot.started()
    town.settles(120.0)

    # What had come and was not handled yet is handled now; nothing comes twice.
    again = [row.title for row in town.look.rows(tables.item)]
    assert again[: seen[0]["items"]] == titles[: seen[0]["items"]]
    assert len(again) == len(set(again))
    assert set(again) <= set(titles)
    assert bot.stop() == 0
