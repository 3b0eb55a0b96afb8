"""What the year's rhythm asks of one arena: standing items, what became of items, reading, minutes."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from bot.model.deadline import Deadline, DeadlineKind
from bot.model.item import AgendaItem, Attachment, ItemState
from bot.model.joining import Invitation
from bot.model.meeting import Meeting, MeetingState
from bot.model.person import Person
from bot.model.publication import Publication, PublicationKind
from storage import tables
from storage.arena_rows import ArenaRows, of

OPEN = (ItemState.INCOMING, ItemState.ACCEPTED)
item, meeting = tables.item.c, tables.meeting.c


class RhythmQueries(ArenaRows):
    """See bot.ports.arena_store.ArenaStore for what each query promises."""

    def drop_notices(self, subject: str, *, now: datetime) -> None:
        """Nobody is told any more what was noted of that subject and not gathered yet."""
        notice = tables.notice.c
        waits = (
            (notice.arena_id == self._arena.id) & (notice.subject == subject) & notice.gathered_at.is_(None)
        )
        self._session.execute(update(tables.notice).where(waits).values(gathered_at=now))

    def newly_planned(self, now: datetime) -> list[Deadline]:
        """What is due of the kind NEWLY_PLANNED and not done, first kept first."""
        due = tables.deadline.c
        is_due = due.kind == DeadlineKind.NEWLY_PLANNED, due.done_at.is_(None), due.due_at <= now
        query = self._mine(Deadline).where(*is_due).options(joinedload(of(Deadline).meeting))
        return self._all(query.order_by(due.id))

    def presenters(self, of_meeting: Meeting) -> list[Person]:
        """Those on the roster who present an item of the meeting, each once, by name."""
        presenting = select(item.presenter_id).where(
            item.arena_id == self._arena.id, item.meeting_id == of_meeting.id
        )
        query = select(Person).where(tables.person.c.id.in_(presenting))
        return self._all(query.order_by(tables.person.c.name))

    def undecided_items(self, now: datetime) -> list[AgendaItem]:
        """Open items of meetings that have begun, by meeting and place in the draft."""
        # Wall time and instant differ by less than a day; the exact comparison is the model's.
        until = now.astimezone(UTC).replace(tzinfo=None) + timedelta(days=1)
        query = (
            self._items()
            .join(tables.meeting, meeting.id == item.meeting_id)
            .where(item.state.in_(OPEN), meeting.starts < until, meeting.state == MeetingState.PLANNED)
            .options(joinedload(of(AgendaItem).meeting))
        )
        found = self._all(query.order_by(meeting.starts, item.position.asc().nulls_last(), item.number))
        return [each for each in found if each.meeting and each.meeting.is_over(now)]

    def standing_items(self, now: datetime) -> list[AgendaItem]:
        """Open standing items of meetings to come, cancelled ones too."""
        since = now.astimezone(UTC).replace(tzinfo=None) - timedelta(days=1)
        query = (
            self._items()
            .join(tables.meeting, meeting.id == item.meeting_id)
            .where(item.standing_key.is_not(None), item.state.in_(OPEN), meeting.starts > since)
        )
        return self._all(query.order_by(item.number))

    def unconfirmed_invitations(self) -> list[Invitation]:
        """Links that somebody opened and nobody has confirmed, oldest first."""
        invitation = tables.invitation.c
        query = self._mine(Invitation).where(
            invitation.waits_for.is_not(None), invitation.replaced.is_(False)
        )
        return self._all(query.options(joinedload(of(Invitation).person)).order_by(invitation.used_at))

    def minutes_file(self, file_id: int) -> Attachment | None:
        """One file that was sent in as the minutes of a meeting."""
        query = self._mine(Attachment).where(
            tables.attachment.c.id == file_id, tables.attachment.c.meeting_id.is_not(None)
        )
        return self._session.scalars(query).one_or_none()

    def minutes(self, of_meeting: Meeting) -> list[Publication]:
        """The versions of the meeting's minutes that were sent, first to last."""
        published = tables.publication.c
        query = self._mine(Publication).where(
            published.meeting_id == of_meeting.id, published.kind == PublicationKind.MINUTES
        )
        return self._all(query.order_by(published.version))
