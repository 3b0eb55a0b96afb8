"""/moten and /dagordning: what is planned, and what was sent."""

from typing import Any

from bot.acts.agendas.late_agenda import another_time
from bot.acts.agendas.pages import pdf_name
from bot.acts.attendance.rolls import roll_of, rolls_of
from bot.acts.items.incoming import next_open_meeting
from bot.acts.meetings.booking import others_to_choose
from bot.acts.meetings.calendar import calendar_button
from bot.acts.people.co_opted import facts_shown
from bot.acts.sending.audience import joint_names, names_beside
from bot.acts.sending.outgoing import publication_buttons
from bot.model.agenda import Agenda
from bot.model.changes import as_sent
from bot.model.daytext import days_meant
from bot.model.dispatch import Button
from bot.model.meeting import Meeting, MeetingState
from bot.model.publication import PAGES, Publication
from bot.model.roll import Roll
from bot.permissions import may_plan, may_prepare
from bot.refusals import NoMeeting, NoMeetingThatDay, NotReadyYet
from handlers.chat.attendance import rows_of
from handlers.chat.conversation import Conversation, Rows
from handlers.chat.draft import draft_facts

# Nobody reads more cards than this at once.
MOST_CARDS = 8
PLANNED = ((("Flytta", "movemeet"), ("Ställ in mötet", "cancelmeet")), (("Ändra plats", "placemeet"),))
TENTATIVE = ((("Välj det här datumet", "choosemeet"),), (("Stryk datumet", "cancelmeet"),))
CANCELLED = ((("Ångra", "undocancel"),),)


def list_meetings(talk: Conversation) -> None:
    """/moten: coming meetings, a card each; in a group one short message."""
    shown = [meeting for meeting in talk.here.scheduled_meetings(talk.now) if is_shown(talk, meeting)]
    if not shown:
        raise NoMeeting
    if talk.heard.in_group:
        talk.say("meetings", meetings=shown[:MOST_CARDS], useful_twice=False)
        return
    joint = talk.store.joint_meetings({each.joint_key for each in shown if each.joint_key})
    rolls = rolls_of(talk.here, list(filter(_is_attended, shown[:MOST_CARDS])))
    for meeting in shown[:MOST_CARDS]:
        _say_card(talk, meeting, names_beside(meeting, joint), rolls.get(meeting.id))


def is_shown(talk: Conversation, meeting: Meeting) -> bool:
    """A preparatory meeting only where those who prepare are alone."""
    if not meeting.is_preparatory:
        return True
    return may_prepare(talk.rights) and (not talk.heard.in_group or talk.among_preparers)


def _is_attended(meeting: Meeting) -> bool:
    """Whether people say if they come: to a preparatory meeting, or on a tentative date, they do not."""
    return meeting.is_planned and not meeting.is_preparatory


def show_card(talk: Conversation, meeting: Meeting) -> None:
    """Say the meeting's card with the buttons that fit the reader."""
    talk.store.flush()
    _say_card(talk, meeting, joint_names(talk.store, meeting), _roll(talk, meeting))


def _roll(talk: Conversation, meeting: Meeting) -> Roll | None:
    return roll_of(talk.here, meeting) if _is_attended(meeting) else None


def _say_card(talk: Conversation, meeting: Meeting, joint: list[str], roll: Roll | None) -> None:
    rows, facts = _buttons(talk, meeting, roll), _facts(talk, meeting, joint, roll)
    talk.say("meeting_card", buttons=rows, about=f"meeting:{meeting.id}", useful_twice=False, **facts)


def _facts(talk: Conversation, meeting: Meeting, joint: list[str], roll: Roll | None) -> dict[str, Any]:
    attendance = roll.seen_by(talk.who) if roll else None
    facts = {"meeting": meeting, "joint": joint, "now": talk.now, "attendance": attendance}
    alternatives = others_to_choose(talk.here, meeting, talk.now) if meeting.is_tentative else []
    return facts | {"may_time": bool(_late_buttons(talk, meeting)), "alternatives": alternatives}


def _buttons(talk: Conversation, meeting: Meeting, roll: Roll | None) -> Rows:
    is_out = meeting.is_planned and meeting.is_sent and not meeting.is_preparatory
    agenda = [[talk.button("Läs dagordningen", "agenda", meeting.id)]] if is_out else []
    if meeting.is_over(talk.now):
        return agenda
    answers = rows_of(talk, roll) if roll else []
    calendar = [[calendar_button(meeting)]] if meeting.is_planned else []
    return [*answers, *agenda, *calendar, *card_buttons(talk, meeting)]


def refresh_card(talk: Conversation, meeting: Meeting) -> None:
    """Show the meeting as it is now in the message whose button was pressed."""
    talk.store.flush()
    roll = _roll(talk, meeting)
    facts = _facts(talk, meeting, joint_names(talk.store, meeting), roll)
    talk.show_again("meeting_card", buttons=_buttons(talk, meeting, roll), **facts)


def card_buttons(talk: Conversation, meeting: Meeting) -> Rows:
    """What may be done with it now; nothing in the arena's group, where everybody reads."""
    return [row for row in (*_planning_buttons(talk, meeting), _late_buttons(talk, meeting)) if row]


def _is_settled(talk: Conversation, meeting: Meeting) -> bool:
    """Whether nobody does anything with it here any more."""
    return meeting.is_over(talk.now) or (talk.heard.in_group and not talk.among_preparers)


def _late_buttons(talk: Conversation, meeting: Meeting) -> list[Button]:
    return [] if _is_settled(talk, meeting) or not may_prepare(talk.rights) else another_time(meeting)


def _planning_buttons(talk: Conversation, meeting: Meeting) -> Rows:
    if _is_settled(talk, meeting) or not may_plan(talk.rights):
        return []
    rows = {MeetingState.PLANNED: PLANNED, MeetingState.TENTATIVE: TENTATIVE}.get(meeting.state, CANCELLED)
    mark = meeting.plan_mark
    return [[talk.button(word, action, meeting.id, mark) for word, action in row] for row in rows]


def show_agenda(talk: Conversation) -> None:
    """/dagordning [datum]: the agenda that was sent; in private also the draft, for those who may see it."""
    meeting = meeting_named(talk) if talk.heard.args else _nearest(talk)
    sent = talk.here.all_publications(meeting)
    agenda = as_sent(sent, talk.here.arena.zone)
    if agenda:
        _show_sent(talk, meeting, agenda, [each for each in sent if each.kind in PAGES][-1])
    elif talk.heard.in_group or not may_prepare(talk.rights):
        will_be_sent = meeting.is_planned and not meeting.is_over(talk.now)
        raise NotReadyYet(meeting=meeting if will_be_sent else None)
    else:
        _show_draft(talk, meeting)


def meeting_named(talk: Conversation) -> Meeting:
    """The meeting of the day that was typed. Raises BadDate, NoSuchDay, NotThatWeekday, NoMeetingThatDay."""
    days = days_meant(talk.heard.args, talk.today)
    for meeting in (each for day in days for each in talk.here.meetings_on(day)):
        return meeting
    raise NoMeetingThatDay(day=days[0])


def _nearest(talk: Conversation) -> Meeting:
    """The coming meeting whose agenda is out, else the next one, else the last that was held."""
    coming = talk.here.coming_meetings(talk.now)
    sent = next((meeting for meeting in coming if meeting.is_sent), None)
    found = sent or next_open_meeting(talk.here, talk.now) or talk.here.last_sent_meeting()
    if found is None:
        raise NoMeeting
    return found


def _show_sent(talk: Conversation, meeting: Meeting, agenda: Agenda, publication: Publication) -> None:
    arena = talk.here.arena
    in_group, private = publication_buttons(publication)
    buttons = in_group if talk.heard.in_group else private
    talk.say("agenda_shown", buttons=buttons, useful_twice=False, **facts_shown(arena, meeting, agenda))
    if not arena.is_sparse:
        talk.send_file(publication.pdf_sha256, pdf_name(arena, agenda))


def _show_draft(talk: Conversation, meeting: Meeting) -> None:
    facts = draft_facts(talk, meeting, talk.here.items_of(meeting))
    talk.say("draft", useful_twice=False, **facts)
