"""An arena as it stands in the database, told as the facts that a file telling the same would give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta

from bot.acts.replacements.seating import last_tenure
from bot.model.arena import Arena
from bot.model.factsheet import sheet_of
from bot.model.meeting import Meeting, MeetingState
from bot.model.merge import Facts, FactValue
from bot.model.person import Person
from bot.model.seat import Role, Seat, SeatKind
from bot.ports.arena_store import ArenaStore

_DAY = timedelta(days=1)
# What only the file can change is kept aside and stands as it was loaded.
_ASIDE = ("rotation.", "standing.")


def facts_now(place: ArenaStore, base: Facts, today: date) -> dict[str, FactValue]:
    """What stands now. Things that ended count only while the file that was loaded last speaks of them."""
    loaded = {sheet_of(key) for key in base}
    aside = {key: base[key] for key in base if key.startswith(_ASIDE) or key.endswith(".source")}
    return aside | dict(_standing(place, loaded, today))


def ended_things(place: ArenaStore, today: date) -> set[str]:
    """Seats and roles whose time is over; a file need not speak of them any more."""
    seats = {seat_name(seat) for seat in place.seats() if seat.is_over(today)}
    return seats | {name for name, role in newest_roles(place).items() if role.is_over(today)}


def seat_name(seat: Seat) -> str:
    """What the file calls the seat."""
    return f"{'deputy' if seat.kind is SeatKind.DEPUTY else 'seat'}.{seat.key}"


def newest_roles(place: ArenaStore) -> dict[str, Role]:
    """Roles by what the file calls them; of several, one after the other, the newest that ever was."""
    ever = (role for role in place.roles() if role.has_a_day)
    return {name: role for role in ever if (name := role_name(role))}


def role_name(role: Role) -> str | None:
    """«role.chair.buv», by its seat's key or its holder's address; None where that address is gone."""
    who = role.seat.key if role.seat else role.person.email if role.person else None
    return f"role.{role.kind.value}.{who}" if who else None


def _standing(place: ArenaStore, loaded: set[str], today: date) -> Iterator[tuple[str, FactValue]]:
    yield from _flat("arena", _arena(place.arena))
    yield from _flat("rhythm", asdict(place.arena.rhythm))
    tenures = place.tenures()
    for seat in place.seats():
        if seat_name(seat) in loaded or not seat.is_over(today):
            tenure = last_tenure(tenures, seat, today)
            yield from _flat(seat_name(seat), _seat(seat) | _holder(tenure.person if tenure else None))
    for name, role in newest_roles(place).items():
        if name in loaded or not role.is_over(today):
            yield from _flat(name, _role(role) | _holder(role.person))
    for meeting in place.meetings():
        yield from _flat(f"meeting.{meeting.key}", _meeting(meeting))


def _flat(thing: str, facts: Mapping[str, FactValue | None]) -> Iterator[tuple[str, FactValue]]:
    return ((f"{thing}.{name}", value) for name, value in facts.items() if value is not None)


def _arena(arena: Arena) -> dict[str, FactValue | None]:
    return {
        "name": arena.name,
        "short": arena.short,
        "timezone": arena.timezone,
        "mandate": arena.mandate,
        "prepares_for": sorted(arena.prepares_for),
        "calendar": arena.calendar,
        "teams": arena.teams or None,
        "telegram": arena.telegram,
        "join": arena.join,
        "purpose": arena.purpose,
        "ends": arena.ends.isoformat() if arena.ends else None,
        "succeeded_by": arena.succeeded_by,
        **{f"words.{name}": word for name, word in arena.words.items()},
    }


def _seat(seat: Seat) -> dict[str, FactValue | None]:
    period = _period(seat)
    if seat.kind is SeatKind.DEPUTY:
        return {"seats": sorted(seat.stands_in_for), **period}
    return {
        "title": seat.title,
        "organisation": seat.organisation,
        "side": seat.side,
        "network": seat.network,
        **period,
    }


def _holder(person: Person | None) -> dict[str, FactValue | None]:
    return {"holder.name": person.name, "holder.email": person.email} if person else {}


def _role(role: Role) -> dict[str, FactValue | None]:
    return {
        "seat": role.seat.key if role.seat else None,
        "side": role.side,
        **_period(role),
    }


def _period(thing: Seat | Role) -> dict[str, FactValue | None]:
    """First and last day, as the file says them."""
    return {
        "from": thing.begins.isoformat() if thing.begins else None,
        "to": (thing.ends - _DAY).isoformat() if thing.ends else None,
    }


def _meeting(meeting: Meeting) -> dict[str, FactValue | None]:
    return {
        "starts": meeting.starts.isoformat(),
        "minutes": meeting.minutes,
        "place": meeting.place,
        "link": meeting.link,
        "kind": meeting.kind.value,
        "cancelled": meeting.state is MeetingState.CANCELLED,
        "tentative": meeting.is_tentative,
        "choice": meeting.choice_key,
        "joint": meeting.joint_key,
        "prepares": meeting.prepares.key if meeting.prepares else None,
    }


def without(facts: Facts, things: Iterable[str]) -> dict[str, FactValue]:
    """The facts but for those about these things."""
    dropped = set(things)
    return {key: value for key, value in facts.items() if sheet_of(key) not in dropped}
