"""The bot was away, the clock was moved, summer time began or ended: once each, at the right wall time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations.botapi import Call
from storage import tables
from tests.databases import PostgreSQL, SQLite
from tests.stories.reckoning import Figures, history, reckon
from tests.stories.town import Town, a_town, keep_item

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOUR = timedelta(hours=1)


def _said(town: Town, words: str) -> list[Call]:
    sent = town.world.ledger.accepted("sendMessage")
    return [call for call in sent if words in str(call.params["text"])]


def test_down_over_the_sending_time_is_sent_at_once_and_told_as_late(town: Town) -> None:
    keep_item(town, "Budget")
    town.bot.started()
    town.bot.kill()

    town.clock.goes_to(town.sending_time + 3 * HOUR)
    town.bot.start()
    town.settles()

    assert len(_said(town, "Dagordningen som pdf")) == 2
    late = _said(town, "Utskicket är försenat")
    assert {call.chat_id for call in late} == {town.asa.id, town.cilla.id}
    assert history(town)["published"] == 1


def test_down_until_after_the_meeting_sends_nothing_and_tells_so(town: Town) -> None:
    keep_item(town, "Budget")
    town.bot.started()
    town.bot.kill()

    town.clock.goes_to(town.starts_at + HOUR)
    town.bot.start()
    town.settles()

    assert {call.chat_id for call in _said(town, "blev aldrig skickad")} == {town.cilla.id}
    assert len(town.world.ledger.accepted("sendMessage")) == 1
    assert history(town)["deadline missed"] == 11


@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["forward", "back"])
def test_a_stepped_clock_does_nothing_twice(town: Town, step: timedelta) -> None:
    keep_item(town, "Budget")
    town.bot.started()
    town.clock.goes_to(town.sending_time)
    town.settles()

    town.clock.steps(step)
    town.clock.steps(-step)
    town.bo.writes("/foresla Efteråt")
    town.settles()

    assert len(_said(town, "Dagordningen som pdf")) == 2
    assert history(town)["published"] == 1
    _must_be_in_order(town)


def test_a_clock_stepped_back_before_the_time_still_rings_at_the_time(town: Town) -> None:
    keep_item(town, "Budget")
    town.bot.started()
    town.clock.goes_to(town.sending_time - timedelta(minutes=5))
    town.bo.writes("/foresla Skolan")
    town.settles()

    town.clock.steps(-HOUR)
    town.bo.writes("/foresla Jämtbus")
    town.settles()
    town.clock.goes_to(town.sending_time)
    town.settles()

    assert len(_said(town, "Dagordningen som pdf")) == 2


def _must_be_in_order(town: Town) -> None:
    figures = Figures()
    reckon(town, figures)
    assert (figures.lost, figures.double, figures.copies) == (0, 0, 0)


NIGHTS = {
    # 14 days before Sunday 8 November 2026 is the Sunday on which 02.00-03.00 came twice.
    "autumn": ("2026-11-08T13:00", "2026-10-26T08:00", "2026-10-25T00:00"),
    # 14 days before Sunday 11 April 2027 is the Sunday that had no 02.30, and the day after is Easter's.
    "spring": ("2027-04-11T13:00", "2027-03-30T08:00", "2027-03-28T00:00"),
}


@pytest.mark.parametrize("night", NIGHTS)
def test_what_falls_due_on_a_night_of_summer_time_comes_once_at_its_wall_time(
    databases: SQLite | PostgreSQL, tmp_path: Path, night: str
) -> None:
    starts, closes, begins = (datetime.fromisoformat(wall) for wall in NIGHTS[night])
    due = closes.replace(tzinfo=STOCKHOLM).astimezone(UTC)
    now = begins.replace(tzinfo=STOCKHOLM).astimezone(UTC)
    with databases.migrated() as url, a_town(url, tmp_path / "bot", starts=starts, now=now) as town:
        town.bot.started()

        for number, moment in enumerate(_half_hours(now, due)):
            town.clock.goes_to(moment)
            if number % 12 == 0:
                town.dora.writes("/hjalp")
            town.settles()
        before = _said(town, "Tiden för att föreslå punkter är slut")
        town.clock.goes_to(due + timedelta(seconds=1))
        town.settles()
        town.clock.steps(3 * HOUR)
        town.dora.writes("/hjalp")
        town.settles()

        after = _said(town, "Tiden för att föreslå punkter är slut")
        (closed,) = town.look.rows(tables.deadline, tables.deadline.c.kind == "items_closed")
        assert (len(before), len(after)) == (0, 1)
        assert timedelta(0) <= closed.done_at - due < timedelta(minutes=1)


def _half_hours(first: datetime, last: datetime) -> list[datetime]:
    moments = [first]
    while moments[-1] + HOUR / 2 < last:
        moments.append(moments[-1] + HOUR / 2)
    return moments


def test_the_week_is_kept_in_wall_time_over_the_change(
    databases: SQLite | PostgreSQL, tmp_path: Path
) -> None:
    starts = datetime.fromisoformat("2027-04-01T13:00")
    due = datetime(2027, 3, 25, 8, tzinfo=STOCKHOLM).astimezone(UTC)
    now = due - 2 * HOUR
    with databases.migrated() as url, a_town(url, tmp_path / "bot", starts=starts, now=now) as town:
        town.bot.started()
        town.clock.goes_to(due - timedelta(minutes=2))
        town.dora.writes("/hjalp")
        town.settles()
        assert not _said(town, "Dagordningen som pdf")

        town.clock.goes_to(due + timedelta(seconds=1))
        town.settles()

        assert len(_said(town, "Dagordningen som pdf")) == 2
        assert not _said(town, "försenat")
