"""An agenda that went out, and what the tests of what follows it need of it."""

from datetime import datetime, timedelta

from bot.acts.agendas.publishing import publish_agenda
from bot.acts.duties import do_due
from bot.model.agenda import Agenda
from bot.model.deadline import GATHERING
from bot.model.dispatch import Dispatch
from bot.model.item import AgendaItem, FileState
from storage.arena_store import SqlArenaStore
from storage.store import SqlStore
from tests.bot.test_publishing import SENT_AT, accepted, paper, promised
from tests.builders import Cast, a_chat, an_attachment, the_cast

LATER = SENT_AT + timedelta(hours=1)
GATHERED = LATER + GATHERING


def after_the_sending(store: SqlStore) -> Cast:
    """Norr with a group, and an agenda of two items that went out."""
    cast = the_cast(store)
    store.keep(a_chat())
    store.keep(accepted(cast, "Budget", 1, 1))
    store.keep(accepted(cast, "Skola", 2, 2))
    cast.meeting.ready_at = SENT_AT
    place = store.within("norr")
    assert place
    publish_agenda(store, place, cast.meeting, paper, missed=False, now=SENT_AT)
    return cast


def the_item(norr: SqlArenaStore, cast: Cast, title: str) -> AgendaItem:
    """The meeting's item of that title."""
    return next(item for item in norr.items_of(cast.meeting) if item.title == title)


def sweep(store: SqlStore, *, now: datetime = LATER) -> None:
    """The clock's look at what is due, as far as somebody has asked for it."""
    for deadline_id in store.due(now, limit=10):
        do_due(store, deadline_id, paper, now=now)


def in_group(store: SqlStore) -> list[Dispatch]:
    """Everything that was promised to the group, in order."""
    return promised(store, a_chat().chat_id)


def numbered(agenda: Agenda) -> list[tuple[int, str, str | None, bool]]:
    """Number, title, clock time and whether it is taken off, line by line."""
    return [(line.number, line.title, line.clock, line.withdrawn) for line in agenda.lines]


def give(store: SqlStore, cast: Cast, item: AgendaItem, name: str, content: bytes) -> None:
    """A file that is fetched already."""
    file = an_attachment(cast.bo, name, state=FileState.STORED, sha256=store.keep_file(content))
    item.attach(file)
    store.flush()
