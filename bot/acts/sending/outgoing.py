"""Everything that goes out about a meeting: kept as it was, and promised to everybody in the same commit."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.acts.meetings.calendar import calendar_button
from bot.acts.meetings.guest_calendar import guest_button
from bot.acts.sending.audience import Audience
from bot.acts.sending.mailing import mail_publication
from bot.acts.sending.packing import as_document, hand_over
from bot.acts.sending.promises import tell_chat, to_chat, to_person
from bot.model.co_option import CoOption
from bot.model.dispatch import Button, Dispatch, DispatchKind
from bot.model.outgoing import Outgoing, Part
from bot.model.person import Person
from bot.model.publication import PAGES, Publication, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store


def send(
    store: Store,
    place: ArenaStore,
    outgoing: Outgoing,
    everybody: Audience,
    *,
    by: Person | None = None,
    through: str = "clock",
    now: datetime,
) -> Publication:
    """Keep what goes out and promise each part of it to the group and, privately, to whoever is not in it.

    In a sparsam arena no file goes into any chat, but by mail; without mail the secretary gets them as a
    package, and so for those outside. What is read before a meeting gets its buttons and is pinned.
    """
    publication = outgoing.published(everybody.recipients, now)
    store.keep(publication)
    store.record(
        "published",
        f"meeting:{publication.meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=by,
        through=through,
        version=publication.version,
        kind=publication.kind.value,
    )
    _promise(store, place, outgoing, publication, everybody)
    mail_publication(store, place, outgoing, publication)
    if is_forwarded(place, outgoing):
        hand_over(store, place, outgoing, publication, now=now)
    return publication


def is_forwarded(place: ArenaStore, outgoing: Outgoing) -> bool:
    """Whether somebody is to forward what the chat may not hold, if only to those without an address."""
    return place.arena.is_sparse and (not place.mails or bool(outgoing.outside))


def _promise(
    store: Store, place: ArenaStore, outgoing: Outgoing, publication: Publication, everybody: Audience
) -> None:
    parts = [part for part in outgoing.parts if not (part.file and place.arena.is_sparse)]
    store.promise_all([*_fanned_out(place, publication, everybody, parts)])
    if everybody.group and publication.kind in PAGES:
        newest = store.dispatch(f"{publication.stem}:text0:c{everybody.group.id}")
        more: dict[str, Any] = {"kind": DispatchKind.PIN, "after": newest, "subject": publication.subject}
        tell_chat(store, place, everybody.group, None, key=f"{publication.stem}:pin", **more)


def _fanned_out(
    place: ArenaStore, publication: Publication, everybody: Audience, parts: Sequence[Part]
) -> Iterator[Dispatch]:
    """Part by part, so that everybody has the words before anybody has the last file."""
    words = [part for part in parts if not part.file]
    for part in parts:
        is_last = publication.kind in PAGES and part is words[-1]
        in_group, private = publication_buttons(publication) if is_last else ([], [])
        more = _message(publication, part)
        if everybody.group:
            yield to_chat(place, everybody.group, part.text, buttons=in_group, **more)
        for person in everybody.by(Way.PRIVATE):
            guest = everybody.co_opted.get(person.id)
            below = for_guest(private, guest) if guest and private else private
            if dispatch := to_person(place, person, part.text, buttons=below, **more):
                yield dispatch


def for_guest(private: Sequence[Sequence[Button]], co_option: CoOption) -> list[list[Button]]:
    """Nobody counts whether somebody co-opted has read, and they have a calendar file of their own."""
    papers = list(private[0][1:])
    return [*([papers] if papers else []), [guest_button(co_option)]]


def _message(publication: Publication, part: Part) -> dict[str, Any]:
    more: dict[str, Any] = {"key": f"{publication.stem}:{part.key}", "subject": publication.subject}
    return more | as_document(part.file) if part.file else more


def publication_buttons(publication: Publication) -> tuple[list[list[Button]], list[list[Button]]]:
    """Below the post in the group, where everybody reads, and below it in private."""
    meeting = publication.meeting
    read = _button("Läst", "read", publication, publication.version)
    papers = _button("Alla handlingar", "papers", publication)
    calendar = calendar_button(meeting)
    return [[read], [calendar]], [[read] if meeting.arena.is_sparse else [read, papers], [calendar]]


def _button(text: str, action: str, publication: Publication, revision: int = 0) -> Button:
    meeting = publication.meeting
    return Button(text=text, action=action, arena_id=meeting.arena.id, thing=meeting.id, revision=revision)
