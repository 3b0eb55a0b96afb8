"""Questions that nobody answered."""

from datetime import timedelta

from bot.model.dialogue import Dialogue
from storage import questions, tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW


def a_question(chat_id: int, expired: timedelta) -> Dialogue:
    return Dialogue(chat_id=chat_id, telegram_id=chat_id, flow="title", expires_at=NOW - expired)


def test_what_nobody_answered_is_forgotten_a_day_after_it_ran_out(database: Database) -> None:
    with unit_of_work(database) as store:
        store.ask(a_question(1, timedelta(hours=25)))
        store.ask(a_question(2, timedelta(hours=23)))

    with database.session() as session:
        questions.forget_old(session, NOW)

    with database.session() as session:
        assert list(
            session.scalars(tables.dialogue.select().with_only_columns(tables.dialogue.c.chat_id))
        ) == [2]
