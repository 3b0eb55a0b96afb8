"""Who is in the group: asked anew where it may have changed unheard, so that nobody waits there in vain."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from handlers.chat.membership import Membership
from integrations.botapi import Person
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_binding import a_code

AGENDA = "Dagordning"


@pytest.fixture
def membership(chat: Chat) -> Membership:
    return Membership(chat.bot, chat.database, chat.clock)


def looks(chat: Chat, membership: Membership) -> None:
    """As often as it takes to know of everybody."""
    for _ in range(3):
        chat._run(membership.look())


def is_in(chat: Chat, who: Person) -> list[bool]:
    return [row["is_in"] for row in chat.rows(tables.presence) if row["telegram_id"] == who.id]


def get_the_agenda_privately(chat: Chat, *people: Person) -> list[bool]:
    published = chat.publishes()
    return [any(AGENDA in text for text in published.to(who)) for who in people]


def goes_unheard(chat: Chat, people: People, who: Person) -> None:
    """While the bot is out of the group, or away, nobody tells it."""
    people.group.leaves(who)
    chat.world.bot.queue.clear()


@pytest.mark.parametrize("is_the_same", [True, False], ids=["the same group", "one where they never were"])
def test_whoever_left_while_the_group_was_lost_gets_the_agenda_privately(
    chat: Chat, people: People, membership: Membership, is_the_same: bool
) -> None:
    looks(chat, membership)
    people.asa.removes_bot(people.group)
    chat.settles()
    goes_unheard(chat, people, people.bo)
    members = [people.asa, people.greta]
    group = people.group if is_the_same else chat.world.group("Nya", members=members)
    people.asa.adds_bot(group)
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group)

    looks(chat, membership)

    assert get_the_agenda_privately(chat, people.bo, people.greta) == [True, False]


def test_what_was_known_of_a_lost_group_is_forgotten(
    chat: Chat, people: People, membership: Membership
) -> None:
    looks(chat, membership)
    before = is_in(chat, people.pia)

    people.asa.removes_bot(people.group)
    chat.settles()

    assert (before, is_in(chat, people.pia)) == ([True], [])


def test_what_was_noted_of_a_group_before_it_was_bound_is_asked_for(
    chat: Chat, people: People, membership: Membership
) -> None:
    group = chat.world.group("Nya", members=[people.asa, people.bo])
    people.asa.adds_bot(group)
    chat.says(people.bo, "/hjalp@samverkansbot", group)
    people.asa.removes_bot(group)
    group.leaves(people.bo)
    people.asa.adds_bot(group)
    chat.world.bot.queue.clear()
    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", group)

    looks(chat, membership)

    assert get_the_agenda_privately(chat, people.bo) == [True]


def test_a_topic_of_the_same_group_changes_nothing_of_what_is_known(
    chat: Chat, people: People, membership: Membership
) -> None:
    looks(chat, membership)

    chat.says(people.asa, f"/koppla@samverkansbot {a_code(chat)}", people.group)

    assert is_in(chat, people.pia) == [True]


def test_the_day_before_an_agenda_those_in_the_group_are_asked_for_again_once(
    chat: Chat, people: People, membership: Membership
) -> None:
    chat.plans()
    looks(chat, membership)
    goes_unheard(chat, people, people.bo)
    asked = len(chat.world.ledger.calls("getChatMember"))
    long_before = (is_in(chat, people.bo), asked)
    with chat.database.session() as session:
        due = tables.deadline.c.kind == "agenda"
        tomorrow = chat.clock.now() + timedelta(hours=23)
        session.execute(update(tables.deadline).where(due).values(due_at=tomorrow))

    looks(chat, membership)
    once = len(chat.world.ledger.calls("getChatMember"))
    looks(chat, membership)

    assert long_before == ([True], asked)
    assert is_in(chat, people.bo) == [False]
    assert len(chat.world.ledger.calls("getChatMember")) == once > asked
    assert get_the_agenda_privately(chat, people.bo) == [True]


def restricted(chat: Chat, people: People, who: Person | Any, *, is_member: bool) -> dict[str, Any]:
    may = dict.fromkeys(
        (
            "can_change_info", "can_invite_users", "can_pin_messages", "can_send_messages", "can_send_polls",
            "can_send_other_messages", "can_add_web_page_previews", "can_manage_topics", "can_send_audios",
            "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
            "can_send_voice_notes", "can_edit_tag", "can_react_to_messages",
        ),
        False,
    )  # fmt: skip
    user = {"user": who.to_json(), "status": "member"}
    return {
        "chat": people.group.chat.to_json(),
        "from": people.asa.to_json(),
        "date": int(chat.world.now().timestamp()),
        "old_chat_member": user,
        "new_chat_member": user | {"status": "restricted", "is_member": is_member, "until_date": 0} | may,
    }


@pytest.mark.parametrize("is_member", [True, False])
def test_whoever_is_restricted_is_in_the_group_or_has_left_it(
    chat: Chat, people: People, membership: Membership, is_member: bool
) -> None:
    looks(chat, membership)
    chat.world.bot.queue.allow(["message", "my_chat_member", "chat_member"])

    chat.happens("chat_member", restricted(chat, people, people.bo, is_member=is_member))

    assert is_in(chat, people.bo) == [is_member]
    assert get_the_agenda_privately(chat, people.bo) == [not is_member]


@pytest.mark.parametrize("is_member", [True, False])
def test_a_bot_that_is_restricted_is_in_the_group_or_has_lost_it(
    chat: Chat, people: People, is_member: bool
) -> None:
    bot = chat.world.bot.user

    chat.happens("my_chat_member", restricted(chat, people, bot, is_member=is_member))

    lost = [row["lost_at"] is not None for row in chat.rows(tables.chat) if row["chat_id"] == people.group.id]
    assert lost == [not is_member]
