"""What goes in comes out the same from both databases: instants above all."""

from datetime import UTC, date, datetime, timedelta, timezone
from time import time
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.model.dispatch import Button, Dispatch, DispatchKind
from bot.model.joining import Lodging
from bot.model.meeting import Meeting, MeetingKind
from bot.model.seat import Seat, SeatKind
from storage import tables
from storage.engine import Database
from storage.store import unit_of_work
from storage.types import Epoch
from tests.builders import a_dispatch, a_meeting, a_seat, an_arena

STOCKHOLM = ZoneInfo("Europe/Stockholm")
# On 2026-10-25 the clock shows 02.30 twice.
FIRST_HALF_PAST_TWO = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM, fold=0)
SECOND_HALF_PAST_TWO = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM, fold=1)
INSTANTS = {
    "utc": datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
    "stockholm": datetime(2026, 7, 1, 13, 0, tzinfo=STOCKHOLM),
    "microseconds": datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC),
    "another offset": datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
    "first 02.30": FIRST_HALF_PAST_TWO,
    "second 02.30": SECOND_HALF_PAST_TWO,
    "the hour that is not": datetime(2027, 3, 28, 2, 30, tzinfo=STOCKHOLM),
}


def keep_instants(database: Database, *instants: datetime) -> None:
    with unit_of_work(database) as store:
        for chat_id, instant in enumerate(instants):
            store.keep(Lodging(chat_id=chat_id, leave_at=instant))


def kept_instants(database: Database) -> list[datetime]:
    """In the order of the database."""
    column = tables.lodging.c.leave_at
    with database.session() as session:
        return list(session.scalars(select(column).order_by(column)))


@pytest.mark.parametrize("instant", INSTANTS.values(), ids=INSTANTS)
def test_an_instant_comes_back_as_the_same_one_in_utc(database: Database, instant: datetime) -> None:
    keep_instants(database, instant)

    (kept,) = kept_instants(database)

    assert (kept, kept.tzinfo) == (instant.astimezone(UTC), UTC)


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="an instant needs a time zone"):
        keep_instants(database, datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001 (that is what is refused)


def test_the_double_hour_is_kept_apart_and_in_order(database: Database) -> None:
    keep_instants(database, SECOND_HALF_PAST_TWO, FIRST_HALF_PAST_TWO)

    kept = kept_instants(database)

    assert kept == [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]


def test_a_query_between_the_two_halves_past_two_finds_the_first_alone(database: Database) -> None:
    keep_instants(database, FIRST_HALF_PAST_TWO, SECOND_HALF_PAST_TWO)

    with unit_of_work(database) as store:
        due = store.due_lodgings(FIRST_HALF_PAST_TWO.astimezone(UTC) + timedelta(minutes=59))

    assert [lodging.chat_id for lodging in due] == [0]


def test_an_instant_is_due_at_its_own_microsecond(database: Database) -> None:
    exact = INSTANTS["microseconds"]
    keep_instants(database, exact)

    with unit_of_work(database) as store:
        due = [len(store.due_lodgings(exact - timedelta(microseconds=step))) for step in (1, 0)]

    assert due == [0, 1]


def test_a_meeting_keeps_the_wall_time_that_people_agreed_on(database: Database) -> None:
    starts = datetime(2027, 3, 28, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)
    with unit_of_work(database) as store:
        arena = an_arena()
        store.keep(arena)
        store.keep(a_meeting(arena, starts=starts, kind=MeetingKind.STRATEGY))

    with unit_of_work(database) as store:
        (meeting,) = store.session.scalars(select(Meeting))
        kept = (meeting.starts, meeting.starts_at, meeting.kind)

    assert kept == (starts, datetime(2027, 3, 28, 11, 0, tzinfo=UTC), MeetingKind.STRATEGY)


def test_a_seat_comes_back_with_its_kind_list_and_day(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(an_arena())
        store.flush()
        store.keep(
            a_seat(kind=SeatKind.DEPUTY, stands_in_for=["ordförande", "ledamot"], ends=date(2026, 12, 31))
        )

    with unit_of_work(database) as store:
        (seat,) = store.session.scalars(select(Seat))

    assert seat.kind is SeatKind.DEPUTY
    assert (seat.stands_in_for, seat.ends) == (["ordförande", "ledamot"], date(2026, 12, 31))


def test_a_kind_that_nobody_knows_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="not among the defined enum"), unit_of_work(database) as store:
        store.promise(a_dispatch(kind="telegram"))


def test_buttons_come_back_as_they_were(database: Database) -> None:
    rows = [[Button(text="Ja", action="yes", arena_id="norr", thing=2**40)], [Button(text="→", start="hej")]]
    with unit_of_work(database) as store:
        store.promise(a_dispatch("card", buttons=rows, kind=DispatchKind.EDIT))

    with unit_of_work(database) as store:
        (dispatch,) = store.session.scalars(select(Dispatch))

    assert (dispatch.buttons, dispatch.kind) == (rows, DispatchKind.EDIT)


def test_a_telegram_id_may_be_longer_than_32_bits(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(Lodging(chat_id=-1_009_999_999_999, leave_at=INSTANTS["utc"]))

    with unit_of_work(database) as store:
        assert store.lodging(-1_009_999_999_999) is not None


def test_the_databases_own_clock_counts_seconds_since_1970(database: Database) -> None:
    with database.session() as session:
        now = session.execute(select(Epoch())).scalar_one()

    assert now == pytest.approx(time(), abs=5)
