"""/deltagare: who is who on a day; and a name or an address that was written wrongly is put right."""

from datetime import date, datetime

from bot.acts.desk import Desk
from bot.acts.people.inviting import roster
from bot.acts.sending.promises import tell_person
from bot.model.co_option import CO_OPTED
from bot.model.likeness import are_alike
from bot.model.person import Person
from bot.model.replacementtext import ReplacementWords
from bot.model.roster import Roster, roster_on
from bot.permissions import may_report_for
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import AddressTaken, AnotherPerson, KnownElsewhere, NotYours, PersonNotOnRoster
from bot.texts import say


def roster_of(place: ArenaStore, day: date) -> Roster:
    """The arena on that day, in three queries however long its history is."""
    return roster_on(day, seats=place.seats(), tenures=place.tenures(), roles=place.roles())


def correctable(desk: Desk) -> list[Person]:
    """Whose name or address may be put right: who has, or is to have, a place here, and the co-opted.

    Of these nobody who is, or is to be, somebody elsewhere: that arena's papers go to their address (P8).
    """
    invited = {each.person for each in desk.place.co_options_from(desk.today)}
    invited = {person for person in invited if not _is_elsewhere(desk, person)}
    people = {person.id: person for person in (*roster(desk.place, desk.today), *invited)}
    return list(people.values())


def _is_elsewhere(desk: Desk, person: Person) -> bool:
    store, now = desk.store, desk.now
    return bool(store.arenas_of(person, now) or store.coming_arenas_of(person, now))


def correct_person(desk: Desk, person: Person, words: ReplacementWords) -> None:
    """«Rätta»: the same person, written rightly; they are told.

    Raises NotYours for all but secretary and chair, AnotherPerson for a name that has nothing of the old one,
    AddressTaken, KnownElsewhere for the address of somebody who gets other arenas' papers there.
    """
    if desk.by is None or not may_report_for(desk.place.standing(desk.by, desk.today)):
        raise NotYours
    if person not in correctable(desk):
        raise NotYours
    if words.name and not _is_like(person.name, words.name):
        raise AnotherPerson(person=person)
    if words.email and words.email != person.email and desk.store.person_by_email(words.email):
        raise AddressTaken
    if _differs(person, words, "email") and _gets_papers_elsewhere(desk, person):
        raise KnownElsewhere(person=person)
    fields = [name for name in ("name", "email") if _differs(person, words, name)]
    person.name, person.email = words.name or person.name, words.email or person.email
    desk.store.flush()
    if fields:
        desk.record("person corrected", f"person:{person.id}", fields=fields)
        _tell(desk, person)


def readdress(store: Store, old: str, new: str, *, now: datetime) -> Person:
    """The operator puts an address right for every arena of its person, who is told.

    Raises PersonNotOnRoster, AddressTaken.
    """
    person = store.person_by_email(old)
    if person is None:
        raise PersonNotOnRoster(emails=[old])
    if store.person_by_email(new):
        raise AddressTaken
    person.email = new.casefold()
    store.flush()
    places = [place for arena in store.every_arena_of(person, now) if (place := store.within(arena.id))]
    desks = [Desk(store=store, place=place, now=now, through="command line") for place in places]
    for desk in desks:
        desk.record("person corrected", f"person:{person.id}", fields=["email"])
    for desk in desks[:1]:
        _tell(desk, person)
    return person


def _gets_papers_elsewhere(desk: Desk, person: Person) -> bool:
    return any(arena.id != desk.place.arena.id for arena in desk.store.every_arena_of(person, desk.now))


def _differs(person: Person, words: ReplacementWords, name: str) -> bool:
    said = getattr(words, name)
    return said is not None and said != getattr(person, name)


def _is_like(before: str, after: str) -> bool:
    """A part of the name stays, or what changes is a slip of the pen."""
    shared = set(before.casefold().split()) & set(after.casefold().split())
    return bool(shared) or are_alike(before, after)


def _tell(desk: Desk, person: Person) -> None:
    if person is not desk.by:
        text = say("corrected_for_you", arena=desk.place.arena, person=person, by=desk.by)
        key = f"corrected:{person.id}:{desk.now.timestamp():.0f}"
        is_co_opted = desk.place.standing(person, desk.today).is_co_opted
        subject = CO_OPTED if is_co_opted else None
        tell_person(desk.store, desk.place, person, text, key=key, subject=subject)
