"""«På plats», «Digitalt», «Förhinder» as they are pressed, and what deputies answer who are called in."""

from typing import Any

from bot.acts.attendance.answers import answer_meeting, must_answer
from bot.acts.attendance.asking_deputies import read_word, send_word
from bot.acts.attendance.callins import Calling, answer_call_in
from bot.acts.attendance.rolls import roll_of
from bot.model.attendance import Answer, Given
from bot.model.awaytext import read_away
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import StaleButton
from handlers.chat import meetings
from handlers.chat.attendance import about_attendance, say_answer, show_answer
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation


def _pressed(talk: Conversation, press: Press) -> Meeting:
    meeting = talk.here.meeting(press.thing)
    if meeting is None:
        raise StaleButton
    return meeting


def press_answer(talk: Conversation, press: Press) -> None:
    """«På plats» and «Digitalt»."""
    meeting = _pressed(talk, press)
    answer_meeting(desk_of(talk), meeting, press.revision, Given(answer=Answer(press.action)))
    _show(talk, meeting)


def _show(talk: Conversation, meeting: Meeting) -> None:
    """The pressed card, with the answer on it; below any other message, in private, a card of its own."""
    if talk.pressed_about == about_attendance(meeting):
        show_answer(talk, meeting)
    elif talk.pressed_about == f"meeting:{meeting.id}":
        meetings.refresh_card(talk, meeting)
    elif not talk.heard.in_group:
        say_answer(talk, meeting)


def press_absent(talk: Conversation, press: Press) -> None:
    """«Förhinder»: all of the meeting or a part, asked where nobody else reads."""
    meeting = _pressed(talk, press)
    must_answer(desk_of(talk), meeting, press.revision)
    if talk.heard.in_group and not talk.who.reachable:
        talk.receipt("Öppna mig privat och skriv /narvaro.")
        return
    whole = talk.button("Hela mötet", "absentall", meeting.id, meeting.generation)
    part = talk.button("Bara en del", "absentpart", meeting.id, meeting.generation)
    talk.say_privately("absence_extent", buttons=[[whole, part]], meeting=meeting)
    talk.receipt("Jag frågar dig privat." if talk.heard.in_group else "")


def press_whole(talk: Conversation, press: Press) -> None:
    """«Hela mötet»."""
    meeting, given = _pressed(talk, press), Given(answer=Answer.ABSENT)
    calling = answer_meeting(desk_of(talk), meeting, press.revision, given)
    if calling is not None:
        talk.show_again("absence_noted", **_noted(talk, meeting, given, calling))


def press_part(talk: Conversation, press: Press) -> None:
    """«Bara en del»: the next message says when."""
    meeting = _pressed(talk, press)
    must_answer(desk_of(talk), meeting, press.revision)
    talk.ask("away", meeting=meeting.id, generation=meeting.generation)
    talk.say("ask_away", meeting=meeting, useful_twice=False)


def store_away(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Bara en del»; nothing but the times is kept of it."""
    meeting = _asked_about(talk, facts)
    must_answer(desk_of(talk), meeting, facts["generation"])
    given = read_away(talk.heard.text, meeting)
    calling = answer_meeting(desk_of(talk), meeting, facts["generation"], given) or Calling()
    talk.done_asking()
    talk.say("absence_noted", **_noted(talk, meeting, given, calling))


def _asked_about(talk: Conversation, facts: dict[str, Any]) -> Meeting:
    meeting = talk.here.meeting(int(facts["meeting"]))
    if meeting is None:
        raise StaleButton
    return meeting


def _noted(talk: Conversation, meeting: Meeting, given: Given, calling: Calling) -> dict[str, Any]:
    buttons = []
    if calling.waits_for_word:
        talk.ask("word", meeting=meeting.id, generation=meeting.generation)
        buttons = [[talk.button("Hoppa över", "noword", meeting.id, meeting.generation)]]
    about = _about_word(meeting) if buttons else None
    return {"buttons": buttons, "about": about, "meeting": meeting, "away": given, "calling": calling}


def _about_word(meeting: Meeting) -> str:
    """What a message shows that asks for a word to the deputy."""
    return f"word:{meeting.id}"


def store_word(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Vill du skicka med något till Dan?»."""
    meeting = _asked_about(talk, facts)
    must_answer(desk_of(talk), meeting, facts["generation"])
    call_ins = send_word(desk_of(talk), meeting, talk.who, read_word(talk.heard.text))
    talk.done_asking()
    # There is nothing left to skip.
    for asked in talk.store.shown_in(talk.heard.chat_id, _about_word(meeting))[-1:]:
        show_answer(talk, meeting, asked)
    talk.say("word_sent", names=[each.deputy.name for each in call_ins], useful_twice=False)


def press_no_word(talk: Conversation, press: Press) -> None:
    """«Hoppa över»: the deputy is asked without a word."""
    meeting = _pressed(talk, press)
    must_answer(desk_of(talk), meeting, press.revision)
    send_word(desk_of(talk), meeting, talk.who, None)
    talk.done_asking()
    show_answer(talk, meeting)


def press_step_in(talk: Conversation, press: Press) -> None:
    """«Jag kan»."""
    call_in = answer_call_in(desk_of(talk), press.thing, can=True)
    show_answer(talk, call_in.meeting)


def press_step_out(talk: Conversation, press: Press) -> None:
    """«Jag kan inte»."""
    call_in = answer_call_in(desk_of(talk), press.thing, can=False)
    whose = roll_of(talk.here, call_in.meeting).whose(call_in)
    talk.show_again("deputy_thanks", whose=whose, meeting=call_in.meeting)
