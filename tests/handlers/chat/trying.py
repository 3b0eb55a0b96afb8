"""What would come of something that is said or pressed: it is answered, looked at, and undone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import texts
from bot.model.dispatch import Dispatch, DispatchKind
from handlers.chat.hearing import hear
from handlers.chat.router import answer
from storage import tables
from storage.store import SqlStore
from tests.handlers.chat.chatting import MACHINERY, Chat

NO = Path(texts.__file__).with_name("no")
# Shorter beginnings are those of other texts too.
TELLING = 10
# How the sentences begin with which an arena says no to those it knows.
REFUSED = (
    "Du har ingen plats",
    "Du är suppleant",
    "Du är ersättare",
    "Jag väntade ett dygn",
    *(
        start
        for path in NO.glob("*.j2")
        if len(start := path.read_text().partition("{")[0].strip()) > TELLING
    ),
)
# Questions come and go with what is said of them, which is looked at instead; a group of no arena is left.
APART = {*MACHINERY, "dialogue", "lodging"}
KEPT = [table for table in tables.metadata.sorted_tables if table.name not in APART]


class Trial:
    """Everything that is tried begins from what is kept now, since all of it is undone."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        with chat.database.session() as session:
            self._kept = list(_kept_of_norr(session))
            self._last = session.scalar(select(func.max(tables.dispatch.c.id))) or 0

    def does_something(self, given: Callable[[SqlStore], None]) -> bool:
        """Answer what waits, given what a conversation would have brought about, and take it back.

        Whether anything of Norr was changed, said in its name, sent as a file, or shown with its buttons.
        """
        with self._undone() as session:
            given(SqlStore(session))
            promised = self._answer(session)
            return any(map(_is_of_norr, promised)) or list(_kept_of_norr(session)) != self._kept

    def words(self) -> list[str]:
        """Answer what waits, and take it back: all that would be said, with files' names and buttons."""
        with self._undone() as session:
            return [words for dispatch in self._answer(session) for words in _words(dispatch)]

    def texts(self) -> list[str]:
        """The same, as Telegram would be given it, without receipts and the rest."""
        with self._undone() as session:
            promised = [each for each in self._answer(session) if each.kind is not DispatchKind.RECEIPT]
            return [dispatch.text or "" for dispatch in promised]

    @contextmanager
    def _undone(self) -> Iterator[Session]:
        with Session(self._chat.database.engine, expire_on_commit=False) as session:
            yield session
            session.rollback()

    def _answer(self, session: Session) -> Sequence[Dispatch]:
        """What was promised thereby."""
        store = SqlStore(session)
        me, now = self._chat.me, self._chat.clock.now()
        for number, raw in enumerate(self._chat.bot.take_updates()):
            answer(store, hear(raw, me.bot_name, me.bot_id), key=f"tried {number}", me=me, now=now)
        session.flush()
        return session.scalars(select(Dispatch).where(tables.dispatch.c.id > self._last)).all()


def _kept_of_norr(session: Session) -> Iterator[Any]:
    """What David does in Syd is his own affair."""
    for table in KEPT:
        arena = next((table.c[name] for name in ("arena_id", "id") if name in table.c), None)
        rows = session.execute(select(table)).mappings()
        yield sorted(str(row) for row in rows if arena is None or row[arena] != "syd")


def _words(dispatch: Dispatch) -> list[str]:
    buttons = [button.text for row in dispatch.buttons for button in row]
    return [dispatch.text or "", dispatch.file_name or "", *buttons]


def _is_of_norr(dispatch: Dispatch) -> bool:
    can_be_pressed = any(button.arena_id == "norr" for row in dispatch.buttons for button in row)
    is_file = dispatch.kind is DispatchKind.DOCUMENT
    text = dispatch.text or ""
    is_refusal = text.partition("\n")[2].startswith(REFUSED)
    return is_file or can_be_pressed or ("<b>Norr</b>" in text and not is_refusal)
