"""What the texts are filled in with: of everything one, as nasty as people can write it."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot.acts.sending.dispatchlog import Sending
from bot.model.agenda import Agenda, AgendaLine
from bot.model.arena import Arena
from bot.model.attendance import Answer, Counts
from bot.model.changes import Change, ChangeKind
from bot.model.co_option import CoOption
from bot.model.dispatch import DispatchState
from bot.model.item import AgendaItem, ItemState
from bot.model.lift import ShownLift
from bot.model.meeting import Meeting, MeetingState
from bot.model.person import Person
from bot.model.publication import PublicationKind, Recipient
from bot.model.replacementdraft import ReplacementDraft
from bot.model.roll import Seen
from bot.model.seat import RoleKind
from bot.model.yearwheel import YearWheel, year_wheel
from tests.builders import (
    NOW,
    a_call_in,
    a_co_option,
    a_publication,
    a_role,
    an_attendance,
    an_item,
)

WAITING = [
    "decide",
    "ready",
    "file",
    "read",
    "attendance",
    "deputy",
    "outcomes",
    "join",
    "change",
    "asked",
    "turn",
    "outlook",
]
NASTY = "<b>Barn & \"unga\"</b> {{ 7 * 7 }} 'å'"
MANDATES = ("decides", "recommends", "prepares", "works", "informs")
WARNINGS = ("weekend", "midsummer_eve", "christmas_eve", "new_years_eve", "holiday")
STARTS = datetime(2027, 2, 12, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)


def a_line(**more: Any) -> AgendaLine:
    usual: dict[str, Any] = {"number": 1, "title": NASTY, "proposer": NASTY, "clock": "13.00", "minutes": 15}
    return AgendaLine(**usual | more)


class Earlier(datetime):
    """An earlier time, or an earlier agenda: both are told of."""

    version = 1


NEEDS_A_VALUE = {
    ChangeKind.TITLE,
    ChangeKind.NEW_FILE,
    ChangeKind.NEW_FILE_VERSION,
    ChangeKind.FILE_GONE,
    ChangeKind.ORDER,
}
VALUES: dict[ChangeKind, Any] = {ChangeKind.MINUTES: 20, ChangeKind.ORDER: [2, 1]}


def a_change(kind: ChangeKind, **more: Any) -> Change:
    usual: dict[str, Any] = {"line": a_line(), "value": VALUES.get(kind, NASTY)}
    return Change(kind=kind, **usual | more)


def some_sendings(meeting: Meeting, not_reached: list[Recipient]) -> list[Sending]:
    """One of each kind, delivered in every way."""
    return [
        Sending(
            publication=a_publication(meeting, kind=kind, file_name=NASTY, is_late=True, agenda=FILES),
            in_group=[NASTY],
            group_state=DispatchState.SENT,
            private={state: [NASTY] for state in (*DispatchState, None)},
            by_mail={state: [NASTY] for state in DispatchState},
            of_items={DispatchState.SENT: [NASTY]},
            not_reached=not_reached,
            package={state: [NASTY] for state in DispatchState},
            is_left_behind=True,
        )
        for kind in PublicationKind
    ]


OWN: dict[str, Any] = {
    "title": NASTY, "ends": STARTS.date(), "role": "chair", "number": 1, "name": NASTY, "answer": "here",
    "starts": STARTS, "steps_in": True, "state": "asked", "version": 1, "way": "group", "text": NASTY,
    "verb": "proposed", "description": NASTY, "body": NASTY, "withdrawn": True, "is_mail": False,
    "revoked": True,
}  # fmt: skip
FILES = {"files": [{"number": 1, "name": NASTY}, {"number": 2, "name": NASTY}]}


def an_agenda(**more: Any) -> Agenda:
    usual: dict[str, Any] = {
        "arena_name": NASTY,
        "arena_short": NASTY,
        "meeting_kind": "ordinary",
        "starts_at": NOW,
        "minutes": 120,
        "place": NASTY,
        "link": "https://x.example/?a=1&b=2",
        "version": 2,
        "preliminary": True,
        "sent_at": NOW,
        "lines": (
            a_line(minutes=None),
            a_line(kind="beslut", presenter=NASTY, attachments=(NASTY,), late_attachments=(NASTY,)),
            a_line(withdrawn=True, clock=None, minutes=None, kind="information"),
        ),
        "incoming": (a_line(), a_line(minutes=None)),
        "is_late": True,
    }
    return Agenda(**usual | more)


def a_lift(state: ItemState | None) -> ShownLift:
    return ShownLift(name=NASTY, is_here=False, state=state, reason=NASTY)


def a_wheel(arena: Arena, *meetings: Meeting) -> YearWheel:
    """A year in which each side has the chair for a half, and nobody has decided on the secretary."""
    half = date(2027, 7, 1)
    roles = [
        a_role(RoleKind.CHAIR, side="region", ends=half),
        a_role(RoleKind.CHAIR, side="kommuner", begins=half),
    ]
    arena.settings = {"rotation": {"secretary": {}}}
    return year_wheel(arena, 2027, meetings, roles, [], NOW)


def a_view(meeting: Meeting, person: Person, answer: Answer | None) -> Seen:
    """What a person sees of who comes."""
    own = an_attendance(meeting, person, answer, away_from=time(14)) if answer else None
    call_in = a_call_in(meeting, person, person)
    counts = Counts(here=7, silent=1) if answer else Counts()
    return Seen(
        own=own, steps_in=[call_in] if own else [], steps_in_for=NASTY if own else None, counts=counts
    )


def a_draft() -> ReplacementDraft:
    decided: Any = {"body": NASTY, "decided_on": NOW.date(), "paragraph": "12"}
    return ReplacementDraft(name=NASTY, email="å&b@example.se", begins=NOW.date(), **decided)


def some_co_options(person: Person, item: AgendaItem, *meetings: Meeting) -> list[CoOption]:
    """To an item, to one that has no meeting, and to meetings in whatever state."""
    cancelled = replace(meetings[0], state=MeetingState.CANCELLED)
    to_items = [a_co_option(person, person, item=each) for each in (item, an_item(person, NASTY))]
    return [*to_items, *(a_co_option(person, person, meeting=each) for each in (*meetings, cancelled))]
