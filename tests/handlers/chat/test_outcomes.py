"""The working day after the meeting: what became of each item, by the secretary's thumb or after 14 days."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.model.dispatch import Button
from bot.model.item import ItemState
from integrations.botapi import Message
from storage import tables
from tests.builders import a_co_option, a_joined_person, a_meeting, a_person, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

DAY_AFTER = datetime(2027, 2, 15, 7, 0, tzinfo=UTC)
ASKED = """Norr
Hur gick det med ärendena vid mötet fredag 12 februari 2027?
Ärende 1: Budget
Ärende 2: Skolan
Tryck på ett ärende för att svara. Det som ingen har svarat på inom 14 dagar räknas som behandlat."""


def held(chat: Chat, people: People) -> None:
    """Bo proposed two items that stood on the agenda; Greta's came in after it was sent."""
    chat.plans(closed=True)
    with chat.memory() as store:
        place = chat.place(store)
        meeting = place.meetings()[0]
        bo, greta = (store.person_by_telegram(who.id) for who in (people.bo, people.greta))
        assert bo
        assert greta
        more: dict[str, Any] = {"meeting": meeting, "state": ItemState.ACCEPTED}
        store.keep(an_item(bo, "Budget", position=1, **more))
        store.keep(an_item(bo, "Skolan", number=2, position=2, **more))
    chat.clock.at = datetime(2027, 2, 5, 7, 0, tzinfo=UTC)
    chat.publishes()
    with chat.memory() as store:
        place = chat.place(store)
        greta, meeting = store.person_by_telegram(people.greta.id), place.meetings()[0]
        assert greta
        store.keep(an_item(greta, "Sent", number=3, meeting=meeting))
        starts = datetime(2027, 5, 14, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)
        store.keep(a_meeting(place.arena, key="2027-2", starts=starts))
    chat.clock.at = DAY_AFTER


def states(chat: Chat) -> dict[str, tuple[str, str | None]]:
    with chat.memory() as store:
        place = chat.place(store)
        found = [item for meeting in place.meetings() for item in place.items_of(meeting)]
        found += place.waiting_items()
        return {item.title: (item.state.value, item.meeting.key if item.meeting else None) for item in found}


def the_question(chat: Chat, people: People) -> Message:
    (asked,) = [message for message in chat.strikes().said if "Hur gick det" in message.text]
    assert asked.chat.id == people.asa.id
    return asked


def test_the_secretary_gets_every_item_in_one_message(chat: Chat, people: People) -> None:
    held(chat, people)

    asked = the_question(chat, people)

    assert asked.text == ASKED
    assert asked.buttons == [["Ärende 1: Budget"], ["Ärende 2: Skolan"], ["Alla behandlade"]]
    assert states(chat)["Sent"] == ("incoming", "2027-2")


def test_each_item_gets_its_outcome_and_its_proposer_hears_of_all_in_one_message(
    chat: Chat, people: People
) -> None:
    held(chat, people)
    asked = the_question(chat, people)

    card = chat.presses(people.asa, asked, "Ärende 1: Budget").card
    chat.presses(people.asa, card, "Behandlad")
    left = asked.buttons
    card = chat.presses(people.asa, asked, "Ärende 2: Skolan").card
    chat.presses(people.asa, card, "Bordlagd")
    chat.passes(days=1)

    assert left == [["Ärende 2: Skolan"], ["Alla behandlade"]]
    assert asked.text == "Norr\nAlla ärenden från mötet fredag 12 februari 2027 har fått sitt svar."
    assert states(chat) == {
        "Budget": ("treated", "2027-1"),
        "Skolan": ("incoming", "2027-2"),
        "Sent": ("incoming", "2027-2"),
    }
    assert chat.strikes().to(people.bo) == [
        "Norr\nÄrende 1, Budget, är behandlat vid mötet fredag 12 februari 2027.\n\n"
        "Ärende 2, Skolan, är bordlagt till mötet fredag 14 maj 2027 kl. 13.00."
    ]


def test_a_presenter_from_outside_hears_the_day_after_what_became_of_their_item(
    chat: Chat, people: People
) -> None:
    held(chat, people)
    vera = chat.world.person("Vera Ute")
    chat.world.bot.started_by.add(vera.id)
    with chat.memory() as store:
        place = chat.place(store)
        asa = store.person_by_telegram(people.asa.id)
        assert asa
        outside = a_joined_person("Vera Ute", vera.id)
        store.keep(outside)
        budget, skolan = place.items_of(place.meetings()[0])[:2]
        for item, more in ((budget, {"presents": True}), (skolan, {})):
            store.keep(a_co_option(outside, asa, item=item, **more))
        budget.presenter = outside

    chat.presses(people.asa, the_question(chat, people), "Alla behandlade")
    chat.passes(days=1)
    morning = chat.strikes()

    # Skolan, too, was treated; but of that one she was only to hear.
    assert morning.to(vera) == ["Norr\nÄrende 1, Budget, är behandlat vid mötet fredag 12 februari 2027."]
    assert [each.buttons for each in morning.said if each.chat.id == vera.id] == [[]]


def test_whoever_leaves_before_the_next_morning_hears_what_became_of_their_items(
    chat: Chat, people: People
) -> None:
    held(chat, people)
    with chat.memory() as store:
        place = chat.place(store)
        bo, ulla = store.person_by_telegram(people.bo.id), a_person("Ulla Ny")
        _budget, skolan = place.items_of(place.meetings()[0])[:2]
        store.keep(ulla)
        skolan.proposer, skolan.presenter = ulla, bo
        (tenure,) = (each for each in place.tenures() if each.person is bo)
        tenure.ends = date(2027, 2, 16)

    chat.presses(people.asa, the_question(chat, people), "Alla behandlade")
    chat.passes(days=1)

    assert chat.strikes().to(people.bo) == [
        "Norr\nÄrende 1, Budget, är behandlat vid mötet fredag 12 februari 2027.\n\n"
        "Ärende 2, Skolan, är behandlat vid mötet fredag 12 februari 2027."
    ]


def test_after_the_meeting_nothing_is_promised_of_what_nobody_decided_on(chat: Chat, people: People) -> None:
    held(chat, people)

    shown = chat.opens(people.greta, "item-3").text

    assert shown.splitlines()[-1] == "Mötet har varit. Vad som händer med ärendet är inte avgjort än."


def test_card_list_and_history_say_that_it_was_held_over(chat: Chat, people: People) -> None:
    held(chat, people)
    card = chat.presses(people.asa, the_question(chat, people), "Ärende 2: Skolan").card

    chat.presses(people.asa, card, "Bordlagd")
    shown = card.text

    assert shown.splitlines()[2] == "Bordlagt vid mötet fredag 12 februari 2027"
    mine = chat.says(people.bo, "/mina").text
    assert mine.splitlines()[2] == "Ärende 2: Skolan – Bordlagt till mötet fredag 14 maj 2027"
    own = chat.opens(people.bo, "item-2").card
    assert own.text.splitlines()[2] == shown.splitlines()[2]
    assert chat.presses(people.bo, own, "Historik").text.splitlines()[-1] == (
        "måndag 15 februari 2027 kl. 08.00: "
        "Åsa Öberg noterade ärendet som bordlagt vid mötet fredag 12 februari 2027"
    )


def test_treated_and_then_lifted_is_told_in_one_message(chat: Chat, people: People) -> None:
    held(chat, people)
    with chat.memory() as store:
        chat.place(store).arena.prepares_for = ["syd"]
    card = chat.presses(people.asa, the_question(chat, people), "Ärende 1: Budget").card

    told = [
        chat.presses(people.asa, card, word).to(people.bo) for word in ("Behandlad", "Lyft till Syd", "Lyft")
    ]
    chat.passes(days=1)

    assert told == [[], [], []]
    assert chat.strikes().to(people.bo) == [
        "Norr\nÄrende 1, Budget, är behandlat vid mötet fredag 12 februari 2027.\n\n"
        "Ärende 1, Budget, är lyft till Syd. Du får veta vad som händer med det."
    ]


def test_a_second_press_on_treated_changes_nothing(chat: Chat, people: People) -> None:
    held(chat, people)
    asked = the_question(chat, people)
    card = chat.presses(people.asa, asked, "Ärende 1: Budget").card

    with chat.all_at_once():
        chat.presses(people.asa, card, "Behandlad")
        chat.presses(people.asa, card, "Behandlad")

    treated = [row for row in chat.rows(tables.history) if row["verb"] == "treated"]
    assert [row["facts"] for row in treated] == [{"confirmed": True}]


def test_all_can_be_said_at_once(chat: Chat, people: People) -> None:
    held(chat, people)
    asked = the_question(chat, people)

    reply = chat.presses(people.asa, asked, "Alla behandlade")

    assert reply.text == "Norr\nAlla ärenden från mötet fredag 12 februari 2027 har fått sitt svar."
    assert {states(chat)[title][0] for title in ("Budget", "Skolan")} == {"treated"}


def test_what_nobody_answered_is_treated_after_14_days_and_not_confirmed(chat: Chat, people: People) -> None:
    held(chat, people)
    the_question(chat, people)

    chat.clock.at = datetime(2027, 3, 1, 7, 0, tzinfo=UTC)
    reply = chat.strikes()

    treated = [row["facts"] for row in chat.rows(tables.history) if row["verb"] == "treated"]
    assert treated == [{"confirmed": False}, {"confirmed": False}]
    assert "De räknas nu som behandlade:\nÄrende 1: Budget\nÄrende 2: Skolan" in reply.to(people.asa)[0]
    card = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    assert (
        chat.presses(people.bo, card, "Historik")
        .text.splitlines()[-1]
        .endswith("Boten noterade ärendet som behandlat, utan att någon har bekräftat det")
    )


def test_no_outcome_is_said_before_the_meeting(chat: Chat, people: People) -> None:
    held(chat, people)
    chat.clock.at = datetime(2027, 2, 8, 7, 0, tzinfo=UTC)

    with chat.memory() as store:
        item = chat.place(store).items_of(chat.place(store).meetings()[0])[0]
        meeting = chat.place(store).meetings()[0]
        pressed: list[tuple[str, Any]] = [
            ("treated", {"thing": item.id, "revision": item.revision}),
            ("alltreated", {"thing": meeting.id}),
        ]
    notices = [
        chat.presses_genuine(people.asa, Button(text="", action=action, arena_id="norr", **of)).notice
        for action, of in pressed
    ]

    assert notices == ["Mötet har inte varit än. Svara när det är över."] * 2


@pytest.mark.parametrize("later", [True, False])
def test_an_item_is_put_off_to_the_next_meeting_or_to_the_list(
    chat: Chat, people: People, later: bool
) -> None:
    if later:
        with chat.memory() as store:
            starts = datetime(2027, 5, 14, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)
            store.keep(a_meeting(chat.place(store).arena, key="2027-2", starts=starts))
    chat.says(people.bo, "/foresla Budget")
    card = chat.says(people.pia, "/beredning").said[0]

    word = "Skjut upp till 14 maj" if later else "Skjut upp"
    reply = chat.presses(people.pia, card, word)

    assert states(chat) == {"Budget": ("incoming", "2027-2" if later else None)}
    assert reply.to(people.bo) == [
        "Norr\nÄrende 1, Budget, är uppskjutet till mötet fredag 14 maj 2027 kl. 13.00."
        if later
        else "Norr\nÄrende 1, Budget, är uppskjutet. Inget senare möte är planerat, "
        "så det väntar på arenans lista."
    ]


def test_what_nobody_decided_before_the_sending_can_still_be_put_off(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        starts = datetime(2027, 5, 14, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)
        store.keep(a_meeting(chat.place(store).arena, key="2027-2", starts=starts))
    chat.says(people.bo, "/foresla Budget")
    chat.clock.at = datetime(2027, 2, 2, 9, 0, tzinfo=UTC)
    chat.publishes()
    card = chat.says(people.pia, "/beredning").said[0]

    reply = chat.presses(people.pia, card, "Skjut upp till 14 maj")
    changed = chat.says(people.pia, "/beredning").said[1]

    assert states(chat) == {"Budget": ("incoming", "2027-2")}
    assert reply.to(people.bo) == [
        "Norr\nÄrende 1, Budget, är uppskjutet till mötet fredag 14 maj 2027 kl. 13.00."
    ]
    assert "1. Budget – utgår" in changed.text.splitlines()


def test_putting_off_an_accepted_item_undoes_that_the_agenda_was_ready(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card = chat.says(people.pia, "/beredning").said[0]
    card = chat.presses(people.pia, card, "Ta upp").said[-1]
    draft = chat.says(people.per, "/beredning").said[-1]
    chat.presses(people.per, draft, "Klar att skickas")

    fresh = chat.presses(people.pia, chat.says(people.pia, "/beredning").said[-1], "1. Budget").card
    reply = chat.presses(people.pia, fresh, "Skjut upp")

    assert "inte längre markerad som klar" in reply.to(people.per)[0]


def test_a_date_that_changed_since_the_card_was_shown_is_not_taken(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card = chat.says(people.pia, "/beredning").said[0]
    with chat.memory() as store:
        starts = datetime(2027, 5, 14, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)
        store.keep(a_meeting(chat.place(store).arena, key="2027-2", starts=starts))

    reply = chat.presses(people.pia, card, "Skjut upp")

    assert reply.notice.startswith("Det här har ändrats efter att kortet visades.")
    assert states(chat) == {"Budget": ("incoming", "2027-1")}


def a_long_list_is_asked(chat: Chat, people: People) -> list[Message]:
    """The messages that it needs."""
    held(chat, people)
    with chat.memory() as store:
        meeting, bo = chat.place(store).meetings()[0], store.person_by_telegram(people.bo.id)
        assert bo
        for number in range(10, 90):
            more: dict[str, Any] = {"meeting": meeting, "state": ItemState.ACCEPTED, "position": number}
            store.keep(an_item(bo, f"{number} {'långt' * 12}", number=number, **more))
    return [each for each in chat.strikes().new if each.chat.id == people.asa.id]


def listed(messages: list[Message]) -> list[str]:
    """The items that they list now, one message after the other."""
    lines = (line for message in messages for line in message.text.splitlines())
    return [line for line in lines if line.startswith("Ärende ")]


def test_the_messages_of_a_long_list_agree_on_what_is_left(chat: Chat, people: People) -> None:
    messages = a_long_list_is_asked(chat, people)
    before = listed(messages)

    chat.presses(people.asa, messages[-1], "Ärende 1: Budget")
    chat.presses(people.asa, people.asa.chat().last, "Behandlad")

    assert (len(messages), len(before), listed(messages)) == (2, 82, before[1:])


def test_once_all_is_answered_no_message_of_a_long_list_asks_any_more(chat: Chat, people: People) -> None:
    messages = a_long_list_is_asked(chat, people)

    chat.presses(people.asa, messages[-1], "Alla behandlade")

    assert [each.text for each in messages] == [
        "Norr\nDet som är kvar att svara på från mötet fredag 12 februari 2027 står längre ner.",
        "Norr\nAlla ärenden från mötet fredag 12 februari 2027 har fått sitt svar.",
    ]
