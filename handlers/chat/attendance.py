"""/narvaro, and what a meeting's card says of who comes: numbers for all, names for those who prepare."""

from typing import Any

from bot.acts.attendance.answers import ANSWERS, answer_buttons
from bot.acts.attendance.asking_deputies import asked_facts, question_buttons
from bot.acts.attendance.rolls import roll_of, rolls_of
from bot.model.attendance import Answer
from bot.model.dispatch import Button, Dispatch
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.model.roll import Roll
from bot.permissions import may_answer, may_prepare
from bot.refusals import NoMeeting, NoSeatThatDay, StaleButton
from handlers.chat.conversation import Conversation, Rows

MOST_CARDS = 8


def show_own(talk: Conversation) -> None:
    """/narvaro: a card for each coming meeting with one's own answer; in a group one card, with numbers."""
    if talk.heard.in_group:
        _show_in_group(talk)
        return
    rolls = list(rolls_of(talk.here, talk.coming[:MOST_CARDS]).values())
    if not rolls:
        raise NoMeeting
    shown = [each(talk, roll) for roll in rolls for each in (_ask_again, _show_if_theirs)]
    if not any(shown):
        _say_why_nothing(talk, rolls[0].meeting)


def _say_why_nothing(talk: Conversation, meeting: Meeting) -> None:
    if not talk.rights.deputy_seats:
        raise NoSeatThatDay(meeting=meeting)
    talk.say("attendance_deputy", useful_twice=False)


def _ask_again(talk: Conversation, roll: Roll) -> bool:
    """What the speaker was asked as a deputy, without the word that came along."""
    call_in = roll.question_to(talk.who)
    talk.look_ahead(roll.meeting)
    if call_in:
        facts = asked_facts(roll, call_in)
        buttons = [question_buttons(call_in)]
        talk.say(
            "deputy_asked", buttons=buttons, useful_twice=False, word=None, meeting=roll.meeting, **facts
        )
    return call_in is not None


def _show_if_theirs(talk: Conversation, roll: Roll) -> bool:
    talk.look_ahead(roll.meeting)
    is_theirs = may_answer(roll.standing_of(talk.who), roll.meeting)
    if is_theirs:
        _say_card(talk, roll)
    return is_theirs


def _show_in_group(talk: Conversation) -> None:
    if not talk.coming:
        raise NoMeeting
    _say_card(talk, roll_of(talk.here, talk.coming[0]))


def _say_card(talk: Conversation, roll: Roll) -> None:
    about = about_attendance(roll.meeting)
    facts: dict[str, Any] = {"meeting": roll.meeting, "attendance": roll.seen_by(talk.who)}
    talk.say("attendance_card", buttons=rows_of(talk, roll), about=about, useful_twice=False, **facts)


def show_answer(talk: Conversation, meeting: Meeting, shown: Dispatch | None = None) -> None:
    """The card in that message, else in the one whose button was pressed."""
    talk.store.flush()
    roll = roll_of(talk.here, meeting)
    facts: dict[str, Any] = {"meeting": meeting, "attendance": roll.seen_by(talk.who)}
    facts["buttons"] = rows_of(talk, roll)
    if shown:
        talk.edit(shown, "attendance_card", **facts)
    else:
        talk.show_again("attendance_card", **facts)


def say_answer(talk: Conversation, meeting: Meeting) -> None:
    """The card in a message of its own."""
    talk.store.flush()
    _say_card(talk, roll_of(talk.here, meeting))


def about_attendance(meeting: Meeting) -> str:
    """What a message shows that is such a card."""
    return f"attendance:{meeting.id}"


def rows_of(talk: Conversation, roll: Roll) -> Rows:
    """The answers, for those who take part; the names behind the numbers, privately for those who prepare."""
    rows: list[list[Button]] = []
    if talk.heard.in_group or may_answer(roll.standing_of(talk.who), roll.meeting):
        rows.append(answer_buttons(roll.meeting))
    if may_prepare(talk.rights) and not talk.heard.in_group and roll.counts.has_answers:
        rows.append([talk.button("Visa namn", "whocomes", roll.meeting.id)])
    return rows


def press_names(talk: Conversation, press: Press) -> None:
    """«Visa namn»: how many chairs, how much coffee, and who needs the link."""
    meeting = talk.here.meeting(press.thing)
    if meeting is None:
        raise StaleButton
    roll = roll_of(talk.here, meeting)
    active = [(each, roll.whose(each)) for each in roll.call_ins if each.is_active]
    talk.say("attendance_names", meeting=meeting, groups=_groups(roll), call_ins=active, useful_twice=False)


def _groups(roll: Roll) -> list[tuple[str, list[str]]]:
    """Words and names, in the order of the buttons."""
    partial = [each.person.name for each in roll.answered(Answer.ABSENT, partial=True)]
    groups = [(text, [each.person.name for each in roll.answered(Answer(value))]) for text, value in ANSWERS]
    silent = [person.name for person in roll.unanswered]
    return [*groups[:2], ("En del av mötet", partial), groups[2], ("Har inte svarat", silent)]
