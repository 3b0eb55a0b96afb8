"""No query of one arena sees a row of another: everything lies in Norr, David asks from Syd (PROMISES P8)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from bot.model.deadline import DeadlineKind
from bot.model.item import AgendaItem, Attachment, ItemState
from bot.model.joining import Chat, ChatKind, Invitation
from bot.model.lift import Lift
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import PublicationKind
from bot.model.reading import ReadMark
from bot.model.replacement import Replacement, ReplacementState
from bot.model.seat import RoleKind, Standing
from storage.arena_store import SqlArenaStore
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import (
    HANDOVER,
    NOW,
    TODAY,
    a_calendar_link,
    a_call_in,
    a_chat,
    a_co_option,
    a_deadline,
    a_dispatch,
    a_joined_person,
    a_meeting,
    a_publication,
    a_replacement,
    a_role,
    a_seat,
    a_tenure,
    a_turn,
    an_arena,
    an_attachment,
    an_attendance,
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
    minutes: Attachment
    replacement: Replacement


AFTERWARDS = NOW + timedelta(days=60)
Query = Callable[[SqlArenaStore, World], Any]
QUERIES: dict[str, Query] = {
    "standing": lambda place, world: place.standing(world.bo, TODAY).is_someone,
    "standings": lambda place, world: place.standings(TODAY),
    "standings_on": lambda place, world: place.standings_on([TODAY])[TODAY],
    "attendances": lambda place, world: place.attendances([world.meeting]),
    "call_ins": lambda place, world: place.call_ins([world.meeting]),
    "call_in": lambda place, world: place.call_in(1),
    "questions_to": lambda place, world: place.questions_to(world.bo),
    "co_option": lambda place, world: place.co_option(1),
    "co_options_from": lambda place, world: place.co_options_from(TODAY),
    "co_options_of": lambda place, world: place.co_options_of(world.meeting),
    "co_options_ever_of": lambda place, world: place.co_options_ever_of(world.meeting),
    "co_options_to": lambda place, world: place.co_options_to([world.item]),
    "co_opted": lambda place, world: place.co_opted(world.bo, TODAY),
    "holders": lambda place, world: place.holders(RoleKind.SECRETARY, TODAY),
    "seats": lambda place, world: place.seats(),
    "tenures": lambda place, world: place.tenures(),
    "roles": lambda place, world: place.roles(),
    "meetings": lambda place, world: place.meetings(),
    "coming_meetings": lambda place, world: place.coming_meetings(NOW),
    "scheduled_meetings": lambda place, world: place.scheduled_meetings(NOW),
    "meetings_ahead": lambda place, world: place.meetings_ahead(NOW),
    "meetings_preparing": lambda place, world: place.meetings_preparing(world.meeting),
    "taken_keys": lambda place, world: place.taken_keys("2026"),
    "latest_entry": lambda place, world: place.latest_entry("kept", "meeting:1"),
    "meetings_on": lambda place, world: place.meetings_on(world.meeting.starts.date()),
    "meetings_between": lambda place, world: place.meetings_between(TODAY, TODAY + timedelta(days=60)),
    "last_sent_meeting": lambda place, world: place.last_sent_meeting(),
    "meeting": lambda place, world: place.meeting(world.meeting.id),
    "item": lambda place, world: place.item(world.item.id),
    "items_of": lambda place, world: place.items_of(world.meeting),
    "items_by": lambda place, world: place.items_by(world.bo),
    "waiting_items": lambda place, world: place.waiting_items(),
    "presenters": lambda place, world: place.presenters(world.meeting),
    "undecided_items": lambda place, world: place.undecided_items(AFTERWARDS),
    "standing_items": lambda place, world: place.standing_items(NOW),
    "unconfirmed_invitations": lambda place, world: place.unconfirmed_invitations(),
    "minutes_file": lambda place, world: place.minutes_file(world.minutes.id),
    "minutes": lambda place, world: place.minutes(world.meeting),
    "read_marks": lambda place, world: place.read_marks(world.meeting),
    "lifts_about": lambda place, world: place.lifts_about(world.item),
    "open_items": lambda place, world: place.open_items(),
    "tenure": lambda place, world: place.tenure(1),
    "replacement": lambda place, world: place.replacement(world.replacement.id),
    "replacements_under_way": lambda place, world: place.replacements_under_way(),
    "replacements_due": lambda place, world: place.replacements_due(HANDOVER),
    "replacements_to_tell": lambda place, world: place.replacements_to_tell(NOW),
    "last_replacement_of": lambda place, world: place.last_replacement_of(world.bo),
    "replacements_of": lambda place, world: place.replacements_of(world.replacement.seat),
    "turn": lambda place, world: place.turn(1),
    "turn_of": lambda place, world: place.turn_of(RoleKind.CHAIR, date(2027, 1, 1)),
    "turns_from": lambda place, world: place.turns_from(TODAY),
    "chat": lambda place, world: place.chat(world.group.id),
    "living_chat": lambda place, world: place.living_chat(world.group.id),
    "awaited_lifts": lambda place, world: place.awaited_lifts(),
    "open_titles": lambda place, world: place.open_titles(place.coming_meetings(NOW)),
    "items_from": lambda place, world: place.items_from(-5, 6),
    "deeds": lambda place, world: place.deeds("item:1"),
    "last_deeds": lambda place, world: place.last_deeds(["item:1"], ["proposed"]),
    "group": lambda place, world: place.group(),
    "preparers_chat": lambda place, world: place.preparers_chat(),
    "open_invitations": lambda place, world: place.open_invitations(),
    "open_invitations of a person": lambda place, world: place.open_invitations(person=world.bo),
    "open_invitations of a chat": lambda place, world: place.open_invitations(kind=ChatKind.GROUP),
    "acquainted": lambda place, world: place.acquainted(),
    "invitation": lambda place, world: place.invitation(world.invitation.id),
    "publications": lambda place, world: place.publications(world.meeting),
    "all_publications": lambda place, world: place.all_publications(world.meeting),
    "last_page_of": lambda place, world: place.last_page_of(world.item),
    "sendings": lambda place, world: place.sendings(world.meeting),
    "dispatches_for": lambda place, world: place.dispatches_for("agenda:1"),
    "arrivals": lambda place, world: place.arrivals("agenda:1"),
    "seen_in": lambda place, world: place.seen_in(world.group),
    "deadlines": lambda place, world: place.deadlines(world.meeting),
    "all_deadlines": lambda place, world: place.all_deadlines(world.meeting),
    "newly_planned": lambda place, world: place.newly_planned(NOW),
    "aged": lambda place, world: place.aged(AFTERWARDS.date()),
    "calendar_link": lambda place, world: place.calendar_link(1),
    "calendar_link_of": lambda place, world: place.calendar_link_of(world.meeting),
    "calendar_links": lambda place, world: place.calendar_links([world.meeting]),
    "unsettled_links": lambda place, world: place.unsettled_links(NOW),
    "loaded_facts": lambda place, world: place.loaded_facts(),
}
# What is no query, or has a test of its own.
NO_QUERIES = {
    "arena",
    # It is of the process, not of an arena.
    "mails",
    "reserve",
    "next_item_number",
    "keep_loaded_facts",
    "drop_notices",
    "pass_dispatches",
    "remove_sent",
    "remove_entries",
}


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    with unit_of_work(database) as store:
        yield _a_full_norr_and_an_empty_syd(store)


def _a_full_norr_and_an_empty_syd(store: SqlStore) -> World:
    arena, bo = an_arena(), a_joined_person()
    for newcomer in (arena, an_arena(id="syd", short="Syd"), an_arena(id="vast", short="Väst"), bo):
        store.keep(newcomer)
    store.flush()
    seat, meeting, group = a_seat(), a_meeting(arena, sent_at=NOW), a_chat()
    source: dict[str, Any] = {"source_chat_id": -5, "source_message_id": 6}
    item = an_item(bo, meeting=meeting, presenter=bo, standing_key="protokoll", **source)
    invitation, minutes = an_invitation(person=bo), an_attachment(bo, meeting=meeting)
    item.attach(an_attachment(bo))
    store.keep(a_tenure(seat, bo))
    store.keep(a_role(RoleKind.SECRETARY, seat=seat))
    replacement = a_replacement(seat, bo, state=ReplacementState.REGISTERED)
    store.keep(replacement)
    store.keep(a_replacement(seat, bo, state=ReplacementState.REGISTERED, changed_at=NOW, remind_at=NOW))
    store.keep(a_turn())
    for thing in (meeting, item, an_item(bo, number=2, state=ItemState.ACCEPTED), group, invitation, minutes):
        store.keep(thing)
    store.keep(an_invitation(person=bo, used_at=NOW, waits_for=7))
    store.keep(ReadMark(arena_id="norr", meeting=meeting, person=bo, version=1, read_at=NOW))
    store.keep(an_attendance(meeting, bo))
    store.keep(a_call_in(meeting, bo, deputy=bo))
    store.keep(a_co_option(bo, bo, meeting=meeting))
    store.keep(a_co_option(bo, bo, item=item))
    store.keep(a_publication(meeting, bo, kind=PublicationKind.MINUTES))
    store.keep(a_chat(ChatKind.PREPARERS, chat_id=-2))
    store.keep(an_invitation(chat_kind=ChatKind.GROUP))
    store.keep(an_invitation(person=bo, used_at=NOW, waits_for=5))
    store.keep(a_deadline(meeting))
    store.keep(a_calendar_link(meeting))
    store.keep(a_deadline(meeting, DeadlineKind.NEWLY_PLANNED))
    for from_arena, to_arena in (("norr", "ost"), ("vast", "norr")):
        lifted = item if from_arena == "norr" else an_item(bo, arena_id="vast")
        store.keep(lifted)
        store.keep(Lift(arena_id=from_arena, item=lifted, to_arena_id=to_arena, lifted_at=NOW, lifted_by=bo))
    store.flush()
    line = {"item_id": item.id, "description": "Om lokaler"}
    store.keep(a_publication(meeting, bo, agenda={"lines": [line]}))
    store.keep(meeting.preparatory(NOW))
    store.record("kept", "meeting:1", now=NOW, arena_id="norr", person=None, through="chat")
    store.promise(a_dispatch(arena_id="norr", subject="agenda:1"))
    store.record("proposed", "item:1", now=NOW, arena_id="norr", person=bo, through="chat")
    store.note_presence(group.chat_id, bo.telegram_id or 0, present=True)
    store.flush()
    norr, syd = store.within("norr"), store.within("syd")
    assert norr is not None
    assert syd is not None
    norr.keep_loaded_facts({"name": "Norr"}, now=NOW)
    return World(
        norr=norr,
        syd=syd,
        bo=bo,
        meeting=meeting,
        item=item,
        group=group,
        invitation=invitation,
        minutes=minutes,
        replacement=replacement,
    )


@pytest.mark.parametrize("name", QUERIES)
def test_what_lies_in_norr_is_seen_from_norr_and_not_from_syd(world: World, name: str) -> None:
    query = QUERIES[name]

    seen = (bool(query(world.norr, world)), bool(query(world.syd, world)))

    assert seen == (True, False)


def test_no_query_of_an_arena_is_left_out_here() -> None:
    own = {name for kind in SqlArenaStore.__mro__[:-1] for name in vars(kind)}
    public = {name for name in own if not name.startswith("_")}

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


def test_what_is_promised_passes_on_from_its_own_arena_alone(world: World) -> None:
    world.syd.pass_dispatches("agenda:1", "syd")
    kept = len(world.norr.dispatches_for("agenda:1"))

    world.norr.pass_dispatches("agenda:1", "syd")

    left, come = (len(place.dispatches_for("agenda:1")) for place in (world.norr, world.syd))
    assert (kept, left, come) == (1, 0, 1)


def test_there_is_no_memory_of_an_arena_that_does_not_exist(database: Database) -> None:
    with unit_of_work(database) as store:
        assert store.within("norr") is None
