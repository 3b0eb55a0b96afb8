"""An arena that ends, and the one that takes over: rights, items, seats, the group, and all of it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from bot.acts.arenas.succession import announce_end, plan_succession, succeed
from bot.acts.arenas.succession_told import tell_of_end
from bot.acts.arenas.succession_undone import undo_announcement, undo_succession
from bot.acts.desk import Desk
from bot.acts.meetings.planning import recompute_everywhere
from bot.model.seat import RoleKind
from bot.model.succession import Reason
from bot.refusals import NotPassedOn
from storage import tables
from storage.store import SqlStore
from tests.builders import a_chat, a_co_option, a_joined_person, a_role, a_seat, an_arena
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

LAST_DAY_AND_ONE = date(2026, 11, 23)
STAYS = "Norr\nNorr finns kvar. Ingen annan arena tar över.\n"
STAYS += "Det här blir av som planerat:\nMötet fredag 12 februari 2027 kl. 13.00"
GONE = "Norr upphörde måndag 23 november 2026. TaHSU har tagit över. "
GONE += "Be sekreteraren där om en länk."


@contextmanager
def desks(chat: Chat) -> Iterator[tuple[Desk, Desk]]:
    with chat.memory() as store:
        yield _desk(chat, store, "norr"), _desk(chat, store, "tahsu")


def _desk(chat: Chat, store: SqlStore, arena_id: str) -> Desk:
    return Desk(store=store, place=chat.place(store, arena_id), now=chat.clock.now(), through="command line")


def tahsu(chat: Chat) -> None:
    """A successor with a secretary of its own, and a vacant seat like Bo's and one like Greta's."""
    with chat.memory() as store:
        store.keep(an_arena(id="tahsu", name="TaHSU", short="TaHSU"))
        telephone = chat.world.person("Tove Tall")
        chat.world.bot.started_by.add(telephone.id)
        tove = a_joined_person("Tove Tall", telephone.id)
        store.keep(tove)
        store.flush()
        store.keep(a_seat("tahsu", key="bo", title="Bos nya plats"))
        store.keep(a_seat("tahsu", key="annan", title="Gretas plats"))
        store.keep(a_role(RoleKind.SECRETARY, "tahsu", person=tove))


def norr_becomes_tahsu(chat: Chat, people: People) -> None:
    tahsu(chat)
    chat.sends(people.bo, "budget.pdf", caption="/foresla Budget (15 min)")
    chat.fetches()
    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)


def test_items_seats_and_the_group_pass_and_nobody_is_anything_in_the_old_arena(
    chat: Chat, people: People
) -> None:
    norr_becomes_tahsu(chat, people)

    told = chat.settles()

    assert told.to(people.group) == [
        "TaHSU\nTaHSU tar över efter Norr. Den här gruppen hör nu till TaHSU.\n"
        "Det här blir inte av:\nMötet fredag 12 februari 2027 kl. 13.00"
    ]
    fallen = "Det här blir inte av:\nMötet fredag 12 februari 2027 kl. 13.00"
    seat = f"TaHSU\nTaHSU tar över efter Norr. Din plats där är Bos nya plats.\n{fallen}"
    over = "Norr\nFrån måndag 23 november 2026 tar TaHSU över efter Norr. Öppna ärenden följer med.\n"
    assert (told.to(people.bo), told.to(people.pia), told.to(people.david)) == ([seat], [over + fallen], [])
    assert [(row["arena_id"], row["number"], row["title"]) for row in chat.rows(tables.item)] == [
        ("tahsu", 1, "Budget")
    ]
    assert [row["arena_id"] for row in chat.rows(tables.attachment)] == ["tahsu"]
    assert [row["arena_id"] for row in chat.rows(tables.chat)] == ["tahsu", "tahsu", "syd"]
    assert chat.says(people.pia, "/beredning").text == GONE
    assert chat.says(people.bo, "/mina").text == "TaHSU\nDina ärenden:\nÄrende 1: Budget – Inkommet"
    card = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    assert card.text.splitlines()[:4] == [
        "TaHSU", "Ärende 1: Budget", "Inkommet", "Övertaget från Norr, där ärende 1",
    ]  # fmt: skip


def test_whoever_is_co_opted_goes_along_with_their_item_and_back_and_hears_of_their_meeting(
    chat: Chat, people: People
) -> None:
    tahsu(chat)
    chat.says(people.bo, "/foresla Budget (15 min)")
    isak, mona = (chat.world.person(name) for name in ("Isak Ivarsson", "Mona Moberg"))
    chat.world.bot.started_by.update((isak.id, mona.id))
    with desks(chat) as (old, new):
        store = old.store
        asa = store.person_by_telegram(people.asa.id)
        assert asa
        guests = [a_joined_person(each.name, each.id) for each in (isak, mona)]
        for each in guests:
            store.keep(each)
        (item,), meeting = old.place.open_items(), old.place.meetings()[0]
        store.flush()
        store.keep(a_co_option(guests[0], asa, item=item))
        store.keep(a_co_option(guests[1], asa, meeting=meeting))
        store.flush()
        succeed(old, new, LAST_DAY_AND_ONE)

    passed = chat.settles()
    shown = chat.says(isak, "/moten").text
    with desks(chat) as (old, new):
        undo_succession(old, new)
    back = chat.settles()

    when = "fredag 12 februari 2027 kl. 13.00"
    look = "Skriv /moten för att se vad du är inbjuden till."
    assert passed.to(isak) == [
        "TaHSU\nTaHSU tar över efter Norr. Budget väntar på ett nytt möte. Din inbjudan följer med."
    ]
    assert passed.to(mona) == [f"Norr\nMötet {when} är inställt.\n{look}"]
    assert shown == "TaHSU\nDu är adjungerad till Budget.\nPunkten väntar på ett möte."
    assert back.to(isak) == back.to(mona) == [f"Norr\nMötet {when} blir av.\nPlats: Regionens hus\n{look}"]


def test_it_passes_by_itself_once_when_the_day_begins_where_the_arena_is(chat: Chat, people: People) -> None:
    tahsu(chat)
    chat.says(people.bo, "/foresla Budget (15 min)")
    with desks(chat) as (old, new):
        announce_end(old, new, date(2026, 11, 24))
    chat.clock.at = datetime(2026, 11, 23, 22, 59, 55, tzinfo=UTC)
    before = chat.strikes()
    chat.passes(seconds=5)

    told = [chat.strikes(), chat.strikes()]

    assert (before.said, told[1].said) == ([], [])
    assert told[0].to(people.group) == [
        "TaHSU\nTaHSU tar över efter Norr. Den här gruppen hör nu till TaHSU."
    ]
    passed = [row for row in chat.rows(tables.history) if row["verb"] == "arena passed on"]
    assert [(row["arena_id"], row["through"], row["person_id"]) for row in passed] == [
        ("norr", "clock", None)
    ]
    with desks(chat) as (old, new):
        undo_succession(old, new)
    assert chat.strikes().to(people.group) == [STAYS]
    assert [row["arena_id"] for row in chat.rows(tables.item)] == ["norr"]


def test_whose_meeting_falls_hears_it_once_and_is_not_called_to_it(chat: Chat, people: People) -> None:
    tahsu(chat)
    with chat.memory() as store:
        recompute_everywhere(store, now=chat.clock.now())
    with desks(chat) as (old, new):
        announce_end(old, new, date(2027, 2, 1))
        tell_of_end(old, plan_succession(old, new, date(2027, 2, 1)).left_meetings)
    told = chat.settles()
    meetings = chat.says(people.bo, "/moten").text
    item = chat.says(people.bo, "/foresla Budget").text
    chat.passes(days=56)
    called = chat.strikes()
    with desks(chat) as (old, _new):
        undo_announcement(old)
    back = chat.settles()
    late = chat.strikes()

    assert told.to(people.group) == [
        "Norr\nFrån måndag 1 februari 2027 tar TaHSU över efter Norr. Öppna ärenden följer med.\n"
        "Det här blir inte av:\nMötet fredag 12 februari 2027 kl. 13.00"
    ]
    assert meetings == "Norr\nDet finns inget planerat möte. Ärendena väntar tills ett möte är planerat."
    assert item.splitlines()[4] == "Ärendet går över till TaHSU måndag 1 februari 2027."
    assert called.to(people.group) == []
    assert back.to(people.group) == [STAYS]
    assert [text.partition(".")[0] for text in late.to(people.group)] == [
        "Norr\nFöreslå punkter till mötet fredag 12 februari 2027 kl"
    ]


def test_a_group_that_the_new_arena_has_no_use_for_hears_that_it_is_over(chat: Chat, people: People) -> None:
    tahsu(chat)
    with chat.memory() as store:
        store.keep(a_chat(arena_id="tahsu", chat_id=-77))

    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)

    assert chat.settles().to(people.group) == [
        "Norr\nTaHSU tar över efter Norr nu, och har en egen grupp. Hit kommer inget mer.\n"
        "Det här blir inte av:\nMötet fredag 12 februari 2027 kl. 13.00"
    ]


def test_a_later_day_brings_back_what_an_earlier_one_had_dropped(chat: Chat, people: People) -> None:
    tahsu(chat)
    with chat.memory() as store:
        recompute_everywhere(store, now=chat.clock.now())
    with desks(chat) as (old, new):
        announce_end(old, new, date(2027, 2, 1))
    chat.passes(days=56)
    dropped = chat.strikes()
    with desks(chat) as (old, new):
        announce_end(old, new, date(2027, 3, 1))

    called = chat.strikes()

    assert dropped.to(people.group) == []
    assert called.to(people.group)[0].startswith("Norr\nFöreslå punkter till mötet fredag 12 februari 2027")


def test_what_was_due_in_the_old_arena_is_not(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        recompute_everywhere(store, now=chat.clock.now())
        chat.place(store).arena.ends = date(2027, 1, 1)
    chat.passes(days=60)

    said = chat.strikes()

    assert [message.chat.id for message in said.said if message.text.startswith("Norr")] == []
    outcomes = {row["outcome"] for row in chat.rows(tables.deadline) if row["arena_id"] == "norr"}
    assert outcomes == {"arena ended", None}


def test_it_can_be_taken_back_as_long_as_nobody_built_upon_it(chat: Chat, people: People) -> None:
    tahsu(chat)
    chat.says(people.bo, "/foresla Budget (15 min)")
    before = chat.kept()
    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)
    with desks(chat) as (old, new):
        undo_succession(old, new)

    after = chat.kept()

    was, now = (
        [{name: value for name, value in row.items() if name != "revision"} for row in kept["item"]]
        for kept in (before, after)
    )
    assert now == was
    chat.settles()
    assert (after["chat"], after["arena"][0]) == (before["chat"], before["arena"][0])
    assert chat.says(people.bo, "/mina").text == "Norr\nDina ärenden:\nÄrende 1: Budget – Inkommet"


def test_who_was_to_prepare_what_passed_hears_that_it_was_taken_back(chat: Chat, people: People) -> None:
    tahsu(chat)
    chat.says(people.bo, "/foresla Budget (15 min)")
    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)
    asked = chat.settles()
    with desks(chat) as (old, new):
        goes_on = undo_succession(old, new)
    back = chat.settles()

    (told,) = [each for each in asked.said if "/beredning" in each.text]
    assert told.text.splitlines()[1] == (
        "TaHSU tar över efter Norr: 1 öppet ärende och 2 platser. Bered ärendena med /beredning."
    )
    assert [each.text for each in back.said if each.chat is told.chat] == [
        "TaHSU\nNorr finns kvar. TaHSU tar inte över. "
        "1 ärende är tillbaka hos Norr och väntar inte längre här."
    ]
    assert goes_on.told == len(back.said)


def test_a_succession_at_midnight_wakes_nobody(chat: Chat, people: People) -> None:
    tahsu(chat)
    chat.clock.at = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)
    chat.settles()
    assert {row["silent"] for row in chat.rows(tables.dispatch) if row["arena_id"] == "tahsu"} == {True}


def test_what_was_built_upon_is_not_taken_back(chat: Chat, people: People) -> None:
    tahsu(chat)
    chat.says(people.bo, "/foresla Budget (15 min)")
    with desks(chat) as (old, new):
        succeed(old, new, LAST_DAY_AND_ONE)
    chat.settles()
    card = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    chat.presses(people.bo, card, "Dra tillbaka")

    with pytest.raises(NotPassedOn) as refused, desks(chat) as (old, new):
        undo_succession(old, new)

    assert refused.value.facts["reasons"] == [Reason(why="item_changed", name="TaHSU", number=1)]
