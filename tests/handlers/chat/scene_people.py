"""What the scene of the rights holds of its people: an answer to give, a deputy asked, a change of holder."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.model.invited import CoOptionDraft
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.replacement import ReplacementState
from bot.model.replacementdraft import ReplacementDraft
from bot.model.seat import RoleKind, Seat
from integrations.botapi import Person as Telephone
from storage.store import SqlStore
from tests.builders import (
    HANDOVER,
    NOW,
    a_call_in,
    a_co_option,
    a_feed,
    a_joined_person,
    a_replacement,
    a_role,
    a_tenure,
    a_turn,
)

if TYPE_CHECKING:
    from tests.handlers.chat.scene import Scene


# By role, those whom the scene adds to everybody.
GUESTS = {"co-opted to a meeting": "Mona Moberg", "co-opted to an item": "Isak Ivarsson"}


def note_people(scene: "Scene", store: SqlStore, bo: Person, meeting: Meeting, item: AgendaItem) -> None:
    """Bo is asked whether he comes, and leaves his seat; `item` is his to present."""
    _note_attendance(scene, store, bo, meeting)
    _note_changes(scene, store, bo)
    _note_turns(scene, store, bo)
    item.presenter = bo
    scene.on["presented"] = (item.id, bo.id)


def note_newcomer(store: SqlStore, telephone: Telephone, seat: Seat) -> None:
    """Somebody has the vacant seat before the next meeting, and not yet."""
    newcomer = a_joined_person("Nya Nyman", telephone.id)
    store.keep(newcomer)
    store.keep(a_tenure(seat, newcomer, begins=date(2026, 12, 1)))
    store.flush()


def note_feeds(store: SqlStore, telephones: Iterable[Telephone]) -> None:
    """Everybody with an account here has an address for their calendar."""
    for telephone in telephones:
        if person := store.person_by_telegram(telephone.id):
            store.keep(a_feed(person))
    store.flush()


def _note_attendance(scene: "Scene", store: SqlStore, bo: Person, meeting: Meeting) -> None:
    dan = store.person_by_email("dan.dal@example.se")
    assert dan
    call_in = a_call_in(meeting, bo, dan, seats=["bo"])
    store.keep(call_in)
    store.flush()
    scene.on |= {"date": (meeting.id, meeting.generation), "call-in": (call_in.id, 0)}
    about = {"meeting": meeting.id, "generation": meeting.generation}
    scene.facts |= {"away": about, "word": about}


def _note_changes(scene: "Scene", store: SqlStore, bo: Person) -> None:
    seats = {seat.key: seat for seat in scene.chat.place(store).seats()}
    registered: Any = {"state": ReplacementState.REGISTERED, "registered_by": bo, "registered_at": NOW}
    reported = a_replacement(seats["bo"], bo)
    settled = a_replacement(seats["greta"], None, reported_by=bo, **registered)
    for change in (reported, settled):
        store.keep(change)
    store.flush()
    draft = ReplacementDraft(
        seat_id=seats["bo"].id, name="Cilla Ceder", email="cilla@example.se", begins=HANDOVER
    )
    scene.on |= {
        "change": (reported.id, reported.mark),
        "settled change": (settled.id, settled.mark),
        "seat": (seats["bo"].id, 0),
        "draft of change": (0, draft.mark),
    }
    asked = {"draft": ReplacementDraft().to_facts(), "seats": [seats["bo"].id]}
    scene.facts |= {
        "replacement": asked | {"asked": "why"},
        "replacement:seat": asked | {"asked": "seat"},
        "replacement:preview": {"draft": draft.to_facts(), "seats": [], "asked": "preview"},
        "replacement:name": {"draft": draft.to_facts(), "seats": [], "asked": "name"},
        "replquestion": {"replacement": reported.id, "revision": reported.mark},
        "correct": {"person": None},
    }


def note_co_opted(scene: "Scene", store: SqlStore, by: Person, meeting: Meeting, item: AgendaItem) -> None:
    """Mona is invited to the meeting whose agenda is out, Isak to its item; somebody is about to be."""
    mona, isak = (a_joined_person(name, scene.people[role].id) for role, name in GUESTS.items())
    to_meeting, to_item = a_co_option(mona, by, meeting=meeting), a_co_option(isak, by, item=item)
    for thing in (mona, isak, to_meeting, to_item):
        store.keep(thing)
    store.flush()
    new = CoOptionDraft(name="Eva Ek", email="eva.ek@example.se", item_id=item.id)
    again = CoOptionDraft(name=mona.name, email=mona.email)
    scene.on |= {
        "co-option": (to_meeting.id, 0),
        "invitation to an item": (to_item.id, 0),
        "draft of co-option": (0, new.mark),
        "draft for a link": (0, again.mark),
    }
    scene.facts |= {"inviting": {"draft": new.to_facts()}, "inviting:link": {"draft": again.to_facts()}}


def _note_turns(scene: "Scene", store: SqlStore, bo: Person) -> None:
    """The chair passes to Bo's side, and who is secretary next is named already."""
    seat = next(each for each in scene.chat.place(store).seats() if each.key == "bo")
    seat.side = "region"
    role = a_role(RoleKind.SECRETARY, person=bo, begins=date(2027, 1, 1), side="region")
    turn, named = a_turn(), a_turn(kind=RoleKind.SECRETARY, role=role, named_by=bo, named_at=NOW)
    for thing in (role, turn, named):
        store.keep(thing)
    store.flush()
    scene.on |= {
        "turn": (turn.id, turn.mark),
        "turn of a seat": (turn.id, seat.id),
        "named turn": (named.id, named.mark),
    }
    asked = {"turn": turn.id, "mark": turn.mark}
    scene.facts["turn"] = asked | {"name": "Cilla Ceder", "email": "cilla@example.se"}
