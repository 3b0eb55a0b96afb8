"""/ersattare: who takes over is picked from Telegram's own list, and all else is as when it is typed."""

from typing import Any

from integrations.botapi import Message, Person
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import PREVIEW, card_for, states

KEY = [["Välj person"]]
CLEARED = {"remove_keyboard": True}
GONE = "Norr\nKnappen Välj person är borttagen."
FOR_NOTHING = "Knappen Välj person gäller inte längre. Skriv /ersattare om någon ska ta över din plats."


def asked_whom(chat: Chat, who: Person) -> Message:
    """The question who takes over."""
    return chat.presses(who, chat.says(who, "/ersattare").card, "Jag slutar").card


def shown_key(chat: Chat, who: Person) -> Message:
    """The message whose key opens Telegram's own list."""
    return chat.presses(who, asked_whom(chat, who), "Välj i Telegram").card


def shares(chat: Chat, who: Person, number: int, *users: dict[str, Any]) -> list[str]:
    """An app of somebody's own tells whom they picked."""
    return chat.sends_kind(who, users_shared={"request_id": number, "users": list(users)}).texts


def number_of(key: Message) -> int:
    assert key.other_markup
    return int(key.other_markup["keyboard"][0][0]["request_users"]["request_id"])


def test_the_one_who_is_picked_needs_an_address_and_a_day(chat: Chat, people: People) -> None:
    cilla = chat.world.person("Cilla Ceder")
    who = asked_whom(chat, people.bo)
    assert who.buttons == [["Välj i Telegram"], ["Vet inte än"], ["Avbryt"]]
    key = chat.presses(people.bo, who, "Välj i Telegram").card
    assert (key.text, key.buttons) == (
        "Norr\nTryck på Välj person, längst ner. Boten tar bara namnet. "
        "Finns personen inte i Telegram? Skriv namn och e-postadress i stället.",
        KEY,
    )

    told, asked = chat.picks(people.bo, key, cilla).new
    assert (told.text, told.other_markup) == (
        "Norr\nDu valde Cilla Ceder. Så står namnet i Telegram. "
        "Är det inte hela namnet? Skriv det rätta innan du skickar.",
        CLEARED,
    )
    assert (asked.text, asked.buttons) == ("Norr\nVilken e-postadress har Cilla Ceder?", [["Avbryt"]])
    chat.says(people.bo, "cilla.ceder@example.se")
    preview = chat.says(people.bo, "2026-12-01").card
    assert (preview.text, preview.other_markup) == (PREVIEW, None)
    sent = chat.presses(people.bo, preview, "Skicka")
    assert "Cilla Ceder, cilla.ceder@example.se" in card_for(sent, people.asa).text
    assert states(chat) == ["reported"]


def test_nothing_is_kept_of_the_account_that_was_picked(chat: Chat, people: People) -> None:
    cilla = chat.world.person("Cilla Ceder")

    chat.picks(people.bo, shown_key(chat, people.bo), cilla)

    assert chat.keeps_anywhere(str(cilla.id)) == []


def test_a_name_that_was_picked_is_put_right_with_the_address(chat: Chat, people: People) -> None:
    chat.picks(people.bo, shown_key(chat, people.bo), chat.world.person("Cillan"))

    chat.says(people.bo, "Cilla Ceder cilla.ceder@example.se")

    assert chat.says(people.bo, "2026-12-01").text == PREVIEW


def test_name_and_address_may_be_typed_all_the_same(chat: Chat, people: People) -> None:
    shown_key(chat, people.bo)

    gone, asked = chat.says(people.bo, "Cilla Ceder cilla.ceder@example.se").new

    assert (gone.text, gone.other_markup) == (GONE, CLEARED)
    assert asked.text.startswith("Norr\nFrån och med vilken dag?")
    assert chat.says(people.bo, "2026-12-01").text == PREVIEW


def test_the_words_of_the_key_are_nobody_s_name(chat: Chat, people: People) -> None:
    asked_whom(chat, people.bo)

    key = chat.says(people.bo, "Välj person").card

    assert key.buttons == KEY
    assert chat.picks(people.bo, key, chat.world.person("Cilla Ceder")).texts[1] == (
        "Norr\nVilken e-postadress har Cilla Ceder?"
    )


def test_nobody_needs_to_be_known_yet(chat: Chat, people: People) -> None:
    who = asked_whom(chat, people.bo)
    chat.presses(people.bo, who, "Välj i Telegram")

    gone, asked = chat.presses(people.bo, who, "Vet inte än").new

    assert (gone.text, gone.other_markup) == (GONE, CLEARED)
    assert asked.text.startswith("Norr\nFrån och med vilken dag?")


def test_avbryt_pressed_or_typed_clears_the_key(chat: Chat, people: People) -> None:
    who = asked_whom(chat, people.bo)
    chat.presses(people.bo, who, "Välj i Telegram")
    pressed = chat.presses(people.bo, who, "Avbryt")
    shown_key(chat, people.bo)
    typed = chat.says(people.bo, "Avbryt")
    shown_key(chat, people.bo)
    commanded = chat.says(people.bo, "/avbryt")

    assert [message.text for message in pressed.new] == [GONE]
    assert who.text == "Norr\nAvbrutet. Inget är skickat."
    assert typed.texts == [GONE, "Norr\nAvbrutet. Inget är skickat."]
    assert (commanded.text, commanded.card.other_markup) == (
        "Norr\nAvbrutet. Det som redan är sparat finns kvar.",
        CLEARED,
    )


def test_another_command_clears_the_key(chat: Chat, people: People) -> None:
    shown_key(chat, people.bo)

    gone, _ = chat.says(people.bo, "/mina").new

    assert (gone.text, gone.other_markup) == ("Knappen Välj person är borttagen.", CLEARED)


def test_a_key_of_a_question_that_is_over_picks_nobody(chat: Chat, people: People) -> None:
    cilla = chat.world.person("Cilla Ceder")
    key = shown_key(chat, people.bo)
    chat.picks(people.bo, key, cilla)

    again = chat.picks(people.bo, key, cilla).card
    chat.says(people.bo, "/avbryt")
    after = chat.picks(people.bo, key, cilla).card

    assert (again.text, again.other_markup) == (after.text, after.other_markup) == (FOR_NOTHING, CLEARED)


def test_a_key_of_another_question_picks_nobody(chat: Chat, people: People) -> None:
    cilla = chat.world.person("Cilla Ceder")
    whose = chat.presses(people.asa, chat.says(people.asa, "/ersattare").card, "Bos plats: Bo Berg").card
    older = chat.presses(people.asa, whose, "Välj i Telegram").card
    anew = chat.says(people.asa, "/ersattare").new[-1]
    whose = chat.presses(people.asa, anew, "Gretas plats: Greta Gran").card
    newer = chat.presses(people.asa, whose, "Välj i Telegram").card

    assert chat.picks(people.asa, older, cilla).text == FOR_NOTHING
    assert chat.picks(people.asa, newer, cilla).texts[1] == "Norr\nVilken e-postadress har Cilla Ceder?"


def test_a_key_waits_for_a_day_at_most(chat: Chat, people: People) -> None:
    key = shown_key(chat, people.bo)
    chat.passes(hours=25)

    late = chat.picks(people.bo, key, chat.world.person("Cilla Ceder")).card

    assert late.text.startswith("Norr\nJag väntade ett dygn på svaret")
    assert late.other_markup == CLEARED


def test_whoever_was_asked_nothing_is_told_so(chat: Chat, people: People) -> None:
    cilla = {"user_id": 77, "first_name": "Cilla"}

    chat.opens(people.stig)

    assert shares(chat, people.bo, 7, cilla) == [FOR_NOTHING]
    assert shares(chat, people.stig, 7, cilla) == [FOR_NOTHING]


def test_who_has_the_seat_cannot_be_picked_for_it(chat: Chat, people: People) -> None:
    _, asked = chat.picks(people.bo, shown_key(chat, people.bo), people.bo).new

    assert asked.text.startswith("Norr\nBo Berg har platsen redan.")
    assert asked.buttons == [["Välj i Telegram"], ["Vet inte än"], ["Avbryt"]]


def test_whom_another_arena_knows_is_nobody_here(chat: Chat, people: People) -> None:
    said = chat.picks(people.bo, shown_key(chat, people.bo), people.david).texts

    assert said[1] == "Norr\nVilken e-postadress har David Dahl?"
    assert "example.se" not in "".join(said)


def test_one_person_with_a_name_is_picked_and_the_question_waits(chat: Chat, people: People) -> None:
    number = number_of(shown_key(chat, people.bo))
    cilla, dora = {"user_id": 77, "first_name": "Cilla"}, {"user_id": 78, "first_name": "Dora"}

    assert shares(chat, people.bo, number, cilla, dora) == ["Norr\nVälj en person, inte flera."]
    no_name = ["Norr\nTelegram lämnade inget namn. Skriv namn och e-postadress i stället."]
    assert shares(chat, people.bo, number) == no_name
    assert shares(chat, people.bo, number, {"user_id": 77}) == no_name
    assert shares(chat, people.bo, number, {"user_id": 77, "first_name": "\u200b"}) == no_name
    (long,) = shares(chat, people.bo, number, cilla | {"first_name": "C" * 60, "last_name": "D" * 60})
    assert long.startswith("Norr\nKorta texten till högst 100 tecken")
    (numbered,) = shares(chat, people.bo, number, cilla | {"last_name": "811218-9876"})
    assert numbered.startswith("Norr\nTa bort personnumret")
    assert chat.keeps_anywhere("811218-9876") == []
    assert shares(chat, people.bo, number, cilla)[1] == "Norr\nVilken e-postadress har Cilla?"


def test_who_has_lost_the_right_picks_nobody(chat: Chat, people: People) -> None:
    key = shown_key(chat, people.bo)
    with chat.memory() as store:
        store.session.execute(tables.tenure.update().values(ends=chat.clock.now().date()))

    said = chat.picks(people.bo, key, chat.world.person("Cilla Ceder")).texts

    assert "Cilla" not in "".join(said)
    assert states(chat) == []
