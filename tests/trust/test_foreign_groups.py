"""The bot is added to groups that are no arena's: it tells nothing there, does nothing, and leaves."""

from collections.abc import Callable

from integrations.botapi import Group, Person
from storage import tables
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_two_arenas import everything_pressed, heard_in, type_everything

# Below it stands each button that somebody presses; to service messages there are no words.
CARD = "Ett kort"


def a_group(chat: Chat, adder: Person, *members: Person) -> Group:
    group = chat.world.group("Fikat", members=[adder, *members])
    adder.adds_bot(group)
    chat.settles()
    return group


def everything_is_tried(chat: Chat, who: Person, group: Group) -> None:
    """Every command, and every genuine button of Norr."""
    type_everything(chat, who, group)
    with chat.all_at_once():
        for button in everything_pressed(chat, "norr", None):
            chat.presses_genuine(who, button, group)


def heard_by_the_bot(chat: Chat) -> int:
    return len([row for row in chat.rows(tables.inbox) if row["state"] != "ignored"])


@on_sqlite
def test_nothing_is_told_or_done_there_and_it_is_left(
    chat: Chat, people: People, at_length: bool, figure: Callable[..., None]
) -> None:
    chat.says(people.bo, "/foresla Lokaler")
    others = (people.frida, people.david, people.bo) if at_length else ()
    adders = (people.stig, people.asa, *others)
    groups = [a_group(chat, adder, people.stig, people.asa) for adder in adders]
    before, heard = chat.kept(), heard_by_the_bot(chat)
    for group, adder in zip(groups, adders, strict=True):
        for who in {adder.id: adder, people.stig.id: people.stig}.values():
            everything_is_tried(chat, who, group)
    after, tried = chat.kept(), heard_by_the_bot(chat) - heard
    chat.passes(minutes=15)
    chat.strikes()

    told = [words for words in heard_in(chat, *groups) if words not in (CARD, "")]
    left = [group for group in groups if chat.world.bot.user not in group.members]
    figure("P8", "in foreign groups", groups=len(groups), tried=tried, told=len(told), left=len(left))
    assert tried > 500
    assert told == []
    assert after == before
    assert left == groups
