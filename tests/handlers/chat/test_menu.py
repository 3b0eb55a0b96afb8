"""Telegram's menus follow the roles, and are told only when they change."""

import pytest

from handlers.rounds import menus
from handlers.rounds.menus import Menus
from integrations.botapi import Person
from tests.builders import a_co_option
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

LEADING = {"boka", "bjudin", "protokoll"}
PREPARING = {"beredning", "skicka", "utskick"}


@pytest.fixture
def menu(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Menus:
    monkeypatch.setattr(menus, "PAUSE", 0)
    return started(chat)


def started(chat: Chat) -> Menus:
    return Menus(chat.bot, chat.database, chat.clock, bot_id=chat.me.bot_id)


def shown(chat: Chat, scope: str) -> set[str]:
    return {each["command"] for each in chat.world.bot.commands.get((scope, ""), [])}


def goes_round(chat: Chat, menu: Menus) -> list[str]:
    before = len(chat.world.ledger.calls())
    chat._run(menu.do_next())
    return [call.method for call in chat.world.ledger.accepted(after=before)]


def ends_role(chat: Chat, person: Person) -> None:
    with chat.memory() as store:
        for role in chat.place(store).roles():
            if role.person and role.person.telegram_id == person.id:
                role.ends = chat.clock.now().date()


def test_outsiders_see_how_to_get_help_members_what_needs_no_role_and_others_what_theirs_gives(
    chat: Chat, people: People, menu: Menus
) -> None:
    goes_round(chat, menu)

    private = shown(chat, f"chat_id={people.bo.id} type=chat")
    assert shown(chat, "type=all_private_chats") == {"hjalp", "avbryt"}
    assert private & (LEADING | PREPARING) == set()
    assert {"foresla", "mina", "attgora", "ersattare"} <= private
    assert shown(chat, f"chat_id={people.per.id} type=chat") == private | PREPARING
    assert shown(chat, f"chat_id={people.asa.id} type=chat") == private | PREPARING | LEADING
    assert shown(chat, f"chat_id={people.dan.id} type=chat") == private
    assert shown(chat, f"chat_id={people.nils.id} type=chat") == set()
    assert shown(chat, f"chat_id={people.preparers.id} type=chat") == (
        shown(chat, "type=all_group_chats") | {"beredning", "skicka", "boka"}
    )


def test_whoever_is_co_opted_sees_what_they_may(chat: Chat, people: People, menu: Menus) -> None:
    with chat.memory() as store:
        asa, david, frida = (
            store.person_by_telegram(who.id) for who in (people.asa, people.david, people.frida)
        )
        assert asa
        assert david
        assert frida
        for guest in (david, frida):
            store.keep(a_co_option(guest, asa, meeting=chat.place(store).meetings()[0]))

    goes_round(chat, menu)

    assert shown(chat, f"chat_id={people.frida.id} type=chat") == {
        "attgora", "dagordning", "moten", "kalender", "minauppgifter", "hjalp", "avbryt",
    }  # fmt: skip
    # David is a preparer elsewhere.
    assert "foresla" in shown(chat, f"chat_id={people.david.id} type=chat")


def test_a_role_that_ends_takes_its_menu_with_it_and_nothing_else_is_told(
    chat: Chat, people: People, menu: Menus
) -> None:
    goes_round(chat, menu)
    again = goes_round(chat, menu)
    ends_role(chat, people.per)

    calls = goes_round(chat, menu)

    assert (again, calls) == ([], ["deleteMyCommands"])
    assert shown(chat, f"chat_id={people.per.id} type=chat") == set()


def test_a_seat_that_ends_takes_its_menu_with_it(chat: Chat, people: People, menu: Menus) -> None:
    goes_round(chat, menu)
    with chat.memory() as store:
        for tenure in chat.place(store).tenures():
            if tenure.person.telegram_id == people.bo.id:
                tenure.ends = chat.clock.now().date()

    assert goes_round(chat, menu) == ["deleteMyCommands"]


def test_a_role_that_ended_while_the_bot_was_off_takes_its_menu_with_it(
    chat: Chat, people: People, menu: Menus
) -> None:
    goes_round(chat, menu)
    ends_role(chat, people.per)

    later = goes_round(chat, started(chat))

    assert later.count("deleteMyCommands") == 1
    assert shown(chat, f"chat_id={people.per.id} type=chat") == set()
    assert goes_round(chat, started(chat)).count("deleteMyCommands") == 0


def test_the_roles_and_the_chat_of_an_arena_that_has_ended_have_no_menu(
    chat: Chat, people: People, menu: Menus
) -> None:
    with chat.memory() as store:
        asa, frida = (store.person_by_telegram(who.id) for who in (people.asa, people.frida))
        assert asa
        assert frida
        store.keep(a_co_option(frida, asa, meeting=chat.place(store).meetings()[0]))
    goes_round(chat, menu)
    with chat.memory() as store:
        chat.place(store).arena.ends = chat.clock.now().date()

    goes_round(chat, menu)

    for where in (people.asa.id, people.pia.id, people.frida.id, people.preparers.id):
        assert shown(chat, f"chat_id={where} type=chat") == set()
    assert shown(chat, f"chat_id={people.sara.id} type=chat") >= LEADING


def test_a_bot_that_is_started_anew_tells_telegram_nothing_twice(
    chat: Chat, people: People, menu: Menus
) -> None:
    goes_round(chat, menu)

    assert goes_round(chat, started(chat)) == []
