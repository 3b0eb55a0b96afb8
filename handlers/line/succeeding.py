"""`succeed`: an arena passes to the one that takes over, on a day, and back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.acts.arenas.succession import announce_end, plan_succession, succeed
from bot.acts.arenas.succession_told import is_told, tell_of_end
from bot.acts.arenas.succession_undone import GoesOn, undo_announcement, undo_succession
from bot.acts.desk import Desk
from bot.acts.people.secretaryship import first_asked
from bot.model.item import AgendaItem
from bot.model.seat import RoleKind, Seat, Tenure
from bot.model.succession import PASSED, Succession
from bot.ports.store import Store
from bot.refusals import NotPassedOn
from bot.texts import plain, say
from bot.texts.dates import counted, on_day
from handlers.clock import Clock
from handlers.line.exits import Stop
from handlers.line.inviting import UnknownArena
from handlers.line.opening import committed, opened
from handlers.settings import Settings

_ASKED = {RoleKind.CHAIR: "ordföranden", RoleKind.PREPARER: "beredningen"}
_CHATS = {"group": "arenans grupp", "preparers": "beredningens grupp"}


class NotPassed(Stop):
    """The arena does not pass to the other; nothing was done."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the operator asked for."""

    arena_id: str
    to: str | None = None
    on: str | None = None
    undo: bool = False
    dry_run: bool = False


@dataclass(frozen=True, kw_only=True)
class Passed:
    """What was done, or would be; in words for both ways of showing it."""

    asked: Asked
    to: str
    on: date | None
    what: str
    items: list[dict[str, Any]] = field(default_factory=list)
    seats: list[dict[str, str]] = field(default_factory=list)
    chats: list[str] = field(default_factory=list)
    left_meetings: list[str] = field(default_factory=list)
    told: int = 0
    back_meetings: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def run(settings: Settings, asked: Asked) -> Passed:
    """Do it, or look at it. Raises UnknownArena, NotPassed."""
    with opened(settings) as (database, clock):
        try:
            return committed(database, lambda store: _run(store, asked, clock), dry_run=asked.dry_run)
        except NotPassedOn as refusal:
            why = plain(say(refusal.text_name, **refusal.facts))
            raise NotPassed(f"{why} Inget har gjorts.") from None


def _run(store: Store, asked: Asked, clock: Clock) -> Passed:
    old = _desk(store, asked.arena_id, clock)
    # The clock may be letting it pass at this moment.
    old.place.reserve()
    arena = old.place.arena
    passed = arena.settings.get(PASSED, {})
    to = passed.get("to") if asked.undo and passed else asked.to or arena.succeeded_by
    if asked.undo:
        return _undo(store, asked, old, to, clock)
    if to is None:
        raise NotPassed(f"Ingen arena tar över efter {arena.short}. Säg vilken med --to.")
    if to == arena.id:
        raise NotPassed("En arena kan inte ta över efter sig själv.")
    new = _desk(store, to, clock)
    return _pass(asked, old, new, _day(asked.on, old.today) or arena.ends or old.today)


def _desk(store: Store, arena_id: str, clock: Clock) -> Desk:
    place = store.within(arena_id)
    if place is None:
        known = ", ".join(arena.id for arena in store.arenas())
        raise UnknownArena(
            f"Arenan {arena_id} är inte inläst. Läs in den med samverkansbot load {arena_id}. "
            f"Inlästa: {known or 'inga'}."
        )
    return Desk(store=store, place=place, now=clock.now(), through="command line")


def _day(text: str | None, today: date) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise NotPassed(f"{text} är inget datum. Skriv till exempel 2027-01-01.") from None
    if day and day < today:
        raise NotPassed(f"{on_day(day).capitalize()} har redan varit. Skriv dagens datum eller ett senare.")
    return day


def _pass(asked: Asked, old: Desk, new: Desk, on: date) -> Passed:
    warnings = list(_warnings(new, on))
    if asked.dry_run:
        return _told(asked, plan_succession(old, new, on), "would pass", warnings)
    if on > old.today:
        passing = plan_succession(old, new, on)
        is_known = is_told(old, passing)
        announce_end(old, new, on)
        told = 0 if is_known else tell_of_end(old, passing.left_meetings)
        return _told(asked, passing, "announced", warnings, told=told)
    before = {item.id: item.number for item in old.place.open_items()}
    return _told(asked, succeed(old, new, on), "passed", warnings, before)


def _warnings(new: Desk, on: date) -> Iterator[str]:
    """Who will be asked where there is no secretary."""
    asked, name = first_asked(new.place, on), new.place.arena.id
    if asked is None:
        yield f"{name} har varken sekreterare, ordförande eller beredning {on_day(on)}: ingen får frågorna."
    elif asked is not RoleKind.SECRETARY:
        yield f"{name} har ingen sekreterare {on_day(on)}: {_ASKED[asked]} får frågorna."


def _told(
    asked: Asked,
    passing: Succession,
    what: str,
    warnings: list[str],
    numbers: dict[int, int] | None = None,
    *,
    told: int = 0,
) -> Passed:
    return Passed(
        asked=asked,
        to=passing.new.id,
        on=passing.on,
        what=what,
        told=told,
        warnings=warnings,
        items=[_item(item, numbers) for item in passing.items],
        seats=[_seat(tenure, seat) for tenure, seat in passing.seats],
        chats=[chat.kind.value for chat in passing.chats],
        left_meetings=[meeting.key for meeting in passing.left_meetings],
    )


def _item(item: AgendaItem, numbers: Mapping[int, int] | None = None) -> dict[str, Any]:
    """By the number that it had where it comes from, if that is another one."""
    return {"number": (numbers or {}).get(item.id, item.number), "title": item.title}


def _seat(tenure: Tenure, seat: Seat) -> dict[str, str]:
    return {"seat": seat.key, "title": seat.title, "name": tenure.person.name}


def _undo(store: Store, asked: Asked, old: Desk, to: str | None, clock: Clock) -> Passed:
    arena = old.place.arena
    on = arena.ends
    if PASSED not in arena.settings or not to:
        goes_on = undo_announcement(old)
        return Passed(asked=asked, to=to or "", on=None, what="goes on", **_back(goes_on))
    kept = arena.settings[PASSED]
    new = _desk(store, to, clock)
    seats = [tenure for row in kept["tenures"] if (tenure := new.place.tenure(row["id"]))]
    goes_on = undo_succession(old, new)
    ids = {row["id"] for row in kept["items"]}
    chats = [
        chat.kind.value
        for chat in (old.place.group(), old.place.preparers_chat())
        if chat and chat.id in kept["chats"]
    ]
    return Passed(
        asked=asked,
        to=to,
        on=on,
        what="undone",
        items=[_item(item) for item in old.place.open_items() if item.id in ids],
        seats=[_seat(tenure, tenure.seat) for tenure in seats],
        chats=chats,
        **_back(goes_on),
    )


def _back(goes_on: GoesOn) -> dict[str, Any]:
    return {"back_meetings": [meeting.key for meeting in goes_on.meetings], "told": goes_on.told}


def as_json(passed: Passed) -> dict[str, Any]:
    """What was done, for programs."""
    return {
        "arena": passed.asked.arena_id,
        "to": passed.to,
        "on": passed.on.isoformat() if passed.on else None,
        "dry_run": passed.asked.dry_run,
        "what": passed.what,
        "items": passed.items,
        "seats": passed.seats,
        "chats": passed.chats,
        "left_meetings": passed.left_meetings,
        "back_meetings": passed.back_meetings,
        "warnings": passed.warnings,
        "told": passed.told,
    }


def lines(passed: Passed) -> Iterator[str]:
    """What was done, for people."""
    yield _headline(passed)
    for item in passed.items:
        yield f"  ärende {item['number']}: {item['title']}"
    for seat in passed.seats:
        yield f"  plats {seat['seat']} ({seat['title']}): {seat['name']}"
    for kind in passed.chats:
        yield f"  {_CHATS[kind]}"
    for key in passed.left_meetings:
        yield f"  mötet {key} blir inte av: det ligger efter sista dagen"
    for key in passed.back_meetings:
        yield f"  mötet {key} blir av igen"
    for warning in passed.warnings:
        yield f"  OBS {warning}"
    if passed.what in ("passed", "would pass", "announced"):
        yield f"  Utskickade dagordningar ligger kvar hos {passed.asked.arena_id}."
    if passed.asked.dry_run:
        yield "Inget har sparats."


def _headline(passed: Passed) -> str:
    arena_id, day = passed.asked.arena_id, on_day(passed.on) if passed.on else ""
    words = (
        f"{counted(len(passed.items), 'punkt', 'punkter')}, {counted(len(passed.seats), 'plats', 'platser')}"
    )
    match passed.what:
        case "announced":
            head = f"{arena_id} upphör {day}. Då tar {passed.to} över av sig självt: {words}."
            return f"{head} {_messages(passed)}" if passed.told else head
        case "goes on":
            goes_on = "skulle fortsätta" if passed.asked.dry_run else "fortsätter"
            return f"{arena_id} {goes_on} som förut. {_messages(passed)}"
        case "undone":
            takes = "skulle ta" if passed.asked.dry_run else "har tagit"
            return f"{arena_id} {takes} tillbaka allt från {passed.to}. {_messages(passed)}"
        case "passed":
            return f"{passed.to} har tagit över efter {arena_id} från {day}: {words}."
        case _:
            return f"{passed.to} skulle ta över efter {arena_id} från {day}: {words}."


def _messages(passed: Passed) -> str:
    """How many hear of it."""
    one, several = ("meddelande", "meddelanden")
    goes = "skulle gå" if passed.asked.dry_run else "går"
    return (
        f"{counted(passed.told, one, several)} {goes} ut om det." if passed.told else "Ingen kan nås om det."
    )
