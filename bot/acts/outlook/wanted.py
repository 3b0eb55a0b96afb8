"""What should stand in Outlook for each coming meeting: who, when, where, and the agenda once it is sent."""

from collections.abc import Iterable, Sequence

from bot.acts.sending.audience import first_of_joint
from bot.model.calendarevent import CalendarEvent, Invitee, words_of
from bot.model.changes import as_planned, as_sent
from bot.model.meeting import Meeting
from bot.model.seat import RoleKind, Standing
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import plain, say


def wanted_events(store: Store, place: ArenaStore, meetings: Iterable[Meeting]) -> dict[int, CalendarEvent]:
    """By the meeting's id; a meeting that is not held, or perhaps not on that day, has none.

    Of a joint meeting, whoever is invited by the arena that planned it first is not invited by the other.
    """
    held = [meeting for meeting in meetings if meeting.is_planned and not meeting.falls_with_arena]
    standings = place.standings_on({meeting.starts.date() for meeting in held})
    return {meeting.id: _event(store, place, meeting, standings[meeting.starts.date()]) for meeting in held}


def _event(store: Store, place: ArenaStore, meeting: Meeting, standings: Sequence[Standing]) -> CalendarEvent:
    facts = {"arena": place.arena, "meeting": meeting, "bot_name": store.bot_name() or ""}
    first = inviting_first(store, meeting)
    elsewhere = frozenset(each.address for each in _invited_by(store, first)) if first else frozenset()
    link = meeting.link or (first.way_in if first else None)
    agenda = as_sent(place.publications(meeting), place.arena.zone) if meeting.is_sent else None
    agenda = as_planned(agenda, meeting) if agenda else None
    html = say("outlook_body", agenda=agenda, link=link, is_bare=False, **facts)
    return CalendarEvent(
        subject=plain(say("calendar_title", **facts)),
        starts=meeting.starts,
        ends=meeting.ends_local.replace(tzinfo=None),
        zone=place.arena.timezone,
        place=meeting.place or "",
        invitees=tuple(each for each in _invitees(meeting, standings) if each.address not in elsewhere),
        words=words_of(html),
        # What Outlook itself makes stands in the page by itself.
        is_online=place.arena.teams and not link and not (first and first.arena.teams),
        html=html,
        # Where there is nothing that only those with a right may have, it is the same page.
        bare=say("outlook_body", agenda=None, link=None, is_bare=True, **facts) if agenda or link else html,
    )


def inviting_first(store: Store, meeting: Meeting) -> Meeting | None:
    """The other arena's meeting that is the same one, and whose mailbox invites before this one's."""
    first = first_of_joint(store, meeting) if meeting.joint_key else None
    return first if first and first.arena.calendar and not first.falls_with_arena else None


def _invited_by(store: Store, first: Meeting) -> Iterable[Invitee]:
    place = store.within(first.arena.id)
    return _invitees(first, place.standings(first.starts.date())) if place else ()


def _invitees(meeting: Meeting, standings: Sequence[Standing]) -> Iterable[Invitee]:
    """Each address once, in order; those who take part by a role alone are invited, and not required."""
    found = {
        standing.person.email: Invitee(
            address=standing.person.email,
            name=standing.person.name,
            is_required=_is_required(meeting, standing),
        )
        for standing in standings
        if standing.person.email and _is_invited(meeting, standing)
    }
    return [found[address] for address in sorted(found)]


def _is_invited(meeting: Meeting, standing: Standing) -> bool:
    if meeting.is_preparatory:
        return bool(standing.roles)
    return standing.takes_part_in(meeting.id)


def _is_required(meeting: Meeting, standing: Standing) -> bool:
    if meeting.is_preparatory:
        return RoleKind.PREPARER in standing.roles
    return bool(standing.seats) or meeting.id in standing.called_in
