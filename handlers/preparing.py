"""/beredning, /skicka and the buttons by which an agenda is prepared and sent."""

from collections.abc import Callable
from typing import Any

from bot.acts import preparing as acts
from bot.acts import publishing, readiness
from bot.acts.audience import audience, today_and
from bot.acts.items import must_be_current, next_open_meeting
from bot.acts.reach import agenda_in_chat
from bot.model.dispatch import Button
from bot.model.draft import draft_agenda, minutes_planned
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.model.publication import Way
from bot.refusals import ChangedMeanwhile, NoMeeting, StaleButton
from bot.texts import say
from handlers import items
from handlers.conversation import Conversation

# More cards than this at once are a flood; the rest is listed with a button each.
MOST_CARDS = 8
Rows = list[list[Button]]


def prepare(talk: Conversation) -> None:
    """/beredning: incoming items, a card each, then the draft with its times."""
    meeting = next_open_meeting(talk.here, talk.now)
    _show_incoming(talk, meeting)
    if meeting:
        _show_draft(talk, meeting)
    else:
        talk.say("no_draft")


def _show_incoming(talk: Conversation, meeting: Meeting | None) -> None:
    of_meeting = talk.here.items_of(meeting) if meeting else []
    incoming = [item for item in [*of_meeting, *talk.here.waiting_items()] if item.is_incoming]
    for item in incoming[:MOST_CARDS]:
        items.show_card(talk, item)
    if rest := incoming[MOST_CARDS:]:
        rows = [[talk.button(items.label(item), "item", item.id)] for item in rest[:50]]
        talk.say("more_incoming", buttons=rows, count=len(rest))


def _show_draft(talk: Conversation, meeting: Meeting) -> None:
    name, buttons, facts = _draft(talk, meeting)
    talk.say(name, buttons=buttons, about=f"meeting:{meeting.id}", **facts)


def refresh_draft(talk: Conversation, meeting: Meeting) -> None:
    """Show the draft as it is now in the message whose button was pressed."""
    talk.store.flush()
    name, buttons, facts = _draft(talk, meeting)
    talk.show_again(name, buttons=buttons, **facts)


def _draft(talk: Conversation, meeting: Meeting) -> tuple[str, Rows, dict[str, Any]]:
    found = talk.here.items_of(meeting)
    facts = {
        "meeting": meeting,
        "agenda": agenda_in_chat(
            talk.here.arena,
            draft_agenda(meeting, found, version=1, is_preliminary=meeting.ready_at is None, now=talk.now),
        ),
        "planned": minutes_planned(found),
        "counts": _counts(talk, meeting),
    }
    return "draft", _draft_buttons(talk, meeting, found), facts


def _draft_buttons(talk: Conversation, meeting: Meeting, found: list[AgendaItem]) -> Rows:
    mark = acts.draft_mark(found)
    draft = [item for item in found if item.position is not None and item.is_open]
    rows = [[talk.button(items.label(item), "item", item.id)] for item in draft[:30]]
    if meeting.ready_at is None:
        return [*rows, _row(talk, meeting, mark, ("Klar att skickas", "ready"), ("Skicka ut nu", "sendnow"))]
    return [*rows, _row(talk, meeting, mark, ("Skicka ut nu", "sendnow"), ("Ångra", "unready"))]


def _row(talk: Conversation, meeting: Meeting, mark: int, *words: tuple[str, str]) -> list[Button]:
    return [talk.button(word, action, meeting.id, mark) for word, action in words]


def _counts(talk: Conversation, meeting: Meeting) -> dict[str, int]:
    """To whom it would go: members, deputies, others, and those who cannot be reached."""
    everybody = audience(talk.here, today_and(talk.here, talk.now, meeting.starts.date()))
    standings = {standing.person.id: standing for standing in talk.here.standings(talk.today)}
    people = [standings[each.person.id] for each in everybody.recipients if each.person.id in standings]
    members = sum(bool(standing.seats) for standing in people)
    deputies = sum(bool(standing.deputy_seats) and not standing.seats for standing in people)
    return {
        "members": members,
        "deputies": deputies,
        "others": len(everybody.recipients) - members - deputies,
        "not_reached": len(everybody.by(Way.NOT_REACHED)),
    }


def send_preview(talk: Conversation) -> None:
    """/skicka: to whom it would go, and the button that sends."""
    meeting = next_open_meeting(talk.here, talk.now)
    if meeting is None:
        raise NoMeeting
    _show_draft(talk, meeting)


def press_prepare(talk: Conversation, _press: Press) -> None:
    """«Öppna beredningen»."""
    prepare(talk)


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
    meeting = talk.here.meeting(press.thing)
    if meeting is None or meeting.is_over(talk.now):
        raise StaleButton
    mark = acts.draft_mark(talk.here.items_of(meeting))
    # A button from a reminder carries no mark: it was shown without a draft.
    if not meeting.is_sent and press.revision not in (0, mark):
        raise ChangedMeanwhile(by=None, meeting=meeting)
    return meeting


def press_accept(talk: Conversation, _press: Press) -> None:
    """«Ta upp»."""
    item = items.current_item(talk)
    acts.accept_item(talk.store, talk.here, talk.rights, item, now=talk.now)
    items.refresh_card(talk, item)


def press_up(talk: Conversation, _press: Press) -> None:
    """«Upp»."""
    _move(talk, -1)


def press_down(talk: Conversation, _press: Press) -> None:
    """«Ner»."""
    _move(talk, 1)


def _move(talk: Conversation, step: int) -> None:
    item = items.current_item(talk)
    acts.move_item(talk.store, talk.here, talk.rights, item, step, now=talk.now)
    items.refresh_card(talk, item)


def press_decline(talk: Conversation, _press: Press) -> None:
    """«Avböj»: the next message is the reason, where more than titles may be said in chat."""
    if talk.here.arena.is_sparse:
        item = items.current_item(talk)
        reason = say("reason_elsewhere")
        acts.decline_item(talk.store, talk.here, talk.rights, item, reason, now=talk.now)
        items.refresh_card(talk, item)
        return
    _ask_about(talk, "reason", "ask_reason")


def press_minutes(talk: Conversation, _press: Press) -> None:
    """«Minuter»: the next message is the number."""
    _ask_about(talk, "minutes", "ask_minutes")


def _ask_about(talk: Conversation, flow: str, text_name: str) -> None:
    item = items.current_item(talk)
    talk.ask(flow, item=item.id, revision=item.revision)
    talk.say(text_name, item=item, useful_twice=False)


def store_reason(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Avböj»."""

    def decline(item: AgendaItem) -> None:
        acts.decline_item(talk.store, talk.here, talk.rights, item, talk.heard.text, now=talk.now)

    _store(talk, facts, decline)


def store_minutes(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Minuter»."""

    def time(item: AgendaItem) -> None:
        acts.set_minutes(talk.store, talk.rights, item, talk.heard.text, now=talk.now)

    _store(talk, facts, time)


def _store(talk: Conversation, facts: dict[str, Any], change: Callable[[AgendaItem], None]) -> None:
    item = items.item_of(talk, facts)
    if item.changed_by is not talk.who:
        must_be_current(item, int(facts["revision"]))
    change(item)
    talk.done_asking()
    items.show_card(talk, item)
