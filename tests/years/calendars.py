"""What stands in Outlook when the years are over, and what Exchange has mailed, held against the model."""

from collections import Counter

from integrations.graphapi import Event
from tests.years.cast import CHAIR, PREPARERS, SECRETARY, email
from tests.years.days import wall_of
from tests.years.model import Model
from tests.years.room import Room
from tests.years.stage import Stage

Entry = tuple[str, str, str, tuple[str, ...]]


def outlook(stage: Stage, model: Model) -> list[str]:
    """One event for each meeting that is held, as it was decided, and no invitation twice."""
    faults = []
    for number, room in model.rooms.items():
        if not room.cast.has_mailbox:
            continue
        mailbox = stage.mailboxes[number]
        there, should = Counter(map(_entry, mailbox.events)), Counter(_wanted(room))
        faults += [f"in Outlook, not foreseen: {each}" for each in (there - should).elements()]
        faults += [f"foreseen, not in Outlook: {each}" for each in (should - there).elements()]
        invited = Counter(
            (mail.to, str(wall_of(mail.starts))) for mail in mailbox.mails if mail.kind == "invitation"
        )
        may_be = {str(meeting.starts): meeting.times_invited for meeting in room.meetings.values()}
        faults += [
            f"invited {times} times: {to}, {starts}"
            for (to, starts), times in invited.items()
            if times > may_be.get(starts, 1)
        ]
    return faults


def _entry(event: Event) -> Entry:
    facts = event.facts
    guests = tuple(sorted(address.casefold() for address in event.attendees))
    return (
        facts["subject"],
        str(wall_of(event.instant("start"))),
        facts["location"]["displayName"],
        guests,
    )


def _wanted(room: Room) -> list[Entry]:
    found = []
    prepare = [f"plats-{seat}" for seat in (SECRETARY, CHAIR, *PREPARERS)]
    for meeting in room.meetings.values():
        if meeting.state == "planned":
            day, short = meeting.starts.date(), room.cast.short
            if meeting.is_in_outlook:
                invited = {email(name) for name in {*room.members(day), *meeting.called_in}} | meeting.guests
                subject = meeting.subject or short
                found.append((subject, str(meeting.starts), meeting.place, tuple(sorted(invited))))
            those = tuple(sorted(email(room.holder(seat, meeting.prepared.date())) for seat in prepare))
            found.append((f"{short}, beredande möte", str(meeting.prepared), "Rådhuset", those))
    return found
