"""A copy made beside the running bot, brought back on another machine: nothing is sent twice by itself."""

from datetime import timedelta
from pathlib import Path

from bot.acts.desk import Desk
from bot.acts.meetings.planning import move_meeting
from bot.model.item import ItemState
from bot.model.meeting import Meeting
from storage import tables
from tests.databases import PostgreSQL, on_postgresql, on_sqlite
from tests.stories.look import Look
from tests.stories.outlook import MEMBERS, an_office
from tests.stories.town import Town, keep_item

DATABASE_URL = "SAMVERKANSBOT_DATABASE_URL"


def bo_asks(town: Town, text: str) -> None:
    """And is answered."""
    asked = town.bo.writes(text)
    town.bot.wait_until(lambda: town.bo.chat().last.message_id > asked.message_id, "an answer")


@on_sqlite
def test_a_copy_that_was_brought_back_sends_nothing_before_somebody_says_so(
    town: Town, tmp_path: Path
) -> None:
    keep_item(town, "Budget", file="budget.pdf")
    bot, copy = town.bot, tmp_path / "kopia.db"
    bot.started()
    town.settles()
    bot.command("backup", str(copy))
    town.clock.goes_to(town.sending_time)
    town.settles()
    sent = len(town.world.ledger)
    bot.kill()

    # The machine is lost; another one takes over a day later.
    bot.settings[DATABASE_URL] = f"sqlite:///{tmp_path / 'annan.db'}"
    bot.command("restore", str(copy))
    town.clock.steps(timedelta(days=1))
    bot.started()
    bo_asks(town, "/hjalp")
    town.clock.steps(timedelta(minutes=10))
    # Each answer wakes the sweep, and the second one comes after it.
    bo_asks(town, "/moten")
    bo_asks(town, "/hjalp")

    new = [call for call in town.world.ledger.calls(after=sent) if call.method == "sendMessage"]
    assert {call.params["chat_id"] for call in new} == {str(town.bo.id)}
    assert "Norr, mötet torsdag 17 december 2026 kl. 13.00: utskick av dagordningen." in bot.command("resume")

    bot.command("resume", "--skip")
    town.clock.steps(timedelta(minutes=10))
    bo_asks(town, "/dagordning")
    town.settles()
    assert not [call for call in town.world.ledger.calls(after=sent) if call.method == "sendDocument"]
    assert bot.stop() == 0


@on_postgresql
def test_a_postgresql_is_dumped_restored_and_held_by_its_own_tools(
    town: Town, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    """As docs/operations.md says it."""
    keep_item(town, "Budget", file="budget.pdf")
    bot, copy = town.bot, tmp_path / "kopia.dump"
    bot.started()
    bo_asks(town, "/foresla Skolskjuts")
    postgresql.tool("pg_dump", "--format=custom", f"--file={copy}", bot.settings[DATABASE_URL])
    town.clock.goes_to(town.sending_time)
    town.settles()
    sent, card = len(town.world.ledger), town.bo.chat().find("Skolskjuts")
    bot.kill()

    with postgresql.empty() as url:
        bot.settings[DATABASE_URL] = url
        postgresql.tool("pg_restore", "--no-owner", f"--dbname={url}", str(copy))
        town.look.close()
        town.look = Look(url)
        said = bot.command("hold")
        bot.started()
        bo_asks(town, "/hjalp")
        bo_asks(town, "/moten")

        assert "Norr, mötet torsdag 17 december 2026 kl. 13.00: utskick av dagordningen." in said
        new = [call for call in town.world.ledger.calls(after=sent) if call.method == "sendMessage"]
        assert {call.params["chat_id"] for call in new} == {str(town.bo.id)}
        bot.command("resume", "--skip")
        town.bo.presses(card, "Dra tillbaka")
        bo_asks(town, "/dagordning")
        town.settles()
        assert not [call for call in town.world.ledger.calls(after=sent) if call.method == "sendDocument"]
        assert [row.state for row in town.look.rows(tables.item)] == [
            ItemState.ACCEPTED,
            ItemState.WITHDRAWN,
        ]
        town.world.now = town.clock.now
        assert "databas: fungerar (PostgreSQL" in bot.command("check")
        assert bot.stop() == 0
        town.look.close()


@on_sqlite
def test_what_had_not_happened_goes_out_late_once_somebody_says_so(town: Town, tmp_path: Path) -> None:
    keep_item(town, "Budget", file="budget.pdf")
    bot, copy = town.bot, tmp_path / "kopia.db"
    bot.command("backup", str(copy))
    bot.settings[DATABASE_URL] = f"sqlite:///{tmp_path / 'annan.db'}"
    bot.command("restore", str(copy))
    town.clock.goes_to(town.sending_time + timedelta(hours=3))
    bot.started()

    bot.command("resume", "--send")

    bot.wait_until(lambda: [each for each in town.group.messages if "Budget" in each.text], "the agenda")
    assert bot.stop() == 0


def moves_to_another_machine(town: Town, copy: Path, file: Path) -> None:
    """The first one is lost, and the copy brought back on the next."""
    town.bot.kill()
    town.look.close()
    town.bot.settings[DATABASE_URL] = f"sqlite:///{file}"
    town.bot.command("restore", str(copy))
    town.look = Look(f"sqlite:///{file}")


@on_sqlite
def test_what_outlook_holds_since_the_copy_is_neither_doubled_nor_written_over(
    town: Town, tmp_path: Path
) -> None:
    with an_office(town) as office:
        office.starts()
        office.a_minute_passes()
        copy = tmp_path / "kopia.db"
        town.bot.command("backup", str(copy))
        # After the copy the meeting moves, and somebody changes its place in Outlook itself.
        office.decides(moves_a_day)
        office.a_minute_passes()
        office.event.is_changed_by_hand(location={"displayName": "Åre"})
        before = dict(office.event.facts)
        office.news()

        moves_to_another_machine(town, copy, tmp_path / "annan.db")
        town.bot.started()
        bo_asks(town, "/moten")
        town.clock.steps(timedelta(minutes=10))
        bo_asks(town, "/hjalp")
        assert (office.event.facts, office.news()) == (before, [])

        town.bot.command("resume", "--skip")
        office.minutes_pass(6)
        office.minutes_pass(6)

        assert office.event.facts == before
        assert office.news() == []
        asked = town.asa.chat().find("Någon har ändrat mötet")
        town.asa.presses(asked, "Behåll Outlooks")
        office.settles()
        (meeting,) = town.look.rows(tables.meeting)
        assert (meeting.starts.isoformat(), meeting.place) == ("2026-12-18T13:00:00", "Åre")
        assert len(office.mailbox.events) == 1
    town.look.close()


def moves_a_day(desk: Desk, meeting: Meeting) -> None:
    move_meeting(desk, meeting, meeting.starts + timedelta(days=1))


@on_sqlite
def test_an_event_that_was_made_since_the_copy_is_found_and_nobody_is_invited_twice(
    town: Town, tmp_path: Path
) -> None:
    with an_office(town) as office:
        office.starts()
        copy = tmp_path / "kopia.db"
        town.bot.command("backup", str(copy))
        assert not office.mailbox.events
        office.a_minute_passes()
        assert office.invitees == MEMBERS
        office.news()

        moves_to_another_machine(town, copy, tmp_path / "annan.db")
        town.bot.command("resume", "--send")
        town.clock.steps(timedelta(minutes=30))
        town.bot.started()
        office.settles()
        office.minutes_pass(6)

        assert len(office.mailbox.events) == 1
        assert office.news() == []
    town.look.close()
