"""Who takes over a seat is reported, corrected, asked back about and withdrawn; the secretary is told."""

from datetime import datetime, timedelta

from bot.acts.desk import Desk
from bot.acts.people.joining import may_settle
from bot.acts.replacements.card import card_text, registrar_buttons, reporter_buttons, tell_cards
from bot.acts.replacements.foreseeing import Foreseen, foresee
from bot.acts.sending.promises import responsible, tell_person
from bot.model.person import Person
from bot.model.replacement import Replacement, ReplacementState
from bot.model.replacementdraft import ReplacementDraft
from bot.model.seat import Standing
from bot.model.workdays import next_morning
from bot.permissions import may_report, may_report_for
from bot.refusals import ChangedMeanwhile, NotWaiting, NotYours
from bot.texts import say

WORKDAYS_OF_PATIENCE = 3
A_WEEK = timedelta(days=7)


def report(desk: Desk, standing: Standing, draft: ReplacementDraft) -> Replacement:
    """«Skicka»: keep the report and ask the secretary of today; one that waited already gives way to it.

    Raises what foresee raises, ChangedMeanwhile for a correction of what was registered meanwhile.
    """
    desk.place.reserve()
    foreseen = foresee(desk, standing, draft)
    if earlier := foreseen.instead_of:
        earlier.touch(ReplacementState.WITHDRAWN, standing.person)
        _stop_reminding(earlier)
        desk.store.flush()
        desk.record("replacement withdrawn", earlier.thing)
        if earlier.reported_by is not standing.person:
            _tell(desk, earlier.reported_by, earlier, "replacement_overtaken")
        tell_cards(desk, earlier, is_pressed=False)
    kept = _corrected(desk, standing, foreseen) if draft.corrects else _kept(desk, standing, foreseen)
    remind_later(kept, desk)
    kept.ask_at = None if kept.is_known else in_a_week(desk)
    desk.store.flush()
    desk.record("replacement corrected" if draft.corrects else "replacement reported", kept.thing)
    if not foreseen.may_register:
        ask_to_register(desk, kept)
    return kept


def _kept(desk: Desk, standing: Standing, foreseen: Foreseen) -> Replacement:
    draft = foreseen.draft
    kept = Replacement(
        arena_id=desk.place.arena.id,
        seat=foreseen.seat,
        leaver=foreseen.leaver,
        begins=draft.begins or desk.today,
        reported_by=standing.person,
        reported_at=desk.now,
    )
    _fill(kept, foreseen, standing.person)
    desk.store.keep(kept)
    return kept


def _corrected(desk: Desk, standing: Standing, foreseen: Foreseen) -> Replacement:
    kept = desk.place.replacement(foreseen.draft.corrects or 0)
    if kept is None or not kept.is_open:
        raise ChangedMeanwhile(by=kept.changed_by if kept else None, replacement=kept)
    if not may_answer(standing, kept):
        raise NotYours
    _fill(kept, foreseen, standing.person)
    return kept


def _fill(kept: Replacement, foreseen: Foreseen, by: Person) -> None:
    draft = foreseen.draft
    kept.seat, kept.leaver = foreseen.seat, foreseen.leaver
    kept.name, kept.email, kept.newcomer = draft.name, draft.email, None
    kept.begins = draft.begins or kept.begins
    kept.body, kept.decided_on, kept.paragraph = draft.body, draft.decided_on, draft.paragraph
    kept.touch(ReplacementState.REPORTED, by)


def may_answer(standing: Standing, replacement: Replacement) -> bool:
    """Whoever reported it corrects and withdraws it, and so may secretary and chair."""
    is_own = replacement.reported_by.id == standing.person.id and may_report(standing)
    return is_own or may_report_for(standing)


def withdraw(desk: Desk, standing: Standing, replacement: Replacement) -> None:
    """«Dra tillbaka», before it is registered. Raises NotYours, NotWaiting."""
    _must_wait(standing, replacement)
    replacement.touch(ReplacementState.WITHDRAWN, standing.person)
    _stop_reminding(replacement)
    desk.store.flush()
    desk.record("replacement withdrawn", replacement.thing)
    for person in responsible(desk.place, desk.now, apart_from=standing.person):
        _tell(desk, person, replacement, "replacement_withdrawn")
    tell_cards(desk, replacement)


def stand_by(desk: Desk, standing: Standing, replacement: Replacement) -> None:
    """«Det stämmer»: the reporter's answer to a question. Raises NotYours, NotWaiting."""
    _must_wait(standing, replacement)
    replacement.touch(ReplacementState.REPORTED, standing.person)
    remind_later(replacement, desk)
    desk.store.flush()
    desk.record("replacement confirmed", replacement.thing)
    ask_to_register(desk, replacement)


def _must_wait(standing: Standing, replacement: Replacement) -> None:
    if not may_answer(standing, replacement):
        raise NotYours
    if not replacement.is_open:
        raise NotWaiting


def question(desk: Desk, replacement: Replacement, words: str) -> None:
    """«Stämmer inte»: a question back to whoever reported it; nothing is refused.

    Raises NotYours for somebody who does not register, NotWaiting.
    """
    by = must_register(desk)
    if not replacement.is_open:
        raise NotWaiting
    replacement.touch(ReplacementState.QUESTIONED, by)
    remind_later(replacement, desk)
    desk.store.flush()
    desk.record("replacement questioned", replacement.thing)
    text = say("replacement_questioned", arena=desk.place.arena, replacement=replacement, by=by, words=words)
    tell_person(
        desk.store,
        desk.place,
        replacement.reported_by,
        text,
        key=f"{replacement.thing}:{replacement.revision}:asked",
        buttons=reporter_buttons(replacement),
        subject=replacement.thing,
    )
    # The question was written: no card was pressed that shows by itself what became of it.
    tell_cards(desk, replacement, is_pressed=False)


def must_register(desk: Desk) -> Person:
    """Secretary or chair, or whoever stands in for them. Raises NotYours."""
    if desk.by is None or not may_settle(desk.place, desk.by, now=desk.now):
        raise NotYours
    return desk.by


def ask_to_register(desk: Desk, replacement: Replacement, text: str | None = None) -> None:
    """The secretary of today gets it, or whoever is next on the ladder: the card, or words of its own."""
    asked = responsible(desk.place, desk.now)
    if not asked:
        replacement.remind_at = next_morning(desk.place.arena.local(desk.now))
    for person in asked:
        tell_person(
            desk.store,
            desk.place,
            person,
            text or card_text(desk, replacement),
            key=f"{replacement.thing}:{replacement.revision}:{desk.today}",
            buttons=registrar_buttons(replacement, person, desk.now),
            about=replacement.thing,
        )


def _tell(desk: Desk, person: Person, replacement: Replacement, text_name: str) -> None:
    text = say(text_name, arena=desk.place.arena, replacement=replacement, by=desk.by)
    key = f"{replacement.thing}:{text_name}:{replacement.revision}"
    tell_person(desk.store, desk.place, person, text, key=key, subject=replacement.thing)


def remind_later(replacement: Replacement, desk: Desk) -> None:
    """Whoever it waits for is reminded after three working days."""
    replacement.remind_at = workday_morning(desk, WORKDAYS_OF_PATIENCE)


def workday_morning(desk: Desk, count: int) -> datetime:
    """08:00 on that many working days from today."""
    morning = desk.place.arena.local(desk.now)
    for _ in range(count):
        morning = next_morning(morning.replace(hour=20))
    return morning


def in_a_week(desk: Desk) -> datetime:
    """The working morning a week from today."""
    return next_morning(desk.place.arena.local(desk.now + A_WEEK - timedelta(days=1)))


def _stop_reminding(replacement: Replacement) -> None:
    replacement.remind_at = replacement.ask_at = None
