"""The group is not the list of members: the secretary hears of those whom the roster does not know."""

import pytest

from handlers.chat.membership import Membership
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


@pytest.fixture
def membership(chat: Chat) -> Membership:
    return Membership(chat.bot, chat.database, chat.clock)


def looks(chat: Chat, membership: Membership) -> list[str]:
    """First at whom it does not know, then at how many there are; what is noted of it for the morning."""
    for _ in range(2):
        chat._run(membership.look())
    noted = [row["text"] for row in chat.rows(tables.notice) if row["arena_id"] == "norr"]
    return [text for text in noted if "Gruppen har" in text]


def test_the_secretary_hears_in_the_morning_how_many_are_in_the_group_and_not_in_the_arena(
    chat: Chat, people: People, membership: Membership
) -> None:
    # David, Sara and Stig are of no seat here; Nils has one and has not joined.
    noted = looks(chat, membership)
    chat.passes(hours=23)
    (morning,) = chat.strikes().to(people.asa)

    assert noted == [
        "Gruppen har minst 3 medlemmar som inte är med i arenan. "
        "Se efter vilka som är i gruppen, och ta bort dem som inte hör dit."
    ]
    assert noted[0] in morning


def test_each_number_is_told_once_and_a_larger_one_anew(
    chat: Chat, people: People, membership: Membership
) -> None:
    looks(chat, membership)
    chat.passes(days=1)
    same = looks(chat, membership)
    people.group.adds(chat.world.person("Okänd"))
    chat.passes(days=1)

    more = looks(chat, membership)

    assert [text[:26] for text in (*same, *more)] == [
        "Gruppen har minst 3 medlem", "Gruppen har minst 3 medlem", "Gruppen har minst 4 medlem"
    ]  # fmt: skip


def test_a_group_of_those_who_belong_there_is_nothing_to_tell(
    chat: Chat, people: People, membership: Membership
) -> None:
    for who in (people.david, people.sara, people.stig):
        people.group.leaves(who)
    chat.settles()

    assert looks(chat, membership) == []
