"""Health when what it asks is away: a database that does not answer, and a Telegram that says nothing."""

import asyncio
from typing import Any

import httpx
import pytest

from handlers.clock import Clock
from handlers.rounds.delivery import Delivery
from handlers.rounds.intake import Intake
from handlers.rounds.routes import MailRoute
from handlers.web import health
from handlers.web.health import Health
from storage import keepsakes
from storage.engine import Database
from tests.databases import on_sqlite


class Hours(Clock):
    """A clock whose steady seconds the test sets."""

    at = 1000.0

    def steady(self) -> float:
        """As the test says."""
        return self.at


def asked(watched: Health, page: str = "/healthz") -> tuple[int, Any]:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=watched.site())
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
            return await client.get(page)

    answer = asyncio.run(ask())
    return answer.status_code, answer.json()["problems"]


def at_work(database: Database, clock: Clock) -> tuple[Health, Intake]:
    watched, nobody = Health(database, clock), None
    intake = Intake(database, clock, nobody, told=lambda: None, known=lambda: None)  # type: ignore[arg-type]
    watched.begins(intake, Delivery(database, MailRoute(database, None, clock), clock))
    return watched, intake


def test_polling_that_fell_silent_is_red_and_one_that_never_was_answered_too(database: Database) -> None:
    clock = Hours()
    watched, intake = at_work(database, clock)
    assert asked(watched) == (200, [])

    clock.at += 121
    assert asked(watched) == (503, ["polling silent"])

    intake.last_answer = clock.at
    assert asked(watched) == (200, [])
    clock.at += 121
    assert asked(watched) == (503, ["polling silent"])


def test_a_telegram_that_was_never_reached_is_red_too_after_two_minutes(database: Database) -> None:
    clock = Hours()
    watched = Health(database, clock)
    assert asked(watched) == (200, [])

    clock.at += 121

    assert asked(watched) == (503, ["polling silent"])


def test_a_database_that_is_away_is_red_and_not_ready(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "DATABASE_SECONDS", 1.0)
    away = Database(f"sqlite:///{tmp_path / 'nowhere' / 'bot.db'}")
    watched, intake = at_work(away, Hours())
    intake.last_answer = 1000.0

    assert asked(watched) == (503, ["database away"])
    assert asked(watched, "/readyz") == (503, ["database away"])
    away.close()


@on_sqlite
def test_somebody_who_writes_for_long_does_not_make_it_red(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "DATABASE_SECONDS", 2.0)
    watched, _intake = at_work(database, Hours())

    with database.session() as session:
        keepsakes.write(session, "bot_name", "norr_bot")
        assert asked(watched) == (200, [])
