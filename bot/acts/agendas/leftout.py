"""A file that came after the sending without being promised reaches people only in a new version."""

from datetime import datetime

from bot.acts.agendas.latefiles import is_promised, lacking
from bot.acts.sending.notices import note
from bot.acts.sending.promises import preparers
from bot.model.dispatch import Button
from bot.model.item import AgendaItem, Attachment
from bot.model.meeting import Meeting
from bot.model.notice import VERSION
from bot.model.workdays import next_morning
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def version_button(meeting: Meeting) -> Button:
    """To what a new version would say, from where it is previewed and sent."""
    return Button(text="Skicka ny version", action="changed", arena_id=meeting.arena.id, thing=meeting.id)


def left_out(place: ArenaStore, meeting: Meeting) -> list[Attachment]:
    """The files of a sent agenda that people do not have and that nothing brings them by itself."""
    return [file for line, file in lacking(place, meeting) if not is_promised(line, file)]


def note_if_left_out(
    store: Store, place: ArenaStore, item: AgendaItem, file: Attachment, *, now: datetime
) -> None:
    """The preparers are reminded once, the next working morning, however many files there are by then."""
    meeting = item.meeting
    if meeting is None or not meeting.is_sent or file not in left_out(place, meeting):
        return
    morning = next_morning(place.arena.local(now))
    note(
        store,
        place,
        preparers(place, now),
        say("files_left_out", arena=place.arena, meeting=meeting),
        key=f"leftout:{meeting.id}:{meeting.generation}:{morning.date()}",
        since=morning,
        useful_until=meeting.starts_local,
        subject=f"{VERSION}:{meeting.id}",
    )
