"""Which tables a unit of work wrote to, so that it wakes those workers alone whom that concerns."""

from collections.abc import Set
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

# Names of tables; of new dispatches also what they are ("dispatch mail").
Written = Set[str]
KEPT = "tables_written"


def watch(engine: Engine) -> None:
    """Note from now on what each of its transactions writes to, by whatever way it is written."""

    @event.listens_for(engine, "begin")
    def forget(connection: Any) -> None:
        connection.info[KEPT] = set()

    @event.listens_for(engine, "before_cursor_execute")
    def note(connection: Any, *call: Any) -> None:
        context = call[3]
        if context.isinsert or context.isupdate or context.isdelete:
            connection.info[KEPT].update(_names(context))


def written_by(session: Session) -> Written:
    """What the session's transaction has written to; what it writes until its end is seen in it too."""
    found: Written = session.connection().info[KEPT]
    return found


def _names(context: Any) -> set[str]:
    table = context.compiled.compile_state.dml_table.name
    kinds = {row["kind"] for row in context.compiled_parameters if "kind" in row}
    return {table, *(f"{table} {kind}" for kind in kinds)}
