"""A welcome names arenas: between its promise and its sending somebody may have lost one of them."""

from bot.acts.desk import Desk
from bot.acts.people.welcoming import welcome
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


def ends_at_once(chat: Chat, who: str, arena_id: str = "norr") -> None:
    with chat.memory() as store:
        for tenure in chat.place(store, arena_id).tenures():
            if tenure.person.name == who:
                tenure.ends = tenure.begins


def promised(chat: Chat, account: int) -> None:
    """Somebody else let them in; nothing is sent yet."""
    with chat.memory() as store:
        person = store.person_by_telegram(account)
        assert person
        desk = Desk(store=store, place=chat.place(store), now=chat.clock.now(), through="chat")
        welcome(desk, person, key="confirmed:1", papers="confirmed:1")


def test_whoever_was_to_come_and_does_not_is_not_welcome(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        for tenure in chat.place(store).tenures():
            if tenure.person.name == "Bo Berg":
                tenure.begins = tenure.begins.replace(year=2027)
    promised(chat, people.bo.id)

    ends_at_once(chat, "Bo Berg")

    assert chat.settles().to(people.bo) == []


def test_of_two_arenas_the_one_that_is_left_is_told_of_anew(chat: Chat, people: People) -> None:
    promised(chat, people.greta.id)

    ends_at_once(chat, "Greta Gran", "syd")

    withheld, (said,) = (chat.settles().to(people.greta) for _ in range(2))
    assert (withheld, [line for line in said.splitlines() if line in ("Norr", "Syd")]) == ([], ["Norr"])


def test_the_answer_to_start_is_looked_at_in_the_same_way(chat: Chat, people: People) -> None:
    people.greta.writes("/start")
    chat._hear()

    ends_at_once(chat, "Greta Gran", "syd")

    withheld, (said,) = (chat.settles().to(people.greta) for _ in range(2))
    assert (withheld, [line for line in said.splitlines() if line in ("Norr", "Syd")]) == ([], ["Norr"])


def test_whose_account_it_is_no_more_is_told_nothing(chat: Chat, people: People) -> None:
    people.greta.writes("/moten")
    chat._hear()

    with chat.memory() as store:
        greta = store.person_by_telegram(people.greta.id)
        assert greta
        greta.unjoin()

    assert chat.settles().to(people.greta) == []


def test_which_arena_is_not_asked_in_the_name_of_one_that_is_lost(chat: Chat, people: People) -> None:
    people.greta.writes("/moten")
    chat._hear()

    ends_at_once(chat, "Greta Gran", "syd")

    assert chat.settles().to(people.greta) == []
