"""What waited in a copy that was brought back: decided on once, and kept no longer than anything else."""

from datetime import timedelta

from sqlalchemy import select

from bot.model.dispatch import HOLDS_LINK
from storage import holding, inbox, tables
from storage.engine import Database
from tests.builders import NOW, a_dispatch
from tests.storage.sending import column, promise


def hold(database: Database) -> None:
    with database.session() as session:
        holding.hold(session, since=NOW, now=NOW)


def drop(database: Database) -> None:
    with database.session() as session:
        holding.drop(session, now=NOW)


def let_go(database: Database) -> None:
    with database.session() as session:
        holding.let_go(session, now=NOW)


def arrives(database: Database) -> None:
    with database.session() as session:
        inbox.take_in(session, 1, [inbox.Arrived(update_id=1, lane=1, payload="{}")], NOW)


def updates(database: Database) -> list[tuple[str, str | None]]:
    with database.session() as session:
        rows = session.execute(select(tables.inbox.c.state, tables.inbox.c.payload))
        return [(state, payload) for state, payload in rows]


def test_what_was_left_as_it_is_is_not_let_go_when_another_copy_is_brought_back(database: Database) -> None:
    promise(database, a_dispatch())
    arrives(database)
    hold(database)
    drop(database)

    hold(database)
    with database.session() as session:
        held = holding.held(session, NOW)
    let_go(database)

    assert held
    assert (held.messages, held.updates) == (0, 0)
    assert column(database, "state") == ["unknown"]
    assert updates(database) == [("set_aside", None)]


def test_a_reminder_that_is_never_sent_twice_is_held_once(database: Database) -> None:
    promise(database, a_dispatch(twice_is_better=False))
    hold(database)
    let_go(database)

    hold(database)
    with database.session() as session:
        held = holding.held(session, NOW)

    assert held
    assert held.never_twice == 0


def test_a_link_that_will_not_be_sent_is_kept_no_longer(database: Database) -> None:
    promise(database, a_dispatch(text="https://t.me/bot?start=hemligt", subject=HOLDS_LINK))
    promise(database, a_dispatch(text="Svar med länk", subject=HOLDS_LINK, twice_is_better=False))
    promise(database, a_dispatch(text="Hej!"))

    hold(database)
    drop(database)

    assert column(database, "text") == [None, None, "Hej!"]


def test_what_somebody_wrote_is_kept_until_it_is_decided_what_becomes_of_it(database: Database) -> None:
    arrives(database)
    hold(database)
    with database.session() as session:
        inbox.forget_set_aside(session, NOW + timedelta(days=30))
    let_go(database)

    assert updates(database) == [("waiting", "{}")]


def test_history_tells_when_things_were_held_and_what_was_decided(database: Database) -> None:
    hold(database)
    let_go(database)

    with database.session() as session:
        told = session.execute(select(tables.history.c.verb, tables.history.c.through)).all()

    assert [tuple(each) for each in told] == [
        ("held after restore", "command line"),
        ("let go after restore", "command line"),
    ]
