"""Telegram sends updates to two processes behind a web server; both take them in."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.databases import on_postgresql
from tests.stories.balancer import Balancer, a_balancer
from tests.stories.conftest import Reckoned
from tests.stories.replicas import Pair, a_pair
from tests.stories.test_feeds import a_free_port
from tests.stories.test_replicas import by_person, kept, proposed
from tests.stories.town import Town

SECRET = "ett-hemligt-ord-som-ingen-gissar"
SET = "updates are sent to the webhook"


@pytest.fixture
def door(town: Town) -> Iterator[Balancer]:
    town.world.webhook_retry_seconds = 0.1
    with a_balancer(a_free_port(), a_free_port()) as door:
        yield door


@pytest.fixture
def pair(town: Town, door: Balancer) -> Iterator[Pair]:
    with a_pair(town) as pair:
        for each, port in zip((pair.first, pair.second), door.ports, strict=True):
            each.settings["SAMVERKANSBOT_WEBHOOK_URL"] = f"{door.url}/telegram"
            each.settings["SAMVERKANSBOT_WEBHOOK_SECRET"] = SECRET
            each.settings["SAMVERKANSBOT_PUBLIC_LISTEN"] = f"127.0.0.1:{port}"
        yield pair


def begin(pair: Pair) -> None:
    for each in (pair.first, pair.second):
        each.started(LOG_LEVEL="DEBUG")
        each.wait_until(lambda each=each: each.lines(SET), "the webhook to be set")  # type: ignore[misc]


@on_postgresql
def test_both_take_updates_in_and_each_has_one_effect_in_the_order_of_its_chat(
    pair: Pair, door: Balancer, reckoned: Reckoned
) -> None:
    begin(pair)

    titles = proposed(pair.town, 24)
    pair.town.settles(60)

    assert by_person(kept(pair.town)) == by_person(titles)
    assert reckoned(pair.town, "two processes behind a web server") == (0, 0, 0)
    assert all(door.calls.values())
    assert not pair.town.world.ledger.calls("getUpdates")
    told = [call.params for call in pair.town.world.ledger.calls("setWebhook")]
    assert {each.get("drop_pending_updates") for each in told} <= {None, "False", "false"}
    assert {"chat_member", "my_chat_member"} <= set(told[0]["allowed_updates"])
    for each in (pair.first, pair.second):
        assert (each.lines(SECRET), each.lines("Traceback")) == ([], [])


@on_postgresql
def test_while_one_is_killed_and_none_is_there_nothing_is_lost(pair: Pair, reckoned: Reckoned) -> None:
    begin(pair)
    titles = proposed(pair.town, 20)
    pair.first.wait_until(lambda: kept(pair.town), "work to begin")

    pair.first.kill()
    titles += proposed(pair.town, 8, since=20)
    pair.second.wait_until(lambda: set(titles) <= set(kept(pair.town)), "the other to do it")
    assert pair.second.stop() == 0
    titles += proposed(pair.town, 8, since=28)
    pair.town.bot.wait_until(lambda: pair.town.world.bot.webhook.failures, "nobody to answer")
    pair.town.a_minute_passes()
    pair.first.started()
    pair.town.settles(60)

    assert by_person(kept(pair.town)) == by_person(titles)
    lost, double, _copies = reckoned(pair.town, "two processes behind a web server, one killed, none there")
    assert (lost, double) == (0, 0)


def test_who_fetches_again_takes_the_webhook_away_and_loses_nothing(
    town: Town, door: Balancer, reckoned: Reckoned
) -> None:
    settings: dict[str, Any] = {"WEBHOOK_URL": f"{door.url}/telegram", "WEBHOOK_SECRET": SECRET}
    town.bot.started(**settings, PUBLIC_LISTEN=f"127.0.0.1:{door.ports[0]}")
    titles = proposed(town, 4)
    town.settles()
    assert town.bot.stop() == 0
    titles += proposed(town, 4, since=4)

    town.bot.started()
    town.settles()

    assert by_person(kept(town)) == by_person(titles)
    assert (town.world.bot.webhook.url, len(town.bot.lines("from now on they are fetched"))) == ("", 1)
    assert reckoned(town, "updates fetched again after a webhook") == (0, 0, 0)
