"""What `load` says: the facts that changed, and those that file and chat changed differently."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.model.factsheet import sheet_of
from bot.model.merge import Changes, Conflict, FactValue, LoadConflict
from bot.texts.dates import counted, listed

# The first load of an arena is told by numbers: nobody reads a hundred lines.
MOST_LINES = 40
_TABLES = {
    "seat": ("plats", "platser"),
    "deputy": ("suppleantplats", "suppleantplatser"),
    "role": ("roll", "roller"),
    "rotation": ("växling", "växlingar"),
    "standing": ("stående punkt", "stående punkter"),
    "meeting": ("möte", "möten"),
}


def load_lines(arena_id: str, changes: Changes, *, dry_run: bool) -> Iterator[str]:
    """What one file did, or would do."""
    if not changes:
        yield f"{arena_id}: ingenting har ändrats."
        return
    facts = list(_fact_lines(changes))
    verb = "skulle ändras" if dry_run else "har ändrats"
    yield f"{arena_id}: {counted(len(facts), 'uppgift', 'uppgifter')} {verb}{_about(changes)}."
    if len(facts) <= MOST_LINES:
        yield from facts
    if dry_run:
        yield "Inget har sparats."


def no_secretary_line(arena_id: str, asked_instead: Sequence[str]) -> str:
    """That the file took the only secretary away, and who is asked from now on."""
    if asked_instead:
        return f"Varning: {arena_id} har ingen sekreterare längre. I stället frågas {listed(asked_instead)}."
    return (
        f"Varning: {arena_id} har ingen sekreterare längre, och ingen ordförande eller beredare kan nås. "
        "Ingen får arenans frågor."
    )


def conflict_lines(arena_id: str, conflict: LoadConflict) -> Iterator[str]:
    """Both values of each fact, and what to do."""
    for each in conflict.conflicts:
        yield f"{arena_id}: {_conflict_line(each)}"
    yield "Inget har sparats. Skriv in det som gäller i filen och läs in den igen."


def left_out_lines(arena_id: str, meetings: Sequence[str]) -> Iterator[str]:
    """A meeting does not vanish because a line did: people may have it in their calendars."""
    for meeting in meetings:
        yield (
            f"{arena_id}: mötet {meeting} saknas i filen. Ska det ställas in? "
            "Låt det stå kvar i filen och skriv cancelled = true."
        )
    yield "Inget har sparats."


def _about(changes: Changes) -> str:
    keys = (*changes.added, *changes.changed, *changes.removed)
    found = Counter(thing.split(".")[0] for thing in set(map(sheet_of, keys)))
    things = [counted(found[table], *words) for table, words in _TABLES.items() if found[table]]
    return f" ({listed(things)})" if things else ""


def _fact_lines(changes: Changes) -> Iterator[str]:
    for key, value in changes.added.items():
        yield f"  + {key} = {_shown(value)}"
    for key, change in changes.changed.items():
        yield f"  ~ {key}: {_shown(change.before)} blir {_shown(change.after)}"
    for key, value in changes.removed.items():
        yield f"  - {key} = {_shown(value)}"


def _conflict_line(conflict: Conflict) -> str:
    file, stands = _shown(conflict.in_file), _shown(conflict.stands_now)
    return f"{conflict.key}: filen säger {file}, men {stands} gäller sedan en ändring i chatten."


def _shown(value: FactValue | None) -> str:
    return "inget" if value is None else json.dumps(value, ensure_ascii=False)
