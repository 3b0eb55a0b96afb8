"""One commit of the outbox's worker: what has ended is closed, and what comes next is claimed."""

import logging
from collections.abc import Sequence
from typing import Any

import pytest

from bot.model.dispatch import Claimed, DispatchState
from handlers.rounds.delivery import LONGEST_SLEEP, Outcome, Turn, take_turn
from storage import outbox
from storage.engine import Database
from storage.store import SqlStore
from tests.builders import NOW, a_dispatch
from tests.storage.sending import column, promise

SENT, SENDING, PENDING = DispatchState.SENT, DispatchState.SENDING, DispatchState.PENDING


class Plain:
    """A route of messages without files."""

    mails, at_once, a_second = False, 16, 29

    def file_of(self, _store: SqlStore, _dispatch: Claimed) -> None:
        """Nothing goes with them."""

    def note_carried(self, *_carried: Any) -> None:
        """Nothing is learnt."""

    async def carry(self, *_dispatch: Any) -> Any:
        """Never: the turns are looked at alone."""
        raise NotImplementedError


def turn(database: Database, outcomes: Sequence[Outcome] = (), room: int = 16) -> Turn:
    return take_turn(database, Plain(), outcomes, room, NOW)


def arrived(dispatch: Claimed) -> Outcome:
    def write(store: SqlStore) -> None:
        outbox.mark_sent(store.session, dispatch, dispatch.id, now=NOW)

    return Outcome(dispatch=dispatch, write=write)


def stumbles(_store: SqlStore) -> None:
    raise ZeroDivisionError


def claimed(database: Database) -> list[Claimed]:
    return [dispatch for dispatch, _ in turn(database).claimed]


def test_closing_one_claims_the_next_of_its_chat_in_the_same_turn(database: Database) -> None:
    promise(database, a_dispatch(), a_dispatch())
    (first,) = claimed(database)

    again = turn(database, [arrived(first)])

    assert [dispatch.id for dispatch, _ in again.claimed] == [first.id + 1]
    assert column(database, "state") == [SENT, SENDING]


def test_no_room_closes_and_claims_nothing(database: Database) -> None:
    promise(database, a_dispatch(), a_dispatch())
    (first,) = claimed(database)

    again = turn(database, [arrived(first)], room=0)

    assert (again.claimed, column(database, "state")) == ((), [SENT, PENDING])


def test_one_that_another_took_over_leaves_the_others_their_outcome(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    promise(database, *(a_dispatch(chat_id=chat) for chat in (1, 2, 3)))
    one, two, three = claimed(database)
    with database.session() as session:
        outbox.mark_not_sent(session, two, "taken over", wait=600)

    with caplog.at_level(logging.WARNING):
        turn(database, [arrived(each) for each in (one, two, three)])

    assert column(database, "state") == [SENT, PENDING, SENT]
    assert "taken over by another worker" in caplog.text


def test_one_that_cannot_be_written_leaves_the_others_their_outcome(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    promise(database, *(a_dispatch(chat_id=chat) for chat in (1, 2)), a_dispatch(chat_id=1))
    one, two = claimed(database)

    again = turn(database, [arrived(one), Outcome(dispatch=one, write=stumbles), arrived(two)])

    assert column(database, "state") == [SENT, SENT, PENDING]
    assert "ZeroDivisionError" in caplog.text
    # What comes next is claimed in the turn after that, which is soon.
    assert again.claimed == ()
    assert again.pause < LONGEST_SLEEP


def test_where_nothing_waits_nothing_is_looked_for_soon(database: Database) -> None:
    assert turn(database) == Turn(claimed=[], pause=LONGEST_SLEEP)
