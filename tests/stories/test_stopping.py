"""Stopped, started anew, started twice; and what the log never holds."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from signal import SIGCONT, SIGSTOP

import pytest

from integrations.botapi import Fault, Kind
from storage import tables
from tests.databases import on_sqlite
from tests.stories.process import BotProcess, Command
from tests.stories.reckoning import Figures, reckon
from tests.stories.town import PDF, TOKEN, Town, keep_item

SECRET_WORDS = "Hemligheten om Ostkaka"


def test_sigterm_during_work_ends_in_time_and_loses_nothing(town: Town) -> None:
    keep_item(town, "Budget", file="budget.pdf")
    town.world.faults.add(Fault(Kind.SLOW, times=None, seconds=0.5))
    town.bot.started(way=Command)
    for number in range(10):
        town.bo.writes(f"/foresla Fråga {number}")
    town.clock.goes_to(town.sending_time)
    town.bot.wait_until(lambda: town.world.ledger.calls("sendMessage"), "the work to begin")

    assert town.bot.stop(patience=20) == 0

    town.world.faults.clear()
    town.bot.start()
    town.settles(timeout=60)
    figures = Figures()
    reckon(town, figures)
    assert (figures.lost, figures.double, figures.copies) == (0, 0, 0)
    assert town.look.count(tables.item) == 11


@pytest.mark.parametrize("end", [BotProcess.stop, BotProcess.kill])
def test_papers_that_were_being_bound_at_the_end_are_bound_at_the_next_start(
    end: Callable[[BotProcess], object], town: Town
) -> None:
    keep_item(town, "Budget")
    town.bot.started()
    town.clock.goes_to(town.sending_time)
    town.settles()
    town.dora.presses(town.dora.chat().find("Dagordning"), "Alla handlingar")
    bindery = town.bot.wait_until(lambda: town.bot.children("integrations.bindery"), "a bindery")
    os.kill(bindery[0], SIGSTOP)

    assert end(town.bot) in (0, None)

    with suppress(ProcessLookupError):
        # Nobody ends the bindery of a bot that was killed: it goes on, and finds nobody to give its file to.
        os.kill(bindery[0], SIGCONT)
    town.bot.wait_until(lambda: not Path(f"/proc/{bindery[0]}").exists(), "the end of the bindery")
    town.a_minute_passes()
    town.bot.start()
    town.settles()
    sent = town.world.ledger.accepted("sendDocument")
    papers = [call.chat_id for call in sent if "Alla" in call.result["document"]["file_name"]]
    assert papers == [town.dora.id]


def test_sigterm_while_telegram_hangs_ends_in_time(town: Town) -> None:
    town.world.faults.add(Fault(Kind.ACCEPT_THEN_HANG, "sendMessage"))
    town.bot.started()
    town.bo.writes("/foresla Budget")
    town.bot.wait_until(lambda: town.world.ledger.accepted("sendMessage"), "a call that hangs")

    assert town.bot.stop(patience=20) == 0


def test_sigterm_while_telegram_is_away_ends_in_time(town: Town) -> None:
    town.server.stop()
    town.bot.start()
    town.bot.wait_until(lambda: town.bot.lines("Telegram does not answer"), "a try")

    assert town.bot.stop(patience=20) == 0


def test_what_came_in_between_is_taken_up(town: Town) -> None:
    town.bot.started()
    assert town.bot.stop() == 0
    town.bo.writes("/foresla Budget")

    town.bot.start()
    town.settles()

    assert [row.title for row in town.look.rows(tables.item)] == ["Budget"]


@on_sqlite
def test_a_second_process_on_one_file_is_refused(town: Town) -> None:
    town.bot.started()
    second = BotProcess(town.bot.home, town.bot.settings)

    second.start()

    assert second.wait_for_end() == 75
    assert town.bot.is_alive


def test_the_log_holds_neither_the_token_nor_what_people_wrote(town: Town) -> None:
    for kind in (Kind.ACCEPT_THEN_RESET, Kind.RESET_BEFORE):
        town.world.faults.add(Fault(kind, "getUpdates"))
        town.world.faults.add(Fault(kind, "sendMessage"))
    town.world.faults.add(Fault(Kind.STATUS, "sendDocument", status=400))
    town.bot.start(LOG_LEVEL="DEBUG")

    town.bo.writes(f"/foresla {SECRET_WORDS} 1")
    town.dora.sends_file(f"{SECRET_WORDS}.pdf", PDF, caption=f"/foresla {SECRET_WORDS} 2")
    town.dora.writes(SECRET_WORDS)
    town.settles()
    town.cilla.writes("/beredning")
    town.settles()
    town.cilla.presses(town.cilla.chat().find("Ärende 1"), "Ta upp")
    town.clock.goes_to(town.sending_time)
    town.settles()

    assert town.bot.stop() == 0
    assert town.bot.lines()
    assert not town.bot.lines(TOKEN)
    assert not town.bot.lines(TOKEN.partition(":")[2])
    assert not town.bot.lines("Ostkaka")


def test_a_stumbling_deadline_is_logged_without_words(town: Town) -> None:
    keep_item(town, SECRET_WORDS)
    town.look.refuse_publications()
    town.bot.start()

    town.clock.goes_to(town.sending_time)
    town.bot.wait_until(lambda: town.bot.lines("stumbled"), "a stumble")

    assert not town.bot.lines("Ostkaka")
    town.look.allow_publications()
    town.settles()
    assert town.look.count(tables.publication) == 1
