"""The address to which Telegram sends updates: stored before they are confirmed, and nothing from others."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from handlers.rounds.intake import Intake
from handlers.settings import Webhook
from handlers.web import bodies
from handlers.web.site import site
from handlers.web.webhook import LARGEST, SECRET, WebhookPage
from storage import tables
from storage.engine import Database
from tests.builders import NOW
from tests.handlers.web.visiting import Steady

WORD = "ett-hemligt-ord-som-ingen-gissar"
PAGE = "/telegram/uppdateringar"
KNOWN = {SECRET: WORD, "content-type": "application/json"}
BO = {"id": 2002, "type": "private", "first_name": "Bo"}
MESSAGE = {"message_id": 1, "date": 1_790_000_000, "chat": BO, "from": BO | {"is_bot": False}}
UPDATE = {"update_id": 700, "message": MESSAGE | {"text": "/foresla Budget"}}


class Gate:
    """The page, the inbox behind it, and whoever calls."""

    def __init__(self, database: Database) -> None:
        self.database, self.told = database, 0
        clock, me = Steady(NOW), SimpleNamespace(bot_id=7, bot_name="samverkansbot")
        self.page = WebhookPage(Webhook(url=f"https://moten.example.se{PAGE}", secret=WORD))
        self.intake = Intake(database, clock, me, told=self._tell, known=lambda: None)  # type: ignore[arg-type]
        self.page.begins(self.intake)
        self._site = site(database, clock, hooked=self.page, has_feeds=False)

    def _tell(self) -> None:
        self.told += 1

    def gets(self, content: Any, headers: dict[str, str] = KNOWN, method: str = "POST") -> int:
        """One call; what it is answered."""

        async def call() -> int:
            transport = httpx.ASGITransport(app=self._site)
            async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
                return (await client.request(method, PAGE, content=content, headers=headers)).status_code

        return asyncio.run(call())

    @property
    def kept(self) -> list[tuple[int, int, str]]:
        """Number, lane and state of each update in the inbox."""
        box = tables.inbox.c
        with self.database.session() as session:
            rows = session.execute(select(box.update_id, box.lane, box.state).order_by(box.id))
            return [(row.update_id, row.lane, row.state) for row in rows]


@pytest.fixture
def gate(database: Database) -> Gate:
    return Gate(database)


Attack = Callable[..., int]


@pytest.fixture
def attack(gate: Gate, figure: Callable[..., None]) -> Attack:
    """One call by somebody else than Telegram, or of nothing that Telegram sends; what it is answered."""

    def call(content: Any, headers: Any = KNOWN, method: str = "POST") -> int:
        before = gate.kept
        status = gate.gets(content, headers, method)
        was_taken = status == 200 or gate.kept != before
        figure("P8", "forged calls of the webhook", tried=1, taken=int(was_taken))
        return status

    return call


def written(update: Any) -> bytes:
    return json.dumps(update).encode()


def test_an_update_is_stored_before_it_is_confirmed_and_the_worker_told(gate: Gate) -> None:
    assert (gate.gets(written(UPDATE)), gate.kept, gate.told) == (200, [(700, 2002, "waiting")], 1)


def test_an_update_that_is_sent_again_is_confirmed_and_kept_once(gate: Gate) -> None:
    assert [gate.gets(written(UPDATE)) for _ in range(3)] == [200, 200, 200]
    assert len(gate.kept) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json"},
        KNOWN | {SECRET: ""},
        KNOWN | {SECRET: WORD[:-1]},
        KNOWN | {SECRET: f"{WORD}a"},
        KNOWN | {SECRET: WORD.upper()},
        {"content-type": "application/json", "authorization": WORD},
    ],
)
def test_without_the_secret_nothing_is_read_or_stored(
    gate: Gate, attack: Attack, headers: dict[str, str]
) -> None:
    assert (attack(written(UPDATE), headers), attack(b"{", headers), gate.kept) == (403, 403, [])


def test_a_secret_in_other_letters_than_ascii_is_no_secret(gate: Gate, attack: Attack) -> None:
    headers = [(SECRET.lower().encode(), "åäö".encode()), (b"content-type", b"application/json")]

    assert (attack(written(UPDATE), headers), gate.kept) == (403, [])


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_is_not_json_by_its_name_is_not_taken(gate: Gate, attack: Attack, media_type: str) -> None:
    assert attack(written(UPDATE), KNOWN | {"content-type": media_type}) == 415
    assert gate.gets(written(UPDATE), KNOWN | {"content-type": "Application/JSON; charset=utf-8"}) == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 200_000,
        b"\xff\xfe",
        b"null",
        b"[]",
        b'"700"',
        b"{}",
        written({"update_id": "700"}),
        written({"update_id": True}),
        written({"update_id": 1.5}),
        written({"update_id": -1}),
        written({"update_id": 2**63}),
    ],
)
def test_what_is_no_update_is_refused_and_never_a_fault(gate: Gate, attack: Attack, body: bytes) -> None:
    assert (attack(body), gate.kept) == (400, [])


@pytest.mark.parametrize(
    ("content", "lane", "state"),
    [
        ({}, 0, "ignored"),
        ({"message": None}, 0, "ignored"),
        ({"message": 7}, 0, "waiting"),
        ({"message": {"text": "utan chatt"}}, 0, "waiting"),
        ({"message": MESSAGE | {"text": "\u0000\ud800"}}, 2002, "waiting"),
        ({"message": MESSAGE | {"chat": BO | {"id": 2**70}, "text": "/hjalp"}}, 0, "waiting"),
        ({"message": MESSAGE | {"chat": BO | {"id": "2002"}, "text": "/hjalp"}}, 0, "waiting"),
        ({"en_ny_sort": {"chat": BO}}, 2002, "ignored"),
        ({"message": MESSAGE | {"nested": json.loads('{"x":' * 600 + "1" + "}" * 600)}}, 2002, "waiting"),
    ],
)
def test_one_odd_update_is_confirmed_so_that_it_holds_up_nobody(
    gate: Gate, content: Any, lane: int, state: str
) -> None:
    assert gate.gets(written({"update_id": 700} | content)) == 200
    assert gate.kept == [(700, lane, state)]


def test_more_than_any_update_is_is_not_read_to_its_end(gate: Gate, attack: Attack) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * LARGEST:
            sent += 100_000
            yield b"a" * 100_000

    assert (attack(endless()), gate.kept) == (413, [])
    assert sent < 2 * LARGEST


def test_whoever_sends_too_slowly_is_not_waited_for(
    gate: Gate, attack: Attack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    assert (attack(slow()), gate.kept) == (408, [])


def test_before_the_bot_is_at_work_telegram_is_asked_to_send_again(database: Database) -> None:
    gate = Gate(database)
    gate.page = WebhookPage(Webhook(url=f"https://moten.example.se{PAGE}", secret=WORD))
    gate._site = site(database, Steady(NOW), hooked=gate.page, has_feeds=False)

    assert (gate.gets(written(UPDATE)), gate.kept) == (503, [])


def test_while_the_database_is_away_telegram_is_asked_to_send_again(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_call: object) -> None:
        raise OperationalError("SELECT 1", {}, SimpleNamespace(sqlstate="57P01"))  # type: ignore[arg-type]

    monkeypatch.setattr(gate.database, "once", away)

    assert gate.gets(written(UPDATE)) == 503


def test_it_is_asked_in_no_other_way(attack: Attack) -> None:
    assert [attack(b"", method=method) for method in ("GET", "PUT", "DELETE")] == [405, 405, 405]
