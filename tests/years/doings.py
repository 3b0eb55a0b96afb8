"""What comes of each act; False, and nothing is changed, where it cannot be done at all."""

from functools import singledispatch

from tests.years import acts
from tests.years.days import spoken, spoken_day
from tests.years.duties import report
from tests.years.rhythm import follows
from tests.years.room import Change, Item, Meeting, Person, Room


@singledispatch
def does(act: acts.Act, room: Room) -> bool:
    """Do it."""
    # The bot is killed or its clock moved: nothing comes of it, and that is the point.
    return isinstance(act, acts.Kills | acts.Steps | acts.Migrates)


@does.register
def _arrives(act: acts.Arrives, room: Room) -> bool:
    for seat in room.cast.seats:
        if seat.holder not in act.absent:
            _joins_by_link(room, seat.holder)
    room.has_group, room.inside = True, set(act.inside)
    room.to_group("bound")
    return True


def _joins_by_link(room: Room, name: str) -> None:
    for each in room.responsible():
        room.say(each, "joined", name)
    room.people[name].joined = True
    room.say(name, "link", name)
    room.say(name, "welcome", name)
    # Whoever is only to come gets what is sent from now on.
    for file in room.latest_papers() if name in room.everybody() else ():
        room.say(name, "file", file)


@does.register
def _books(act: acts.Books, room: Room) -> bool:
    room.plan_new(act.meeting, act.starts)
    for item in room.items:
        if item.is_open and item.meeting is None:
            item.meeting = room.open_meeting()
    return True


@does.register
def _proposes(act: acts.Proposes, room: Room) -> bool:
    person = room.people.get(act.who)
    if not person or not person.is_reached or act.who not in room.members():
        return False
    if act.in_group and act.who not in room.inside:
        return False
    number = len(room.items) + 1
    item = Item(number, act.title, act.who, room.seat_of(act.who), room.open_meeting())
    room.items.append(item)
    room.say(room.cast.short if act.in_group else act.who, "received", item.name)
    return True


@does.register
def _withdraws(act: acts.Withdraws, room: Room) -> bool:
    """Nobody else has heard of it yet."""
    item = room.find(act.title)
    if not item or item.state != "incoming" or item.proposer != act.who:
        return False
    if not room.people[act.who].is_reached or (item.meeting and item.meeting.version):
        return False
    item.state = "withdrawn"
    return True


@does.register
def _prepares(act: acts.Prepares, room: Room) -> bool:
    meeting = room.meeting(act.meeting)
    items = decided(act, room)
    if not meeting or not items or meeting.starts < room.now or act.who not in room.all_who_prepare():
        return False
    for item in items:
        if item.title in act.declines:
            item.state = "declined"
            room.tell(item, act.who, "declined", item.name)
        elif item.title in act.postpones:
            room.put_off(item)
            room.tell(item, act.who, "postponed", item.name)
        else:
            room.accept(item)
            room.tell(item, act.who, "taken up", item.name, meeting.spoken)
    added = [item for item in items if item.state == "accepted" and item.meeting is meeting]
    if meeting.version and added:
        _supplement(room, meeting, added)
    elif meeting.is_ready:
        meeting.is_ready = False
    return True


def decided(act: acts.Prepares, room: Room) -> list[Item]:
    """What the preparer decides on, oldest first."""
    meeting = room.meeting(act.meeting)
    incoming = [item for item in room.of(meeting) if item.state == "incoming"] if meeting else []
    return [item for item in incoming if item.title not in act.leaves]


def _supplement(room: Room, meeting: Meeting, added: list[Item]) -> None:
    """It goes out by itself within the minute: what had a number keeps it, the rest takes the next ones."""
    for item in added:
        if item not in meeting.lines.values():
            meeting.lines[len(meeting.lines) + 1] = item
    meeting.version += 1
    # What was declined meanwhile stays on it until somebody sends a version that says so.
    meeting.unprepared = [item for item in meeting.unprepared if item not in added]
    numbers = {number: item for number, item in meeting.lines.items() if item in added}
    lines = "; ".join(f"{number}. {item.title}" for number, item in sorted(numbers.items()))
    name = "Preliminär dagordning" if meeting.unprepared else "Dagordning"
    day = f"{meeting.starts:%Y-%m-%d}"
    file = meeting.file = f"{name} {room.cast.short} {day} version {meeting.version}.pdf"
    room.to_everybody(meeting, "agenda", "Tillägg till dagordningen", meeting.spoken, lines)
    room.to_everybody(meeting, "file", file)
    report(room, meeting, f"agenda {meeting.version}", file)


@does.register
def _calls_ready(act: acts.CallsReady, room: Room) -> bool:
    meeting = room.meeting(act.meeting)
    if not meeting or meeting.is_ready or meeting.version or act.who not in room.all_who_prepare():
        return False
    meeting.is_ready = True
    return True


@does.register
def _answers(act: acts.Answers, room: Room) -> bool:
    meeting = room.meeting(act.meeting)
    if not meeting or meeting.starts < room.now or act.who not in room.members(meeting.starts.date()):
        return False
    if act.who not in room.inside or not room.people[act.who].is_reached:
        return False
    if meeting.answers.get(act.who) == "Förhinder":
        return False
    meeting.answers[act.who] = act.word
    return True


@does.register
def _is_absent(act: acts.IsAbsent, room: Room) -> bool:
    """The deputy is asked and steps in; without one whoever is responsible hears so at once."""
    meeting = room.meeting(act.meeting)
    if not meeting or meeting.starts < room.now or act.who not in room.members(meeting.starts.date()):
        return False
    if not room.people[act.who].is_reached or act.who in meeting.answers:
        return False
    meeting.answers[act.who] = "Förhinder"
    deputy = room.deputy_of(act.who, meeting.starts.date())
    if deputy and room.people[deputy].is_reached:
        room.say(deputy, "asked to step in", act.who, meeting.spoken)
        room.say(act.who, "steps in", deputy, meeting.spoken)
        meeting.called_in.add(deputy)
        meeting.answers[deputy] = "På plats"
    else:
        for name in room.responsible(but=act.who):
            room.say(name, "nobody steps in", act.who, meeting.spoken)
    return True


@does.register
def _reads(act: acts.Reads, room: Room) -> bool:
    meeting = room.meeting(act.meeting)
    if not meeting or not meeting.version or act.who not in room.inside:
        return False
    meeting.have_read.add(act.who)
    return True


@does.register
def _tells(act: acts.Tells, room: Room) -> bool:
    meeting = room.meeting(act.meeting)
    if not meeting or meeting.starts > room.now or act.who not in room.responsible():
        return False
    asked = room.asked_about(meeting)
    for item in asked:
        if item.title in act.held_over:
            room.put_off(item)
            room.note({item.proposer} - {act.who}, "held over", item.name)
        else:
            room.treat(item, meeting, act.who)
    return bool(asked)


@does.register
def _sends_minutes(act: acts.SendsMinutes, room: Room) -> bool:
    meeting = room.meeting(act.meeting)
    if not meeting or meeting.starts > room.now or act.who not in room.responsible():
        return False
    meeting.minutes += 1
    room.to_everybody(meeting, "minutes", spoken_day(meeting.starts.date()))
    room.to_everybody(meeting, "file", f"Protokoll {room.cast.short} {meeting.starts:%Y-%m-%d}.pdf")
    return True


@does.register
def _moves(act: acts.Moves, room: Room) -> bool:
    meeting = room.meeting(act.meeting)
    if not meeting or meeting.starts < room.now or meeting.version or act.who not in room.responsible():
        return False
    before, prepared = meeting.spoken, meeting.prepared
    meeting.prepared = follows(prepared, meeting.starts, act.to)
    for name in set(room.all_who_prepare()) - {act.who}:
        room.say(name, "preparatory moved", spoken(prepared), spoken(meeting.prepared))
    meeting.starts = act.to
    meeting.answers.clear()
    meeting.called_in.clear()
    meeting.have_read.clear()
    room.dues = [(due, each) for due, each in room.dues if each is not meeting]
    room.plan(meeting)
    room.to_everybody(meeting, "moved", before, meeting.spoken, but=act.who)
    return True


@does.register
def _edits_outlook(act: acts.EditsOutlook, room: Room) -> bool:
    """Nobody writes over it: whoever is responsible chooses."""
    meeting = room.meeting(act.meeting)
    if not meeting or meeting.starts < room.now or [act.who] != room.responsible():
        return False
    room.say(act.who, "changed in Outlook", meeting.spoken)
    if act.keeps_outlooks and meeting.place != act.place:
        meeting.place = act.place
        room.to_everybody(meeting, "elsewhere", meeting.spoken, but=act.who)
    return True


@does.register
def _cancels(act: acts.Cancels, room: Room) -> bool:
    meeting = room.meeting(act.meeting)
    if not meeting or meeting.starts < room.now or act.who not in room.responsible():
        return False
    items = [item for item in room.of(meeting) if item.is_open]
    meeting.state = "cancelled"
    for item in items:
        item.meeting, item.state, item.place = room.open_meeting(), "incoming", None
    room.to_everybody(meeting, "cancelled", meeting.spoken, but=act.who)
    return True


@does.register
def _leaves(act: acts.Leaves, room: Room) -> bool:
    seat = room.seat_of(act.who)
    is_here = seat and room.people[act.who].is_reached and act.newcomer not in room.people
    if not is_here or not room.held([0]) or any(each.seat == seat for each in room.changes):
        return False
    room.people[act.newcomer] = Person(act.newcomer)
    room.tenures[seat].append((act.day, act.newcomer))
    room.changes.append(Change(seat, act.who, act.newcomer, act.day))
    for name in room.responsible():
        room.say(name, "asked to register", act.who)
    room.say(act.who, "registered", act.who)
    room.inside.discard(act.who)
    return True


@does.register
def _joins(act: acts.Joins, room: Room) -> bool:
    person = room.people.get(act.who)
    if not person or person.joined:
        return False
    _joins_by_link(room, act.who)
    return True


@does.register
def _enters(act: acts.Enters, room: Room) -> bool:
    # Whoever is about to leave the place would have to be taken out again.
    stays = act.who in room.members() and act.who not in (change.leaver for change in room.changes)
    if not stays or act.who in room.inside or not room.people[act.who].joined:
        return False
    room.inside.add(act.who)
    return True


@does.register
def _blocks(act: acts.Blocks, room: Room) -> bool:
    person = room.people.get(act.who)
    if not person or not person.is_reached or act.who not in room.everybody():
        return False
    person.blocked = True
    for name in room.responsible():
        room.say(name, "not reached any more", act.who)
    return True


@does.register
def _returns(act: acts.Returns, room: Room) -> bool:
    person = room.people.get(act.who)
    if not person or not person.blocked:
        return False
    person.blocked = False
    if act.who in room.everybody():
        room.say(act.who, "welcome", act.who)
    return True
