"""What somebody is who is co-opted: to which meeting, to which item, and until when."""

from datetime import date, timedelta

import pytest

from bot.model.item import ItemState
from bot.model.seat import Standing
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import NOW, TODAY, Cast, a_co_option, a_meeting, a_person, an_item, the_cast

THE_DAY = date(2026, 12, 17)


def eva_is_co_opted(store: SqlStore, cast: Cast) -> Standing:
    """To the meeting, and to an item of it."""
    eva, item = a_person("Eva Ek"), an_item(cast.bo, meeting=cast.meeting)
    for thing in (eva, item):
        store.keep(thing)
    store.flush()
    store.keep(a_co_option(eva, cast.asa, meeting=cast.meeting))
    store.keep(a_co_option(eva, cast.asa, item=item))
    store.flush()
    return Standing(person=eva, co_opted_to=frozenset({cast.meeting.id}), co_opted_items=frozenset({item.id}))


def test_a_co_option_ends_by_itself_after_the_day_of_the_meeting(database: Database) -> None:
    with unit_of_work(database) as store:
        eva = eva_is_co_opted(store, the_cast(store))
        place = store.within("norr")
        assert place

        on_days = [place.standing(eva.person, THE_DAY + timedelta(days=days)) for days in (0, 1)]

        assert on_days == [eva, Standing(person=eva.person)]


def test_whoever_is_co_opted_is_nobody_among_the_members(database: Database) -> None:
    with unit_of_work(database) as store:
        eva = eva_is_co_opted(store, the_cast(store))
        place = store.within("norr")
        assert place

        names = [each.person.name for each in place.standings(TODAY)]

        assert (eva.is_someone, eva.is_co_opted, names) == (False, True, ["Bo Berg", "Åsa Öberg"])


def test_a_co_option_to_an_item_follows_it_to_another_meeting(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        eva = eva_is_co_opted(store, cast)
        place = store.within("norr")
        assert place
        later = a_meeting(cast.norr, key="later", starts=cast.meeting.starts + timedelta(days=60))
        store.keep(later)
        item = place.item(next(iter(eva.co_opted_items)))
        assert item
        item.meeting = later
        store.flush()

        left = [len(place.co_options_of(each)) for each in (cast.meeting, later)]

        after = place.standing(eva.person, THE_DAY + timedelta(days=1))
        assert (left, after.co_opted_to, after.co_opted_items) == ([1, 1], frozenset(), eva.co_opted_items)


def test_a_co_option_to_an_item_does_not_go_with_it_to_another_arena(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        eva = eva_is_co_opted(store, cast)
        norr, syd = store.within("norr"), store.within("syd")
        assert norr
        assert syd
        item = norr.item(next(iter(eva.co_opted_items)))
        assert item
        item.arena_id, item.meeting = "syd", cast.davids_meeting
        store.flush()

        found = [place.standing(eva.person, TODAY).co_opted_items for place in (norr, syd)]

        assert found == [frozenset(), frozenset()]


@pytest.mark.parametrize("state", ItemState)
def test_a_co_option_to_an_item_ends_unless_it_comes_up(database: Database, state: ItemState) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        eva = eva_is_co_opted(store, cast)
        place = store.within("norr")
        assert place
        item = place.item(next(iter(eva.co_opted_items)))
        assert item
        to_item = next(each for each in place.co_opted(eva.person, TODAY) if each.item)
        item.state = state
        store.flush()

        found = place.standing(eva.person, TODAY).co_opted_items

        comes_up = state in (ItemState.INCOMING, ItemState.ACCEPTED, ItemState.TREATED)
        assert (bool(found), to_item.is_in_force(TODAY)) == (comes_up, comes_up)


def test_what_was_taken_back_is_in_force_no_more(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        eva = eva_is_co_opted(store, cast)
        place = store.within("norr")
        assert place
        for each in place.co_opted(eva.person, TODAY):
            each.withdraw(cast.asa, NOW)
        store.flush()

        assert place.standing(eva.person, TODAY) == Standing(person=eva.person)
        assert store.co_opting_arenas_of(eva.person, NOW) == []


def test_an_arena_invites_whoever_is_a_member_elsewhere(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(a_co_option(cast.david, cast.asa, meeting=cast.meeting))
        store.flush()

        arenas = [store.arenas_of(cast.david, NOW), store.co_opting_arenas_of(cast.david, NOW)]

        assert [[arena.id for arena in each] for each in arenas] == [["syd"], ["norr"]]
