"""What sending a report of a change of holder would mean, before anybody has sent it."""

from dataclasses import dataclass

from bot.acts.desk import Desk
from bot.acts.replacements.bearers import Bearer, other_bearer
from bot.acts.sending.promises import responsible
from bot.model.person import Person
from bot.model.replacement import Replacement, SeatLine, must_be_possible
from bot.model.replacementdraft import ReplacementDraft
from bot.model.replacementtext import domain_of
from bot.model.seat import Role, Seat, Standing, Tenure
from bot.permissions import may_report, may_report_for
from bot.refusals import NoSeat, NotYours


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What a draft would bring about: whose time ends, which earlier report it replaces, who is not to come
    after all, whether nobody here has an address of that domain, who has that address under another name, and
    who is asked."""

    draft: ReplacementDraft
    seat: Seat
    leaver: Person | None
    instead_of: Replacement | None
    not_to_come: list[Person]
    is_unknown_domain: bool
    bearer: Bearer | None
    asked: list[Person]
    may_register: bool


def seats_to_report(desk: Desk, standing: Standing) -> list[Seat]:
    """The speaker's own seats; for secretary and chair all that are not over. Raises NotYours, NoSeat."""
    if not may_report(standing):
        raise NoSeat(name=None)
    own = [*standing.seats, *standing.deputy_seats]
    return own if own else living_seats(desk)


def living_seats(desk: Desk) -> list[Seat]:
    """All seats of the arena that are not over."""
    return [seat for seat in desk.place.seats() if not seat.is_over(desk.today)]


def foresee(desk: Desk, standing: Standing, draft: ReplacementDraft) -> Foreseen:
    """What sending the draft would mean; it must lack nothing.

    Raises NotYours for another's seat, NoSeat for one that is over, and what must_be_possible raises.
    """
    seat = _seat(desk, standing, draft)
    begins = draft.begins
    assert begins is not None  # noqa: S101 (nothing is lacking)
    tenures = desk.place.tenures()
    line = SeatLine.of(tenures, seat)
    may_lead = may_report_for(standing)
    must_be_possible(seat, line, draft.email, begins, today=desk.today, may_lead=may_lead)
    leaver = line.leaver(begins)
    held: list[Tenure | Role] = [*tenures, *desk.place.roles()]
    known = {domain_of(each.person.email) for each in held if each.person and each.person.email}
    return Foreseen(
        draft=draft,
        seat=seat,
        leaver=leaver.person if leaver else None,
        instead_of=_waiting_for(desk, seat, but=draft.corrects),
        not_to_come=[each.person for each in line.begun_after(desk.today) if each.begins >= begins],
        is_unknown_domain=bool(draft.email) and domain_of(draft.email or "") not in known,
        bearer=other_bearer(desk, draft.name, draft.email, may_lead=may_lead),
        asked=responsible(desk.place, desk.now),
        may_register=may_lead,
    )


def _seat(desk: Desk, standing: Standing, draft: ReplacementDraft) -> Seat:
    seat = next((each for each in living_seats(desk) if each.id == draft.seat_id), None)
    if seat is None:
        raise NoSeat(name=None)
    own = {each.id for each in (*standing.seats, *standing.deputy_seats)}
    if seat.id not in own and not may_report_for(standing):
        raise NotYours
    return seat


def _waiting_for(desk: Desk, seat: Seat, *, but: int | None) -> Replacement | None:
    """The report about the seat that waits already; there is one at most."""
    under_way = desk.place.replacements_under_way()
    return next((each for each in under_way if each.seat is seat and each.is_open and each.id != but), None)
