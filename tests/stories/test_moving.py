"""`move`: the bot goes on in PostgreSQL from where it stopped in SQLite, and says nothing twice."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model.item import ItemState
from integrations.botapi import Fault, Kind
from storage import tables
from tests.databases import PostgreSQL, on_sqlite
from tests.stories.look import Look
from tests.stories.process import Command
from tests.stories.reckoning import Figures, reckon
from tests.stories.town import Town, keep_item


class Move:
    """The operator stands before an empty PostgreSQL with the bot's SQLite file."""

    def __init__(self, town: Town, url: str) -> None:
        self._town = town
        self._url = url
        self.file = Path(str(town.database.url.database))
        self.kept_as = Path(f"{self.file}.flyttad")
        town.database.close()

    def command(self) -> str:
        """Moves, with the new address in the settings."""
        new = {"SAMVERKANSBOT_DATABASE_URL": self._url}
        return self._town.bot.command("move", str(self.file), **new)

    def go_on_there(self) -> None:
        """The bot and the story do, from now on."""
        self._town.bot.settings["SAMVERKANSBOT_DATABASE_URL"] = self._url
        self._town.look.close()
        self._town.look = Look(self._url)


@pytest.fixture
def move(town: Town, postgresql: PostgreSQL) -> Iterator[Move]:
    with postgresql.empty() as url:
        move = Move(town, url)
        yield move
        town.bot.kill()
        town.look.close()
    # The names of these files are used again.
    move.kept_as.unlink(missing_ok=True)


@on_sqlite
def test_after_the_move_the_bot_goes_on_where_it_was(town: Town, move: Move) -> None:
    keep_item(town, "Budget", file="budget.pdf")
    town.bot.started()
    town.bo.writes("/foresla Skolskjuts")
    town.clock.goes_to(town.sending_time)
    town.settles()
    # The last answer does not get out, and what is written after the stop is not fetched.
    town.world.faults.add(Fault(Kind.STATUS, "sendMessage", status=429, retry_after=2, times=None))
    town.dora.writes("/hjalp")
    town.bot.wait_until(lambda: town.look.rows(tables.dispatch)[-1].tries, "a try")
    assert town.bot.stop() == 0
    town.world.faults.clear()
    town.bo.writes("/foresla Vinterväg")

    said = move.command()
    move.go_on_there()
    town.bot.started(way=Command)
    town.settles(timeout=40)

    assert re.match(r"Allt är flyttat till PostgreSQL: \d+ rader i \d+ tabeller\.", said)
    town.bo.presses(town.bo.chat().find("Skolskjuts"), "Dra tillbaka")
    town.settles()
    figures = Figures()
    reckon(town, figures)
    assert (figures.lost, figures.double, figures.copies) == (0, 0, 0)
    assert [(row.title, row.state) for row in town.look.rows(tables.item)] == [
        ("Budget", ItemState.ACCEPTED),
        ("Skolskjuts", ItemState.WITHDRAWN),
        ("Vinterväg", ItemState.INCOMING),
    ]
    assert town.bot.stop() == 0


@on_sqlite
def test_a_bot_that_runs_is_not_moved_and_what_was_moved_is_put_aside(town: Town, move: Move) -> None:
    town.bot.started()
    with pytest.raises(AssertionError, match=re.escape(f"Boten körs redan med databasen {move.file}.")):
        move.command()
    assert town.bot.stop() == 0

    said = move.command()

    assert f"Den gamla databasen heter nu {move.kept_as}. " in said
    assert move.kept_as.exists()
    assert [
        each.name for each in move.file.parent.glob(f"{move.file.name}[.-]*") if each.suffix != ".lock"
    ] == [move.kept_as.name]
    with pytest.raises(AssertionError, match="finns inte"):
        move.command()
