"""An account that came in by the word of other arenas alone: who answers for this one hears of it once."""

from collections.abc import Iterable
from datetime import timedelta

from bot.acts.desk import Desk
from bot.acts.people.ending import is_known_here
from bot.acts.people.inviting import roster
from bot.acts.sending.notices import note_below
from bot.acts.sending.promises import responsible
from bot.model.joining import Invitation, hashed, new_token
from bot.model.notice import REPORT
from bot.model.person import Person
from bot.texts import say

TOGETHER = timedelta(minutes=1)
OF_USE = timedelta(days=30)


def acquaint(desk: Desk, newcomer: Person) -> None:
    """Somebody is about to become somebody here and may have joined already: whoever is responsible is told
    of it once, and undoes it by /bjudin."""
    if not is_known_here(desk, newcomer):
        _tell_of(desk, [newcomer])


def acquaint_all(desk: Desk) -> None:
    """The same of everybody who is, or is to be, somebody here, and of the co-opted, as far as nobody could
    be told of them before."""
    co_opted = [each.person for each in desk.place.co_options_from(desk.today)]
    _tell_of(desk, [*roster(desk.place, desk.today), *co_opted])


def _tell_of(desk: Desk, people: Iterable[Person]) -> None:
    for person in _unheard_of(desk, people):
        told = responsible(desk.place, desk.now, apart_from=person)
        if told:
            text = say("known_account", arena=desk.place.arena, person=person)
            key = f"known:{_introduced(desk, person).id}"
            until = desk.now + OF_USE
            more = {"since": desk.now + TOGETHER, "useful_until": until, "subject": f"{REPORT}:0"}
            note_below(desk.store, desk.place, told, text, key=key, now=desk.now, **more)


def account_of(desk: Desk, person: Person) -> Invitation | None:
    """By what «Fel person» finds the account that somebody has joined with; None for who has not."""
    if person.telegram_id is None:
        return None
    opened = [each for each in desk.store.opened_invitations(person) if each.arena_id == desk.place.arena.id]
    return opened[-1] if opened else _introduced(desk, person)


def _unheard_of(desk: Desk, people: Iterable[Person]) -> list[Person]:
    joined = {person.id: person for person in people if person.telegram_id is not None}
    heard_of = desk.place.acquainted() if joined else set()
    return [person for number, person in joined.items() if number not in heard_of]


def _introduced(desk: Desk, person: Person) -> Invitation:
    """As if a link of the arena's had been opened; its secret is nobody's."""
    invitation = Invitation(
        arena_id=desk.place.arena.id,
        secret_hash=hashed(new_token()),
        made_at=desk.now,
        person=person,
        used_at=desk.now,
    )
    desk.store.keep(invitation)
    desk.store.flush()
    return invitation
