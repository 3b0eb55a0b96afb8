"""A sent agenda that has changed: what differs, and the button that sends it as a new version."""

from typing import Any

from bot.acts.agendas import preparing, reading, versions
from bot.acts.agendas.pages import Page, next_version
from bot.model.draft import minutes_planned
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import ChangedMeanwhile, StaleButton
from handlers.chat.conversation import Conversation
from handlers.chat.draft import Rows, coming_meeting, counts, item_buttons, refresh_draft


def sent_meetings(talk: Conversation) -> list[Meeting]:
    """Meetings whose agenda is out and that have not begun."""
    return [meeting for meeting in talk.coming if meeting.is_sent]


def show_sent(talk: Conversation, meeting: Meeting) -> None:
    """The agenda that is out, what has changed or come in since, and a way to each of its items."""
    page = next_version(talk.here, meeting, talk.now)
    if page:
        buttons, facts = _changed(talk, meeting, page, talk.here.items_of(meeting))
        talk.say("version_draft", buttons=buttons, about=f"meeting:{meeting.id}", **facts)


def refresh(talk: Conversation, meeting: Meeting) -> None:
    """Show the draft, of a first agenda or of a new version, in the message whose button was pressed."""
    talk.store.flush()
    page = next_version(talk.here, meeting, talk.now)
    if page is None:
        refresh_draft(talk, meeting)
        return
    buttons, facts = _changed(talk, meeting, page, talk.here.items_of(meeting))
    talk.show_again("version_draft", buttons=buttons, **facts)


def _changed(
    talk: Conversation, meeting: Meeting, page: Page, found: list[AgendaItem]
) -> tuple[Rows, dict[str, Any]]:
    facts = {
        "meeting": meeting,
        "agenda": page.facts["agenda"],
        "changes": page.facts["changes"],
        "is_changed": bool(page.changes),
        "planned": minutes_planned(found),
        "counts": counts(talk, meeting),
        "reading": reading.read_count(talk.store, talk.here, meeting, talk.now),
    }
    rows = item_buttons(talk, page.agenda)
    if page.changes:
        mark = preparing.draft_mark(found, page.agenda.version)
        rows.append([talk.button("Förhandsgranska", "preview", meeting.id)])
        rows.append([talk.button("Skicka ny version", "version", meeting.id, mark)])
    return rows, facts


def press_see_version(talk: Conversation, press: Press) -> None:
    """«Skicka ny version» below a reminder: what differs, to be looked at before it is sent."""
    meeting = coming_meeting(talk, press)
    if not meeting.is_sent:
        raise StaleButton
    show_sent(talk, meeting)


def press_version(talk: Conversation, press: Press) -> None:
    """«Skicka ny version»: the sweep sends it within seconds."""
    meeting = coming_meeting(talk, press)
    page = next_version(talk.here, meeting, talk.now)
    if page is None:
        raise StaleButton
    if press.revision != preparing.draft_mark(talk.here.items_of(meeting), page.agenda.version):
        raise ChangedMeanwhile(by=None, meeting=meeting)
    versions.ask_for_version(talk.store, talk.here, meeting, by=talk.who, now=talk.now)
    talk.show_again("version_asked", meeting=meeting)
