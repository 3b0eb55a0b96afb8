"""`succeed`: an arena passes to the one that takes over, on a day, and back."""

from collections.abc import Iterator, Mapping
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
from bot.texts.dates import on_day
from handlers.clock import Clock
from handlers.line.arenas import UnknownArena
from handlers.line.exits import Stop
from handlers.line.opening import committed, opened
from handlers.line.succeeded import Asked, Passed
from handlers.settings import Settings

_ASKED = {RoleKind.CHAIR: "ordföranden", RoleKind.PREPARER: "beredningen"}


class NotPassed(Stop):
    """The arena does not pass to the other; nothing was done."""


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
        heard = announce_end(old, new, on)
        told = 0 if is_known else tell_of_end(old, passing.left_meetings, heard)
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
