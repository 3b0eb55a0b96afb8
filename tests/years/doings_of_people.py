"""What comes of who comes, goes and falls silent."""

from tests.years import acts
from tests.years.cast import SECRETARY
from tests.years.doings import does
from tests.years.room import Change, Person, Room


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
def _invites(act: acts.Invites, room: Room) -> bool:
    item = room.find(act.title)
    if not item or item.state != "accepted" or not item.meeting or item.meeting.version:
        return False
    if [act.who] != room.held([SECRETARY]) or item.meeting.starts < room.now or act.guest in room.people:
        return False
    room.people[act.guest] = Person(act.guest, joined=True)
    room.guests.append((act.guest, item))
    for name in room.responsible():
        room.say(name, "joined", act.guest)
    room.say(act.guest, "link", act.guest)
    room.say(act.guest, "co-opted", item.title, item.meeting.spoken)
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
