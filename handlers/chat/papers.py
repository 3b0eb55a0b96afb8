"""The buttons under a sent agenda: «Läst» and «Alla handlingar»."""

from bot.acts.agendas import papers, reading
from bot.acts.sending import reach
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import StaleButton
from handlers.chat.conversation import Conversation


def press_read(talk: Conversation, press: Press) -> None:
    """«Läst»."""
    meeting = _sent_meeting(talk, press)
    reading.mark_read(talk.store, talk.here, talk.who, meeting, press.revision, now=talk.now)


def press_papers(talk: Conversation, press: Press) -> None:
    """«Alla handlingar»: promised here, and bound after, once for the same papers."""
    reach.must_take_more(talk.here, talk.now)
    parts = papers.all_papers(talk.store, talk.here, _sent_meeting(talk, press))
    made = {subject: papers.bound_before(talk.here, subject) for subject in parts}
    talk.receipt(
        "Handlingarna kommer här" if all(made.values()) else "Handlingarna binds ihop och kommer strax"
    )
    coming = {subject: part for subject, part in parts.items() if made[subject] or not _waits(talk, subject)}
    if len(parts) > 1 and coming:
        talk.say("papers_in_parts", count=len(parts), useful_twice=False)
    for subject, part in coming.items():
        talk.send_when_made(made[subject], part.file_name, subject=subject)


def _waits(talk: Conversation, subject: str) -> bool:
    """Whether this chat waits for the file since an earlier press: one is enough."""
    chat_id = talk.heard.chat_id
    return any(each.chat_id == chat_id for each in papers.waiting_for(talk.here, subject))


def _sent_meeting(talk: Conversation, press: Press) -> Meeting:
    meeting = talk.here.meeting(press.thing)
    if meeting is None or not meeting.is_sent:
        raise StaleButton
    return meeting
