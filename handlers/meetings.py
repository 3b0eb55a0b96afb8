"""/moten and /dagordning: what is planned, and what was sent."""

from datetime import date

from bot.acts.items import next_open_meeting
from bot.acts.reach import agenda_in_chat
from bot.model.agenda import thawed
from bot.model.draft import draft_agenda, minutes_planned
from bot.model.meeting import Meeting
from bot.model.publication import Publication
from bot.permissions import may_prepare
from bot.refusals import BadDate, NoMeeting, NoMeetingThatDay, NotReadyYet
from handlers.conversation import Conversation


def list_meetings(talk: Conversation) -> None:
    """/moten: coming meetings, a card each; in a group one short message."""
    coming = talk.here.coming_meetings(talk.now)
    if not coming:
        raise NoMeeting
    if talk.heard.in_group:
        talk.say("meetings", meetings=coming[:8], useful_twice=False)
        return
    for meeting in coming[:8]:
        talk.say("meeting_card", meeting=meeting, about=f"meeting:{meeting.id}", useful_twice=False)


def show_agenda(talk: Conversation) -> None:
    """/dagordning [datum]: the agenda that was sent; in private also the draft, for those who may see it."""
    meeting = _meeting_on(talk, _day(talk.heard.args)) if talk.heard.args else _nearest(talk)
    sent = talk.here.publications(meeting)
    if sent:
        _show_sent(talk, sent[-1])
    elif talk.heard.in_group or not may_prepare(talk.rights):
        will_be_sent = meeting.is_planned and not meeting.is_over(talk.now)
        raise NotReadyYet(meeting=meeting if will_be_sent else None)
    else:
        _show_draft(talk, meeting)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadDate from None


def _meeting_on(talk: Conversation, day: date) -> Meeting:
    for meeting in talk.here.meetings_on(day):
        return meeting
    raise NoMeetingThatDay(day=day)


def _nearest(talk: Conversation) -> Meeting:
    """The coming meeting whose agenda is out, else the next one, else the last that was held."""
    coming = talk.here.coming_meetings(talk.now)
    sent = next((meeting for meeting in coming if meeting.is_sent), None)
    found = sent or next_open_meeting(talk.here, talk.now) or talk.here.last_sent_meeting()
    if found is None:
        raise NoMeeting
    return found


def _show_sent(talk: Conversation, publication: Publication) -> None:
    agenda = agenda_in_chat(talk.here.arena, thawed(publication.agenda, talk.here.arena.zone))
    talk.say("agenda_shown", agenda=agenda, publication=publication, useful_twice=False)
    name = f"Dagordning {talk.here.arena.short} {publication.meeting.starts:%Y-%m-%d}.pdf".replace("/", "-")
    if not talk.here.arena.is_sparse:
        talk.send_file(publication.pdf_sha256, name)


def _show_draft(talk: Conversation, meeting: Meeting) -> None:
    found = talk.here.items_of(meeting)
    agenda = draft_agenda(meeting, found, version=1, is_preliminary=meeting.ready_at is None, now=talk.now)
    planned = minutes_planned(found)
    agenda = agenda_in_chat(talk.here.arena, agenda)
    talk.say("draft", meeting=meeting, agenda=agenda, planned=planned, counts=None, useful_twice=False)
