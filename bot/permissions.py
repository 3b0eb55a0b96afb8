"""Who may do what: predicates over what a person is in the arena on the day."""

from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.seat import RoleKind, Standing

PREPARING = frozenset({RoleKind.PREPARER, RoleKind.SECRETARY, RoleKind.CHAIR})
LEADING = frozenset({RoleKind.SECRETARY, RoleKind.CHAIR})


def may_read(standing: Standing) -> bool:
    """Members, deputies and holders of a role read agendas and minutes."""
    return standing.is_someone


def may_propose(standing: Standing) -> bool:
    """Members propose (seed 000 «alla deltagare ansvarar»), deputies who step in, and those who prepare."""
    return may_propose_anywhere(standing) or bool(standing.called_in)


def may_propose_anywhere(standing: Standing) -> bool:
    """To whichever meeting comes next; a deputy who steps in proposes to that meeting alone."""
    return bool(standing.seats) or may_prepare(standing)


def may_propose_to(standing: Standing, meeting: Meeting) -> bool:
    """Whether what the person proposes may come up at that meeting."""
    return may_propose_anywhere(standing) or meeting.id in standing.called_in


def may_answer(standing: Standing, meeting: Meeting) -> bool:
    """Whoever takes part on the meeting's day says whether they come; a deputy once they step in."""
    return standing.takes_part_in(meeting.id)


def may_prepare(standing: Standing) -> bool:
    """The roles the arena names decide on incoming items and send; secretary and chair may too."""
    return bool(standing.roles & PREPARING)


def may_invite(standing: Standing) -> bool:
    """Secretary and chair make new links and take a wrong one back."""
    return bool(standing.roles & LEADING)


def may_report_for(standing: Standing) -> bool:
    """Secretary and chair say who takes over anybody's seat; others only their own."""
    return bool(standing.roles & LEADING)


def may_report(standing: Standing) -> bool:
    """Whoever has a seat says who takes it over (seed 000 «meddela uppgifter om ersättare»)."""
    return bool(standing.seats or standing.deputy_seats) or may_report_for(standing)


def may_name(standing: Standing) -> bool:
    """Whether the person may have to say who has a role next, of whatever side."""
    return bool(standing.seats) or may_prepare(standing)


def may_name_for(standing: Standing, side: str) -> bool:
    """The side whose turn it is says who (seed 000 «växlar mellan representant från»); or who leads."""
    return any(seat.side == side for seat in standing.seats) or may_report_for(standing)


def may_plan(standing: Standing) -> bool:
    """Secretary and chair plan, move and cancel meetings (PRODUCT.md, People); other preparers do not."""
    return bool(standing.roles & LEADING)


def may_bind(standing: Standing) -> bool:
    """Secretary, chair and preparers tie a group to the arena."""
    return may_prepare(standing)


def may_change_item(standing: Standing, item: AgendaItem) -> bool:
    """The proposer changes an item until it is refused, or taken up and sent; preparers always may."""
    is_sent = item.meeting is not None and item.meeting.is_sent and not item.is_incoming
    is_own = item.is_by(standing.person)
    may_now = is_own and standing.is_someone and item.is_open and not is_sent
    return may_prepare(standing) or may_now


def may_attach(standing: Standing, item: AgendaItem) -> bool:
    """Whoever may change it; and whoever promised a file, which comes after the sending too."""
    is_theirs = item.is_by(standing.person) and standing.is_someone
    return may_change_item(standing, item) or (is_theirs and item.awaits_file and item.is_open)


def may_see_item(standing: Standing, item: AgendaItem) -> bool:
    """Before it is sent an item is its proposer's, its presenter's and the preparers' alone."""
    is_theirs = item.is_by(standing.person) or item.is_presented_by(standing.person)
    return may_prepare(standing) or (is_theirs and standing.is_someone)


def may_choose_meeting(standing: Standing, item: AgendaItem) -> bool:
    """The proposer until somebody has decided, the preparers until it is on an agenda that is out."""
    is_sent = item.meeting is not None and item.meeting.is_sent and not item.is_incoming
    is_own = bool(standing.seats) and item.is_incoming and may_change_item(standing, item)
    return (may_prepare(standing) or is_own) and item.is_open and not is_sent
