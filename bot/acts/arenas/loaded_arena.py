"""The arena's own part of a loaded file: names, words, rhythm, and what is kept aside for later."""

from dataclasses import fields
from datetime import date
from typing import Any

from bot.acts.desk import Desk
from bot.model.arena import Arena, Rhythm
from bot.model.factsheet import FactSheet, by_thing
from bot.model.merge import Facts

_DAYS = [field.name for field in fields(Rhythm)]
_ASIDE = ("rotation", "standing")


def new_arena(arena_id: str, facts: Facts) -> Arena:
    """An arena as the file describes it."""
    sheet = by_thing(facts)["arena"]
    return Arena(id=arena_id, name=sheet.needed("name"), short=sheet.needed("short"))


def set_arena(desk: Desk, facts: Facts) -> None:
    """Let the arena's fields, words, rhythm and settings be those of the facts."""
    sheets = by_thing(facts)
    arena = desk.place.arena
    _set_fields(desk, arena, sheets["arena"])
    _set(desk, arena, "rhythm_days", _rhythm(sheets.get("rhythm", FactSheet("rhythm"))))
    _set(desk, arena, "settings", arena.settings | _aside(sheets))


def _set_fields(desk: Desk, arena: Arena, sheet: FactSheet) -> None:
    for name in ("name", "short"):
        _set(desk, arena, name, sheet.needed(name))
    for name, usual in (("timezone", "Europe/Stockholm"), ("telegram", "full"), ("join", "open")):
        _set(desk, arena, name, sheet.text(name) or usual)
    for name in ("mandate", "calendar", "purpose", "succeeded_by"):
        _set(desk, arena, name, sheet.text(name))
    _set(desk, arena, "teams", sheet.is_so("teams"))
    _set(desk, arena, "ends", sheet.day("ends"))
    _set(desk, arena, "prepares_for", sheet.texts("prepares_for"))
    words = {name.removeprefix("words."): word for name, word in sheet.facts.items() if name[:6] == "words."}
    _set(desk, arena, "words", words)


def _set(desk: Desk, arena: Arena, name: str, value: Any) -> None:
    before = getattr(arena, name)
    if before == value:
        return
    setattr(arena, name, value)
    desk.record("arena changed", f"arena:{arena.id}", field=name, before=_kept(before), after=_kept(value))


def _kept(value: Any) -> Any:
    """The value as history keeps it: JSON knows no days."""
    return value.isoformat() if isinstance(value, date) else value


def _rhythm(sheet: FactSheet) -> dict[str, int]:
    return {name: sheet.number(name) for name in _DAYS if name in sheet.facts}


def _aside(sheets: dict[str, FactSheet]) -> dict[str, Any]:
    """Rotation and standing items by key, and every source by the thing that it is said of."""
    kept: dict[str, Any] = {
        table: {
            sheet.key: dict(sheet.facts) for sheet in sheets.values() if sheet.thing.startswith(f"{table}.")
        }
        for table in _ASIDE
    }
    sources = {sheet.thing: sheet.facts["source"] for sheet in sheets.values() if "source" in sheet.facts}
    return kept | {"sources": sources}
