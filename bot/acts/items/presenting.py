"""Who may present an item, and that they begin or cease to: told to each who has a right to hear."""

from datetime import datetime
from typing import Any

from bot.acts.desk import Desk
from bot.acts.items.concerned import right_to_hear
from bot.acts.meetings.guest_calendar import REMOVE, guest_rows
from bot.acts.people.ending import end_co_option, is_known_here
from bot.acts.sending.promises import tell_person
from bot.model.co_option import CoOption
from bot.model.item import AgendaItem
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.texts import say


def who_may_present(place: ArenaStore, item: AgendaItem, now: datetime) -> list[Person]:
    """Those who are somebody here today or on the meeting's day, or invited to the item, by name."""
    days = [place.arena.today(now), *([item.meeting.starts.date()] if item.meeting else [])]
    held = [each.person for standings in place.standings_on(days).values() for each in standings]
    guests = [each.person for each in place.co_options_to([item])]
    people = {person.id: person for person in (*held, *guests)}.values()
    return sorted(people, key=lambda person: (person.name, person.id))


def tell_of_presenting(
    desk: Desk, item: AgendaItem, before: Person | None, *, apart_from: Person | None = None
) -> None:
    """Who presented it `before` and who does now, but for whoever did it."""
    if before is item.presenter:
        return
    for person, text_name in ((before, "presenter_released"), (item.presenter, "presenter_named")):
        if person and person is not desk.by and person is not apart_from:
            ended = _end_invitation(desk, item, person) if text_name == "presenter_released" else None
            subject = _right_to_hear(desk, item, person, ended)
            if subject:
                ends = ended is not None and not is_known_here(desk, person)
                text = say(text_name, arena=desk.place.arena, item=item, by=desk.by, ends=ends)
                key, about = f"{text_name}:{item.id}:{item.revision}", f"item:{item.id}"
                more: dict[str, Any] = {"key": key, "subject": subject, "about": about}
                more["buttons"] = guest_rows(desk.place, ended, REMOVE) if ended else []
                tell_person(desk.store, desk.place, person, text, **more)


def _end_invitation(desk: Desk, item: AgendaItem, person: Person) -> CoOption | None:
    """Whoever was invited to present it is so no more; gives back what has ended."""
    for co_option in desk.place.co_options_to([item]):
        if co_option.person is person and co_option.presents:
            end_co_option(desk, co_option)
            return co_option
    return None


def _right_to_hear(desk: Desk, item: AgendaItem, person: Person, ended: CoOption | None) -> str | None:
    """What the message is promised for; None for somebody who is nothing here."""
    if ended:
        return ended.ended_subject
    if subject := right_to_hear(desk.place, item, person, desk.now, as_guest=True):
        return subject
    left = desk.place.last_replacement_of(person)
    return left.thing if left and left.concerns(person, desk.today) else None
