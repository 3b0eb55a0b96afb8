"""What `succeed` was asked for and what it did, in words for people and for programs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.texts.dates import counted, on_day

_CHATS = {"group": "arenans grupp", "preparers": "beredningens grupp"}


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
    """What was done, or would be."""

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
        f"{counted(len(passed.items), 'ärende', 'ärenden')}, {counted(len(passed.seats), 'plats', 'platser')}"
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
