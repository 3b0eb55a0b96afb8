"""Keeps the arenas' calendars in Outlook true: one event after another, the network outside transactions."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from bot.acts.meetings.joint import reserve_together
from bot.acts.outlook.bringing import Outcome, Task, bring_true
from bot.acts.outlook.syncing import look_over, mailbox_of, settle, task_of, waiting_for_teams
from bot.ports.calendar import (
    Calendar,
    CalendarAway,
    CalendarCrowded,
    CalendarFailure,
    CalendarRefused,
    CalendarShut,
    Changes,
    EventChanged,
)
from handlers.clock import Clock
from handlers.logs import place_of
from handlers.rounds.going import Rounds
from storage import calendarlist, hintlist, holding
from storage.calendarlist import Claim
from storage.engine import Database
from storage.hintlist import Hint
from storage.store import SqlStore, in_turn, unit_of_work

log = logging.getLogger(__name__)
# Nobody is let in by asking again at once; whoever runs the bot has to do something first.
SHUT_SECONDS = 300.0
REFUSED_SECONDS = 3600.0
# A call is soon over.
CROWDED_SECONDS = 5.0
# Whoever changes an event again and again is given time: 1, 2, 4 seconds, and so on.
LONGEST_BACKOFF = 600.0
SPARE_SECONDS = 30.0
TRIES = 4
Kept = TypeVar("Kept")
BEFORE_AND_AFTER = timedelta(days=1)


class Calendars(Rounds):
    """The worker for events; one at a time, and those of the next meeting first."""

    longest_rest = 1.0
    # Whatever changes what should stand in Outlook is written into history.
    concerns = frozenset({"calendar_link", "history", "mailbox"})

    def __init__(
        self, database: Database, calendar: Calendar, clock: Clock, told: Callable[[], None]
    ) -> None:
        super().__init__()
        self._database = database
        self._calendar = calendar
        self._clock = clock
        self._told = told
        # The newest entry of history that was looked at; after a restart every arena with a mailbox is, once.
        self._seen: int | None = None

    async def do_next(self) -> bool:
        """Look at what changed, then bring one event, or see to one mailbox; False if nothing waits."""
        work = await self._database.run(self._look_over)
        if isinstance(work, Claim):
            await self._attend_to(work)
        elif isinstance(work, Hint):
            await self._ask(work)
        elif work:
            await self._compare(work)
        return work is not None

    def _look_over(self) -> Claim | Hint | str | None:
        """An event that is due, or a mailbox that is to be compared, or asked what changed."""
        now = self._clock.now()
        try:
            with unit_of_work(self._database) as store:
                if holding.is_held(store.session):
                    return None
                newest, arenas = calendarlist.changed_arenas(store.session, self._seen)
                _look_over(store, arenas, now)
                store.flush()
                calendarlist.forget_over(store.session, now)
                claim = calendarlist.claim(store.session, now)
                work = (
                    claim
                    or calendarlist.claim_listing(store.session, now)
                    or hintlist.claim(store.session, now)
                )
        except (IntegrityError, StaleDataError):
            # Somebody else changed the same: look again soon.
            return None
        self._seen = newest
        return work

    async def _attend_to(self, claim: Claim) -> None:
        task = await self._kept(_task, claim, self._clock.now())
        if task is None:
            return
        try:
            # Whoever is still at it when the lease ends would not be alone.
            async with asyncio.timeout(calendarlist.LEASE_SECONDS - SPARE_SECONDS):
                outcome = await bring_true(self._calendar, task)
        except TimeoutError:
            await self._stumble(claim, CalendarAway("no end"))
        except CalendarFailure as error:
            await self._stumble(claim, error)
        except Exception as error:  # noqa: BLE001
            # What nobody foresaw stops one event, not the bot.
            log.error("an event in Outlook stumbled: %s\n%s", type(error).__name__, place_of(error))
            await self._kept(_stumble, claim, CalendarRefused(type(error).__name__), self._clock.now())
        else:
            await self._kept(_settle, claim, task, outcome, self._clock.now())
            self._told()

    async def _stumble(self, claim: Claim, error: CalendarFailure) -> None:
        log.warning("an event in Outlook was not brought up to date: %s", error)
        await self._kept(_stumble, claim, error, self._clock.now())

    async def _kept(self, act: Callable[..., Kept], *facts: Any) -> Kept:
        """What is known by now is kept, though somebody changed the same in the same moment."""
        for _ in range(TRIES):
            try:
                return await self._database.run(act, self._database, *facts)
            except StaleDataError:
                continue
        return await self._database.run(act, self._database, *facts)

    async def _compare(self, mailbox: str) -> None:
        """Nothing that people do in Outlook escapes the list of everything that stands there."""
        now = self._clock.now()
        last = await self._database.run(_last_end, self._database, mailbox, now)
        try:
            keys = await self._keys(mailbox, now, last) if last else {}
            waiting = await self._kept(_doubt, mailbox, keys, now)
            if waiting and await self._calendar.meets_in_teams(mailbox):
                await self._kept(_make_due, waiting, now)
        except CalendarFailure as error:
            log.warning("a mailbox could not be compared: %s", error)
            await self._kept(_fail, mailbox, error, now)

    async def _ask(self, hint: Hint) -> None:
        """Between two lists; where it comes to nothing, the next list finds what there is."""
        now = self._clock.now()
        try:
            heard = await self._changes(hint, now)
            # By then another process may have begun a list, which lacks what this one tells.
            await self._database.run(_hear, self._database, hint, heard, self._clock.now())
        except CalendarCrowded:
            again = now + timedelta(seconds=CROWDED_SECONDS)
            await self._database.run(_put_off, self._database, hint, again)
        except CalendarFailure as error:
            log.warning("a mailbox does not tell what changed: %s", error)
            if isinstance(error, CalendarShut) or getattr(error, "seconds", None):
                await self._kept(_fail, hint.mailbox, error, now)

    async def _changes(self, hint: Hint, now: datetime) -> Changes | str:
        """What changed; or a link, where it begins anew."""
        changes = await self._calendar.changes_since(hint.mailbox, hint.link) if hint.link else None
        return changes or await self._calendar.begin_changes(hint.mailbox, now - BEFORE_AND_AFTER, hint.until)

    async def _keys(self, mailbox: str, now: datetime, last: datetime) -> dict[str, str]:
        return await self._calendar.change_keys(mailbox, now - BEFORE_AND_AFTER, last + BEFORE_AND_AFTER)


def _look_over(store: SqlStore, arenas: set[str], now: datetime) -> None:
    for arena_id in sorted(arenas):
        if place := store.within(arena_id):
            look_over(store, place, now=now)
            if mailbox := mailbox_of(place):
                calendarlist.keep_mailbox(store.session, mailbox, now)


def _task(database: Database, claim: Claim, now: datetime) -> Task | None:
    with unit_of_work(database) as store:
        place = store.within(claim.arena_id)
        task = task_of(store, place, claim.id, now=now) if place else None
        if task is None:
            calendarlist.let_go(store.session, claim, is_done=True)
        return task


def _settle(database: Database, claim: Claim, task: Task, outcome: Outcome, now: datetime) -> None:
    in_turn(database, partial(_settle_link, claim=claim, task=task, outcome=outcome, now=now))


def _settle_link(store: SqlStore, claim: Claim, task: Task, outcome: Outcome, now: datetime) -> None:
    place = store.within(claim.arena_id)
    link = place.calendar_link(claim.id) if place else None
    if link:
        # Before the event itself, in the order in which whoever decides on it has them.
        reserve_together(store, link.meeting)
    if place and calendarlist.let_go(store.session, claim, is_done=True):
        settle(store, place, claim.id, task, outcome, now=now)
        calendarlist.has_answered(store.session, claim.mailbox, now, mailed=outcome.has_mailed)


def _stumble(database: Database, claim: Claim, error: CalendarFailure, now: datetime) -> None:
    """It stays due; what concerns the mailbox holds up the mailbox, what concerns the event this event."""
    with unit_of_work(database) as store:
        place = store.within(claim.arena_id)
        if not place or not calendarlist.let_go(store.session, claim, is_done=False):
            return
        link = place.calendar_link(claim.id)
        if isinstance(error, CalendarRefused) and link:
            link.due_at = now + timedelta(seconds=REFUSED_SECONDS)
        elif isinstance(error, EventChanged) and link:
            link.due_at = now + timedelta(seconds=min(LONGEST_BACKOFF, 2.0**claim.tries))
        else:
            _note_failure(store.session, claim.mailbox, error, now)


def _fail(database: Database, mailbox: str, error: CalendarFailure, now: datetime) -> None:
    with database.session() as session:
        _note_failure(session, mailbox, error, now)


def _note_failure(session: Session, mailbox: str, error: CalendarFailure, now: datetime) -> None:
    if isinstance(error, CalendarCrowded):
        calendarlist.rests(session, mailbox, until=now + timedelta(seconds=CROWDED_SECONDS))
        return
    seconds = SHUT_SECONDS if isinstance(error, CalendarShut) else getattr(error, "seconds", None)
    calendarlist.has_failed(session, mailbox, now, problem=f"{error}"[:60], seconds=seconds)


def _last_end(database: Database, mailbox: str, now: datetime) -> datetime | None:
    with database.session() as session:
        return calendarlist.last_end(session, mailbox, now)


def _hear(database: Database, hint: Hint, heard: Changes | str, now: datetime) -> None:
    with database.session() as session:
        if isinstance(heard, str):
            hintlist.begins(session, hint, heard, now)
        else:
            hintlist.tells(session, hint, heard.link, heard.keys, now)


def _put_off(database: Database, hint: Hint, again: datetime) -> None:
    with database.session() as session:
        hintlist.put_off(session, hint, again)


def _doubt(database: Database, mailbox: str, keys: dict[str, str], now: datetime) -> list[int]:
    """Gives back the ids of events that wait for the mailbox to meet in Teams."""
    waiting = []
    with unit_of_work(database) as store:
        calendarlist.doubt(store.session, mailbox, keys, now)
        calendarlist.is_compared(store.session, mailbox, now)
        calendarlist.has_answered(store.session, mailbox, now, mailed=False)
        for arena in store.arenas():
            place = store.within(arena.id)
            if place and mailbox_of(place) == mailbox:
                look_over(store, place, now=now)
                waiting += waiting_for_teams(place, now=now)
    return waiting


def _make_due(database: Database, link_ids: list[int], now: datetime) -> None:
    with database.session() as session:
        calendarlist.make_due(session, link_ids, now)
