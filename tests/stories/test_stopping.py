"""Stopped, started anew, started twice; and what the log never holds."""

import os
import select
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from signal import SIGCONT, SIGSTOP

import httpx
import pytest
from sqlalchemy import text

from bot.model.dispatch import OPEN_STATES, DispatchKind, DispatchState
from integrations.botapi import Fault, Kind
from storage import tables
from storage.store import unit_of_work
from tests.builders import a_person, a_seat, a_tenure
from tests.databases import on_postgresql, on_sqlite
from tests.mailserver import post_office
from tests.stories.process import BotProcess, Command
from tests.stories.reckoning import Figures, reckon
from tests.stories.test_feeds import a_free_port
from tests.stories.town import PDF, TOKEN, Town, keep_item

PASSWORD = "hemligt-losenord"
mail_was_tried = (tables.dispatch.c.kind == DispatchKind.MAIL) & (tables.dispatch.c.tries > 0)
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


@dataclass
class Mute:
    """A server of any kind that takes every connection and never says a word."""

    listening: socket.socket

    @property
    def address(self) -> str:
        """127.0.0.1 and its port."""
        return f"127.0.0.1:{self.listening.getsockname()[1]}"

    def is_called(self) -> bool:
        """Whether somebody waits for its answer."""
        return bool(select.select([self.listening], [], [], 0)[0])


@contextmanager
def a_mute() -> Iterator[Mute]:
    """Nobody accepts what the kernel has let in."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield Mute(listening)


@on_sqlite
def test_sigterm_while_everything_hangs_ends_in_time_and_loses_nothing(town: Town) -> None:
    """Telegram, mail and Outlook, and somebody who asks for health and never gets to the point."""
    keep_item(town, "Budget", file="budget.pdf")
    with unit_of_work(town.database) as store:
        place, dora = store.within("norr"), store.person_by_telegram(town.dora.id)
        assert place
        assert dora
        place.arena.calendar = "norr@example.se"
        dora.unjoin()
    town.world.faults.add(Fault(Kind.HANG_BEFORE, "sendMessage", times=None, seconds=600))
    port = a_free_port()
    with a_mute() as mail, a_mute() as graph:
        outside = {
            "SMTP_URL": f"smtp://{mail.address}",
            "SMTP_FROM": "bot@norr.example",
            "GRAPH_BASE_URL": f"http://{graph.address}",
            "GRAPH_ACCESS_TOKEN": "a-token",
        }
        town.bot.started(way=Command, LISTEN=f"{port}", **outside)
        town.clock.goes_to(town.sending_time)
        town.bot.wait_until(mail.is_called, "a mail")
        # What is invited to is written a minute later, with what changes meanwhile.
        town.clock.steps(timedelta(minutes=2))
        town.bot.wait_until(graph.is_called, "an invitation")
        with socket.create_connection(("127.0.0.1", port)) as asking:
            asking.sendall(b"GET /healthz HTTP/1.1\r\nHost: bot")

            assert town.bot.stop(patience=20) == 0
    assert not town.bot.lines("Traceback")

    town.world.faults.clear()
    with post_office() as office:
        town.bot.start(SMTP_URL=office.url, SMTP_FROM="bot@norr.example")
        town.settles(timeout=60)
        assert len(office.to("dora@example.se")) == 1
    promised = town.look.rows(tables.dispatch)
    # What is never said twice may have been said; all else was, once.
    assert {row.state for row in promised if row.twice_is_better} == {DispatchState.SENT}
    assert not [row for row in promised if row.state in OPEN_STATES]
    assert town.bot.stop() == 0


@on_postgresql
def test_sigterm_while_the_database_is_held_ends_in_time(town: Town) -> None:
    port = a_free_port()
    # As a server is that nobody has set up for tests: it waits for ever.
    patient = town.database.url.update_query_dict({"options": "-clock_timeout=0"})
    town.bot.settings["SAMVERKANSBOT_DATABASE_URL"] = patient.render_as_string(hide_password=False)
    town.bot.started(way=Command, LISTEN=f"{port}")
    with ThreadPoolExecutor() as asking, town.database.session() as session:
        # Somebody else holds what the bot wants to write in.
        session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        session.execute(text("LOCK TABLE dispatch, inbox, setting"))
        town.bo.writes("/foresla Budget")
        asked = [asking.submit(httpx.get, f"http://127.0.0.1:{port}/healthz") for _ in range(3)]
        wait(asked, timeout=1)

        assert town.bot.stop(patience=20) == 0

    waiting = tables.inbox.c.state == "waiting"
    assert town.world.bot.pending or town.look.count(tables.inbox, waiting)


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
    with unit_of_work(town.database) as store:
        place = store.within("norr")
        assert place
        place.arena.calendar = "norr@example.se"
        store.keep(a_tenure(a_seat(key="eva"), a_person("Eva Ek", email="eva@example.se")))
    # Mail and Graph are away, and are tried all the same.
    town.bot.start(
        LOG_LEVEL="DEBUG",
        LOG_FORMAT="json" if town.database.is_sqlite else "text",
        SMTP_URL=f"smtp://bot:{PASSWORD}@127.0.0.1:9",
        SMTP_FROM="bot@norr.example",
        GRAPH_BASE_URL="http://127.0.0.1:9",
        GRAPH_ACCESS_TOKEN=PASSWORD,
    )

    town.bo.writes(f"/foresla {SECRET_WORDS} 1")
    town.dora.sends_file(f"{SECRET_WORDS}.pdf", PDF, caption=f"/foresla {SECRET_WORDS} 2")
    town.dora.writes(SECRET_WORDS)
    town.settles()
    town.cilla.writes("/beredning")
    town.settles()
    town.cilla.presses(town.cilla.chat().find("Ärende 1"), "Ta upp")
    town.clock.goes_to(town.sending_time)
    town.bot.wait_until(lambda: town.look.count(tables.dispatch, mail_was_tried), "a mail to be tried")
    town.clock.steps(timedelta(minutes=2))
    town.bot.wait_until(lambda: town.bot.lines("Outlook"), "Outlook to be tried")

    assert town.bot.stop() == 0
    assert town.bot.lines()
    assert not town.bot.lines(PASSWORD)
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
