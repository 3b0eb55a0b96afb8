"""Somebody who has joined already comes to another arena: it hears so, and can undo the account (P8)."""

from bot.acts.arenas.succession import succeed
from bot.acts.desk import Desk
from integrations.botapi import Person
from storage import tables
from tests.builders import NOW, TODAY, a_joined_person, a_seat, an_invitation
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_joining_elsewhere import (
    account,
    asked,
    comes_to_syd,
    invited_by_syd,
    named,
    operators_link,
    presses_me,
)

BO, SARA, NILS = "bo.berg@example.se", "sara.syd@example.se", "nils.nord@example.se"
KNOWN = (
    "Syd\nFråga dem här nedan om de själva har anslutit sig. Kontona kom in genom en annan arena, och gäller "
    "här också. Säger någon nej, be den som driver boten om en ny länk."
)
BO_HERE = f"Bo Berg, {BO}"


def heard_a_minute_later(chat: Chat, who: Person) -> list[str]:
    chat.passes(minutes=2)
    chat.strikes()
    return [text for text in chat.heard(who) if text.startswith(KNOWN)]


def replaces_david(chat: Chat, people: People, name: str, email: str) -> None:
    card = chat.says(people.sara, f"/ersattare för David: {name} {email} 2026-12-01").card
    chat.presses(people.sara, card, "Registrera")


def test_whoever_is_invited_from_another_arena_is_told_of_once(chat: Chat, people: People) -> None:
    invited_by_syd(chat, people, "Bo Berg", BO)

    assert heard_a_minute_later(chat, people.sara) == [f"{KNOWN}\n{BO_HERE}"]
    replaces_david(chat, people, "Bo Berg", BO)
    assert heard_a_minute_later(chat, people.sara) == [f"{KNOWN}\n{BO_HERE}"]
    assert heard_a_minute_later(chat, people.asa) == []


def test_whoever_takes_over_a_seat_is_told_of(chat: Chat, people: People) -> None:
    replaces_david(chat, people, "Bo Berg", BO)

    assert heard_a_minute_later(chat, people.sara) == [f"{KNOWN}\n{BO_HERE}"]


def test_several_of_one_minute_are_one_message(chat: Chat, people: People) -> None:
    replaces_david(chat, people, "Bo Berg", BO)
    invited_by_syd(chat, people, "Pia Palm", "pia.palm@example.se")

    assert heard_a_minute_later(chat, people.sara) == [f"{KNOWN}\n{BO_HERE}\nPia Palm, pia.palm@example.se"]


def test_whoever_has_not_joined_is_not_told_of(chat: Chat, people: People) -> None:
    invited_by_syd(chat, people, "Nils Nord", NILS)

    assert heard_a_minute_later(chat, people.sara) == []


def test_a_secretary_who_joins_hears_of_those_nobody_was_told_of(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        named(store, SARA).unjoin()
        david = named(store, "david.dahl@example.se")
        store.keep(an_invitation(arena_id="syd", person=david, used_at=NOW))
    comes_to_syd(chat, BO)

    presses_me(chat, people.sara, operators_link(chat, SARA, "syd"))

    (told,) = heard_a_minute_later(chat, people.sara)
    assert told.splitlines()[2:] == [BO_HERE, "Greta Gran, greta.gran@example.se"]


def test_an_account_that_an_arena_was_told_of_is_given_back(chat: Chat, people: People) -> None:
    """Whoever is told and says nothing has agreed, as with those who join by its own links."""
    presses_me(chat, people.bo, operators_link(chat, BO))
    replaces_david(chat, people, "Bo Berg", BO)
    opened = presses_me(chat, people.stig, operators_link(chat, BO))
    assert account(chat, BO) == people.stig.id

    told = next(each for each in opened.said if each.chat.id == people.sara.id and each.buttons)
    chat.presses(people.sara, told, "Fel person")

    assert account(chat, BO) == people.bo.id


def test_who_waits_for_an_arena_where_nobody_can_be_asked_reads_what_helps(
    chat: Chat, people: People
) -> None:
    with chat.memory() as store:
        for email in ("åsa.öberg@example.se", "ulla.ulv@example.se", "pia.palm@example.se"):
            named(store, email).unjoin()
        named(store, "per.persson@example.se").unjoin()

    opened = presses_me(chat, people.nils, invited_by_syd(chat, people, "Nils Nord", NILS))

    assert opened.to(people.nils) == [
        "Syd\nBe den som driver boten om en länk, om du inte kan vänta. Det ska bekräftas att det är du, "
        "men i en av dina arenor kan ingen göra det än."
    ]
    presses_me(chat, people.nils, operators_link(chat, NILS))
    assert account(chat, NILS) == people.nils.id


def test_an_account_that_became_somebody_else_is_not_confirmed(chat: Chat, people: People) -> None:
    opened = presses_me(chat, people.stig, invited_by_syd(chat, people, "Nils Nord", NILS))
    question = next(each for each in opened.said if each.chat.id == people.asa.id and each.buttons)
    stig = _joins_as_somebody_else(chat, people.stig)

    said = chat.presses(people.asa, question, "Ja, det är Nils Nord")

    assert said.notice == (
        f"Kontot som väntade hör till någon annan nu. En ny länk gör sekreteraren med /bjudin {NILS}."
    )
    assert account(chat, NILS) is None
    chat.presses(people.asa, question, "Fel person")
    assert question.text.startswith("Norr\nNils Nord är inte längre ansluten. Skicka den nya länken")
    assert account(chat, stig) == people.stig.id


def _joins_as_somebody_else(chat: Chat, who: Person) -> str:
    email = "stig.strand@example.se"
    with chat.memory() as store:
        store.keep(a_joined_person("Stig Strand", who.id))
    return email


def test_nobody_is_told_of_who_is_known_by_a_link_of_the_arena_s_own(chat: Chat, people: People) -> None:
    presses_me(chat, people.greta, operators_link(chat, "greta.gran@example.se", "syd"))

    replaces_david(chat, people, "Greta Gran", "greta.gran@example.se")

    assert heard_a_minute_later(chat, people.sara) == []
    assert {row["verb"] for row in chat.rows(tables.history)} >= {"joined"}


def test_an_account_that_was_given_back_is_nothing_new(chat: Chat, people: People) -> None:
    for who in (people.bo, people.stig):
        opened = presses_me(chat, who, operators_link(chat, BO))
    chat.presses(people.asa, asked(opened, people.asa), "Fel person")
    assert account(chat, BO) == people.bo.id

    with chat.memory() as store:
        assert named(store, BO).id in chat.place(store).acquainted()


def test_an_arena_in_which_somebody_is_nobody_any_more_undoes_no_account(chat: Chat, people: People) -> None:
    card = chat.says(people.sara, f"/bjudin Bo Berg {BO} mötet").card
    chat.presses(people.sara, card, "Bjud in")
    opened = presses_me(chat, people.stig, operators_link(chat, BO))
    told = asked(opened, people.sara)
    chat.presses(people.sara, card, "Ångra")

    undone = chat.presses(people.sara, told, "Fel person")

    assert undone.notice == "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
    assert account(chat, BO) == people.stig.id


def test_an_arena_that_takes_over_knows_whom_the_old_one_knew(chat: Chat, people: People) -> None:
    presses_me(chat, people.bo, operators_link(chat, BO))
    with chat.memory() as store:
        old, new = (
            Desk(store=store, place=chat.place(store, each), now=chat.clock.now(), through="command line")
            for each in ("norr", "syd")
        )
        store.keep(a_seat("syd", key="bo", title="Bos plats"))
        store.flush()
        succeed(old, new, TODAY)

        assert new.place.acquainted() == {named(store, BO).id}
    chat.settles()
