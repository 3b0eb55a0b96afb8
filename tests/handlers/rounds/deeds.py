"""What people do to Norr's meeting, here and in Outlook."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.acts.desk import Desk
from bot.acts.meetings.rescheduling import change_place
from bot.model.agenda import frozen
from bot.model.attendance import Answer
from bot.model.meeting import Meeting
from storage import tables
from tests.bot.textfacts import an_agenda
from tests.builders import a_person, a_publication, a_tenure
from tests.handlers.rounds.bureau import Bureau

AGENDA = "dagordning, version 2"
ULLA = {"emailAddress": {"address": "ulla@utanfor.example", "name": "Ulla Utanför"}, "type": "required"}


def elsewhere(place: str) -> Callable[[Desk, Meeting], None]:
    return lambda desk, meeting: change_place(desk, meeting, place, None)


def the_agenda_is_sent(desk: Desk, meeting: Meeting) -> None:
    meeting.sent_at = desk.now
    page = replace(an_agenda(), starts_at=meeting.starts_at, sent_at=desk.now)
    desk.store.keep(a_publication(meeting, agenda=frozen(page)))


def eva_replaces_dora(desk: Desk, _meeting: Meeting) -> None:
    (dora,) = (each for each in desk.place.tenures() if each.person.name == "Dora Dal")
    dora.ends = date(2026, 12, 1)
    desk.store.keep(a_tenure(dora.seat, a_person("Eva Ek"), begins=date(2026, 12, 1)))


def has_no_place(bureau: Bureau) -> None:
    bureau.event.is_changed_by_hand(location={"displayName": ""})


def ulla_is_invited(bureau: Bureau) -> None:
    bureau.event.is_changed_by_hand(attendees=[*bureau.event.facts["attendees"], ULLA])


def answers(bureau: Bureau) -> dict[str, Answer]:
    with bureau.database.engine.begin() as connection:
        names = {row.id: row.name for row in connection.execute(tables.person.select())}
        rows = connection.execute(tables.attendance.select()).all()
    return {
        names[row.person_id]: row.answer for row in rows if row.generation == max(r.generation for r in rows)
    }
