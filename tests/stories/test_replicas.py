"""Two processes on one PostgreSQL: each update has one effect, and what one leaves the other takes over."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta

import pytest

from storage import tables
from tests.databases import PostgreSQL, on_postgresql
from tests.stories.conftest import Reckoned
from tests.stories.reckoning import Figures, reckon
from tests.stories.replicas import LEADS, Pair, a_pair, goes_on, stands_still
from tests.stories.town import Town, keep_item

pytestmark = on_postgresql


@pytest.fixture
def pair(town: Town) -> Iterator[Pair]:
    with a_pair(town) as pair:
        yield pair


def proposed(town: Town, number: int, *, since: int = 0) -> list[str]:
    """Everybody proposes in turn; the titles, in the order in which each one wrote them."""
    people = (town.bo, town.dora, town.cilla, town.asa)
    titles = [f"{people[n % 4].first_name} {n}" for n in range(since, since + number)]
    for n, title in enumerate(titles):
        people[n % 4].writes(f"/foresla {title}")
    return titles


def kept(town: Town) -> list[str]:
    return [row.title for row in town.look.rows(tables.item)]


def by_person(titles: list[str]) -> dict[str, list[str]]:
    """Each one's titles in order."""
    found: dict[str, list[str]] = {}
    for title in titles:
        found.setdefault(title.partition(" ")[0], []).append(title)
    return found


def test_each_update_has_one_effect_in_the_order_of_its_chat(pair: Pair, reckoned: Reckoned) -> None:
    pair.started()

    titles = proposed(pair.town, 32)
    pair.town.settles(60)

    assert by_person(kept(pair.town)) == by_person(titles)
    assert reckoned(pair.town, "two processes, both at work") == (0, 0, 0)
    assert (len(pair.first.lines(LEADS)), pair.second.lines(LEADS)) == (1, [])
    assert [each.lines("another program") for each in (pair.first, pair.second)] == [[], []]


def test_the_other_fetches_as_soon_as_the_first_is_stopped(pair: Pair, reckoned: Reckoned) -> None:
    pair.started()

    assert pair.first.stop() == 0
    # Not when the lease runs out: the first let go of it in so many words.
    pair.second.wait_until(lambda: pair.second.lines(LEADS), "the other to fetch updates", timeout=5)
    titles = proposed(pair.town, 8)
    pair.town.settles()

    assert by_person(kept(pair.town)) == by_person(titles)
    assert reckoned(pair.town, "two processes, one stopped") == (0, 0, 0)


def test_what_a_killed_one_had_in_hand_is_taken_over_within_the_lease(pair: Pair, reckoned: Reckoned) -> None:
    pair.started()
    titles = proposed(pair.town, 16)
    pair.first.wait_until(lambda: kept(pair.town), "work to begin")

    pair.first.kill()
    titles += proposed(pair.town, 8, since=16)
    pair.fetches(pair.second)
    pair.town.a_minute_passes()
    pair.town.settles(60)

    assert by_person(kept(pair.town)) == by_person(titles)
    lost, double, _copies = reckoned(pair.town, "two processes, one killed")
    assert (lost, double) == (0, 0)


def test_one_that_stood_still_past_its_lease_is_fenced_when_it_wakes(pair: Pair, reckoned: Reckoned) -> None:
    pair.started()
    titles = proposed(pair.town, 16)
    pair.first.wait_until(lambda: kept(pair.town), "work to begin")

    stands_still(pair.first)
    titles += proposed(pair.town, 8, since=16)
    pair.fetches(pair.second)
    pair.town.look.end_leases(tables.dispatch)
    pair.second.wait_until(lambda: set(titles) <= set(kept(pair.town)), "the other to take over")
    goes_on(pair.first)
    pair.first.wait_until(lambda: pair.first.lines("leading no more"), "the first to notice")
    titles += proposed(pair.town, 8, since=24)
    pair.town.settles(60)

    assert by_person(kept(pair.town)) == by_person(titles)
    lost, double, _copies = reckoned(pair.town, "two processes, one asleep past its lease")
    assert (lost, double) == (0, 0)
    assert len(pair.first.lines(LEADS)) == 1


def test_what_is_due_happens_once_though_both_look(pair: Pair, reckoned: Reckoned) -> None:
    keep_item(pair.town, "Budget", file="budget.pdf")
    keep_item(pair.town, "Skolan")
    pair.started()

    sending = pair.town.sending_time
    for instant in (sending - timedelta(days=7), sending, pair.town.starts_at - timedelta(days=1)):
        pair.town.clock.goes_to(instant)
        pair.town.settles(60)

    assert reckoned(pair.town, "two processes, what is due") == (0, 0, 0)
    assert pair.town.look.count(tables.publication) == 1
    assert [each.lines("stumbled") for each in (pair.first, pair.second)] == [[], []]


def test_a_database_that_is_cut_off_again_and_again_loses_and_doubles_nothing(
    pair: Pair,
    postgresql: PostgreSQL,
    database_url: str,
    request: pytest.FixtureRequest,
    figure: Callable[..., None],
) -> None:
    cuts, titles = 20 if request.config.getoption("--every") else 2, list[str]()
    with postgresql.keeping(database_url):
        pair.started()
        for _ in range(cuts):
            done = len(kept(pair.town))
            titles += proposed(pair.town, 8, since=len(titles))
            pair.first.wait_until(lambda done=done: len(kept(pair.town)) > done, "work to begin")  # type: ignore[misc]
            postgresql.restart_at_once()
        pair.town.settles(60)

    assert by_person(kept(pair.town)) == by_person(titles)
    figures = Figures()
    reckon(pair.town, figures)
    figure("P1", "PostgreSQL cut off under two processes", cuts=cuts, **asdict(figures))
    assert (figures.lost, figures.double, figures.given_up) == (0, 0, 0)
    for each in (pair.first, pair.second):
        assert (each.is_alive, each.lines("stumbled"), each.lines("Traceback")) == (True, [], [])
        assert each.lines("the database is back")
    assert [each.stop() for each in (pair.first, pair.second)] == [0, 0]
