"""/utskick: what went to whom when, and how far it came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

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
    """One sending with its recipients by the way in which they got it, and by how far it came.

    `of_items` are those who got their item alone. `package` tells who got the files to forward, where they
    are not for the chat, and `is_left_behind` that nobody did.
    """

    publication: Publication
    in_group: list[str]
    group_state: DispatchState | None
    private: dict[DispatchState | None, list[str]]
    of_items: dict[DispatchState | None, list[str]]
    not_reached: list[Recipient]
    package: dict[DispatchState, list[str]]
    is_left_behind: bool


def sendings_of(place: ArenaStore, meeting: Meeting) -> list[Sending]:
    """Everything that was sent about the meeting, first to last."""
    invited = (each.subject for each in place.co_options_ever_of(meeting))
    arrivals = place.arrivals(*(f"{word}:{meeting.id}" for word in SUBJECTS), *invited)
    states = _states(arrivals)
    with_files = {_stem(arrival) for arrival in arrivals if arrival.file_sha256}
    return [_sending(place, publication, states, with_files) for publication in place.sendings(meeting)]


def _sending(place: ArenaStore, publication: Publication, states: States, with_files: Set[str]) -> Sending:
    stems = {publication.stem, publication.package_stem}
    return Sending(
        publication=publication,
        in_group=[recipient.person.name for recipient in _by(publication, Way.GROUP)],
        group_state=states.get((publication.stem, None)),
        private=_names(publication, Way.PRIVATE, states),
        of_items=_names(publication, Way.ITEM, states),
        not_reached=_by(publication, Way.NOT_REACHED),
        package=_package(publication, states),
        is_left_behind=place.arena.is_sparse and not with_files & stems,
    )


def _names(publication: Publication, way: Way, states: States) -> dict[DispatchState | None, list[str]]:
    found: dict[DispatchState | None, list[str]] = defaultdict(list)
    for recipient in _by(publication, way):
        found[states.get((publication.stem, recipient.person.id))].append(recipient.person.name)
    return found


def _package(publication: Publication, states: States) -> dict[DispatchState, list[str]]:
    found: dict[DispatchState, list[str]] = defaultdict(list)
    for recipient in publication.recipients:
        if state := states.get((publication.package_stem, recipient.person.id)):
            found[state].append(recipient.person.name)
    return found


def _by(publication: Publication, way: Way) -> list[Recipient]:
    return [recipient for recipient in publication.recipients if recipient.way is way]


def _states(arrivals: Iterable[Arrival]) -> States:
    """The worst state of each sending's parts, for each recipient."""
    found: dict[tuple[str, int | None], set[DispatchState]] = defaultdict(set)
    for arrival in arrivals:
        key = _stem(arrival)
        is_open = arrival.state is DispatchState.SENDING
        found[key, arrival.person_id].add(DispatchState.PENDING if is_open else arrival.state)
    return {whom: next(state for state in WORST_FIRST if state in states) for whom, states in found.items()}


def _stem(arrival: Arrival) -> str:
    """What the keys of all parts of that sending, or of its package, begin with."""
    words = arrival.dedupe_key.split(":")
    return ":".join(words[: 4 if words[0] == "package" else 3])
