"""The place where the stories play: an arena in the database, its people in Telegram, and the bot between."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.acts.desk import Desk
from bot.acts.meetings.planning import plan_meeting
from bot.model.item import FileState, ItemState
from bot.model.meeting import Meeting
from bot.model.seat import RoleKind
from integrations.botapi import Group, Person, Server, World, serve
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import (
    NOW,
    a_chat,
    a_joined_person,
    a_role,
    a_seat,
    a_tenure,
    an_arena,
    an_attachment,
    an_item,
)
from tests.stories.look import Look
from tests.stories.process import BotProcess

TOKEN = "123456:TEST-TOKEN-of-the-stories-aaaaaaaa"
STARTS = datetime(2026, 12, 17, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


class ShiftedClock:
    """The bot's clock, as the story sets it: a file of seconds to add to the machine's."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.goes_to(NOW)

    def now(self) -> datetime:
        """The instant as the bot sees it."""
        return datetime.now(UTC) + timedelta(seconds=float(self.file.read_text()))

    def goes_to(self, instant: datetime) -> None:
        """It is this instant now, and goes on from there."""
        self._write((instant - datetime.now(UTC)).total_seconds())

    def steps(self, by: timedelta) -> None:
        """Somebody moves the hands."""
        self._write(float(self.file.read_text()) + by.total_seconds())

    def _write(self, seconds: float) -> None:
        # In one piece: the bot reads it at any moment.
        new = self.file.with_suffix(".new")
        new.write_text(str(seconds))
        os.replace(new, self.file)


@dataclass(kw_only=True)
class Town:
    """Norr: Åsa secretary, Bo member and Cilla preparer in the group; Dora member, only in private.

    David belongs to Syd and must see nothing.
    """

    world: World
    server: Server
    database: Database
    clock: ShiftedClock
    look: Look
    bot: BotProcess
    asa: Person
    bo: Person
    cilla: Person
    dora: Person
    david: Person
    group: Group
    starts: datetime

    @property
    def starts_at(self) -> datetime:
        """When the meeting begins, as an instant."""
        return self.starts.replace(tzinfo=an_arena().zone).astimezone(UTC)

    @property
    def sending_time(self) -> datetime:
        """A second after 08:00 in Stockholm a week before the usual meeting."""
        return datetime(2026, 12, 10, 7, 0, 1, tzinfo=UTC)

    @property
    def people(self) -> list[Person]:
        """Those of Norr."""
        return [self.asa, self.bo, self.cilla, self.dora]

    @property
    def is_quiet(self) -> bool:
        """Nothing waits anywhere: not at Telegram, nor in the inbox, outbox, files or deadlines."""
        return not self.world.bot.pending and not self.look.unfinished(self.clock.now())

    def settles(self, timeout: float = 20.0) -> None:
        """Wait until everything that was to be done is done."""
        self.bot.wait_until(lambda: self.is_quiet, "quiet", timeout)

    def settles_or_dies(self, timeout: float = 20.0) -> bool:
        """Whether the process lived until everything was done."""
        self.bot.wait_until(lambda: not self.bot.is_alive or self.is_quiet, "quiet, or a death", timeout)
        return self.bot.is_alive

    def a_minute_passes(self) -> None:
        """The leases of a dead process run out; stories do not wait for it."""
        self.look.end_leases()


def keep_norr(store: SqlStore, town: Town, *, starts: datetime = STARTS, now: datetime = NOW) -> None:
    """Norr as `samverkansbot load`, the joining and /koppla leave it, and Syd beside it."""
    arena, other = an_arena(), an_arena(id="syd", name="Samverkan Syd", short="Syd")
    store.keep(arena)
    store.keep(other)
    store.flush()
    for key, person in (("asa", town.asa), ("bo", town.bo), ("cilla", town.cilla), ("dora", town.dora)):
        kept = a_joined_person(person.name, person.id, email=f"{key}@example.se")
        store.keep(kept)
        seat = a_seat(key=key, title=f"Plats {key}")
        store.keep(a_tenure(seat, kept))
        if key in ROLES:
            store.keep(a_role(ROLES[key], person=kept))
    davids = a_joined_person(town.david.name, town.david.id, email="david@example.se")
    store.keep(a_tenure(a_seat("syd"), davids))
    store.keep(a_chat(chat_id=town.group.id, title=town.group.title))
    for person in town.people:
        store.note_presence(town.group.id, person.id, present=person is not town.dora)
    store.flush()
    place = store.within("norr")
    if place:
        desk = Desk(store=store, place=place, now=now, through="command line")
        plan_meeting(desk, Meeting(arena=arena, key="mote", starts=starts, place="Östersund", planned_at=now))


ROLES = {"asa": RoleKind.SECRETARY, "cilla": RoleKind.PREPARER}


def keep_item(town: Town, title: str, *, accepted: bool = True, file: str | None = None) -> None:
    """An item of Bo's for the meeting, perhaps with a file that was fetched."""
    with unit_of_work(town.database) as store:
        place, bo = store.within("norr"), store.person_by_telegram(town.bo.id)
        if place is None or bo is None:
            raise AssertionError("Norr is not there")
        number = place.next_item_number()
        more = {"state": ItemState.ACCEPTED, "position": number} if accepted else {}
        item = an_item(bo, title, number=number, meeting=place.meetings()[0], **more)
        if file:
            kept = store.keep_file(PDF + file.encode())
            item.attachments.append(an_attachment(bo, file, state=FileState.STORED, sha256=kept))
        store.keep(item)


@contextmanager
def a_town(
    url: str, home: Path, *, starts: datetime = STARTS, now: datetime = NOW, is_bare: bool = False
) -> Iterator[Town]:
    """A town on this migrated, empty database; the bot is not started yet, and is gone after.

    In a bare one nobody is known, has met the bot or shares a group with it.
    """
    home.mkdir(parents=True, exist_ok=True)
    world = World(bot_name="samverkansbot", token=TOKEN)
    database, look = Database(url), Look(url)
    with serve(world) as server:
        town = _peopled(world, server, database, look, home, url, starts)
        town.clock.goes_to(now)
        if not is_bare:
            meet(town)
            with unit_of_work(database) as store:
                keep_norr(store, town, starts=starts, now=now)
        try:
            yield town
        finally:
            town.bot.kill()
            look.close()
            database.close()


def meet(town: Town) -> None:
    """Everybody has pressed Start, and the group has the bot."""
    town.asa.adds_bot(town.group)
    town.world.bot.started_by.update(person.id for person in (*town.people, town.david))
    town.world.bot.queue.clear()


def _peopled(
    world: World, server: Server, database: Database, look: Look, home: Path, url: str, starts: datetime
) -> Town:
    names = ("Åsa Öberg", "Bo Berg", "Cilla Ceder", "Dora Dal", "David Dahl")
    asa, bo, cilla, dora, david = (world.person(name) for name in names)
    group = world.group("Norr i Telegram", members=[asa, bo, cilla], members_may_pin=True)
    clock = ShiftedClock(home / "clock")
    settings = {
        "SAMVERKANSBOT_TELEGRAM_TOKEN": TOKEN,
        "SAMVERKANSBOT_TELEGRAM_BASE_URL": server.url,
        "SAMVERKANSBOT_DATABASE_URL": url,
        "SAMVERKANSBOT_CLOCK_SHIFT_FILE": str(clock.file),
        # A group takes one a second from the bot, which a story would have to wait for.
        "SAMVERKANSBOT_MESSAGES_A_SECOND": "300",
        "SAMVERKANSBOT_LOG_FORMAT": "text",
    }
    return Town(
        world=world,
        server=server,
        database=database,
        clock=clock,
        look=look,
        bot=BotProcess(home, settings),
        asa=asa,
        bo=bo,
        cilla=cilla,
        dora=dora,
        david=david,
        group=group,
        starts=starts,
    )
