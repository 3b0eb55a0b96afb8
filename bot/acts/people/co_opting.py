"""Somebody without a place is invited to a meeting or to one of its items; and it is taken back."""

from dataclasses import dataclass
from typing import Any

from bot.acts.desk import Desk
from bot.acts.items.details import set_presenter
from bot.acts.meetings.guest_calendar import REMOVE
from bot.acts.people.acquaintance import acquaint
from bot.acts.people.co_opted import tell_of_co_option
from bot.acts.people.ending import end_co_option, is_known_here
from bot.acts.people.inviting import invite_person
from bot.acts.replacements.seating import register_person
from bot.acts.sending.guests import tell_guest
from bot.model.co_option import CoOption
from bot.model.invited import CoOptionDraft
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.seat import Standing
from bot.permissions import may_invite
from bot.refusals import AlreadyCoOpted, AlreadyMember, BadInvitation, NotYours, StaleButton
from bot.texts import say


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Whom the draft is about and what they are invited to, looked up; `person` is None for somebody new.

    `name` is that by which the arena knows them, else the typed one; `is_other` says that the address is
    somebody's of another name than was typed.
    """

    name: str
    is_other: bool
    email: str
    person: Person | None
    meeting: Meeting
    item: AgendaItem | None


def look_up(desk: Desk, draft: CoOptionDraft) -> Invited:
    """What the draft would come to.

    Raises BadInvitation without a name or an address, StaleButton for what is gone, AlreadyMember,
    AlreadyCoOpted.
    """
    item = desk.place.item(draft.item_id) if draft.item_id else None
    meeting = item.meeting if item else desk.place.meeting(draft.meeting_id or 0)
    if meeting is None or meeting.is_over(desk.now):
        raise StaleButton
    person = desk.store.person_by_email(draft.email or "")
    known_as = person.name if person and is_known_here(desk, person) else None
    name = known_as or draft.name
    if not name or not draft.email:
        raise BadInvitation
    if person:
        _must_be_new(desk, person, meeting, item)
    is_other = bool(person and draft.name and draft.name.casefold() != person.name.casefold())
    return Invited(name=name, is_other=is_other, email=draft.email, person=person, meeting=meeting, item=item)


def _must_be_new(desk: Desk, person: Person, meeting: Meeting, item: AgendaItem | None) -> None:
    days = (desk.today, meeting.starts.date())
    if any(desk.place.standing(person, day).is_someone for day in days):
        raise AlreadyMember(person=person)
    held = desk.place.co_opted(person, desk.today)
    if any(each.is_about(meeting, item) or each.meeting is meeting for each in held):
        raise AlreadyCoOpted(person=person, meeting=meeting, item=item)


def co_opt(
    desk: Desk, standing: Standing, draft: CoOptionDraft, *, presents: bool = False
) -> tuple[CoOption, str | None]:
    """Invite them; whoever is in Telegram is told, for anybody else a new secret is given back.

    `presents`: they are the item's presenter too. Raises NotYours, and what look_up raises.
    """
    if not may_invite(standing):
        raise NotYours
    desk.place.reserve()
    invited = look_up(desk, draft)
    person = invited.person or register_person(desk, invited.email, invited.name)
    acquaint(desk, person)
    co_option = _kept(desk, standing, person, invited.item or invited.meeting, presents=presents)
    if co_option.item and co_option.presents:
        place, item = desk.place, co_option.item
        set_presenter(desk.store, place, standing, item, person, invited=person, now=desk.now)
    if co_option.person.reachable:
        tell_of_co_option(desk, co_option)
        return co_option, None
    by = standing.person
    return co_option, invite_person(
        desk.store, desk.place, co_option.person, by=by, now=desk.now, through=desk.through
    )


def let_present(desk: Desk, standing: Standing, item: AgendaItem) -> None:
    """«Bo föredrar ändå»: who has left and presents it all the same is invited to it, and hears so."""
    person = item.presenter
    is_invited = any(each.person is person for each in desk.place.co_options_to([item]))
    if person and not is_invited and not desk.place.standing(person, desk.today).is_someone:
        tell_of_co_option(desk, _kept(desk, standing, person, item, presents=True))


def _kept(
    desk: Desk, standing: Standing, person: Person, to: Meeting | AgendaItem, *, presents: bool
) -> CoOption:
    item = to if isinstance(to, AgendaItem) else None
    co_option = CoOption(
        arena_id=desk.place.arena.id,
        person=person,
        meeting=None if isinstance(to, AgendaItem) else to,
        item=item,
        presents=presents and item is not None,
        invited_by=standing.person,
        invited_at=desk.now,
        through=desk.through,
    )
    desk.store.keep(co_option)
    desk.store.flush()
    thing = {"item": item.id} if item else {"meeting": co_option.at and co_option.at.id}
    desk.record("co-opted", f"person:{person.id}", co_option=co_option.id, **thing)
    return co_option


def take_back(desk: Desk, standing: Standing, co_option_id: int) -> CoOption:
    """«Ångra», «Ta bort»: they see nothing more, and are told; a link that nobody has opened works no more.

    Raises NotYours, StaleButton.
    """
    if not may_invite(standing):
        raise NotYours
    co_option = desk.place.co_option(co_option_id)
    if co_option is None or not co_option.is_in_force(desk.today):
        raise StaleButton
    end_co_option(desk, co_option)
    item = co_option.item
    if item and item.is_open and co_option.presents and item.is_presented_by(co_option.person):
        invited = co_option.person
        set_presenter(desk.store, desk.place, standing, item, None, invited=invited, now=desk.now)
    _tell_of_end(desk, co_option)
    return co_option


def _tell_of_end(desk: Desk, co_option: CoOption) -> None:
    # Whoever has a place, or another invitation, goes on getting papers.
    ends = not is_known_here(desk, co_option.person)
    text = say("co_option_ended", arena=desk.place.arena, co_option=co_option, ends=ends)
    subject = co_option.ended_subject
    more: Any = {"key": subject, "subject": subject, "meeting": co_option.at, "button": REMOVE}
    tell_guest(desk.store, desk.place, co_option, text, **more)
