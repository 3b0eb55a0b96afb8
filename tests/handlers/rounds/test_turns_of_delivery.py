"""One commit of the outbox's worker: what has ended is closed, and what comes next is claimed."""

import logging
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.model.dispatch import Claimed, DispatchState
from handlers.rounds import delivery
from handlers.rounds.delivery import LONGEST_SLEEP, Outcome, Turn, take_turn
from storage import outbox
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import NOW, a_dispatch, a_joined_person, an_arena
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


class Lame(Plain):
    """A route whose files cannot be read."""

    def file_of(self, _store: SqlStore, _dispatch: Claimed) -> None:
        """Stumbles."""
        raise ZeroDivisionError


def turn(
    database: Database, outcomes: Sequence[Outcome] = (), room: int = 16, route: Plain | None = None
) -> Turn:
    return take_turn(database, route or Plain(), outcomes, room, NOW)


def arrived(dispatch: Claimed) -> Outcome:
    def write(store: SqlStore) -> None:
        outbox.mark_sent(store.session, dispatch, dispatch.id, now=NOW)

    return Outcome(dispatch=dispatch, write=write)


def stumbles(_store: SqlStore) -> None:
    raise ZeroDivisionError


def finds_nobody(_store: SqlStore) -> None:
    raise OperationalError("UPDATE", {}, SimpleNamespace(sqlstate=None))  # type: ignore[arg-type]


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


def test_while_the_database_is_away_no_outcome_is_given_up(database: Database) -> None:
    promise(database, *(a_dispatch(chat_id=chat) for chat in (1, 2)))
    one, two = claimed(database)
    tries = iter([stumbles, finds_nobody])
    away, later = (
        Outcome(dispatch=two, write=finds_nobody),
        Outcome(dispatch=two, write=lambda store: next(tries)(store)),
    )

    for outcomes in ([arrived(one), away], [later]):
        with pytest.raises(OperationalError):
            turn(database, outcomes)

    assert column(database, "state") == [SENDING, SENDING]


def test_what_goes_wrong_where_nothing_had_ended_is_told(database: Database) -> None:
    promise(database, a_dispatch())

    with pytest.raises(ZeroDivisionError):
        turn(database, route=Lame())

    assert column(database, "state") == [PENDING]


def test_where_all_room_is_taken_nothing_is_looked_for_before_something_ends(database: Database) -> None:
    promise(database, *(a_dispatch(chat_id=chat) for chat in (1, 2)))

    assert turn(database, room=1).pause == LONGEST_SLEEP


def test_behind_what_nobody_may_get_any_more_the_next_is_looked_for_at_once(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(an_arena())
        store.keep(david := a_joined_person("David Dahl", 4))
        store.flush()
        facts: dict[str, Any] = {"arena_id": "norr", "person_id": david.id, "chat_id": 4}
    promise(database, a_dispatch(**facts), a_dispatch(**facts))

    assert turn(database) == Turn(claimed=[], pause=0.0)
    assert column(database, "state") == [DispatchState.WITHDRAWN, PENDING]


def test_what_waits_a_moment_is_not_looked_for_without_rest(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "SHORTEST_SLEEP", LONGEST_SLEEP - 1)
    promise(database, a_dispatch())
    (only,) = claimed(database)
    with database.session() as session:
        outbox.put_back(session, only, LONGEST_SLEEP - 2)

    assert turn(database).pause == LONGEST_SLEEP - 1


def test_where_nothing_waits_nothing_is_looked_for_soon(database: Database) -> None:
    assert turn(database) == Turn(claimed=[], pause=LONGEST_SLEEP)
