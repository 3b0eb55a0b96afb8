"""Graph tells of changes where the bot has an address: asked for, renewed, and nothing lost without it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.model.nudge import LIFE, NudgeAddress
from integrations.graphapi import Fault, Kind
from tests.handlers.rounds.bureau import Bureau
from tests.handlers.rounds.hearing import Hearing, a_hearing

MOVED = {"location": {"displayName": "Åre"}}


@pytest.fixture
def hearing(asked: Bureau) -> Iterator[Hearing]:
    with a_hearing(asked) as hearing:
        yield hearing


@pytest.fixture
def told(hearing: Hearing) -> Hearing:
    """Graph tells of the mailbox."""
    hearing.subscribes()
    return hearing


def test_graph_is_asked_once_and_asks_back(hearing: Hearing) -> None:
    assert (hearing.subscribes(), hearing.subscribes()) == (1, 0)

    facts = hearing.subscription.facts
    assert (facts["changeType"], facts["resource"]) == (
        "created,updated,deleted",
        "/users/norr@example.se/events",
    )
    assert facts["notificationUrl"] == facts["lifecycleNotificationUrl"] == hearing.address.url
    assert hearing.subscription.until == hearing.bureau.clock.now() + LIFE
    assert [each.method for each in hearing.bureau.graph.calls(path="/subscriptions")] == ["GET", "POST"]


def test_what_somebody_changes_in_outlook_is_noticed_at_once_and_not_in_five_minutes(told: Hearing) -> None:
    told.bureau.event.is_changed_by_hand(**MOVED)
    told.hears()

    told.bureau.works()

    assert told.bureau.told()[-1].startswith("<b>Norr</b>\nNågon har ändrat mötet")


def test_an_answer_in_outlook_counts_at_once(told: Hearing) -> None:
    told.bureau.event.answers("bo@example.se", "accepted")
    told.hears()

    told.bureau.works()

    assert (told.listings(), [each.status for each in told.bureau.graph.calls("GET", "/events/")]) == (
        1,
        [200],
    )


def test_a_flood_of_changes_costs_one_comparison_now_and_one_ten_seconds_later(told: Hearing) -> None:
    for number in range(30):
        told.bureau.event.is_changed_by_hand(location={"displayName": f"{number}"})
    told.hears()
    told.bureau.works()
    first, was = told.listings(), told.box.nudged_at
    told.bureau.clock.at += timedelta(seconds=1)
    for number in range(30):
        told.bureau.event.is_changed_by_hand(location={"displayName": f"{number}"})
    told.hears(was)
    told.bureau.works()
    at_once = told.listings()

    told.bureau.passes(seconds=11)
    told.bureau.passes(seconds=60)

    assert (first, at_once, told.listings()) == (1, 1, 2)


def test_what_changes_while_the_mailbox_is_compared_is_looked_at_again(told: Hearing) -> None:
    told.bureau.passes(minutes=6)
    before = told.listings()
    told.bureau.clock.at += timedelta(seconds=11)
    told.bureau.event.is_changed_by_hand(**MOVED)
    told.hears()

    def meanwhile() -> None:
        told.bureau.clock.at += timedelta(seconds=1)
        was = told.box.nudged_at
        told.bureau.event.is_changed_by_hand(location={"displayName": "Umeå"})
        told.hears(was)

    told.bureau.graph.faults.add(Fault(Kind.PASS, "GET", "calendarView", before=meanwhile))
    told.bureau.works()

    told.bureau.passes(seconds=11)

    assert told.listings() == before + 2


def test_a_subscription_is_renewed_before_it_ends(told: Hearing) -> None:
    first = told.subscription.id
    told.bureau.clock.at += LIFE * 2 / 3 - timedelta(minutes=1)
    assert told.subscribes() == 0
    told.bureau.clock.at += timedelta(minutes=1)

    assert told.subscribes() == 1

    assert (told.subscription.id, told.subscription.until) == (first, told.bureau.clock.now() + LIFE)
    assert len(told.bureau.graph.calls("PATCH", "/subscriptions")) == 1


def test_after_a_week_without_the_bot_it_subscribes_anew(told: Hearing) -> None:
    first = told.subscription.id
    told.bureau.clock.at += timedelta(days=7)

    told.subscribes()

    assert told.subscription.id != first


def test_a_subscription_of_whose_making_nobody_heard_is_taken_up(hearing: Hearing) -> None:
    hearing.bureau.graph.faults.add(Fault(Kind.ACCEPT_THEN_RESET, "POST", "/subscriptions"))
    hearing.subscribes()
    assert hearing.box.subscription is None
    hearing.bureau.clock.at += timedelta(minutes=10)

    hearing.subscribes()

    assert hearing.box.subscription == hearing.subscription.id


def test_one_that_graph_removed_is_made_anew_and_the_mailbox_compared(told: Hearing) -> None:
    removed = told.subscription
    told.bureau.graph.tells_of_life(removed, "subscriptionRemoved")
    told.hears()

    told.bureau.works(), told.subscribes()

    assert told.subscription.id != removed.id
    assert (told.listings(), told.statuses()) == (1, [202])


def test_a_removal_that_is_replayed_changes_nothing_more(told: Hearing) -> None:
    removed = told.subscription
    told.bureau.graph.tells_of_life(removed, "subscriptionRemoved")
    told.hears()
    told.subscribes()
    second = told.subscription

    told.bureau.graph.courier.send(told.address.url, [removed.told(lifecycleEvent="subscriptionRemoved")])

    assert (told.statuses(), told.subscribes()) == ([202, 202], 0)
    assert told.subscription is second


def test_one_that_is_to_be_renewed_is_and_no_more_often_than_that(told: Hearing) -> None:
    told.bureau.clock.at += timedelta(hours=1)
    for _ in range(5):
        was = told.box.nudged_at
        told.bureau.clock.at += timedelta(seconds=1)
        told.bureau.graph.tells_of_life(told.subscription, "reauthorizationRequired")
        told.hears(was)
        told.subscribes()

    assert len(told.bureau.graph.calls("PATCH", "/subscriptions")) == 1


def test_what_graph_missed_to_tell_is_looked_for(told: Hearing) -> None:
    told.bureau.graph.tells_of_life(told.subscription, "missed")
    told.hears()

    told.bureau.works()

    assert told.listings() == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.STATUS, "POST", "/subscriptions", status=403, code="ErrorAccessDenied", times=None),
        Fault(Kind.STATUS, "GET", "/subscriptions", status=500, times=None),
        Fault(Kind.GARBAGE, "POST", "/subscriptions", times=None),
        Fault(Kind.HANG, "POST", "/subscriptions", seconds=3, times=None),
    ],
)
def test_where_graph_does_not_tell_the_mailbox_is_compared_as_ever(hearing: Hearing, fault: Fault) -> None:
    hearing.bureau.graph.faults.add(fault)
    hearing.subscribes()
    hearing.bureau.event.is_changed_by_hand(**MOVED)

    hearing.bureau.passes(minutes=6)

    assert hearing.bureau.told()[-1].startswith("<b>Norr</b>\nNågon har ändrat mötet")
    assert (hearing.box.subscription, bool(hearing.box.deafness), hearing.box.wait_until) == (
        None,
        True,
        None,
    )

    hearing.bureau.graph.faults.clear()
    hearing.bureau.clock.at += timedelta(minutes=10)
    hearing.subscribes()
    assert (hearing.box.subscription, hearing.box.deafness) == (hearing.subscription.id, None)


def test_an_address_that_graph_does_not_reach_is_asked_for_again_later(hearing: Hearing) -> None:
    hearing.moves_to(NudgeAddress.at("http://127.0.0.1:9", token="1:a", button_key=b"key"))

    assert (hearing.subscribes(), hearing.subscribes()) == (1, 0)

    assert (hearing.box.deafness, hearing.bureau.graph.subscriptions) == ("400 ValidationError", {})


def test_another_address_ends_what_is_told_at_the_first(told: Hearing) -> None:
    first = told.subscription.id
    other = NudgeAddress.at(told.address.public_url, token="1:b", button_key=b"key")
    told.moves_to(other)
    assert told.subscribes() == 1
    assert (first in told.bureau.graph.subscriptions, told.box.deafness) == (False, "400 ValidationError")

    told.bureau.clock.at += timedelta(minutes=10)
    told.moves_to(told.address)
    told.subscribes()

    assert told.subscription.facts["notificationUrl"] == told.address.url


def test_a_mailbox_in_which_nothing_is_to_come_is_not_subscribed_to(told: Hearing) -> None:
    told.bureau.clock.at += timedelta(days=60)

    assert told.subscribes() == 0


def test_nothing_is_asked_before_the_first_meeting_stands_there(bureau: Bureau) -> None:
    bureau.works()
    with a_hearing(bureau) as hearing:
        assert (hearing.subscribes(), bureau.graph.ledger) == (0, [])
