"""The process that calendar programs ask: it answers while it runs, ends when told, and logs no secret."""

import re
import socket
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from ical.calendar_stream import IcsCalendarStream

from tests.handlers.shell import TOKEN, Shell
from tests.stories.process import Command
from tests.stories.town import Town

TOO_LATE = 8


def a_free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@pytest.fixture
def port(town: Town) -> int:
    """Where the town's bot is asked for calendars."""
    port = a_free_port()
    town.bot.settings["SAMVERKANSBOT_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    town.bot.settings["SAMVERKANSBOT_PUBLIC_LISTEN"] = f"127.0.0.1:{port}"
    return port


def address_of_bo(town: Town) -> str:
    town.bo.writes("/kalender")
    town.settles()
    (found,) = re.findall(r"http://\S+\.ics", town.bo.chat().last.text)
    return str(found)


def test_bo_s_calendar_is_read_and_the_process_ends_while_a_program_holds_on(town: Town, port: int) -> None:
    town.bot.started(way=Command, LOG_LEVEL="DEBUG")
    address = address_of_bo(town)
    (event,) = IcsCalendarStream.calendar_from_ics(httpx.get(address).text).events
    holding = HTTPConnection("127.0.0.1", port)
    holding.request("GET", urlsplit(address).path)
    assert holding.getresponse().status == 200
    secret = address.rpartition("/")[2].removesuffix(".ics")

    town.bo.presses(town.bo.chat().last, "Ny adress")
    town.settles()

    assert (event.summary, httpx.get(address).status_code) == ("Norr", 404)
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 404
    assert town.bot.stop(patience=TOO_LATE) == 0
    assert (town.bot.lines(secret), town.bot.lines("Traceback")) == ([], [])
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)
    holding.close()


def test_calendars_are_read_while_telegram_is_away_and_it_ends_then_too(town: Town, port: int) -> None:
    town.bot.started()
    address = address_of_bo(town)
    town.bot.stop()
    town.server.stop()
    town.bot.start()
    town.bot.wait_until(lambda: town.bot.lines("Telegram does not answer"), "the bot to be on its own")

    assert httpx.get(address).status_code == 200
    assert town.bot.stop(patience=TOO_LATE) == 0


def test_check_tells_whether_the_bot_answers_there(town: Town, port: int) -> None:
    shell = Shell(town.bot.home, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": town.server.url})
    settings = {"PUBLIC_URL": f"http://127.0.0.1:{port}", "PUBLIC_LISTEN": f"127.0.0.1:{port}"}
    url = settings["PUBLIC_URL"]

    def said() -> str:
        found = [line for line in shell.run("check", **settings).out.splitlines() if "kalendrar" in line]
        return found[0]

    away = said()
    town.bot.started()
    there = said()
    settings["PUBLIC_URL"] = town.server.url

    assert away == (
        f"kalendrar: {url} svarar inte. Kontrollera att boten är igång och att webbservern skickar adressen "
        f"vidare till 127.0.0.1:{port}."
    )
    assert there == f"kalendrar: fungerar ({url})"
    assert said() == (
        f"kalendrar: Det är inte boten som svarar på {town.server.url}. Kontrollera SAMVERKANSBOT_PUBLIC_URL "
        f"och att webbservern skickar adressen vidare till 127.0.0.1:{port}."
    )


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        (
            {"PUBLIC_LISTEN": "127.0.0.1:8080"},
            "SAMVERKANSBOT_PUBLIC_URL saknas. Sätt den, eller ta bort PUBLIC_LISTEN.",
        ),
        (
            {"PUBLIC_URL": "http://moten.example.se"},
            "SAMVERKANSBOT_PUBLIC_URL ska börja med https:// (http går bara till den egna datorn).",
        ),
        (
            {"PUBLIC_URL": "https://moten.example.se", "PUBLIC_LISTEN": "hem"},
            "SAMVERKANSBOT_PUBLIC_LISTEN ska vara adress och port, så som 127.0.0.1:8080.",
        ),
    ],
)
def test_a_setting_that_is_wrong_or_half_stops_the_start_in_one_line(
    tmp_path: Path, settings: dict[str, str], line: str
) -> None:
    ended = Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN}).run("run", **settings)

    assert (ended.status, ended.out, ended.err) == (78, "", f"{line}\n")


def test_a_port_that_is_taken_stops_the_start_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN}).run(
            "run", PUBLIC_URL="https://moten.example.se", PUBLIC_LISTEN=f"127.0.0.1:{port}"
        )

    assert (ended.status, ended.err) == (
        78,
        f"SAMVERKANSBOT_PUBLIC_LISTEN: det går inte att lyssna på 127.0.0.1:{port}. "
        "Adressen finns inte, eller porten används redan.\n",
    )
