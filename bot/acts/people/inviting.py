"""Whom an operator can give a way in: those on the roster who have not joined, or those asked for."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.acts.people.joining import invite_person
from bot.model.person import Person
from bot.model.seat import Role, Tenure
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import PersonNotOnRoster


def invite_people(
    store: Store, place: ArenaStore, emails: Sequence[str], *, now: datetime
) -> list[tuple[Person, str]]:
    """A new secret for everybody who has not joined, or for exactly those with these addresses.

    Raises PersonNotOnRoster for an address that has no place in the arena, now or to come.
    """
    people = roster(place, place.arena.today(now))
    if emails:
        chosen = list({person.id: person for person in _with_addresses(people, emails)}.values())
    else:
        chosen = [person for person in people if person.telegram_id is None]
    return [
        (person, invite_person(store, place, person, now=now, through="command line")) for person in chosen
    ]


def roster(place: ArenaStore, today: date) -> list[Person]:
    """Everybody who holds, or is to hold, a seat or a role here, by name."""
    held: list[Tenure | Role] = [*place.tenures(), *place.roles()]
    lasting = (each for each in held if each.has_a_day and not each.is_over(today))
    people = {each.person.id: each.person for each in lasting if each.person}
    return sorted(people.values(), key=lambda person: (person.name, person.id))


def _with_addresses(people: Sequence[Person], emails: Sequence[str]) -> list[Person]:
    by_email = {person.email: person for person in people if person.email}
    unknown = [email for email in emails if email.casefold() not in by_email]
    if unknown:
        raise PersonNotOnRoster(emails=unknown)
    return [by_email[email.casefold()] for email in emails]
