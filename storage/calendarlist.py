"""Events that are to be looked at: claimed with a lease and a fence, in mailboxes that may be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, func, or_, select, update
from sqlalchemy.orm import Session

from storage import tables
from storage.types import Epoch
from storage.upsert import insert_or_ignore

LEASE_SECONDS = 180.0
PERIOD = timedelta(minutes=5)
LONGEST_REST = timedelta(minutes=5)
# Of what Graph may ask for.
LONGEST_WAIT = timedelta(hours=1)
# Exchange takes about thirty invitations a minute from one mailbox.
MAILED_A_MINUTE = 30
A_MINUTE = timedelta(minutes=1)
AT_ONCE = 500
# Begins the problem of a mailbox that was called too often.
THROTTLED = "429"
KNOWN_OF_PEOPLE = (
    "wanted", "written", "base", "aliases", "unsettled", "due_at", "remind_at", "over_at",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One event in our hands until its lease ends; `tries` came to nothing before."""

    id: int
    arena_id: str
    mailbox: str
    fence: int
    tries: int


links, boxes = tables.calendar_link, tables.mailbox
entry = tables.history.c
# What is looked for each second, put together once; filled in by `at`.
NOW, FURTHEST, NEXT = (bindparam(name, type_=boxes.c.look_at.type) for name in ("now", "furthest", "next"))
# Of a mailbox: nobody said to wait longer. What lies further ahead than anybody asks for was reckoned by a
# wall clock that has been set back since.
MAY_BE_ASKED = or_(boxes.c.wait_until.is_(None), boxes.c.wait_until <= NOW, boxes.c.wait_until > FURTHEST)
NEWER = (
    select(func.max(entry.id), entry.arena_id).where(entry.id > bindparam("since")).group_by(entry.arena_id)
)
OVER = (
    select(links.c.id)
    .where(links.c.over_at <= NOW)
    .order_by(links.c.over_at)
    .limit(AT_ONCE)
    .with_for_update(skip_locked=True)
)
# A mailbox whose list is due; again what lies further ahead than that comes from a clock that was set back.
LISTING = (
    select(boxes.c.address)
    .where(or_(boxes.c.look_at <= NOW, boxes.c.look_at > NEXT), MAY_BE_ASKED)
    .order_by(boxes.c.look_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
# By itself the instant would tempt a planner into the index of every event there ever was.
BY_DATE = func.coalesce(links.c.over_at, links.c.due_at)
IS_FREE = links.c.lease_until.is_(None) | (links.c.lease_until < Epoch())
DUE = (
    select(*(links.c[name] for name in Claim.__dataclass_fields__))
    .join(boxes, boxes.c.address == links.c.mailbox)
    .where(links.c.due_at <= NOW, IS_FREE, MAY_BE_ASKED)
    .order_by(BY_DATE, links.c.id)
    .limit(1)
    .with_for_update(of=links, skip_locked=True)
)


def at(now: datetime) -> dict[str, datetime]:
    """What the queries above are filled in with."""
    return {"now": now, "furthest": now + LONGEST_WAIT, "next": now + PERIOD}


def changed_arenas(session: Session, since: int | None) -> tuple[int, set[str]]:
    """Where something was written into history after that entry, and the newest one; None for whoever has
    seen nothing yet: then every arena that has a mailbox, or events to come."""
    if since is None:
        newest = session.execute(select(func.max(entry.id))).scalar_one() or 0
        return newest, _arenas_in_outlook(session)
    rows = session.execute(NEWER, {"since": since}).all()
    return max((row[0] for row in rows), default=since), {row[1] for row in rows if row[1]}


def _arenas_in_outlook(session: Session) -> set[str]:
    arena = tables.arena.c
    with_mailbox = session.scalars(select(arena.id).where(arena.calendar.is_not(None)))
    with_events = session.scalars(select(links.c.arena_id).where(links.c.over_at.is_not(None)).distinct())
    return {*with_mailbox, *with_events}


def keep_mailbox(session: Session, address: str, now: datetime) -> None:
    """A mailbox that is not known yet may be asked at once."""
    row = {"address": address, "look_at": now, "stumbles": 0, "mailed": 0}
    session.execute(insert_or_ignore(session, boxes, [row]))


def claim(session: Session, now: datetime) -> Claim | None:
    """Take the event of the next meeting of all that are due, in a mailbox that may be asked."""
    row = session.execute(DUE, at(now)).one_or_none()
    if row is None:
        return None
    taken = {"fence": row.fence + 1, "lease_until": Epoch() + LEASE_SECONDS, "tries": row.tries + 1}
    session.execute(update(links).where(links.c.id == row.id).values(**taken))
    return Claim(**(row._asdict() | {"fence": row.fence + 1}))


def let_go(session: Session, claim: Claim, *, is_done: bool) -> bool:
    """Give the claim up; False if it was no longer ours: then nothing more is ours to write."""
    ours = (links.c.id == claim.id) & (links.c.fence == claim.fence)
    free: dict[str, Any] = {"lease_until": None} | ({"tries": 0} if is_done else {})
    freed = session.execute(update(links).where(ours).values(**free).returning(links.c.id))
    return freed.one_or_none() is not None


def end_leases(session: Session) -> None:
    """Every lease has run out: whoever held one is known to be dead."""
    session.execute(update(links).where(links.c.lease_until.is_not(None)).values(lease_until=None))


def claim_listing(session: Session, now: datetime) -> str | None:
    """A mailbox whose events are to be compared now; again in a minute, unless it is done by then."""
    address = session.execute(LISTING, at(now)).scalar_one_or_none()
    if address:
        session.execute(
            update(boxes).where(boxes.c.address == address).values(look_at=now + A_MINUTE, compared_at=now)
        )
    return address


def is_compared(session: Session, address: str, now: datetime) -> None:
    """The next comparison is a while away, unless Graph has told of a change since `now`, when it began;
    and for a minute nobody need ask what changed."""
    # What was told later than that was told by a wall clock that has been set back since.
    is_told = (boxes.c.nudged_at > now) & (boxes.c.nudged_at <= now + PERIOD)
    later = case((is_told, boxes.c.look_at), else_=now + PERIOD)
    values = {"look_at": later, "hint_at": now + A_MINUTE}
    session.execute(update(boxes).where(boxes.c.address == address).values(**values))


def forget_over(session: Session, now: datetime) -> None:
    """Of what is over, nobody's name and address is kept: whatever became of it, wherever it stood."""
    found = session.scalars(OVER, at(now)).all()
    if found:
        nothing = dict.fromkeys(KNOWN_OF_PEOPLE) | {"revision": links.c.revision + 1}
        session.execute(update(links).where(links.c.id.in_(found)).values(**nothing))


def has_answered(session: Session, address: str, now: datetime, *, mailed: bool) -> None:
    """The mailbox works; after a minute's worth of invitations it rests."""
    row = session.execute(select(boxes).where(boxes.c.address == address).with_for_update()).one()
    is_same = row.minute_began is not None and row.minute_began <= now < row.minute_began + A_MINUTE
    began, count = (row.minute_began, row.mailed) if is_same else (now, 0)
    count += int(mailed)
    rest = began + A_MINUTE if count >= MAILED_A_MINUTE else None
    works = {"stumbles": 0, "minute_began": began, "mailed": count}
    if not _is_throttled(row, now):
        works |= {"problem": None, "wait_until": rest}
    session.execute(update(boxes).where(boxes.c.address == address).values(**works))


def has_failed(session: Session, address: str, now: datetime, *, problem: str, seconds: float | None) -> None:
    """Nobody asks the mailbox until then: as long as Graph said, else longer each time.

    A pause that Graph asked for holds, whatever those hear who asked before.
    """
    row = session.execute(select(boxes).where(boxes.c.address == address).with_for_update()).one()
    rest = timedelta(seconds=seconds) if seconds else min(LONGEST_REST, timedelta(seconds=2**row.stumbles))
    fails = {"stumbles": min(row.stumbles + 1, 20), "problem": problem, "wait_until": now + rest}
    if _is_throttled(row, now):
        fails |= {"problem": row.problem, "wait_until": max(row.wait_until, now + rest)}
    session.execute(update(boxes).where(boxes.c.address == address).values(**fails))


def _is_throttled(row: Row[Any], now: datetime) -> bool:
    """Whether Graph's own pause goes on."""
    is_asked = (row.problem or "").startswith(THROTTLED) and row.wait_until is not None
    return is_asked and now < row.wait_until <= now + LONGEST_WAIT


def throttle(session: Session, address: str, now: datetime, *, problem: str, seconds: float | None) -> None:
    """Graph wants no call there for a while, as it said to whoever sent a mail."""
    keep_mailbox(session, address, now)
    has_failed(session, address, now, problem=problem, seconds=seconds)


def seconds_throttled(session: Session, address: str, now: datetime) -> float | None:
    """How long mails too are to wait; what is wrong with the calendar alone does not hold them up."""
    until, throttled = boxes.c.wait_until, boxes.c.problem.startswith(THROTTLED)
    is_held = (until > now) & (until <= now + LONGEST_WAIT)
    query = select(until).where(boxes.c.address == address, throttled, is_held)
    found: datetime | None = session.execute(query).scalar_one_or_none()
    return (found - now).total_seconds() if found else None


def rests(session: Session, address: str, *, until: datetime) -> None:
    """Nobody asks the mailbox until then, or later, though nothing is wrong with it."""
    sooner = or_(boxes.c.wait_until.is_(None), boxes.c.wait_until < until)
    session.execute(update(boxes).where(boxes.c.address == address, sooner).values(wait_until=until))


def last_end(session: Session, mailbox: str, now: datetime) -> datetime | None:
    """When the last meeting begins that has an event there, roughly; None where none has."""
    query = select(func.max(links.c.over_at)).where(stands(mailbox, now))
    found: datetime | None = session.execute(query).scalar_one()
    return found


def stands(mailbox: str | ColumnElement[str], now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Of a link: its meeting is to come and has an event in that mailbox."""
    return (links.c.mailbox == mailbox) & links.c.event_id.is_not(None) & (links.c.over_at > now)


def doubt(session: Session, mailbox: str, keys: Mapping[str, str], now: datetime) -> None:
    """Whatever is not there as it was left is looked at one by one: a list may lack what exists."""
    query = select(links.c.id, links.c.event_id, links.c.change_key).where(stands(mailbox, now))
    odd = [row.id for row in session.execute(query) if keys.get(row.event_id) != row.change_key]
    make_due(session, odd, now)


def make_due(session: Session, link_ids: Sequence[int], now: datetime) -> None:
    """These are due by now."""
    late = or_(links.c.due_at.is_(None), links.c.due_at > now)
    for start in range(0, len(link_ids), AT_ONCE):
        some = links.c.id.in_(link_ids[start : start + AT_ONCE])
        session.execute(update(links).where(some, late).values(due_at=now))
