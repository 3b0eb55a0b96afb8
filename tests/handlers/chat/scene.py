"""Norr with something for every button: incoming and placed items, meetings of each kind, a link, minutes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from bot.acts.agendas.publishing import publish_agenda
from bot.acts.items.postponing import next_meeting_for, postpone_mark
from bot.acts.meetings.planning import recompute_everywhere
from bot.acts.people.inviting import invite_chat
from bot.model.booking import Booking
from bot.model.bookingtext import When
from bot.model.dialogue import Dialogue, Slot
from bot.model.dispatch import Button
from bot.model.item import AgendaItem, FileState, ItemState
from bot.model.joining import ChatKind
from bot.model.lift import choice_mark
from bot.model.meeting import Meeting, MeetingState
from bot.model.press import LIFETIME, signed
from bot.model.publication import PublicationKind
from handlers.chat.rescheduling import _move_mark
from integrations.botapi import ChatView, Group, Message, Person
from integrations.botapi.speech import said
from integrations.botapi.users import User
from storage.store import SqlStore
from tests.builders import (
    NOW,
    a_calendar_link,
    a_meeting,
    a_person,
    a_publication,
    an_attachment,
    an_invitation,
    an_item,
)
from tests.handlers.chat.chatting import KEY, Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.scene_people import GUESTS, note_co_opted, note_feeds, note_newcomer, note_people
from tests.handlers.chat.standins import printed
from tests.handlers.chat.trying import Trial
from tests.handlers.rights import Row

ROLES = {
    "stranger": "stig",
    "former member": "frida",
    "member elsewhere": "david",
    "deputy": "dan",
    "member": "nils",
    "proposer": "bo",
    "preparer": "per",
    "secretary": "asa",
    "chair": "ulla",
}
# Who holds a link belongs to no arena yet; a calendar's address is for the meetings of them all.
OF_NO_ARENA = {"joinme", "feednew", "feedoff", "itemcal"}
TELLING = {"proposer", "chair"}
BOOKING = Booking(whens=(When(day=date(2027, 5, 7), clock=time(13, 0)),))
ROBOT = User(42, "Robot", is_bot=True)
Where = Group | None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One role in one kind of chat."""

    role: str
    place: str
    who: Person
    where: Where
    may: bool

    def __str__(self) -> str:
        return f"{self.role}, {self.place}: {'yes' if self.may else 'no'}"


class Scene:
    """Everybody in every chat, and what they can act upon."""

    def __init__(self, chat: Chat, people: People) -> None:
        self.chat = chat
        everybody = {role: getattr(people, key) for role, key in ROLES.items()}
        everybody["newcomer"] = chat.world.person("Nya Nyman")
        everybody |= {role: chat.world.person(name) for role, name in GUESTS.items()}
        for role in ("newcomer", *GUESTS):
            for group in (people.group, people.preparers):
                group.adds(everybody[role])
        fika = chat.world.group("Fikat", members=list(everybody.values()))
        fika.adds(chat.world.bot.user)
        self.people = everybody
        self.chats: dict[str, Where] = {
            "private": None,
            "group": people.group,
            "preparers": people.preparers,
            "elsewhere": fika,
        }
        self.on: dict[str, tuple[int, int]] = {"nothing": (0, 0)}
        self.facts: dict[str, dict[str, Any]] = {}
        self.code = ""
        chat.world.bot.started_by.update(who.id for who in everybody.values())
        with chat.memory() as store:
            _build(self, store, people)
            note_feeds(store, self.people.values())
        chat.settles()
        self.card = chat.says(people.bo, "/foresla@samverkansbot Trängsel", people.group).card
        self._trial = Trial(chat)

    def cells(self, row: Row, places: Sequence[str]) -> list[Cell]:
        """Each role in each of these kinds of chat, with the table's answer.

        Where nobody may, those are asked who would be the first to.
        """
        return [
            Cell(role=role, place=place, who=who, where=self.chats[place], may=role in getattr(row, place))
            for place in places
            for role, who in self.people.items()
            if getattr(row, place) or role in TELLING
        ]

    def wrong(
        self, row: Row, act: Callable[[Cell], None], places: Sequence[str], asked: str = ""
    ) -> list[str]:
        """The cells in which what happens is not what the table says.

        Those who may not change nothing, and are tried all at once: one by one only if somebody did.
        """
        cells = self.cells(row, places)
        denied = [cell for cell in cells if not cell.may]
        alone = [cell for cell in cells if cell.may]
        if self._try(denied, act, asked):
            alone += denied
        return [str(cell) for cell in alone if self._try([cell], act, asked) != cell.may]

    def _try(self, cells: Sequence[Cell], act: Callable[[Cell], None], asked: str) -> bool:
        for cell in cells:
            act(cell)

        def given(store: SqlStore) -> None:
            for cell in cells if asked else ():
                self._asks(store, cell, asked)

        return self._trial.does_something(given)

    def _asks(self, store: SqlStore, cell: Cell, flow: str) -> None:
        is_aside = flow == "similar"
        facts = dict(self.facts[flow])
        if is_aside:
            someone = store.person_by_telegram(cell.who.id)
            facts = {"asides": [facts | {"proposer": someone.id if someone else 0}]}
        store.ask(
            Dialogue(
                chat_id=(cell.where or cell.who).id if not is_aside else cell.who.id,
                telegram_id=cell.who.id,
                flow=flow.partition(":")[0],
                arena_id=None if is_aside or flow == "arena" else "norr",
                facts=facts,
                expires_at=self.chat.clock.now().replace(year=2030),
                slot=Slot.PUT_ASIDE if is_aside else Slot.QUESTION,
            )
        )

    def would_do_something(self, act: Callable[[], None]) -> tuple[int, bool]:
        """How much of it the bot is told of, and whether this alone would do something."""
        act()
        told = len(self.chat.world.bot.queue)
        return told, self._trial.does_something(lambda _store: None)

    def button(self, action: str, row: Row) -> Button:
        """The genuine button."""
        thing, revision = self.on[row.on]
        arena_id = None if action in OF_NO_ARENA else "norr"
        return Button(text="", action=action, arena_id=arena_id, thing=thing, revision=revision)

    def presses(self, button: Button, cell: Cell) -> None:
        """They press it below one of the bot's messages there."""
        self._press(button, self._card(cell), cell.who)

    def _press(self, button: Button, message: Message, who: User, shown_on: date | None = None) -> None:
        content = {
            "id": str(8_000_000 + self.chat.world.number()),
            "from": who.to_json(),
            "message": message.to_json(self.chat.me.bot_id),
            "chat_instance": "1",
            "data": signed(button, KEY, shown_on or self.chat.clock.now().date()),
        }
        with self.chat.world.lock:
            self.chat.world.announce(self.chat.world.bot, "callback_query", content)

    def by_nobody(self, name: str, words: Sequence[str], buttons: Sequence[Button]) -> None:
        """All of it in the arena's chats, by one of those who may nothing, with the secretary behind it."""
        acts: dict[str, Callable[[Group], None]] = {
            "anonymous admin": partial(
                self._each_written, words, self.people["secretary"].writes_anonymously
            ),
            "channel": partial(self._each_written, words, self._channel_writes),
            "passed on": partial(self._passes_on, words),
            "by an inline bot": partial(self._each_written, words, self._writes_through_a_bot),
            "other bot": partial(self._robot_acts, words, buttons),
            "expired button": partial(self._presses_expired, buttons),
        }
        for where in (self.chats["group"], self.chats["preparers"]):
            assert where
            acts[name](where)

    def _each_written(
        self, words: Sequence[str], writes: Callable[[str, Group], object], where: Group
    ) -> None:
        for each in words:
            writes(each, where)

    def _channel_writes(self, words: str, where: Group) -> None:
        self.people["secretary"].writes_as(self.chat.world.channel("Kanalen"), words, where)

    def _passes_on(self, words: Sequence[str], where: Group) -> None:
        """To the group and to the bot itself."""
        secretary, queue = self.people["secretary"], self.chat.world.bot.queue
        written = [secretary.writes(each, self.chats["elsewhere"]) for each in words]
        queue.clear()
        for message in written:
            secretary.forwards(message, where)
            secretary.forwards(message)

    def _robot_acts(self, words: Sequence[str], buttons: Sequence[Button], where: Group) -> None:
        for each in words:
            self._is_written(each, where, **{"from": ROBOT.to_json()})
        card = self._post(where)
        for button in buttons:
            self._press(button, card, ROBOT)

    def _presses_expired(self, buttons: Sequence[Button], where: Group) -> None:
        """Of a card whose buttons were good until yesterday, there and in private."""
        secretary = self.people["secretary"]
        long_ago = self.chat.clock.now().date() - LIFETIME - timedelta(days=1)
        for view in (where, secretary.chat()):
            card = self._post(view)
            for button in buttons:
                self._press(button, card, secretary, shown_on=long_ago)

    def _post(self, view: ChatView) -> Message:
        with self.chat.world.lock:
            return self.chat.world.post(view.chat, self.chat.world.bot.user, body=said("Ett kort"))

    def _writes_through_a_bot(self, text: str, where: Group) -> None:
        """To the group and to the bot itself."""
        secretary = self.people["secretary"]
        for view in (where, secretary.chat()):
            self._is_written(text, view, **{"from": secretary.to_json(), "via_bot": ROBOT.to_json()})

    def _is_written(self, text: str, where: ChatView, **more: Any) -> None:
        content = {
            "message_id": 900_000 + self.chat.world.number(),
            "chat": where.chat.to_json(),
            "date": int(self.chat.world.now().timestamp()),
            "text": text,
        } | more
        with self.chat.world.lock:
            self.chat.world.announce(self.chat.world.bot, "message", content)

    def answers(self, words: str, cell: Cell) -> None:
        """They answer one of the bot's messages there, or write on in private."""
        cell.who.writes(words, cell.where, reply_to=self._card(cell) if cell.where else None)

    def _card(self, cell: Cell) -> Message:
        return self._post(cell.where or cell.who.chat())


def _build(scene: Scene, store: SqlStore, people: People) -> None:
    place = scene.chat.place(store)
    place.arena.prepares_for = ["syd"]
    nils = store.person_by_email("nils.nord@example.se")
    bo = store.person_by_telegram(people.bo.id)
    assert nils
    assert bo
    nils.telegram_id, nils.joined_at = people.nils.id, NOW
    meetings = _meetings(store, scene)
    recompute_everywhere(store, now=NOW)
    for deadline in place.deadlines(meetings["draft"]):
        deadline.planned_late = True
    items = _items(store, bo, meetings)
    publish_agenda(store, place, meetings["sent"], printed, missed=False, now=NOW)
    items["sent item"].title = "Ändrad rubrik"
    store.flush()
    _note_items(scene, items, meetings)
    _note_meetings(scene, meetings)
    coming = place.coming_meetings(NOW)
    placed = items["placed"]
    scene.on["postponable"] = (placed.id, postpone_mark(placed, next_meeting_for(placed, coming)))
    newcomer, guest = a_person("Ny Nordin"), a_person("Gäst Gran")
    minutes = an_attachment(bo, "protokoll.pdf", meeting=meetings["held"], state=FileState.STORED)
    minutes.sha256 = store.keep_file(b"%PDF-1.7")
    waiting = an_invitation(person=newcomer, used_at=NOW, waits_for=50_000)
    link = an_invitation(person=guest)
    late = a_publication(
        meetings["held"],
        kind=PublicationKind.MINUTES,
        pdf_sha256=store.keep_file(b"%PDF-1.7 held"),
        file_name="a.pdf",
    )
    for thing in (newcomer, guest, minutes, waiting, link, late):
        store.keep(thing)
    store.flush()
    scene.on["left behind"] = (meetings["held"].id, late.id)
    scene.on["minutes of another"] = (minutes.id, meetings["held"].id)
    scene.on |= {"minutes": (minutes.id, 0), "newcomer": (waiting.id, 0), "link": (link.id, 0)}
    event = a_calendar_link(meetings["draft"])
    store.keep(event)
    store.flush()
    scene.on["differing event"] = (event.id, event.unsettled_mark)
    scene.on |= {"booking": (0, BOOKING.mark), "aside": (1, 0)}
    note_people(scene, store, bo, meetings["draft"], items["presented"])
    note_co_opted(scene, store, bo, meetings["sent"], items["sent item"])
    note_newcomer(
        store, scene.people["newcomer"], next(each for each in place.seats() if each.key == "frida")
    )
    scene.code = invite_chat(store, place, ChatKind.GROUP, now=NOW)


def _meetings(store: SqlStore, scene: Scene) -> dict[str, Meeting]:
    norr, syd = scene.chat.place(store), scene.chat.place(store, "syd")

    def planned(key: str, year: int, month: int, day: int, **more: Any) -> Meeting:
        starts = datetime(year, month, day, 13, 0)  # noqa: DTZ001
        meeting = a_meeting(norr.arena, **{"key": key, "starts": starts} | more)
        store.keep(meeting)
        return meeting

    choice: dict[str, Any] = {"state": MeetingState.TENTATIVE, "choice_key": "val"}
    twin = a_meeting(syd.arena, key="twin", starts=datetime(2027, 4, 9, 13, 0), joint_key="båda")  # noqa: DTZ001
    store.keep(twin)
    meetings = {
        "draft": norr.meetings()[0],
        "held": planned("held", 2026, 11, 10, sent_at=datetime(2026, 11, 3, 7, tzinfo=NOW.tzinfo)),
        "sent": planned("sent", 2026, 12, 3),
        "other": planned("other", 2027, 3, 12),
        "joint": planned("joint", 2027, 4, 8, joint_key="båda"),
        "tentative": planned("tentative", 2027, 6, 10, **choice),
        "cancelled": planned("cancelled", 2027, 6, 17, state=MeetingState.CANCELLED),
    }
    planned("tentative too", 2027, 6, 11, **choice)
    store.flush()
    return meetings


def _items(store: SqlStore, bo: Any, meetings: dict[str, Meeting]) -> dict[str, AgendaItem]:
    def placed(title: str, number: int, meeting: str, position: int = 1) -> AgendaItem:
        more: dict[str, Any] = {"state": ItemState.ACCEPTED, "position": position}
        return an_item(bo, title, number=number, meeting=meetings[meeting], **more)

    items = {
        "incoming": an_item(bo, "Inkommen", number=101, meeting=meetings["draft"], diary_number="1"),
        "first": placed("Första", 102, "draft", 1),
        "placed": placed("Andra", 103, "draft", 2),
        "last": placed("Tredje", 104, "draft", 3),
        "presented": an_item(bo, "Föredragen", number=107, meeting=meetings["draft"]),
        "sent item": placed("Utskickad", 105, "sent"),
        "held item": placed("Behandlad", 106, "held"),
    }
    for item in items.values():
        store.keep(item)
    store.flush()
    return items


def _note_items(scene: Scene, items: dict[str, AgendaItem], meetings: dict[str, Meeting]) -> None:
    incoming = items["incoming"]
    scene.on |= {name: (item.id, item.revision) for name, item in items.items()}
    scene.on["lift chosen"] = (incoming.id, choice_mark(incoming, ["syd"], ["syd"]))
    scene.on["choice"] = (0, incoming.id)
    scene.on["choice of item"] = (items["first"].id, incoming.id)
    about = {"item": incoming.id, "revision": incoming.revision}
    flows = ("description", "files", "kind", "rename", "diary", "wish", "presenter", "merge", "reason")
    scene.facts |= dict.fromkeys(flows, about)
    scene.facts["minutes"] = {"item": items["placed"].id, "revision": items["placed"].revision}
    scene.facts["title"] = {}
    waiting = {"command": "moten", "args": "", "message": 1, "file": None, "quoted": None}
    scene.facts["arena"] = waiting | {"arenas": ["norr"]}
    proposal = {"title": "Utskickat", "minutes": None, "description": None, "line": 0}
    scene.facts["similar"] = {
        "number": 1, "arena": "norr", "proposal": proposal, "chat": None, "message": None,
        "file": None, "like": None,
    }  # fmt: skip


def _note_meetings(scene: Scene, meetings: dict[str, Meeting]) -> None:
    draft = meetings["draft"]
    by_plan = {"planned": draft, **{name: meetings[name] for name in ("joint", "tentative", "cancelled")}}
    scene.on |= {name: (meeting.id, meeting.plan_mark) for name, meeting in by_plan.items()}
    scene.on |= {name: (meetings[name].id, 0) for name in ("draft", "sent", "held")}
    scene.on["first version"] = (meetings["sent"].id, 1)
    moved = {"starts": "2027-02-19T13:00:00", "minutes": None, "place": None, "link": None}
    scene.on["moved"] = (draft.id, _move_mark(draft, moved))
    about = {"meeting": draft.id, "mark": draft.plan_mark}
    scene.facts |= {"place": about, "sendwhen": about, "move": about | moved}
    scene.facts["booking"] = {"booking": BOOKING.to_facts(), "asked": "", "asks_place": False}
