"""Every arena of the seeds comes with the bot, names its sources, and loads as it stands."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.acts.arenas.loading import load_facts
from bot.model.merge import thing_of
from handlers.arenafile.reading import ArenaFile, read_arena_file
from handlers.arenas import packaged_arenas
from storage.engine import Database
from storage.store import unit_of_work

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ALL = sorted(packaged_arenas())


def arena(name: str) -> ArenaFile:
    return read_arena_file(packaged_arenas()[name])


def test_all_arenas_of_the_seeds_are_there() -> None:
    assert ALL == [
        "barnarenan", "buz", "fredagsgruppen", "jamtbus", "lansnatverk-psykisk-halsa",
        "lokala-samverkansgrupper", "pahsu", "rsr", "samreko-hsi", "socsam", "svom", "tahsu",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_an_arena_names_nobody_and_the_source_of_everything(name: str) -> None:
    facts = arena(name).facts()

    sourced = {thing_of(key) for key in facts if key.endswith(".source")}
    assert [key for key, value in facts.items() if ".holder" in key or "@" in str(value)] == []
    assert {thing_of(key) for key in facts} - sourced == {"arena.words"}


def test_who_prepares_for_whom_makes_a_tree_up_to_the_political_arenas() -> None:
    """Seed 003:44-45, 89-90, 114, 148, 218-220, 252-254, 286-288; seed 004:159-161."""
    assert {name: arena(name).arena.prepares_for for name in ALL if arena(name).arena.prepares_for} == {
        "barnarenan": ("rsr",),
        "fredagsgruppen": ("svom",),
        "jamtbus": ("samreko-hsi", "barnarenan"),
        "lansnatverk-psykisk-halsa": ("samreko-hsi", "fredagsgruppen", "svom"),
        "lokala-samverkansgrupper": ("fredagsgruppen", "svom"),
        "samreko-hsi": ("svom", "barnarenan"),
        "svom": ("rsr",),
        "tahsu": ("pahsu",),
    }


def test_the_eight_municipalities_have_their_seats_in_svom() -> None:
    """Seed 003:22-36 with seed 002:14; the region's divisionschefer have no number there."""
    svom = arena("svom")

    assert Counter(seat.side for seat in svom.seats) == {"kommuner": 16, "region": 5, None: 1}
    assert (svom.rhythm.meetings_per_year, svom.arena.words.member) == (4, "ledamot")
    assert arena("barnarenan").rhythm.meetings_per_year is None


def test_what_is_a_proposal_ends_nothing_until_somebody_says_so() -> None:
    """Seed 004 is a dialogue: the operator switches the structure of 2027 on."""
    assert [name for name in ALL if arena(name).arena.ends or arena(name).arena.succeeded_by] == []


def test_all_arenas_load_and_the_second_time_changes_nothing(database: Database) -> None:
    with unit_of_work(database) as store:
        first = [bool(load_facts(store, arena(name).facts(), name, now=NOW)) for name in ALL]
    with unit_of_work(database) as store:
        second = [bool(load_facts(store, arena(name).facts(), name, now=NOW)) for name in ALL]

    assert (first, second) == ([True] * 12, [False] * 12)
