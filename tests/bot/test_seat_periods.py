"""A seat from one day to another: who has it, who is asked, and what a file says of it."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.acts.people.inviting import roster
from bot.acts.people.rosters import roster_of
from bot.acts.sending.audience import audience
from bot.model.seat import RoleKind
from storage.engine import Database
from storage.menus import roles_by_account
from tests.bot.loading_room import ARENA, BO, NOW, ROLE, Room

TODAY = NOW.date()
SPRING = date(2027, 3, 1)
EVE = SPRING - timedelta(days=1)
IN_SPRING = datetime(2027, 3, 1, 12, tzinfo=UTC)
COMING = BO + "from = 2027-03-01\n"
ENDING = BO + "to = 2027-02-28\n"


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    return Room(database, tmp_path)


def seen(room: Room, day: date) -> tuple[list[str], int, list[str], set[RoleKind]]:
    """On that day: the seats of /deltagare, how many are vacant, who gets what is sent, and the roles."""
    with room.norr() as (_, place):
        shown = roster_of(place, day)
        told = [each.person.name for each in audience(place, [day]).recipients]
        roles = {kind for each in place.standings(day) for kind in each.roles}
        return [row.seat.key for row in shown.rows], shown.vacant, told, roles


NOTHING: tuple[list[str], int, list[str], set[RoleKind]] = ([], 0, [], set())
HELD = (["buv"], 0, ["Bo Ek"], {RoleKind.PREPARER})


def test_a_seat_that_has_not_begun_gives_nobody_anything(room: Room) -> None:
    room.load(ARENA + COMING + ROLE)

    assert [seen(room, day) for day in (TODAY, EVE, SPRING)] == [NOTHING, NOTHING, HELD]


def test_a_seat_that_has_ended_gives_nobody_anything(room: Room) -> None:
    room.load(ARENA + ENDING + ROLE)

    assert [seen(room, day) for day in (TODAY, EVE, SPRING)] == [HELD, HELD, NOTHING]


def test_what_one_person_may_follows_the_seat_too(room: Room) -> None:
    room.load(ARENA + COMING + ROLE)

    with room.norr() as (store, place):
        bo = store.person_by_email("bo@region.example")
        assert bo
        found = [place.standing(bo, day).is_someone for day in (EVE, SPRING)]

    assert found == [False, True]


def test_a_vacant_seat_counts_from_its_first_day_to_its_last(room: Room) -> None:
    vacant = BO[: BO.index("holder")] + "from = 2027-03-01\nto = 2027-03-31\n"
    room.load(ARENA + vacant)

    days = (EVE, SPRING, date(2027, 3, 31), date(2027, 4, 1))
    assert [seen(room, day)[:2] for day in days] == [([], 0), (["buv"], 1), (["buv"], 1), ([], 0)]


def test_whoever_is_to_have_a_coming_seat_can_be_invited_before(room: Room) -> None:
    room.load(ARENA + COMING)

    with room.norr() as (_, place):
        assert [person.name for person in roster(place, TODAY)] == ["Bo Ek"]


def test_whose_seat_has_ended_is_invited_no_more_whatever_was_registered(room: Room) -> None:
    room.load(ARENA + BO)
    with room.norr() as (_, place):
        (seat,) = place.seats()
        seat.ends = SPRING

    with room.norr() as (_, place):
        assert [len(roster(place, day)) for day in (EVE, SPRING)] == [1, 0]


def test_a_deputy_has_days_of_its_own(room: Room) -> None:
    deputy = (
        '[[deputy]]\nid = "s"\nseats = ["buv"]\nfrom = 2027-03-01\n'
        'holder = { name = "Dan Alm", email = "dan@region.example" }\n'
    )
    room.load(ARENA + BO + deputy)

    with room.norr() as (_, place):
        deputies = [
            [each.person.name for each in place.standings(day) if each.deputy_seats] for day in (EVE, SPRING)
        ]

    assert deputies == [[], ["Dan Alm"]]


def test_the_menu_shows_the_role_of_a_seat_that_there_is(room: Room) -> None:
    room.load(ARENA + COMING + ROLE)
    room.joins("bo@region.example")
    with room.norr() as (_, place):
        (tenure,) = place.tenures()
        tenure.begins = TODAY

    with room.norr() as (store, _):
        noons = [datetime.combine(day, time(12), UTC) for day in (EVE, SPRING)]
        found = [dict(roles_by_account(store.session, noon)) for noon in noons]

    assert found == [{}, {2002: {RoleKind.PREPARER}}]


@pytest.mark.parametrize("said", [COMING, ENDING, COMING + "to = 2027-12-31\n"])
def test_the_same_days_twice_change_nothing(room: Room, said: str) -> None:
    room.load(ARENA + said)

    assert not room.load(ARENA + said)
    assert not room.load(ARENA + said, IN_SPRING)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("from = 2027-04-01\n", date(2027, 4, 1)),
        ("from = 2027-02-01\n", date(2027, 2, 1)),
        ("from = 2026-10-01\n", TODAY),
        ("", TODAY),
    ],
)
def test_whoever_was_to_have_it_from_its_first_day_has_it_from_another(
    room: Room, line: str, first: date
) -> None:
    room.load(ARENA + COMING)
    room.load(ARENA + BO + line)

    with room.norr() as (_, place):
        (tenure,) = place.tenures()
        assert (tenure.begins, tenure.covers(first), tenure.covers(first - timedelta(days=1))) == (
            first,
            True,
            False,
        )


def test_a_first_day_after_somebody_began_takes_their_rights_and_not_the_record(room: Room) -> None:
    room.load(ARENA + BO)
    room.load(ARENA + COMING)

    with room.norr() as (_, place):
        (tenure,) = place.tenures()
        assert (tenure.begins, tenure.covers(TODAY), tenure.covers(SPRING)) == (TODAY, False, True)


def test_a_coming_seat_that_the_file_drops_never_was(room: Room) -> None:
    room.load(ARENA + COMING)
    room.load(ARENA)

    assert [seen(room, day) for day in (TODAY, SPRING)] == [NOTHING, NOTHING]
    assert not room.load(ARENA, IN_SPRING)


def test_two_versions_of_a_seat_set_follow_each_other(room: Room) -> None:
    """As SamReKo HSI's two: one goes, one stays, one comes (seeds 000:136-140 and 003:160-164)."""
    stays = '[[seat]]\nid = "primarvard"\ntitle = "Primärvård"\n'
    came = '[[seat]]\nid = "bum"\ntitle = "Barnmedicin"\nfrom = 2027-03-01\n'
    room.load(ARENA + ENDING + stays + came)

    keys = [seen(room, day)[0] for day in (EVE, SPRING)]
    assert keys == [["buv", "primarvard"], ["primarvard", "bum"]]
