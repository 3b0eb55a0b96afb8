"""Items on their way in: described, given files, withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from bot.acts.agendas.readiness import item_changed
from bot.acts.items.concerned import tell_concerned
from bot.acts.sending.guests import tell_co_opted_of_item
from bot.model.cleantext import clean_text
from bot.model.item import AgendaItem, Attachment, ItemState, shortened
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.personnummer import holds_personnummer
from bot.model.proposal import DESCRIPTION_LIMIT
from bot.model.seat import Standing
from bot.permissions import may_attach, may_change_item
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import (
    ChangedMeanwhile,
    FileEmpty,
    FileKindRefused,
    FileTooLarge,
    HoldsPersonnummer,
    ItemClosed,
    NotYours,
    NoWords,
    TextTooLong,
)

FILE_LIMIT_MB = 20
NAME_LIMIT = 100
FILE_ENDINGS = frozenset(
    {"pdf", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "odt", "ods", "odp"}
    | {"txt", "csv", "md", "rtf", "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "heic"}
)


def next_open_meeting(place: ArenaStore, now: datetime) -> Meeting | None:
    """The next meeting that is planned, not a preparatory one, and whose agenda is not sent."""
    return next((meeting for meeting in place.coming_meetings(now) if not meeting.is_sent), None)


def next_meeting_for_items(place: ArenaStore, now: datetime) -> Meeting | None:
    """Where a new item goes: the next open meeting, or as a supplement the only one that is coming."""
    return first_for_items(place.coming_meetings(now))


def first_for_items(coming: Sequence[Meeting]) -> Meeting | None:
    """The same of the coming meetings, by date."""
    return next((meeting for meeting in coming if not meeting.is_sent), next(iter(coming), None))


def label(item: AgendaItem) -> str:
    """The item on a button, by its number in the arena."""
    return f"Ärende {item.number}: {shortened(item.title)}"


def describe(store: Store, standing: Standing, item: AgendaItem, text: str, *, now: datetime) -> None:
    """Set the description. Raises NotYours, ItemClosed, NoWords, TextTooLong, HoldsPersonnummer."""
    item.description = _checked_text(standing, item, text)
    item.changed_by = standing.person
    item_changed(store, item, by=standing.person)
    record_item(store, item, "described", by=standing.person, now=now)


def withdraw(store: Store, standing: Standing, item: AgendaItem, *, now: datetime) -> None:
    """Take the item back; a presenter is told. Raises NotYours, ItemClosed."""
    must_be_changeable(standing, item)
    was_in_draft = item.state is ItemState.ACCEPTED
    item.withdraw()
    item.changed_by = standing.person
    item_changed(store, item, by=standing.person, was_in_draft=was_in_draft)
    store.flush()
    record_item(store, item, "withdrawn", by=standing.person, now=now)
    if place := store.within(item.arena_id):
        tell_concerned(store, place, standing, item, "item_withdrawn", now=now, by=standing.person)
        tell_co_opted_of_item(store, place, item)


def attach(
    store: Store,
    standing: Standing,
    item: AgendaItem,
    *,
    file_id: str,
    name: str,
    size: int,
    now: datetime,
) -> Attachment:
    """Note a file that is fetched in a step of its own.

    Raises NotYours, ItemClosed, FileTooLarge, FileEmpty, FileKindRefused, HoldsPersonnummer.
    """
    must_take_file(standing, item)
    file = Attachment(
        arena_id=item.arena_id,
        name=checked_file_name(name, size),
        size=size,
        source_file_id=file_id,
        added_at=now,
        added_by=standing.person,
    )
    item.attach(file)
    item.changed_by = standing.person
    item_changed(store, item, by=standing.person)
    store.flush()
    record_item(store, item, "attached", by=standing.person, now=now, file=file.id)
    return file


def safe_file_name(name: str) -> str:
    """The name without folders, control characters and excess length; its ending stays."""
    path = PurePath(clean_text(name.replace("\\", "/")).replace("\n", " "))
    stem, suffix = path.stem.strip(". ") or "fil", path.suffix
    return stem[: max(1, NAME_LIMIT - len(suffix))] + suffix


def checked_file_name(given: str, size: int) -> str:
    """The safe name of a file that is taken.

    Raises FileTooLarge, FileEmpty, FileKindRefused, HoldsPersonnummer.
    """
    if holds_personnummer(given):
        raise HoldsPersonnummer
    name = safe_file_name(given)
    if size <= 0:
        raise FileEmpty
    if size > FILE_LIMIT_MB * 1024 * 1024:
        raise FileTooLarge(limit_mb=FILE_LIMIT_MB)
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending not in FILE_ENDINGS:
        raise FileKindRefused(ending=ending)
    return name


def must_be_current(item: AgendaItem, revision: int) -> None:
    """Raises ChangedMeanwhile if the item is not as it was when the card was shown."""
    if item.revision != revision:
        raise ChangedMeanwhile(by=item.changed_by, item=item)


def must_be_changeable(standing: Standing, item: AgendaItem) -> None:
    """Raises ItemClosed for whoever proposed it, NotYours for others."""
    if may_change_item(standing, item):
        return
    is_own = item.is_by(standing.person) and standing.is_someone
    raise ItemClosed(item=item) if is_own else NotYours


def must_take_file(standing: Standing, item: AgendaItem) -> None:
    """Raises ItemClosed for whoever proposed it, NotYours for others."""
    if not may_attach(standing, item):
        must_be_changeable(standing, item)


def _checked_text(standing: Standing, item: AgendaItem, text: str) -> str:
    must_be_changeable(standing, item)
    return checked_words(text)


def checked_words(text: str) -> str:
    """What a person wrote, cleaned. Raises NoWords, TextTooLong, HoldsPersonnummer."""
    if holds_personnummer(text):
        raise HoldsPersonnummer
    words = clean_text(text)
    if not words:
        raise NoWords
    if len(words) > DESCRIPTION_LIMIT:
        raise TextTooLong(limit=DESCRIPTION_LIMIT, count=len(words))
    return words


def record_item(
    store: Store,
    item: AgendaItem,
    verb: str,
    *,
    by: Person | None,
    now: datetime,
    through: str = "chat",
    **facts: Any,
) -> None:
    """One line of the item's history; facts like `file`, `other` and `arena` are ids, never names."""
    thing = f"item:{item.id}"
    store.record(verb, thing, now=now, arena_id=item.arena_id, person=by, through=through, **facts)
