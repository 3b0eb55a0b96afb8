"""What of one arena is old enough to be removed, and how it goes; always with the arena's id."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, insert, or_, select, text, update
from sqlalchemy.orm import joinedload

from bot.model.co_option import CO_OPTION, CO_OPTION_ENDED
from bot.model.dispatch import OPEN_STATES as OPEN_DISPATCHES
from bot.model.history import HistoryEntry
from bot.model.item import OPEN_STATES, AgendaItem
from bot.model.notice import ABOUT_A_MEETING, COMING, REPORT, Notice
from bot.model.publication import Publication
from bot.model.removal import DECISIVE, Aged
from storage import tables
from storage.arena_rows import ArenaRows, of
from storage.sealing import sealed_upto

# Of a meeting: what was sent as its agenda, its papers bound, and what was said about it. Not its minutes.
_OF_MEETINGS = frozenset({"agenda", "calendar", "meeting", "outcomes", "papers"})
# Of a message «file:3» is a receipt of a file, of a notice it is about a meeting.
_NOTICES_OF_MEETINGS = frozenset({REPORT, *ABOUT_A_MEETING})
_OF_CO_OPTIONS = frozenset({CO_OPTION, CO_OPTION_ENDED})
AT_ONCE = 500


class RemovalQueries(ArenaRows):
    """See bot.ports.arena_store.ArenaStore for what each query promises."""

    def aged(self, before: date) -> Aged:
        """What was dealt with before that day and still has contents."""
        items, meetings = self._old_items(before), self._old_meetings(before)
        things, pages = {f"item:{item.id}" for item in items}, self._pages(meetings)
        files = {file.sha256 for item in items for file in item.attachments}
        files |= {page.pdf_sha256 for page in pages if page.has_contents}
        return Aged(
            items=[item for item in items if item.has_contents],
            pages=[page for page in pages if page.has_contents],
            dispatch_ids=list(self._old_messages(things, meetings, files - {None})),
            notices=self._old_notices(things, meetings),
            entries=self._old_entries(things, before),
        )

    def _old_items(self, before: date) -> list[AgendaItem]:
        item, starts = tables.item.c, tables.meeting.c.starts
        is_old = or_(starts < datetime.combine(before, time()), starts.is_(None) & self._was_before(before))
        query = self._items().outerjoin(tables.meeting, tables.meeting.c.id == item.meeting_id)
        return self._all(query.where(item.state.not_in(OPEN_STATES), is_old).order_by(item.number))

    def _was_before(self, before: date) -> Any:
        return tables.item.c.proposed_at < self._first_moment(before)

    def _first_moment(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._arena.zone)

    def _old_meetings(self, before: date) -> set[int]:
        meeting = tables.meeting.c
        is_old = meeting.starts < datetime.combine(before, time())
        query = select(meeting.id).where(meeting.arena_id == self._arena.id, is_old)
        return set(self._session.scalars(query))

    def _pages(self, meetings: Collection[int]) -> list[Publication]:
        query = self._mine(Publication).order_by(tables.publication.c.id)
        return [page for page in self._all(query) if page.meeting.id in meetings]

    def _old_messages(
        self, things: Collection[str], meetings: Collection[int], files: Collection[str | None]
    ) -> Iterable[int]:
        """Those about the items and meetings, and those with a file of theirs that are about nothing, as a
        preview: the same file may be sent anew for something newer."""
        box = tables.dispatch.c
        has_contents = or_(box.text.is_not(None), box.file_sha256.is_not(None))
        query = select(box.id, box.about, box.subject, box.file_sha256).where(
            box.arena_id == self._arena.id, box.state.not_in(OPEN_DISPATCHES), has_contents
        )
        subjects = self._old_co_options(things, meetings)
        for row in self._session.execute(query.order_by(box.id)):
            is_about = row.subject in subjects or _is_about(row, things, meetings)
            is_about_nothing = row.about is None and not _is_of_something(row.subject)
            if is_about or (is_about_nothing and row.file_sha256 in files):
                yield row.id

    def _old_notices(self, things: Collection[str], meetings: Collection[int]) -> list[Notice]:
        """What was told in a morning, or dropped. A morning's message may be of several arenas, and so of
        none: it is found by them."""
        board, sent = tables.notice.c, tables.dispatch.c
        is_open = board.dispatch_id.in_(select(sent.id).where(sent.state.in_(OPEN_DISPATCHES)))
        query = self._mine(Notice).where(board.gathered_at.is_not(None), board.text != "")
        query = query.where(or_(board.dispatch_id.is_(None), ~is_open)).order_by(board.id)
        told = self._all(query.options(joinedload(of(Notice).dispatch)))
        return [each for each in told if _is_of(each.subject, things, meetings, _NOTICES_OF_MEETINGS)]

    def _old_co_options(self, things: Collection[str], meetings: Collection[int]) -> set[str]:
        """What was promised to those who were co-opted to the items and meetings has these subjects."""
        made = tables.co_option.c
        query = select(made.id, made.meeting_id, made.item_id).where(made.arena_id == self._arena.id)
        rows = self._session.execute(query)
        old = [row.id for row in rows if row.meeting_id in meetings or f"item:{row.item_id}" in things]
        return {f"{kind}:{number}" for kind in _OF_CO_OPTIONS for number in old}

    def _old_entries(self, things: Collection[str], before: date) -> list[HistoryEntry]:
        entry = tables.history.c
        # What is not sealed yet has no link that it could leave.
        is_sealed = entry.id <= sealed_upto(self._session)
        query = self._mine(HistoryEntry).where(
            entry.at < self._first_moment(before), entry.verb.not_in(DECISIVE), is_sealed
        )
        return [each for each in self._all(query.order_by(entry.id)) if each.thing in things]

    def remove_sent(self, dispatch_ids: Sequence[int]) -> set[str]:
        """Take text and file out of those messages; gives back the SHA-256 of the files."""
        box, files = tables.dispatch, set[str]()
        for some in _in_batches(dispatch_ids):
            which = box.c.arena_id == self._arena.id, box.c.id.in_(some)
            found = self._session.scalars(select(box.c.file_sha256).where(*which))
            files |= {sha256 for sha256 in found if sha256}
            self._session.execute(
                update(box).where(*which).values(text=None, file_sha256=None, buttons=[], letter=None)
            )
        return files

    def remove_entries(self, entries: Sequence[HistoryEntry], decision: HistoryEntry) -> None:
        """Let entries of history go, and keep what they leave in the chain."""
        history, left = tables.history, tables.removed_entry
        if self._session.get_bind().dialect.name == "sqlite":
            # Else what was deleted stands in the file until something is written over it.
            self._session.execute(text("PRAGMA secure_delete = ON"))
        for entry in entries:
            row = {"id": entry.id, "arena_id": entry.arena_id, "digest": entry.digest}
            self._session.execute(insert(left).values(row | {"decision_id": decision.id}))
            mine = history.c.arena_id == self._arena.id, history.c.id == entry.id
            self._session.execute(delete(history).where(*mine))


def _is_about(row: Any, things: Collection[str], meetings: Collection[int]) -> bool:
    return any(_is_of(each, things, meetings, _OF_MEETINGS) for each in (row.about, row.subject))


def _is_of(
    subject: str | None, things: Collection[str], meetings: Collection[int], kinds: Collection[str]
) -> bool:
    """Whether that is one of these items or meetings; `kinds` are the words before a meeting."""
    kind, _, rest = (subject or "").partition(":")
    if kind in kinds:
        # «papers:12:…» too.
        return int(rest.partition(":")[0]) in meetings
    return (f"item:{rest}" if kind == COMING else subject) in things


def _is_of_something(subject: str | None) -> bool:
    """Whether a message was promised for a meeting, its minutes too, or for a co-option."""
    return (subject or "").partition(":")[0] in _OF_MEETINGS | _OF_CO_OPTIONS | {"minutes"}


def _in_batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
