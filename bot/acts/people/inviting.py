"""The ways in: a join link for somebody on the roster, a code for a chat; and whom an operator gives them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.model.joining import ChatKind, Invitation, hashed, new_code, new_token
from bot.model.person import Person
from bot.model.seat import Role, Tenure
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import PersonNotOnRoster


def invite_person(
    store: Store, place: ArenaStore, person: Person, *, by: Person | None = None, now: datetime, through: str
) -> str:
    """A new secret for the person's join link; an older one of this arena stops working.

    `by` is None for the operator, who answers for the link in every arena of the person's.
    """
    for older in place.open_invitations(person=person):
        older.replaced = True
    token = new_token()
    store.keep(_made(place, token, now, person=person, from_operator=by is None))
    store.record(
        "invited",
        f"person:{person.id}",
        now=now,
        arena_id=place.arena.id,
        person=by,
        through=through,
    )
    return token


def invite_chat(store: Store, place: ArenaStore, kind: ChatKind, *, now: datetime) -> str:
    """A new code for binding the arena's chat of that kind; an older one stops working."""
    for older in place.open_invitations(kind=kind):
        older.replaced = True
    code = new_code()
    store.keep(_made(place, code, now, chat_kind=kind, from_operator=True))
    store.record("coded", kind.value, now=now, arena_id=place.arena.id, person=None, through="command line")
    return code


def introduce(store: Store, place: ArenaStore, person: Person, *, now: datetime) -> None:
    """The arena knows the account that somebody has, as if a link of its own had been opened; its secret is
    nobody's."""
    store.keep(_made(place, new_token(), now, person=person, used_at=now))
    store.flush()


def _made(place: ArenaStore, secret: str, now: datetime, **more: Any) -> Invitation:
    return Invitation(arena_id=place.arena.id, secret_hash=hashed(secret), made_at=now, **more)


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
