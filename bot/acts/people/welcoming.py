"""What somebody gets who has just joined: the arena, their own seat, what is open, and the latest papers."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.acts.agendas.pages import pdf_name
from bot.acts.desk import Desk
from bot.acts.people.co_opted import tell_of_co_option
from bot.acts.sending.packing import as_document
from bot.acts.sending.promises import tell_person
from bot.model.agenda import thawed
from bot.model.arena import Arena
from bot.model.dispatch import WELCOME, Claimed, Dispatch, DispatchKind
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import PAGES, Publication
from bot.model.seat import Standing, first_day
from bot.permissions import may_prepare, may_propose
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say_parts

# A welcome is read on a telephone; the rest stands in the agenda and in /mina.
MOST_ITEMS = 10
# Older minutes are no news to anybody.
MEETINGS_BACK = 4


@dataclass(frozen=True, kw_only=True)
class Room:
    """One arena as whoever belongs to it is welcomed; `items` are open, `more` says how many others are."""

    arena: Arena
    standing: Standing
    meeting: Meeting | None
    items: Sequence[AgendaItem] = ()
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class Coming:
    """An arena in which somebody is nobody yet, and their first day there."""

    arena: Arena
    day: date


def coming_to(store: Store, person: Person, *, now: datetime) -> list[Coming]:
    """Where the person is to have a seat or a role, and has none yet, by short name."""
    places = [store.within(arena.id) for arena in store.coming_arenas_of(person, now)]
    days = [(place.arena, _first_day(place, person, now)) for place in places if place]
    return [Coming(arena=arena, day=day) for arena, day in days if day]


def _first_day(place: ArenaStore, person: Person, now: datetime) -> date | None:
    return first_day([*place.tenures(), *place.roles()], person, place.arena.today(now))


def welcome_facts(store: Store, person: Person, *, now: datetime) -> dict[str, Any]:
    """What the welcome says: each arena where they are somebody, and each where they are to be."""
    places = [place for arena in store.arenas_of(person, now) if (place := store.within(arena.id))]
    standings = [(place, place.standing(person, place.arena.today(now))) for place in places]
    rooms = [room(place, standing, now=now) for place, standing in standings]
    may = any(may_propose(each.standing) for each in rooms)
    coming = coming_to(store, person, now=now)
    facts: dict[str, Any] = {"person": person, "rooms": rooms, "coming": coming, "may_propose": may}
    return facts | {"has_lost_feed": store.has_lost_feed(person), "now": now}


def welcome_subject(facts: dict[str, Any]) -> str:
    """What it is promised for: exactly those arenas."""
    named = [(each.arena.id, day) for each, day in _named(facts)]
    return f"{WELCOME}:{zlib.crc32(repr(named).encode())}"


def _named(facts: dict[str, Any]) -> list[tuple[Room | Coming, date | None]]:
    return [(each, None) for each in facts["rooms"]] + [(each, each.day) for each in facts["coming"]]


def room(place: ArenaStore, standing: Standing, *, now: datetime) -> Room:
    """The arena for somebody of that standing. Before it is sent an item is shown to those it concerns alone,
    so that the open items are the seat's own, or all of them for who prepares."""
    coming = place.coming_meetings(now)
    items = list(_open_items(place, standing))
    return Room(
        arena=place.arena,
        standing=standing,
        meeting=coming[0] if coming else None,
        items=items[:MOST_ITEMS],
        more=max(0, len(items) - MOST_ITEMS),
    )


def _open_items(place: ArenaStore, standing: Standing) -> Iterator[AgendaItem]:
    seats = {seat.id for seat in standing.seats}
    for item in place.open_items():
        is_theirs = item.is_by(standing.person) or item.is_presented_by(standing.person)
        if may_prepare(standing) or is_theirs or (item.seat and item.seat.id in seats):
            yield item


def latest_papers(place: ArenaStore) -> list[tuple[str, str, str]]:
    """The latest agenda and minutes as files: name, content, and the meeting they are of as a subject.

    None in a sparsam arena, where no file goes through chat.
    """
    meeting = None if place.arena.is_sparse else place.last_sent_meeting()
    if meeting is None:
        return []
    pages = [each for each in place.publications(meeting) if each.kind in PAGES and each.pdf_sha256]
    found = [_file(place, each, f"agenda:{meeting.id}") for each in pages[-1:]]
    return [*found, *_minutes(place, meeting)]


def _minutes(place: ArenaStore, latest: Meeting) -> list[tuple[str, str, str]]:
    """Of the latest meeting that has some: its minutes come weeks after it."""
    held = [each for each in place.meetings() if each.is_sent and each.starts <= latest.starts]
    for meeting in held[-MEETINGS_BACK:][::-1]:
        for publication in place.minutes(meeting)[-1:]:
            return [_file(place, publication, f"minutes:{meeting.id}")]
    return []


def _file(place: ArenaStore, publication: Publication, subject: str) -> tuple[str, str, str]:
    if publication.file_name:
        return publication.file_name, publication.pdf_sha256 or "", subject
    name = pdf_name(place.arena, thawed(publication.agenda, place.arena.zone))
    return name, publication.pdf_sha256 or "", subject


def welcome(desk: Desk, person: Person, *, key: str, papers: str) -> None:
    """Whoever was let in by somebody else gets what «Det är jag» is else answered with.

    `papers` is the key of what this arena gives; the welcome names the others too.
    """
    standing = desk.place.standing(person, desk.today)
    if standing.is_co_opted:
        for co_option in desk.place.co_opted(person, desk.today):
            tell_of_co_option(desk, co_option, key=papers)
        return
    say_welcome(desk.store, person, key=key, now=desk.now)
    files = latest_papers(desk.place) if standing.is_someone else []
    for at, (name, sha256, subject) in enumerate(files):
        more = as_document((name, sha256)) | {"subject": subject}
        tell_person(desk.store, desk.place, person, None, key=f"{papers}:file{at}", **more)


def say_welcome(store: Store, person: Person, *, key: str, now: datetime) -> None:
    """Promise it, in the name of no arena: of each that it names the right is looked at when it is sent."""
    facts = welcome_facts(store, person, now=now)
    if not (person.reachable and (facts["rooms"] or facts["coming"])):
        return
    for part, text in enumerate(say_parts("welcome", **facts)):
        store.promise(
            Dispatch(
                dedupe_key=f"{key}:{part}:p{person.id}",
                kind=DispatchKind.TEXT,
                chat_id=person.telegram_id or 0,
                person_id=person.id,
                text=text,
                subject=welcome_subject(facts),
            )
        )


def is_still_welcome(store: Store, dispatch: Claimed, *, now: datetime) -> bool:
    """Whether its reader is, or is to be, somebody in exactly the arenas that it names (PROMISES P8)."""
    person = store.person(dispatch.person_id) if dispatch.person_id else None
    if person is None or person.telegram_id != dispatch.chat_id:
        return False
    return dispatch.subject == welcome_subject(welcome_facts(store, person, now=now))


def welcome_anew(store: Store, dispatch: Claimed, *, now: datetime) -> None:
    """A welcome was withheld: its reader is told of the arenas that are left to them."""
    person = store.person(dispatch.person_id) if dispatch.person_id else None
    if person and person.telegram_id == dispatch.chat_id:
        # Without part and reader: all parts of one welcome are withheld, and said anew once.
        key = dispatch.dedupe_key.rsplit(":", 2)[0]
        say_welcome(store, person, key=f"{key}:anew", now=now)
