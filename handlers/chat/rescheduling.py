"""The buttons of a meeting's card: moved, cancelled, brought back, held elsewhere, a date chosen."""

import zlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.acts.meetings import rescheduling as acts
from bot.acts.meetings.booking import choose_date
from bot.acts.meetings.preparatory import preparatory_of
from bot.acts.meetings.unheard import is_unheard, who_knows
from bot.acts.sending.audience import audience_of, co_opted_beside, joint_names, others_of, unreached
from bot.model.booking import dates_that_follow, warnings_about
from bot.model.bookingtext import read_booking, read_place
from bot.model.meeting import Meeting, MeetingState
from bot.model.press import Press
from bot.model.publication import Way
from bot.refusals import BadDate, MeetingAlreadyThen, StaleButton, TimeDoubled, TimeSkipped
from handlers.chat import meetings
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation


def _pressed(talk: Conversation, press: Press) -> Meeting:
    """The meeting of the pressed button, as it was shown. Raises StaleButton, ChangedMeanwhile."""
    meeting = talk.here.meeting(press.thing)
    if meeting is None or meeting.is_over(talk.now):
        raise StaleButton
    acts.must_be_as_shown(meeting, press.revision)
    return meeting


def _asked_about(talk: Conversation, facts: dict[str, Any]) -> Meeting:
    """The meeting of a question, as it was when it was asked. Raises StaleButton, ChangedMeanwhile."""
    meeting = talk.here.meeting(int(facts["meeting"]))
    if meeting is None or meeting.is_over(talk.now):
        raise StaleButton
    acts.must_be_as_shown(meeting, int(facts["mark"]))
    return meeting


def press_keep(talk: Conversation, press: Press) -> None:
    """«Avbryt»: the meeting stays as it is."""
    meeting = talk.here.meeting(press.thing)
    if meeting is None:
        raise StaleButton
    talk.done_asking()
    meetings.refresh_card(talk, meeting)


def press_move(talk: Conversation, press: Press) -> None:
    """«Flytta»: the next message is the new time."""
    meeting = _pressed(talk, press)
    talk.ask("move", meeting=meeting.id, mark=meeting.plan_mark)
    keep = talk.button("Avbryt", "keepmeet", meeting.id)
    talk.say("ask_new_time", buttons=[[keep]], meeting=meeting, useful_twice=False)


def press_move_too(talk: Conversation, press: Press) -> None:
    """«Flytta» where the other arena has moved its part of a joint meeting: to the same time."""
    meeting = _pressed(talk, press)
    twin = next((each for each in others_of(talk.store, meeting) if each.is_planned), None)
    if twin is None or twin.starts_at == meeting.starts_at:
        raise StaleButton
    starts = twin.starts_at.astimezone(meeting.arena.zone).replace(tzinfo=None)
    _show_move(talk, meeting, {"starts": starts.isoformat(), "minutes": twin.minutes})


def store_move(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Flytta»: a day, a time or both; what is not said stays as it was said or is."""
    meeting = _asked_about(talk, facts)
    words = read_booking(talk.heard.text, talk.today)
    if len(words.whens) > 1 or not (words.whens or words.clock or words.minutes):
        raise BadDate
    before = datetime.fromisoformat(facts["starts"]) if "starts" in facts else meeting.starts
    day = words.whens[0].day if words.whens else before.date()
    said = {"minutes": words.minutes, "place": words.place, "link": words.link}
    wanted: dict[str, Any] = {name: value or facts.get(name) for name, value in said.items()}
    wanted["starts"] = datetime.combine(day, words.clock or before.time()).isoformat()
    try:
        _show_move(talk, meeting, wanted)
    except (TimeDoubled, TimeSkipped) as no:
        # Whoever is asked for another time need not say the day again; the refused time is forgotten.
        wanted["starts"] = datetime.combine(day, meeting.starts.time()).isoformat()
        _remember(talk, meeting, wanted)
        keep = talk.button("Avbryt", "keepmeet", meeting.id)
        talk.say(no.text_name, buttons=[[keep]], useful_twice=False, **no.facts)


def _remember(talk: Conversation, meeting: Meeting, wanted: dict[str, Any]) -> None:
    talk.ask("move", meeting=meeting.id, mark=meeting.plan_mark, **wanted)


def _show_move(talk: Conversation, meeting: Meeting, wanted: dict[str, Any]) -> None:
    """What would follow, and who would be told."""
    starts = datetime.fromisoformat(wanted["starts"])
    if starts == meeting.starts and wanted["minutes"] in (None, meeting.minutes):
        raise MeetingAlreadyThen(meeting=meeting)
    acts.must_be_movable(desk_of(talk), meeting, starts)
    _remember(talk, meeting, wanted)
    move = talk.button("Flytta mötet", "movedo", meeting.id, _move_mark(meeting, wanted))
    keep = talk.button("Avbryt", "keepmeet", meeting.id)
    talk.say("meeting_move", buttons=[[move, keep]], **_what_follows(talk, meeting, wanted))


def _move_mark(meeting: Meeting, wanted: dict[str, Any]) -> int:
    return zlib.crc32(repr((meeting.plan_mark, wanted["starts"], wanted["minutes"])).encode())


def _what_follows(talk: Conversation, meeting: Meeting, wanted: dict[str, Any]) -> dict[str, Any]:
    starts, minutes = datetime.fromisoformat(wanted["starts"]), wanted["minutes"] or meeting.minutes
    moved = replace(meeting, starts=starts, minutes=minutes, generation=meeting.generation + 1)
    preparatory = preparatory_of(talk.here, meeting, talk.now)
    others = [each for each in talk.here.scheduled_meetings(talk.now) if each is not meeting]
    return {
        "meeting": meeting,
        "moved": moved,
        "dates": dates_that_follow(moved, talk.now),
        "preparatory": preparatory,
        "follows_to": preparatory and acts.following(preparatory, meeting, starts, talk.now),
        "warnings": [(moved, *warning) for warning in warnings_about(moved, others)],
        "joint": joint_names(talk.store, meeting),
        "told": _told(talk, meeting),
        "is_unheard": is_unheard(desk_of(talk), meeting),
    }


def _told(talk: Conversation, meeting: Meeting) -> dict[str, int]:
    """How many will be told, and how many cannot be."""
    everybody = audience_of(talk.store, talk.here, meeting, talk.now)
    guests = co_opted_beside(talk.here, meeting, everybody)
    recipients = everybody.but(talk.who).recipients
    not_reached = sum(each.way is Way.NOT_REACHED for each in recipients)
    not_reached += unreached(talk.here, guests)
    return {"people": len(recipients) + len(guests) - not_reached, "not_reached": not_reached}


def press_move_do(talk: Conversation, press: Press) -> None:
    """«Flytta mötet»."""
    facts = talk.asked("move")
    if facts["meeting"] != press.thing or "starts" not in facts:
        raise StaleButton
    meeting = _asked_about(talk, facts)
    if _move_mark(meeting, facts) != press.revision:
        raise StaleButton
    left = acts.move(desk_of(talk), meeting, acts.NewTime.of_facts(facts))
    talk.done_asking()
    _show_done(talk, meeting, left)


def _show_done(talk: Conversation, meeting: Meeting, left: list[Meeting]) -> None:
    meetings.refresh_card(talk, meeting)
    if left:
        talk.say("other_arena_asked", arenas=[each.arena.short for each in left], useful_twice=False)


def press_cancel(talk: Conversation, press: Press) -> None:
    """«Ställ in mötet»: which items go where, who will be told; nothing is done yet."""
    meeting = _pressed(talk, press)
    if meeting.state is MeetingState.CANCELLED:
        raise StaleButton
    coming = [each for each in talk.here.coming_meetings(talk.now) if each is not meeting]
    word = "Stryk" if meeting.is_tentative else "Ställ in"
    cancel = talk.button(word, "canceldo", meeting.id, meeting.plan_mark)
    keep = talk.button("Avbryt", "keepmeet", meeting.id)
    talk.show_again(
        "meeting_cancel",
        buttons=[[cancel, keep]],
        meeting=meeting,
        items=[item for item in talk.here.items_of(meeting) if item.is_open and not item.standing_key],
        heir=next((each for each in coming if not each.is_sent), None),
        preparatory=preparatory_of(talk.here, meeting, talk.now),
        joint=joint_names(talk.store, meeting),
        told=_told(talk, meeting),
        is_unheard=is_unheard(desk_of(talk), meeting),
        knowing=len(who_knows(desk_of(talk), meeting)),
    )


def press_cancel_do(talk: Conversation, press: Press) -> None:
    """«Ställ in»."""
    meeting = _pressed(talk, press)
    left = acts.cancel(desk_of(talk), meeting)
    _show_done(talk, meeting, left)


def press_undo(talk: Conversation, press: Press) -> None:
    """«Ångra» on the card of a cancelled meeting."""
    meeting = _pressed(talk, press)
    acts.undo_cancel(desk_of(talk), meeting)
    meetings.refresh_card(talk, meeting)


def press_place(talk: Conversation, press: Press) -> None:
    """«Ändra plats»: the next message is the place."""
    meeting = _pressed(talk, press)
    talk.ask("place", meeting=meeting.id, mark=meeting.plan_mark)
    keep = talk.button("Avbryt", "keepmeet", meeting.id)
    talk.say("ask_new_place", buttons=[[keep]], meeting=meeting, useful_twice=False)


def store_place(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Ändra plats»."""
    meeting = _asked_about(talk, facts)
    place, link = read_place(talk.heard.text)
    acts.change_place(desk_of(talk), meeting, place, link)
    talk.done_asking()
    meetings.show_card(talk, meeting)


def press_choose(talk: Conversation, press: Press) -> None:
    """«Välj det här datumet»."""
    meeting = _pressed(talk, press)
    choose_date(desk_of(talk), meeting)
    meetings.refresh_card(talk, meeting)
