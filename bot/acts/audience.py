"""Who gets what everybody in the arena gets: through the group, privately, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.acts.promises import tell_chat, tell_person
from bot.model.dispatch import Dispatch
from bot.model.joining import Chat
from bot.model.person import Person
from bot.model.publication import Recipient, Way
from bot.ports import ArenaStore, Store


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Everybody with a right on either of the days; each once, in the way that reaches them."""

    group: Chat | None
    recipients: list[Recipient]

    def by(self, way: Way) -> list[Person]:
        """Those who get it in that way."""
        return [recipient.person for recipient in self.recipients if recipient.way is way]


def audience(place: ArenaStore, days: Sequence[date]) -> Audience:
    """Everybody who is somebody here on any of the days."""
    group = place.group()
    inside = place.known_in_chat(group) if group else set()
    people = {standing.person.id: standing.person for day in days for standing in place.standings(day)}
    return Audience(group=group, recipients=[_recipient(place, inside, person) for person in people.values()])


def _recipient(place: ArenaStore, inside: set[int], person: Person) -> Recipient:
    if person.telegram_id in inside:
        way, reason = Way.GROUP, None
    elif person.reachable:
        way, reason = Way.PRIVATE, None
    else:
        way, reason = Way.NOT_REACHED, "not_joined" if person.telegram_id is None else "blocked"
    return Recipient(arena_id=place.arena.id, person=person, way=way, reason=reason)


def tell_everybody(
    store: Store, place: ArenaStore, everybody: Audience, text: str | None, *, key: str, **more: Any
) -> Iterator[Dispatch]:
    """Promise one message to the group and, privately, to those who are not known to be in it."""
    if everybody.group:
        yield tell_chat(store, place, everybody.group, text, key=key, **more)
    for person in everybody.by(Way.PRIVATE):
        if promised := tell_person(store, place, person, text, key=key, **more):
            yield promised


def today_and(place: ArenaStore, now: datetime, other: date) -> list[date]:
    """The two days on which a right counts for what is sent about a meeting."""
    return [place.arena.today(now), other]
