"""What deputies are asked, the word that comes with it, and whoever hears that nobody steps in yet."""

from typing import Any

from bot.acts.attendance.rolls import roll_of
from bot.acts.desk import Desk
from bot.acts.sending.promises import responsible, tell_all, tell_each, tell_person
from bot.model.attendance import Given
from bot.model.callin import CallIn, NoDeputy
from bot.model.cleantext import clean_text
from bot.model.deadline import DeadlineKind, due_at_instant
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.personnummer import holds_personnummer
from bot.model.roll import Roll
from bot.refusals import HoldsPersonnummer, NotNeeded, NoWords, TextTooLong
from bot.texts import say

WORD_LIMIT = 1000


def tell_secretary(
    desk: Desk, roll: Roll, absentee: Person, obstacles: list[NoDeputy], **facts: Any
) -> list[Person]:
    """Tell whoever is to know that nobody steps in yet, and why; gives back who that is."""
    people = responsible(desk.place, desk.now, apart_from=absentee)
    if attendance := roll.attendance_of(absentee):
        attendance.lack_told_at = desk.now
    shown = {
        "arena": desk.place.arena,
        "meeting": roll.meeting,
        "lacking": [],
        **facts,
        "obstacles": obstacles,
        "absentee": absentee,
        "away": away_of(roll, absentee),
        "is_member": bool(roll.standing_of(absentee).seats),
    }
    about = "-".join(str(each.deputy.id) for each in obstacles)
    key = f"nodeputy:{roll.meeting.id}:{absentee.id}:{about}:{desk.now.timestamp():.0f}"
    subject = f"meeting:{roll.meeting.id}"
    tell_each(desk.store, desk.place, people, "no_deputy", shown, key=key, subject=subject)
    return people


def tell_secretary_it_is_over(desk: Desk, roll: Roll, absentee: Person, text: str, *, key: str) -> None:
    """Whoever knows that nobody steps in hears that nothing lacks any more."""
    attendance = roll.attendance_of(absentee)
    if attendance is None or attendance.lack_told_at is None:
        return
    attendance.lack_told_at = None
    people = responsible(desk.place, desk.now, apart_from=absentee)
    tell_all(desk.store, desk.place, people, text, key=key, subject=f"meeting:{roll.meeting.id}")


def away_of(roll: Roll, absentee: Person) -> Given | None:
    """For how long the member is absent."""
    attendance = roll.attendance_of(absentee)
    return attendance.given if attendance else None


def ask_deputy(desk: Desk, call_in: CallIn, word: str | None = None, writer: Person | None = None) -> None:
    """Put the question, with the word that its writer sends along; nobody else ever sees that."""
    meeting, roll = call_in.meeting, roll_of(desk.place, call_in.meeting)
    call_in.told_at = desk.now
    said = {"word": word, "writer": writer, **asked_facts(roll, call_in)}
    text = say("deputy_asked", arena=desk.place.arena, meeting=meeting, **said)
    more: dict[str, Any] = {"key": f"callin:{call_in.id}", "buttons": [question_buttons(call_in)]}
    tell_person(desk.store, desk.place, call_in.deputy, text, subject=f"meeting:{meeting.id}", **more)


def asked_facts(roll: Roll, call_in: CallIn) -> dict[str, Any]:
    """For whom, for how long, and whether the seat is vacant by then; `away` is None for a newcomer who has
    not answered."""
    whose, away = roll.whose(call_in), away_of(roll, call_in.absentee)
    return {"whose": whose, "away": away, "is_vacant": not roll.holders_of(call_in)}


def question_buttons(call_in: CallIn) -> list[Button]:
    """«Jag kan» and «Jag kan inte»."""
    words = (("Jag kan", "stepin"), ("Jag kan inte", "stepout"))
    return [
        Button(text=text, action=action, arena_id=call_in.arena_id, thing=call_in.id)
        for text, action in words
    ]


def send_word(desk: Desk, meeting: Meeting, absentee: Person, word: str | None) -> list[CallIn]:
    """What the member says to their deputy goes with the question, or after it; None if they say nothing.

    Raises NotNeeded where nobody is asked any more.
    """
    desk.place.reserve()
    active = roll_of(desk.place, meeting).active_for(absentee)
    if word and not active:
        raise NotNeeded(meeting=meeting)
    for call_in in active:
        if call_in.told_at is None:
            ask_deputy(desk, call_in, word, absentee)
        elif word:
            key = f"callin:{call_in.id}:word:{desk.now.timestamp():.0f}"
            tell_of(desk, call_in, call_in.deputy, "deputy_word", key=key, word=word, writer=absentee)
    watch(desk, meeting)
    return active


def read_word(text: str) -> str:
    """The member's word as it is sent. Raises NoWords, TextTooLong, HoldsPersonnummer."""
    word = clean_text(text).strip()
    if not word:
        raise NoWords
    if len(word) > WORD_LIMIT:
        raise TextTooLong(limit=WORD_LIMIT, count=len(word))
    if holds_personnummer(word):
        raise HoldsPersonnummer
    return word


def tell_of(desk: Desk, call_in: CallIn, person: Person, text_name: str, *, key: str, **facts: Any) -> None:
    """Tell one person what became of a call-in."""
    text = say(text_name, arena=desk.place.arena, call_in=call_in, meeting=call_in.meeting, **facts)
    tell_person(desk.store, desk.place, person, text, key=key, subject=f"meeting:{call_in.meeting.id}")


def watch(desk: Desk, meeting: Meeting) -> bool:
    """See to it that the clock looks when something is next due about the meeting's call-ins; whether
    anything is."""
    dues = [each.due_at for each in desk.place.call_ins([meeting]) if each.due_at]
    kind = DeadlineKind.DEPUTIES_ASKED
    known = [each for each in desk.place.all_deadlines(meeting) if each.kind is kind]
    current = next((each for each in known if each.generation == meeting.generation), None)
    if dues and current:
        # A sweep that has it waits for this very unit of work, and looks itself.
        if current.done_at or desk.store.take_deadline(current.id):
            current.fall_due(min(dues))
    elif dues:
        desk.store.keep(due_at_instant(meeting, kind, min(dues)))
    return bool(dues)
