"""Somebody is named for a role that turns, and it is taken back: told to them, and to who has it today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.acts.desk import Desk
from bot.acts.people.acquaintance import acquaint
from bot.acts.people.inviting import invite_person, roster
from bot.acts.people.turns import end_leaving, is_open, is_to_name, leaders, leaving, named_for
from bot.acts.replacements.seating import known_or_new
from bot.acts.sending.promises import tell_person
from bot.model.dispatch import Button
from bot.model.person import Person
from bot.model.replacement import Successor
from bot.model.replacementtext import domain_of
from bot.model.seat import Role, Seat
from bot.model.turn import Turn, seat_on_side
from bot.refusals import ChangedMeanwhile, NotYours, OfAnotherSide, TurnHasCome
from bot.texts import say

Rows = list[list[Button]]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody of the incoming side who may be named at a press."""

    seat: Seat
    person: Person


def candidates(desk: Desk, turn: Turn) -> list[Candidate]:
    """Those who have an ordinary seat of that side on the day on which it begins, by name."""
    standings = desk.place.standings(turn.decisive_day(desk.today))
    found = ((seat_on_side(each, turn.side), each.person) for each in standings)
    return [Candidate(seat=seat, person=person) for seat, person in found if seat]


def is_unknown_domain(desk: Desk, email: str) -> bool:
    """Whether nobody in the arena has an address of that domain."""
    return domain_of(email) not in {
        domain_of(each.email) for each in roster(desk.place, desk.today) if each.email
    }


def must_name(desk: Desk, turn: Turn) -> Person:
    """Who says who has the role next. Raises NotYours."""
    by = desk.by
    if by is None or not is_open(desk.place, turn, desk.now):
        raise NotYours
    if not is_to_name(desk.place, by, turn, now=desk.now):
        raise NotYours
    return by


def name_holder(desk: Desk, turn: Turn, successor: Successor) -> tuple[Person, str | None]:
    """«Registrera»: from the turn on the role is theirs, or their seat's, and nobody's who had it before.

    Gives back whom it became, and the secret of a join link for whoever named them to pass on; None for
    somebody who has joined. Raises NotYours, ChangedMeanwhile if somebody is named already, OfAnotherSide.
    """
    by = must_name(desk, turn)
    desk.place.reserve()
    if named_for(desk.place, turn, desk.today):
        raise ChangedMeanwhile(by=turn.changed_by, turn=turn)
    person = known_or_new(desk, successor)
    acquaint(desk, person)
    end_leaving(desk, turn)
    turn.role = _role(desk, turn, person)
    turn.named_by = turn.changed_by = by
    turn.named_at = desk.now
    desk.store.keep(turn.role)
    desk.store.flush()
    desk.record("role named", turn.thing, kind=turn.kind.value, role=turn.role.id, holder=person.id)
    desk.place.drop_notices(turn.question, now=desk.now)
    _tell_named(desk, turn, person)
    return person, _link_for(desk, person)


def _link_for(desk: Desk, person: Person) -> str | None:
    if person.telegram_id is not None:
        return None
    return invite_person(desk.store, desk.place, person, by=desk.by, now=desk.now, through=desk.through)


def _role(desk: Desk, turn: Turn, person: Person) -> Role:
    """That of the person's seat, so that it goes with the seat; of a person alone who has none."""
    day = turn.decisive_day(desk.today)
    standing = desk.place.standing(person, day)
    seat = seat_on_side(standing, turn.side)
    if seat is None and any(each.side for each in standing.seats):
        raise OfAnotherSide(person=person, side=turn.side)
    return Role(
        arena_id=turn.arena_id,
        kind=turn.kind,
        seat=seat,
        person=None if seat else person,
        begins=day,
        side=turn.side,
    )


def _tell_named(desk: Desk, turn: Turn, person: Person) -> None:
    facts = {"turn": turn, "person": person, "by": desk.by}
    if person is not desk.by:
        text = say("turn_for_you", arena=desk.place.arena, **facts)
        _tell(desk, turn, person, text, "for you")
    text = say("turn_card", arena=desk.place.arena, names=[person.name], **facts)
    for other in _others(desk, turn, person):
        _tell(desk, turn, other, text, "named", card_buttons(turn, desk.today))


def _others(desk: Desk, turn: Turn, person: Person) -> Iterator[Person]:
    """Who has the role today and who leads, each once; not who named somebody, nor whoever was named."""
    told = {each.id: each for each in (*leaving(desk.place, turn), *leaders(desk.place, desk.now))}
    return (each for each in told.values() if each not in (person, desk.by))


def _tell(desk: Desk, turn: Turn, person: Person, text: str, part: str, buttons: Rows | None = None) -> None:
    key = f"{turn.thing}:{turn.revision}:{part}"
    tell_person(desk.store, desk.place, person, text, key=key, subject=turn.thing, buttons=buttons or [])


def card_buttons(turn: Turn, today: date) -> Rows:
    """What can be done about whoever was named in chat, until they have the role."""
    if turn.role is None or today >= turn.begins:
        return []
    thing: Any = {"arena_id": turn.arena_id, "thing": turn.id, "revision": turn.mark}
    return [[Button(text="Ångra", action="turnundo", **thing)]]


def undo_naming(desk: Desk, turn: Turn) -> None:
    """«Ångra», before the turn: nobody is named, and the side is asked again.

    Raises NotYours, TurnHasCome, ChangedMeanwhile if nobody is named any more.
    """
    by = must_name(desk, turn)
    desk.place.reserve()
    if desk.today >= turn.begins:
        raise TurnHasCome(kind=turn.kind)
    role = turn.role
    if role is None:
        raise ChangedMeanwhile(by=turn.changed_by, turn=turn)
    named = named_for(desk.place, turn, desk.today)
    # Over before it began: nobody ever had it.
    role.ends = role.begins
    turn.role = turn.named_by = turn.named_at = None
    turn.changed_by = by
    desk.store.flush()
    desk.record("role not named", turn.thing, kind=turn.kind.value, role=role.id)
    text = say("turn_undone", arena=desk.place.arena, turn=turn, by=by)
    for person in named:
        _take_link_back(desk, person)
        if person is not by:
            _tell(desk, turn, person, text, "undone")


def _take_link_back(desk: Desk, person: Person) -> None:
    if person not in roster(desk.place, desk.today):
        for link in desk.place.open_invitations(person=person):
            link.replaced = True
