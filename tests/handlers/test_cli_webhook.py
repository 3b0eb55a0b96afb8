"""The settings of the webhook, and what `check` says of it."""

from datetime import UTC, datetime

import pytest

from integrations.botapi import World
from integrations.botapi.bots import Webhook
from tests.handlers.shell import TOKEN
from tests.handlers.test_cli_check import Desk, desk  # noqa: F401 (the fixture)

WRONG_SECRET = "WEBHOOK_SECRET ska ha 16 till 256 tecken: A-Z, a-z, 0-9, _ och -."
URL = "http://127.0.0.1:8080/telegram"
SECRET = "ett-hemligt-ord-som-ingen-gissar"
SET = {"WEBHOOK_URL": URL, "WEBHOOK_SECRET": SECRET}


def said(desk: Desk, **settings: str) -> list[str]:  # noqa: F811
    """The lines about the webhook."""
    return [line for line in desk.shell.run("check", **settings).out.splitlines() if "webhook" in line]


def sends_to(world: World, url: str, **more: object) -> None:
    world.bot.webhook = Webhook(url, SECRET, **more)  # type: ignore[arg-type]


def test_where_updates_are_fetched_nothing_is_said_of_it(desk: Desk) -> None:  # noqa: F811
    assert said(desk) == []


def test_one_that_works_is_named_with_how_much_waits(desk: Desk) -> None:  # noqa: F811
    sends_to(desk.world, URL, failures=1, last_error_date=1_790_000_000, last_error_message="Timed out")

    assert said(desk, **SET) == [f"webhook: fungerar ({URL}; 0 väntar)"]


def test_one_that_telegram_does_not_know_is_told(desk: Desk) -> None:  # noqa: F811
    assert said(desk, **SET) == [
        f"webhook: Telegram skickar inte till {URL}. Starta boten med samverkansbot run, eller om den: "
        "den talar om det för Telegram när den startar."
    ]


def test_one_that_telegram_does_not_reach_is_told(desk: Desk) -> None:  # noqa: F811
    now = int(datetime.now(UTC).timestamp())
    sends_to(desk.world, URL, last_error_date=now, last_error_message="Wrong response from the webhook: 502")

    assert said(desk, **SET) == [
        f"webhook: Telegram når inte {URL}: Wrong response from the webhook: 502. 0 väntar. Kontrollera "
        "att adressen nås från internet med ett giltigt certifikat, och att webbservern skickar den vidare "
        "till boten."
    ]


def test_one_that_was_left_behind_is_told(desk: Desk) -> None:  # noqa: F811
    sends_to(desk.world, URL)

    assert said(desk) == [
        "webhook: Telegram skickar till en adress, men SAMVERKANSBOT_WEBHOOK_URL är inte satt. Boten tar "
        "bort den när den startar och hämtar sedan själv."
    ]


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"WEBHOOK_URL": URL}, "WEBHOOK_SECRET saknas. Sätt den, eller ta bort WEBHOOK_URL."),
        ({"WEBHOOK_SECRET": SECRET}, "WEBHOOK_URL saknas. Sätt den, eller ta bort WEBHOOK_SECRET."),
        (
            SET | {"WEBHOOK_SECRET": "kort"},
            "WEBHOOK_SECRET ska ha 16 till 256 tecken: A-Z, a-z, 0-9, _ och -.",
        ),
        (SET | {"WEBHOOK_SECRET": "å" * 20}, WRONG_SECRET),
        (
            SET | {"WEBHOOK_URL": "http://moten.example.se/telegram"},
            "WEBHOOK_URL ska börja med https:// (http går bara till den egna datorn).",
        ),
    ],
)
def test_what_is_wrong_or_half_stops_the_start_in_one_line(
    desk: Desk,  # noqa: F811
    settings: dict[str, str],
    line: str,
) -> None:
    ended = desk.shell.run("run", TELEGRAM_TOKEN=TOKEN, **settings)

    assert (ended.status, ended.err) == (78, f"SAMVERKANSBOT_{line}\n")
