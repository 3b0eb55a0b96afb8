"""Who is co-opted when an arena is to end, ends another day, passes on and comes back, told once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.acts.arenas.loaded_end import follow_end
from bot.acts.arenas.succession import announce_end, plan_succession, succeed
from bot.acts.arenas.succession_told import tell_of_end
from bot.acts.arenas.succession_undone import undo_succession
from bot.acts.people.co_opted import tell_of_co_option
from handlers.chat.membership import Membership
from integrations.botapi import Person
from tests.builders import a_co_option, a_joined_person, a_meeting, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_succession import LAST_DAY_AND_ONE, desks, tahsu

LOOK = "Skriv /moten för att se vad du är inbjuden till."
FEBRUARY, MAY = "fredag 12 februari 2027 kl. 13.00", "onsdag 12 maj 2027 kl. 13.00"
OFF = f"Norr\nMötet {{}} är inställt.\n{LOOK}"
ON = f"Norr\nMötet {{}} blir av.\n{{}}{LOOK}"


def guest(chat: Chat, name: str, *, meeting: int | None = None, item: str | None = None) -> Person:
    """Somebody who is invited to the first or second meeting, or to an item that waits."""
    telephone = chat.world.person(name)
    chat.world.bot.started_by.add(telephone.id)
    with chat.memory() as store:
        place, somebody = chat.place(store), a_joined_person(name, telephone.id)
        asa = next(role.person for role in place.roles() if role.person and role.person.name == "Åsa Öberg")
        store.keep(somebody)
        store.flush()
        if item:
            waiting = an_item(asa, item)
            store.keep(waiting)
            store.flush()
            store.keep(a_co_option(somebody, asa, item=waiting))
        else:
            store.keep(a_co_option(somebody, asa, meeting=place.meetings()[meeting or 0]))
    return telephone


@pytest.fixture
def mona(chat: Chat, people: People) -> Person:
    """She is invited to the meeting in February; there is one in May too."""
    tahsu(chat)
    with chat.memory() as store:
        starts = datetime(2027, 5, 12, 13)  # noqa: DTZ001 (a meeting starts at a wall time)
        store.keep(a_meeting(chat.place(store).arena, key="2027-2", starts=starts))
    return guest(chat, "Mona Moberg", meeting=0)


def ends_by_file(chat: Chat, before: date | None, ends: date | None) -> None:
    with desks(chat) as (old, _new):
        old.place.arena.ends, old.place.arena.succeeded_by = ends, "tahsu" if ends else None
        follow_end(old, before)
    chat.clock.at += timedelta(minutes=1)


def ends_by_hand(chat: Chat, _before: date | None, ends: date | None) -> None:
    assert ends
    with desks(chat) as (old, new):
        passing = plan_succession(old, new, ends)
        tell_of_end(old, passing.left_meetings, announce_end(old, new, ends))
    chat.clock.at += timedelta(minutes=1)


@pytest.mark.parametrize("ending", [ends_by_file, ends_by_hand])
def test_an_end_that_is_moved_is_told_of_where_it_makes_a_difference(
    chat: Chat, people: People, mona: Person, ending: Callable[[Chat, date | None, date | None], None]
) -> None:
    maja = guest(chat, "Maja Maj", meeting=1)
    heard, group = list[tuple[list[str], list[str]]](), list[str]()
    days = [None, date(2027, 2, 1), date(2027, 2, 8), date(2027, 3, 1), date(2027, 2, 1)]
    for before, ends in pairwise(days):
        ending(chat, before, ends)
        told = chat.settles()
        heard.append((told.to(mona), told.to(maja)))
        group += told.to(people.group)

    off, on = OFF.format(FEBRUARY), ON.format(FEBRUARY, "Plats: Regionens hus\n")
    assert heard == [([off], [OFF.format(MAY)]), ([], []), ([on], []), ([off], [])]
    assert group[2].splitlines()[2:] == [
        "Det här blir inte av:", f"Mötet {MAY}", "Det här blir av som planerat:", f"Mötet {FEBRUARY}"
    ]  # fmt: skip


def test_an_end_of_which_nobody_had_heard_is_taken_back_without_a_word_to_guests(
    chat: Chat, people: People, mona: Person
) -> None:
    ends_by_file(chat, date(2027, 2, 1), None)

    assert chat.settles().to(mona) == []


def test_on_the_day_only_what_nobody_had_heard_is_told(chat: Chat, people: People, mona: Person) -> None:
    ends_by_file(chat, None, date(2027, 2, 1))
    chat.settles()
    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)

    assert chat.settles().to(mona) == []


def test_of_an_item_that_waits_they_hear_that_it_stays(chat: Chat, people: People) -> None:
    tahsu(chat)
    isak = guest(chat, "Isak Ivarsson", item="Budget")
    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)
    chat.settles()

    with desks(chat) as (old, new):
        undo_succession(old, new)

    assert chat.settles().to(isak) == [
        "Norr\nNorr finns kvar. Budget väntar på ett nytt möte. Din inbjudan följer med."
    ]


def test_what_was_promised_to_them_before_the_arena_passed_on_still_comes(chat: Chat, people: People) -> None:
    tahsu(chat)
    isak = guest(chat, "Isak Ivarsson", item="Budget")
    with desks(chat) as (old, new):
        (co_option,) = old.place.co_options_to(old.place.open_items())
        tell_of_co_option(old, co_option)
        succeed(old, new, LAST_DAY_AND_ONE)

    heard = [text.splitlines()[1] for text in chat.settles().to(isak)]

    assert heard == [
        "Du är adjungerad till Budget.",
        "TaHSU tar över efter Norr. Budget väntar på ett nytt möte. Din inbjudan följer med.",
    ]


def test_of_a_group_that_went_back_the_new_secretary_hears_nothing(chat: Chat, people: People) -> None:
    tahsu(chat)
    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)
    chat.settles()
    membership = Membership(chat.bot, chat.database, chat.clock)
    for _ in range(2):
        chat._run(membership.look())
    with desks(chat) as (old, new):
        undo_succession(old, new)
    chat.settles()

    chat.passes(hours=23)

    morning = [each.text for each in chat.strikes().said if "TaHSU\nGruppen har" in each.text]
    assert morning == []
