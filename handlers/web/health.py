"""`/healthz`, `/readyz` and `/metrics`: whether the bot does what it is there for (PROMISES P10)."""

import asyncio
from collections.abc import Iterator
from dataclasses import fields
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Gauge, Info, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from handlers.clock import Clock
from handlers.rounds.delivery import Delivery
from handlers.rounds.intake import Intake
from storage.engine import Database
from storage.vitals import Late, Vitals, vitals

# A long poll is answered within half a minute, also where nothing happens.
SILENT_SECONDS = 120.0
DATABASE_SECONDS = 5.0
# An event that Outlook does not show yet is told by `check` and the metrics alone.
RED = {
    Late.DISPATCH: "oldest message not sent",
    Late.UPDATE: "oldest update not handled",
    Late.AGENDA: "agenda late",
}
WORDS = {
    "oldest_dispatch": "Seconds that the oldest message not sent yet has waited while its chat got nothing.",
    "open_dispatches": "Messages that are not sent yet.",
    "oldest_update": "Age in seconds of the oldest update that is not handled yet.",
    "waiting_updates": "Updates that are not handled yet.",
    "set_aside_updates": "Updates that could not be handled.",
    "late_agendas": "Agendas that should have been sent by now.",
    "agendas_due": "Agendas that are to be sent within a day, late ones too.",
    "oldest_event": "Age in seconds of the oldest change that Outlook does not show yet.",
    "shut_mailboxes": "Mailboxes that could not be reached last.",
    "is_held": "Whether what waited in a copy that was brought back is held.",
}


class Health:
    """What is known of the bot's own work; `begins` is told of the workers once they are at it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._began = clock.steady()
        self._intake: Intake | None = None
        self._delivery: Delivery | None = None
        self._metrics = _Metrics()

    def begins(self, intake: Intake, delivery: Delivery) -> None:
        """The bot knows who it is, and is at work."""
        self._intake, self._delivery = intake, delivery

    def site(self) -> Starlette:
        """The three pages."""
        pages = {"/healthz": self._healthz, "/readyz": self._readyz, "/metrics": self._metricspage}
        return Starlette(routes=[Route(path, page, methods=["GET"]) for path, page in pages.items()])

    async def _healthz(self, _request: Request) -> Response:
        found = await self._vitals()
        damaged = ["database damaged"] if self._database.is_damaged else []
        return _answer([*self._of_telegram(), *damaged, *_of_database(found)])

    async def _readyz(self, _request: Request) -> Response:
        found = await self._vitals()
        missing = [] if self._intake else ["telegram not reached yet"]
        return _answer([*missing, *(() if found else ("database away",))])

    async def _metricspage(self, _request: Request) -> Response:
        found, is_damaged = await self._vitals(), self._database.is_damaged
        text = self._metrics.text(found, self._silence(), self._is_refused(), is_damaged=is_damaged)
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    async def _vitals(self) -> Vitals | None:
        """None of a database that is away, or can be read alone."""
        if self._database.is_away:
            return None
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                return await self._database.once(self._look)
        except (SQLAlchemyError, TimeoutError):
            return None

    def _look(self) -> Vitals:
        with self._database.reading() as session:
            return vitals(session, self._clock.now())

    def _of_telegram(self) -> Iterator[str]:
        if self._is_refused():
            yield "token refused"
        if self._silence() > SILENT_SECONDS:
            yield "polling silent"

    def _silence(self) -> float:
        """Seconds since Telegram last answered, or since the start if it never did."""
        return self._clock.steady() - (self._intake.last_answer if self._intake else self._began)

    def _is_refused(self) -> bool:
        workers = (self._intake, self._delivery)
        return any(each.token_refused for each in workers if each)


def _of_database(found: Vitals | None) -> Iterator[str]:
    if found is None:
        yield "database away"
        return
    yield from (words for late, words in RED.items() if late in found.late)
    if found.is_held:
        yield "held after restore"


def _answer(problems: list[str]) -> Response:
    body = {"status": "red" if problems else "green", "problems": problems}
    return JSONResponse(body, 503 if problems else 200, headers={"Cache-Control": "no-store"})


class _Metrics:
    """Everything as Prometheus reads it, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        make = self._gauge
        self._gauges = {field.name: make(field.name, WORDS[field.name]) for field in fields(Vitals)}
        self._up = make("database_up", "Whether the database answers.")
        self._damaged = make("database_damaged", "Whether the database file is damaged.")
        self._silence = make("poll_silence_seconds", "Seconds since Telegram answered, or the start.")
        self._refused = make("token_refused", "Whether Telegram refuses the token.")
        about = Info("samverkansbot", "The program.", registry=self._registry)
        about.info({"version": version("samverkansbot")})

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(f"samverkansbot_{name}", words, registry=self._registry)

    def text(self, found: Vitals | None, silence: float, is_refused: bool, *, is_damaged: bool) -> bytes:
        """The page; of a database that is away the last known numbers stand."""
        self._up.set(found is not None)
        self._damaged.set(is_damaged)
        self._silence.set(silence)
        self._refused.set(is_refused)
        for name, gauge in self._gauges.items():
            if found:
                gauge.set(getattr(found, name))
        return generate_latest(self._registry)
