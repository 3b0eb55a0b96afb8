"""/utskick: what went to whom when, and how far it came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.acts.posting import key_of
from bot.model.dispatch import Arrival, DispatchState
from bot.model.meeting import Meeting
from bot.model.publication import Publication, Recipient, Way
from bot.ports.arena_store import ArenaStore

# The first of these that any part of a sending has is told.
WORST_FIRST = (
    DispatchState.FAILED,
    DispatchState.UNKNOWN,
    DispatchState.WITHDRAWN,
    DispatchState.PENDING,
    DispatchState.SENT,
)
# What sendings about a meeting are promised for.
SUBJECTS = ("agenda", "meeting", "minutes")
States = Mapping[tuple[str, int | None], DispatchState]


@dataclass(frozen=True, kw_only=True)
class Sending:
    """One sending with its recipients by the way in which they got it, and by how far it came."""

    publication: Publication
    in_group: list[str]
    group_state: DispatchState | None
    private: dict[DispatchState | None, list[str]]
    not_reached: list[Recipient]


def sendings_of(place: ArenaStore, meeting: Meeting) -> list[Sending]:
    """Everything that was sent about the meeting, first to last."""
    states = _states(place.arrivals(*(f"{word}:{meeting.id}" for word in SUBJECTS)))
    return [_sending(publication, states) for publication in place.sendings(meeting)]


def _sending(publication: Publication, states: States) -> Sending:
    key = key_of(publication)
    private: dict[DispatchState | None, list[str]] = defaultdict(list)
    for recipient in _by(publication, Way.PRIVATE):
        private[states.get((key, recipient.person.id))].append(recipient.person.name)
    return Sending(
        publication=publication,
        in_group=[recipient.person.name for recipient in _by(publication, Way.GROUP)],
        group_state=states.get((key, None)),
        private=private,
        not_reached=_by(publication, Way.NOT_REACHED),
    )


def _by(publication: Publication, way: Way) -> list[Recipient]:
    return [recipient for recipient in publication.recipients if recipient.way is way]


def _states(arrivals: Iterable[Arrival]) -> States:
    """The worst state of each sending's parts, for each recipient."""
    found: dict[tuple[str, int | None], set[DispatchState]] = defaultdict(set)
    for arrival in arrivals:
        key = ":".join(arrival.dedupe_key.split(":")[:3])
        is_open = arrival.state is DispatchState.SENDING
        found[key, arrival.person_id].add(DispatchState.PENDING if is_open else arrival.state)
    return {whom: next(state for state in WORST_FIRST if state in states) for whom, states in found.items()}
