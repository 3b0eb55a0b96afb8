"""Calendar feeds: whose an address is, and which meetings somebody has in whatever arena."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from bot.model.co_option import CoOption
from bot.model.feed import Attended, Feed
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.seat import Role, Seat, Standing, Tenure
from storage import tables as t
from storage.arena_rows import of
from storage.standings import held_on, standing_of

feed = t.feed.c


class FeedQueries:
    """The part of the store that is of no arena, but of one person; see bot.ports.store.Store."""

    session: Session

    def open_feed(self, person: Person) -> Feed | None:
        """The person's address that works."""
        query = select(Feed).where(feed.person_id == person.id, feed.revoked_at.is_(None))
        return self.session.scalars(query.order_by(feed.number.desc()).limit(1)).one_or_none()

    def has_lost_feed(self, person: Person) -> bool:
        """Whether somebody else turned off their last address, and there is none since."""
        entry = t.history.c
        query = select(entry.person_id).where(
            entry.thing == f"person:{person.id}", entry.verb == "feed revoked"
        )
        by = self.session.scalars(query.order_by(entry.id.desc()).limit(1)).first()
        return by not in (None, person.id) and self.open_feed(person) is None

    def feeds_made(self, person: Person) -> int:
        """The number of the person's last address, 0 where there has been none."""
        query = select(func.coalesce(func.max(feed.number), 0)).where(feed.person_id == person.id)
        made: int = self.session.execute(query).scalar_one()
        return made

    def feed_by_hash(self, secret_hash: str) -> Feed | None:
        """The address of that secret, if it works."""
        query = select(Feed).where(feed.secret_hash == secret_hash, feed.revoked_at.is_(None))
        return self.session.scalars(query.options(joinedload(of(Feed).person))).one_or_none()

    def attended_since(self, person: Person, since: datetime) -> list[Attended]:
        """See bot.ports.store.Store."""
        place = _Places(self.session, person)
        # Wall time and instant differ by less than a day.
        first = since.astimezone(UTC).replace(tzinfo=None) - timedelta(days=1)
        starts, arena_id = t.meeting.c.starts, t.meeting.c.arena_id
        query = select(Meeting).where(starts >= first, arena_id.in_(place.arena_ids))
        every = self.session.scalars(
            query.options(joinedload(of(Meeting).arena)).order_by(starts, t.meeting.c.id)
        )
        ours = (each for each in every if each.starts_at >= since and not each.falls_with_arena)
        return [Attended(meeting=each, standing=place.on(each)) for each in ours]

    def co_opted_items_of(self, person: Person) -> list[CoOption]:
        """See bot.ports.store.Store."""
        co_option, thing, item = t.co_option.c, of(CoOption), of(AgendaItem)
        is_open = co_option.item_id.is_not(None), co_option.withdrawn_at.is_(None)
        query = select(CoOption).where(co_option.person_id == person.id, *is_open).order_by(co_option.id)
        together = joinedload(thing.item).joinedload(item.meeting)
        return list(self.session.scalars(query.options(together)))


class _Places:
    """All that somebody has, had and is to have, in whatever arena, read at once."""

    def __init__(self, session: Session, person: Person) -> None:
        self._person = person
        self._tenures: dict[str, list[Tenure]] = defaultdict(list)
        self._roles: dict[str, list[Role]] = defaultdict(list)
        tenures = _tenures(session, person)
        for tenure in tenures:
            self._tenures[tenure.arena_id].append(tenure)
        for role in _roles(session, person, [each.seat.id for each in tenures]):
            self._roles[role.arena_id].append(role)
        invited = _invited(session, person)
        self._co_opted_to = frozenset(each.meeting.id for each in invited if each.meeting)
        self.arena_ids = {*self._tenures, *self._roles, *(each.arena_id for each in invited)}

    def on(self, meeting: Meeting) -> Standing:
        """What they are on the meeting's day; whoever is nobody may be co-opted to it."""
        day, arena_id = meeting.starts.date(), meeting.arena.id
        seats: list[Seat] = [each.seat for each in self._tenures[arena_id] if each.covers(day)]
        held = held_on(day, self._roles[arena_id], {self._person: seats})
        roles = held[self._person]
        if seats or roles:
            return standing_of(self._person, seats, roles, frozenset())
        return Standing(person=self._person, co_opted_to=self._co_opted_to & {meeting.id})


def _tenures(session: Session, person: Person) -> Sequence[Tenure]:
    query = select(Tenure).where(t.tenure.c.person_id == person.id)
    return session.scalars(query.options(joinedload(of(Tenure).seat))).all()


def _roles(session: Session, person: Person, seat_ids: Collection[int]) -> Sequence[Role]:
    """Their own, and those of the seats that they have; a seat's role that a person has is theirs."""
    of_a_seat = t.role.c.person_id.is_(None) & t.role.c.seat_id.in_(seat_ids)
    query = select(Role).where(or_(t.role.c.person_id == person.id, of_a_seat))
    return session.scalars(query.options(joinedload(of(Role).person), joinedload(of(Role).seat))).all()


def _invited(session: Session, person: Person) -> Sequence[CoOption]:
    co_option = t.co_option.c
    is_whole = co_option.meeting_id.is_not(None), co_option.withdrawn_at.is_(None)
    query = select(CoOption).where(co_option.person_id == person.id, *is_whole)
    return session.scalars(query.options(joinedload(of(CoOption).meeting))).all()
