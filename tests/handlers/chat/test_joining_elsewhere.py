"""Somebody of several arenas has one account: no arena lets another's people in by its own word (P8)."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from bot.acts.people.inviting import invite_person
from bot.acts.people.joining import join
from bot.model.person import Person as Somebody
from bot.refusals import LinkUsed
from integrations.botapi import Message, Person
from storage import tables
from storage.store import SqlStore
from tests.builders import a_seat, a_tenure
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply

GRETA, NILS, ASA = "greta.gran@example.se", "nils.nord@example.se", "åsa.öberg@example.se"
HAS_JOINED = "{arena}\n{name} har anslutit sig. Tryck Fel person om det inte stämmer."
WAITS = "{arena}\nTack! Nu ska sekreteraren bekräfta att det är du. Du får ett meddelande när det är klart."


def named(store: SqlStore, email: str) -> Somebody:
    person = store.person_by_email(email)
    assert person
    return person


def account(chat: Chat, email: str) -> int | None:
    (found,) = [row["telegram_id"] for row in chat.rows(tables.person) if row["email"] == email]
    number: int | None = found
    return number


def operators_link(chat: Chat, email: str, arena_id: str = "norr") -> str:
    with chat.memory() as store:
        place = chat.place(store, arena_id)
        person = named(store, email)
        return invite_person(store, place, person, now=chat.clock.now(), through="command line")


def confirming(chat: Chat, *arena_ids: str) -> None:
    with chat.memory() as store:
        for each in arena_ids:
            chat.place(store, each).arena.join = "confirmed"


def presses_me(chat: Chat, who: Person, secret: str) -> Reply:
    return chat.presses(who, chat.opens(who, secret).card, "Det är jag")


def invited_by_syd(chat: Chat, people: People, name: str, email: str) -> str:
    """Sara of Syd invites somebody of Norr to her meeting; the secret of the link she gets, if any."""
    card = chat.says(people.sara, f"/bjudin {name} {email} mötet").card
    chat.presses(people.sara, card, "Bjud in")
    return secret_in(card)


def secret_in(message: Message) -> str:
    found = re.search(r"start=([\w-]+)", message.text)
    return found[1] if found else ""


def asked(reply: Reply, who: Person) -> Message:
    return next(each for each in reply.said if each.chat.id == who.id and each.buttons)


def test_who_has_not_joined_is_let_in_by_their_own_arena_alone(chat: Chat, people: People) -> None:
    secret = invited_by_syd(chat, people, "Nils Nord", NILS)

    opened = presses_me(chat, people.stig, secret)

    assert (account(chat, NILS), opened.to(people.stig)) == (None, [WAITS.format(arena="Syd")])
    question = asked(opened, people.asa)
    assert question.text == (
        "Norr\nNågon har öppnat en länk för Nils Nord från en annan arena. Kontot gäller här också. "
        "Fråga Nils Nord om det stämmer, och bekräfta sedan."
    )
    assert question.buttons == [["Ja, det är Nils Nord"], ["Fel person"]]
    assert opened.to(people.sara) == []
    assert chat.says(people.stig, "/dagordning").text.startswith("Jag känner inte igen dig än.")


def test_who_is_confirmed_is_in_everywhere_and_the_inviting_arena_hears_of_it(
    chat: Chat, people: People
) -> None:
    opened = presses_me(chat, people.nils, invited_by_syd(chat, people, "Nils Nord", NILS))

    yes = chat.presses(people.asa, asked(opened, people.asa), "Ja, det är Nils Nord")

    assert account(chat, NILS) == people.nils.id
    assert yes.to(people.sara) == [HAS_JOINED.format(arena="Syd", name="Nils Nord")]
    assert [text.splitlines()[:3] for text in yes.to(people.nils)] == [
        [
            "Syd",
            "Du är adjungerad till mötet fredag 5 mars 2027 kl. 09.00.",
            "Dagordningen kommer hit fredag 26 februari 2027 kl. 08.00.",
        ],
        ["Välkommen, Nils Nord!", "", "Norr"],
    ]


def test_a_new_link_does_not_make_anybody_the_secretary_of_another_arena(chat: Chat, people: People) -> None:
    invited_by_syd(chat, people, "Åsa Öberg", ASA)
    card = chat.says(people.sara, f"/bjudin Åsa Öberg {ASA}").card
    chat.presses(people.sara, card, "Ny länk")

    opened = presses_me(chat, people.stig, secret_in(card))

    assert account(chat, ASA) == people.asa.id
    # Åsa is not asked about herself, and hears of it while it can be stopped.
    assert asked(opened, people.ulla).text.startswith("Norr\nNågon har öppnat en länk för Åsa Öberg")
    assert opened.to(people.asa) == [
        "Syd\nEtt annat konto har öppnat en länk som gäller dig. "
        "Säg till sekreteraren direkt om det inte är du."
    ]


def test_whoever_says_no_stops_it_for_all_and_the_inviting_arena_hears_of_it(
    chat: Chat, people: People
) -> None:
    opened = presses_me(chat, people.stig, invited_by_syd(chat, people, "Nils Nord", NILS))
    question = asked(opened, people.asa)

    no = chat.presses(people.asa, question, "Fel person")

    assert account(chat, NILS) is None
    assert question.text.startswith("Norr\nNils Nord är inte längre ansluten. Skicka den nya länken")
    assert no.to(people.sara) == [
        "Syd\nFel person öppnade en länk för Nils Nord, som inte är ansluten nu. "
        f"En ny länk gör sekreteraren med /bjudin {NILS}."
    ]


def test_somebody_of_both_who_changes_accounts_waits_for_the_other_arena(chat: Chat, people: People) -> None:
    presses_me(chat, people.greta, operators_link(chat, GRETA))
    made = chat.says(people.sara, f"/bjudin {GRETA}").card
    opened = presses_me(chat, people.stig, secret_in(made))
    assert account(chat, GRETA) == people.greta.id

    yes = chat.presses(people.asa, asked(opened, people.asa), "Ja, det är Greta Gran")
    told = asked(yes, people.sara)

    assert account(chat, GRETA) == people.stig.id
    undone = chat.presses(people.sara, told, "Fel person")
    assert account(chat, GRETA) == people.greta.id
    assert undone.to(people.asa) == [
        "Norr\nFel person öppnade en länk för Greta Gran. Det är ändrat, och du behöver inte göra något."
    ]


def test_the_operator_s_link_counts_everywhere_and_each_arena_hears_and_can_undo(
    chat: Chat, people: People
) -> None:
    presses_me(chat, people.greta, operators_link(chat, GRETA))
    opened = presses_me(chat, people.stig, operators_link(chat, GRETA))

    assert account(chat, GRETA) == people.stig.id
    assert opened.to(people.asa) == [HAS_JOINED.format(arena="Norr", name="Greta Gran")]
    assert opened.to(people.sara) == [HAS_JOINED.format(arena="Syd", name="Greta Gran")]
    chat.presses(people.sara, asked(opened, people.sara), "Fel person")
    assert account(chat, GRETA) == people.greta.id


def test_an_undone_joining_is_undone_once(chat: Chat, people: People) -> None:
    presses_me(chat, people.greta, operators_link(chat, GRETA))
    opened = presses_me(chat, people.stig, operators_link(chat, GRETA))
    chat.presses(people.sara, asked(opened, people.sara), "Fel person")

    again = chat.presses(people.asa, asked(opened, people.asa), "Fel person")

    assert again.notice == "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
    assert account(chat, GRETA) == people.greta.id


def test_of_two_arenas_that_confirm_both_have_to(chat: Chat, people: People) -> None:
    confirming(chat, "norr", "syd")
    opened = presses_me(chat, people.stig, operators_link(chat, GRETA))
    question = asked(opened, people.asa)

    chat.presses(people.asa, question, "Ja, det är Greta Gran")

    assert account(chat, GRETA) == people.greta.id
    assert question.text == (
        "Norr\nDu har bekräftat Greta Gran. Kontot ansluts när en annan arena också har bekräftat det."
    )
    chat.presses(people.sara, asked(opened, people.sara), "Ja, det är Greta Gran")
    assert account(chat, GRETA) == people.stig.id


def test_who_waits_in_vain_gets_in_by_the_operator_s_link(chat: Chat, people: People) -> None:
    presses_me(chat, people.stig, invited_by_syd(chat, people, "Nils Nord", NILS))

    presses_me(chat, people.nils, operators_link(chat, NILS))

    assert account(chat, NILS) == people.nils.id
    assert [row["waits_for"] for row in chat.rows(tables.invitation) if row["waits_for"]] == []


def comes_to_syd(chat: Chat, email: str) -> None:
    with chat.memory() as store:
        seat = a_seat("syd", key="ny", title="En ny plats i söder")
        store.keep(seat)
        store.keep(a_tenure(seat, named(store, email)))


def test_an_arena_that_somebody_came_to_since_is_asked_before_they_are_let_in(
    chat: Chat, people: People
) -> None:
    confirming(chat, "norr")
    opened = presses_me(chat, people.stig, operators_link(chat, NILS))
    confirming(chat, "syd")
    comes_to_syd(chat, NILS)

    yes = chat.presses(people.asa, asked(opened, people.asa), "Ja, det är Nils Nord")

    assert account(chat, NILS) is None
    chat.presses(people.sara, asked(yes, people.sara), "Ja, det är Nils Nord")
    assert account(chat, NILS) == people.stig.id


def test_an_account_that_the_other_arena_never_agreed_to_is_not_given_back(
    chat: Chat, people: People
) -> None:
    presses_me(chat, people.stig, operators_link(chat, NILS))
    comes_to_syd(chat, NILS)
    opened = presses_me(chat, people.nils, operators_link(chat, NILS))

    undone = chat.presses(people.asa, asked(opened, people.asa), "Fel person")

    assert account(chat, NILS) is None
    assert undone.to(people.sara)[0].startswith("Syd\nFel person öppnade en länk för Nils Nord, som inte är")


def test_a_button_of_an_earlier_joining_undoes_no_later_one(chat: Chat, people: People) -> None:
    first = presses_me(chat, people.stig, operators_link(chat, NILS))
    presses_me(chat, people.nils, operators_link(chat, NILS))

    chat.presses(people.asa, asked(first, people.asa), "Fel person")

    assert account(chat, NILS) == people.nils.id


def test_a_joining_that_is_undone_is_told_where_somebody_came_since(chat: Chat, people: People) -> None:
    opened = presses_me(chat, people.stig, operators_link(chat, NILS))
    comes_to_syd(chat, NILS)

    undone = chat.presses(people.asa, asked(opened, people.asa), "Fel person")

    assert undone.to(people.sara)[0].startswith("Syd\nFel person öppnade en länk för Nils Nord")
    undone_in = [row["arena_id"] for row in chat.rows(tables.history) if row["verb"] == "join undone"]
    assert undone_in == ["norr", "syd"]


def test_who_is_let_in_gets_the_papers_of_each_arena(chat: Chat, people: People) -> None:
    chat.publishes()
    comes_to_syd(chat, NILS)
    secret = invited_by_syd_again(chat, people, NILS)
    opened = presses_me(chat, people.nils, secret)

    chat.presses(people.asa, asked(opened, people.asa), "Ja, det är Nils Nord")

    files = [file.name for message in people.nils.chat().messages for file in message.documents]
    assert files == ["Preliminär dagordning Norr 2027-02-12.pdf"]


def invited_by_syd_again(chat: Chat, people: People, email: str) -> str:
    """A new link for somebody who has a place in Syd."""
    return secret_in(chat.says(people.sara, f"/bjudin {email}").card)


def test_the_history_of_each_arena_tells_who_joined(chat: Chat, people: People) -> None:
    presses_me(chat, people.stig, operators_link(chat, GRETA))

    joined = [row["arena_id"] for row in chat.rows(tables.history) if row["verb"] == "joined"]
    assert joined == ["norr", "syd"]


def test_of_two_accounts_that_press_at_once_one_is_let_in(chat: Chat, people: People) -> None:
    secret, pressed = operators_link(chat, NILS), Event()

    def press(who: Person) -> None:
        with chat.memory() as store:
            invitation = store.invitation_by_secret(secret)
            assert invitation
            join(store, invitation, who.id, now=chat.clock.now())
            pressed.set()
            # It is not committed yet when the other process looks.
            time.sleep(0.2)

    with ThreadPoolExecutor() as threads:
        first = threads.submit(press, people.nils)
        pressed.wait(timeout=10)
        second = threads.submit(press, people.stig)

    assert (first.exception(), type(second.exception())) == (None, LinkUsed)
    chat.settles()
    assert account(chat, NILS) == people.nils.id
