"""What must come of the years, worked out without the product: who holds what, and who hears what."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import singledispatchmethod

from tests.years import acts
from tests.years.cast import CHAIR, PREPARERS, SECRETARY, Cast
from tests.years.days import hour_of, morning_after, spoken, spoken_day
from tests.years.rhythm import Due, dues_of, news_due

# To whom, what, about what, in which hour.
Fact = tuple[str, ...]


@dataclass(eq=False)
class Item:
    """As the arena has it. `place` is its turn on the agenda, None while it is not taken up."""

    number: int
    title: str
    minutes: int
    proposer: str
    meeting: "Meeting | None"
    state: str = "incoming"
    place: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether something may still become of it."""
        return self.state in ("incoming", "accepted")

    @property
    def name(self) -> str:
        """As messages say it."""
        return f"{self.number} {self.title}"


@dataclass(eq=False)
class Meeting:
    """A meeting and what was sent about it. `shown` are the lines of the newest agenda: number, title."""

    key: int
    starts: datetime
    booked: datetime
    state: str = "planned"
    is_ready: bool = False
    version: int = 0
    is_preliminary: bool = False
    lines: dict[int, Item] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    have_read: set[str] = field(default_factory=set)
    minutes: int = 0

    @property
    def spoken(self) -> str:
        """As messages say it."""
        return spoken(self.starts)


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


@dataclass(order=True)
class Note:
    """Something for a person's morning."""

    due: datetime
    to: str
    words: Fact = field(compare=False)


class Room:
    """One arena as it must be."""

    def __init__(self, cast: Cast, facts: Counter[Fact]) -> None:
        self.cast, self.facts = cast, facts
        self.people = {seat.holder: Person(seat.holder) for seat in cast.seats}
        self.holders = {seat.id: seat.holder for seat in cast.seats}
        self.inside: set[str] = set()
        self.meetings: dict[int, Meeting] = {}
        self.items: list[Item] = []
        self.dues: list[tuple[Due, Meeting]] = []
        self.notes: list[Note] = []
        self.has_group = False
        self.last_number = 0
        self.turn = 0
        self.now = datetime.min

    # Who is who.

    def held(self, seats: Iterable[int]) -> list[str]:
        """Who has these places and can be reached."""
        found = [self.holders[f"plats-{seat}"] for seat in seats]
        return [name for name in found if self.people[name].is_reached]

    def responsible(self) -> list[str]:
        """The secretary, else the chair, else the preparers."""
        return self.held([SECRETARY]) or self.held([CHAIR]) or self.held(PREPARERS)

    def preparers(self) -> list[str]:
        """Those who prepare, else whoever is responsible."""
        return self.held(PREPARERS) or self.responsible()

    def all_who_prepare(self) -> list[str]:
        """Preparers, secretary and chair."""
        return self.held([SECRETARY, CHAIR, *PREPARERS])

    @property
    def members(self) -> list[str]:
        """Who holds an ordinary seat today."""
        return [self.holders[seat.id] for seat in self.cast.members]

    @property
    def everybody(self) -> list[str]:
        """Members and deputies of today."""
        return list(self.holders.values())

    def beside(self) -> list[str]:
        """Those who are reached privately, because the group does not reach them."""
        return [name for name in self.everybody if self.people[name].is_reached and name not in self.inside]

    # What is said.

    def say(self, to: str, *words: object) -> None:
        """At once."""
        self.facts[(to, *map(str, words), hour_of(self.now))] += 1

    def to_group(self, *words: object) -> None:
        """In the group, if there is one."""
        if self.has_group:
            self.say(self.cast.short, *words)

    def to_everybody(self, *words: object, but: str = "") -> None:
        """In the group, and privately to those whom it does not reach."""
        self.to_group(*words)
        for name in self.beside():
            if name != but:
                self.say(name, *words)

    def tell(self, item: "Item", by: str, *words: object) -> None:
        """Whoever proposed it, at once; nobody is told of what they did themselves."""
        if item.proposer != by and self.people[item.proposer].is_reached:
            self.say(item.proposer, *words)

    def note(self, to: Iterable[str], *words: object, due: datetime | None = None) -> None:
        """In the morning: that one, or the next."""
        when = due or morning_after(self.now)
        for name in to:
            if self.people[name].is_reached:
                self.notes.append(Note(when, name, tuple(map(str, words))))

    # Time.

    def next_due(self) -> datetime | None:
        """When something happens by itself."""
        times = [due.at for due, _ in self.dues] + [note.due for note in self.notes]
        return min(times, default=None)

    def happens(self, at: datetime) -> None:
        """All that falls due at that time."""
        self.now = at
        due = [(each, meeting) for each, meeting in self.dues if each.at <= at]
        self.dues = [(each, meeting) for each, meeting in self.dues if each.at > at]
        for each, meeting in sorted(due, key=lambda pair: pair[0].order):
            if meeting.state == "planned":
                DUTIES[each.kind](self, meeting)
        ripe = [note for note in self.notes if note.due <= at]
        self.notes = [note for note in self.notes if note.due > at]
        for note in ripe:
            if self.people[note.to].is_reached and note.to in self.people:
                self.say(note.to, *note.words)

    # Meetings and items.

    def plan(self, meeting: Meeting) -> None:
        """Everything that is ahead of it falls due in its time."""
        self.dues += [(due, meeting) for due in dues_of(meeting.starts) if due.at > self.now]
        if news := news_due(meeting.starts, self.now):
            self.dues.append((news, meeting))

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


def _news(room: Room, meeting: Meeting) -> None:
    room.to_group("news", meeting.spoken)
    room.note(room.beside(), "news", meeting.spoken, due=room.now)


def _call(room: Room, meeting: Meeting) -> None:
    _ask_for_items(room, meeting, "call")


def _closing(room: Room, meeting: Meeting) -> None:
    _ask_for_items(room, meeting, "closing")


def _ask_for_items(room: Room, meeting: Meeting, what: str) -> None:
    room.to_group(what, meeting.spoken)
    members = [name for name in room.beside() if name in room.members]
    room.note(members, what, meeting.spoken, due=room.now)


def _closed(room: Room, meeting: Meeting) -> None:
    came_in = [item.name for item in room.of(meeting) if item.is_open]
    room.note(room.preparers(), "came in", meeting.spoken, "; ".join(came_in), due=room.now)


def _preparatory(room: Room, meeting: Meeting) -> None:
    came_in = [item.name for item in room.of(meeting)]
    for name in room.all_who_prepare():
        room.say(name, "paper", meeting.spoken, "; ".join(came_in))


def _attendance(room: Room, meeting: Meeting) -> None:
    _ask_who_comes(room, meeting, "who comes")


def _attendance_again(room: Room, meeting: Meeting) -> None:
    _ask_who_comes(room, meeting, "who comes, again")


def _ask_who_comes(room: Room, meeting: Meeting, what: str) -> None:
    silent = [name for name in room.members if name not in meeting.answers]
    room.note(silent, what, meeting.spoken, due=room.now)


def _not_ready(room: Room, meeting: Meeting) -> None:
    if not meeting.is_ready and not meeting.version:
        room.note(room.preparers(), "not ready", meeting.spoken, due=room.now)


def _agenda(room: Room, meeting: Meeting) -> None:
    """Numbers are given once, to what is taken up and then to what nobody has decided on."""
    if meeting.version:
        return
    taken, incoming = room.taken_up(meeting), []
    if not meeting.is_ready:
        incoming = [item for item in room.of(meeting) if item.state == "incoming"]
    meeting.version, meeting.is_preliminary = 1, not meeting.is_ready
    meeting.lines = dict(enumerate([*taken, *incoming], 1))
    lines = [f"{number}. {item.title}" for number, item in meeting.lines.items()]
    name = "Preliminär dagordning" if meeting.is_preliminary else "Dagordning"
    file = f"{name} {room.cast.short} {meeting.starts:%Y-%m-%d}.pdf"
    room.to_everybody("agenda", name, meeting.spoken, "; ".join(lines))
    room.to_everybody("file", file)
    _report(room, meeting, "agenda 1", file)


def _report(room: Room, meeting: Meeting, what: str, file: str = "") -> None:
    told = dict.fromkeys([*room.preparers(), *room.responsible()])
    room.note(told, "report", what, meeting.spoken, due=room.now)
    if file and not all(room.people[name].is_reached for name in room.everybody):
        for name in room.responsible():
            room.say(name, "file", file)


def _unread(room: Room, meeting: Meeting) -> None:
    if meeting.version:
        unread = [name for name in room.everybody if name not in meeting.have_read]
        room.note(unread, "unread", meeting.spoken, due=room.now)


def _tomorrow(room: Room, meeting: Meeting) -> None:
    room.to_group("tomorrow", meeting.spoken)
    room.note(room.beside(), "tomorrow", meeting.spoken, due=room.now)


def asked_about(room: Room, meeting: Meeting) -> list[Item]:
    """What was on the agenda, taken up or not, and is not settled."""
    shown = list(meeting.lines.values())
    return [item for item in room.of(meeting) if item.state == "accepted" or (item.is_open and item in shown)]


def _outcomes(room: Room, meeting: Meeting) -> None:
    asked = asked_about(room, meeting)
    for item in [each for each in room.of(meeting) if each.is_open and each not in asked]:
        put_off(room, item)
        room.note([item.proposer], "postponed", item.name)
    if asked:
        for name in room.responsible():
            room.say(name, "how did it go", spoken_day(meeting.starts.date()))


def put_off(room: Room, item: Item) -> None:
    """To the next meeting after its own that is still to be sent, or to the arena's list."""
    after = item.meeting.starts if item.meeting else room.now
    later = [each for each in room.coming() if each.starts > after and not each.version]
    item.meeting, item.state, item.place = (later[0] if later else None), "incoming", None


def _assumed(room: Room, meeting: Meeting) -> None:
    asked = asked_about(room, meeting)
    for item in asked:
        treat(room, item, meeting)
    if asked:
        room.note(room.responsible(), "taken for treated", spoken_day(meeting.starts.date()))


def treat(room: Room, item: Item, meeting: Meeting, by: str = "") -> None:
    """«Behandlad»."""
    item.state = "treated"
    room.note({item.proposer} - {by}, "treated", item.name, spoken_day(meeting.starts.date()))


DUTIES: dict[str, Callable[[Room, Meeting], None]] = {
    "news": _news,
    "call": _call,
    "closing": _closing,
    "closed": _closed,
    "preparatory": _preparatory,
    "attendance": _attendance,
    "attendance again": _attendance_again,
    "not ready": _not_ready,
    "agenda": _agenda,
    "unread": _unread,
    "tomorrow": _tomorrow,
    "outcomes": _outcomes,
    "assumed": _assumed,
}


class Model:
    """Hears the same acts as the bot, and says of each whether it can be done at all."""

    def __init__(self, casts: Iterable[Cast]) -> None:
        self.facts: Counter[Fact] = Counter()
        self.rooms = {cast.number: Room(cast, self.facts) for cast in casts}

    def goes_to(self, wall: datetime) -> None:
        """Everything until then happens by itself."""
        while due := [each for room in self.rooms.values() if (each := room.next_due()) and each <= wall]:
            for room in self.rooms.values():
                room.happens(min(due))
        for room in self.rooms.values():
            room.now = wall

    @singledispatchmethod
    def does(self, act: acts.Act) -> bool:
        """Do it; False, and nothing is changed, where it cannot be done."""
        raise NotImplementedError(act)

    @does.register
    def _arrives(self, act: acts.Arrives) -> bool:
        room = self.rooms[act.arena]
        for seat in room.cast.seats:
            if seat.holder in act.absent:
                continue
            for name in room.responsible():
                room.say(name, "joined", seat.holder)
            room.people[seat.holder].joined = True
            room.say(seat.holder, "link", seat.holder)
            room.say(seat.holder, "welcome", seat.holder)
        room.has_group, room.inside = True, set(act.inside)
        room.to_group("bound")
        return True

    @does.register
    def _books(self, act: acts.Books) -> bool:
        room = self.rooms[act.arena]
        meeting = Meeting(act.meeting, act.starts, room.now)
        room.meetings[act.meeting] = meeting
        room.plan(meeting)
        for item in room.items:
            if item.is_open and item.meeting is None:
                item.meeting = room.open_meeting()
        return True

    @does.register
    def _proposes(self, act: acts.Proposes) -> bool:
        room = self.rooms[act.arena]
        if not room.people[act.who].is_reached or act.who not in room.members:
            return False
        room.last_number += 1
        item = Item(room.last_number, act.title, act.minutes, act.who, room.open_meeting())
        room.items.append(item)
        room.say(room.cast.short if act.in_group else act.who, "received", item.name)
        return True

    @does.register
    def _prepares(self, act: acts.Prepares) -> bool:
        room, meeting = self.rooms[act.arena], self.rooms[act.arena].meetings.get(act.meeting)
        if meeting is None or meeting.state != "planned" or act.who not in room.all_who_prepare():
            return False
        for item in self.to_decide(act):
            if item.title in act.declines:
                item.state = "declined"
                room.tell(item, act.who, "declined", item.name)
            else:
                room.accept(item)
                room.tell(item, act.who, "taken up", item.name, meeting.spoken)
        return True

    def to_decide(self, act: acts.Prepares) -> list[Item]:
        """What the preparer decides on, oldest first."""
        room, meeting = self.rooms[act.arena], self.rooms[act.arena].meetings[act.meeting]
        incoming = [item for item in room.of(meeting) if item.state == "incoming"]
        return [item for item in incoming if item.title not in act.leaves]

    @does.register
    def _calls_ready(self, act: acts.CallsReady) -> bool:
        room, meeting = self.rooms[act.arena], self.rooms[act.arena].meetings.get(act.meeting)
        is_open = meeting and meeting.state == "planned" and not meeting.is_ready and not meeting.version
        if not meeting or not is_open or act.who not in room.all_who_prepare():
            return False
        meeting.is_ready = True
        return True

    @does.register
    def _answers(self, act: acts.Answers) -> bool:
        room, meeting = self.rooms[act.arena], self.rooms[act.arena].meetings.get(act.meeting)
        if not meeting or meeting.state != "planned" or meeting.starts < room.now:
            return False
        meeting.answers[act.who] = act.word
        return True

    @does.register
    def _reads(self, act: acts.Reads) -> bool:
        meeting = self.rooms[act.arena].meetings.get(act.meeting)
        if not meeting or meeting.state != "planned" or not meeting.version:
            return False
        meeting.have_read.add(act.who)
        return True

    @does.register
    def _tells(self, act: acts.Tells) -> bool:
        room, meeting = self.rooms[act.arena], self.rooms[act.arena].meetings.get(act.meeting)
        if not meeting or meeting.state != "planned" or meeting.starts > room.now:
            return False
        asked = asked_about(room, meeting)
        for item in asked:
            if item.title in act.held_over:
                put_off(room, item)
                room.note({item.proposer} - {act.who}, "held over", item.name)
            else:
                treat(room, item, meeting, act.who)
        return bool(asked)

    @does.register
    def _sends_minutes(self, act: acts.SendsMinutes) -> bool:
        room, meeting = self.rooms[act.arena], self.rooms[act.arena].meetings.get(act.meeting)
        if not meeting or meeting.state != "planned" or meeting.starts > room.now:
            return False
        meeting.minutes += 1
        room.to_everybody("minutes", spoken_day(meeting.starts.date()))
        room.to_everybody("file", f"Protokoll {room.cast.short} {meeting.starts:%Y-%m-%d}.pdf")
        return True
