"""Three-way: what an arena file changed since it was loaded last, against what chat changed meanwhile."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.refusals import Refusal

FactValue: TypeAlias = str | int | bool | list[str]
Facts: TypeAlias = Mapping[str, FactValue]

_LAST_WORD = re.compile(r"(\.holder)?\.[a-z_]+$")


@dataclass(frozen=True)
class Conflict:
    """One fact that file and chat changed to different things; None where the fact does not stand."""

    key: str
    base: FactValue | None
    in_file: FactValue | None
    stands_now: FactValue | None


class LoadConflict(Refusal):
    """File and chat changed the same thing since the last load, so nothing is stored; facts: conflicts."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(conflicts=conflicts)
        self.conflicts = conflicts


@dataclass(frozen=True)
class Change:
    """A fact that stands with another value than the file's."""

    before: FactValue
    after: FactValue


@dataclass(frozen=True)
class Changes:
    """What is to be done to make the file true; falsy when there is nothing."""

    added: dict[str, FactValue]
    changed: dict[str, Change]
    removed: dict[str, FactValue]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def applied_to(self, now: Facts) -> dict[str, FactValue]:
        """The facts as they stand once the changes are made."""
        kept = {key: value for key, value in now.items() if key not in self.removed}
        return kept | self.added | {key: change.after for key, change in self.changed.items()}


def merge(*, base: Facts | None, file: Facts, now: Facts) -> Changes:
    """Decide fact by fact: what the file left alone stays as it stands, what it changed is applied.

    `base` is the file as it was loaded last, None for the first load. A fact left out counts as None.
    Raises LoadConflict with every fact that stands neither as in `base` nor as in `file`, and with every fact
    that would be left over or made alone: chat filled a seat that the file drops, or the reverse.
    """
    before = base or {}
    keys = list(dict.fromkeys([*before, *file, *now]))
    torn = _left_alone(before, now, dropped_by=file) | _left_alone(before, file, dropped_by=now)
    conflicts = tuple(
        Conflict(key, before.get(key), file.get(key), now.get(key))
        for key in keys
        if key in torn or _clashes(key, before, file, now)
    )
    if conflicts:
        raise LoadConflict(conflicts)
    return _changes((key for key in keys if file.get(key) != before.get(key)), file, now)


def thing_of(key: str) -> str:
    """What a fact is about: `seat.ifo-1` of `seat.ifo-1.holder.email`."""
    return _LAST_WORD.sub("", key)


def _clashes(key: str, base: Facts, file: Facts, now: Facts) -> bool:
    wanted, stands = file.get(key), now.get(key)
    return wanted != base.get(key) and stands not in (base.get(key), wanted)


def _left_alone(base: Facts, facts: Facts, *, dropped_by: Facts) -> set[str]:
    """Facts that are new since `base` about a thing that the other side has dropped."""
    dropped = _things(base) - _things(dropped_by)
    return {key for key in facts if key not in base and thing_of(key) in dropped}


def _things(facts: Facts) -> set[str]:
    return {thing_of(key) for key in facts}


def _changes(keys: Iterable[str], file: Facts, now: Facts) -> Changes:
    changes = Changes({}, {}, {})
    for key in keys:
        _note(changes, key, stands=now.get(key), wanted=file.get(key))
    return changes


def _note(changes: Changes, key: str, *, stands: FactValue | None, wanted: FactValue | None) -> None:
    if stands == wanted:
        return
    if stands is None and wanted is not None:
        changes.added[key] = wanted
    elif stands is not None and wanted is None:
        changes.removed[key] = stands
    elif stands is not None and wanted is not None:
        changes.changed[key] = Change(stands, wanted)
