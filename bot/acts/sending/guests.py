"""What those who are co-opted hear of their meeting and their item, and how their invitation goes along."""

from collections.abc import Sequence
from typing import Any

from bot.acts.desk import Desk
from bot.acts.meetings.guest_calendar import REMOVE, UPDATE, guest_rows
from bot.acts.sending.audience import Audience, guests_of
from bot.acts.sending.mailing import mail_guest_news, mail_part
from bot.acts.sending.promises import tell_person
from bot.acts.sending.reach import where
from bot.model.arena import Arena
from bot.model.co_option import CoOption
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def tell_co_opted_of_meeting(
    store: Store,
    place: ArenaStore,
    told: Audience,
    *,
    key: str,
    meeting: Meeting,
    what: str,
    items: Sequence[AgendaItem] = (),
    **facts: Any,
) -> None:
    """The meeting was moved, cancelled, brought back or is held elsewhere: each person is told once.

    `items` were on a cancelled one and have gone on.
    """
    known = {each.person.id for each in told.recipients}
    facts |= {"arena": place.arena, "meeting": meeting, "what": what}
    text = say("co_opted_meeting", **facts | where(meeting))
    in_mail = say("co_opted_meeting", **facts | where(meeting, in_mail=True))
    button = UPDATE if meeting.is_planned else REMOVE
    for co_option in [*guests_of(place, meeting, told), *place.co_options_to(items)]:
        if co_option.person.id not in known:
            known.add(co_option.person.id)
            below, more = guest_rows(place, co_option, button), {"key": key, "subject": co_option.subject}
            tell_person(store, place, co_option.person, text, buttons=below, **more)
            mail_guest_news(store, place, co_option, meeting, what, in_mail, key=key)


def tell_co_opted_of_item(
    store: Store, place: ArenaStore, item: AgendaItem, *, old: Arena | None = None, stays: bool = False
) -> None:
    """Their item is off the agenda, or has gone on to another meeting.

    Or to this arena from the `old` one, or back to it, which `stays` after all, and they with it.
    """
    text = say("co_opted_item", arena=place.arena, item=item, into=None, old=old, stays=stays)
    for co_option in place.co_options_to([item]):
        subject = co_option.ended_subject if co_option.has_lost_item else co_option.subject
        _tell_of_item(store, place, co_option, item, text, subject=subject)


def pass_to_item(desk: Desk, item: AgendaItem, into: AgendaItem) -> None:
    """Whoever was invited to an item that was merged is invited to the other one, once, and told."""
    place = desk.place
    held = {each.person.id: each for each in place.co_options_to([into])}
    text = say("co_opted_item", arena=place.arena, item=item, into=into, old=None, stays=False)
    for co_option in place.co_options_to([item]):
        if kept := held.get(co_option.person.id):
            co_option.withdraw(desk.by, desk.now)
        else:
            co_option.follow(into)
        person = f"person:{co_option.person.id}"
        desk.record("co-option passed on", person, co_option=co_option.id, item=into.id)
        _tell_of_item(desk.store, place, co_option, item, text, subject=(kept or co_option).subject)


def _tell_of_item(
    store: Store, place: ArenaStore, co_option: CoOption, item: AgendaItem, text: str, *, subject: str
) -> None:
    key = f"co_opted_item:{item.id}:{item.revision}"
    tell_guest(store, place, co_option, text, key=key, subject=subject, meeting=item.meeting, button=REMOVE)


def tell_guest(
    store: Store,
    place: ArenaStore,
    co_option: CoOption,
    text: str,
    *,
    key: str,
    subject: str,
    meeting: Meeting | None,
    button: str,
) -> None:
    """In chat, and by mail where that is how they are reached; with what brings their calendar up to date.

    `button` is its word, for those who are co-opted to an item and have been told its time.
    """
    person, below = co_option.person, guest_rows(place, co_option, button)
    tell_person(store, place, person, text, key=key, subject=subject, buttons=below)
    more: Any = {"subject": subject, "meeting": meeting, "time_of": co_option}
    mail_part(store, place, person, text, key=f"mail:{key}", **more)
