"""Gathers the evidence once the story is over: the stand-in's ledger and the bot's database, read apart."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.texts import plain, say
from handlers.demo.days import ZONE
from handlers.demo.evidence import Due, Entry, Evidence, Promised, Seals, Sent
from handlers.demo.look import Look
from handlers.demo.stage import Stage
from integrations.botapi import Call
from storage import sealing, tables
from storage.engine import Database


def gather(stage: Stage) -> Evidence:
    """What the ledger, the database and the story's own notes say; the bot has ended."""
    look, calls, notes = stage.look, list(stage.world.ledger), stage.notes
    meeting_id = look.rows(tables.meeting)[0].id
    polls = [call for call in calls if call.method.lower() == "getupdates" and call.accepted]
    last_offset = max(int(call.params.get("offset") or 0) for call in polls)
    updates = frozenset(range(stage.first_update, stage.world.next_update_id))
    return Evidence(
        updates=updates,
        confirmed=frozenset(number for number in updates if number < last_offset),
        handed_out=Counter(update["update_id"] for call in polls for update in call.result),
        inbox={row.update_id: row.state for row in look.rows(tables.inbox)},
        acts=dict(notes.acts),
        history=tuple(_history(look)),
        proposed=tuple(notes.proposed),
        items=tuple(row.title for row in look.rows(tables.item)),
        sent=tuple(_sent(call) for call in calls if call.accepted),
        refused=tuple(f"{call.method}: {call.description}" for call in calls if call.status == 403),
        promised=tuple(_promised(look)),
        copy_mark=plain(say("may_be_a_copy")),
        parts=tuple(notes.parts),
        race=notes.the_race(),
        meeting=stage.days.meeting,
        published=tuple(_published(look, meeting_id)),
        dues=tuple(_dues(look, meeting_id)),
        ended_at=stage.clock.now(),
        cast=notes.the_cast(),
        seals=sealed_and_tried(stage.database_file, stage.home / "copy.db", stage.clock.now()),
    )


def _history(look: Look) -> Iterator[Entry]:
    for row in look.rows(tables.history):
        yield Entry(verb=row.verb, through=row.through, has_person=row.person_id is not None)


def _sent(call: Call) -> Sent:
    shown: dict[str, Any] = call.result if isinstance(call.result, dict) else {}
    chat_id = call.chat_id
    return Sent(
        seq=call.seq,
        at=call.at,
        method=call.method,
        chat_id=chat_id if isinstance(chat_id, int) else None,
        message_id=shown.get("message_id"),
        text=str(shown.get("text", shown.get("caption", call.params.get("text", "")))),
        file=str(shown.get("document", {}).get("file_name", "")),
    )


def _promised(look: Look) -> Iterator[Promised]:
    for row in look.rows(tables.dispatch):
        yield Promised(
            id=row.id,
            kind=row.kind.value,
            state=row.state.value,
            chat_id=row.chat_id,
            message_id=row.message_id,
            copies=row.copies,
            subject=row.subject,
        )


def _published(look: Look, meeting_id: int) -> Iterator[datetime]:
    for row in look.rows(tables.publication, tables.publication.c.meeting_id == meeting_id):
        yield row.published_at.astimezone(ZONE)


def _dues(look: Look, meeting_id: int) -> Iterator[Due]:
    for row in look.rows(tables.deadline, tables.deadline.c.meeting_id == meeting_id):
        yield Due(kind=row.kind.value, due_at=row.due_at, done_at=row.done_at, outcome=row.outcome)


def sealed_and_tried(database_file: Path, copy: Path, now: datetime) -> Seals:
    """Seal what the bot had no minute left to seal; then change one line in a copy and see if it shows.

    The bot seals once a minute by the machine's clock, and the story is over before that.
    """
    broken = _seal(database_file, now)
    look = Look(database_file)
    sealed = sum(row.entries for row in look.rows(tables.seal))
    look.close()
    _copy(database_file, copy)
    _tamper(copy)
    return Seals(sealed=sealed, broken=len(broken), tampering_noticed=bool(_broken(copy)))


def _seal(file: Path, now: datetime) -> list[int]:
    database = Database(f"sqlite:///{file}")
    try:
        # The first round notes how far history reaches, the second seals up to there.
        for _ in range(2):
            with database.session() as session:
                sealing.seal(session, now, round_seconds=0.0)
    finally:
        database.close()
    return _broken(file)


def _broken(file: Path) -> list[int]:
    database = Database(f"sqlite:///{file}")
    try:
        with database.session() as session:
            return sealing.broken_seals(session)
    finally:
        database.close()


def _copy(file: Path, copy: Path) -> None:
    source, target = sqlite3.connect(file), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()


def _tamper(copy: Path) -> None:
    """What somebody with the file in their hands might do: say that an item was never declined."""
    connection = sqlite3.connect(copy)
    with connection:
        connection.execute("UPDATE history SET verb = 'accepted' WHERE verb = 'declined'")
    connection.close()
