"""Every action, by every role, in every kind of chat: who may, and that nobody else does anything by it.

Commands and buttons are asked about on SQLite alone: what decides is Python, and `test_two_arenas` presses
every button on both databases.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.acts.planning import recompute_everywhere
from bot.model.dispatch import Button
from bot.model.item import AgendaItem, ItemState
from bot.model.joining import Invitation
from bot.model.replacement import ReplacementState
from integrations.botapi import Group, Person
from tests.builders import a_person, a_replacement, an_invitation, an_item
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import Chat, Reply
from tests.handlers.chat.people import People

READERS = frozenset({"deputy", "member", "proposer", "preparer", "secretary", "chair"})
MEMBERS = READERS - {"deputy"}
PREPARERS = frozenset({"preparer", "secretary", "chair"})
LEADERS = frozenset({"secretary", "chair"})
OWNERS = PREPARERS | {"proposer"}
SEATED = frozenset({"deputy", "member", "proposer"})
NOBODY: Set[str] = frozenset()
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


@dataclass(frozen=True, kw_only=True)
class Rights:
    """Who may do it in private, in the arena's group and in the preparers' chat; elsewhere nobody may."""

    private: Set[str]
    group: Set[str] = NOBODY
    preparers: Set[str] = NOBODY
    elsewhere: Set[str] = field(default=NOBODY, init=False)


COMMANDS = {
    "/foresla Lokaler": Rights(private=MEMBERS, group=MEMBERS, preparers=MEMBERS),
    "/foresla": Rights(private=MEMBERS, group=MEMBERS, preparers=MEMBERS),
    "/mina": Rights(private=READERS),
    "/dagordning": Rights(private=PREPARERS),
    "/dagordning 2027-02-12": Rights(private=PREPARERS),
    "/moten": Rights(private=READERS, group=READERS, preparers=READERS),
    "/beredning": Rights(private=PREPARERS, preparers=PREPARERS),
    "/skicka": Rights(private=PREPARERS, preparers=PREPARERS),
    "/bjudin Nils nils.nord@example.se": Rights(private=LEADERS),
    "/deltagare": Rights(private=READERS, group=READERS, preparers=READERS),
    "/ersattare": Rights(private=SEATED | LEADERS),
    "/ersattare Cilla cilla@example.se 2027-03-01": Rights(private=SEATED | LEADERS),
    "/ersattare för Bo: Cilla cilla@example.se 2027-03-01": Rights(private=LEADERS),
}
# Once the agenda is out, everybody who reads may read it, everywhere in the arena.
AFTERWARDS = {
    "/dagordning": Rights(private=READERS, group=READERS, preparers=READERS),
    "/dagordning 2027-02-12": Rights(private=READERS, group=READERS, preparers=READERS),
    "/beredning": Rights(private=PREPARERS, preparers=PREPARERS),
    "/skicka": Rights(private=NOBODY),
}
OWN = Rights(private=OWNERS, preparers=OWNERS)
PREPARING = Rights(private=PREPARERS, preparers=PREPARERS)
ITEM_BUTTONS = {
    "item": OWN,
    "describe": OWN,
    "files": OWN,
    "filesdone": OWN,
    "withdraw": OWN,
    "accept": PREPARING,
    "decline": PREPARING,
    "minutes": PREPARING,
    "up": PREPARING,
    "down": PREPARING,
}
MEETING_BUTTONS = {"prepare": PREPARING, "ready": PREPARING, "unready": PREPARING, "sendnow": PREPARING}
# The report is Bo's, who is the proposer of the others.
REGISTERING, REPORTING = Rights(private=LEADERS), Rights(private=LEADERS | {"proposer"})
CHANGE_BUTTONS = {
    "replreg": REGISTERING,
    "replask": REGISTERING,
    "replskip": REGISTERING,
    "replundo": REGISTERING,
    "replopen": REPORTING,
    "replfix": REPORTING,
    "replback": REPORTING,
    "replyes": REPORTING,
    "correct": REGISTERING,
}
JOIN_BUTTONS = {"joinwrong": Rights(private=LEADERS), "joinyes": Rights(private=LEADERS)}


class Stage:
    """The same scene before each cell: an item of Bo's that is in, two that are taken up, and the meeting."""

    def __init__(self, chat: Chat, people: People) -> None:
        self.chat = chat
        self.people = people
        self._number = 0
        other = chat.world.group("Fikat", members=[getattr(people, key) for key in ROLES.values()])
        other.adds(chat.world.bot.user)
        self.chats: dict[str, Group | None] = {
            "private": None,
            "group": people.group,
            "preparers": people.preparers,
            "elsewhere": other,
        }
        for key in ROLES.values():
            chat.world.bot.started_by.add(getattr(people, key).id)
        with chat.memory() as store:
            nils = store.person_by_email("nils.nord@example.se")
            assert nils
            nils.telegram_id = people.nils.id
            recompute_everywhere(store, now=chat.clock.now())
        chat.settles()

    def cells(self, rights: Rights) -> Iterator[tuple[str, str, Person, Group | None, bool]]:
        """Role, kind of chat, person, chat, and whether they may."""
        for place, group in self.chats.items():
            for role, key in ROLES.items():
                yield role, place, getattr(self.people, key), group, role in getattr(rights, place)

    def an_item(self, action: str) -> Button:
        """The genuine button of a fresh item: taken up for moving, between two others; else incoming."""
        is_placed = action in ("up", "down", "minutes")
        state = ItemState.ACCEPTED if is_placed else ItemState.INCOMING
        with self.chat.memory() as store:
            place = self.chat.place(store)
            bo = store.person_by_email("bo.berg@example.se")
            assert bo
            for item in place.items_of(place.meetings()[0]):
                item.state, item.position, item.meeting = ItemState.DECLINED, None, None
            fresh = [self._item(bo, state, position) for position in (1, 2, 3)]
            for item in fresh:
                item.meeting = place.meetings()[0]
                store.keep(item)
            store.flush()
            middle = fresh[1]
            return Button(text="", action=action, arena_id="norr", thing=middle.id, revision=middle.revision)

    def _item(self, bo: Any, state: ItemState, position: int) -> AgendaItem:
        self._number += 1
        placed = position if state is ItemState.ACCEPTED else None
        return an_item(bo, number=1000 + self._number, state=state, position=placed)

    def the_meeting(self, action: str) -> Button:
        """The genuine button of a meeting that is ready where it is to be undone, and not yet otherwise."""
        with self.chat.memory() as store:
            place = self.chat.place(store)
            meeting = place.meetings()[0]
            meeting.ready_at = self.chat.clock.now() if action == "unready" else None
            for deadline in place.deadlines(meeting):
                deadline.due_at = meeting.agenda_sent_by
            return Button(text="", action=action, arena_id="norr", thing=meeting.id)

    def an_invitation(self, action: str) -> Button:
        """The genuine button of somebody who waits to be confirmed."""
        self._number += 1
        with self.chat.memory() as store:
            person = a_person(f"Ny {self._number}")
            used: dict[str, Any] = {"used_at": self.chat.clock.now(), "waits_for": 50_000 + self._number}
            invitation: Invitation = an_invitation(person=person, **used)
            store.keep(person)
            store.keep(invitation)
            store.flush()
            return Button(text="", action=action, arena_id="norr", thing=invitation.id)

    def a_change(self, action: str) -> Button:
        """The genuine button of a change of holder that Bo has just reported, or that is registered."""
        with self.chat.memory() as store:
            place = self.chat.place(store)
            seat = next(each for each in place.seats() if each.key == "bo")
            for earlier in place.replacements_under_way():
                earlier.state = ReplacementState.WITHDRAWN
            is_done = action == "replundo"
            state = ReplacementState.REGISTERED if is_done else ReplacementState.REPORTED
            bo = store.person_by_email("bo.berg@example.se")
            more: Any = {"registered_by": bo, "registered_at": self.chat.clock.now()} if is_done else {}
            change = a_replacement(seat, bo, state=state, **more)
            store.keep(change)
            store.flush()
            return Button(text="", action=action, arena_id="norr", thing=change.id, revision=change.revision)

    def norr(self) -> Any:
        """What is kept of Norr: what David does in Syd is his own affair."""
        return {
            name: [row for row in rows if "syd" not in (row.get("arena_id"), row.get("id"))]
            for name, rows in self.chat.kept().items()
        }


def did_something(before: Any, after: Any, reply: Reply) -> bool:
    """Something of Norr was changed, or said in its name: each of its messages begins with its own."""
    return before != after or any(text.startswith("Norr\n") for text in reply.texts)


@pytest.fixture
def stage(chat: Chat, people: People) -> Stage:
    """Everybody in every chat."""
    return Stage(chat, people)


def wrong_commands(stage: Stage, words: str, rights: Rights) -> list[tuple[str, str, bool]]:
    wrong = []
    command, _, rest = words.partition(" ")
    for role, place, who, group, may in stage.cells(rights):
        before = stage.norr()
        said = stage.chat.says(who, f"{command}@samverkansbot {rest}".strip(), group)
        if did_something(before, stage.norr(), said) != may:
            wrong.append((role, place, may))
        stage.chat.says(who, "/avbryt")
        with stage.chat.memory() as store:
            store.end_dialogue((group or who).id, who.id)
    return wrong


@on_sqlite
@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_is_for_those_who_may(stage: Stage, words: str) -> None:
    stage.an_item("accept")
    assert wrong_commands(stage, words, COMMANDS[words]) == []


@on_sqlite
@pytest.mark.parametrize("words", AFTERWARDS)
def test_a_command_once_the_agenda_is_out(stage: Stage, words: str) -> None:
    stage.an_item("up")
    stage.chat.publishes()
    rights = AFTERWARDS[words]
    assert wrong_commands(stage, words, rights) == []


def wrong_presses(stage: Stage, action: str, rights: Rights) -> list[tuple[str, str, bool]]:
    make = (
        stage.an_item
        if action in ITEM_BUTTONS
        else stage.the_meeting
        if action in MEETING_BUTTONS
        else stage.a_change
        if action in CHANGE_BUTTONS
        else stage.an_invitation
    )
    wrong = []
    for role, place, who, group, may in stage.cells(rights):
        button = make(action)
        before = stage.norr()
        pressed = stage.chat.presses_genuine(who, button, group)
        assert len(pressed.notices) == 1, (role, place)
        if did_something(before, stage.norr(), pressed) != may:
            wrong.append((role, place, may))
    return wrong


@on_sqlite
@pytest.mark.parametrize("action", [*ITEM_BUTTONS, *MEETING_BUTTONS, *CHANGE_BUTTONS, *JOIN_BUTTONS])
def test_a_button_is_for_those_who_may(stage: Stage, action: str) -> None:
    rights = (ITEM_BUTTONS | MEETING_BUTTONS | CHANGE_BUTTONS | JOIN_BUTTONS)[action]
    assert wrong_presses(stage, action, rights) == []


@pytest.mark.parametrize("role", ROLES)
def test_a_link_into_an_item_opens_it_for_whom_it_concerns(stage: Stage, role: str) -> None:
    button = stage.an_item("accept")
    who: Person = getattr(stage.people, ROLES[role])
    opened = stage.chat.opens(who, f"item-{button.thing}").text
    assert opened.startswith("Norr\nPunkt ") == (role in OWNERS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["file", "words"])
def test_an_answer_to_a_card_in_the_group_is_for_whom_it_concerns(stage: Stage, role: str, kind: str) -> None:
    card = stage.chat.says(stage.people.bo, "/foresla@samverkansbot Budget", stage.people.group).card
    who: Person = getattr(stage.people, ROLES[role])
    before = stage.norr()
    if kind == "file":
        said = stage.chat.sends(who, "x.pdf", where=stage.people.group, reply_to=card)
        assert did_something(before, stage.norr(), said) == (role in OWNERS)
    else:
        said = stage.chat.says(who, "Bra!", stage.people.group, reply_to=card)
        assert (said.said, stage.norr()) == ([], before)
