"""What was promised: claimed with a lease, sent, and closed by exactly one row (PROMISES P3, P4).

A claim is committed before the call, so that a killed process leaves `sending` behind: whether the
message went out is then unknown, and the dispatch itself says what that means.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session, aliased

from bot.model.dispatch import HOLDS_LINK, OPEN_STATES, Claimed, DispatchKind, DispatchState, is_passing
from storage import blobs, tables
from storage.types import Epoch
from storage.upsert import insert_or_ignore

LEASE_SECONDS = 60.0
LONGEST_PAUSE = 300.0
box = tables.dispatch


# Written out in the query, because a partial index is found by the words of its condition.
OPEN: list[Any] = [literal_column(f"'{state}'") for state in OPEN_STATES]


def is_open(these: Any) -> ColumnElement[bool]:
    """Whether it is still to be sent, or being sent."""
    open_ones: ColumnElement[bool] = these.c.state.in_(OPEN)
    return open_ones


def waits_for_file(these: Any) -> ColumnElement[bool]:
    """Whether its file is still to be made."""
    waits: ColumnElement[bool] = (these.c.kind == DispatchKind.DOCUMENT) & these.c.file_sha256.is_(None)
    return waits


IS_OPEN = is_open(box)


class Fenced(Exception):
    """The lease ran out and somebody else took the dispatch over: the result is no longer ours to write."""


def claim(session: Session, limit: int, *, mails: bool = False, holder: str | None = None) -> list[Claimed]:
    """Take the first open dispatch of up to `limit` chats; a lost claim is settled by what it allows.

    With `mails` those of up to `limit` mailboxes instead. `holder` is the mark of the process that claims.
    """
    rows = session.execute(CLAIMABLE[mails], {"room": limit})
    claimed = [_take(session, row, holder) for row in rows]
    return [dispatch for dispatch in claimed if dispatch]


def _takes(mails: bool) -> ColumnElement[bool]:
    is_mail: ColumnElement[bool] = box.c.kind == DispatchKind.MAIL
    return is_mail if mails else ~is_mail


def _claimable(mails: bool) -> Select[Any]:
    is_free = (box.c.state == DispatchState.PENDING) | (box.c.lease_until < Epoch())
    return (
        select(box)
        .where(IS_OPEN, _takes(mails), _is_head(), box.c.not_before <= Epoch(), is_free)
        .order_by(box.c.id)
        .limit(bindparam("room", type_=Integer))
        .with_for_update(skip_locked=True)
    )


def _is_head() -> ColumnElement[bool]:
    """The first open dispatch of its chat: those behind it wait their turn, but for no file to be made.

    One look into the index a row, which no planner can turn into a join of everything with everything.
    """
    first = aliased(box)
    of_its_lane = (first.c.lane == box.c.lane) & is_open(first) & ~waits_for_file(first)
    return box.c.id == select(func.min(first.c.id)).where(of_its_lane).scalar_subquery()


def _to_next(mails: bool) -> Select[Any]:
    free_at = func.min(func.coalesce(box.c.lease_until, box.c.not_before))
    return select(free_at - Epoch()).where(IS_OPEN, _takes(mails), _is_head())


# Asked with each message that is sent, and so put together once.
CLAIMABLE = {mails: _claimable(mails) for mails in (False, True)}
TO_NEXT = {mails: _to_next(mails) for mails in (False, True)}
SENDING = (
    update(box)
    .where(box.c.id == bindparam("taken"))
    .values(
        state=DispatchState.SENDING,
        fence=bindparam("new_fence"),
        copies=bindparam("new_copies"),
        holder=bindparam("by"),
        lease_until=Epoch() + LEASE_SECONDS,
    )
)
OURS = (
    update(box)
    .where(
        box.c.id == bindparam("claimed"),
        box.c.fence == bindparam("our_fence"),
        box.c.state == DispatchState.SENDING,
    )
    .returning(box.c.id)
)


def end_leases(session: Session) -> None:
    """Every lease has run out: whoever held one is known to be dead."""
    session.execute(update(box).where(box.c.state == DispatchState.SENDING).values(lease_until=0.0))


def _take(session: Session, row: Row[Any], holder: str | None) -> Claimed | None:
    was_lost = row.state is DispatchState.SENDING
    if was_lost and not row.twice_is_better:
        _write(session, row.id, state=DispatchState.UNKNOWN, lease_until=None, **_not_kept(row))
        _forget_passing(session, row)
        return None
    copies = row.copies + int(was_lost)
    fence = row.fence + 1
    session.execute(SENDING, {"taken": row.id, "new_fence": fence, "new_copies": copies, "by": holder})
    fields = {name: getattr(row, name) for name in Claimed.__dataclass_fields__ if name in row._fields}
    claimed = Claimed(**(fields | {"fence": fence, "copies": copies}))
    return replace(claimed, after_message=_message_of(session, row.after_id))


def _message_of(session: Session, dispatch_id: int | None) -> int | None:
    if dispatch_id is None:
        return None
    found: int | None = session.execute(select(box.c.message_id).where(box.c.id == dispatch_id)).scalar_one()
    return found


def _write(session: Session, dispatch_id: int, **changes: Any) -> None:
    session.execute(update(box).where(box.c.id == dispatch_id).values(**changes))


def _close(session: Session, claimed: Claimed, **changes: Any) -> None:
    closing = OURS.values(lease_until=None, **changes)
    ours = {"claimed": claimed.id, "our_fence": claimed.fence}
    if session.execute(closing, ours).one_or_none() is None:
        raise Fenced


def _end(session: Session, claimed: Claimed, state: DispatchState, **changes: Any) -> None:
    """However it ended, a join link, a drawn picture or somebody's own records are kept no longer."""
    _close(session, claimed, state=state, **changes, **_not_kept(claimed))
    _forget_passing(session, claimed)


def _not_kept(ended: Claimed | Row[Any]) -> dict[str, None]:
    gone: dict[str, None] = {"text": None} if ended.subject == HOLDS_LINK else {}
    return gone | {"file_sha256": None} if is_passing(ended.kind, ended.subject) else gone


def _forget_passing(session: Session, ended: Claimed | Row[Any]) -> None:
    if is_passing(ended.kind, ended.subject) and ended.file_sha256:
        blobs.forget(session, ended.file_sha256)


def mark_sent(session: Session, claimed: Claimed, message_id: int | None, *, now: datetime) -> None:
    """It arrived, as that message."""
    _end(session, claimed, DispatchState.SENT, message_id=message_id, arrived_at=now)


def mark_not_sent(session: Session, claimed: Claimed, error: str, *, wait: float | None = None) -> None:
    """It surely did not arrive: try again after `wait` seconds, or after a pause that doubles."""
    pause = min(LONGEST_PAUSE, 0.5 * 2 ** min(claimed.tries, 12)) if wait is None else wait
    _close(
        session,
        claimed,
        state=DispatchState.PENDING,
        not_before=Epoch() + pause,
        tries=claimed.tries + 1,
        error=error[:300],
    )


def put_back(session: Session, claimed: Claimed, wait: float) -> None:
    """It was not tried: let it be claimed again after `wait` seconds."""
    _close(session, claimed, state=DispatchState.PENDING, not_before=Epoch() + wait)


def give_back(session: Session, holder: str, *, mails: bool, but: Collection[Claimed]) -> None:
    """Let go of what that process has claimed without knowing it: the answer to its commit was lost.

    `but` are the claims that it knows of: only they may have been sent.
    """
    known = tuple_(box.c.id, box.c.fence).in_([(each.id, each.fence) for each in but])
    theirs = (box.c.state == DispatchState.SENDING) & (box.c.holder == holder) & ~known
    free = {"state": DispatchState.PENDING, "lease_until": None, "fence": box.c.fence + 1}
    session.execute(update(box).where(IS_OPEN, theirs, _takes(mails)).values(**free))


def mark_unknown(session: Session, claimed: Claimed, error: str) -> None:
    """Nobody can say whether it arrived: one marked copy, or an end, as the dispatch allows."""
    if not claimed.twice_is_better:
        _end(session, claimed, DispatchState.UNKNOWN, error=error[:300])
        return
    pause = min(LONGEST_PAUSE, 2.0 * 2 ** min(claimed.copies, 12))
    _close(
        session,
        claimed,
        state=DispatchState.PENDING,
        not_before=Epoch() + pause,
        copies=claimed.copies + 1,
        tries=claimed.tries + 1,
        error=error[:300],
    )


def mark_failed(session: Session, claimed: Claimed, error: str) -> None:
    """It can never arrive."""
    _end(session, claimed, DispatchState.FAILED, error=error[:300])


def mark_withdrawn(session: Session, claimed: Claimed) -> None:
    """Its recipient had lost the right to it."""
    _end(session, claimed, DispatchState.WITHDRAWN)


def give_up(session: Session, these: ColumnElement[bool], reason: str) -> None:
    """Whether those arrived is not known, and they are never tried again."""
    for row in session.execute(select(box).where(these)).all():
        _write(session, row.id, error=reason, **_not_kept(row))
        _forget_passing(session, row)


def move_chat(session: Session, old: int, new: int) -> None:
    """The group became a supergroup: everything of it lies under the new id from now on."""
    # A receipt has a lane of its own, wherever its chat lies.
    lane = case((box.c.kind == DispatchKind.RECEIPT, box.c.lane), else_=f"c{new}")
    session.execute(update(box).where(box.c.chat_id == old, IS_OPEN).values(chat_id=new, lane=lane))
    session.execute(update(tables.chat).where(tables.chat.c.chat_id == old).values(chat_id=new))
    _move_presence(session, old, new)
    _move_lodging(session, old, new)


def _move_presence(session: Session, old: int, new: int) -> None:
    seen = tables.presence
    moved = select(seen.c.telegram_id, seen.c.is_in).where(seen.c.chat_id == old)
    rows = [{"chat_id": new, **row._asdict()} for row in session.execute(moved)]
    if rows:
        session.execute(insert_or_ignore(session, seen, rows))


def _move_lodging(session: Session, old: int, new: int) -> None:
    # "Added to the supergroup" may come before "the group moved": there may be one, or it may be bound now.
    lodging, chat = tables.lodging, tables.chat
    leave_at = session.scalar(select(lodging.c.leave_at).where(lodging.c.chat_id == old))
    if leave_at:
        session.execute(insert_or_ignore(session, lodging, [{"chat_id": new, "leave_at": leave_at}]))
    bound = select(chat.c.chat_id).where(chat.c.chat_id == new, chat.c.lost_at.is_(None))
    over = (lodging.c.chat_id == old) | lodging.c.chat_id.in_(bound)
    session.execute(delete(lodging).where(over))


def file_id_of(session: Session, bot_id: int, sha256: str, name: str) -> str | None:
    """Telegram's id of these bytes under this name, if this bot has uploaded them."""
    known = tables.telegram_file.c
    query = select(known.file_id).where(known.bot_id == bot_id, known.sha256 == sha256, known.name == name)
    return session.execute(query).scalar_one_or_none()


def keep_file_id(session: Session, bot_id: int, sha256: str, name: str, file_id: str) -> None:
    """Remember Telegram's id, so that the bytes are uploaded once."""
    row = {"bot_id": bot_id, "sha256": sha256, "name": name, "file_id": file_id}
    session.execute(insert_or_ignore(session, tables.telegram_file, [row]))


def seconds_to_next(session: Session, *, mails: bool = False) -> float | None:
    """How long until the next open dispatch, or mail, may be tried, None if nothing is open."""
    wait: float | None = session.execute(TO_NEXT[mails]).scalar_one()
    return wait
