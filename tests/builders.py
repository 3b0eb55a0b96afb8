"""Things with speaking defaults, so that a test says only what it is about; and the cast of the tests.

Åsa is secretary of Norr, Bo a member, Cilla replaces him, David belongs to Syd and must see nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from bot.model.arena import Arena
from bot.model.attendance import Answer, Attendance
from bot.model.calendarlink import CalendarLink
from bot.model.callin import CallIn
from bot.model.co_option import CoOption
from bot.model.deadline import Deadline, DeadlineKind
from bot.model.dispatch import Dispatch, DispatchKind
from bot.model.feed import Feed
from bot.model.item import AgendaItem, Attachment
from bot.model.joining import Chat, ChatKind, Invitation, hashed
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import Publication, Recipient, Way
from bot.model.replacement import Replacement
from bot.model.seat import Role, RoleKind, Seat, Tenure
from bot.model.turn import Turn
from bot.ports.store import Store

# A Monday morning in Stockholm, 10.00 on their clocks.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
# The Thursday on which Bo's seat becomes Cilla's.
HANDOVER = date(2026, 12, 10)

_keys = count(1)


def a_person(name: str = "Bo Berg", **more: Any) -> Person:
    """Somebody on the roster who has not joined, with an address made of the name."""
    return Person(**{"name": name, "email": f"{name.casefold().replace(' ', '.')}@example.se"} | more)


def a_joined_person(name: str = "Bo Berg", telegram_id: int = 2002, **more: Any) -> Person:
    """Somebody who has joined and can be reached."""
    return a_person(name, **{"telegram_id": telegram_id, "joined_at": NOW} | more)


def an_arena(**more: Any) -> Arena:
    """Norr, in Swedish time and with the usual rhythm."""
    return Arena(**{"id": "norr", "name": "Samverkan Norr", "short": "Norr"} | more)


def a_seat(arena_id: str = "norr", key: str = "kommunen", **more: Any) -> Seat:
    """An ordinary seat."""
    return Seat(**{"arena_id": arena_id, "key": key, "title": "Kommunens plats"} | more)


def a_tenure(seat: Seat, person: Person, **more: Any) -> Tenure:
    """The person's time in the seat, since last New Year and without an end."""
    usual: Any = {"arena_id": seat.arena_id, "begins": date(2026, 1, 1)}
    return Tenure(**usual | {"seat": seat, "person": person} | more)


def a_role(kind: RoleKind = RoleKind.SECRETARY, arena_id: str = "norr", **more: Any) -> Role:
    """A role without an end; say `seat` or `person`."""
    return Role(**{"arena_id": arena_id, "kind": kind} | more)


def a_meeting(arena: Arena, **more: Any) -> Meeting:
    """An ordinary meeting on Thursday 17 December 2026 at 13.00, planned now."""
    starts = datetime(2026, 12, 17, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)
    usual: Any = {"key": "2026-12-17", "starts": starts, "planned_at": NOW}
    return Meeting(**usual | {"arena": arena} | more)


def a_calendar_link(meeting: Meeting, **more: Any) -> CalendarLink:
    """The meeting's event in Outlook, to which somebody has given another subject."""
    time = [meeting.starts.isoformat(), meeting.ends_local.replace(tzinfo=None).isoformat()]
    ours: Any = {"subject": "Norr", "time": time, "place": "", "words": "", "guests": {}}
    snapshots: Any = {"wanted": ours, "written": ours, "base": ours}
    snapshots["unsettled"] = {"fields": ["subject"], "there": ours | {"subject": "Julfika"}}
    known: Any = {"mailbox": "norr@example.se", "event_id": "AAk", "asked_at": NOW}
    return CalendarLink(arena_id=meeting.arena.id, meeting=meeting, **snapshots | known | more)


def an_item(proposer: Person, title: str = "Budget", **more: Any) -> AgendaItem:
    """An incoming item of 15 minutes in Norr, number 1, for no meeting yet."""
    usual: Any = {"arena_id": "norr", "number": 1, "minutes": 15, "proposed_at": NOW}
    return AgendaItem(**usual | {"title": title, "proposer": proposer} | more)


def an_attachment(added_by: Person, name: str = "budget.pdf", **more: Any) -> Attachment:
    """A file in Norr that waits to be fetched."""
    usual: Any = {"arena_id": "norr", "size": 1000, "source_file_id": f"file-{next(_keys)}", "added_at": NOW}
    return Attachment(**usual | {"name": name, "added_by": added_by} | more)


def a_deadline(meeting: Meeting, kind: DeadlineKind = DeadlineKind.AGENDA, **more: Any) -> Deadline:
    """Something that falls due now and is useful until the meeting."""
    usual: Any = {"generation": meeting.generation, "due_at": NOW, "useful_until": meeting.starts_at}
    return Deadline(**usual | {"arena_id": meeting.arena.id, "meeting": meeting, "kind": kind} | more)


def an_attendance(meeting: Meeting, person: Person, answer: Answer = Answer.HERE, **more: Any) -> Attendance:
    """What somebody answered now in chat, for the meeting's date as it is."""
    usual: Any = {"generation": meeting.generation, "answered_at": NOW, "through": "chat"}
    who: Any = {"arena_id": meeting.arena.id, "meeting": meeting, "person": person, "answer": answer}
    return Attendance(**usual | who | more)


def a_call_in(meeting: Meeting, absentee: Person, deputy: Person, **more: Any) -> CallIn:
    """A deputy who was asked now to step in for somebody."""
    usual: Any = {"generation": meeting.generation, "seats": [], "asked_at": NOW, "told_at": NOW}
    who: Any = {"arena_id": meeting.arena.id, "meeting": meeting, "absentee": absentee, "deputy": deputy}
    return CallIn(**usual | who | more)


def a_co_option(person: Person, by: Person, **more: Any) -> CoOption:
    """Somebody who was invited now in chat; say `meeting` or `item`."""
    usual: Any = {"arena_id": "norr", "invited_at": NOW, "through": "chat"}
    return CoOption(**usual | {"person": person, "invited_by": by} | more)


def a_replacement(seat: Seat, leaver: Person | None, **more: Any) -> Replacement:
    """What the leaver has just reported: Cilla takes over at HANDOVER."""
    usual: Any = {"name": "Cilla Ceder", "email": "cilla.ceder@example.se", "begins": HANDOVER}
    usual |= {"reported_by": leaver, "reported_at": NOW}
    return Replacement(**usual | {"arena_id": seat.arena_id, "seat": seat, "leaver": leaver} | more)


def a_turn(side: str = "region", kind: RoleKind = RoleKind.CHAIR, **more: Any) -> Turn:
    """Norr's chair passes to the region with the new year; asked about since November began."""
    usual: Any = {"begins": date(2027, 1, 1), "ask_at": NOW + timedelta(days=7)}
    usual |= {"tell_at": datetime(2027, 1, 4, 7, tzinfo=UTC)}
    return Turn(**usual | {"arena_id": "norr", "kind": kind, "side": side} | more)


def a_chat(kind: ChatKind = ChatKind.GROUP, arena_id: str = "norr", **more: Any) -> Chat:
    """A living chat that is bound to the arena."""
    usual: Any = {"chat_id": -100_1001, "title": "Norr i Telegram", "bound_at": NOW}
    return Chat(**usual | {"arena_id": arena_id, "kind": kind} | more)


def a_feed(person: Person, **more: Any) -> Feed:
    """The person's first calendar address, of a secret that nobody knows."""
    usual: Any = {"number": 1, "secret_hash": hashed(f"feed {next(_keys)}"), "made_at": NOW}
    return Feed(**usual | {"person": person} | more)


def an_invitation(arena_id: str = "norr", secret: str = "", **more: Any) -> Invitation:
    """An open invitation; say `person` or `chat_kind`."""
    usual: Any = {"secret_hash": hashed(secret or f"secret {next(_keys)}"), "made_at": NOW}
    return Invitation(**usual | {"arena_id": arena_id} | more)


def a_publication(meeting: Meeting, *told: Person, **more: Any) -> Publication:
    """The first version of the meeting's agenda, sent in time to those named."""
    arena_id = meeting.arena.id
    usual: Any = {"version": 1, "published_at": NOW, "is_preliminary": False, "is_late": False}
    usual["recipients"] = [Recipient(arena_id=arena_id, person=person, way=Way.PRIVATE) for person in told]
    return Publication(**usual | {"arena_id": arena_id, "meeting": meeting, "agenda": {"lines": []}} | more)


def a_dispatch(key: str | None = None, *, chat_id: int = 2002, **more: Any) -> Dispatch:
    """A text to Bo that must arrive, of which a marked copy is better than none."""
    usual: Any = {"dedupe_key": key or f"key {next(_keys)}", "kind": DispatchKind.TEXT, "text": "Hej!"}
    return Dispatch(**usual | {"chat_id": chat_id} | more)


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Those whom most tests are about, kept in the database: Norr and its people, and David in Syd."""

    norr: Arena
    syd: Arena
    asa: Person
    bo: Person
    cilla: Person
    david: Person
    seat: Seat
    meeting: Meeting
    davids_seat: Seat
    davids_meeting: Meeting


def the_cast(store: Store) -> Cast:
    """Keep both arenas: Åsa secretary without a seat; Bo's seat becomes Cilla's at HANDOVER; David in Syd."""
    norr, syd = an_arena(), an_arena(id="syd", name="Samverkan Syd", short="Syd")
    people = _four_people()
    for thing in (norr, syd, *people):
        store.keep(thing)
    store.flush()
    asa, bo, cilla, david = people
    seat, davids_seat = a_seat(), a_seat("syd", title="Regionens plats")
    meeting, davids_meeting = a_meeting(norr), a_meeting(syd)
    store.keep(a_role(RoleKind.SECRETARY, person=asa))
    store.keep(a_tenure(seat, bo, ends=HANDOVER))
    store.keep(a_tenure(seat, cilla, begins=HANDOVER))
    store.keep(a_tenure(davids_seat, david))
    store.keep(meeting)
    store.keep(davids_meeting)
    store.flush()
    return Cast(
        norr=norr,
        syd=syd,
        asa=asa,
        bo=bo,
        cilla=cilla,
        david=david,
        seat=seat,
        meeting=meeting,
        davids_seat=davids_seat,
        davids_meeting=davids_meeting,
    )


def _four_people() -> tuple[Person, Person, Person, Person]:
    return (
        a_joined_person("Åsa Öberg", 1001, email="asa@example.se", joined_at=NOW - timedelta(days=300)),
        a_joined_person("Bo Berg", 2002),
        a_joined_person("Cilla Ceder", 3003),
        a_joined_person("David Dahl", 4004),
    )
