"""The address that Graph calls: what it asks to hear, what it tells, and nothing for anybody else."""

import asyncio
import json
import logging
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, select

from bot.model.nudge import NudgeAddress
from handlers.web.misses import MOST
from handlers.web.site import site
from storage import tables
from storage.engine import Database
from tests.builders import NOW
from tests.handlers.web.visiting import SOMEBODY, Steady

ADDRESS = NudgeAddress.at("https://moten.example.se", token="1:a", button_key=b"key")
PAGE = f"/graph/{ADDRESS.word}"
LATER = NOW + timedelta(minutes=5)
TOLD = {"subscriptionId": "one", "clientState": ADDRESS.state, "changeType": "updated", "resource": "hemligt"}


class Porch:
    """The pages, a mailbox that is subscribed to, and whoever calls."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, Steady(NOW)
        self._site = site(database, self.clock, ADDRESS)
        row = {
            "address": "norr@example.se",
            "look_at": LATER,
            "stumbles": 0,
            "mailed": 0,
            "subscription": "one",
        }
        with database.engine.begin() as connection:
            connection.execute(insert(tables.mailbox).values(**row, subscribed_until=NOW + timedelta(days=2)))

    def calls(self, body: Any = None, path: str = PAGE, times: int = 1, **more: Any) -> list[httpx.Response]:
        """So many times at once; a body that is no bytes goes as JSON."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()

        async def call() -> list[httpx.Response]:
            transport = httpx.ASGITransport(app=self._site, client=(SOMEBODY, 4711))
            async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
                asked = {"method": "POST", "content": content} | more
                answers = await asyncio.gather(*(client.request(url=path, **asked) for _ in range(times)))
            # Graph is answered before anything is kept.
            await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})
            return list(answers)

        return asyncio.run(call())

    @property
    def look_at(self) -> datetime:
        """When the mailbox is compared next."""
        with self.database.engine.begin() as connection:
            found: datetime = connection.execute(select(tables.mailbox.c.look_at)).scalar_one()
            return found


@pytest.fixture
def porch(database: Database) -> Porch:
    return Porch(database)


def told(*each: Any) -> dict[str, Any]:
    return {"value": list(each)}


def test_graph_hears_back_what_it_asked(porch: Porch) -> None:
    word = "Validation: <script>å & b+c</script>"

    (answer,) = porch.calls(b"", params={"validationToken": word})

    assert (answer.status_code, answer.text) == (200, word)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_nobody_else_hears_anything_back(porch: Porch) -> None:
    (answer,) = porch.calls(b"", path="/graph/gissning", params={"validationToken": "eko"})
    (long,) = porch.calls(b"", params={"validationToken": "a" * 5000})

    assert [answer.status_code, long.status_code] == [404, 404]
    assert "eko" not in answer.text


def test_what_graph_tells_makes_the_mailbox_be_compared_now(porch: Porch) -> None:
    (answer,) = porch.calls(told(TOLD))

    assert (answer.status_code, answer.content, porch.look_at) == (202, b"", NOW)


@pytest.mark.parametrize(
    "body",
    [
        told(TOLD | {"clientState": "gissning"}),
        told(TOLD | {"clientState": ADDRESS.state + "å\ud800"}),
        told({name: TOLD[name] for name in TOLD if name != "clientState"}),
        told(TOLD | {"clientState": [ADDRESS.state]}),
        told(TOLD | {"subscriptionId": 1}),
        told(TOLD | {"subscriptionId": "a" * 101}),
        told(),
        told("text", 1, None),
        {"value": TOLD},
        [TOLD],
        b"",
        b"{",
        b"[" * 200_000,
        b"\xff\xfe",
    ],
)
def test_what_anybody_else_says_is_not_there_and_has_no_effect(porch: Porch, body: Any) -> None:
    (answer,) = porch.calls(body)

    assert (answer.status_code, answer.text, porch.look_at) == (404, "Adressen finns inte.", LATER)


def test_a_secret_without_the_address_is_no_use(porch: Porch) -> None:
    (answer,) = porch.calls(told(TOLD), path=f"/graph/{ADDRESS.word[:-1]}")

    assert (answer.status_code, porch.look_at) == (404, LATER)


def test_a_subscription_that_is_not_ours_is_taken_and_does_nothing(porch: Porch) -> None:
    (answer,) = porch.calls(told(TOLD | {"subscriptionId": "another"}))

    assert (answer.status_code, porch.look_at) == (202, LATER)


def test_of_several_only_those_that_know_the_secret_count(porch: Porch) -> None:
    (answer,) = porch.calls(told(TOLD | {"clientState": "gissning"}, TOLD))

    assert (answer.status_code, porch.look_at) == (202, NOW)


def test_more_than_graph_ever_says_is_not_read(porch: Porch) -> None:
    (answer,) = porch.calls(b"[" + b" " * 1_100_000 + b"]")

    assert (answer.status_code, porch.look_at) == (413, LATER)


def test_whoever_guesses_waits_and_graph_does_not(porch: Porch) -> None:
    porch.calls(told(TOLD | {"clientState": "gissning"}), times=MOST)

    (answer,) = porch.calls(told(TOLD))
    assert (answer.status_code, porch.look_at) == (429, LATER)

    porch.clock.seconds += 61
    (answer,) = porch.calls(told(TOLD))
    assert (answer.status_code, porch.look_at) == (202, NOW)


def test_a_thousand_at_once_are_all_taken_and_are_one_hint(porch: Porch) -> None:
    answers = porch.calls(told(TOLD), times=1000)

    assert ({each.status_code for each in answers}, porch.look_at) == ({202}, NOW)


def test_nothing_of_what_is_said_is_logged(porch: Porch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    porch.calls(told(TOLD)), porch.calls(told(TOLD | {"clientState": "gissning"}))

    ours = "\n".join(each.getMessage() for each in caplog.records if each.name.split(".")[0] == "handlers")
    assert not [word for word in ("hemligt", "gissning", ADDRESS.state) if word in ours]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_it_is_called_by_post_alone(porch: Porch, method: str) -> None:
    (answer,) = porch.calls(told(TOLD), method=method)

    assert (answer.status_code, porch.look_at) == (405, LATER)


def test_without_such_an_address_there_is_no_page(database: Database) -> None:
    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(app=site(database, Steady(NOW)))
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
            return await client.post(PAGE, json=told(TOLD))

    assert asyncio.run(call()).status_code == 404


def test_address_and_secret_show_nowhere_and_change_with_the_token() -> None:
    other = NudgeAddress.at("https://moten.example.se", token="1:b", button_key=b"key")

    assert ADDRESS.word not in repr(ADDRESS)
    assert ADDRESS.state not in repr(ADDRESS)
    assert len({ADDRESS.word, ADDRESS.state, other.word, other.state}) == 4
    assert (ADDRESS.is_state(other.state), ADDRESS.is_word(other.word)) == (False, False)
