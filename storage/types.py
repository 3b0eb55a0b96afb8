"""Column types that both databases keep alike: instants in UTC, enumerations by value, buttons."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import Double, TypeDecorator

from bot.model.dispatch import Button, Key
from bot.model.letter import Letter


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC; SQLite would give it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, which nobody can tell the zone of."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(kinds: type[StrEnum]) -> Enum:
    """A string column that reads back as the enumeration."""
    return Enum(kinds, native_enum=False, length=30, values_callable=_values, validate_strings=True)


def _values(kinds: type[StrEnum]) -> list[str]:
    return [kind.value for kind in kinds]


class Buttons(TypeDecorator[list[list[Button]]]):
    """Rows of buttons as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Sequence[Sequence[Button]] | None, dialect: Dialect) -> Any:
        """Rows of plain dictionaries."""
        return [[dict(vars(button)) for button in row] for row in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> list[list[Button]]:
        """Rows of buttons."""
        return [[_button(button) for button in row] for row in value or ()]


def _button(kept: dict[str, Any]) -> Button:
    """What was kept before there were keys says nothing of them."""
    key = kept.get("key")
    return Button(**kept | {"key": Key(key) if key else None})


class Letters(TypeDecorator[Letter]):
    """What a mail has beside its words, as JSON."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Letter | None, dialect: Dialect) -> Any:
        """Plain values."""
        return value.kept() if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> Letter | None:
        """A letter."""
        return Letter.of_kept(value) if value else None


class Epoch(GenericFunction[float]):
    """The database's own clock in seconds since 1970, so that replicas agree on leases."""

    type = Double()
    name = "db_epoch"
    inherit_cache = True


@compiles(Epoch, "sqlite")
def _sqlite_epoch(element: Any, compiler: Any, **kw: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(Epoch, "postgresql")
def _postgresql_epoch(element: Any, compiler: Any, **kw: Any) -> str:
    return "extract(epoch from clock_timestamp())::double precision"


Slug = String(64)
