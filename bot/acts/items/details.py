"""What an item is beside its words: its title, kind, presenter, meeting, diarienummer and promised file."""

from datetime import datetime
from typing import Any

from bot.acts.agendas.readiness import item_changed
from bot.acts.desk import Desk
from bot.acts.items.concerned import tell_concerned
from bot.acts.items.incoming import checked_words, must_be_changeable, record_item
from bot.acts.items.presenting import tell_of_presenting, who_may_present
from bot.acts.sending.guests import tell_co_opted_of_item
from bot.model.item import AgendaItem, ItemKind, ItemState
from bot.model.meeting import Meeting, MeetingKind
from bot.model.naming import bare_name, people_named
from bot.model.person import Person
from bot.model.proposal import Proposal, read_proposal
from bot.model.seat import Standing
from bot.permissions import may_choose_meeting, may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import NotBeforeSending, NotYours, NoWords, SeveralOfThatName, TextTooLong

NAME_LIMIT = 100
DIARY_LIMIT = 60


def rename(store: Store, standing: Standing, item: AgendaItem, text: str, *, now: datetime) -> None:
    """«Rubrik», with minutes if they are said; every check is that of proposing.

    Raises NotYours, ItemClosed, and what read_proposals does.
    """
    must_be_changeable(standing, item)
    reword(store, standing, item, read_proposal(text), now=now)


def reword(store: Store, standing: Standing, item: AgendaItem, proposal: Proposal, *, now: datetime) -> None:
    """Give the item the title that was typed, and its minutes if they were."""
    item.title = proposal.title
    item.minutes = proposal.minutes or item.minutes
    _changed(store, standing, item, "renamed", now=now)


def set_kind(store: Store, standing: Standing, item: AgendaItem, kind: ItemKind, *, now: datetime) -> None:
    """«Typ». Raises NotYours, ItemClosed."""
    must_be_changeable(standing, item)
    item.kind = kind
    _changed(store, standing, item, "kind set", now=now)


def expect_file(store: Store, standing: Standing, item: AgendaItem, *, now: datetime) -> None:
    """«Bilaga kommer», and the same again to take it back. Raises NotYours, ItemClosed."""
    must_be_changeable(standing, item)
    item.awaits_file = not item.awaits_file
    _changed(store, standing, item, "file promised" if item.awaits_file else "no file promised", now=now)


def set_diary_number(
    store: Store, standing: Standing, item: AgendaItem, text: str | None, *, now: datetime
) -> None:
    """«Diarienummer», None to take it away.

    Raises NotYours for all but preparers, NoWords, TextTooLong, HoldsPersonnummer.
    """
    if not may_prepare(standing):
        raise NotYours
    item.diary_number = None if text is None else _checked_line(text, DIARY_LIMIT)
    _changed(store, standing, item, "diary number set", now=now)


def name_presenter(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, text: str, *, now: datetime
) -> None:
    """«Föredragande» by a typed name: somebody of the arena, else a name that is kept as it is.

    Raises NotYours, ItemClosed, SeveralOfThatName, NoWords, TextTooLong, HoldsPersonnummer.
    """
    must_be_changeable(standing, item)
    line = _checked_line(text, DIARY_LIMIT + NAME_LIMIT)
    found = people_named(who_may_present(place, item, now), line)
    if len(found) > 1:
        raise SeveralOfThatName(names=[person.name for person in found])
    name = None if found else _checked_line(bare_name(line), NAME_LIMIT)
    set_presenter(store, place, standing, item, found[0] if found else None, name=name, now=now)


def set_presenter(
    store: Store,
    place: ArenaStore,
    standing: Standing,
    item: AgendaItem,
    person: Person | None,
    *,
    name: str | None = None,
    invited: Person | None = None,
    now: datetime,
) -> None:
    """«Föredragande»: one of the arena, or a name, or nobody; whoever begins or ceases to be it is told.

    `invited` hears of it from what invites them, or ends that. Raises NotYours, ItemClosed.
    """
    must_be_changeable(standing, item)
    before = item.presenter
    item.presenter, item.presenter_name = person, name
    verb = "presenter named" if item.presented_by else "no presenter"
    _changed(store, standing, item, verb, now=now, presenter=person.id if person else None)
    desk = Desk(store=store, place=place, now=now, through="chat", by=standing.person)
    tell_of_presenting(desk, item, before, apart_from=invited)


def meetings_to_choose(
    place: ArenaStore, standing: Standing, item: AgendaItem, *, now: datetime
) -> list[Meeting]:
    """The coming meetings that take items, other than the item's own; where the agenda is out, the preparers
    take one up as a supplement."""
    may_add = may_prepare(standing)
    return [
        meeting
        for meeting in place.coming_meetings(now)
        if meeting.kind is not MeetingKind.PREPARATORY
        and meeting is not item.meeting
        and (may_add or not meeting.is_sent)
    ]


def choose_meeting(
    store: Store,
    place: ArenaStore,
    standing: Standing,
    item: AgendaItem,
    meeting: Meeting | None,
    *,
    now: datetime,
) -> None:
    """«Annat möte», None to wait on the arena's list; there it is incoming, whatever it was before.

    Raises NotYours, ItemClosed, NotBeforeSending.
    """
    must_be_changeable(standing, item)
    if not may_choose_meeting(standing, item):
        raise NotBeforeSending(item=item)
    was_in_draft = item.state is ItemState.ACCEPTED
    item_changed(store, item, by=standing.person, was_in_draft=was_in_draft)
    item.go_to(meeting, now)
    item.changed_by = standing.person
    store.flush()
    record_item(store, item, "meeting chosen", by=standing.person, now=now)
    tell_concerned(store, place, standing, item, "item_moved", now=now)
    tell_co_opted_of_item(store, place, item)


def _changed(
    store: Store, standing: Standing, item: AgendaItem, verb: str, *, now: datetime, **facts: Any
) -> None:
    item.changed_by = standing.person
    item_changed(store, item, by=standing.person)
    store.flush()
    record_item(store, item, verb, by=standing.person, now=now, **facts)


def _checked_line(text: str, limit: int) -> str:
    line = " ".join(checked_words(text).split())
    if not line:
        raise NoWords
    if len(line) > limit:
        raise TextTooLong(limit=limit, count=len(line))
    return line
