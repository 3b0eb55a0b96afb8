"""A file that names somebody for a turn for which chat has named somebody else."""

from collections.abc import Collection, Iterator
from datetime import date

from bot.acts.arenas.facts_now import newest_roles, role_name
from bot.acts.desk import Desk
from bot.model.merge import Conflict, LoadConflict
from bot.model.turn import TURNING, Turn


def must_name_no_other(desk: Desk, new: Collection[str]) -> None:
    """`new` are the things that the file adds. Raises LoadConflict with both names: only one has the role."""
    conflicts = tuple(
        conflict
        for kind in TURNING
        for year in (desk.today.year, desk.today.year + 1)
        if (turn := desk.place.turn_of(kind, date(year, 1, 1))) and turn.role
        for conflict in _others(desk, turn, new)
    )
    if conflicts:
        raise LoadConflict(conflicts)


def _others(desk: Desk, turn: Turn, new: Collection[str]) -> Iterator[Conflict]:
    named = turn.named_roles(desk.place.roles(), turn.first_day)
    in_chat = role_name(turn.role) if turn.role else None
    for name, role in newest_roles(desk.place).items():
        if name in new and role in named and role is not turn.role:
            yield Conflict(name, None, _who(name), _who(in_chat))


def _who(name: str | None) -> str | None:
    return name.split(".", 2)[2] if name else None
