"""A group that became a supergroup: everything of it lies under the new id from then on."""

from bot.model.dispatch import DispatchKind
from bot.model.joining import Lodging
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_chat, a_dispatch, the_cast
from tests.storage.sending import BO, claim, column, promise, send

GROUP, SUPERGROUP, BOUND, UNBOUND = -1001, -100_2002, -1003, -1004


def test_a_moved_group_takes_along_what_is_promised_to_it(database: Database) -> None:
    receipt = a_dispatch(kind=DispatchKind.RECEIPT, callback_id="77", chat_id=GROUP)
    promise(database, a_dispatch(chat_id=GROUP), a_dispatch(chat_id=GROUP), receipt, a_dispatch(chat_id=BO))
    sent, *_ = claim(database)
    send(database, sent, 55)

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    assert column(database, "chat_id") == [GROUP, SUPERGROUP, SUPERGROUP, BO]
    assert column(database, "lane") == [f"c{GROUP}", f"c{SUPERGROUP}", "r77", f"c{BO}"]


def test_a_moved_group_stays_bound_and_keeps_those_who_were_seen_in_it(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(a_chat(chat_id=GROUP))
        for person in (cast.asa, cast.bo):
            store.note_presence(GROUP, person.telegram_id or 0, present=True)
        store.note_presence(SUPERGROUP, cast.bo.telegram_id or 0, present=True)

    for _ in ("said by the group", "said again when something is sent"):
        with unit_of_work(database) as store:
            store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        norr, chat = store.within("norr"), store.chat_by_telegram(SUPERGROUP)
        assert norr is not None
        assert chat is not None
        seen = [person.telegram_id in norr.seen_in(chat) for person in (cast.asa, cast.bo, cast.cilla)]
        assert (store.chat_by_telegram(GROUP), seen) == (None, [True, True, False])


def test_an_unbound_group_that_moves_is_left_under_its_new_id(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(Lodging(chat_id=GROUP, leave_at=NOW))

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        assert [lodging.chat_id for lodging in store.due_lodgings(NOW)] == [SUPERGROUP]


def test_a_group_may_move_where_the_bot_lodges_already(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(Lodging(chat_id=GROUP, leave_at=NOW))
        store.keep(Lodging(chat_id=SUPERGROUP, leave_at=NOW))

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        assert [lodging.chat_id for lodging in store.due_lodgings(NOW)] == [SUPERGROUP]


def test_a_bound_group_is_not_left_because_the_bot_was_added_before_it_moved(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)
        store.keep(a_chat(chat_id=GROUP))
        store.keep(Lodging(chat_id=SUPERGROUP, leave_at=NOW))

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        assert list(store.due_lodgings(NOW)) == []


def test_a_group_that_was_bound_once_is_left_under_its_new_id(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)
        store.keep(a_chat(chat_id=GROUP, lost_at=NOW))
        store.keep(Lodging(chat_id=GROUP, leave_at=NOW))

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        assert [lodging.chat_id for lodging in store.due_lodgings(NOW)] == [SUPERGROUP]


def test_other_groups_stay_as_they_are(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)
        store.keep(a_chat(chat_id=BOUND))
        for chat_id in (BOUND, UNBOUND):
            store.keep(Lodging(chat_id=chat_id, leave_at=NOW))

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        assert {lodging.chat_id for lodging in store.due_lodgings(NOW)} == {BOUND, UNBOUND}
