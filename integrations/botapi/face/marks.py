"""How far each person has read each chat."""

from collections.abc import Iterable

from integrations.botapi.chats import Chat
from integrations.botapi.stage import Stage
from integrations.botapi.users import User


class Marks:
    """Kept by the server, so that a reloaded page, or a second tab, knows the same."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def read(self, person: User, chat: Chat, message_id: int) -> None:
        """The person has seen everything up to this message."""
        key = (person.id, chat.id)
        self._stage.read[key] = max(message_id, self._stage.read.get(key, 0))
        self._stage.changed.notify_all()

    def read_everything(self, person: User, chats: Iterable[Chat]) -> None:
        """The person has seen all that stands in these chats."""
        for chat in chats:
            if messages := self._stage.history.of(chat):
                self.read(person, chat, messages[-1].message_id)

    def unread(self, person: User, chat: Chat) -> int:
        """How many messages of others the person has not seen."""
        last = self._stage.read.get((person.id, chat.id), 0)
        count = 0
        for message in reversed(self._stage.history.of(chat)):
            if message.message_id <= last:
                break
            count += message.sender is not person and not message.service
        return count
