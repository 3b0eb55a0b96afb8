"""Whatever is registered, taken back and loaded: who has a seat on which day, and rights with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import integers, none, sampled_from

from bot.acts.desk import Desk
from bot.acts.replacements.due import change_holders
from bot.acts.replacements.registering import register, undo
from bot.acts.replacements.replacing import report
from bot.acts.replacements.seating import seat_person, vacate
from bot.model.replacementdraft import ReplacementDraft
from bot.model.seat import RoleKind
from bot.refusals import Refusal
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, TODAY, a_joined_person, a_person, a_role, a_seat, a_tenure, an_arena

SEATS, PEOPLE = ("ett", "två"), ("Bo", "Cilla", "Karin")
HORIZON = range(-400, 400, 3)
RIGHTS_EVERY = 24
QUICK: Any = {
    "max_examples": 15,
    "stateful_step_count": 10,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
}
_numbers = count(1)
# Who has the seat on each day.
Held = dict[date, str | None]
# By the number of each leaving: who would have it without.
Leavings = dict[int, Held]


class Tenures(RuleBasedStateMachine):
    """`held` is what we know ourselves: who has each seat on each day, as a list of (from, who) changes."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.number = next(_numbers)
        self.arena_id = f"arena-{self.number}"
        self.now = NOW
        self.held: dict[str, Held] = {}
        self.leavings: dict[str, Leavings] = {key: {} for key in SEATS}
        self.undoable: list[tuple[int, str, Held, Leavings]] = []
        with unit_of_work(self.database) as store:
            store.keep(an_arena(id=self.arena_id, short=self.arena_id))
            store.flush()
            asa = a_joined_person("Åsa", self.number, email=f"asa{self.number}@example.se")
            people = [a_person(name, email=self.address(name)) for name in PEOPLE]
            store.session.add_all([asa, *people, a_role(RoleKind.SECRETARY, self.arena_id, person=asa)])
            for key, person in zip(SEATS, people, strict=False):
                seat = a_seat(self.arena_id, key=key)
                store.keep(seat)
                store.keep(a_tenure(seat, person))
                began = date(2026, 1, 1)
                self.held[key] = {day: person.name if day >= began else None for day in self.days()}

    @staticmethod
    def days() -> list[date]:
        """Every third day for a year and more, back and ahead; changes happen on these days alone."""
        return [TODAY + timedelta(days=number) for number in HORIZON]

    def address(self, name: str) -> str:
        """Nobody of this arena is anybody of another."""
        return f"{name.casefold()}{self.number}@example.se"

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Åsa's, in a unit of work of its own."""
        with unit_of_work(self.database) as store:
            place = store.within(self.arena_id)
            asa = store.person_by_email(f"asa{self.number}@example.se")
            assert place
            yield Desk(store=store, place=place, now=self.now, through="chat", by=asa)

    def changed(self, key: str, since: date, who: str | None) -> None:
        """From that day on the seat is theirs, and would be without a leaving that was registered before."""
        for held in (self.held[key], *self.leavings[key].values()):
            for day in held:
                if day >= since:
                    held[day] = who

    @rule(key=sampled_from(SEATS), who=none() | sampled_from(PEOPLE), ahead=integers(-20, 40))
    def is_registered(self, key: str, who: str | None, ahead: int) -> None:
        begins = self.now.date() + timedelta(days=3 * ahead)
        before = dict(self.held[key])
        leavings = {each: dict(held) for each, held in self.leavings[key].items()}
        email = self.address(who) if who else None
        try:
            with self.desk() as desk:
                assert desk.by
                (seat,) = [each for each in desk.place.seats() if each.key == key]
                draft = ReplacementDraft(
                    seat_id=seat.id, name=who, email=email, is_unknown=who is None, begins=begins
                )
                standing = desk.place.standing(desk.by, desk.today)
                replacement = report(desk, standing, draft)
                gives_way = not replacement.is_return
                overtakes = [
                    each
                    for each in desk.place.replacements_under_way()
                    if gives_way
                    and each.seat is seat
                    and each.is_to_come
                    and not each.is_known
                    and each.begins > desk.today
                    and self._is_vacant(key, since=each.begins)
                ]
                register(desk, replacement, bot_name="bot")
                number, given_way = replacement.id, [each.id for each in overtakes]
        except Refusal:
            return
        self._overtake(key, given_way)
        without = dict(self.held[key])
        self.changed(key, begins, who)
        self.leavings[key][number] = without
        self.undoable.append((number, key, before, leavings))

    def _is_vacant(self, key: str, *, since: date) -> bool:
        """Nobody comes after the leaving; where somebody does, the time between was meant."""
        return not any(who for day, who in self.held[key].items() if day >= since)

    def _overtake(self, key: str, given_way: list[int]) -> None:
        """A leaving without a name gives way to the name: the seat is as it was before it."""
        for number, before in self.leavings[key].items():
            if number in given_way:
                self.held[key] = dict(before)

    @rule()
    def is_taken_back(self) -> None:
        if not self.undoable:
            return
        number, key, before, leavings = self.undoable.pop()
        try:
            with self.desk() as desk:
                replacement = desk.place.replacement(number)
                assert replacement
                undo(desk, replacement)
        except Refusal:
            return
        self.held[key], self.leavings[key] = before, leavings

    @rule(key=sampled_from(SEATS), who=none() | sampled_from(PEOPLE))
    def a_file_says(self, key: str, who: str | None) -> None:
        with self.desk() as desk:
            (seat,) = [each for each in desk.place.seats() if each.key == key]
            person = desk.store.person_by_email(self.address(who)) if who else None
            if person:
                seat_person(desk, seat, person)
            else:
                vacate(desk, seat)
        self.changed(key, self.now.date(), who)
        # What was registered before stands no longer as it was left.
        self.leavings[key] = {}
        self.undoable = [each for each in self.undoable if each[1] != key]

    @rule(days=integers(1, 10))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=3 * days)
        self.undoable = []
        with unit_of_work(self.database) as store:
            change_holders(store, self.arena_id, now=self.now)

    @invariant()
    def seats_are_held_as_we_know_and_rights_follow(self) -> None:
        with self.desk() as desk:
            tenures = desk.place.tenures()
            for day in self.days():
                on_day = [(each.seat.key, each.person.name) for each in tenures if each.covers(day)]
                known = [(key, who) for key in SEATS if (who := self.held[key][day])]
                assert sorted(on_day) == sorted(known), day
            for day in self.days()[::RIGHTS_EVERY]:
                seated = {each.person.name for each in desk.place.standings(day) if each.seats}
                assert seated == {self.held[key][day] for key in SEATS} - {None}, day


def tenures_in(database: Database) -> type[Tenures]:
    class Here(Tenures):
        pass

    Here.database = database
    return Here


def test_a_gap_that_a_return_confirmed_stays_when_the_return_is_called_off(database: Database) -> None:
    story = tenures_in(database)()
    story.is_registered(key="ett", who=None, ahead=10)
    story.is_registered(key="ett", who="Bo", ahead=24)

    story.is_registered(key="ett", who=None, ahead=12)

    assert not any(story.held["ett"][day] for day in story.days() if day >= TODAY + timedelta(days=30))
    story.seats_are_held_as_we_know_and_rights_follow()


def test_no_gap_and_no_overlap_that_nobody_caused(database: Database) -> None:
    # Over a wire each look costs more; what differs between the two is seen in few steps.
    few = {} if database.is_sqlite else {"max_examples": 4, "stateful_step_count": 8}
    run_state_machine_as_test(tenures_in(database), settings=settings(**QUICK | few))
