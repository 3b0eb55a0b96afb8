"""A copy made beside the running bot, brought back on another machine: nothing is sent twice by itself."""

from datetime import timedelta
from pathlib import Path

from tests.databases import on_sqlite
from tests.stories.town import Town, keep_item


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
    bot.settings["SAMVERKANSBOT_DATABASE_URL"] = f"sqlite:///{tmp_path / 'annan.db'}"
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


@on_sqlite
def test_what_had_not_happened_goes_out_late_once_somebody_says_so(town: Town, tmp_path: Path) -> None:
    keep_item(town, "Budget", file="budget.pdf")
    bot, copy = town.bot, tmp_path / "kopia.db"
    bot.command("backup", str(copy))
    bot.settings["SAMVERKANSBOT_DATABASE_URL"] = f"sqlite:///{tmp_path / 'annan.db'}"
    bot.command("restore", str(copy))
    town.clock.goes_to(town.sending_time + timedelta(hours=3))
    bot.started()

    bot.command("resume", "--send")

    bot.wait_until(lambda: [each for each in town.group.messages if "Budget" in each.text], "the agenda")
    assert bot.stop() == 0
