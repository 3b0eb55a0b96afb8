"""/koppla: how a group becomes an arena's chat, and when the bot leaves one."""

import pytest

from bot.acts.people.inviting import invite_chat
from bot.model.joining import ChatKind
from integrations.botapi import Group, Person
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

WRONG = "Koden fungerar inte. Be driftansvarig om en ny kod och skriv /koppla igen."


def a_code(chat: Chat, kind: ChatKind = ChatKind.GROUP, arena_id: str = "norr") -> str:
    with chat.memory() as store:
        return invite_chat(store, chat.place(store, arena_id), kind, now=chat.clock.now())


def a_group(chat: Chat, people: People, *, topics: bool = False) -> Group:
    members = [people.stig, people.asa, people.bo, people.pia, people.sara]
    group = chat.world.group("Nya gruppen", members=members, topics=topics)
    people.stig.adds_bot(group)
    chat.settles()
    return group


def living(chat: Chat) -> list[tuple[str, str, int, int | None]]:
    return [
        (row["arena_id"], row["kind"].value, row["chat_id"], row["thread_id"])
        for row in chat.rows(tables.chat)
        if row["lost_at"] is None
    ]


def is_here(chat: Chat, group: Group) -> bool:
    return chat.world.bot.user in group.members


def lose_the_group(chat: Chat, people: People) -> None:
    people.asa.removes_bot(people.group)
    chat.settles()


@pytest.mark.parametrize("who", ["asa", "ulla", "pia", "per"])
def test_whoever_may_bind_binds_with_the_code(chat: Chat, people: People, who: str) -> None:
    lose_the_group(chat, people)
    group = a_group(chat, people)
    binder: Person = getattr(people, who)
    if binder not in group.members:
        people.asa.adds(binder, group)
    code = a_code(chat)
    answer = chat.says(binder, f"/koppla@samverkansbot {code.lower()}", group)
    assert answer.text == (
        "Norr\nGruppen är kopplad. Här kommer dagordningar och påminnelser. "
        "Föreslå en punkt med /foresla@samverkansbot Rubrik (15 min).\n"
        "Nästa möte: fredag 12 februari 2027 kl. 13.00."
    )
    assert ("norr", "group", group.id, None) in living(chat)


def test_the_preparers_chat_is_told_how_to_prepare(chat: Chat, people: People) -> None:
    people.asa.removes_bot(people.preparers)
    chat.settles()
    group = a_group(chat, people)
    answer = chat.says(people.pia, f"/koppla@samverkansbot {a_code(chat, ChatKind.PREPARERS)}", group)
    assert answer.text.splitlines()[1] == (
        "Gruppen är kopplad. Här kommer inkomna ärenden och utkast. Skriv /beredning@samverkansbot för att "
        "avgöra ärenden och ordna dagordningen."
    )


def test_the_one_tap_link_binds_too(chat: Chat, people: People) -> None:
    lose_the_group(chat, people)
    group = chat.world.group("Ny", members=[people.asa])
    people.asa.opens_link(f"https://t.me/samverkansbot?startgroup={a_code(chat)}", group)
    assert chat.settles().to(group)[0].splitlines()[0] == "Norr"


def test_the_topic_where_it_was_bound_is_the_topic_used(chat: Chat, people: People) -> None:
    lose_the_group(chat, people)
    group = a_group(chat, people, topics=True)
    topic = group.topic("Dagordningar")
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group, thread=topic)
    assert ("norr", "group", group.id, topic) in living(chat)
    chat.says(people.bo, "/foresla Budget")
    posts = [message for message in chat.publishes().said if message.chat.id == group.id]
    assert {message.thread_id for message in posts} == {topic}


@pytest.mark.parametrize("end", ["closes", "deletes"])
def test_where_the_topic_is_no_more_the_post_stands_in_the_group(
    chat: Chat, people: People, end: str
) -> None:
    lose_the_group(chat, people)
    group = a_group(chat, people, topics=True)
    topic = group.topic("Dagordningar")
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group, thread=topic)
    chat.settles()
    getattr(group, end)(topic)

    posts = [message for message in chat.publishes().said if message.chat.id == group.id]

    assert {message.thread_id for message in posts} == {None}
    assert posts[0].text.splitlines()[0] == "Norr"


def test_the_bot_leaves_at_a_wrong_guess_without_a_word(chat: Chat, people: People) -> None:
    for who, code in ((people.stig, "A" * 26), (people.stig, a_code(chat)), (people.bo, a_code(chat))):
        group = a_group(chat, people)
        assert chat.says(who, f"/koppla@samverkansbot {code}", group).said == []
        assert not is_here(chat, group)
    assert len(living(chat)) == 3


def test_a_secretary_of_another_arena_binds_nothing_with_our_code(chat: Chat, people: People) -> None:
    group = a_group(chat, people)
    assert chat.says(people.sara, f"/koppla@samverkansbot {a_code(chat)}", group).text == WRONG
    assert len(living(chat)) == 3


def test_a_secretary_s_wrong_code_is_answered(chat: Chat, people: People) -> None:
    group = a_group(chat, people)
    for code in ("FEL", "", a_code(chat)[:-1]):
        assert chat.says(people.asa, f"/koppla@samverkansbot {code}".strip(), group).text == WRONG
    assert is_here(chat, group)


def test_a_code_is_used_once_and_lives_fourteen_days(chat: Chat, people: People) -> None:
    group, code = a_group(chat, people), a_code(chat)
    chat.passes(days=14)
    assert chat.says(people.asa, f"/koppla@samverkansbot {code}", group).text == WRONG
    older, newer = a_code(chat), a_code(chat)
    assert chat.says(people.asa, f"/koppla@samverkansbot {older}", group).text == WRONG
    chat.says(people.asa, f"/koppla@samverkansbot {newer}", group)
    assert ("norr", "group", group.id, None) in living(chat)
    another = a_group(chat, people)
    assert chat.says(people.asa, f"/koppla@samverkansbot {newer}", another).text == WRONG


def test_an_unbound_group_is_left_after_fifteen_minutes(chat: Chat, people: People) -> None:
    group = a_group(chat, people)
    chat.passes(minutes=14, seconds=59)
    assert chat.strikes().said == []
    assert is_here(chat, group)
    chat.passes(seconds=1)
    assert chat.strikes().said == []
    assert not is_here(chat, group)


def test_a_bound_group_is_not_left(chat: Chat, people: People) -> None:
    group = a_group(chat, people)
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group)
    chat.passes(minutes=20)
    chat.strikes()
    assert is_here(chat, group)


def test_rebinding_moves_the_arena_and_the_old_group_is_left(chat: Chat, people: People) -> None:
    group = a_group(chat, people)
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group)
    assert [row[2] for row in living(chat) if row[:2] == ("norr", "group")] == [group.id]
    assert chat.says(people.bo, "/foresla@samverkansbot Budget", people.group).said == []
    chat.passes(minutes=15)
    chat.strikes()
    assert not is_here(chat, people.group)


def test_nothing_is_answered_below_old_cards_of_a_group_that_is_none_any_more(
    chat: Chat, people: People
) -> None:
    card = chat.says(people.bo, "/foresla@samverkansbot Budget", people.group).card
    group = a_group(chat, people)
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group)
    before = chat.kept()
    assert chat.sends(people.bo, "Budget.pdf", where=people.group, reply_to=card).said == []
    assert chat.kept() == before


def test_the_same_group_moves_to_another_topic(chat: Chat, people: People) -> None:
    group = a_group(chat, people, topics=True)
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group)
    topic = group.topic("Dagordningar")
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group, thread=topic)
    assert [row for row in living(chat) if row[:2] == ("norr", "group")] == [
        ("norr", "group", group.id, topic)
    ]
    chat.passes(minutes=20)
    chat.strikes()
    assert is_here(chat, group)


def test_a_bound_group_is_not_bound_to_something_else(chat: Chat, people: People) -> None:
    bound = "Norr\nGruppen är redan kopplad. Skriv /hjalp för att se vad jag kan göra här."
    before = living(chat)
    for code in (a_code(chat, ChatKind.PREPARERS), a_code(chat, arena_id="syd"), "FEL"):
        assert chat.says(people.asa, f"/koppla@samverkansbot {code}", people.group).text == bound
    assert chat.says(people.stig, "/koppla@samverkansbot FEL", people.group).said == []
    assert (
        chat.says(people.sara, f"/koppla@samverkansbot {a_code(chat, arena_id='syd')}", people.group).said
        == []
    )
    assert (living(chat), is_here(chat, people.group)) == (before, True)


def test_koppla_in_private_says_where_it_belongs(chat: Chat, people: People) -> None:
    assert chat.says(people.asa, "/koppla KOD").text == "Skriv kommandot i gruppen som ska kopplas."


def test_the_group_that_throws_the_bot_out_is_lost_and_the_secretary_told(chat: Chat, people: People) -> None:
    people.bo.removes_bot(people.group)
    assert chat.settles().to(people.asa) == [
        "Norr\nJag är borttagen ur arenans grupp. "
        "Utskick går privat till var och en tills en ny grupp är kopplad."
    ]


def test_a_group_that_becomes_a_supergroup_stays_bound(chat: Chat, people: People) -> None:
    people.group.migrate()
    chat.settles()
    assert ("norr", "group", people.group.id, None) in living(chat)
    answer = chat.says(people.bo, "/foresla@samverkansbot Budget", people.group)
    assert answer.to(people.group)[0].splitlines()[1] == "Ärende 1, Budget, är inkommet."
