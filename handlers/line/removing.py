"""`gallra`: texts and files that are old go, by a decision, once it was shown what that would be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.acts.arenas.removing import remove_aged
from bot.acts.desk import Desk
from bot.model.cleantext import clean_text
from bot.model.personnummer import holds_personnummer
from bot.model.removal import Aged
from bot.ports.store import Store
from bot.texts.dates import counted, on_day
from handlers.clock import Clock
from handlers.line.arenas import place_of
from handlers.line.exits import Stop
from handlers.line.opening import committed, opened
from handlers.settings import Settings
from storage import sealing
from storage.engine import Database

LONGEST_DECISION = 200


class NotRemoved(Stop):
    """Nothing was removed; the line says why."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the operator asked for; without `is_done` it is only shown."""

    arena_id: str
    before: str
    decision: str
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class Removed:
    """What went, or would go."""

    asked: Asked
    before: date
    items: list[dict[str, Any]]
    pages: int
    messages: int
    entries: int

    @property
    def is_anything(self) -> bool:
        """Whether there was anything that old."""
        return bool(self.items or self.pages or self.messages or self.entries)


def run(settings: Settings, asked: Asked) -> Removed:
    """Do it, or look at it. Raises UnknownArena, NotRemoved."""
    decision = " ".join(clean_text(asked.decision).split())
    if not decision:
        raise NotRemoved("Skriv vilket beslut det sker efter, till exempel --decision «KS 2027:12».")
    if len(decision) > LONGEST_DECISION:
        raise NotRemoved(f"Beslutet får vara högst {LONGEST_DECISION} tecken. Skriv bara vilket det är.")
    if holds_personnummer(decision):
        raise NotRemoved("Beslutet får inte innehålla ett personnummer eller samordningsnummer.")
    with opened(settings) as (database, clock):
        _must_be_whole(database)
        return committed(
            database, lambda store: _run(store, asked, decision, clock), dry_run=not asked.is_done
        )


def _must_be_whole(database: Database) -> None:
    with database.session() as session:
        if sealing.broken_seals(session):
            raise NotRemoved(
                "Historiken har ändrats i efterhand, se samverkansbot check. Inget har gallrats."
            )


def _run(store: Store, asked: Asked, decision: str, clock: Clock) -> Removed:
    desk = _desk(store, asked.arena_id, clock)
    before = _day(asked.before, desk.today)
    desk.place.reserve()
    aged = desk.place.aged(before)
    removed = _told(asked, before, aged)
    if aged and asked.is_done:
        remove_aged(desk, aged, before=before, decision=decision)
    return removed


def _desk(store: Store, arena_id: str, clock: Clock) -> Desk:
    return Desk(store=store, place=place_of(store, arena_id), now=clock.now(), through="command line")


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotRemoved(f"{text} är inget datum. Skriv till exempel 2027-01-01.") from None
    if day > today:
        raise NotRemoved(
            f"{on_day(day).capitalize()} har inte varit än. Skriv dagens datum eller ett tidigare."
        )
    return day


def _told(asked: Asked, before: date, aged: Aged) -> Removed:
    items = [
        {
            "number": item.number,
            "title": item.title,
            "description": item.description is not None,
            "files": sum(1 for file in item.attachments if file.sha256),
        }
        for item in aged.items
    ]
    counts = {"pages": len(aged.pages), "messages": aged.messages, "entries": len(aged.entries)}
    return Removed(asked=asked, before=before, items=items, **counts)


def as_json(removed: Removed) -> dict[str, Any]:
    """The same for programs."""
    return {
        "arena": removed.asked.arena_id,
        "before": removed.before.isoformat(),
        "done": removed.asked.is_done and removed.is_anything,
        "items": removed.items,
        "pages": removed.pages,
        "messages": removed.messages,
        "entries": removed.entries,
    }


def lines(removed: Removed) -> Iterator[str]:
    """What went, or would go, and what stays."""
    asked, day = removed.asked, on_day(removed.before)
    if not removed.is_anything:
        yield f"{asked.arena_id}: det finns inget att gallra från före {day}."
        return
    verb = "har gallrats" if asked.is_done else "skulle gallras"
    yield f"{asked.arena_id}: det här från före {day} {verb}."
    yield from (_item_line(item) for item in removed.items)
    yield f"  {_counted(removed)}."
    yield "Kvar står ärendenas rubriker, vad det blev av dem, och protokollen."
    if not asked.is_done:
        yield "Inget har tagits bort. Lägg till --yes för att gallra. Det går inte att ångra."


def _item_line(item: dict[str, Any]) -> str:
    files = counted(item["files"], "fil", "filer") if item["files"] else ""
    what = " och ".join(filter(None, ["beskrivning" if item["description"] else "", files]))
    return f"  Ärende {item['number']}, {item['title']}: {what}"


def _counted(removed: Removed) -> str:
    return ", ".join(
        [
            counted(removed.pages, "dagordning", "dagordningar") + " som pdf",
            "innehållet i " + counted(removed.messages, "utskick", "utskick"),
            counted(removed.entries, "historikrad", "historikrader"),
        ]
    )
