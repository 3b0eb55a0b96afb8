"""Whoever is out of the group is not asked about any more."""

import pytest

from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import LINE, registered

STILL_THERE = "Bo Berg har ingen plats här längre men är kvar i gruppen"


def leaves_today(chat: Chat, people: People) -> None:
    """Bo's seat passes in the middle of the day, so that the secretary is asked the next morning."""
    for where in (people.group, people.preparers):
        if people.bo in where.members:
            chat.says(people.bo, "/moten@samverkansbot", where)
    registered(chat, people, LINE.replace("2026-12-01", "2026-11-23"))
    chat.strikes()


@pytest.mark.parametrize("is_removed", [True, False])
def test_whoever_is_out_of_the_group_by_the_morning_is_not_said_to_be_in_it(
    chat: Chat, people: People, is_removed: bool
) -> None:
    leaves_today(chat, people)
    if is_removed:
        people.group.removes(people.bo)
        chat.settles()

    chat.passes(days=1)
    morning = "\n".join(chat.strikes().to(people.asa))

    assert (STILL_THERE in morning) is not is_removed


def test_leaving_another_group_is_no_answer(chat: Chat, people: People) -> None:
    people.preparers.adds(people.bo)
    leaves_today(chat, people)
    people.preparers.removes(people.bo)
    chat.settles()

    chat.passes(days=1)

    assert STILL_THERE in "\n".join(chat.strikes().to(people.asa))
