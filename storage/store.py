"""One unit of work: everything read, changed and promised in it is committed together."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.model.arena import Arena
from bot.model.co_option import CoOption
from bot.model.deadline import Deadline
from bot.model.dialogue import Dialogue, Slot
from bot.model.dispatch import Dispatch, DispatchKind
from bot.model.history import HistoryEntry
from bot.model.joining import Chat, Invitation, Lodging, hashed
from bot.model.meeting import Meeting
from bot.model.ownrecord import OwnRecord
from bot.model.person import Person
from bot.ports.store import Keepable
from storage import blobs, keepsakes, leaving, often, outbox, presence, replacements, tables, turns
from storage.arena_store import SqlArenaStore
from storage.belonging import Belonging
from storage.engine import Database
from storage.feeds import FeedQueries
from storage.handover import arenas_to_pass
from storage.noticeboard import Noticeboard
from storage.outlook_queries import links_to_remind
from storage.own_records import own_records
from storage.reserving import Overtaken, reserve_first, reserve_for
from storage.upsert import insert_or_ignore

T = TypeVar("T")
# SQLite takes 32 766 parameters, and each key is one.
AT_ONCE = 1000
FEW = 5
# What puts words and buttons into a message.
SHOWN = (DispatchKind.TEXT, DispatchKind.DOCUMENT, DispatchKind.PHOTO, DispatchKind.EDIT)


class SqlStore(Noticeboard, Belonging, FeedQueries):
    """The memory within one transaction; see bot.ports.store.Store for what each query promises."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def within(self, arena_id: str) -> SqlArenaStore | None:
        """The memory of that arena, None if there is no such arena."""
        arena = self.session.get(Arena, arena_id)
        return SqlArenaStore(self.session, arena) if arena else None

    def bot_name(self) -> str | None:
        """The bot's own name in Telegram, None before it has ever run."""
        return keepsakes.read(self.session, "bot_name")

    def arenas(self) -> list[Arena]:
        """All arenas, by short name."""
        return list(self.session.scalars(select(Arena).order_by(tables.arena.c.short)))

    def today(self, now: datetime) -> dict[str, date]:
        """Which day it is in each arena, by its id."""
        rows = self.session.execute(select(tables.arena.c.id, tables.arena.c.timezone))
        return {row.id: now.astimezone(ZoneInfo(row.timezone)).date() for row in rows}

    def arenas_to_pass(self, day: date) -> list[Arena]:
        """The arenas that end by that day and have not passed on, the first to end first."""
        return arenas_to_pass(self.session, day)

    def arenas_with_changes(self, day: date) -> Sequence[str]:
        """The ids of the arenas where a registered change of holder is due by that day."""
        return replacements.arenas_with_changes(self.session, day)

    def replacements_to_remind(self, now: datetime) -> Sequence[tuple[str, int]]:
        """Arena and id of changes of holder that wait for somebody who is to be reminded by now."""
        return replacements.replacements_to_remind(self.session, now)

    def links_to_remind(self, now: datetime) -> Sequence[tuple[str, int]]:
        """See bot.ports.store.Store."""
        return links_to_remind(self.session, now)

    def turns_due(self, now: datetime) -> Sequence[tuple[str, int]]:
        """Arena and id of turns of which somebody is to be asked, or told, by now."""
        return turns.turns_due(self.session, now)

    def own_records(self, person: Person) -> list[OwnRecord]:
        """See bot.ports.store.Store."""
        return own_records(self.session, person)

    def joint_meetings(self, joint_keys: Collection[str]) -> list[Meeting]:
        """The meetings of all arenas that are held as one under any of those keys, by id."""
        if not joint_keys:
            return []
        query = select(Meeting).where(tables.meeting.c.joint_key.in_(joint_keys))
        return list(self.session.scalars(query.order_by(tables.meeting.c.id)))

    def person(self, person_id: int) -> Person | None:
        """One person."""
        return self.session.get(Person, person_id)

    def person_by_telegram(self, telegram_id: int) -> Person | None:
        """Whoever joined with that account."""
        return self.session.scalars(often.with_account(), {"account": telegram_id}).one_or_none()

    def person_by_email(self, email: str) -> Person | None:
        """Whoever has that address, whatever its case."""
        query = select(Person).where(tables.person.c.email == email.casefold())
        return self.session.scalars(query).one_or_none()

    def people_to_let_go(self, now: datetime) -> Sequence[int]:
        """See bot.ports.store.Store."""
        return leaving.people_to_let_go(self.session, now)

    def take_person(self, person_id: int) -> Person | None:
        """The person for this unit of work alone; None if they are in other hands."""
        query = select(Person).where(tables.person.c.id == person_id)
        return self.session.scalars(query.with_for_update(skip_locked=True)).one_or_none()

    def has_place(self, person: Person, day: date) -> bool:
        """Whether the person has a seat or a role somewhere, on that day or later."""
        return leaving.has_place(self.session, person, day)

    def unlink(self, person: Person) -> None:
        """Keep the person's name and records, and nothing that leads to them."""
        leaving.unlink(self.session, person)

    def chat_by_telegram(self, chat_id: int) -> Chat | None:
        """The living bound chat with that Telegram id."""
        query = select(Chat).where(tables.chat.c.chat_id == chat_id, tables.chat.c.lost_at.is_(None))
        return self.session.scalars(query).one_or_none()

    def invitation_by_secret(self, secret: str) -> Invitation | None:
        """The invitation of that secret, whatever its state."""
        query = select(Invitation).where(tables.invitation.c.secret_hash == hashed(secret))
        return self.session.scalars(query).one_or_none()

    def invitation_by_id(self, invitation_id: int) -> Invitation | None:
        """The invitation of a signed button, before the presser is somebody anywhere."""
        return self.session.get(Invitation, invitation_id)

    def reserve_joining(self, invitation: Invitation) -> None:
        """The link and its person as they stand now; whoever else joins as them waits for this unit."""
        self.session.refresh(invitation.person, with_for_update={"key_share": True})
        self.session.refresh(invitation)

    def opened_invitations(self, person: Person) -> list[Invitation]:
        """The person's links in all arenas that were opened and not undone, as they stand now, by opening."""
        ours = tables.invitation.c
        query = select(Invitation).where(
            ours.person_id == person.id, ours.used_at.is_not(None), ours.replaced.is_(False)
        )
        ordered = query.order_by(ours.used_at, ours.id).execution_options(populate_existing=True)
        return list(self.session.scalars(ordered))

    def co_option_of(self, person: Person, co_option_id: int) -> CoOption | None:
        """The person's own co-option of a signed button, in whatever arena, whether it is over or not."""
        found = self.session.get(CoOption, co_option_id)
        return found if found and found.person.id == person.id else None

    def move_chat(self, old: int, new: int) -> None:
        """The group has another id from now on, for everything that is promised or bound."""
        outbox.move_chat(self.session, old, new)

    def lodging(self, chat_id: int) -> Lodging | None:
        """The unbound group, if the bot is waiting in it."""
        return self.session.get(Lodging, chat_id)

    def due_lodgings(self, now: datetime) -> Sequence[Lodging]:
        """Unbound groups whose time is up."""
        query = select(Lodging).where(tables.lodging.c.leave_at <= now)
        return self.session.scalars(query.with_for_update(skip_locked=True)).all()

    def due(self, now: datetime, *, limit: int) -> Sequence[int]:
        """The ids of what is due and not done, oldest first."""
        return self.session.scalars(often.DUE.limit(limit), {"now": now}).all()

    def take_deadline(self, deadline_id: int) -> Deadline | None:
        """The due thing for this unit of work alone, and its arena reserved; None if it is done."""
        reserve_for(self.session, deadline_id)
        column = tables.deadline.c
        query = select(Deadline).where(column.id == deadline_id, column.done_at.is_(None))
        return self.session.scalars(query.with_for_update(skip_locked=True)).one_or_none()

    def dialogue(self, chat_id: int, telegram_id: int, slot: Slot = Slot.QUESTION) -> Dialogue | None:
        """What the person was last asked in that chat, or what is put aside for them there."""
        theirs = {"in_chat": chat_id, "account": telegram_id, "in_slot": slot}
        return self.session.scalars(often.question(), theirs).one_or_none()

    def ask(self, dialogue: Dialogue) -> None:
        """Remember a question; it replaces an earlier one of the same person, chat and slot."""
        self.end_dialogue(dialogue.chat_id, dialogue.telegram_id, dialogue.slot)
        self.session.add(dialogue)

    def end_dialogue(self, chat_id: int, telegram_id: int, slot: Slot = Slot.QUESTION) -> None:
        """Forget the question, or what was put aside."""
        theirs = {"in_chat": chat_id, "account": telegram_id, "in_slot": slot}
        self.session.execute(often.no_question(), theirs)

    def dispatch_by_message(self, chat_id: int, message_id: int) -> Dispatch | None:
        """The dispatch that became that message."""
        column = tables.dispatch.c
        query = select(Dispatch).where(column.chat_id == chat_id, column.message_id == message_id)
        return self.session.scalars(query.order_by(column.id).limit(1)).one_or_none()

    def last_with_buttons(self, chat_id: int) -> Dispatch | None:
        """The newest message in that chat with buttons below it, among the last few, as it stands now."""
        column = tables.dispatch.c
        # An edit is a row of its own with the same message, and what it took away is not there any more.
        stands = (column.chat_id == chat_id, column.message_id.is_not(None), column.kind.in_(SHOWN))
        last = select(func.max(column.id)).where(*stands).group_by(column.message_id)
        few = last.order_by(column.message_id.desc()).limit(FEW).scalar_subquery()
        newest = select(Dispatch).where(column.id.in_(few)).order_by(column.message_id.desc())
        return next((each for each in self.session.scalars(newest) if each.has_buttons), None)

    def dispatch_for(self, chat_id: int, subject: str) -> Dispatch | None:
        """The first message in that chat that was promised for that subject."""
        column = tables.dispatch.c
        query = select(Dispatch).where(column.subject == subject, column.chat_id == chat_id)
        return self.session.scalars(query.order_by(column.id).limit(1)).one_or_none()

    def as_edited(self, dispatch: Dispatch) -> Dispatch:
        """The message as it was last reworded, or as it was said."""
        column = tables.dispatch.c
        query = select(Dispatch).where(column.after_id == dispatch.id, column.kind == DispatchKind.EDIT)
        return self.session.scalars(query.order_by(column.id.desc()).limit(1)).one_or_none() or dispatch

    def shown_in(self, chat_id: int, about: str) -> list[Dispatch]:
        """The messages in that chat that show the thing, each once and as it was first promised."""
        column = tables.dispatch.c
        query = select(Dispatch).where(column.chat_id == chat_id, column.about == about)
        said = self.session.scalars(query.order_by(column.id))
        return list(dict.fromkeys(each.after or each for each in said))

    def dispatch(self, dedupe_key: str) -> Dispatch | None:
        """The promise of that key."""
        return self.session.scalars(often.promised(), {"key": dedupe_key}).one_or_none()

    def note_presence(self, chat_id: int, telegram_id: int, *, present: bool) -> None:
        """Remember that an account was seen in, or left, a group."""
        presence.note(self.session, chat_id, telegram_id, is_in=present)

    def forget_presence(self, chat_id: int) -> None:
        """Of nobody is it known any more whether they are in the group."""
        presence.forget(self.session, chat_id)

    def keep(self, thing: Keepable) -> None:
        """Keep something new."""
        self.session.add(thing)

    def forget(self, thing: Lodging) -> None:
        """Let go of something that is over."""
        self.session.delete(thing)

    def promise(self, dispatch: Dispatch) -> Dispatch:
        """Promise a message in this commit; the same key promised before gives that one back."""
        if earlier := self.dispatch(dispatch.dedupe_key):
            return earlier
        if self.session.get_bind().dialect.name == "sqlite":
            # It has one writer at a time: nobody can have promised the same since the line above.
            self.session.add(dispatch)
            return dispatch
        return self._promise_beside_others(dispatch)

    def _promise_beside_others(self, dispatch: Dispatch) -> Dispatch:
        try:
            with self.session.begin_nested():
                self.session.add(dispatch)
        except IntegrityError:
            # Another replica has promised the same in the meantime, and was the first to commit.
            if earlier := self.dispatch(dispatch.dedupe_key):
                return earlier
            raise
        return dispatch

    def promise_all(self, dispatches: Iterable[Dispatch]) -> None:
        """Promise many messages in this order; those of a key promised before are left as they are."""
        new = {each.dedupe_key: each for each in dispatches}
        for some in _in_batches(new):
            known = select(tables.dispatch.c.dedupe_key).where(tables.dispatch.c.dedupe_key.in_(some))
            for key in self.session.scalars(known):
                del new[key]
        # Whoever promises many holds the lock of what they are promised for: a race ends in a new try.
        self.session.add_all(new.values())

    def keep_file(self, content: bytes) -> str:
        """Keep the bytes and give back their SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        row = {"sha256": sha256, "content": content}
        self.session.execute(insert_or_ignore(self.session, tables.blob, [row]))
        return sha256

    def files(self, sha256s: Collection[str]) -> dict[str, bytes]:
        """The kept bytes by their SHA-256."""
        column = tables.blob.c
        query = select(column.sha256, column.content).where(column.sha256.in_(sha256s))
        return {row.sha256: row.content for row in self.session.execute(query)}

    def forget_files(self, sha256s: Iterable[str]) -> None:
        """Let go of kept bytes, but for those that something else is kept in."""
        self.session.flush()
        for sha256 in sha256s:
            blobs.forget(self.session, sha256)

    def file_sizes(self, sha256s: Collection[str]) -> dict[str, int]:
        """How many bytes are kept, by their SHA-256."""
        column = tables.blob.c
        size = func.length(column.content).label("size")
        query = select(column.sha256, size).where(column.sha256.in_(sha256s))
        return {row.sha256: row.size for row in self.session.execute(query)}

    def record(
        self,
        verb: str,
        thing: str,
        *,
        now: datetime,
        arena_id: str | None,
        person: Person | None,
        through: str,
        **facts: Any,
    ) -> None:
        """Write one line of history."""
        self.session.add(
            HistoryEntry(
                at=now,
                through=through,
                verb=verb,
                thing=thing,
                arena_id=arena_id,
                person_id=person.id if person else None,
                facts=facts,
            )
        )

    def flush(self) -> None:
        """Give ids to what is new."""
        self.session.flush()


def _in_batches(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys in lists that every database takes as parameters of one query."""
    every = list(keys)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


@contextmanager
def unit_of_work(database: Database) -> Iterator[SqlStore]:
    """A store whose changes are committed at the end, or not at all."""
    with database.session() as session:
        yield SqlStore(session)


def in_turn(database: Database, act: Callable[[SqlStore], T]) -> T:
    """What the act gave back, once it is committed; where others were first it begins anew, and has the
    arenas in question from the start."""
    reserved: frozenset[str] = frozenset()
    while True:
        try:
            with unit_of_work(database) as store:
                reserve_first(store.session, reserved)
                return act(store)
        except Overtaken as overtaken:
            reserved |= overtaken.arena_ids
