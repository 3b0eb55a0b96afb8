"""Deputies are called in for an absent member and released by a change of mind; both hear how it ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC

from bot.acts.attendance.asking_deputies import (
    ask_deputy,
    away_of,
    tell_of,
    tell_secretary,
    tell_secretary_it_is_over,
    watch,
)
from bot.acts.attendance.rolls import keep_answer, roll_of
from bot.acts.desk import Desk
from bot.model.attendance import Answer, Given
from bot.model.callin import CallIn, CallInState, NoDeputy, Why, answer_due, is_short_of_time
from bot.model.deadline import Deadline
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.roll import Roll, Search, Wanted
from bot.refusals import AttendanceClosed, NotNeeded, StaleButton
from bot.texts import say


@dataclass(frozen=True, kw_only=True)
class Calling:
    """What an absence led to: deputies who are asked, those who cannot be, and whoever knows that nobody
    steps in."""

    asked: list[CallIn] = field(default_factory=list)
    blocked: list[NoDeputy] = field(default_factory=list)
    told: list[Person] = field(default_factory=list)

    @property
    def waits_for_word(self) -> bool:
        """Whether a word may still go along with a question."""
        return any(call_in.told_at is None for call_in in self.asked)


def call_in_deputies(
    desk: Desk,
    meeting: Meeting,
    absentee: Person,
    *,
    may_send_word: bool = False,
    is_known: bool = False,
    instead_of: CallIn | None = None,
) -> Calling:
    """Ask the deputies of the absent member, but for those who are asked already; `instead_of` one who drops
    out, for the same seats though the member has left.

    The secretary, or who stands in for them, is told at once of a seat that nobody takes and of too little
    time; `is_known` says that they know.
    """
    roll = roll_of(desk.place, meeting)
    search = roll.search(absentee, roll.seats_of(instead_of) if instead_of else ())
    active = {each.deputy.id for each in roll.active_for(absentee)}
    is_short = is_short_of_time(meeting, desk.now)
    asked = [
        _keep(desk, meeting, absentee, wanted, is_known=is_known or is_short)
        for wanted in search.wanted
        if wanted.deputy.id not in active
    ]
    told = [] if is_known else _tell_of_lack(desk, roll, absentee, search, asked if is_short else ())
    for call_in in asked:
        if not may_send_word:
            ask_deputy(desk, call_in)
    watch(desk, meeting)
    return Calling(asked=asked, blocked=search.blocked, told=told)


def _keep(desk: Desk, meeting: Meeting, absentee: Person, wanted: Wanted, *, is_known: bool) -> CallIn:
    call_in = CallIn(
        arena_id=desk.place.arena.id,
        meeting=meeting,
        generation=meeting.generation,
        absentee=absentee,
        deputy=wanted.deputy,
        seats=[seat.key for seat in wanted.seats],
        asked_at=desk.now,
        answer_by=None if is_known else answer_due(meeting, desk.now).astimezone(UTC),
    )
    desk.store.keep(call_in)
    desk.store.flush()
    _record(desk, "deputy asked", call_in)
    return call_in


def _tell_of_lack(
    desk: Desk, roll: Roll, absentee: Person, search: Search, short: Iterable[CallIn]
) -> list[Person]:
    reasons = [NoDeputy(deputy=each.deputy, why=Why.SHORT) for each in short]
    if not search.lacking and not reasons:
        return []
    return tell_secretary(desk, roll, absentee, [*search.blocked, *reasons], lacking=search.lacking)


def answer_call_in(desk: Desk, call_in_id: int, *, can: bool) -> CallIn:
    """«Jag kan» or «Jag kan inte»; both are told how it ended.

    Raises StaleButton, AttendanceClosed, NotNeeded.
    """
    desk.place.reserve()
    call_in = desk.place.call_in(call_in_id)
    if call_in is None or desk.by is None or call_in.deputy.id != desk.by.id:
        raise StaleButton
    if not call_in.meeting.is_planned or call_in.meeting.is_over(desk.now):
        raise AttendanceClosed(meeting=call_in.meeting)
    if not call_in.is_current or not call_in.is_asked:
        raise NotNeeded(meeting=call_in.meeting)
    if not roll_of(desk.place, call_in.meeting).is_deputy_for(call_in):
        raise NotNeeded(meeting=call_in.meeting)
    if can:
        _accept(desk, call_in)
    else:
        _decline(desk, call_in)
    return call_in


def _accept(desk: Desk, call_in: CallIn) -> None:
    meeting, key = call_in.meeting, f"callin:{call_in.id}:accepted"
    settle(desk, call_in, CallInState.ACCEPTED, "deputy steps in")
    roll = roll_of(desk.place, meeting)
    if roll.attendance_of(call_in.deputy) is None:
        keep_answer(desk, meeting, call_in.deputy, Given(answer=Answer.HERE))
    facts = {"arena": desk.place.arena, "meeting": meeting, "call_in": call_in, "whose": roll.whose(call_in)}
    if roll.holders_of(call_in):
        tell_of(
            desk, call_in, call_in.absentee, "deputy_steps_in", key=key, is_other=False, whose=facts["whose"]
        )
    over = say("deputy_steps_in", is_other=True, **facts)
    tell_secretary_it_is_over(desk, roll, call_in.absentee, over, key=f"{key}:known")


def _decline(desk: Desk, call_in: CallIn) -> None:
    settle(desk, call_in, CallInState.DECLINED, "deputy declined")
    look_further(desk, call_in)


def look_further(desk: Desk, call_in: CallIn, gone: Why = Why.DECLINED) -> None:
    """The next deputy is asked, or the secretary told; the absent member knows either way."""
    calling = call_in_deputies(desk, call_in.meeting, call_in.absentee, instead_of=call_in)
    if not roll_of(desk.place, call_in.meeting).standing_of(call_in.absentee).seats:
        return
    why = next((each.why for each in calling.blocked if each.deputy.id == call_in.deputy.id), gone)
    facts = {"calling": calling, "obstacle": NoDeputy(deputy=call_in.deputy, why=why)}
    tell_of(desk, call_in, call_in.absentee, "deputy_cannot", key=f"callin:{call_in.id}:cannot", **facts)


def stand_down(desk: Desk, roll: Roll, deputy: Person) -> None:
    """Whoever was to step in cannot come after all."""
    if call_in := roll.accepted_by(deputy):
        _decline(desk, call_in)


def release_deputies(desk: Desk, roll: Roll, member: Person) -> None:
    """The member comes after all: their deputies are told, and asked for others who lack one."""
    meeting, released = roll.meeting, roll.active_for(member)
    over = say("absence_over", arena=desk.place.arena, meeting=meeting, person=member)
    key = f"absenceover:{meeting.id}:{member.id}:{desk.now.timestamp():.0f}"
    tell_secretary_it_is_over(desk, roll, member, over, key=key)
    for call_in in released:
        is_told = call_in.told_at is not None
        settle(desk, call_in, CallInState.RELEASED, "deputy released")
        if is_told:
            key = f"callin:{call_in.id}:released"
            tell_of(desk, call_in, call_in.deputy, "deputy_released", key=key, member=member)
    if released:
        _offer(desk, meeting)


def _offer(desk: Desk, meeting: Meeting) -> None:
    """A deputy who is free again is asked for whoever was absent first and has none."""
    roll = roll_of(desk.place, meeting)
    waiting = next((person for person in roll.without_deputy if roll.search(person).wanted), None)
    if waiting:
        call_in_deputies(desk, meeting, waiting, is_known=True)
        _offer(desk, meeting)


def tell_of_extent(desk: Desk, roll: Roll, absentee: Person) -> None:
    """Deputies who are asked already hear that the absence is longer or shorter than it was."""
    for call_in in roll.active_for(absentee):
        if call_in.told_at:
            key = f"callin:{call_in.id}:extent:{desk.now.timestamp():.0f}"
            away = away_of(roll, absentee)
            tell_of(desk, call_in, call_in.deputy, "deputy_extent", key=key, away=away)


def release_all(desk: Desk, meeting: Meeting) -> int:
    """The meeting moves or is not held: nobody steps in any more, and all hear it by that message.

    Gives back how many were asked or stepped in.
    """
    active = [each for each in desk.place.call_ins([meeting]) if each.is_active]
    for call_in in active:
        settle(desk, call_in, CallInState.RELEASED, "deputy released")
    return len(active)


def give_up_on(desk: Desk, deputy: Person) -> None:
    """The deputy cannot be reached any more: what they were asked is asked of others."""
    questions = [each for each in desk.place.questions_to(deputy) if not each.meeting.is_over(desk.now)]
    if questions:
        desk.place.reserve()
    for call_in in questions:
        _give_up(desk, call_in)


def _give_up(desk: Desk, call_in: CallIn) -> None:
    settle(desk, call_in, CallInState.RELEASED, "deputy not reached")
    look_further(desk, call_in)


def settle(desk: Desk, call_in: CallIn, state: CallInState, verb: str) -> None:
    """It has come to that, and history knows."""
    call_in.settle(state, desk.now)
    desk.store.flush()
    _record(desk, verb, call_in)


def _record(desk: Desk, verb: str, call_in: CallIn) -> None:
    """Who for whom, for which meeting."""
    facts = {"absent": call_in.absentee.id, "deputy": call_in.deputy.id, "seats": call_in.seats}
    desk.record(verb, f"meeting:{call_in.meeting.id}", **facts)


def chase(desk: Desk, deadline: Deadline) -> bool:
    """What is due about deputies who were asked: the question itself where nobody sent a word along, then,
    where no answer came, word to the secretary. False while something is still to come."""
    desk.place.reserve()
    for call_in in desk.place.call_ins([deadline.meeting]):
        if call_in.due_at and call_in.due_at <= desk.now:
            _chase(desk, call_in)
    return not watch(desk, deadline.meeting)


def _chase(desk: Desk, call_in: CallIn) -> None:
    if not call_in.deputy.reachable:
        _give_up(desk, call_in)
    elif call_in.told_at is None:
        ask_deputy(desk, call_in)
    else:
        call_in.answer_by = None
        reasons = [NoDeputy(deputy=call_in.deputy, why=Why.SILENT)]
        tell_secretary(desk, roll_of(desk.place, call_in.meeting), call_in.absentee, reasons)
