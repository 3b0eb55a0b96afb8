"""What the fetching step learns of an attachment: kept, or refused and said to whoever sent it."""

from datetime import datetime
from typing import Any

from bot.acts.agendas.latefiles import ask_if_promised
from bot.acts.agendas.leftout import note_if_left_out, version_button
from bot.acts.items.arriving import pass_on_file
from bot.acts.sending.promises import tell_person
from bot.model.dispatch import NEWS, DispatchKind
from bot.model.item import AgendaItem, Attachment, FileState
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def keep_content(
    store: Store, place: ArenaStore, item_id: int, file_id: int, content: bytes, *, now: datetime
) -> None:
    """Keep the bytes as our own copy; what a sent agenda had promised goes out soon, and of what it had not
    the preparers are reminded."""
    item, file = _find(place, item_id, file_id)
    if item and file:
        file.sha256 = store.keep_file(content)
        file.size = len(content)
        file.state = FileState.STORED
        ask_if_promised(store, place, item, file, now=now)
        note_if_left_out(store, place, item, file, now=now)
        pass_on_file(store, place, item, file, now=now)


def refuse(store: Store, place: ArenaStore, item_id: int, file_id: int, why: str, *, now: datetime) -> None:
    """Take the file off the item, and tell whoever sent it what to do; `why` is a word of file_refused.j2.

    What was promised before it came is promised still, and the version before it stands again.
    """
    item, file = _find(place, item_id, file_id)
    if item and file:
        item.refuse(file)
        item.awaits_file = item.awaits_file or _is_promised(place, item)
        text = say("file_refused", arena=place.arena, item=item, file=file, why=why)
        _say_instead(store, place, item, file, text)


def _is_promised(place: ArenaStore, item: AgendaItem) -> bool:
    """Whether «Bilaga kommer» was pressed, not taken back, and no good file has come since."""
    promised, taken_back = (
        place.latest_entry(verb, f"item:{item.id}") for verb in ("file promised", "no file promised")
    )
    if promised is None or (taken_back and taken_back.id > promised.id):
        return False
    return item.lacks_since(promised.at)


def receipt_of(file: Attachment) -> str:
    """The subject of the message that says it has come."""
    return f"file:{file.id}"


def _say_instead(store: Store, place: ArenaStore, item: AgendaItem, file: Attachment, text: str) -> None:
    """In the message that said the file had come, or in a new one where that was not said in private."""
    shown = store.dispatch_for(file.added_by.telegram_id or 0, receipt_of(file))
    more: dict[str, Any] = {"kind": DispatchKind.EDIT, "after": shown, "subject": NEWS} if shown else {}
    if shown:
        # What was not kept is in no new version.
        left_out = [version_button(item.meeting)] if item.meeting else []
        rows = [row for row in shown.buttons if row != left_out]
        more |= {"buttons": rows, "about": shown.about}
    tell_person(store, place, file.added_by, text, key=f"filerefused:{file.id}", **more)


def _find(place: ArenaStore, item_id: int, file_id: int) -> tuple[AgendaItem | None, Attachment | None]:
    item = place.item(item_id)
    files = item.attachments if item else []
    return item, next((file for file in files if file.id == file_id), None)
