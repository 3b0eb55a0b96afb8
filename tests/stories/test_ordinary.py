"""A good day from the arena's file to the reminder, by the commands that an operator types."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import tables
from tests.stories.process import Command
from tests.stories.reckoning import Figures, history, reckon
from tests.stories.town import PDF, Town, a_town

ARENA = """
[arena]
id = "norr"
name = "Samverkan Norr"
short = "Norr"

[[seat]]
id = "sekreterare"
title = "Utvecklare"
holder = { name = "Åsa Öberg", email = "asa@example.se" }

[[seat]]
id = "kommunen"
title = "Kommunens plats"
holder = { name = "Bo Berg", email = "bo@example.se" }

[[seat]]
id = "regionen"
title = "Regionens plats"
holder = { name = "Dora Dal", email = "dora@example.se" }

[[role]]
kind = "secretary"
seat = "sekreterare"

[[role]]
kind = "preparer"
holder = { name = "Cilla Ceder", email = "cilla@example.se" }

[[meeting]]
id = "2026-12"
starts = 2026-12-17T13:00:00
place = "Östersund"
"""
CLOSES_SOON = datetime(2026, 12, 3, 7, 0, 1, tzinfo=UTC)


@pytest.fixture
def bare_town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    """The same people and the same group, of whom the database knows nothing."""
    with a_town(database_url, tmp_path / "bot", is_bare=True) as town:
        yield town


def test_a_whole_round(bare_town: Town) -> None:
    town = bare_town
    (town.bot.home / "norr.toml").write_text(ARENA)
    town.bot.command("load", "norr.toml")
    invited = json.loads(town.bot.command("invite", "norr", "--json"))
    town.bot.start(way=Command)

    _everybody_joins(town, {each["name"]: each["link"] for each in invited["people"]})
    _group_is_bound(town, invited["chats"]["group"])
    _items_come_in(town)
    _agenda_is_prepared(town)
    town.clock.goes_to(CLOSES_SOON)
    town.settles()
    town.clock.goes_to(town.sending_time)
    town.settles()

    figures = Figures()
    reckon(town, figures)
    assert (figures.lost, figures.double, figures.copies, figures.given_up) == (0, 0, 0, 0)
    assert [message.documents[0].name for message in town.group.from_bot if message.documents] == [
        "Dagordning Norr 2026-12-17.pdf",
        "Punkt 1 – plan.pdf",
    ]
    assert "Dagordning" in town.group.pinned[0].text
    done = Counter({"joined": 4, "bound": 1, "proposed": 2, "accepted": 2, "ready": 1, "published": 1})
    assert not done - history(town)
    assert town.bot.stop() == 0


def _everybody_joins(town: Town, links: dict[str, str]) -> None:
    for person in town.people:
        person.opens_link(links[person.name])
        town.settles()
        person.presses(person.chat().last, "Det är jag")
        town.settles()
    assert town.look.count(tables.person, tables.person.c.joined_at.is_not(None)) == 4


def _group_is_bound(town: Town, code: str) -> None:
    town.asa.adds_bot(town.group)
    town.asa.writes(f"/koppla@samverkansbot {code}", town.group)
    town.settles()
    assert "Gruppen är kopplad" in town.group.last.text


def _items_come_in(town: Town) -> None:
    town.dora.sends_file("plan.pdf", PDF, caption="/föreslå Plan (1,5 h)")
    town.settles()
    town.bo.writes("/foresla@samverkansbot Budget (15 min)", town.group)
    town.settles()
    assert "Budget, är inkommet" in town.group.last.text


def _agenda_is_prepared(town: Town) -> None:
    town.cilla.writes("/beredning")
    town.settles()
    for title in ("Plan", "Budget"):
        card = next(message for message in town.cilla.chat().messages if f": {title}" in message.text)
        town.cilla.presses(card, "Ta upp")
        town.settles()
    town.cilla.writes("/beredning")
    town.settles()
    town.cilla.presses(town.cilla.chat().last, "Klar att skickas")
    town.settles()
