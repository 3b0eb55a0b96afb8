"""SIGKILL at every edge from update to answer and from due to sent: nothing lost, nothing done twice."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGKILL

import pytest

from storage import tables
from tests.builders import NOW
from tests.databases import PostgreSQL, SQLite
from tests.stories.reckoning import Figures, history, reckon
from tests.stories.town import PDF, Town, a_town, keep_item

Act = Callable[[Town], object]
EVENING_BEFORE = datetime(2026, 12, 9, 17, 0, tzinfo=UTC)
SENDING_TIME = datetime(2026, 12, 10, 7, 0, 1, tzinfo=UTC)
CLOSING_MORNING = datetime(2026, 12, 3, 7, 0, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Story:
    """What people do, one act after the other, and what then stands in the database, exactly."""

    acts: Sequence[Act]
    history: dict[str, int]
    items: Sequence[str] = ()
    files: int = 0
    prepare: Act = lambda town: None
    begins: datetime = NOW


def _propose_in_group(town: Town) -> None:
    town.bo.writes("/foresla@samverkansbot Budget (15 min)", town.group)


def _propose_with_file(town: Town) -> None:
    town.dora.sends_file("Plan.pdf", PDF, caption="/föreslå Plan (1,5 h)")


def _prepare(town: Town) -> None:
    town.cilla.writes("/beredning")


def _take_up(town: Town) -> None:
    town.cilla.presses(town.cilla.chat().find("Ärende 1: Budget"), "Ta upp")


def _incoming(town: Town) -> None:
    keep_item(town, "Budget", accepted=False)


def _accepted(town: Town) -> None:
    keep_item(town, "Budget", file="budget.pdf")
    keep_item(town, "Skolan")


def _is(instant: datetime) -> Act:
    return lambda town: town.clock.goes_to(instant)


STORIES = {
    "item in group": Story(
        acts=[_propose_in_group], history={"meeting planned": 1, "proposed": 1}, items=["Budget"]
    ),
    "item with file": Story(
        acts=[_propose_with_file],
        history={"meeting planned": 1, "proposed": 1, "attached": 1},
        items=["Plan"],
        files=1,
    ),
    "preparing": Story(
        prepare=_incoming,
        acts=[_prepare, _take_up],
        history={"meeting planned": 1, "accepted": 1},
        items=["Budget"],
    ),
    "sending": Story(
        prepare=_accepted,
        begins=EVENING_BEFORE,
        acts=[_is(SENDING_TIME)],
        history={"meeting planned": 1, "published": 1},
        items=["Budget", "Skolan"],
        files=1,
    ),
    "reminder": Story(
        begins=CLOSING_MORNING - timedelta(hours=1),
        acts=[_is(CLOSING_MORNING)],
        history={"meeting planned": 1},
    ),
}

# What happens because its time has come, and not because somebody wrote.
DUE = ("sending", "reminder")


@pytest.mark.parametrize("name", STORIES)
def test_a_kill_at_any_edge_loses_nothing_and_doubles_nothing(
    name: str,
    databases: SQLite | PostgreSQL,
    edges: Iterable[int],
    tmp_path: Path,
    figure: Callable[..., None],
) -> None:
    story, figures = STORIES[name], Figures()

    for edge in edges:
        with databases.migrated() as url, a_town(url, tmp_path / str(edge), now=story.begins) as town:
            was_killed = _play(town, story, edge)
            _compare(town, story)
            reckon(town, figures)
        figures.runs += 1
        figures.kills += was_killed
        if not was_killed:
            break

    figure("P6" if name in DUE else "P1", f"SIGKILL, {name}", **asdict(figures))
    assert (figures.lost, figures.double) == (0, 0)


def _play(town: Town, story: Story, edge: int) -> bool:
    """Play the story with a process that dies at that edge; False if there is no such edge."""
    story.prepare(town)
    town.bot.start(FAILPOINT=str(edge))
    was_killed = False
    for act in story.acts:
        act(town)
        if not town.settles_or_dies():
            was_killed = _comes_back(town)
    # The last edge lies after the last commit, when everything seems quiet already.
    if town.bot.stop() != 0:
        was_killed = _comes_back(town)
        assert town.bot.stop() == 0
    return was_killed


def _comes_back(town: Town) -> bool:
    assert town.bot.exit_status == -SIGKILL
    town.a_minute_passes()
    town.bot.started()
    town.settles()
    return True


def _compare(town: Town, story: Story) -> None:
    assert history(town) == Counter(story.history)
    assert [row.title for row in town.look.rows(tables.item)] == list(story.items)
    assert town.look.count(tables.attachment, tables.attachment.c.sha256.is_not(None)) == story.files
    assert not town.look.count(tables.inbox, tables.inbox.c.state.in_(("waiting", "set_aside")))
