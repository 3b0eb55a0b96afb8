"""Two arenas with everybody in them: each role once, so that a right can be looked at from every side.

Norr: Åsa secretary, Ulla chair, Pia and Per prepare, Bo and Greta members, Dan deputy, Frida was a member,
Nils has not opened his link. Syd: David member, Sara secretary, Greta a member there too.
Stig is on no roster.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.model.arena import Arena
from bot.model.joining import ChatKind
from bot.model.person import Person as Somebody
from bot.model.seat import RoleKind, SeatKind
from bot.ports.store import Store
from integrations.botapi import Group, Person, World
from tests.builders import (
    NOW,
    a_chat,
    a_joined_person,
    a_meeting,
    a_person,
    a_role,
    a_seat,
    a_tenure,
    an_arena,
)

STARTS = datetime(2027, 2, 12, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)


@dataclass(frozen=True, kw_only=True)
class People:
    """Everybody, as their telephones see them; the groups are bound."""

    asa: Person
    ulla: Person
    pia: Person
    per: Person
    bo: Person
    greta: Person
    dan: Person
    frida: Person
    nils: Person
    david: Person
    sara: Person
    stig: Person
    group: Group
    preparers: Group
    davids_group: Group


NAMES = {
    "asa": "Åsa Öberg",
    "ulla": "Ulla Ulv",
    "pia": "Pia Palm",
    "per": "Per Persson",
    "bo": "Bo Berg",
    "greta": "Greta Gran",
    "dan": "Dan Dal",
    "frida": "Frida Frost",
    "nils": "Nils Nord",
    "david": "David Dahl",
    "sara": "Sara Syd",
    "stig": "Stig Strand",
}
OUTSIDE = {"nils", "stig"}


def everybody(store: Store, world: World, **arena: Any) -> People:
    """Keep both arenas and their people, who have all started the bot but Nils and Stig."""
    telephones = {key: world.person(name) for key, name in NAMES.items()}
    somebody = {
        key: a_person(name) if key in OUTSIDE else a_joined_person(name, telephones[key].id)
        for key, name in NAMES.items()
        if key != "stig"
    }
    world.bot.started_by.update(telephones[key].id for key in NAMES if key not in OUTSIDE)
    for person in somebody.values():
        store.keep(person)
    norr = an_arena(**arena)
    syd = an_arena(id="syd", name="Samverkan Syd", short="Syd")
    store.keep(norr)
    store.keep(syd)
    store.flush()
    _norr(store, norr, somebody)
    _syd(store, syd, somebody)
    everyone: dict[str, Any] = {**telephones, **_groups(store, world, telephones)}
    return People(**everyone)


def _norr(store: Store, norr: Arena, who: dict[str, Somebody]) -> None:
    for key in ("pia", "bo", "greta", "nils", "frida"):
        seat = a_seat(key=key, title=f"{key.capitalize()}s plats")
        store.keep(seat)
        ends = date(2026, 11, 1) if key == "frida" else None
        store.keep(a_tenure(seat, who[key], ends=ends))
        if key == "pia":
            store.keep(a_role(RoleKind.PREPARER, seat=seat))
    deputy = a_seat(key="dan", title="Dans plats", kind=SeatKind.DEPUTY, stands_in_for=["bo"])
    store.keep(deputy)
    store.keep(a_tenure(deputy, who["dan"]))
    store.keep(a_role(RoleKind.PREPARER, person=who["per"]))
    store.keep(a_role(RoleKind.SECRETARY, person=who["asa"]))
    store.keep(a_role(RoleKind.CHAIR, person=who["ulla"]))
    store.keep(a_meeting(norr, key="2027-1", starts=STARTS, place="Regionens hus", planned_at=NOW))
    store.flush()


def _syd(store: Store, syd: Arena, who: dict[str, Somebody]) -> None:
    for key in ("david", "greta"):
        seat = a_seat("syd", key=key, title=f"{key.capitalize()}s plats i söder")
        store.keep(seat)
        store.keep(a_tenure(seat, who[key]))
    store.keep(a_role(RoleKind.SECRETARY, "syd", person=who["sara"]))
    store.keep(a_role(RoleKind.PREPARER, "syd", person=who["david"]))
    store.keep(a_meeting(syd, key="2027-1", starts=datetime(2027, 3, 5, 9, 0)))  # noqa: DTZ001
    store.flush()


def _groups(store: Store, world: World, who: dict[str, Person]) -> dict[str, Group]:
    norr = world.group("Norr i Telegram", members=list(who.values()))
    preparers = world.group("Norrs beredning", members=list(who.values()))
    syd = world.group("Syd i Telegram", members=[who["david"], who["sara"], who["greta"], who["bo"]])
    for group in (norr, preparers, syd):
        group.adds(world.bot.user)
        world.bot.queue.clear()
    store.keep(a_chat(chat_id=norr.id, title=norr.title))
    store.keep(a_chat(ChatKind.PREPARERS, chat_id=preparers.id, title=preparers.title))
    store.keep(a_chat(arena_id="syd", chat_id=syd.id, title=syd.title))
    store.flush()
    return {"group": norr, "preparers": preparers, "davids_group": syd}
