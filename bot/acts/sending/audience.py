"""Who gets what everybody in the arena gets: through the group, privately, or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.acts.sending.promises import tell_chat, tell_person
from bot.model.co_option import CoOption
from bot.model.dispatch import Button, Dispatch
from bot.model.joining import Chat
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import Recipient, Way
from bot.model.seat import Standing
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Everybody with a right on either of the days; each once, in the way that reaches them.

    `standings` tells what those are who are somebody on the first of the days, by person; `co_opted` are
    the invitations to the whole meeting, by person, of those who are nobody, `to_items` those to an item.
    """

    group: Chat | None
    recipients: list[Recipient]
    standings: dict[int, Standing]
    co_opted: Mapping[int, CoOption] = field(default_factory=dict)
    to_items: Sequence[CoOption] = ()

    def by(self, way: Way) -> list[Person]:
        """Those who get it in that way."""
        return [recipient.person for recipient in self.recipients if recipient.way is way]

    def but(self, person: Person | None) -> "Audience":
        """The same without a private copy for somebody who knows already."""
        left = [each for each in self.recipients if each.way is not Way.PRIVATE or each.person is not person]
        return replace(self, recipients=left)


def audience(place: ArenaStore, days: Sequence[date], *, also: Iterable[Person] = ()) -> Audience:
    """Everybody who is somebody here on any of the days, and those named beside them."""
    group = place.group()
    found = place.standings_on(days)
    by_day = [found[day] for day in days]
    people = {each.person.id: each.person for standings in by_day for each in standings}
    people |= {person.id: person for person in also}
    inside = place.seen_in(group) if group else frozenset()
    return Audience(
        group=group,
        recipients=[recipient_of(place, inside, person) for person in people.values()],
        standings={standing.person.id: standing for standing in by_day[0]},
    )


def recipient_of(place: ArenaStore, inside: frozenset[int], person: Person) -> Recipient:
    """How that person is reached, given who is in the group."""
    if person.telegram_id in inside:
        way, reason = Way.GROUP, None
    elif person.reachable:
        way, reason = Way.PRIVATE, None
    else:
        by_mail = place.mails and person.email is not None
        way = Way.MAIL if by_mail else Way.NOT_REACHED
        reason = "not_joined" if person.telegram_id is None else "blocked"
    return Recipient(arena_id=place.arena.id, person=person, way=way, reason=reason)


def tell_everybody(
    store: Store,
    place: ArenaStore,
    everybody: Audience,
    text: str | None,
    *,
    key: str,
    in_group: str | None = None,
    to_deputies: str | None = None,
    buttons: Sequence[Sequence[Button]] = (),
    below_deputies: Sequence[Sequence[Button]] = (),
    **more: Any,
) -> Iterator[Dispatch]:
    """Promise one message to the group and, privately, to those who are not known to be in it.

    `in_group` is the group's wording and `to_deputies` theirs, where they have one of their own. Privately
    the buttons are for members and those with a role, `below_deputies` those of deputies.
    """
    if everybody.group:
        yield tell_chat(store, place, everybody.group, in_group or text, key=key, buttons=buttons, **more)
    for person in everybody.by(Way.PRIVATE):
        standing = everybody.standings.get(person.id)
        does_more = standing is not None and bool(standing.seats or standing.roles)
        told, below = (text, buttons) if does_more else (to_deputies or text, below_deputies)
        if promised := tell_person(store, place, person, told, key=key, buttons=below, **more):
            yield promised


def audience_of(
    store: Store, place: ArenaStore, meeting: Meeting, now: datetime, *, with_co_opted: bool = False
) -> Audience:
    """Everybody who gets what is sent about the meeting, each once: of a joint meeting, whoever is reached
    through the arena that planned it first gets nothing privately from the other (PRODUCT.md).

    Whoever is co-opted to the whole meeting gets its papers, and is asked and reminded of nothing.
    """
    days = today_and(place, now, meeting.starts.date())
    everybody = _with_co_opted(place, meeting, days) if with_co_opted else audience(place, days)
    first = first_of_joint(store, meeting)
    elsewhere = store.within(first.arena.id) if first else None
    if elsewhere is None:
        return everybody
    reached = {each.person.id for each in audience(elsewhere, days).recipients if _is_reached(each)}
    for recipient in everybody.recipients:
        if recipient.way in (Way.PRIVATE, Way.MAIL) and recipient.person.id in reached:
            recipient.way = Way.OTHER_ARENA
    return everybody


def _with_co_opted(place: ArenaStore, meeting: Meeting, days: Sequence[date]) -> Audience:
    everybody = audience(place, days)
    co_options = guests_of(place, meeting, everybody)
    guests = {each.person.id: each for each in co_options if each.meeting}
    inside = place.seen_in(everybody.group) if everybody.group and guests else frozenset()
    added = [recipient_of(place, inside, each.person) for each in guests.values()]
    return replace(
        everybody,
        recipients=[*everybody.recipients, *added],
        co_opted=guests,
        to_items=[each for each in co_options if each.item and each.person.id not in guests],
    )


def guests_of(place: ArenaStore, meeting: Meeting, everybody: Audience) -> list[CoOption]:
    """What those are co-opted to, of the meeting and its items, who are not among these anyway."""
    known = {each.person.id for each in everybody.recipients}
    return [each for each in place.co_options_of(meeting) if each.person.id not in known]


def co_opted_beside(place: ArenaStore, meeting: Meeting, everybody: Audience) -> list[Person]:
    """Who those are, each once."""
    return list({each.person.id: each.person for each in guests_of(place, meeting, everybody)}.values())


def unreached(place: ArenaStore, people: Sequence[Person]) -> int:
    """How many of them neither Telegram nor mail reaches."""
    return sum(recipient_of(place, frozenset(), each).way is Way.NOT_REACHED for each in people)


def _is_reached(recipient: Recipient) -> bool:
    return recipient.way in (Way.GROUP, Way.PRIVATE, Way.MAIL)


def first_of_joint(store: Store, meeting: Meeting) -> Meeting | None:
    """The meeting whose arena speaks for both, if it is another one and says the same as this one."""
    first = next(iter([*others_of(store, meeting), meeting]))
    return first if first.id < meeting.id and first.is_same_time(meeting) else None


def others_of(store: Store, meeting: Meeting) -> list[Meeting]:
    """The meetings of other arenas with which this one is held together, by id."""
    joint = store.joint_meetings([meeting.joint_key] if meeting.joint_key else [])
    return [each for each in joint if each.arena.id != meeting.arena.id]


def joint_names(store: Store, meeting: Meeting) -> list[str]:
    """The short names of the other arenas of a joint meeting."""
    return names_beside(meeting, others_of(store, meeting))


def names_beside(meeting: Meeting, joint: Sequence[Meeting]) -> list[str]:
    """The same, of joint meetings that were read for several at once."""
    together = [each for each in joint if meeting.joint_key and each.joint_key == meeting.joint_key]
    return [each.arena.short for each in together if each.arena.id != meeting.arena.id]


def today_and(place: ArenaStore, now: datetime, other: date) -> list[date]:
    """The two days on which a right counts for what is sent about a meeting."""
    return [place.arena.today(now), other]
