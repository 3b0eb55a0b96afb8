"""No query of one arena sees a row of another: everything lies in Norr, David asks from Syd (PROMISES P8)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.model.item import AgendaItem, ItemState
from bot.model.joining import Chat, ChatKind, Invitation
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.seat import RoleKind, Standing
from storage.arena_store import SqlArenaStore
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import (
    NOW,
    TODAY,
    a_chat,
    a_deadline,
    a_joined_person,
    a_meeting,
    a_publication,
    a_role,
    a_seat,
    a_tenure,
    an_arena,
    an_attachment,
    an_invitation,
    an_item,
)


@dataclass(frozen=True, kw_only=True)
class World:
    """Norr with something in every table, seen by both arenas; Syd has nobody and nothing."""

    norr: SqlArenaStore
    syd: SqlArenaStore
    bo: Person
    meeting: Meeting
    item: AgendaItem
    group: Chat
    invitation: Invitation


Query = Callable[[SqlArenaStore, World], Any]
QUERIES: dict[str, Query] = {
    "standing": lambda place, world: place.standing(world.bo, TODAY).is_someone,
    "standings": lambda place, world: place.standings(TODAY),
    "holders": lambda place, world: place.holders(RoleKind.SECRETARY, TODAY),
    "seats": lambda place, world: place.seats(),
    "tenures": lambda place, world: place.tenures(),
    "roles": lambda place, world: place.roles(),
    "meetings": lambda place, world: place.meetings(),
    "coming_meetings": lambda place, world: place.coming_meetings(NOW),
    "meeting": lambda place, world: place.meeting(world.meeting.id),
    "item": lambda place, world: place.item(world.item.id),
    "items_of": lambda place, world: place.items_of(world.meeting),
    "items_by": lambda place, world: place.items_by(world.bo),
    "waiting_items": lambda place, world: place.waiting_items(),
    "open_titles": lambda place, world: place.open_titles(NOW),
    "items_from": lambda place, world: place.items_from(-5, 6),
    "deeds": lambda place, world: place.deeds("item:1"),
    "group": lambda place, world: place.group(),
    "preparers_chat": lambda place, world: place.preparers_chat(),
    "is_in_chat": lambda place, world: place.is_in_chat(world.group, world.bo),
    "open_invitations": lambda place, world: place.open_invitations(),
    "open_invitations of a person": lambda place, world: place.open_invitations(person=world.bo),
    "open_invitations of a chat": lambda place, world: place.open_invitations(kind=ChatKind.GROUP),
    "invitation": lambda place, world: place.invitation(world.invitation.id),
    "publications": lambda place, world: place.publications(world.meeting),
    "deadlines": lambda place, world: place.deadlines(world.meeting),
    "all_deadlines": lambda place, world: place.all_deadlines(world.meeting),
    "loaded_facts": lambda place, world: place.loaded_facts(),
}
# What is no query, or has a test of its own.
NO_QUERIES = {"arena", "next_item_number", "keep_loaded_facts"}


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    with unit_of_work(database) as store:
        yield _a_full_norr_and_an_empty_syd(store)


def _a_full_norr_and_an_empty_syd(store: SqlStore) -> World:
    arena, bo = an_arena(), a_joined_person()
    for newcomer in (arena, an_arena(id="syd", short="Syd"), bo):
        store.keep(newcomer)
    store.flush()
    seat, meeting, group = a_seat(), a_meeting(arena), a_chat()
    item = an_item(bo, meeting=meeting, source_chat_id=-5, source_message_id=6)
    invitation = an_invitation(person=bo)
    item.attach(an_attachment(bo))
    store.keep(a_tenure(seat, bo))
    store.keep(a_role(RoleKind.SECRETARY, seat=seat))
    for thing in (meeting, item, an_item(bo, number=2, state=ItemState.ACCEPTED), group, invitation):
        store.keep(thing)
    store.keep(a_chat(ChatKind.PREPARERS, chat_id=-2))
    store.keep(an_invitation(chat_kind=ChatKind.GROUP))
    store.keep(a_deadline(meeting))
    store.keep(a_publication(meeting, bo))
    store.record("proposed", "item:1", now=NOW, arena_id="norr", person=bo, through="chat")
    store.note_presence(group.chat_id, bo.telegram_id or 0, present=True)
    store.flush()
    norr, syd = store.within("norr"), store.within("syd")
    assert norr is not None
    assert syd is not None
    norr.keep_loaded_facts({"name": "Norr"}, now=NOW)
    return World(norr=norr, syd=syd, bo=bo, meeting=meeting, item=item, group=group, invitation=invitation)


@pytest.mark.parametrize("name", QUERIES)
def test_what_lies_in_norr_is_seen_from_norr_and_not_from_syd(world: World, name: str) -> None:
    query = QUERIES[name]

    seen = (bool(query(world.norr, world)), bool(query(world.syd, world)))

    assert seen == (True, False)


def test_no_query_of_an_arena_is_left_out_here() -> None:
    public = {name for name in vars(SqlArenaStore) if not name.startswith("_")}

    assert public == {name.split()[0] for name in QUERIES} | NO_QUERIES


def test_somebody_of_norr_is_nobody_in_syd(world: World) -> None:
    assert world.syd.standing(world.bo, TODAY) == Standing(person=world.bo)


def test_each_arena_counts_its_own_items(world: World) -> None:
    numbers = [place.next_item_number() for place in (world.norr, world.norr, world.syd)]

    assert numbers == [1, 2, 1]


def test_an_arena_file_that_is_loaded_anew_replaces_its_own_earlier_one_alone(world: World) -> None:
    world.syd.keep_loaded_facts({"name": "Syd"}, now=NOW)
    world.norr.keep_loaded_facts({"name": "Nya Norr"}, now=NOW)

    facts = [place.loaded_facts() for place in (world.norr, world.syd)]

    assert facts == [{"name": "Nya Norr"}, {"name": "Syd"}]


def test_there_is_no_memory_of_an_arena_that_does_not_exist(database: Database) -> None:
    with unit_of_work(database) as store:
        assert store.within("norr") is None
