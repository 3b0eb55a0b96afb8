"""Norr with a mailbox: Graph's stand-in beside Telegram's, and what stands in the calendar."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update

from bot.acts.desk import Desk
from bot.model.meeting import Meeting
from integrations.botapi import Person
from integrations.graphapi import Graph, Mailbox, Server, serve
from storage import tables
from storage.store import unit_of_work
from tests.mailboxes import Watched
from tests.stories.town import Town

MAILBOX = "norr@example.se"
TOKEN = "a-token-of-the-stories"
MEMBERS = ["asa@example.se", "bo@example.se", "cilla@example.se", "dora@example.se"]


@dataclass(kw_only=True)
class Office(Watched):
    """Norr's mailbox, and the bot that looks after it."""

    town: Town
    graph: Graph
    server: Server
    mailbox: Mailbox

    @property
    def invitees(self) -> list[str]:
        """Who is invited to it."""
        return sorted(self.event.attendees)

    def waits_for(self, look: Callable[[], object], what: str) -> None:
        """However long it takes the bot."""
        self.town.bot.wait_until(look, what, 30)

    def a_minute_passes(self) -> None:
        """Whatever came within it is one change now; and the bot has done it."""
        self.town.clock.steps(timedelta(seconds=61))
        self.settles()

    def minutes_pass(self, minutes: int) -> None:
        """Long enough for the next comparison; and the bot has done what follows."""
        box = tables.mailbox.c
        self.settles()
        before = self.town.look.rows(tables.mailbox)[0].look_at
        self.town.clock.steps(timedelta(minutes=minutes, seconds=1))
        rests = self.town.look.count(tables.mailbox, box.wait_until > self.town.clock.now())
        if before <= self.town.clock.now() and not rests:
            later = self.town.clock.now() + timedelta(minutes=2)
            self.waits_for(lambda: self.town.look.count(tables.mailbox, box.look_at > later), "a comparison")
        self.settles()

    def settles(self) -> None:
        """Nothing is due in Outlook, nor anywhere else."""
        self.waits_for(lambda: self.is_quiet, "quiet in Outlook")

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is due now."""
        link, box = tables.calendar_link.c, tables.mailbox.c
        now = self.town.clock.now()
        due = self.town.look.count(tables.calendar_link, link.due_at <= now)
        held = self.town.look.count(tables.calendar_link, link.lease_until.is_not(None))
        unseen = self.town.look.count(tables.mailbox, box.look_at <= now)
        rests = self.town.look.count(tables.mailbox, box.wait_until > now)
        return not held and bool(rests or not (due or unseen)) and self.town.is_quiet

    @property
    def is_noticed(self) -> bool:
        """Whether the bot has seen that something is to be done in Outlook."""
        return bool(self.town.look.count(tables.calendar_link, tables.calendar_link.c.due_at.is_not(None)))

    def calls(self) -> list[tuple[str, list[str]]]:
        """Method and what was written in the calendar, since the last time; comparing counts for nothing."""
        events = self.graph.calls(path="/events")
        found = [(each.method, _names(each.body)) for each in events]
        self.graph.ledger.clear()
        return found

    def decides(self, act: Callable[[Desk, Meeting], object]) -> None:
        """Somebody changes the meeting through the bot's own acts; and it is noticed."""
        self.changes(act)
        self.waits_for(lambda: self.is_noticed, "it to be noticed")

    def changes(self, act: Callable[[Desk, Meeting], object]) -> None:
        """Somebody changes the meeting; nobody waits for the bot."""
        with unit_of_work(self.town.database) as store:
            place = store.within("norr")
            asa = store.person_by_telegram(self.town.asa.id)
            assert place
            desk = Desk(store=store, place=place, now=self.town.clock.now(), through="chat", by=asa)
            act(desk, place.meetings()[0])
            store.flush()
            desk.record("decided", "meeting:1")

    def presses(self, person: Person, word: str) -> None:
        """Somebody decides below the last message; and it is noticed."""
        person.presses(person.chat().last, word)
        self.waits_for(lambda: self.is_noticed, "it to be noticed")

    def starts(self) -> None:
        """The bot starts, and sees that there is a meeting."""
        self.town.bot.started()
        self.waits_for(lambda: self.town.look.count(tables.calendar_link), "the meeting to be noticed")


def _names(body: object) -> list[str]:
    return sorted(set(body) - {"@odata.type"}) if isinstance(body, dict) else []


@contextmanager
def an_office(town: Town) -> Iterator[Office]:
    """The mailbox with nothing in it; the bot is not started yet."""
    graph = Graph(token=TOKEN, now=town.clock.now)
    graph.foreign.add("syd@example.se")
    mailbox = graph.mailbox(MAILBOX)
    with town.database.engine.begin() as connection:
        connection.execute(update(tables.arena).where(tables.arena.c.id == "norr").values(calendar=MAILBOX))
    with serve(graph) as server:
        town.bot.settings["SAMVERKANSBOT_GRAPH_BASE_URL"] = server.base_url
        town.bot.settings["SAMVERKANSBOT_GRAPH_ACCESS_TOKEN"] = TOKEN
        yield Office(town=town, graph=graph, server=server, mailbox=mailbox)
        town.bot.kill()
