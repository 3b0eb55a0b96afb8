"""The buttons under a sent agenda: «Läst» and «Alla handlingar»."""

from bot.acts import papers, reach, reading
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.model.publication import Publication
from bot.refusals import StaleButton
from handlers.conversation import Conversation


def buttons_below(talk: Conversation, publication: Publication) -> list[list[Button]]:
    """What may be done with a sent agenda; in a group, where everybody reads, only the harmless one."""
    meeting_id = publication.meeting.id
    read = talk.button("Läst", "read", meeting_id, publication.version)
    if talk.heard.in_group or talk.here.arena.is_sparse:
        return [[read]]
    return [[read, talk.button("Alla handlingar", "papers", meeting_id)]]


def press_read(talk: Conversation, press: Press) -> None:
    """«Läst»."""
    meeting = _sent_meeting(talk, press)
    reading.mark_read(talk.store, talk.here, talk.who, meeting, press.revision, now=talk.now)


def press_papers(talk: Conversation, press: Press) -> None:
    """«Alla handlingar»: made on demand, once for the same papers."""
    reach.must_take_more(talk.here, talk.now)
    bound = papers.bind_all(talk.store, talk.here, _sent_meeting(talk, press), talk.workshop)
    if len(bound.files) > 1:
        talk.say("papers_in_parts", count=len(bound.files), useful_twice=False)
    for name, sha256 in bound.files:
        talk.send_file(sha256, name, subject=bound.subject)


def _sent_meeting(talk: Conversation, press: Press) -> Meeting:
    meeting = talk.here.meeting(press.thing)
    if meeting is None or not meeting.is_sent:
        raise StaleButton
    return meeting
