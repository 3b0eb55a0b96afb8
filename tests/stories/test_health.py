"""Health tells the truth (PROMISES P10): green while all is well, else red with the reason."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import URL, update

from integrations.botapi import Fault, Kind
from storage import holding, tables
from storage.store import unit_of_work
from tests.alerts import alerts, firing
from tests.builders import a_dispatch
from tests.databases import on_postgresql
from tests.stories.test_feeds import a_free_port
from tests.stories.town import Town

# Longer than the bot itself waits for its database.
PATIENCE = 30


class Watch:
    """What an operator's monitoring sees."""

    def __init__(self, town: Town) -> None:
        self.port = a_free_port()
        # What was told at one of the pages, once each.
        self.told: set[str] = set()
        town.bot.settings["SAMVERKANSBOT_LISTEN"] = f"{self.port}"

    def at(self, page: str) -> tuple[int, list[str]]:
        """The status, and the problems."""
        answer = httpx.get(f"http://127.0.0.1:{self.port}/{page}", timeout=PATIENCE)
        problems = answer.json()["problems"]
        self.told.update(problems)
        return answer.status_code, problems

    def metrics(self) -> dict[str, float]:
        """The numbers, by their names without the program's."""
        return {name.removeprefix("samverkansbot_"): value for name, value in self._numbers().items()}

    def alarms(self) -> set[str]:
        """What Prometheus would tell of, by the names of the rules without the program's."""
        on = firing(self._numbers() | {"up": 1.0})
        return {name.removeprefix("Samverkansbot") for name in on}

    def _numbers(self) -> dict[str, float]:
        text = httpx.get(f"http://127.0.0.1:{self.port}/metrics").text
        found = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
        return {sample.name: sample.value for sample in found}


@pytest.fixture
def watch(town: Town, figure: Callable[..., None]) -> Iterator[Watch]:
    watch = Watch(town)
    yield watch
    figure("P10", "health of a real process", watched=1, reasons_told=len(watch.told))


def test_a_bot_that_is_at_work_is_green_and_says_so_in_numbers(town: Town, watch: Watch) -> None:
    town.bot.started()
    town.settles()

    town.bot.wait_until(lambda: watch.at("readyz") == (200, []), "the bot to be ready")
    assert watch.at("healthz") == (200, [])
    numbers = watch.metrics()
    assert {
        name: numbers[name] for name in ("database_up", "open_dispatches", "late_agendas", "is_held")
    } == {
        "database_up": 1.0,
        "open_dispatches": 0.0,
        "late_agendas": 0.0,
        "is_held": 0.0,
    }
    assert numbers["poll_silence_seconds"] < 30
    assert watch.alarms() == set()
    assert httpx.get(f"http://127.0.0.1:{watch.port}/kalender").status_code == 404
    assert town.bot.stop() == 0


def test_a_message_that_is_not_sent_in_a_quarter_of_an_hour_is_red(town: Town, watch: Watch) -> None:
    with unit_of_work(town.database) as store:
        store.promise(a_dispatch(chat_id=town.group.id, bound_chat_id=1, arena_id="norr"))
    later = {"promised_at": tables.dispatch.c.promised_at - 1000, "not_before": 9e12}
    with town.database.session() as session:
        session.execute(update(tables.dispatch).values(**later))

    town.bot.started()

    assert watch.at("healthz") == (503, ["oldest message not sent"])
    assert watch.metrics()["oldest_dispatch"] > 1000
    assert watch.alarms() == {"MessageWaits"}


def test_answers_that_wait_behind_each_other_in_one_chat_are_no_matter_of_health(
    town: Town, watch: Watch
) -> None:
    stranger = town.world.person("Okänd")
    town.bot.started()
    stranger.opens()
    town.settles()
    # Telegram takes one message a second to a chat, and whoever asks may ask for as long as they like.
    town.world.limits.on = True
    for number in range(40):
        stranger.writes(f"/hjalp {number}")
    town.bot.wait_until(lambda: town.look.count(tables.dispatch) == 41, "every answer to be promised")

    with town.database.session() as session:
        session.execute(update(tables.dispatch).values(promised_at=tables.dispatch.c.promised_at - 1000))

    assert watch.at("healthz") == (200, [])
    assert 0 < watch.metrics()["oldest_dispatch"] < 60
    assert watch.metrics()["open_dispatches"] > 20
    assert watch.alarms() == set()


def test_a_token_that_is_refused_is_red(town: Town, watch: Watch) -> None:
    town.bot.started()
    town.world.faults.add(Fault(Kind.STATUS, status=401, times=None))

    town.bo.writes("/hjalp")

    town.bot.wait_until(lambda: watch.at("healthz") == (503, ["token refused"]), "it to be red", 40)
    assert watch.metrics()["token_refused"] == 1.0
    assert watch.alarms() == {"TokenRefused"}


def test_what_is_held_after_a_restore_is_red(town: Town, watch: Watch) -> None:
    now = town.clock.now()
    with town.database.session() as session:
        holding.hold(session, since=now - timedelta(hours=1), now=now)

    town.bot.started()

    assert watch.at("healthz") == (503, ["held after restore"])
    assert watch.alarms() == {"Held"}
    # From a day before the agenda is to go out it is no matter for the morning any more.
    town.clock.goes_to(town.sending_time - timedelta(hours=23))
    town.bot.wait_until(lambda: watch.alarms() == {"Held", "AgendaAtRisk"}, "the agenda to be at risk")
    town.clock.goes_to(town.sending_time + timedelta(minutes=16))
    town.bot.wait_until(
        lambda: watch.at("healthz")[1] == ["agenda late", "held after restore"], "it to be late"
    )
    assert watch.alarms() == {"Held", "AgendaAtRisk", "AgendaLate"}


@on_postgresql
def test_a_database_that_goes_away_is_never_green(town: Town, watch: Watch) -> None:
    town.bot.started()
    assert watch.at("healthz") == (200, [])

    with shut(town.database.url):
        town.bot.wait_until(lambda: watch.at("healthz") == (503, ["database away"]), "it to be red")
        assert watch.alarms() == {"DatabaseAway"}

    town.bot.wait_until(lambda: watch.at("healthz") == (200, []), "it to be green again", 40)


@contextmanager
def shut(url: URL) -> Iterator[None]:
    """A PostgreSQL that lets nobody in."""
    server = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS false".encode())
        theirs = "FROM pg_stat_activity WHERE datname = %s"
        connection.execute(f"SELECT pg_terminate_backend(pid) {theirs}".encode(), [url.database])
        try:
            yield
        finally:
            connection.execute(f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS true".encode())


def test_before_telegram_is_reached_it_is_not_ready(town: Town, watch: Watch) -> None:
    town.server.stop()
    town.bot.start()
    town.bot.wait_until(lambda: town.bot.lines("Telegram does not answer"), "the bot to be on its own")

    assert watch.at("readyz") == (503, ["telegram not reached yet"])


def test_the_rules_ask_for_numbers_that_there_are(town: Town, watch: Watch) -> None:
    town.bot.started()

    asked = {name for alert in alerts() for name in alert.asks_for()} - {"up"}

    assert len(asked) >= 10
    assert asked <= {f"samverkansbot_{name}" for name in watch.metrics()}


@pytest.mark.parametrize(
    ("alert", "numbers"),
    [
        ("Away", {"up": 0}),
        ("DatabaseAway", {"database_up": 0}),
        ("DatabaseDamaged", {"database_damaged": 1}),
        ("UpdateWaits", {"oldest_update": 301}),
        ("SetAside", {"set_aside_updates": 1}),
        ("OutlookShut", {"shut_mailboxes": 1}),
        ("OutlookBehind", {"oldest_event": 1801}),
        ("PollingSilent", {"poll_silence_seconds": 121}),
    ],
)
def test_each_rule_goes_off_by_its_number(alert: str, numbers: dict[str, float]) -> None:
    named = {name if name == "up" else f"samverkansbot_{name}": value for name, value in numbers.items()}

    assert firing(named) == {f"Samverkansbot{alert}"}


def test_each_rule_says_what_to_do_and_whom_to_wake() -> None:
    for alert in alerts():
        assert alert.summary.endswith(".")
        assert alert.severity in ("page", "ticket")
        assert alert.waits <= timedelta(hours=1)
