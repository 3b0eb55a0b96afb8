"""What health and the operator hear of the inbox: how much waits, since when, and what was set aside."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import inbox, tables
from storage.engine import Database
from storage.inbox import Arrived, Waiting
from storage.types import Epoch
from tests.builders import NOW
from tests.storage.sending import BO, Wait
from tests.storage.test_inbox import an_update, deliver, fail, handle


def numbers(database: Database, minutes: int = 0) -> tuple[int, float, int]:
    """How many wait, the seconds of the oldest, how many are set aside; so much later."""
    now = NOW + timedelta(minutes=minutes)
    with database.session() as session:
        waits, oldest = inbox.count_waiting(session), inbox.oldest_waiting(session, now)
        return waits, oldest, inbox.count_set_aside(session)


def deliver_later(database: Database, minutes: int, *arrived: Arrived) -> None:
    with database.session() as session:
        inbox.take_in(session, 7, arrived, NOW + timedelta(minutes=minutes))


def set_aside(database: Database) -> None:
    while not fail(database):
        pass


def test_the_oldest_that_waits_says_for_how_long(database: Database) -> None:
    assert numbers(database) == (0, 0.0, 0)
    deliver(database, an_update(1))
    deliver_later(database, 5, an_update(2), an_update(3))

    assert numbers(database, minutes=6) == (3, 360.0, 0)
    handle(database)
    assert numbers(database, minutes=6) == (2, 60.0, 0)
    assert numbers(database) == (2, 0.0, 0)


def test_what_is_set_aside_waits_no_more_and_is_counted_while_its_words_are_kept(database: Database) -> None:
    deliver(database, an_update(1), an_update(2, lane=9))
    handled = handle(database)
    set_aside(database)

    assert handled
    assert numbers(database) == (0, 0.0, 1)
    with database.session() as session:
        inbox.forget_set_aside(session, NOW + timedelta(days=8))
    assert numbers(database) == (0, 0.0, 0)


def clock(session: Session) -> float:
    return session.execute(select(Epoch())).scalar_one()


def rest_after(database: Database, tries: int) -> Wait:
    """For how long an update rests that fails once more."""
    with database.session() as session:
        before = clock(session)
        inbox.stumble(session, Waiting(id=1, lane=BO, payload="{}", tries=tries), "Stumbled")
        ends = session.execute(select(tables.inbox.c.not_before)).scalar_one()
        return Wait(shortest=ends - clock(session), longest=ends - before)


def test_each_failed_try_rests_twice_as_long_as_the_one_before(database: Database) -> None:
    deliver(database, an_update(1))

    rests = [rest_after(database, tries) for tries in range(4)]

    assert [seconds in rest for seconds, rest in zip((0.4, 0.8, 1.6, 3.2), rests, strict=True)] == [True] * 4


def test_what_is_held_is_counted_and_keeps_why_it_was_left(database: Database) -> None:
    deliver(database, an_update(1), an_update(2))
    with database.session() as session:
        inbox.hold(session)
        held = inbox.count_held(session)
        inbox.leave(session, "left as it is")
        left = inbox.count_held(session)
        why = set(session.scalars(select(tables.inbox.c.error)))

    assert (held, left, why) == (2, 0, {"left as it is"})


def test_what_is_let_go_has_all_its_tries_again(database: Database) -> None:
    deliver(database, an_update(1))
    assert [fail(database) for _ in range(4)] == [False] * 4
    with database.session() as session:
        inbox.hold(session)
        inbox.let_go(session)

    assert [fail(database) for _ in range(5)] == [False] * 4 + [True]
