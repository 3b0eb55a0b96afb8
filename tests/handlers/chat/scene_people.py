"""What the scene of the rights holds of its people: an answer to give, a deputy asked, a change of holder."""

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.replacement import ReplacementState
from bot.model.replacementdraft import ReplacementDraft
from bot.model.seat import Seat
from integrations.botapi import Person as Telephone
from storage.store import SqlStore
from tests.builders import HANDOVER, NOW, a_call_in, a_joined_person, a_replacement, a_tenure

if TYPE_CHECKING:
    from tests.handlers.chat.scene import Scene


def note_people(scene: "Scene", store: SqlStore, bo: Person, meeting: Meeting, item: AgendaItem) -> None:
    """Bo is asked whether he comes, and leaves his seat; `item` is his to present."""
    _note_attendance(scene, store, bo, meeting)
    _note_changes(scene, store, bo)
    item.presenter = bo
    scene.on["presented"] = (item.id, bo.id)


def note_newcomer(store: SqlStore, telephone: Telephone, seat: Seat) -> None:
    """Somebody has the vacant seat before the next meeting, and not yet."""
    newcomer = a_joined_person("Nya Nyman", telephone.id)
    store.keep(newcomer)
    store.keep(a_tenure(seat, newcomer, begins=date(2026, 12, 1)))
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
        "change": (reported.id, reported.revision),
        "settled change": (settled.id, settled.revision),
        "seat": (seats["bo"].id, 0),
        "draft of change": (0, draft.mark),
    }
    asked = {"draft": ReplacementDraft().to_facts(), "seats": [seats["bo"].id]}
    scene.facts |= {
        "replacement": asked | {"asked": "why"},
        "replacement:seat": asked | {"asked": "seat"},
        "replacement:preview": {"draft": draft.to_facts(), "seats": [], "asked": "preview"},
        "replquestion": {"replacement": reported.id, "revision": reported.revision},
        "correct": {"person": None},
    }
