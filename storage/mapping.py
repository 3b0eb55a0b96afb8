"""Which class lies in which table; the model itself knows nothing of it."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import registry, relationship

from bot.model.arena import Arena
from bot.model.attendance import Attendance
from bot.model.calendarlink import CalendarLink
from bot.model.callin import CallIn
from bot.model.co_option import CoOption
from bot.model.deadline import Deadline
from bot.model.dialogue import Dialogue
from bot.model.dispatch import Dispatch
from bot.model.feed import Feed
from bot.model.history import HistoryEntry, Seal
from bot.model.item import AgendaItem, Attachment
from bot.model.joining import Chat, Invitation, Lodging
from bot.model.lift import Lift
from bot.model.meeting import Meeting
from bot.model.notice import Notice
from bot.model.person import Person
from bot.model.publication import Publication, Recipient
from bot.model.reading import ReadMark
from bot.model.replacement import Replacement
from bot.model.seat import Role, Seat, Tenure
from bot.model.turn import Turn
from storage import tables

mapper = registry(metadata=tables.metadata)
# Columns of the claims, which only inbox.py, outbox.py and fetching.py touch.
CLAIM_COLUMNS = {
    "tries",
    "copies",
    "not_before",
    "lease_until",
    "fence",
    "holder",
    "arrived_at",
    "promised_at",
    "is_told",
}


def _map(thing: type, table: Table, *, revision: bool = False, **links: Any) -> None:
    mapper.map_imperatively(
        thing,
        table,
        properties=links,
        version_id_col=table.c.revision if revision else None,
        exclude_properties=CLAIM_COLUMNS & set(table.c.keys()),
    )


def _to(thing: type, column: Any) -> Any:
    return relationship(thing, foreign_keys=[column])


def map_model() -> None:
    """Tie the model to the tables; called once, when this module is imported."""
    _map(Person, tables.person)
    _map(Arena, tables.arena, join=tables.arena.c.join_mode)
    _map(Seat, tables.seat)
    _map(
        Tenure,
        tables.tenure,
        seat=_to(Seat, tables.tenure.c.seat_id),
        person=_to(Person, tables.tenure.c.person_id),
    )
    _map(
        Role, tables.role, seat=_to(Seat, tables.role.c.seat_id), person=_to(Person, tables.role.c.person_id)
    )
    _map_changes()
    _map(Invitation, tables.invitation, person=_to(Person, tables.invitation.c.person_id))
    _map(Chat, tables.chat)
    _map(Feed, tables.feed, person=_to(Person, tables.feed.c.person_id))
    _map(Lodging, tables.lodging)
    _map(
        Meeting,
        tables.meeting,
        revision=True,
        arena=_to(Arena, tables.meeting.c.arena_id),
        ready_by=_to(Person, tables.meeting.c.ready_by_id),
        changed_by=_to(Person, tables.meeting.c.changed_by_id),
        prepares=relationship(
            Meeting, foreign_keys=[tables.meeting.c.prepares_id], remote_side=[tables.meeting.c.id]
        ),
    )
    _map(Deadline, tables.deadline, meeting=_to(Meeting, tables.deadline.c.meeting_id))
    _map_items()
    _map_attendance()
    _map(
        Notice,
        tables.notice,
        person=_to(Person, tables.notice.c.person_id),
        dispatch=_to(Dispatch, tables.notice.c.dispatch_id),
    )
    link = tables.calendar_link
    _map(CalendarLink, link, revision=True, meeting=_to(Meeting, link.c.meeting_id))
    _map(Dialogue, tables.dialogue)
    _map(HistoryEntry, tables.history)
    _map(Seal, tables.seal)
    _map(
        Dispatch,
        tables.dispatch,
        after=relationship(
            Dispatch, foreign_keys=[tables.dispatch.c.after_id], remote_side=[tables.dispatch.c.id]
        ),
    )
    _map(
        Publication,
        tables.publication,
        meeting=_to(Meeting, tables.publication.c.meeting_id),
        recipients=relationship(Recipient, order_by=tables.recipient.c.id),
    )
    _map(Recipient, tables.recipient, person=_to(Person, tables.recipient.c.person_id))
    _map(
        ReadMark,
        tables.read_mark,
        meeting=_to(Meeting, tables.read_mark.c.meeting_id),
        person=_to(Person, tables.read_mark.c.person_id),
    )


def _map_attendance() -> None:
    _map(
        Attendance,
        tables.attendance,
        meeting=_to(Meeting, tables.attendance.c.meeting_id),
        person=_to(Person, tables.attendance.c.person_id),
    )
    _map(
        CallIn,
        tables.call_in,
        meeting=_to(Meeting, tables.call_in.c.meeting_id),
        absentee=_to(Person, tables.call_in.c.absentee_id),
        deputy=_to(Person, tables.call_in.c.deputy_id),
    )


def _map_changes() -> None:
    column = tables.replacement.c
    _map(
        Replacement,
        tables.replacement,
        revision=True,
        seat=_to(Seat, column.seat_id),
        leaver=_to(Person, column.leaver_id),
        newcomer=_to(Person, column.newcomer_id),
        reported_by=_to(Person, column.reported_by_id),
        registered_by=_to(Person, column.registered_by_id),
        changed_by=_to(Person, column.changed_by_id),
    )
    co_option = tables.co_option.c
    _map(
        CoOption,
        tables.co_option,
        person=_to(Person, co_option.person_id),
        meeting=_to(Meeting, co_option.meeting_id),
        item=_to(AgendaItem, co_option.item_id),
        invited_by=_to(Person, co_option.invited_by_id),
        withdrawn_by=_to(Person, co_option.withdrawn_by_id),
    )
    turn = tables.turn.c
    _map(
        Turn,
        tables.turn,
        revision=True,
        role=_to(Role, turn.role_id),
        named_by=_to(Person, turn.named_by_id),
        changed_by=_to(Person, turn.changed_by_id),
    )


def _map_items() -> None:
    _map(
        Attachment,
        tables.attachment,
        added_by=_to(Person, tables.attachment.c.added_by_id),
        meeting=_to(Meeting, tables.attachment.c.meeting_id),
    )
    _map(
        AgendaItem,
        tables.item,
        revision=True,
        proposer=_to(Person, tables.item.c.proposer_id),
        presenter=_to(Person, tables.item.c.presenter_id),
        changed_by=_to(Person, tables.item.c.changed_by_id),
        seat=_to(Seat, tables.item.c.seat_id),
        meeting=_to(Meeting, tables.item.c.meeting_id),
        attachments=relationship(Attachment, order_by=tables.attachment.c.id),
    )
    _map(
        Lift,
        tables.lift,
        item=_to(AgendaItem, tables.lift.c.item_id),
        copy=_to(AgendaItem, tables.lift.c.copy_id),
        lifted_by=_to(Person, tables.lift.c.lifted_by_id),
    )


map_model()
