"""Everything that is kept about one person, in whatever arena; nothing of anybody else."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, null, or_, select
from sqlalchemy.orm import Session

from bot.model.arena import SPARSE
from bot.model.dispatch import DispatchKind, DispatchState
from bot.model.ownrecord import OwnKind, OwnRecord
from bot.model.person import Person
from storage import tables as t

# What every record says; the rest is its own.
OF_ALL = ("arena", "at", "timezone", "is_sparse")
# What people read; a receipt of a press is gone before it is read twice.
READ = (
    DispatchKind.TEXT,
    DispatchKind.EDIT,
    DispatchKind.DOCUMENT,
    DispatchKind.PHOTO,
    DispatchKind.MAIL,
)


def own_records(session: Session, person: Person) -> list[OwnRecord]:
    """Kind by kind, the oldest first."""
    return [
        OwnRecord(kind=kind, facts=_facts(row), **{name: row._mapping[name] for name in OF_ALL})
        for kind, query in _queries(person.id)
        for row in session.execute(query)
    ]


def _facts(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in OF_ALL}


def _queries(me: int) -> Iterator[tuple[OwnKind, Select[Any]]]:
    yield from _places(me)
    yield from _co_options(me)
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
    own = (role.kind.label("role"), role.ends.label("ends"), null().label("title"))
    ever = or_(role.begins.is_(None), role.ends.is_(None), role.ends != role.begins)
    yield OwnKind.ROLE, _of(t.role, role.begins, *own).where(role.person_id == me, ever)
    yield OwnKind.ROLE, _roles_of_seats(me)
    mine = or_(*(column == me for column in (change.leaver_id, change.newcomer_id, change.reported_by_id)))
    yield (
        OwnKind.REPLACEMENT,
        _of(t.replacement, change.begins, seat.title.label("title"), change.body.label("body"))
        .join(t.seat, seat.id == change.seat_id)
        .where(mine),
    )


def _roles_of_seats(me: int) -> Select[Any]:
    """The roles that somebody has because they have a seat, for as long as they have both."""
    role, tenure, seat = t.role.c, t.tenure.c, t.seat.c
    begins = case((role.begins > tenure.begins, role.begins), else_=tenure.begins)
    ends = case((or_(tenure.ends.is_(None), role.ends < tenure.ends), role.ends), else_=tenure.ends)
    facts = (role.kind.label("role"), ends.label("ends"), seat.title.label("title"))
    return (
        _of(t.role, begins, *facts)
        .join(t.seat, seat.id == role.seat_id)
        .join(t.tenure, tenure.seat_id == seat.id)
        .where(tenure.person_id == me, or_(ends.is_(None), begins < ends))
    )


def _co_options(me: int) -> Iterator[tuple[OwnKind, Select[Any]]]:
    held, item, meeting = t.co_option.c, t.item.c, t.meeting.c
    yield (
        OwnKind.CO_OPTION,
        _of(
            t.co_option,
            held.invited_at,
            item.title.label("title"),
            meeting.starts.label("starts"),
            held.withdrawn_at.is_not(None).label("withdrawn"),
        )
        .outerjoin(t.item, item.id == held.item_id)
        .outerjoin(t.meeting, meeting.id == held.meeting_id)
        .where(held.person_id == me),
    )


def _items(me: int) -> Iterator[tuple[OwnKind, Select[Any]]]:
    item, file = t.item.c, t.attachment.c
    named = (item.number.label("number"), item.title.label("title"))
    words = item.description.label("description")
    yield OwnKind.ITEM, _of(t.item, item.proposed_at, *named, words).where(item.proposer_id == me)
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
    is_mail = box.kind == DispatchKind.MAIL
    # A mail says what no chat of a sparsam arena may, and this is a chat.
    text = case((is_mail & (t.arena.c.telegram == SPARSE), null()), else_=box.text)
    yield (
        OwnKind.MESSAGE,
        _of(
            t.dispatch,
            box.arrived_at,
            text.label("text"),
            box.file_name.label("name"),
            is_mail.label("is_mail"),
        )
        .where(box.person_id == me, box.state == DispatchState.SENT, box.kind.in_(READ), said),
    )  # fmt: skip
    yield OwnKind.LINK, _of(t.invitation, link.made_at).where(link.person_id == me)
    address = t.feed.c
    nobodys = (null().label("arena"), null().label("timezone"), false().label("is_sparse"))
    facts = (address.made_at.label("at"), address.revoked_at.is_not(None).label("revoked"))
    yield OwnKind.FEED, select(*nobodys, *facts).where(address.person_id == me).order_by(address.id)
    yield OwnKind.DEED, _of(t.history, deed.at, deed.verb.label("verb")).where(deed.person_id == me)


def _of(table: Any, at: ColumnElement[Any], *more: ColumnElement[Any]) -> Select[Any]:
    """The rows of a table with their arena's short name and their time, in the order in which they came."""
    arena = t.arena.c
    is_sparse = func.coalesce(arena.telegram == SPARSE, false())
    named = (arena.short.label("arena"), arena.timezone.label("timezone"), is_sparse.label("is_sparse"))
    query = select(*named, at.label("at"), *more).select_from(table)
    return query.outerjoin(t.arena, arena.id == table.c.arena_id).order_by(table.c.id)


def _about(table: Any, at: ColumnElement[Any], *more: ColumnElement[Any]) -> Select[Any]:
    """The same of rows about a meeting, with when that starts."""
    meeting = t.meeting.c
    return _of(table, at, meeting.starts.label("starts"), *more).join(
        t.meeting, meeting.id == table.c.meeting_id
    )
