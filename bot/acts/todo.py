"""/attgora: everything that waits for one person, in one arena, each with the button that deals with it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from bot.acts.agendas.late_agenda import another_time
from bot.acts.agendas.leftbehind import left_behind, package_button
from bot.acts.agendas.leftout import left_out, version_button
from bot.acts.agendas.reading import unread_version
from bot.acts.attendance.answers import answer_buttons, unanswered_by
from bot.acts.attendance.asking_deputies import question_buttons
from bot.acts.items.incoming import label
from bot.acts.outlook.unsettled import Differences, deciding_buttons, differences_of
from bot.acts.people.turns import ask_button, turns_to_name
from bot.acts.sending.promises import responsible
from bot.model.arena import Arena
from bot.model.dispatch import Button, Claimed
from bot.model.item import AgendaItem, ItemState
from bot.model.joining import Invitation
from bot.model.meeting import Meeting, MeetingKind
from bot.model.notice import ATTENDANCE, FILE, NAME, OUTLOOK, PREPARE, READ, VERSION
from bot.model.person import Person
from bot.model.replacement import Replacement, ReplacementState
from bot.model.seat import Standing
from bot.model.turn import Turn
from bot.permissions import may_invite, may_name, may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts.dates import short_day


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits: until when, in which arena, and its buttons; `what` is a word of todo.j2."""

    what: str
    until: date
    arena: Arena
    button: Button
    beside: tuple[Button, ...] = ()
    meeting: Meeting | None = None
    item: AgendaItem | None = None
    person: Person | None = None
    replacement: Replacement | None = None
    turn: Turn | None = None
    differences: Differences | None = None
    count: int = 0

    @property
    def marks(self) -> list[str]:
        """What sets it apart from others of its kind: day, person, seat."""
        day = short_day(self.meeting.starts) if self.meeting else None
        seat = self.replacement.seat.title if self.replacement else None
        return [word for word in (day, self.person and self.person.name, seat) if word]

    @property
    def subject(self) -> str:
        """What a notice of the same thing is about; empty where there is none."""
        if self.turn:
            return f"{NAME}:{self.turn.id}"
        word = PREPARE if self.what in ("decide", "ready") else self.what
        return f"{word}:{self.meeting.id}" if self.meeting else ""

    @property
    def looks_like(self) -> tuple[str, str]:
        """What its button says in its arena, which others of its kind say too."""
        return self.arena.id, self.button.text

    def row(self, *, is_one_arena: bool, is_only: bool) -> list[Button]:
        """Its buttons; with its arena where there are several, with its thing where others say the same."""
        before = [*([] if is_one_arena else [self.arena.short]), *([] if is_only else self.marks)]
        return [replace(self.button, text=": ".join([*before, self.button.text])), *self.beside]


def button_rows(lines: Sequence[Waiting], *, is_one_arena: bool) -> list[list[Button]]:
    """A row for each thing that waits, no two of them alike."""
    alike = Counter(line.looks_like for line in lines)
    return [line.row(is_one_arena=is_one_arena, is_only=alike[line.looks_like] == 1) for line in lines]


def waiting_for(
    store: Store,
    place: ArenaStore,
    standing: Standing,
    *,
    now: datetime,
    about: Collection[str] | None = None,
) -> list[Waiting]:
    """What waits for the person of that standing, by date; a handful of queries however much there is.

    `about`: no more than what notices of these words are about, and next to no query for anything else.
    """
    asked = _asked(store, place, standing, now)
    lines = (line for word, found in asked if about is None or word in about for line in found)
    return sorted(lines, key=lambda each: each.until)


def _asked(
    store: Store, place: ArenaStore, standing: Standing, now: datetime
) -> Iterator[tuple[str, Iterator[Waiting]]]:
    """Each sort of thing, by the word of its notices; of it nothing is asked for before somebody looks."""
    coming = place.coming_meetings(now)
    is_responsible = cache(lambda: any(each.id == standing.person.id for each in responsible(place, now)))
    yield FILE, _files(place, standing, now)
    yield READ, _reading(place, standing, coming)
    yield ATTENDANCE, _attendance(place, standing, coming, now)
    yield "deputy", _questions(place, standing, now)
    if may_prepare(standing):
        yield PREPARE, _preparing(place, coming, now)
        yield VERSION, _versions(place, coming)
    yield "outcomes", _if(is_responsible, _outcomes(place, now))
    yield "package", _if(is_responsible, _packages(store, place, coming))
    yield OUTLOOK, _if(is_responsible, _in_outlook(place, now))
    yield "change", _changes(place, standing, is_responsible)
    if may_name(standing):
        yield NAME, _turns(place, standing, now)
    if may_invite(standing):
        yield "join", _joins(place, standing, now)


def _if(is_asked: Callable[[], bool], lines: Iterator[Waiting]) -> Iterator[Waiting]:
    if is_asked():
        yield from lines


def _preparing(place: ArenaStore, coming: Sequence[Meeting], now: datetime) -> Iterator[Waiting]:
    arena = place.arena
    meeting = next((each for each in coming if _takes_items(each)), None)
    incoming = [item for item in place.waiting_items() if item.state is ItemState.INCOMING]
    incoming += [item for item in place.items_of(meeting) if item.is_incoming] if meeting else []
    until = meeting.agenda_goes_out_at.date() if meeting else arena.today(now)
    button = Button(
        text="Öppna beredningen", action="prepare", arena_id=arena.id, thing=meeting.id if meeting else 0
    )
    if incoming:
        yield Waiting(
            what="decide", until=until, arena=arena, button=button, meeting=meeting, count=len(incoming)
        )
    if meeting and meeting.ready_at is None and now >= meeting.items_close_at:
        button = replace(button, text="Öppna utkastet")
        yield Waiting(
            what="ready",
            until=until,
            arena=arena,
            button=button,
            beside=tuple(another_time(meeting)),
            meeting=meeting,
        )


def _versions(place: ArenaStore, coming: Sequence[Meeting]) -> Iterator[Waiting]:
    for meeting in coming:
        if meeting.is_sent and left_out(place, meeting):
            until, button = meeting.starts.date(), version_button(meeting)
            yield Waiting(what=VERSION, until=until, arena=place.arena, button=button, meeting=meeting)


def _takes_items(meeting: Meeting) -> bool:
    return meeting.kind is not MeetingKind.PREPARATORY and not meeting.is_sent


def _files(place: ArenaStore, standing: Standing, now: datetime) -> Iterator[Waiting]:
    for item in place.items_by(standing.person):
        meeting = item.meeting
        if item.is_open and item.awaits_file and meeting and not meeting.is_over(now):
            to_item: dict[str, Any] = {"arena_id": place.arena.id, "thing": item.id}
            yield Waiting(
                what="file",
                until=meeting.agenda_goes_out_at.date(),
                arena=place.arena,
                button=Button(text=label(item), action="item", **to_item),
                beside=(Button(text="Skicka filen", action="files", **to_item),),
                meeting=meeting,
                item=item,
            )


def _reading(place: ArenaStore, standing: Standing, coming: Sequence[Meeting]) -> Iterator[Waiting]:
    for meeting in coming:
        version = unread_version(place, standing.person, meeting) if meeting.is_sent else None
        if version:
            to_meeting: dict[str, Any] = {"arena_id": place.arena.id, "thing": meeting.id}
            yield Waiting(
                what="read",
                until=meeting.starts.date(),
                arena=place.arena,
                button=Button(text="Läs dagordningen", action="agenda", **to_meeting),
                beside=(Button(text="Läst", action="read", revision=version, **to_meeting),),
                meeting=meeting,
            )


def _attendance(
    place: ArenaStore, standing: Standing, coming: Sequence[Meeting], now: datetime
) -> Iterator[Waiting]:
    """Whether they come, from the day on which the meeting is called for."""
    called = [each for each in coming if each.called_on <= place.arena.today(now)]
    for meeting in unanswered_by(place, standing.person, called):
        button, *beside = answer_buttons(meeting)
        yield Waiting(
            what="attendance",
            until=meeting.starts.date(),
            arena=place.arena,
            button=button,
            beside=tuple(beside),
            meeting=meeting,
        )


def _questions(place: ArenaStore, standing: Standing, now: datetime) -> Iterator[Waiting]:
    asked = place.questions_to(standing.person) if standing.deputy_seats else []
    for call_in in asked:
        button, *beside = question_buttons(call_in)
        if call_in.told_at and not call_in.meeting.is_over(now):
            yield Waiting(
                what="deputy",
                until=place.arena.today(call_in.answer_by or now),
                arena=place.arena,
                button=button,
                beside=tuple(beside),
                meeting=call_in.meeting,
                person=call_in.absentee,
            )


def _outcomes(place: ArenaStore, now: datetime) -> Iterator[Waiting]:
    for meeting, items in groupby(place.undecided_items(now), key=lambda item: item.meeting):
        if meeting:
            button = Button(
                text="Svara om ärendena", action="outcomes", arena_id=place.arena.id, thing=meeting.id
            )
            yield Waiting(
                what="outcomes",
                until=meeting.starts.date(),
                arena=place.arena,
                button=button,
                meeting=meeting,
                count=len(list(items)),
            )


def _packages(store: Store, place: ArenaStore, coming: Sequence[Meeting]) -> Iterator[Waiting]:
    """Files that nobody has, of what was sent last and of all that is to come."""
    last = place.last_sent_meeting()
    about = dict.fromkeys([*(each for each in coming if each.is_sent), *([last] if last else [])])
    for meeting in about:
        for publication in left_behind(store, place, meeting):
            until, button = meeting.starts.date(), package_button(publication)
            yield Waiting(what="package", until=until, arena=place.arena, button=button, meeting=meeting)


def _in_outlook(place: ArenaStore, now: datetime) -> Iterator[Waiting]:
    """What somebody has changed there, and nobody decided on."""
    for link in place.unsettled_links(now):
        button, *beside = deciding_buttons(link)
        yield Waiting(
            what=OUTLOOK,
            until=link.meeting.starts.date(),
            arena=place.arena,
            button=button,
            beside=tuple(beside),
            meeting=link.meeting,
            differences=differences_of(link),
        )


def _changes(place: ArenaStore, standing: Standing, is_responsible: Callable[[], bool]) -> Iterator[Waiting]:
    """What is to be registered, and what was asked back about."""
    for each in place.replacements_under_way():
        is_asked = each.state is ReplacementState.QUESTIONED and each.reported_by.id == standing.person.id
        if is_asked or (each.state is ReplacementState.REPORTED and is_responsible()):
            button = Button(text="Öppna bytet", action="replopen", arena_id=place.arena.id, thing=each.id)
            yield Waiting(
                what="asked" if is_asked else "change",
                until=each.begins,
                arena=place.arena,
                button=button,
                replacement=each,
            )


def _turns(place: ArenaStore, standing: Standing, now: datetime) -> Iterator[Waiting]:
    for turn in turns_to_name(place, standing.person, now=now):
        button = ask_button(turn)
        yield Waiting(what="turn", until=turn.begins, arena=place.arena, button=button, turn=turn)


def _joins(place: ArenaStore, standing: Standing, now: datetime) -> Iterator[Waiting]:
    for invitation in place.unconfirmed_invitations():
        person = invitation.person
        if person and person.id != standing.person.id:
            yield Waiting(
                what="join",
                until=place.arena.today(invitation.used_at or now),
                arena=place.arena,
                button=_confirm(invitation, person),
                person=person,
            )


def _confirm(invitation: Invitation, person: Person) -> Button:
    arena_id = invitation.arena_id
    return Button(text=f"Ja, det är {person.name}", action="joinyes", arena_id=arena_id, thing=invitation.id)


def may_still_see(store: Store, dispatch: Claimed, *, now: datetime) -> bool:
    """Whether the asker still has a right in every arena that the answer tells of (PROMISES P8)."""
    person = store.person(dispatch.person_id) if dispatch.person_id else None
    if person is None or person.telegram_id != dispatch.chat_id:
        return False
    arenas = {button.arena_id for row in dispatch.buttons for button in row if button.arena_id}
    places = [store.within(arena_id) for arena_id in arenas]
    return all(place and place.standing(person, place.arena.today(now)).is_someone for place in places)
