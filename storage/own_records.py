"""Everything that is kept about one person, in whatever arena; nothing of anybody else."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, null, or_, select
from sqlalchemy.orm import Session

from bot.model.dispatch import DispatchState
from bot.model.ownrecord import OwnKind, OwnRecord
from bot.model.person import Person
from storage import tables as t


def own_records(session: Session, person: Person) -> list[OwnRecord]:
    """Kind by kind, the oldest first."""
    return [
        OwnRecord(kind=kind, arena=row.arena, at=row.at, facts=_facts(row))
        for kind, query in _queries(person.id)
        for row in session.execute(query)
    ]


def _facts(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in ("arena", "at")}


def _queries(me: int) -> Iterator[tuple[OwnKind, Select[Any]]]:
    yield from _places(me)
    yield from _items(me)
    yield from _meetings(me)
    yield from _messages(me)


def _places(me: int) -> Iterator[tuple[OwnKind, Select[Any]]]:
    tenure, role, seat, change = t.tenure.c, t.role.c, t.seat.c, t.replacement.c
    yield (
        OwnKind.TENURE,
        _of(t.tenure, tenure.begins, seat.title.label("title"), tenure.ends.label("ends"))
        .join(t.seat, seat.id == tenure.seat_id)
        .where(tenure.person_id == me, or_(tenure.ends.is_(None), tenure.ends != tenure.begins)),
    )
    yield (
        OwnKind.ROLE,
        _of(t.role, role.begins, role.kind.label("role"), role.ends.label("ends")).where(
            role.person_id == me,
            or_(role.begins.is_(None), role.ends.is_(None), role.ends != role.begins),
        ),
    )
    mine = or_(*(column == me for column in (change.leaver_id, change.newcomer_id, change.reported_by_id)))
    yield (
        OwnKind.REPLACEMENT,
        _of(t.replacement, change.begins, seat.title.label("title"))
        .join(t.seat, seat.id == change.seat_id)
        .where(mine),
    )


def _items(me: int) -> Iterator[tuple[OwnKind, Select[Any]]]:
    item, file = t.item.c, t.attachment.c
    named = (item.number.label("number"), item.title.label("title"))
    yield OwnKind.ITEM, _of(t.item, item.proposed_at, *named).where(item.proposer_id == me)
    yield OwnKind.PRESENTED, _of(t.item, item.proposed_at, *named).where(item.presenter_id == me)
    yield (
        OwnKind.FILE,
        _of(t.attachment, file.added_at, file.name.label("name")).where(file.added_by_id == me),
    )


def _meetings(me: int) -> Iterator[tuple[OwnKind, Select[Any]]]:
    answer, call, mark, got = t.attendance.c, t.call_in.c, t.read_mark.c, t.recipient.c
    yield (
        OwnKind.ATTENDANCE,
        _about(t.attendance, answer.answered_at, answer.answer.label("answer")).where(answer.person_id == me),
    )
    yield (
        OwnKind.CALL_IN,
        _about(t.call_in, call.asked_at, (call.deputy_id == me).label("steps_in"), call.state.label("state"))
        .where(or_(call.deputy_id == me, call.absentee_id == me)),
    )  # fmt: skip
    yield (
        OwnKind.READ,
        _about(t.read_mark, mark.read_at, mark.version.label("version")).where(mark.person_id == me),
    )
    sent = t.publication.c
    yield (
        OwnKind.RECEIVED,
        _of(t.recipient, sent.published_at, t.meeting.c.starts.label("starts"), got.way.label("way"))
        .join(t.publication, sent.id == got.publication_id)
        .join(t.meeting, t.meeting.c.id == sent.meeting_id)
        .where(got.person_id == me),
    )


def _messages(me: int) -> Iterator[tuple[OwnKind, Select[Any]]]:
    box, link, deed = t.dispatch.c, t.invitation.c, t.history.c
    # What was withheld, because the right to it had ended, is not told by this way either.
    said = or_(box.text.is_not(None), box.file_name.is_not(None))
    yield (
        OwnKind.MESSAGE,
        _of(t.dispatch, null(), box.text.label("text"), box.file_name.label("name"))
        .where(box.person_id == me, box.state == DispatchState.SENT, said),
    )  # fmt: skip
    yield OwnKind.LINK, _of(t.invitation, link.made_at).where(link.person_id == me)
    yield OwnKind.DEED, _of(t.history, deed.at, deed.verb.label("verb")).where(deed.person_id == me)


def _of(table: Any, at: ColumnElement[Any], *more: ColumnElement[Any]) -> Select[Any]:
    """The rows of a table with their arena's short name and their time, in the order in which they came."""
    arena = t.arena.c
    query = select(arena.short.label("arena"), at.label("at"), *more).select_from(table)
    return query.outerjoin(t.arena, arena.id == table.c.arena_id).order_by(table.c.id)


def _about(table: Any, at: ColumnElement[Any], *more: ColumnElement[Any]) -> Select[Any]:
    """The same of rows about a meeting, with when that starts."""
    meeting = t.meeting.c
    return _of(table, at, meeting.starts.label("starts"), *more).join(
        t.meeting, meeting.id == table.c.meeting_id
    )
