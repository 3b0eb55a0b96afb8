"""What may not stand in chat, ready to be forwarded by the secretary: the files, and to whom they go."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.acts.sending.mailing import addressed
from bot.acts.sending.promises import responsible, tell_all, tell_each
from bot.model.dispatch import DispatchKind
from bot.model.outgoing import Outgoing
from bot.model.person import Person
from bot.model.publication import File, Publication, Recipient, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store

log = logging.getLogger(__name__)


def hand_over(
    store: Store, place: ArenaStore, outgoing: Outgoing, publication: Publication, *, now: datetime
) -> None:
    """Give the secretary, else whoever the ladder names, the files with the addresses, until there is mail.

    Where nobody can be reached history says so, and so does /utskick.
    """
    people = responsible(place, now)
    give(store, place, outgoing, publication, people, key=publication.package_stem)
    if not people:
        record_package(store, place, publication, "package without addressee", person=None, now=now)
        log.error("nobody in arena %s can be handed the papers of a meeting to forward", place.arena.id)


def give(
    store: Store,
    place: ArenaStore,
    outgoing: Outgoing,
    publication: Publication,
    people: Sequence[Person],
    *,
    key: str,
) -> None:
    """The words with the addresses, then each file; `key` begins with the package's stem."""
    facts = {
        "arena": place.arena,
        "publication": publication,
        "meeting": publication.meeting,
        "missed": outgoing.is_missed,
        "recipients": _not_given(place, publication),
        "outside": outgoing.outside,
    }
    tell_each(store, place, people, "sparse_package", facts, key=key, subject=publication.subject)
    for part, file in enumerate(outgoing.files):
        more = {"key": f"{key}:file{part}", "subject": publication.subject}
        tell_all(store, place, people, None, **as_document(file), **more)


def _not_given(place: ArenaStore, publication: Publication) -> list[Recipient]:
    """Whoever is co-opted to one item has no right to the rest; whoever gets a mail has it."""
    mailed = addressed(place, publication.recipients)
    return [each for each in publication.recipients if each.way is not Way.ITEM and each not in mailed]


def as_document(file: File) -> dict[str, Any]:
    """What makes a message of a file."""
    name, sha256 = file
    return {"kind": DispatchKind.DOCUMENT, "file_sha256": sha256, "file_name": name}


def record_package(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    verb: str,
    *,
    person: Person | None,
    now: datetime,
) -> None:
    """Write history of what became of a package, by whoever fetched it."""
    store.record(
        verb,
        f"meeting:{publication.meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=person,
        through="chat" if person else "clock",
        version=publication.version,
        kind=publication.kind.value,
    )
