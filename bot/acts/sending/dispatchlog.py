"""/utskick: what went to whom when, and how far it came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from bot.model.dispatch import ARRIVES, Arrival, DispatchState
from bot.model.meeting import Meeting
from bot.model.publication import Publication, PublicationKind, Recipient, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store

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
    are not for the chat, and `is_left_behind` that nobody has them, as long
    as they are kept.
    """

    publication: Publication
    in_group: list[str]
    group_state: DispatchState | None
    private: dict[DispatchState | None, list[str]]
    by_mail: dict[DispatchState | None, list[str]]
    of_items: dict[DispatchState | None, list[str]]
    not_reached: list[Recipient]
    package: dict[DispatchState, list[str]]
    is_left_behind: bool


def sendings_of(store: Store, place: ArenaStore, meeting: Meeting) -> list[Sending]:
    """Everything that was sent about the meeting, first to last."""
    invited = (each.subject for each in place.co_options_ever_of(meeting))
    arrivals = place.arrivals(*(f"{word}:{meeting.id}" for word in SUBJECTS), *invited)
    states = _states(arrivals)
    with_files = {_stem(each) for each in arrivals if _brings_files(each) and each.state in ARRIVES}
    return [_sending(store, place, each, states, with_files) for each in place.sendings(meeting)]


def _sending(
    store: Store, place: ArenaStore, publication: Publication, states: States, with_files: Set[str]
) -> Sending:
    stems = {publication.stem, publication.package_stem, publication.mail_stem}
    return Sending(
        publication=publication,
        in_group=[recipient.person.name for recipient in _by(publication, Way.GROUP)],
        group_state=states.get((publication.stem, None)),
        private=_names(publication, Way.PRIVATE, states),
        by_mail=_mailed(publication, states),
        of_items=_names(publication, Way.ITEM, states),
        not_reached=_by(publication, Way.NOT_REACHED),
        package=_package(store, publication, states),
        is_left_behind=not with_files & stems
        and (place.arena.is_sparse or _reached_nobody(publication))
        and _is_kept(place, publication),
    )


def _names(publication: Publication, way: Way, states: States) -> dict[DispatchState | None, list[str]]:
    found: dict[DispatchState | None, list[str]] = defaultdict(list)
    for recipient in _by(publication, way):
        stems = (publication.stem, publication.mail_stem)
        state = next((states[at] for stem in stems if (at := (stem, recipient.person.id)) in states), None)
        found[state].append(recipient.person.name)
    return found


def _mailed(publication: Publication, states: States) -> dict[DispatchState | None, list[str]]:
    """In a sparsam arena whoever is in the chat too."""
    found: dict[DispatchState | None, list[str]] = defaultdict(list)
    for recipient in publication.recipients:
        state = states.get((publication.mail_stem, recipient.person.id))
        if state and recipient.way is not Way.ITEM:
            found[state].append(recipient.person.name)
    return found


def _reached_nobody(publication: Publication) -> bool:
    """Whoever got an item alone has not got what the others were to have."""
    ways = {recipient.way for recipient in publication.recipients}
    return ways <= {Way.NOT_REACHED, Way.ITEM}


def _is_kept(place: ArenaStore, publication: Publication) -> bool:
    """Whether the files are there still; nobody can be given what was removed for age."""
    if publication.kind is not PublicationKind.ATTACHMENT:
        return publication.pdf_sha256 is not None
    items = [place.item(file["item_id"]) for file in publication.late_files]
    kept = {file.sha256 for item in items if item for file in item.attachments}
    return any(file["sha256"] in kept for file in publication.late_files)


def _package(store: Store, publication: Publication, states: States) -> dict[DispatchState, list[str]]:
    """By state the names, also of those who came after the sending and fetched it."""
    found: dict[DispatchState, list[str]] = defaultdict(list)
    for (stem, person_id), state in states.items():
        person = store.person(person_id) if person_id and stem == publication.package_stem else None
        if person:
            found[state].append(person.name)
    return found


def _by(publication: Publication, way: Way) -> list[Recipient]:
    return [recipient for recipient in publication.recipients if recipient.way is way]


def _states(arrivals: Iterable[Arrival]) -> States:
    """The worst state of each sending's parts, for each recipient; of a package, as it was given last."""
    tries: dict[tuple[str, int | None], dict[str, set[DispatchState]]] = defaultdict(dict)
    for arrival in arrivals:
        stem, which = _stem(arrival), _try(arrival)
        state = DispatchState.PENDING if arrival.state is DispatchState.SENDING else arrival.state
        tries[stem, arrival.person_id].setdefault(which, set()).add(state)
    last = {whom: list(by_try.values())[-1] for whom, by_try in tries.items()}
    return {whom: next(state for state in WORST_FIRST if state in states) for whom, states in last.items()}


def _brings_files(arrival: Arrival) -> bool:
    return arrival.file_sha256 is not None or arrival.dedupe_key.startswith("mail:")


def _stem(arrival: Arrival) -> str:
    """What the keys of all parts of that sending, or of its package, begin with."""
    words = arrival.dedupe_key.split(":")
    return ":".join(words[: 4 if words[0] in ("package", "mail") else 3])


def _try(arrival: Arrival) -> str:
    """What tells one handing over of a package from another."""
    return ":".join(arrival.dedupe_key.split(":")[4:-2]) if _is_package(arrival) else ""


def _is_package(arrival: Arrival) -> bool:
    return arrival.dedupe_key.startswith("package:")
