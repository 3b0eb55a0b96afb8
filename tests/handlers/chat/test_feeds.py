"""/kalender: one secret address a person, shown to them alone, kept nowhere, revoked at a press."""

import re
from dataclasses import replace
from datetime import date

from bot.acts.meetings.feeds import feed_behind
from bot.model.feed import CalendarFeed, FeedAddresses
from integrations.botapi import Message, Person
from storage import tables
from tests.handlers.chat.chatting import KEY, PUBLIC_URL, Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_joining import join

NOT_IN_GROUP = "Norr\nSkriv kommandot till mig i en privat chatt i stället."
ADDRESS = re.compile(rf"{PUBLIC_URL}/kalender/([A-Za-z0-9_-]{{22}})\.ics")


def secret_in(text: str) -> str:
    (secret,) = ADDRESS.findall(text)
    return str(secret)


def secret_of(chat: Chat, who: Person) -> str:
    return secret_in(chat.says(who, "/kalender").text)


def feed(chat: Chat, secret: str) -> CalendarFeed | None:
    with chat.memory() as store:
        return feed_behind(store, secret, now=chat.clock.now())


def stands(chat: Chat, card: Message) -> str:
    found = chat.world.history.find(chat._chat(card.chat.id), card.message_id)
    assert found
    return str(found.text)


def test_it_says_what_it_is_and_gives_an_address_that_works(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/kalender").card

    secret = secret_in(card.text)
    assert card.text == (
        "Lägg till adressen som en prenumeration i din kalender. Då finns alla dina möten där med tid och "
        "plats, och de ändras av sig själva när ett möte flyttas eller ställs in.\n\n"
        f"{PUBLIC_URL}/kalender/{secret}.ics\n\n"
        "Adressen är hemlig. Dela den inte: den som har adressen ser dina möten. Tryck på Ny adress om "
        "någon annan har sett den. Då slutar den gamla att fungera direkt."
    )
    found = feed(chat, secret)
    assert found is not None
    assert [each.title for each in found.events] == ["Norr"]


def test_it_is_the_same_however_often_it_is_asked_for_and_nobody_else_s(chat: Chat, people: People) -> None:
    first, again = secret_of(chat, people.bo), secret_of(chat, people.bo)

    assert (first == again, secret_of(chat, people.greta) == first) == (True, False)


def test_the_address_is_kept_nowhere_once_it_has_arrived(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/kalender").card
    chat.presses(people.bo, card, "Ny adress")

    kept = [chat.keeps_anywhere(secret_in(text)) for text in (card.text, stands(chat, card))]

    assert kept == [[], []]


def test_the_database_alone_does_not_make_an_address(chat: Chat, people: People) -> None:
    secret = secret_of(chat, people.bo)
    with chat.memory() as store:
        person = store.person_by_telegram(people.bo.id)
        assert person
        held = store.open_feed(person)
        assert held
        made = [FeedAddresses.at(PUBLIC_URL, token=token, button_key=KEY) for token in ("1:a", "1:b", "")]
        secrets = [each.secret(held) for each in made]

    assert [each == secret for each in secrets] == [True, False, False]


def test_a_new_address_stops_the_old_one_at_once_in_the_same_message(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/kalender").card
    old = secret_in(card.text)

    pressed = chat.presses(people.bo, card, "Ny adress")

    new = secret_in(stands(chat, card))
    assert (pressed.notice, pressed.new, new == old) == ("Ny adress", [], False)
    assert (feed(chat, old), feed(chat, new) is None) == (None, False)


def test_whoever_taps_twice_gets_one_new_address(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/kalender").card
    with chat.all_at_once():
        people.bo.presses(card, "Ny adress")
        people.bo.presses(card, "Ny adress")

    assert [row["number"] for row in chat.rows(tables.feed)] == [1, 2]
    assert feed(chat, secret_in(stands(chat, card))) is not None


def test_turned_off_none_works_and_a_new_one_can_be_had(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/kalender").card
    old = secret_in(card.text)

    off = chat.presses(people.bo, card, "Stäng av")

    assert off.texts == [
        "Adressen till din kalender är avstängd och fungerar inte längre. Ta bort prenumerationen i din "
        "kalender. Tryck på Ny adress om du vill börja igen."
    ]
    assert feed(chat, old) is None
    chat.presses(people.bo, card, "Ny adress")
    assert feed(chat, secret_in(stands(chat, card))) is not None


def test_in_a_group_it_asks_to_write_in_private(chat: Chat, people: People) -> None:
    reply = chat.says(people.bo, "/kalender@samverkansbot", people.group)

    assert reply.texts == [NOT_IN_GROUP]
    assert chat.rows(tables.feed) == []


def test_without_a_public_address_it_names_the_button_to_use_instead(chat: Chat, people: People) -> None:
    chat.me = replace(chat.me, feeds=None)

    assert chat.says(people.bo, "/kalender").text == (
        "Här finns ingen adress att prenumerera på. Skriv /moten och tryck på Lägg till i kalendern vid "
        "varje möte i stället."
    )


def test_whoever_has_left_gets_none_and_theirs_works_no_more(chat: Chat, people: People) -> None:
    secret = secret_of(chat, people.bo)
    with chat.memory() as store:
        for tenure in chat.place(store).tenures():
            if tenure.person.telegram_id == people.bo.id:
                tenure.ends = date(2026, 11, 23)

    assert feed(chat, secret) is None
    assert chat.says(people.bo, "/kalender").text == (
        "Du har ingen plats i arenan längre. Säg till sekreteraren om det är fel."
    )


def test_whoever_comes_back_after_everything_was_removed_gets_another_address(
    chat: Chat, people: People
) -> None:
    old = secret_of(chat, people.bo)
    with chat.memory() as store:
        person = store.person_by_telegram(people.bo.id)
        assert person
        store.unlink(person)
        store.flush()
        person.join(people.bo.id, chat.clock.now())

    new = secret_of(chat, people.bo)

    assert (feed(chat, old), feed(chat, new) is None) == (None, False)


def test_a_new_token_of_the_bot_makes_a_new_address_in_the_old_one_s_place(
    chat: Chat, people: People
) -> None:
    old = secret_of(chat, people.bo)
    chat.me = replace(chat.me, feeds=FeedAddresses.at(PUBLIC_URL, token="2:b", button_key=KEY))

    new = secret_of(chat, people.bo)

    assert (feed(chat, old), feed(chat, new) is None) == (None, False)


def test_a_wrong_person_who_joined_leaves_no_address_behind(chat: Chat, people: People) -> None:
    told = next(message for message in join(chat, people.stig).said if message.chat.id == people.asa.id)
    secret = secret_of(chat, people.stig)

    chat.presses(people.asa, told, "Fel person")

    assert feed(chat, secret) is None


STOPPED = "Din kalenderadress är avstängd, för någon annan kan ha sett den. Skriv /kalender för en ny."


def test_whose_account_is_given_back_hears_that_their_address_has_stopped(chat: Chat, people: People) -> None:
    join(chat, people.nils)
    secret_of(chat, people.nils)
    told = next(message for message in join(chat, people.stig).said if message.chat.id == people.asa.id)

    undone = chat.presses(people.asa, told, "Fel person")

    assert undone.to(people.nils)[0].splitlines()[2:] == [STOPPED]


def test_whoever_joins_anew_hears_that_their_address_has_stopped_until_they_have_another(
    chat: Chat, people: People
) -> None:
    told = next(message for message in join(chat, people.nils).said if message.chat.id == people.asa.id)
    secret_of(chat, people.nils)
    chat.presses(people.asa, told, "Fel person")

    welcome = join(chat, people.nils).to(people.nils)[0]
    secret_of(chat, people.nils)

    assert (welcome.splitlines().count(STOPPED), STOPPED in chat.says(people.nils, "/start").text) == (
        1,
        False,
    )


def test_whoever_turned_their_address_off_themselves_need_not_hear_it(chat: Chat, people: People) -> None:
    join(chat, people.nils)
    chat.presses(people.nils, chat.says(people.nils, "/kalender").card, "Stäng av")

    assert STOPPED not in chat.says(people.nils, "/start").text


def test_minauppgifter_tells_of_addresses_and_not_what_they_are(chat: Chat, people: People) -> None:
    secret = secret_of(chat, people.bo)
    chat.presses(people.bo, chat.says(people.bo, "/kalender").card, "Ny adress")

    (own,) = [each.document for each in chat.says(people.bo, "/minauppgifter").said if each.document]

    lines = own.content.decode("utf-8-sig").splitlines()
    at = lines.index("ADRESSER TILL DIN KALENDER")
    assert lines[at + 1 : at + 3] == [
        "– måndag 23 november 2026 kl. 10.00, avstängd",
        "– måndag 23 november 2026 kl. 10.00, fungerar",
    ]
    assert secret not in own.content.decode("utf-8-sig")
