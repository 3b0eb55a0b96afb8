"""Doors that close and open again: another account, a group that has the bot back."""

from bot.acts.people.inviting import invite_chat
from bot.model.joining import ChatKind
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import link_in


def makes_link(chat: Chat, people: People) -> str:
    """Åsa makes Bo a new link."""
    return link_in(chat.says(people.asa, "/bjudin Bo Berg bo.berg@example.se").text)


def test_with_a_new_link_another_account_is_the_person_and_the_old_one_nobody(
    chat: Chat, people: People
) -> None:
    other = chat.world.person("Bo Berg")

    joined = chat.presses(other, chat.opens(other, makes_link(chat, people)).card, "Det är jag")

    assert joined.to(other)[0].startswith("Välkommen, Bo Berg!")
    assert joined.to(people.asa) == ["Norr\nBo Berg har anslutit sig. Tryck Fel person om det inte stämmer."]
    assert chat.says(people.bo, "/mina").text.startswith("Jag känner inte igen dig än.")
    assert chat.says(other, "/mina").text.startswith("Norr\n")


def test_a_group_that_lets_the_bot_in_again_is_bound_anew_or_left(chat: Chat, people: People) -> None:
    people.asa.removes_bot(people.group)
    chat.settles()
    people.asa.adds_bot(people.group)
    silent = chat.settles().said
    with chat.memory() as store:
        code = invite_chat(store, chat.place(store), ChatKind.GROUP, now=chat.clock.now())

    bound = chat.says(people.asa, f"/koppla@samverkansbot {code}", people.group)
    chat.passes(minutes=16)
    chat.strikes()

    assert silent == []
    assert bound.text.splitlines()[1].startswith("Gruppen är kopplad.")
    assert chat.world.bot.user in people.group.members
