"""What one arena has sent, to whom, how far it came and who has read it; always with the arena's id."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from bot.model.dispatch import Arrival, Dispatch, DispatchKind
from bot.model.item import AgendaItem
from bot.model.joining import Chat
from bot.model.meeting import Meeting
from bot.model.publication import PAGES, Publication, Recipient
from bot.model.reading import ReadMark
from storage import keepsakes, presence, tables
from storage.arena_rows import ArenaRows, of

# What people read, as against edits and pins.
TOLD = (DispatchKind.TEXT, DispatchKind.DOCUMENT, DispatchKind.MAIL)

# Some years of an arena's agendas and their versions: of what lies further back nobody is told any more.
LOOKED_AT = 40


class SendingQueries(ArenaRows):
    """The part of an arena's memory that is about what was sent."""

    @cached_property
    def mails(self) -> bool:
        """Whether something can be sent by mail: through a server, or out of a mailbox of the arena's own."""
        carried = keepsakes.read(self._session, keepsakes.MAILS)
        return carried == keepsakes.BY_SERVER or (
            carried == keepsakes.BY_MAILBOX and bool(self._arena.calendar)
        )

    def all_publications(self, meeting: Meeting) -> list[Publication]:
        """Everything that was sent about the meeting, first to last."""
        return list(self._session.scalars(self._publications(meeting)))

    def last_page_of(self, item: AgendaItem) -> Publication | None:
        """The newest agenda or supplement on which the item stood, of its own meeting if there is one."""
        published = tables.publication.c
        query = self._mine(Publication).where(published.kind.in_(PAGES)).order_by(published.id.desc())
        newest = self._session.scalars(query.options(joinedload(of(Publication).meeting)).limit(LOOKED_AT))
        found = [each for each in newest if each.has_item(item.id)]
        # Of an item that has gone on, the meeting that it left may have had its new version after that.
        return next((each for each in found if each.meeting is item.meeting), next(iter(found), None))

    def sendings(self, meeting: Meeting) -> list[Publication]:
        """The same with all recipients at hand."""
        publication: Any = Publication
        recipient: Any = Recipient
        people = selectinload(publication.recipients).joinedload(recipient.person)
        return list(self._session.scalars(self._publications(meeting).options(people)))

    def _publications(self, meeting: Meeting) -> Select[Publication]:
        column = tables.publication.c
        mine = select(Publication).where(column.arena_id == self._arena.id, column.meeting_id == meeting.id)
        return mine.order_by(column.id)

    def read_marks(self, meeting: Meeting) -> list[ReadMark]:
        """Who has pressed «Läst», each person once."""
        column, mark = tables.read_mark.c, of(ReadMark)
        query = select(ReadMark).where(column.arena_id == self._arena.id, column.meeting_id == meeting.id)
        return list(self._session.scalars(query.options(joinedload(mark.person)).order_by(column.id)))

    def dispatches_for(
        self, subject: str, kinds: Collection[DispatchKind] = (DispatchKind.TEXT, DispatchKind.PIN)
    ) -> list[Dispatch]:
        """What was promised for that subject, of those kinds, in order."""
        column, dispatch = tables.dispatch.c, of(Dispatch)
        query = select(Dispatch).where(
            column.arena_id == self._arena.id, column.subject == subject, column.kind.in_(kinds)
        )
        return list(self._session.scalars(query.options(joinedload(dispatch.after)).order_by(column.id)))

    def arrivals(self, *subjects: str) -> list[Arrival]:
        """How far each message that was promised for those subjects has come."""
        column = tables.dispatch.c
        query = select(column.dedupe_key, column.person_id, column.state, column.file_sha256).where(
            column.arena_id == self._arena.id, column.subject.in_(subjects), column.kind.in_(TOLD)
        )
        return [Arrival(*row) for row in self._session.execute(query.order_by(column.id))]

    def seen_in(self, chat: Chat) -> frozenset[int]:
        """The Telegram accounts that are known to be in that chat."""
        if chat.arena_id != self._arena.id:
            return frozenset()
        return presence.everybody_in(self._session, chat.chat_id)
