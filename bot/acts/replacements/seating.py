"""Who holds a seat, registered: one tenure ends where the next begins, and what was stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.acts.desk import Desk
from bot.model.person import Person
from bot.model.replacement import Successor
from bot.model.seat import Seat, Tenure


def register_person(desk: Desk, email: str, name: str) -> Person:
    """Whoever has the address, in whatever arena, with the name corrected; or somebody new."""
    person = desk.store.person_by_email(email)
    if person is None:
        person = Person(email=email.casefold(), name=name)
        desk.store.keep(person)
        desk.store.flush()
        desk.record("person added", f"person:{person.id}")
    elif person.name != name:
        person.name = name
        desk.record("person renamed", f"person:{person.id}")
    return person


def known_or_new(desk: Desk, successor: Successor) -> Person:
    """Whoever has the address, under the name by which they are known; or somebody new."""
    known = desk.store.person_by_email(successor.email)
    return known or register_person(desk, successor.email, successor.name)


@dataclass(frozen=True)
class Cut:
    """A tenure that ends on another day than it did before."""

    tenure: Tenure
    before: date | None


def seat_person(desk: Desk, seat: Seat, person: Person, begins: date | None = None) -> Tenure | None:
    """The seat is the person's from that day, or today; whoever had it, or was to have it, has it no more.

    Of a seat that the arena has not got yet, from its first day. None for a seat that is over by then.
    """
    begins = max(begins or desk.today, seat.begins or date.min)
    vacate(desk, seat, begins)
    if seat.is_over(begins):
        return None
    tenure = Tenure(arena_id=seat.arena_id, seat=seat, person=person, begins=begins, ends=seat.ends)
    desk.store.keep(tenure)
    desk.store.flush()
    desk.record("tenure began", f"seat:{seat.id}", holder=person.id, begins=begins.isoformat())
    return tenure


def vacate(desk: Desk, seat: Seat, begins: date | None = None) -> list[Cut]:
    """Nobody holds the seat from that day, today if none is said; gives back whose time became shorter."""
    return list(_cut(desk, seat, begins or desk.today))


def _cut(desk: Desk, seat: Seat, begins: date) -> Iterator[Cut]:
    for tenure in desk.place.tenures():
        if tenure.seat is seat and tenure.has_a_day and (tenure.ends is None or tenure.ends > begins):
            yield Cut(tenure, tenure.ends)
            tenure.ends = max(begins, tenure.begins)
            desk.record(
                "tenure ended", f"seat:{seat.id}", holder=tenure.person.id, ends=tenure.ends.isoformat()
            )


def end_seat(desk: Desk, seat: Seat) -> None:
    """The seat is gone from today."""
    vacate(desk, seat)
    seat.ends = desk.today
    desk.record("seat ended", f"seat:{seat.id}")


def move_period(desk: Desk, seat: Seat, begins: date | None, ends: date | None) -> None:
    """The seat has another first or last day; whoever was to have it from that day, or until it, follows."""
    for tenure in [each for each in desk.place.tenures() if each.seat is seat]:
        if tenure.ends == seat.ends and not tenure.person.is_unlinked:
            tenure.ends = ends
        # What has begun has been: of a seat that begins later only the rights are gone.
        if tenure.begins == seat.begins and tenure.begins > desk.today:
            tenure.begins = max(begins or desk.today, desk.today)
        if tenure.ends is not None and tenure.ends < tenure.begins:
            tenure.ends = tenure.begins
    seat.begins, seat.ends = begins, ends


def last_tenure(tenures: Iterable[Tenure], seat: Seat, today: date) -> Tenure | None:
    """The last one in line: of today's holder, or of somebody registered to come after."""
    return max(
        (tenure for tenure in tenures if tenure.seat is seat and _counts(tenure, today)),
        key=lambda tenure: (tenure.begins, tenure.id),
        default=None,
    )


def _counts(tenure: Tenure, today: date) -> bool:
    # A tenure that lasted as long as its seat did was never ended by anybody.
    lasted = tenure.ends is None or tenure.ends == tenure.seat.ends
    return lasted or (tenure.ends is not None and tenure.ends > max(today, tenure.begins))
