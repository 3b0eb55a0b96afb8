"""What stands in Outlook is known as before once the bot is upgraded, and is forgotten in its time."""

from datetime import UTC, datetime

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, column, insert, select, table, text

from storage import tables
from storage.engine import Database
from storage.migrate import config_for, migrate

REVISION = "0012"
NAMES = ("wanted", "written", "base", "unsettled")
BO = {"bo@example.se": ["Bo Berg", True]}
BEFORE = {"subject": "Norr", "guests": BO}
UNSETTLED = {"fields": ["guests", "subject"], "there": BEFORE}


def _as_it_was(database: Database) -> None:
    """An event as the version before kept it, of a meeting that has all that its columns ask for."""
    with database.engine.begin() as connection:
        config = config_for(connection)
        earlier = ScriptDirectory.from_config(config).get_revision(REVISION).down_revision
        command.upgrade(config, str(earlier))
        connection.execute(
            text(
                "INSERT INTO arena (id, name, short, timezone, telegram, join_mode, prepares_for, words,"
                " rhythm_days, settings, items_numbered) VALUES"
                " ('norr', 'Norr', 'Norr', 'Europe/Stockholm', 'full', 'open', '[]', '{}', '{}', '{}', 0)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO meeting (id, arena_id, key, starts, minutes, kind, state, generation,"
                " planned_at, revision) VALUES (1, 'norr', 'k', '2026-12-17 13:00:00', 120,"
                " 'ordinary', 'planned', 1, '2026-11-23 09:00:00', 1)"
            )
        )
        link = table(
            "calendar_link",
            *(column(name) for name in ("id", "arena_id", "meeting_id", "mailbox", "attempt", "is_let_go")),
            *(column(name, JSON) for name in NAMES),
        )
        known = {"wanted": BEFORE, "written": BEFORE, "base": BEFORE, "unsettled": UNSETTLED}
        row = {"id": 1, "arena_id": "norr", "meeting_id": 1, "mailbox": "norr@example.se", "attempt": 1}
        connection.execute(insert(link).values(**row, is_let_go=False, **known))


def test_those_who_are_invited_are_still_known_and_not_for_ever(empty_url: str) -> None:
    database = Database(empty_url)
    _as_it_was(database)

    migrate(database)

    with database.engine.begin() as connection:
        (row,) = connection.execute(select(tables.calendar_link)).all()
    after = {"subject": "Norr", "invitees": BO}
    assert [row.wanted, row.written, row.base] == [after] * 3
    assert row.unsettled == {"fields": ["invitees", "subject"], "there": after}
    assert (row.revision, row.aliases, row.over_at) == (1, None, datetime(2026, 12, 19, 13, tzinfo=UTC))
    database.close()
