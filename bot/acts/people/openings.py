"""A link that was opened, in each arena of its person: who is asked about it, and what is told of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.acts.sending.promises import responsible, tell_all
from bot.model.dispatch import Button
from bot.model.joining import Invitation, hashed, new_token
from bot.model.person import Person
from bot.permissions import may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


@dataclass(frozen=True)
class Opening:
    """One arena's invitation that was used when a link was opened, of that arena or of another."""

    place: ArenaStore
    invitation: Invitation
    person: Person

    @property
    def waits(self) -> bool:
        """Whether the arena is to confirm it still."""
        return self.invitation.waits_for is not None

    def record(self, store: Store, verb: str, *, by: Person, now: datetime) -> None:
        """It stands in the arena's history."""
        arena_id, thing = self.place.arena.id, f"person:{self.person.id}"
        store.record(verb, thing, now=now, arena_id=arena_id, person=by, through="chat")


def reserve_joining(store: Store, invitation: Invitation, person: Person, *, now: datetime) -> None:
    """The arenas that it concerns, in one order, then the person and the link: an agenda that goes out
    meanwhile goes to them too, or stands in their welcome."""
    for arena_id in sorted({invitation.arena_id, *(each.id for each in store.every_arena_of(person, now))}):
        if place := store.within(arena_id):
            place.reserve()
    store.reserve_joining(invitation)


def open_everywhere(store: Store, invitation: Invitation, person: Person, *, now: datetime) -> list[Opening]:
    """What the opening of the link concerns by now and had no invitation for: each arena where the person
    is, or is to be, somebody or a guest, gets its own.

    An account is the same person everywhere, so that no arena can let another's people in alone (P8).
    """
    there = {each.place.arena.id for each in openings(store, invitation, person)}
    new = [arena for arena in store.every_arena_of(person, now) if arena.id not in there]
    for arena in new:
        store.keep(_beside(invitation, arena.id))
    store.flush()
    ids = {arena.id for arena in new}
    return [each for each in openings(store, invitation, person) if each.place.arena.id in ids]


def _beside(invitation: Invitation, arena_id: str) -> Invitation:
    """The same opening in another arena; its secret is nobody's."""
    return Invitation(
        arena_id=arena_id,
        secret_hash=hashed(new_token()),
        made_at=invitation.made_at,
        person=invitation.person,
        from_operator=invitation.from_operator,
        link_id=invitation.opening,
        used_at=invitation.used_at,
    )


def openings(store: Store, invitation: Invitation, person: Person) -> list[Opening]:
    """The invitations that were used when this one was, that of the link first."""
    together = [each for each in store.opened_invitations(person) if each.opening == invitation.opening]
    together.sort(key=lambda each: each.link_id or 0)
    places = ((store.within(each.arena_id), each) for each in together)
    return [Opening(place, each, person) for place, each in places if place]


def to_confirm(opened: Iterable[Opening], *, now: datetime) -> Iterator[Opening]:
    """Where somebody is to confirm that it is the right person, before anybody is let in anywhere.

    An arena answers for its own links, the operator for all; who wants every account confirmed gets that.
    """
    for each in opened:
        is_answered_for = each.invitation.from_operator or each.invitation.link_id is None
        if not is_answered_for or (each.place.arena.join == "confirmed" and not _is_first(each, now)):
            yield each


def still_concerned(store: Store, opened: Sequence[Opening], *, now: datetime) -> list[Opening]:
    """Those of arenas where the person is anybody still: of another nobody could confirm it any more."""
    ids = {arena.id for arena in store.every_arena_of(opened[0].person, now)}
    return [each for each in opened if each.place.arena.id in ids]


def were_agreed(store: Store, opened: Sequence[Opening], *, now: datetime) -> bool:
    """Whether every other arena had let in, or heard of, the account that the person had before."""
    now_used = {each.invitation.id for each in opened}
    before = [each for each in store.opened_invitations(opened[0].person) if each.id not in now_used]
    agreed = {each.arena_id for each in before if each.waits_for is None}
    others = {each.place.arena.id for each in still_concerned(store, opened, now=now)}
    return others - {opened[0].place.arena.id} <= agreed


def cannot_be_asked(store: Store, invitation: Invitation, person: Person, *, now: datetime) -> bool:
    """Whether an arena is to confirm it, and nobody there can; the operator's own link goes without."""
    waiting = (each.place for each in openings(store, invitation, person) if each.waits)
    return any(not responsible(place, now, apart_from=person) for place in waiting)


def _is_first(opening: Opening, now: datetime) -> bool:
    """Whether the person could be asked about others, and nobody else can be yet."""
    place, person = opening.place, opening.person
    may = may_prepare(place.standing(person, place.arena.today(now)))
    return may and not responsible(place, now, apart_from=person)


def ask(store: Store, opened: Iterable[Opening], *, now: datetime) -> None:
    """«Ja, det är …» or «Fel person»: whoever is responsible in each arena that is to confirm it."""
    for each in opened:
        yes = _button(each, f"Ja, det är {each.person.name}", "joinyes")
        _tell(store, each, "join_asked", [[yes], [_wrong(each)]], now=now)


def tell(store: Store, opened: Iterable[Opening], *, now: datetime) -> None:
    """Each arena hears who has joined, and can undo it; but for those that were asked before."""
    for each in opened:
        _tell(store, each, "join_told", [[_wrong(each)]], now=now)


def tell_undone(store: Store, opened: Iterable[Opening], *, now: datetime) -> None:
    """Another arena has said that it was the wrong person."""
    for each in opened:
        _tell(store, each, "join_undone_elsewhere", [], now=now, key="undone")


def _tell(
    store: Store,
    opening: Opening,
    text_name: str,
    buttons: list[list[Button]],
    *,
    now: datetime,
    key: str = "joined",
) -> None:
    place, person, invitation = opening.place, opening.person, opening.invitation
    text = say(text_name, arena=place.arena, person=person, is_elsewhere=invitation.link_id is not None)
    asked = responsible(place, now, apart_from=person)
    tell_all(store, place, asked, text, key=f"{key}:{invitation.id}", buttons=buttons)


def _wrong(opening: Opening) -> Button:
    return _button(opening, "Fel person", "joinwrong")


def _button(opening: Opening, text: str, action: str) -> Button:
    arena_id, thing = opening.place.arena.id, opening.invitation.id
    return Button(text=text, action=action, arena_id=arena_id, thing=thing)
