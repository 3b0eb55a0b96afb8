"""Buttons that are old, foreign, forged or pressed by others."""

from typing import Any

import pytest

from bot.model.dispatch import Button
from bot.model.press import signed
from storage import tables
from tests.handlers.chat.chatting import KEY, Chat
from tests.handlers.chat.people import People

STALE = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."


def an_item(chat: Chat, people: People) -> dict[str, Any]:
    chat.says(people.bo, "/foresla Budget")
    row = chat.rows(tables.item)[-1]
    return {"thing": row["id"], "revision": row["revision"]}


def test_a_press_is_always_answered_even_one_that_does_nothing(chat: Chat, people: People) -> None:
    for data in ("", "x", "accept:-:1:1:1:AAAA", "a" * 64, ":::::", "å:ä:ö"):
        for who in (people.bo, people.stig):
            for where in (None, people.group, people.preparers):
                assert chat.presses_data(who, data, where).notices == [STALE]


@pytest.mark.parametrize("part", range(6))
def test_a_changed_letter_makes_it_void(chat: Chat, people: People, part: int) -> None:
    button = Button(text="", action="accept", arena_id="norr", **an_item(chat, people))
    parts = signed(button, KEY, chat.clock.now().date()).split(":")
    parts[part] = ("b" if parts[part][0] == "a" else "a") + parts[part][1:]
    before = chat.kept()
    assert chat.presses_data(people.pia, ":".join(parts)).notice == STALE
    assert chat.kept() == before


def test_a_button_signed_with_another_key_is_void(chat: Chat, people: People) -> None:
    button = Button(text="", action="accept", arena_id="norr", **an_item(chat, people))
    data = signed(button, b"another key", chat.clock.now().date())
    assert chat.presses_data(people.pia, data).notice == STALE


def test_a_button_of_another_arena_finds_nothing_of_this_one(chat: Chat, people: People) -> None:
    item = an_item(chat, people)
    for action in ("item", "accept", "decline", "describe", "files", "withdraw"):
        theirs = Button(text="", action=action, arena_id="syd", **item)
        before = chat.kept()
        assert chat.presses_genuine(people.david, theirs).notice == STALE
        ours = Button(text="", action=action, arena_id="norr", **item)
        assert chat.presses_genuine(people.david, ours).notice == STALE
        assert chat.kept() == before


def test_a_button_lives_sixty_days(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    data = card.keyboard[-1][-1]["callback_data"]
    chat.passes(days=60)
    # Sixty days on, the last day still counts.
    assert chat.presses_data(people.bo, data).notice == "Tillbakadraget"
    chat.says(people.bo, "/foresla Lokaler")
    card = chat.world.history.of(people.bo.chat().chat)[-1]
    chat.passes(days=61)
    assert chat.presses(people.bo, card, "Dra tillbaka").notice == STALE
    assert [row["state"] for row in chat.rows(tables.item)] == ["withdrawn", "incoming"]


def test_yesterday_s_card_is_shown_as_it_is_today(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    old = chat.says(people.pia, "/beredning").said[0]
    chat.presses(
        people.bo,
        chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card,
        "Dra tillbaka",
    )
    chat.passes(days=1)
    pressed = chat.presses(people.pia, old, "Ta upp")
    assert pressed.notice == "Bo Berg har ändrat det här efter att kortet visades. Nu ser du det som det är."
    assert (old.text.splitlines()[2], old.buttons) == ("Tillbakadraget", [["Historik"]])


def test_describing_what_is_decided_is_refused_at_once(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    pias = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, pias, "Avböj")
    chat.says(people.pia, "Inte nu")
    for words in ("Beskrivning", "Bilagor"):
        assert chat.presses(people.bo, card, words).notice == (
            "Ärendet är redan avgjort. Fråga Åsa Öberg om något ska ändras."
        )
    assert chat.kept()["dialogue"] == []


def test_nothing_is_pressed_in_the_arena_s_group(chat: Chat, people: People) -> None:
    item = an_item(chat, people)
    meeting = chat.rows(tables.meeting)[0]["id"]
    before = chat.kept()
    for action in ("item", "accept", "decline", "describe", "files", "filesdone", "withdraw"):
        button = Button(text="", action=action, arena_id="norr", **item)
        for who in (people.pia, people.asa, people.bo):
            pressed = chat.presses_genuine(who, button, people.group)
            assert (pressed.said, pressed.notices) == ([], [STALE])
    for action in ("prepare", "ready", "sendnow", "unready"):
        button = Button(text="", action=action, arena_id="norr", thing=meeting)
        pressed = chat.presses_genuine(people.pia, button, people.group)
        assert (pressed.said, pressed.notices) == ([], [STALE])
    assert chat.kept() == before


def test_a_reminder_s_button_opens_the_preparing_where_preparers_read(chat: Chat, people: People) -> None:
    meeting = chat.rows(tables.meeting)[0]["id"]
    button = Button(text="", action="prepare", arena_id="norr", thing=meeting)
    pressed = chat.presses_genuine(people.pia, button, people.preparers)
    assert [message.chat.id for message in pressed.said] == [people.preparers.id]


def test_a_press_in_a_group_that_is_not_the_arena_s_does_nothing(chat: Chat, people: People) -> None:
    meeting = chat.rows(tables.meeting)[0]["id"]
    other = chat.world.group("Fikat", members=[people.pia])
    people.pia.adds_bot(other)
    button = Button(text="", action="prepare", arena_id="norr", thing=meeting)
    for where in (other, people.davids_group):
        pressed = chat.presses_genuine(people.pia, button, where)
        assert (pressed.said, pressed.notices) == ([], [STALE])
