"""Those who are co-opted: to the meeting they get what all get, to one item nothing but that."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.acts.meetings.guest_calendar import ADD, UPDATE, guest_button
from bot.acts.sending.audience import Audience, recipient_of
from bot.acts.sending.mailing import mail_part
from bot.acts.sending.packing import as_document
from bot.acts.sending.promises import responsible, tell_all, to_person
from bot.acts.sending.reach import Papers, agenda_in_chat, line_in_chat, papers_in_chat
from bot.model.agenda import Agenda, AgendaLine, shown_name
from bot.model.co_option import CoOption
from bot.model.dispatch import Button, Dispatch
from bot.model.outgoing import Part
from bot.model.person import Person
from bot.model.publication import File, Publication, Recipient, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say, say_parts


def send_excerpts(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    agenda: Agenda,
    everybody: Audience,
    *,
    earlier: Agenda | None,
    now: datetime,
) -> None:
    """Promise their item to those who are co-opted to it alone, if it differs from what they have.

    Where no file goes through chat whoever forwards them is told who gets which item.
    """
    given = []
    for co_option in everybody.to_items:
        line = agenda.line_of(co_option.item.id) if co_option.item else None
        if line and _is_news(line, agenda, earlier):
            before = earlier.line_of(line.item_id) if earlier else None
            _note_recipient(place, publication, co_option)
            store.promise_all([*_excerpt(place, publication, co_option, agenda, line, before)])
            text = say("agenda_excerpt", arena=place.arena, agenda=agenda, line=line, papers=Papers.ATTACHED)
            _mail(store, place, publication, co_option, text, fresh_files(line, before), with_time=True)
            given.append((co_option.person, line))
    _hand_over(store, place, publication, given, now=now)


def _hand_over(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    given: Sequence[tuple[Person, AgendaLine]],
    *,
    now: datetime,
) -> None:
    if given and place.arena.is_sparse and not place.mails:
        facts = {"arena": place.arena, "meeting": publication.meeting, "given": given}
        people = responsible(place, now)
        for part, text in enumerate(say_parts("excerpt_package", **facts)):
            key = f"{publication.package_stem}:items{part}"
            tell_all(store, place, people, text, key=key, subject=publication.subject)


def _is_news(line: AgendaLine, agenda: Agenda, earlier: Agenda | None) -> bool:
    """Of an item that is off the agenda they were told at once."""
    names = ("starts_at", "minutes", "place", "link")
    is_same_meeting = earlier and all(getattr(earlier, name) == getattr(agenda, name) for name in names)
    is_known = earlier is not None and earlier.line_of(line.item_id) == line and is_same_meeting
    return not line.withdrawn and not is_known


def send_late_files(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    lines: Sequence[AgendaLine],
    parts: Sequence[Part],
    everybody: Audience,
    *,
    now: datetime,
) -> None:
    """Promise what has come late to those who are co-opted to the item alone; each part has its line.

    Where no file goes through chat whoever forwards them is told who gets which.
    """
    given = []
    for co_option in everybody.to_items:
        item_id = co_option.item.id if co_option.item else None
        mine = [each for each in zip(lines, parts, strict=True) if each[0].item_id == item_id]
        if mine:
            _note_recipient(place, publication, co_option)
            given.append((co_option.person, mine[0][0]))
        if mine and not place.arena.is_sparse:
            come = [(part.text, part.file) for _line, part in mine]
            store.promise_all([*_promised(place, publication, co_option, come)])
        if mine:
            # Each file with the same words: those of the first are enough.
            files = [part.file for _line, part in mine if part.file]
            _mail(store, place, publication, co_option, mine[0][1].text or "", files)
    _hand_over(store, place, publication, given, now=now)


def _mail(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    co_option: CoOption,
    text: str,
    files: Sequence[File],
    *,
    with_time: bool = False,
) -> None:
    """The same by mail, where nothing is left out; the item's time as a calendar file where that is news."""
    key, subject = f"{publication.mail_stem}:item{co_option.id}", co_option.subject
    more: dict[str, Any] = {"subject": subject, "meeting": publication.meeting, "files": files}
    more["time_of"] = co_option if with_time else None
    mail_part(store, place, co_option.person, text, key=key, **more)


def _note_recipient(place: ArenaStore, publication: Publication, co_option: CoOption) -> None:
    """Each person once, as one who was to get a part."""
    known = {each.person.id for each in publication.recipients}
    if co_option.person.id not in known:
        publication.recipients.append(_of_a_part(recipient_of(place, frozenset(), co_option.person)))


def _of_a_part(recipient: Recipient) -> Recipient:
    if recipient.way is Way.NOT_REACHED:
        recipient.reason = f"item_{recipient.reason}"
    else:
        recipient.way = Way.ITEM
    return recipient


def _excerpt(
    place: ArenaStore,
    publication: Publication,
    co_option: CoOption,
    agenda: Agenda,
    line: AgendaLine,
    before: AgendaLine | None,
) -> Iterator[Dispatch]:
    facts = excerpt_facts(place, agenda, line)
    texts = say_parts("agenda_excerpt", arena=place.arena, **facts)
    files = [(None, file) for file in excerpt_files(place, line, before)]
    below = [[guest_button(co_option, UPDATE if before else ADD)]]
    parts = [*((text, None) for text in texts), *files]
    yield from _promised(place, publication, co_option, parts, below=(len(texts) - 1, below))


def excerpt_facts(place: ArenaStore, agenda: Agenda, line: AgendaLine) -> dict[str, Any]:
    """When and where, and the item, as they may stand in chat."""
    return {
        "agenda": agenda_in_chat(place.arena, agenda),
        "line": line_in_chat(place.arena, line),
        "papers": papers_in_chat(place),
    }


def excerpt_files(place: ArenaStore, line: AgendaLine, before: AgendaLine | None = None) -> list[File]:
    """The item's files that somebody with the earlier line does not have; none in a sparsam arena."""
    return [] if place.arena.is_sparse else fresh_files(line, before)


def fresh_files(line: AgendaLine, before: AgendaLine | None) -> list[File]:
    """The same whatever may stand in chat."""
    had = before.files if before else {}
    fresh = [(name, sha256) for name, sha256 in line.files.items() if had.get(name) != sha256]
    return [(shown_name(line.number, name), sha256) for name, sha256 in fresh]


def _promised(
    place: ArenaStore,
    publication: Publication,
    co_option: CoOption,
    parts: Iterable[tuple[str | None, File | None]],
    *,
    below: tuple[int, list[list[Button]]] = (-1, []),
) -> Iterator[Dispatch]:
    """`below` are the buttons of one of the parts, by its place among them."""
    for at, (text, file) in enumerate(parts):
        more: dict[str, Any] = {"key": f"{publication.stem}:item{co_option.id}.{at}"}
        more |= as_document(file) if file else {}
        more |= {"buttons": below[1]} if at == below[0] else {}
        if promised := to_person(place, co_option.person, text, subject=co_option.subject, **more):
            yield promised
