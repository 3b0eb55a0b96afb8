"""What the bot promised, sent and will do, read from its database as it happens."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from bot.model.dispatch import DispatchKind, DispatchState
from bot.model.meeting import MeetingState
from bot.texts import plain
from handlers.demo.days import ZONE
from handlers.demo.players import ARENA
from handlers.demo.web.outlook import readable
from handlers.demo.web.whoswho import WhosWho
from integrations.botapi import World
from integrations.botapi.face import Player
from integrations.graphapi.face import Outlook
from storage import lookout

Json = dict[str, Any]
LOOK_AGAIN_SECONDS = 0.25
MOST_PROMISES, MOST_DUES, MOST_MEETINGS = 60, 40, 4
EMPTY: Json = {
    "due": [],
    "sent": [],
    "meetings": [],
    "people": {},
    "addresses": {},
    "keepers": [],
    "outlook": {"events": [], "letters": []},
}


class Board:
    """A thread that looks into the database four times a second, and rings when something has changed."""

    def __init__(
        self,
        file: Path,
        world: World,
        outlook: Outlook,
        players: Sequence[Player],
        ring: Callable[[], None],
    ) -> None:
        self._file, self._world, self._outlook = file, world, outlook
        self._players, self._ring = players, ring
        self._engine = create_engine(f"sqlite:///{file}", isolation_level="AUTOCOMMIT")
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="board", daemon=True)
        self.shown = EMPTY

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Let the file go."""
        self._ended.set()
        self._thread.join()
        self._engine.dispose()

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_AGAIN_SECONDS):
            # There is no database before the first command, and no tables while they are being made.
            if self._file.exists():
                try:
                    self._look()
                except OperationalError:
                    continue

    def _look(self) -> None:
        now = self._world.now().astimezone(ZONE)
        with self._engine.connect() as connection:
            found = {
                "due": [_due(each) for each in lookout.things_due(connection, MOST_DUES)],
                "sent": [self._promise(row) for row in lookout.newest_promises(connection, MOST_PROMISES)],
                "meetings": [
                    _meeting(row)
                    for row in lookout.meetings_after(connection, now.replace(tzinfo=None), MOST_MEETINGS)
                ],
                **self._people(WhosWho(connection, now.date())),
                "addresses": self._addresses(lookout.addresses(connection)),
                "outlook": readable(self._outlook.shown()),
            }
        if found != self.shown:
            self.shown = found
            self._ring()

    def _people(self, whos_who: WhosWho) -> Json:
        """What everybody is, and who may open the arena's mailbox."""
        names = {each.person.id: each.person.name for each in self._players}
        abouts = {each.person.id: each.about for each in self._players}
        return {
            "people": {str(number): whos_who.about(name) or abouts[number] for number, name in names.items()},
            "keepers": [number for number, name in names.items() if whos_who.is_secretary(name)],
        }

    def _addresses(self, known: Mapping[str, str]) -> dict[str, str]:
        return {
            str(each.person.id): known[each.person.name]
            for each in self._players
            if each.person.name in known
        }

    def _promise(self, row: Any) -> Json:
        return {
            "kind": row.kind,
            "state": row.state,
            "to": row.person_name if row.kind is DispatchKind.MAIL else self._name(row.chat_id),
            "text": _news(plain(row.text or ""))[:160],
            "file": row.file_name or "",
            "why": row.error if row.state in (DispatchState.FAILED, DispatchState.UNKNOWN) else "",
            "at": self._arrived(row.chat_id, row.message_id) or _instant(row.arrived_at),
        }

    def _name(self, chat_id: int) -> str:
        user, chat = self._world.users.get(chat_id), self._world.chats.get(chat_id)
        return user.name if user else chat.title if chat else ""

    def _arrived(self, chat_id: int, message_id: int | None) -> str | None:
        if message_id is None:
            return None
        with self._world.lock:
            chat = self._world.chats.get(chat_id) or self._world.bot.private_chats.get(chat_id)
            message = self._world.history.find(chat, message_id) if chat else None
            return message.date.isoformat() if message else None


def _news(text: str) -> str:
    """Without the arena's name, with which nearly all begin: there is no other."""
    return text.removeprefix(f"{ARENA} ")


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _due(due: lookout.Due) -> Json:
    return {"kind": due.kind, "at": due.due_at.isoformat()}


def _meeting(row: Any) -> Json:
    return {
        "at": row.starts.replace(tzinfo=ZONE).isoformat(),
        "place": row.place or "",
        "cancelled": row.state is MeetingState.CANCELLED,
    }
