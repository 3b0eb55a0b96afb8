"""The memory of one arena: every query here carries the arena's id, so that no other arena can be read."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, delete, insert, select
from sqlalchemy.orm import joinedload

from bot.model.deadline import Deadline
from bot.model.history import Deed, HistoryEntry
from bot.model.item import OPEN_STATES, AgendaItem
from bot.model.joining import Chat, ChatKind, Invitation
from bot.model.meeting import Meeting
from bot.model.merge import Facts
from bot.model.person import Person
from bot.model.publication import PAGES, Publication
from bot.model.seat import Role, RoleKind, Seat, Standing, Tenure
from storage import often, tables
from storage.arena_rows import of
from storage.arena_sending import SendingQueries
from storage.attendance_queries import AttendanceQueries
from storage.co_options import CoOptionQueries
from storage.deeds import deeds_of
from storage.handover import HandoverQueries
from storage.lifts import LiftQueries
from storage.outlook_queries import OutlookQueries
from storage.removal import RemovalQueries
from storage.replacements import ReplacementQueries
from storage.rhythm_queries import RhythmQueries
from storage.standings import (
    co_opted_standing,
    held_on,
    is_deputys,
    meetings_of,
    roles_lasting,
    standing_of,
    standings_on_day,
    tenures_lasting,
    tenures_of_one,
)
from storage.turns import TurnQueries

# Nobody reads more of what is over, and ten years of it would be many messages.
MOST_CLOSED = 50


class SqlArenaStore(
    RhythmQueries,
    SendingQueries,
    LiftQueries,
    HandoverQueries,
    AttendanceQueries,
    ReplacementQueries,
    CoOptionQueries,
    TurnQueries,
    OutlookQueries,
    RemovalQueries,
):
    """One arena's rows within one unit of work."""

    def standing(self, person: Person, today: date) -> Standing:
        """What the person is here on that day; in an arena that has ended nobody is anything."""
        if self._arena.has_ended(today):
            return Standing(person=person)
        theirs = {"arena_id": self._arena.id, "person_id": person.id, "day": today}
        tenures = self._session.scalars(tenures_of_one(), theirs)
        seats = [each.seat for each in tenures if each.covers(today)]
        held = held_on(today, self._roles_from(today), {person: seats})
        # The same person may have been read in an earlier unit of work: not this object, but this id.
        roles = {kind for holder, kinds in held.items() if holder.id == person.id for kind in kinds}
        if not seats and not roles:
            return co_opted_standing(person, self.co_opted(person, today))
        is_theirs = tables.call_in.c.deputy_id == person.id
        called_in = self._called_in(today, is_theirs) if any(map(is_deputys, seats)) else []
        return standing_of(person, seats, roles, meetings_of(called_in, person, today))

    def standings(self, today: date) -> list[Standing]:
        """Everybody who is somebody here on that day, by name."""
        return self.standings_on([today])[today]

    def standings_on(self, days: Collection[date]) -> dict[date, list[Standing]]:
        """The same for each of several days, asked for once."""
        alive = [day for day in days if not self._arena.has_ended(day)]
        if not alive:
            return {day: [] for day in days}
        first, last = min(alive), max(alive)
        tenures, roles = self._tenures_from(first, last), self._roles_from(first)
        has_deputies = any(is_deputys(tenure.seat) for tenure in tenures)
        called_in = self._called_in(first) if has_deputies else []
        found = {day: standings_on_day(day, tenures, roles, called_in) for day in alive}
        return {day: found.get(day, []) for day in days}

    def holders(self, kind: RoleKind, today: date) -> list[Person]:
        """Those who have the role on that day, by name."""
        return [standing.person for standing in self.standings(today) if kind in standing.roles]

    def _tenures_from(self, first: date, last: date) -> Sequence[Tenure]:
        lasting = {"arena_id": self._arena.id, "day": first, "last": last}
        return self._session.scalars(tenures_lasting(), lasting).all()

    def _roles_from(self, first: date) -> Sequence[Role]:
        return self._session.scalars(roles_lasting(), {"arena_id": self._arena.id, "day": first}).all()

    def seats(self) -> list[Seat]:
        """All seats, in the order of the arena file."""
        return self._all(self._mine(Seat).order_by(tables.seat.c.id))

    def tenures(self) -> list[Tenure]:
        """All tenures, past and coming too."""
        query = self._mine(Tenure).options(joinedload(of(Tenure).seat), joinedload(of(Tenure).person))
        return self._all(query.order_by(tables.tenure.c.begins, tables.tenure.c.id))

    def roles(self) -> list[Role]:
        """All roles, past and coming too."""
        query = self._mine(Role).options(joinedload(of(Role).seat))
        return self._all(query.order_by(tables.role.c.id))

    def meetings(self) -> list[Meeting]:
        """All meetings, by date."""
        return self._all(self._mine(Meeting).order_by(tables.meeting.c.starts))

    def coming_meetings(self, now: datetime) -> list[Meeting]:
        """Planned meetings that have not started, by date, but for the preparatory ones."""
        return self._not_begun(often.coming(), now)

    def scheduled_meetings(self, now: datetime) -> list[Meeting]:
        """All that have not started, preparatory ones and tentative dates too, by date."""
        return self._not_begun(often.scheduled(), now)

    def meetings_ahead(self, now: datetime) -> list[Meeting]:
        """All that have not started, whether anybody means to hold them or not, by date."""
        return self._ahead(often.ahead(), now)

    def _not_begun(self, query: Select[Meeting], now: datetime) -> list[Meeting]:
        return [each for each in self._ahead(query, now) if not each.falls_with_arena]

    def _ahead(self, query: Select[Meeting], now: datetime) -> list[Meeting]:
        # Wall time and instant differ by less than a day; the exact comparison is the model's.
        since = now.astimezone(UTC).replace(tzinfo=None) - timedelta(days=1)
        found = self._session.scalars(query, {"arena_id": self._arena.id, "since": since})
        return [each for each in found if not each.is_over(now)]

    def meetings_preparing(self, meeting: Meeting) -> list[Meeting]:
        """The preparatory meetings of that meeting, held and cancelled ones too, by date."""
        query = self._mine(Meeting).where(tables.meeting.c.prepares_id == meeting.id)
        return self._all(query.order_by(tables.meeting.c.starts))

    def taken_keys(self, prefix: str) -> set[str]:
        """The keys of meetings that begin so."""
        meeting = tables.meeting.c
        query = select(meeting.key).where(
            meeting.arena_id == self._arena.id, meeting.key.startswith(prefix, autoescape=True)
        )
        return set(self._session.scalars(query))

    def meetings_on(self, day: date) -> list[Meeting]:
        """The meetings that start on that day, in order."""
        return self.meetings_between(day, day + timedelta(days=1))

    def meetings_between(self, first: date, after: date) -> list[Meeting]:
        """The meetings that start from one day until before another, cancelled ones too, in order."""
        starts = tables.meeting.c.starts
        since, until = (datetime.combine(day, time()) for day in (first, after))
        query = self._mine(Meeting).where(starts >= since, starts < until)
        return self._all(query.order_by(starts))

    def last_sent_meeting(self) -> Meeting | None:
        """The latest meeting whose agenda is out."""
        query = self._mine(Meeting).where(tables.meeting.c.sent_at.is_not(None))
        return next(iter(self._all(query.order_by(tables.meeting.c.starts.desc()).limit(1))), None)

    def meeting(self, meeting_id: int) -> Meeting | None:
        """One meeting."""
        return self._one(Meeting, meeting_id)

    def item(self, item_id: int) -> AgendaItem | None:
        """One item."""
        return self._one(AgendaItem, item_id)

    def items_of(self, meeting: Meeting) -> list[AgendaItem]:
        """The meeting's items: those in the draft by position, then incoming ones by number."""
        order = tables.item.c.position.asc().nulls_last()
        query = self._items().where(tables.item.c.meeting_id == meeting.id)
        return self._all(query.order_by(order, tables.item.c.number))

    def items_by(self, person: Person) -> list[AgendaItem]:
        """The person's own items, newest first; of very many, the open ones and the newest others."""
        item = tables.item.c
        is_own, is_open = (
            (item.arena_id == self._arena.id) & (item.proposer_id == person.id),
            item.state.in_(OPEN_STATES),
        )
        closed = select(item.id).where(is_own, ~is_open).order_by(item.number.desc()).limit(MOST_CLOSED)
        query = self._items().where(is_own, is_open | item.id.in_(closed))
        return self._all(query.order_by(item.number.desc()))

    def waiting_items(self) -> list[AgendaItem]:
        """Open items that no meeting has, by number."""
        query = self._items().where(tables.item.c.meeting_id.is_(None), tables.item.c.state.in_(OPEN_STATES))
        return self._all(query.order_by(tables.item.c.number))

    def open_titles(self, coming: Sequence[Meeting]) -> list[tuple[int, str]]:
        """Id and title of open items that wait or have one of those meetings, by number."""
        theirs = {"arena_id": self._arena.id, "meetings": [meeting.id for meeting in coming]}
        found = self._session.execute(often.OPEN_TITLES, theirs)
        return [(item_id, title) for item_id, title in found]

    def items_from(self, chat_id: int, message_id: int) -> list[AgendaItem]:
        """The items that were written in that message, in the order of its lines."""
        source = (tables.item.c.source_chat_id == chat_id, tables.item.c.source_message_id == message_id)
        return self._all(self._items().where(*source).order_by(tables.item.c.source_line))

    def deeds(self, thing: str) -> list[Deed]:
        """Who did what when with that thing ("item:12"), oldest first."""
        return deeds_of(self._session, self._arena.id, [thing])[thing]

    def last_deeds(self, things: Collection[str], verbs: Collection[str]) -> dict[str, Deed]:
        """Of each thing the last of its deeds that is one of those."""
        found = deeds_of(self._session, self._arena.id, things, verbs)
        return {thing: deeds[-1] for thing, deeds in found.items()}

    def next_item_number(self) -> int:
        """The arena's next number; two transactions never get the same."""
        number: int = self._session.execute(often.NEXT_NUMBER, {"numbered_in": self._arena.id}).scalar_one()
        return number

    def group(self) -> Chat | None:
        """The arena's group, if one is bound and alive."""
        return self._chat(ChatKind.GROUP)

    def preparers_chat(self) -> Chat | None:
        """The preparers' chat, if one is bound and alive."""
        return self._chat(ChatKind.PREPARERS)

    def _chat(self, kind: ChatKind) -> Chat | None:
        alive = tables.chat.c.lost_at.is_(None)
        return self._session.scalars(self._mine(Chat).where(tables.chat.c.kind == kind, alive)).one_or_none()

    def open_invitations(
        self, *, person: Person | None = None, kind: ChatKind | None = None
    ) -> list[Invitation]:
        """Links or codes that are neither used nor replaced."""
        query = self._mine(Invitation).where(
            tables.invitation.c.used_at.is_(None), tables.invitation.c.replaced.is_(False)
        )
        if person:
            query = query.where(tables.invitation.c.person_id == person.id)
        if kind:
            query = query.where(tables.invitation.c.chat_kind == kind)
        return self._all(query)

    def acquainted(self) -> set[int]:
        """By id the people whose account the arena knows: a link of its own was opened, or it was told."""
        ours = tables.invitation.c
        query = select(ours.person_id).where(
            ours.arena_id == self.arena.id,
            ours.person_id.is_not(None),
            ours.used_at.is_not(None),
            ours.replaced.is_(False),
        )
        return set(self._session.scalars(query))

    def invitation(self, invitation_id: int) -> Invitation | None:
        """One invitation."""
        return self._one(Invitation, invitation_id)

    def publications(self, meeting: Meeting) -> list[Publication]:
        """The versions of the meeting's agenda that were sent, supplements too, first to last."""
        query = self._mine(Publication).where(
            tables.publication.c.meeting_id == meeting.id,
            tables.publication.c.kind.in_(PAGES),
        )
        return self._all(query.order_by(tables.publication.c.version))

    def deadlines(self, meeting: Meeting) -> list[Deadline]:
        """What is still to be done around the meeting."""
        query = self._mine(Deadline).where(
            tables.deadline.c.meeting_id == meeting.id, tables.deadline.c.done_at.is_(None)
        )
        return self._all(query.order_by(tables.deadline.c.due_at))

    def all_deadlines(self, meeting: Meeting) -> list[Deadline]:
        """What is or was to be done around the meeting, done and dropped things too."""
        query = self._mine(Deadline).where(tables.deadline.c.meeting_id == meeting.id)
        return self._all(query.order_by(tables.deadline.c.due_at))

    def latest_entry(self, verb: str, thing: str) -> HistoryEntry | None:
        """The newest line of history that says this of that thing."""
        entry = tables.history.c
        query = self._mine(HistoryEntry).where(entry.thing == thing, entry.verb == verb)
        return self._session.scalars(query.order_by(entry.id.desc()).limit(1)).one_or_none()

    def loaded_facts(self) -> Facts | None:
        """The arena file as it was loaded last; None if none ever was."""
        file = tables.arena_file.c
        query = select(file.facts).where(file.arena_id == self._arena.id)
        facts: Facts | None = self._session.execute(query).scalar_one_or_none()
        return facts

    def keep_loaded_facts(self, facts: Facts, *, now: datetime) -> None:
        """Keep the arena file that was just loaded, instead of the one before."""
        file = tables.arena_file
        row = {"arena_id": self._arena.id, "facts": dict(facts), "loaded_at": now}
        self._session.execute(delete(file).where(file.c.arena_id == self._arena.id))
        self._session.execute(insert(file).values(row))
