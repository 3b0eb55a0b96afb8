"""Telegram's own menu of commands, from the table that runs them: for outsiders, by role, for preparers."""

from collections.abc import Iterable, Set

from bot.model.person import Person
from bot.model.seat import RoleKind, Standing
from bot.permissions import may_propose
from handlers.chat.command import Command
from handlers.chat.commands import ROWS

Menu = tuple[tuple[str, str], ...]
FOR_OUTSIDERS = ("hjalp", "avbryt")
# Stands for whoever holds a role: the predicates look at the roles alone.
NOBODY = Person(name="", email="")


def of_outsiders() -> Menu:
    """In private, what answers somebody who has no place anywhere."""
    return _menu(row for row in ROWS if row.name in FOR_OUTSIDERS)


def of_groups() -> Menu:
    """In a group, what works there."""
    return _menu(row for row in ROWS if row.in_group)


def of_preparers_chats() -> Menu:
    """What works there and among preparers."""
    return _menu(row for row in ROWS if row.in_group or row.among_preparers)


def of_roles(roles: Set[RoleKind]) -> Menu:
    """In private, what somebody with a place and these roles may."""
    standing = Standing(person=NOBODY, roles=frozenset(roles))
    return _menu(row for row in ROWS if _is_for_all(row) or (row.may is not None and row.may(standing)))


def of_co_opted() -> Menu:
    """In private, what somebody may who is co-opted and has no place."""
    return _menu(row for row in ROWS if row.co_opted or not row.needs_arena)


def _is_for_all(row: Command) -> bool:
    return row.may in (None, may_propose)


def _menu(rows: Iterable[Command]) -> Menu:
    return tuple((row.name, row.help) for row in rows if row.help)
