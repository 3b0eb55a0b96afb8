"""An account that came in by the word of other arenas alone: who answers for this one hears of it once."""

from collections.abc import Iterable

from bot.acts.desk import Desk
from bot.acts.people.ending import is_known_here
from bot.acts.people.inviting import introduce, roster
from bot.acts.sending.notices import note_below
from bot.acts.sending.promises import responsible
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.texts import say


def acquaint(desk: Desk, newcomer: Person) -> None:
    """Somebody is about to become somebody here and may have joined already: whoever is responsible is told
    of it once. They ask, and the operator's link puts it right: of an account in other arenas none decides
    alone (P8)."""
    if not is_known_here(desk, newcomer):
        _tell_of(desk, [newcomer])


def acquaint_all(desk: Desk) -> None:
    """The same of everybody who is, or is to be, somebody here, and of the co-opted, as far as nobody could
    be told of them before."""
    co_opted = [each.person for each in desk.place.co_options_from(desk.today)]
    _tell_of(desk, [*roster(desk.place, desk.today), *co_opted])


def take_over_accounts(old: ArenaStore, new: Desk) -> None:
    """An arena that takes over knows those whom the old one knew."""
    known = old.acquainted()
    for person in _unheard_of(new.place, roster(new.place, new.today)):
        if person.id in known:
            introduce(new.store, new.place, person, now=new.now)


def _tell_of(desk: Desk, people: Iterable[Person]) -> None:
    for person in _unheard_of(desk.place, people):
        told = responsible(desk.place, desk.now, apart_from=person)
        if told:
            introduce(desk.store, desk.place, person, now=desk.now)
            text = say("known_account", arena=desk.place.arena, person=person)
            key = f"known:{person.id}:{desk.now.timestamp():.0f}"
            note_below(desk.store, desk.place, told, text, key=key, now=desk.now)


def _unheard_of(place: ArenaStore, people: Iterable[Person]) -> list[Person]:
    joined = {person.id: person for person in people if person.telegram_id is not None}
    heard_of = place.acquainted() if joined else set()
    return [person for number, person in joined.items() if number not in heard_of]
