"""One arena as it must be: its people, places, meetings and items, and what is said in it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tests.years.cast import CHAIR, PREPARERS, SECRETARY, Cast
from tests.years.days import hour_of, morning_after, spoken
from tests.years.meeting import Item, Lift, Meeting
from tests.years.rhythm import Due, dues_of, news_due, preparatory

# Whoever comes gets no older minutes.
MEETINGS_BACK = 4
# To whom, what, about what, in which hour.
Fact = tuple[str, ...]


@dataclass(eq=False)
class Person:
    """Somebody with an address; `joined` once the link was opened."""

    name: str
    joined: bool = False
    blocked: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether Telegram reaches them."""
        return self.joined and not self.blocked


@dataclass
class Note:
    """Something for a person's morning."""

    due: datetime
    to: str
    words: Fact


@dataclass
class Change:
    """Somebody takes over a place on a day."""

    seat: str
    leaver: str
    newcomer: str
    day: date


class Room:
    """The arena."""

    def __init__(self, cast: Cast, facts: Counter[Fact]) -> None:
        self.cast, self.facts = cast, facts
        self.people = {seat.holder: Person(seat.holder) for seat in cast.seats}
        # Who has each place from which day on.
        self.tenures: dict[str, list[tuple[date, str]]] = {
            seat.id: [(date.min, seat.holder)] for seat in cast.seats
        }
        self.inside: set[str] = set()
        self.meetings: dict[int, Meeting] = {}
        self.items: list[Item] = []
        self.dues: list[tuple[Due, Meeting]] = []
        self.notes: list[Note] = []
        # What else comes by itself, and when.
        self.later: list[tuple[datetime, Callable[[], None]]] = []
        self.changes: list[Change] = []
        # Who is co-opted to which item.
        self.guests: list[tuple[str, Item]] = []
        self.has_group = False
        # The arena that this one prepares for.
        self.above: Room | None = None
        self.turn = 0
        self.now = datetime.min

    # Who is who.

    def holder(self, seat: str, day: date | None = None) -> str:
        """Who has a place, today or on that day."""
        line = self.tenures[seat]
        return line[bisect_right([begins for begins, _ in line], day or self.now.date()) - 1][1]

    def seat_of(self, name: str) -> str:
        """Which place somebody has today, or none."""
        return next((seat for seat in self.tenures if self.holder(seat) == name), "")

    def held(self, seats: Iterable[int]) -> list[str]:
        """Who has these places and can be reached."""
        found = [self.holder(f"plats-{seat}") for seat in seats]
        return [name for name in found if self.people[name].is_reached]

    def responsible(self, but: str = "") -> list[str]:
        """The secretary, else the chair, else the preparers; nobody of what is about themselves."""
        ladder = (self.held(seats) for seats in ([SECRETARY], [CHAIR], PREPARERS))
        found = ([name for name in held if name != but] for held in ladder)
        return next((names for names in found if names), [])

    def preparers(self) -> list[str]:
        """Those who prepare, else whoever is responsible."""
        return self.held(PREPARERS) or self.responsible()

    def all_who_prepare(self) -> list[str]:
        """Preparers, secretary and chair."""
        return self.held([SECRETARY, CHAIR, *PREPARERS])

    def deputy_of(self, name: str, day: date) -> str:
        """Who stands in for somebody on that day, if anybody does."""
        seat = next((each for each in self.tenures if self.holder(each, day) == name), "")
        return next((self.holder(each.id, day) for each in self.cast.deputies if seat in each.stands_for), "")

    def members(self, day: date | None = None) -> list[str]:
        """Who has an ordinary place."""
        return [self.holder(seat.id, day) for seat in self.cast.members]

    def everybody(self, meeting: Meeting | None = None) -> list[str]:
        """Members and deputies of today and, where it is about a meeting, of its day."""
        days = [self.now.date()] + ([meeting.starts.date()] if meeting else [])
        return list(dict.fromkeys(self.holder(seat, day) for day in days for seat in self.tenures))

    def beside(self, meeting: Meeting | None = None) -> list[str]:
        """Those who are reached privately, because the group does not reach them."""
        found = self.everybody(meeting)
        return [name for name in found if self.people[name].is_reached and name not in self.inside]

    def unreached(self, meeting: Meeting) -> list[str]:
        """Those whom nothing reaches; where the arena has a mailbox, a mail does."""
        if self.cast.has_mailbox:
            return []
        found = self.everybody(meeting)
        return [name for name in found if not self.people[name].is_reached and name not in self.inside]

    # What is said.

    def say(self, to: str, *words: object) -> None:
        """At once."""
        self.facts[(to, *map(str, words), hour_of(self.now))] += 1

    def to_group(self, *words: object) -> None:
        """In the group, if there is one."""
        if self.has_group:
            self.say(self.cast.short, *words)

    def to_everybody(self, meeting: Meeting, *words: object, but: str = "") -> None:
        """In the group, and privately to those whom it does not reach."""
        self.to_group(*words)
        for name in self.beside(meeting):
            if name != but:
                self.say(name, *words)

    def tell(self, item: Item, by: str, *words: object) -> None:
        """Whoever proposed it, at once; nobody is told of what they did themselves."""
        if item.proposer not in ("", by) and self.people[item.proposer].is_reached:
            self.say(item.proposer, *words)

    def tell_guests(self, meeting: Meeting, items: Iterable[Item]) -> None:
        """Whoever is co-opted to an item gets its line and its file, and nothing besides."""
        for number, item in meeting.lines.items():
            for name in [name for name, to in self.guests if to is item and item in items]:
                self.say(name, "own item", meeting.spoken, number, item.title)
                if item.file:
                    self.say(name, "file", f"Punkt {number} – {item.file}")

    def note(self, to: Iterable[str], *words: object, due: datetime | None = None) -> None:
        """In the morning: that one, or the next."""
        when = due or morning_after(self.now)
        for name in to:
            if name and self.people[name].is_reached:
                self.notes.append(Note(when, name, tuple(map(str, words))))

    # Meetings and items.

    def plan(self, meeting: Meeting) -> None:
        """Everything that is ahead of it falls due in its time."""
        self.dues += [
            (due, meeting) for due in dues_of(meeting.starts, meeting.prepared) if due.at > self.now
        ]

    def plan_new(self, key: int, starts: datetime) -> Meeting:
        """A meeting that nobody has heard of."""
        meeting = self.meetings[key] = Meeting(key, starts, preparatory(starts))
        self.plan(meeting)
        if news := news_due(starts, self.now):
            self.dues.append((news, meeting))
        return meeting

    def meeting(self, key: int) -> Meeting | None:
        """One that is to be held, or was."""
        found = self.meetings.get(key)
        return found if found and found.state == "planned" else None

    def coming(self) -> list[Meeting]:
        """Planned meetings that are not over, by time."""
        found = [each for each in self.meetings.values() if each.state == "planned"]
        return sorted((each for each in found if each.starts > self.now), key=lambda each: each.starts)

    def open_meeting(self) -> Meeting | None:
        """For which an item is meant that comes in now: the next whose agenda has not been sent."""
        return next((each for each in self.coming() if not each.version), None)

    def of(self, meeting: Meeting) -> list[Item]:
        """The items of a meeting."""
        return [item for item in self.items if item.meeting is meeting]

    def find(self, title: str) -> Item | None:
        """By its title."""
        return next((item for item in self.items if item.title == title), None)

    def taken_up(self, meeting: Meeting) -> list[Item]:
        """In the order of the agenda."""
        found = [item for item in self.of(meeting) if item.state == "accepted"]
        return sorted(found, key=lambda item: item.place or 0)

    def accept(self, item: Item) -> None:
        """«Ta upp»."""
        self.turn += 1
        item.state, item.place = "accepted", self.turn
        self.tell_back(item, "upptaget")

    def lift(self, item: Item, by: str, there: "Room") -> None:
        """«Lyft»: as it is, without a name."""
        item.state = "lifted"
        self.tell(item, by, "lifted away", item.name, there.cast.short)
        copy = Item(len(there.items) + 1, item.title, "", "", there.open_meeting(), file=item.file)
        copy.lift = Lift(self, item, by)
        there.items.append(copy)
        for name in there.preparers():
            there.say(name, "lifted here", copy.name, self.cast.short)

    def tell_back(self, item: Item, what: str) -> None:
        """What became of it is told where it came from: to whoever proposed it, and to whoever lifted it."""
        if lift := item.lift:
            there = lift.room
            # What falls due comes arena by arena: that one may still be at an earlier hour.
            there.now = self.now
            for name in {lift.item.proposer, lift.by} - {""}:
                if name in there.everybody() and there.people[name].is_reached:
                    there.say(name, "lift outcome", lift.item.name, what)

    def put_off(self, item: Item) -> None:
        """To the next meeting after its own that is still to be sent, or to the arena's list."""
        after = item.meeting.starts if item.meeting else self.now
        later = [each for each in self.coming() if each.starts > after and not each.version]
        item.meeting, item.state, item.place = (later[0] if later else None), "incoming", None

    def latest_papers(self) -> list[str]:
        """The newest agenda, and the minutes of the latest of its last meetings that has some."""
        sent = [each for each in self.meetings.values() if each.version and each.state == "planned"]
        sent.sort(key=lambda each: each.starts)
        minutes = [each for each in sent[-MEETINGS_BACK:] if each.minutes]
        files = [f"Protokoll {self.cast.short} {each.starts:%Y-%m-%d}.pdf" for each in minutes[-1:]]
        return [each.file for each in sent[-1:]] + files

    def treat(self, item: Item, meeting: Meeting, by: str = "") -> None:
        """«Behandlad»."""
        item.state = "treated"
        self.tell_back(item, "behandlat")
        self.note({item.proposer} - {by}, "treated", item.name, spoken(meeting.starts).partition(" kl")[0])

    def asked_about(self, meeting: Meeting) -> list[Item]:
        """What was on the agenda, taken up or not, and is not settled."""
        shown = list(meeting.lines.values())
        found = self.of(meeting)
        return [item for item in found if item.state == "accepted" or (item.is_open and item in shown)]
