"""The draft of an agenda that is not sent yet: shown, called ready, previewed, sent."""

from typing import Any

from bot.acts.agendas import publishing, readiness
from bot.acts.agendas.late_agenda import another_time
from bot.acts.agendas.pages import Page, first_page, next_version
from bot.acts.agendas.preparing import draft_mark
from bot.acts.agendas.standing import ensure_standing
from bot.acts.items.incoming import next_meeting_for_items
from bot.acts.sending.audience import audience, co_opted_beside, today_and, unreached
from bot.acts.sending.reach import agenda_in_chat
from bot.model.agenda import Agenda
from bot.model.dispatch import Button
from bot.model.draft import draft_agenda, minutes_planned
from bot.model.item import AgendaItem, shortened
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.model.publication import Way
from bot.refusals import AgendaAlreadySent, ChangedMeanwhile, NoMeeting, StaleButton
from handlers.chat.conversation import Conversation

Rows = list[list[Button]]
# More buttons than this below a draft nobody finds their way in.
MOST_ITEMS = 30


def show_draft(talk: Conversation, meeting: Meeting) -> None:
    """The draft with its times and buttons."""
    name, buttons, facts = _draft(talk, meeting)
    talk.say(name, buttons=buttons, about=f"meeting:{meeting.id}", **facts)


def refresh_draft(talk: Conversation, meeting: Meeting) -> None:
    """Show the draft as it is now in the message whose button was pressed."""
    talk.store.flush()
    name, buttons, facts = _draft(talk, meeting)
    talk.show_again(name, buttons=buttons, **facts)


def _draft(talk: Conversation, meeting: Meeting) -> tuple[str, Rows, dict[str, Any]]:
    ensure_standing(talk.store, talk.here, meeting, now=talk.now, through="chat")
    found = talk.here.items_of(meeting)
    facts = draft_facts(talk, meeting, found) | {"counts": counts(talk, meeting)}
    return "draft", _draft_buttons(talk, meeting, found, facts["agenda"]), facts


def draft_facts(talk: Conversation, meeting: Meeting, found: list[AgendaItem]) -> dict[str, Any]:
    """What a draft says of the items; `counts`, to whom it would go, are for those who send it."""
    return {
        "meeting": meeting,
        "agenda": agenda_in_chat(talk.here.arena, _drafted(talk, meeting, found)),
        "planned": minutes_planned(found),
        "undecided": [item for item in found if item.is_incoming],
        "counts": None,
    }


def _drafted(talk: Conversation, meeting: Meeting, found: list[AgendaItem]) -> Agenda:
    is_preliminary = meeting.ready_at is None
    return draft_agenda(meeting, found, version=1, is_preliminary=is_preliminary, now=talk.now)


def _draft_buttons(talk: Conversation, meeting: Meeting, found: list[AgendaItem], agenda: Agenda) -> Rows:
    mark = draft_mark(found)
    look = [talk.button("Förhandsgranska", "preview", meeting.id), *another_time(meeting)]
    send = ("Skicka ut nu", "sendnow")
    words = (
        [("Klar att skickas", "ready"), send] if meeting.ready_at is None else [send, ("Ångra", "unready")]
    )
    return [*item_buttons(talk, agenda), look, _row(talk, meeting, mark, *words)]


def item_buttons(talk: Conversation, agenda: Agenda) -> Rows:
    """A way to each item that has a place in the draft, by its number there."""
    placed = [line for line in agenda.lines if line.item_id and not line.withdrawn]
    return [
        [talk.button(f"{line.number}. {shortened(line.title)}", "item", line.item_id or 0)]
        for line in placed[:MOST_ITEMS]
    ]


def _row(talk: Conversation, meeting: Meeting, mark: int, *words: tuple[str, str]) -> list[Button]:
    return [talk.button(word, action, meeting.id, mark) for word, action in words]


def counts(talk: Conversation, meeting: Meeting) -> dict[str, int]:
    """To whom it would go: members, deputies, others, those co-opted, and those who cannot be reached."""
    everybody = audience(talk.here, today_and(talk.here, talk.now, meeting.starts.date()))
    guests = co_opted_beside(talk.here, meeting, everybody)
    people = everybody.standings.values()
    members = sum(bool(standing.seats) for standing in people)
    deputies = sum(bool(standing.deputy_seats) and not standing.seats for standing in people)
    return {
        "members": members,
        "deputies": deputies,
        "others": len(everybody.recipients) - members - deputies,
        "co_opted": len(guests),
        "not_reached": len(everybody.by(Way.NOT_REACHED)) + unreached(talk.here, guests),
    }


def send_preview(talk: Conversation) -> None:
    """/skicka: to whom it would go, and the button that sends."""
    meeting = next_meeting_for_items(talk.here, talk.now)
    if meeting is None:
        raise NoMeeting
    if meeting.is_sent:
        raise AgendaAlreadySent(meeting=meeting)
    show_draft(talk, meeting)


def press_ready(talk: Conversation, press: Press) -> None:
    """«Klar att skickas»."""
    meeting = _current_meeting(talk, press)
    readiness.mark_ready(talk.store, talk.here, meeting, by=talk.who, now=talk.now)
    refresh_draft(talk, meeting)


def press_unready(talk: Conversation, press: Press) -> None:
    """«Ångra»."""
    meeting = _current_meeting(talk, press)
    readiness.unmark_ready(talk.store, talk.here, meeting, by=talk.who, now=talk.now)
    refresh_draft(talk, meeting)


def press_send_now(talk: Conversation, press: Press) -> None:
    """«Skicka ut nu»: the sweep sends it within seconds."""
    meeting = _current_meeting(talk, press)
    publishing.ask_to_send_now(talk.store, talk.here, meeting, by=talk.who, now=talk.now)
    talk.show_again("sending_now", meeting=meeting)


def _current_meeting(talk: Conversation, press: Press) -> Meeting:
    meeting = coming_meeting(talk, press)
    mark = draft_mark(talk.here.items_of(meeting))
    # A button from a reminder carries no mark: it was shown without a draft.
    if not meeting.is_sent and press.revision not in (0, mark):
        raise ChangedMeanwhile(by=None, meeting=meeting)
    return meeting


def coming_meeting(talk: Conversation, press: Press) -> Meeting:
    """The meeting of the pressed button. Raises StaleButton once it has begun."""
    meeting = talk.here.meeting(press.thing)
    if meeting is None or not meeting.is_planned or meeting.is_over(talk.now):
        raise StaleButton
    return meeting


def press_preview(talk: Conversation, press: Press) -> None:
    """«Förhandsgranska»: the very post and the very PDF, between two messages that say what they are."""
    meeting = coming_meeting(talk, press)
    page = next_version(talk.here, meeting, talk.now) or first_page(talk.here, meeting, talk.now)
    _show_preview(talk, meeting, page)


def _show_preview(talk: Conversation, meeting: Meeting, page: Page) -> None:
    talk.say("preview", counts=counts(talk, meeting), useful_twice=False)
    talk.say(page.text_name, useful_twice=False, **page.facts)
    if talk.here.arena.is_sparse:
        return
    talk.send_file(talk.store.keep_file(talk.workshop.press(page.agenda)), page.pdf_name)
    talk.say("preview_files", files=[name for name, _sha256 in page.files], useful_twice=False)
