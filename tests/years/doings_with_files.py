"""What comes of a file."""

from tests.years import acts
from tests.years.doings import does
from tests.years.room import Room


@does.register
def _attaches(act: acts.Attaches, room: Room) -> bool:
    """It goes out with the agenda, if that has not been sent yet."""
    item = room.find(act.title)
    if not item or not item.is_open or item.proposer != act.who or not room.people[act.who].is_reached:
        return False
    if item.meeting and item.meeting.version:
        return False
    item.file = f"{item.title}.pdf"
    room.say(act.who, "file received", item.number, item.title)
    return True
