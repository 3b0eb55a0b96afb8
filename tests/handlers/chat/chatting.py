"""The bot in this process: people speak and press, the bot hears, answers and delivers before they go on."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from bot.acts.agendas.publishing import publish_agenda
from bot.acts.meetings.planning import recompute_everywhere
from bot.model.dispatch import OPEN_STATES, Button, DispatchKind, DispatchState
from bot.model.feed import FeedAddresses
from bot.model.item import FileState
from bot.model.press import signed
from bot.ports.messenger import Postman
from bot.ports.workshop import Binder, Workshop
from bot.ports.workshop import Press as Printer
from handlers.chat.hearing import HeardKind, hear, lane_of
from handlers.chat.router import Identity
from handlers.rounds.bindery import Bindery
from handlers.rounds.clockwork import Clockwork
from handlers.rounds.delivery import Delivery, Outcome
from handlers.rounds.fetching import Fetching
from handlers.rounds.routes import MailRoute, TelegramRoute
from handlers.rounds.worker import handle_next
from integrations.botapi import ChatView, Group, Message, Person, World
from integrations.botapi.callbacks import Press
from integrations.botapi.speech import said
from integrations.icalendar import calendar_file
from integrations.telegram import TelegramMessenger
from storage import inbox, keepsakes, tables
from storage.arena_store import SqlArenaStore
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import NOW
from tests.handlers.chat.inside import InsideBot
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.standins import StillClock, bound, nobody, painted, printed

T = TypeVar("T")
# After the last day for items of the meeting on 12 February 2027.
AFTER_CLOSING = datetime(2027, 1, 30, 9, 0, tzinfo=UTC)
KEY = b"the key of the tests"
PUBLIC_URL = "https://moten.example.se"
REFUSABLE = {
    DispatchKind.PIN,
    DispatchKind.UNPIN,
    DispatchKind.REMOVE,
    DispatchKind.LET_IN,
    DispatchKind.MAIL,
}
FOUND_OUT = ("user is deactivated", "to edit not found")
# Not what the bot knows, but how it works.
MACHINERY = {"inbox", "dispatch", "presence", "setting", "seal", "telegram_file", "blob", "arena_file"}


class Chat:
    """Everybody's Telegram, with the bot in it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = StillClock(NOW)
        self.world = World(now=self.clock.now)
        self.bot = InsideBot(self.world)
        self.me = Identity(
            bot_id=self.world.bot.id,
            bot_name=self.world.bot.username,
            button_key=KEY,
            workshop=Workshop(press=printed, painter=painted, scribe=calendar_file),
            feeds=FeedAddresses.at(PUBLIC_URL, token="1:a", button_key=KEY),
        )
        with unit_of_work(database) as store:
            keepsakes.write(store.session, "bot_name", self.me.bot_name)
        self.mute: set[int] = set()
        self._in_haste = False
        self._loop = asyncio.new_event_loop()
        messenger = TelegramMessenger(self.bot, bot_name=self.me.bot_name, key=KEY, today=self._today)
        self._delivery = Delivery(database, TelegramRoute(messenger, bot_id=self.me.bot_id), self.clock)
        self._mailing = Delivery(database, MailRoute(database, None, self.clock), self.clock)

    def close(self) -> None:
        """Let the loop go; nothing may have stumbled, and everything that was promised was sent."""
        self._loop.close()
        stumbled = [row for row in self.rows(tables.inbox) if row["tries"]]
        assert stumbled == []
        ends = {DispatchState.SENT, DispatchState.WITHDRAWN}
        # The groups of the tests give the bot no right to pin, or to take people out; mail may be refused.
        refused = DispatchState.FAILED
        unsent = [
            row
            for row in self.rows(tables.dispatch)
            if row["kind"] not in REFUSABLE or row["state"] != refused
        ]
        # Whose account or message is no more, as a test said, is found out by sending alone.
        unsent = [row for row in unsent if not (row["error"] or "").endswith(FOUND_OUT)]
        # A test may forbid the bot to write in a group: what that takes is what the test is about.
        unsent = [row for row in unsent if row["chat_id"] not in self.mute]
        assert [(row["error"], row["text"]) for row in unsent if row["state"] not in ends] == []

    def mutes(self, group: Group) -> None:
        """From now on only administrators may write there, and the bot is none."""
        self.mute.add(group.id)
        group.chat.members_may_write = False

    def prints_by(self, press: Printer) -> None:
        """From now on agendas are printed, and can be read."""
        self.me = replace(self.me, workshop=replace(self.me.workshop, press=press))

    def mails_by(self, postman: Postman) -> None:
        """From now on mail goes out, too."""
        self._mailing = Delivery(self.database, MailRoute(self.database, postman, self.clock), self.clock)
        with unit_of_work(self.database) as store:
            keepsakes.write(store.session, keepsakes.MAILS, keepsakes.BY_SERVER)

    def says(
        self,
        who: Person,
        text: str,
        where: Group | None = None,
        *,
        reply_to: Message | None = None,
        thread: int | None = None,
    ) -> Reply:
        """Somebody writes, in private where no group is named."""
        since = len(self.world.ledger)
        who.writes(text, where, reply_to=reply_to, thread=thread)
        return self._settled(since)

    def sends(
        self,
        who: Person,
        name: str,
        content: bytes = b"%PDF-1.7",
        where: Group | None = None,
        *,
        caption: str = "",
        reply_to: Message | None = None,
    ) -> Reply:
        """Somebody sends a file."""
        since = len(self.world.ledger)
        who.sends_file(name, content, where, caption=caption, reply_to=reply_to)
        return self._settled(since)

    def edits(self, who: Person, message: Message, text: str) -> Reply:
        """Somebody changes what they wrote."""
        since = len(self.world.ledger)
        who.edits(message, text)
        return self._settled(since)

    def opens(self, who: Person, payload: str = "") -> Reply:
        """Somebody follows a link into the bot's private chat."""
        since = len(self.world.ledger)
        who.opens(payload)
        return self._settled(since)

    def presses(self, who: Person, card: Message, *words: str) -> Reply:
        """Somebody presses buttons by their words, one after another: what the last one brought about."""
        for word in words:
            since = len(self.world.ledger)
            who.presses(card, word)
            reply = self._settled(since)
        return reply

    def picks(self, who: Person, ask: Message, *picked: Person) -> Reply:
        """Somebody picks from Telegram's own list, which the message's only key opens."""
        since = len(self.world.ledger)
        who.shares_people(ask, ask.buttons[0][0], picked)
        return self._settled(since)

    def presses_data(self, who: Person, data: str, where: ChatView | None = None) -> Reply:
        """A program in somebody's hand sends this callback data, from their own chat or a group."""
        since = len(self.world.ledger)
        with self.world.lock:
            chat = (where or who.chat()).chat
            message = self.world.post(chat, self.world.bot.user, body=said("Ett kort"))
            press = Press(
                str(8_000_000 + self.world.number()), self.world.bot, who, message, data, self.world.now()
            )
            self.world.presses[press.id] = press
            content = {
                "id": press.id,
                "from": who.to_json(),
                "message": message.to_json(self.me.bot_id),
                "chat_instance": "1",
                "data": data,
            }
            self.world.announce(self.world.bot, "callback_query", content)
        return self._settled(since)

    def presses_genuine(self, who: Person, button: Button, where: ChatView | None = None) -> Reply:
        """The same with data that the bot itself would sign."""
        return self.presses_data(who, signed(button, KEY, self._today()), where)

    def happens(self, kind: str, content: dict[str, Any]) -> Reply:
        """Telegram announces something that the people of the stand-in cannot do."""
        since = len(self.world.ledger)
        with self.world.lock:
            self.world.announce(self.world.bot, kind, content)
        return self._settled(since)

    def sends_kind(self, who: Person, **content: Any) -> Reply:
        """Somebody sends, in private, something that is neither text nor document."""
        message = {
            "message_id": 900_000 + self.world.number(),
            "from": who.to_json(),
            "chat": who.chat().chat.to_json(),
            "date": int(self.world.now().timestamp()),
        }
        return self.happens("message", message | content)

    def settles(self) -> Reply:
        """Whatever waits is handled and sent."""
        return self._settled(len(self.world.ledger))

    def settles_later(self) -> Reply:
        """What was put off is tried again."""
        with self.database.session() as session:
            session.execute(update(tables.dispatch).values(not_before=0.0))
        return self.settles()

    def passes(self, **time: float) -> None:
        """Time passes: passes(hours=24)."""
        self.clock.at += timedelta(**time)

    def strikes(self) -> Reply:
        """The clock's sweep does what is due."""
        since = len(self.world.ledger)
        clockwork = Clockwork(self.database, self.clock, self.me.workshop.press, nobody)
        clockwork._do_what_is_due()
        return self._settled(since)

    def plans(self, *, closed: bool = False) -> None:
        """What falls due around the meetings is kept; with `closed`, as if items had closed already."""
        with unit_of_work(self.database) as store:
            recompute_everywhere(store, now=AFTER_CLOSING if closed else self.clock.now())

    def heard(self, who: Person) -> list[str]:
        """Everything that ever was said to somebody in private."""
        return [message.text for message in self.world.history.of(who.chat().chat) if message.from_bot]

    def publishes(self, arena_id: str = "norr") -> Reply:
        """The next meeting's agenda goes out now."""
        since = len(self.world.ledger)
        with unit_of_work(self.database) as store:
            place = self.place(store, arena_id)
            meeting = place.coming_meetings(self.clock.now())[0]
            publish_agenda(store, place, meeting, self.me.workshop.press, missed=False, now=self.clock.now())
        Clockwork(self.database, self.clock, self.me.workshop.press, nobody)._gather(self.clock.now())
        return self._settled(since)

    def fetches(self) -> Reply:
        """Attachments that are awaited are fetched."""
        since = len(self.world.ledger)
        self._loop.run_until_complete(self._fetch())
        return self._settled(since)

    def binds(self, binder: Binder | None = None) -> Reply:
        """Papers that somebody waits for are bound, and sent."""
        since = len(self.world.ledger)
        bindery = Bindery(self.database, binder or bound, nobody)
        while self._run(bindery.do_next()):
            continue
        return self._settled(since)

    @contextmanager
    def memory(self) -> Iterator[SqlStore]:
        """A unit of work, for what no chat can bring about."""
        with unit_of_work(self.database) as store:
            yield store

    def place(self, store: SqlStore, arena_id: str = "norr") -> SqlArenaStore:
        """The arena in that unit of work."""
        place = store.within(arena_id)
        assert place
        return place

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """What stands in a table, oldest first."""
        with self.database.session() as session:
            return _rows(session, table)

    def items(self, arena_id: str = "norr") -> list[tuple[str, int | None]]:
        """Titles and minutes of the arena's items, by number."""
        found = [row for row in self.rows(tables.item) if row["arena_id"] == arena_id]
        return [(row["title"], row["minutes"]) for row in sorted(found, key=lambda row: row["number"])]

    def kept(self) -> dict[str, list[dict[str, Any]]]:
        """Everything but machinery, so that two looks tell whether something changed."""
        kept = [table for table in tables.metadata.sorted_tables if table.name not in MACHINERY]
        with self.database.session() as session:
            return {table.name: _rows(session, table) for table in kept}

    def keeps_anywhere(self, words: str) -> list[str]:
        """The tables in which the words stand, machinery too."""
        return [
            table.name
            for table in tables.metadata.sorted_tables
            if any(words in str(value) for row in self.rows(table) for value in row.values())
        ]

    def _today(self) -> Any:
        return self.clock.now().date()

    @contextmanager
    def all_at_once(self) -> Iterator[None]:
        """Nobody waits for an answer: what is said and pressed in the block is handled at its end."""
        self._in_haste = True
        yield
        self._in_haste = False
        self.settles()

    def _settled(self, since: int) -> Reply:
        if self._in_haste:
            return Reply()
        while self._hear() or self._run(self._deliver()):
            continue
        return self._reply(since)

    def _hear(self) -> bool:
        raw = self.bot.take_updates()
        if raw:
            with self.database.session() as session:
                inbox.take_in(session, self.me.bot_id, list(map(self._arrived, raw)), self.clock.now())
            while handle_next(self.database, self.me, self.clock) is not None:
                continue
            self._look_for_stumbles()
        return bool(raw)

    def _arrived(self, raw: dict[str, Any]) -> inbox.Arrived:
        is_meant = hear(raw, self.me.bot_name, self.me.bot_id).kind is not HeardKind.NOTHING
        payload = json.dumps(raw, ensure_ascii=False) if is_meant else None
        return inbox.Arrived(update_id=raw["update_id"], lane=lane_of(raw), payload=payload)

    def _look_for_stumbles(self) -> None:
        with self.database.session() as session:
            query = select(func.count()).select_from(tables.inbox).where(tables.inbox.c.tries > 0)
            assert session.execute(query).scalar_one() == 0, "an update stumbled: see the log"

    def _open(self) -> int:
        is_open = tables.dispatch.c.state.in_(OPEN_STATES)
        with self.database.session() as session:
            return session.execute(
                select(func.count()).select_from(tables.dispatch).where(is_open)
            ).scalar_one()

    async def _deliver(self) -> bool:
        before = self._open()
        if not before:
            return False
        has_sent = [await _delivers(way) for way in (self._delivery, self._mailing)]
        # What could not be done may have made something else to say.
        return any(has_sent) or self._open() < before

    async def _fetch(self) -> None:
        done = asyncio.Event()

        def look() -> None:
            if all(row["state"] is not FileState.AWAITING for row in self.rows(tables.attachment)):
                done.set()

        fetching = asyncio.create_task(Fetching(self.bot, self.database, self.clock, look).run())
        await asyncio.wait_for(done.wait(), timeout=10)
        fetching.cancel()

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(coroutine)

    def _reply(self, since: int) -> Reply:
        shown: dict[tuple[int, int], Message] = {}
        new: list[Message] = []
        notices: list[str] = []
        for call in self.world.ledger.accepted(after=since):
            if call.method == "answerCallbackQuery":
                notices.append(call.params.get("text", ""))
            for number in call.message_ids if call.method != "pinChatMessage" else ():
                chat = self._chat(int(call.params["chat_id"]))
                found = self.world.history.find(chat, number)
                if found:
                    shown[chat.id, number] = found
                    new += [found] if call.method.startswith("send") else []
        return Reply(said=list(shown.values()), new=new, notices=notices)

    def _chat(self, chat_id: int) -> Any:
        return self.world.bot.private_chats[chat_id] if chat_id > 0 else self.world.chats[chat_id]


async def _delivers(way: Delivery) -> bool:
    """Whether anything could be sent; without a pace, and without waiting for what waits."""
    turn = await way._take_turn(room=16)
    for dispatch, file in turn.claimed:
        outcome = Outcome(dispatch=dispatch, write=await way._attempt(dispatch, file))
        way._outcomes.append(outcome)
    await way._take_turn(room=0)
    return bool(turn.claimed)


def _rows(session: Session, table: Table) -> list[dict[str, Any]]:
    found = session.execute(select(table).order_by(*table.primary_key.columns))
    return [dict(row._mapping) for row in found]
