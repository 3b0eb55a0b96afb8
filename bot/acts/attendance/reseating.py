"""A seat changes hands before a meeting: the call-ins follow whoever has it on the meeting's day."""

from bot.acts.attendance.answers import answer_buttons
from bot.acts.attendance.asking_deputies import tell_of
from bot.acts.attendance.callins import call_in_deputies, look_further, release_deputies, settle
from bot.acts.attendance.rolls import roll_of, rolls_of
from bot.acts.desk import Desk
from bot.acts.sending.promises import tell_person
from bot.model.attendance import Answer
from bot.model.callin import CallIn, CallInState, Why
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.roll import Roll
from bot.model.seat import Seat
from bot.texts import say


def reseat(desk: Desk, seat: Seat) -> None:
    """Who has the seat on which day is another than it was: let the call-ins of coming meetings follow.

    A deputy who is one no more by then is free, and the next is asked. The newcomer has not said that they
    are absent: they are asked, and the deputy stays until they answer.
    """
    meetings = desk.place.coming_meetings(desk.now)
    rolls = rolls_of(desk.place, meetings) if desk.place.attendances(meetings) else {}
    for roll in rolls.values():
        for call_in in [each for each in roll.call_ins if each.is_active]:
            # One that follows another may have been settled with it.
            if call_in.is_active:
                _follow(desk, roll_of(desk.place, roll.meeting), call_in, seat)
        _call_in_again(desk, roll_of(desk.place, roll.meeting), seat)


def _follow(desk: Desk, roll: Roll, call_in: CallIn, seat: Seat) -> None:
    holders = roll.holders_of(call_in)
    is_taken_over = seat in roll.seats_of(call_in) and bool(holders) and call_in.absentee not in holders
    if not roll.is_deputy_for(call_in):
        _let_go(desk, roll, call_in)
    elif is_taken_over:
        _pass_to(desk, roll, call_in, holders[0])


def _let_go(desk: Desk, roll: Roll, call_in: CallIn) -> None:
    """The deputy has left, or has the very seat by then."""
    holders, is_asked = roll.holders_of(call_in), call_in.told_at is not None
    settle(desk, call_in, CallInState.RELEASED, "deputy left")
    if is_asked:
        facts = {"whose": roll.whose(call_in), "has_seat": call_in.deputy in holders}
        tell_of(desk, call_in, call_in.deputy, "deputy_left", key=f"callin:{call_in.id}:left", **facts)
    if call_in.deputy not in holders:
        look_further(desk, call_in, Why.LEFT)


def _pass_to(desk: Desk, roll: Roll, call_in: CallIn, newcomer: Person) -> None:
    call_in.absentee = newcomer
    desk.store.flush()
    attendance = roll.attendance_of(newcomer)
    if attendance is None:
        _ask(desk, roll.meeting, call_in, newcomer)
    elif attendance.answer is not Answer.ABSENT:
        release_deputies(desk, roll_of(desk.place, roll.meeting), newcomer)


def _ask(desk: Desk, meeting: Meeting, call_in: CallIn, newcomer: Person) -> None:
    text = say("newcomer_asked", arena=desk.place.arena, meeting=meeting, call_in=call_in)
    key = f"callin:{call_in.id}:newcomer:{newcomer.id}:{desk.now.timestamp():.0f}"
    buttons = [answer_buttons(meeting)]
    tell_person(
        desk.store, desk.place, newcomer, text, key=key, buttons=buttons, subject=f"meeting:{meeting.id}"
    )


def _call_in_again(desk: Desk, roll: Roll, seat: Seat) -> None:
    """Whoever has the seat by then and said that they are absent needs a deputy, as before; who is to know
    that there is none hears it once."""
    for person in roll.without_deputy:
        if seat in roll.standing_of(person).seats:
            call_in_deputies(desk, roll.meeting, person, is_known=roll.is_lack_told(person))
