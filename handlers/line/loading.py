"""`load`: files become facts, and all files of one command are loaded in one transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.acts.arenas.loading import load_facts
from bot.acts.people.secretaryship import asked_instead, has_secretary
from bot.model.merge import Changes, LoadConflict
from bot.ports.store import Store
from bot.refusals import MeetingLeftOut
from handlers.arenafile.reading import ArenaFile, Problem, WrongArenaFile, read_arena_file
from handlers.arenafile.words import expected
from handlers.arenas import packaged_arenas
from handlers.line.exits import Stop
from handlers.line.loading_words import conflict_lines, left_out_lines, load_lines, no_secretary_line
from handlers.line.opening import committed, opened
from handlers.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one file did. `asked_instead`: who is asked now, if it took the only secretary away."""

    arena_id: str
    changes: Changes
    asked_instead: list[str] | None = None


class NotLoaded(Stop):
    """A file is right in itself, but cannot be made true."""


def load(settings: Settings, paths: Sequence[Path], *, dry_run: bool) -> list[Load]:
    """Load every file, or none. Raises WrongArenaFile with every fault of every file, NotLoaded."""
    files = _read(paths)
    with opened(settings) as (database, clock):
        return committed(
            database,
            lambda store: [_load(store, file, clock.now()) for file in files],
            dry_run=dry_run,
        )


def _load(store: Store, file: ArenaFile, now: datetime) -> Load:
    had_secretary = has_secretary(store, file.arena.id, now=now)
    try:
        changes = load_facts(store, file.facts(), file.arena.id, now=now)
    except LoadConflict as conflict:
        raise NotLoaded("\n".join(conflict_lines(file.arena.id, conflict))) from None
    except MeetingLeftOut as refusal:
        raise NotLoaded("\n".join(left_out_lines(file.arena.id, refusal.facts["meetings"]))) from None
    asked = asked_instead(store, file.arena.id, now=now) if had_secretary else None
    return Load(arena_id=file.arena.id, changes=changes, asked_instead=asked)


def _read(paths: Sequence[Path]) -> list[ArenaFile]:
    arenas: dict[str, ArenaFile] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            file = read_arena_file(_found(path))
        except WrongArenaFile as wrong:
            problems.extend(wrong.problems)
            continue
        if file.arena.id in arenas:
            problems.append(Problem(path, None, "arena.id", expected("taken_by_file")))
        arenas[file.arena.id] = file
    if problems:
        raise WrongArenaFile.of(problems)
    return list(arenas.values())


def _found(path: Path) -> Path:
    """The file, or the one that comes with the bot under that name."""
    packaged = packaged_arenas().get(str(path))
    return packaged if packaged and not path.exists() else path


def as_json(loads: Sequence[Load], *, dry_run: bool) -> dict[str, Any]:
    """What was done, fact by fact."""
    return {"dry_run": dry_run, "arenas": [_arena_json(load) for load in loads]}


def _arena_json(load: Load) -> dict[str, Any]:
    changes = load.changes.changed.items()
    changed = {key: {"before": change.before, "after": change.after} for key, change in changes}
    return {
        "arena": load.arena_id,
        "added": load.changes.added,
        "changed": changed,
        "removed": load.changes.removed,
        "warnings": _warnings_json(load),
    }


def _warnings_json(load: Load) -> list[dict[str, Any]]:
    if load.asked_instead is None:
        return []
    return [{"warning": "no_secretary", "asked_instead": load.asked_instead}]


def lines(loads: Sequence[Load], *, dry_run: bool) -> Iterator[str]:
    """What was done, for people."""
    for load in loads:
        yield from load_lines(load.arena_id, load.changes, dry_run=dry_run)
        if load.asked_instead is not None:
            yield no_secretary_line(load.arena_id, load.asked_instead)
