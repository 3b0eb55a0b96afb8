"""The real process with an address that Graph can call: what people do in Outlook is noticed in seconds."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from integrations.graphapi import Fault, Kind
from storage import tables
from tests.handlers.shell import Shell
from tests.stories.outlook import MAILBOX, Office, an_office
from tests.stories.process import Command
from tests.stories.test_feeds import a_free_port
from tests.stories.town import Town


@pytest.fixture
def office(town: Town) -> Iterator[Office]:
    with an_office(town) as office:
        port = a_free_port()
        town.bot.settings["SAMVERKANSBOT_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
        town.bot.settings["SAMVERKANSBOT_PUBLIC_LISTEN"] = f"127.0.0.1:{port}"
        yield office


def begins(office: Office) -> None:
    """The bot is at work, the meeting stands in Outlook, and Graph tells of it."""
    office.town.bot.started(way=Command, LOG_LEVEL="DEBUG")
    office.waits_for(lambda: office.town.look.count(tables.calendar_link), "the meeting to be noticed")
    office.town.clock.steps(timedelta(seconds=61))
    office.waits_for(lambda: office.graph.subscriptions, "a subscription")
    office.settles()


def listings(office: Office) -> int:
    return sum(each.path.endswith("/calendarView") for each in office.graph.ledger)


def check(office: Office) -> list[str]:
    office.town.world.now = office.town.clock.now
    out = office.town.bot.command("check") if office.town.bot.is_alive else ""
    return [line for line in out.splitlines() if line.startswith("aviseringar")]


def test_a_move_in_outlook_reaches_the_secretary_within_seconds(office: Office) -> None:
    begins(office)
    office.town.clock.steps(timedelta(seconds=11))

    office.event.is_changed_by_hand(location={"displayName": "Åre"})
    office.waits_for(lambda: office.town.asa.chat().messages, "Åsa to hear of it")
    assert "Någon har ändrat mötet" in office.town.asa.chat().last.text

    (subscription,) = office.graph.subscriptions.values()
    office.graph.courier.wait()
    assert {each.status for each in office.graph.courier.delivered} == {202}
    assert check(office) == ["aviseringar, Norr: fungerar (ändringar i Outlook märks genast)"]
    state, url = subscription.facts["clientState"], subscription.facts["notificationUrl"]
    assert (office.town.bot.lines(state), office.town.bot.lines(url.rpartition("/")[2])) == ([], [])


def test_forged_and_replayed_notifications_come_to_nothing(office: Office) -> None:
    begins(office)
    (subscription,) = office.graph.subscriptions.values()
    url = subscription.facts["notificationUrl"]
    genuine = {"value": [subscription.told(changeType="updated")]}
    forged = {"value": [subscription.told(changeType="updated") | {"clientState": "gissning"}]}
    # What the bot itself wrote was told too.
    office.town.clock.steps(timedelta(seconds=11))
    office.settles()
    office.town.clock.steps(timedelta(seconds=11))
    before = listings(office)

    with httpx.Client() as anybody:
        answers = [anybody.post(url, json=forged).status_code for _ in range(20)]
        office.settles()
        quiet = listings(office)
        answers += [anybody.post(url, json=genuine).status_code for _ in range(200)]
    office.waits_for(lambda: listings(office) > before, "a comparison")
    office.settles()

    assert (set(answers[:20]), set(answers[20:]), quiet) == ({404}, {202}, before)
    assert listings(office) - before <= 2
    assert office.town.bot.lines("gissning") == []


def test_where_graph_refuses_polling_goes_on_and_check_says_so(office: Office) -> None:
    refusal = Fault(Kind.STATUS, "POST", "/subscriptions", status=403, code="ErrorAccessDenied", times=None)
    office.graph.faults.add(refusal)
    office.starts()
    office.a_minute_passes()
    office.waits_for(lambda: refusal.struck, "the refusal")

    office.event.is_changed_by_hand(location={"displayName": "Åre"})
    office.minutes_pass(6)

    assert "Någon har ändrat mötet" in office.town.asa.chat().last.text
    url = office.town.bot.settings["SAMVERKANSBOT_PUBLIC_URL"]
    shell = Shell(office.town.bot.home, {})
    settings = {
        name.removeprefix("SAMVERKANSBOT_"): value for name, value in office.town.bot.settings.items()
    }
    said = [line for line in shell.run("check", **settings).out.splitlines() if "aviseringar" in line]
    assert said == [
        f"aviseringar, Norr: Microsoft säger inte till när något ändras i {MAILBOX} (403 ErrorAccessDenied). "
        f"Boten märker det ändå inom en minut. Kontrollera att {url} nås från internet, "
        "eller ta bort SAMVERKANSBOT_PUBLIC_URL. Så gör du: docs/graph.md."
    ]


def test_without_an_address_for_the_world_graph_is_asked_for_nothing(town: Town) -> None:
    with an_office(town) as office:
        office.starts()
        office.a_minute_passes()

        assert (office.graph.calls(path="/subscriptions"), len(office.mailbox.events)) == ([], 1)
