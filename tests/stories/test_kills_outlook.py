"""SIGKILL at every edge between the bot and Outlook: one event, and each mail once (PROMISES P7)."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from signal import SIGKILL

import pytest

from bot.acts.desk import Desk
from bot.acts.meetings.planning import cancel_meeting, move_meeting
from bot.model.meeting import Meeting
from tests.databases import PostgreSQL, SQLite
from tests.handlers.rounds.deeds import eva_replaces_dora
from tests.stories.outlook import MEMBERS, Office, an_office
from tests.stories.town import a_town

Change = Callable[[Desk, Meeting], object]
AFTER = [*MEMBERS[:-1], "eva.ek@example.se"]
MAILS = Counter(
    [("invitation", each) for each in {*MEMBERS, *AFTER}]
    + [("cancellation", "dora@example.se")]
    + [(kind, each) for kind in ("update", "cancellation") for each in AFTER]
)


def test_a_kill_at_any_edge_makes_no_second_event_and_no_second_mail(
    databases: SQLite | PostgreSQL,
    edges: Iterable[int],
    tmp_path: Path,
    pytestconfig: pytest.Config,
    figure: Callable[..., None],
) -> None:
    kills, events, found = 0, 0, Counter[str]()
    # Each run waits for Outlook several times over.
    for edge in islice(edges, 0, None, _step(pytestconfig, databases)):
        with (
            databases.migrated() as url,
            a_town(url, tmp_path / str(edge)) as town,
            an_office(town) as office,
        ):
            was_killed = _play(office, edge)
            mails = Counter((mail.kind, mail.to) for mail in office.mailbox.mails)
            found += Counter(missing=(MAILS - mails).total(), second=(mails - MAILS).total())
            # One was made and cancelled: whatever stands there now is another.
            events += len(office.mailbox.events)
        kills += was_killed
        if not was_killed:
            break

    counted = {"kills": kills, "second_events": events, "second_mails": found["second"]}
    figure("P7", "SIGKILL between the bot and Outlook", **counted, missing_mails=found["missing"])
    assert kills
    assert (events, found["second"], found["missing"]) == (0, 0, 0)


def _step(config: pytest.Config, databases: SQLite | PostgreSQL) -> int:
    """Of those edges each, each third or each fifth: by what there is time for."""
    if not config.getoption("--every"):
        return 5
    return 3 if isinstance(databases, SQLite) and not config.getoption("--on-both") else 1


def _play(office: Office, edge: int) -> bool:
    bot = office.town.bot
    bot.start(FAILPOINT=str(edge))
    was_killed = _goes_on(office, lambda: office.is_noticed)
    for change in (None, eva_replaces_dora, an_hour_later, cancel_meeting):
        if change:
            office.changes(change)
            # A clock that is moved wakes the bot, which would look by itself within a second.
            office.town.clock.steps(timedelta(seconds=3))
            was_killed |= _goes_on(office, lambda: office.is_noticed)
        office.town.clock.steps(timedelta(seconds=61))
        was_killed |= _goes_on(office, lambda: office.is_quiet)
    if bot.stop() != 0:
        was_killed = True
    return was_killed


def _goes_on(office: Office, look: Callable[[], bool]) -> bool:
    """Until that is so, in another process if this one dies; whether it did."""
    bot = office.town.bot
    office.waits_for(lambda: not bot.is_alive or look(), "that, or a death")
    if bot.is_alive:
        return False
    assert bot.exit_status == -SIGKILL
    office.town.a_minute_passes()
    bot.started()
    office.waits_for(look, "that")
    return True


def an_hour_later(desk: Desk, meeting: Meeting) -> None:
    move_meeting(desk, meeting, meeting.starts + timedelta(hours=1))
