"""What somebody co-opted gets to read: the agenda of their meeting, or their item alone with its files."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.acts.agendas.pages import pdf_name
from bot.acts.desk import Desk
from bot.acts.meetings.guest_calendar import ADD, guest_button
from bot.acts.sending.excerpts import excerpt_facts, excerpt_files
from bot.acts.sending.packing import as_document
from bot.acts.sending.promises import tell_person
from bot.acts.sending.reach import agenda_in_chat
from bot.model.agenda import Agenda
from bot.model.arena import Arena
from bot.model.changes import as_planned, as_sent
from bot.model.co_option import CoOption
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.publication import PAGES, File, Publication
from bot.ports.arena_store import ArenaStore
from bot.texts import say, say_parts
from bot.texts.dates import on_day


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One answer: a text, its button and the files after it."""

    text_name: str
    facts: dict[str, Any]
    files: Sequence[File] = ()
    buttons: list[list[Button]] = field(default_factory=list)


def shown_to(place: ArenaStore, co_option: CoOption) -> Shown | None:
    """What there is to read; None before anything was sent, or if their item is off the agenda."""
    meeting = co_option.at
    sent = place.all_publications(meeting) if meeting else []
    agenda = as_sent(sent, place.arena.zone)
    if meeting is None or agenda is None:
        return None
    if co_option.item is None:
        return _whole(place, co_option, agenda, [each for each in sent if each.kind in PAGES][-1])
    line = agenda.line_of(co_option.item.id)
    if line is None or line.withdrawn:
        return None
    planned = as_planned(agenda, meeting)
    facts = excerpt_facts(place, planned, planned.line_of(co_option.item.id) or line)
    buttons = [[guest_button(co_option)]]
    return Shown(text_name="agenda_excerpt", facts=facts, files=excerpt_files(place, line), buttons=buttons)


def facts_shown(arena: Arena, meeting: Meeting, agenda: Agenda) -> dict[str, Any]:
    """Of «agenda_shown»: when the meeting is now, and whether its PDF says otherwise."""
    is_moved = agenda.starts_at != meeting.starts_local and not arena.is_sparse
    return {"agenda": agenda_in_chat(arena, as_planned(agenda, meeting)), "is_moved": is_moved}


def _whole(place: ArenaStore, co_option: CoOption, agenda: Agenda, newest: Publication) -> Shown:
    meeting, calendar = newest.meeting, [guest_button(co_option)]
    facts = facts_shown(place.arena, meeting, agenda)
    if place.arena.is_sparse:
        return Shown(text_name="agenda_shown", facts=facts, buttons=[calendar])
    pdf = [(pdf_name(place.arena, agenda), newest.pdf_sha256)] if newest.pdf_sha256 else []
    buttons = [[papers_button(meeting)], calendar]
    return Shown(text_name="agenda_shown", facts=facts, files=pdf, buttons=buttons)


def papers_button(meeting: Meeting) -> Button:
    """«Alla handlingar» of the meeting."""
    return Button(text="Alla handlingar", action="papers", arena_id=meeting.arena.id, thing=meeting.id)


def calendar_rows(co_options: Sequence[CoOption]) -> list[list[Button]]:
    """What brings each meeting as a whole to which they are invited; with its day where there are several."""
    whole = [(each, each.meeting) for each in co_options if each.meeting and each.meeting.is_planned]
    words = [ADD if len(whole) == 1 else f"{ADD}, {on_day(meeting.starts)}" for _each, meeting in whole]
    return [[guest_button(each, text)] for (each, _meeting), text in zip(whole, words, strict=True)]


def tell_of_co_option(desk: Desk, co_option: CoOption, *, key: str | None = None) -> None:
    """To somebody who is in Telegram already: to what they are invited, and what there is to read of it."""
    facts = {"arena": desk.place.arena, "co_options": [co_option], "now": desk.now, "follows": True}
    text, subject = say("co_opted_to", **facts), co_option.subject
    key = f"{key}:{subject}" if key else subject
    shown = shown_to(desk.place, co_option)
    below = [] if shown else calendar_rows([co_option])
    tell_person(desk.store, desk.place, co_option.person, text, key=key, subject=subject, buttons=below)
    if shown:
        give(desk, co_option, shown, key=f"{key}:papers")


def give(desk: Desk, co_option: CoOption, shown: Shown, *, key: str) -> None:
    """Promise it to them, part by part."""
    store, place, person = desk.store, desk.place, co_option.person
    texts = say_parts(shown.text_name, arena=place.arena, **shown.facts)
    for at, text in enumerate(texts):
        below = shown.buttons if at == len(texts) - 1 else ()
        tell_person(store, place, person, text, key=f"{key}:{at}", buttons=below, subject=co_option.subject)
    for at, file in enumerate(shown.files):
        more = as_document(file) | {"subject": co_option.subject}
        tell_person(store, place, person, None, key=f"{key}:file{at}", **more)
