"""What the clock sends and what a person changes in the same moment: whoever is second, nothing is lost."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.acts.agendas.preparing import accept_item, set_minutes
from bot.acts.agendas.publishing import publish_agenda
from bot.acts.agendas.versions import ask_for_version
from bot.acts.desk import Desk
from bot.acts.items.attachments import keep_content
from bot.acts.items.incoming import attach
from bot.acts.meetings.planning import cancel_meeting, plan_meeting
from bot.model.agenda import AgendaLine
from bot.model.changes import as_sent
from bot.model.deadline import GATHERING
from bot.model.meeting import Meeting
from bot.model.seat import Standing
from storage.arena_store import SqlArenaStore
from storage.engine import Database
from storage.reserving import RESERVED
from storage.store import SqlStore, in_turn, unit_of_work
from tests.bot.sent_agenda import GATHERED, LATER, after_the_sending, in_group, sweep
from tests.bot.test_publishing import SENT_AT, accepted, paper
from tests.builders import NOW, a_chat, a_deadline, a_meeting, an_item, the_cast
from tests.databases import on_postgresql
from tests.storage.helpers import PATIENCE, aside, wait_until_blocked

Change = Callable[[SqlStore], object]
pytestmark = on_postgresql
in_either_order = pytest.mark.parametrize("clock_is_first", [True, False], ids=["clock", "person"])


def clock_at(now: datetime) -> Change:
    return lambda store: sweep(store, now=now)


def side_by_side(database: Database, clock: Change, person: Change, *, clock_is_first: bool) -> None:
    """The second begins when the first is about to be committed, and is tried again as the bot would."""
    first, second = (clock, person) if clock_is_first else (person, clock)
    with unit_of_work(database) as store:
        first(store)
        store.flush()
        with aside(lambda: in_turn(database, second)) as other:
            wait_until_blocked(database, unless=other)
            store.session.commit()
            other.result(PATIENCE)


def norr_of(store: SqlStore) -> SqlArenaStore:
    norr = store.within("norr")
    assert norr
    return norr


def asa_of(store: SqlStore) -> Standing:
    asa = store.person_by_email("asa@example.se")
    assert asa
    return norr_of(store).standing(asa, LATER.date())


def the_meeting(store: SqlStore) -> Meeting:
    return norr_of(store).meetings()[0]


def accept(title: str, now: datetime) -> Change:
    def change(store: SqlStore) -> None:
        norr = norr_of(store)
        item = next(each for each in norr.items_of(the_meeting(store)) if each.title == title)
        accept_item(store, norr, asa_of(store), item, now=now)

    return change


def lines_that_people_have(database: Database, now: datetime) -> list[AgendaLine]:
    """Once the clock has looked again."""
    with unit_of_work(database) as store:
        sweep(store, now=now)
        norr = norr_of(store)
        agenda = as_sent(norr.all_publications(the_meeting(store)), norr.arena.zone)
        assert agenda
        return list(agenda.lines)


@in_either_order
def test_an_item_accepted_while_the_agenda_goes_out_reaches_everybody(
    database: Database, clock_is_first: bool
) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(accepted(cast, "Budget", 1, 1))
        store.keep(an_item(cast.bo, "Skola", number=2, meeting=cast.meeting))
        store.keep(a_deadline(cast.meeting, due_at=SENT_AT))

    person = accept("Skola", SENT_AT)
    side_by_side(database, clock_at(SENT_AT), person, clock_is_first=clock_is_first)

    lines = lines_that_people_have(database, SENT_AT + GATHERING)
    assert [line.title for line in lines] == ["Budget", "Skola"]


@in_either_order
def test_an_item_accepted_while_a_supplement_goes_out_reaches_everybody(
    database: Database, clock_is_first: bool
) -> None:
    with unit_of_work(database) as store:
        cast = after_the_sending(store)
        for number, title in enumerate(("Sent", "Senare"), start=3):
            store.keep(an_item(cast.bo, title, number=number, meeting=cast.meeting))
        accept("Sent", LATER)(store)

    person = accept("Senare", GATHERED)
    side_by_side(database, clock_at(GATHERED), person, clock_is_first=clock_is_first)

    lines = lines_that_people_have(database, GATHERED + GATHERING)
    assert [line.title for line in lines] == ["Budget", "Skola", "Sent", "Senare"]


@in_either_order
def test_what_is_changed_while_a_new_version_goes_out_is_in_the_next(
    database: Database, clock_is_first: bool
) -> None:
    def timed(title: str, minutes: str, now: datetime) -> Change:
        def change(store: SqlStore) -> None:
            norr, asa, meeting = norr_of(store), asa_of(store), the_meeting(store)
            item = next(each for each in norr.items_of(meeting) if each.title == title)
            set_minutes(store, asa, item, minutes, now=now)
            store.flush()
            ask_for_version(store, norr, meeting, by=asa.person, now=now)

        return change

    with unit_of_work(database) as store:
        after_the_sending(store)
        timed("Skola", "30", LATER)(store)

    now = LATER + timedelta(seconds=1)
    person = timed("Budget", "45", now)
    side_by_side(database, clock_at(now), person, clock_is_first=clock_is_first)

    lines = lines_that_people_have(database, now)
    assert [line.minutes for line in lines] == [45, 30]


@in_either_order
def test_a_promised_file_that_comes_while_another_goes_out_goes_out_too(
    database: Database, clock_is_first: bool
) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(budget := accepted(cast, "Budget", 1, 1))
        budget.awaits_file = True
        norr, asa = norr_of(store), asa_of(store)
        publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)
        plan, map_ = (
            attach(store, asa, budget, file_id=name, name=name, size=10, now=LATER)
            for name in ("plan.pdf", "karta.pdf")
        )
        keep_content(store, norr, budget.id, plan.id, b"plan", now=LATER)

    def person(store: SqlStore) -> None:
        keep_content(store, norr_of(store), budget.id, map_.id, b"karta", now=GATHERED)

    side_by_side(database, clock_at(GATHERED), person, clock_is_first=clock_is_first)

    (line,) = lines_that_people_have(database, GATHERED + GATHERING)
    assert sorted(line.files) == ["karta.pdf", "plan.pdf"]


def test_a_meeting_cancelled_while_it_is_told_as_new_is_told_to_be_so(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(a_chat())
        desk = Desk(store=store, place=norr_of(store), now=NOW, through="chat", by=cast.asa)
        plan_meeting(desk, a_meeting(cast.norr, key="new", starts=cast.meeting.starts + timedelta(days=60)))
    morning = NOW + timedelta(days=1)

    def person(store: SqlStore) -> None:
        desk = Desk(store=store, place=norr_of(store), now=morning, through="chat", by=asa_of(store).person)
        cancel_meeting(desk, norr_of(store).meetings()[-1])

    side_by_side(database, clock_at(morning), person, clock_is_first=True)

    with unit_of_work(database) as store:
        told = [(each.text or "").splitlines()[1] for each in in_group(store)]
    assert [told[0].partition(":")[0], *(line.split()[-1] for line in told[1:])] == ["Nytt möte", "inställt."]


def test_whoever_begins_anew_has_the_arena_from_the_start(database: Database) -> None:
    tries = list[set[str]]()
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(an_item(cast.bo, "Skola", meeting=cast.meeting))
        store.keep(a_deadline(cast.meeting, due_at=SENT_AT))

    def person(store: SqlStore) -> None:
        tries.append(set(store.session.info.get(RESERVED, ())))
        accept("Skola", SENT_AT)(store)

    side_by_side(database, clock_at(SENT_AT), person, clock_is_first=True)

    assert tries == [set(), {"norr"}]
