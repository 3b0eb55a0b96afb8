"""What lies in every chat: messages in order, and which of them are pinned."""

from collections import defaultdict
from collections.abc import Iterator

from integrations.botapi.chats import Chat
from integrations.botapi.messages import Message


class History:
    """All messages. Private chats and groups share one row of numbers, each supergroup has its own."""

    def __init__(self) -> None:
        self._by_chat: defaultdict[Chat, dict[int, Message]] = defaultdict(dict)
        self._pins: defaultdict[Chat, list[Message]] = defaultdict(list)
        self._last_ids: defaultdict[int, int] = defaultdict(int)

    def next_id(self, chat: Chat) -> int:
        """The number of the chat's next message."""
        row = chat.id if chat.type in ("supergroup", "channel") else 0
        self._last_ids[row] += 1
        return self._last_ids[row]

    def add(self, message: Message) -> None:
        """Keep a message."""
        self._by_chat[message.chat][message.message_id] = message

    def find(self, chat: Chat, message_id: int) -> Message | None:
        """A message that still stands in the chat."""
        message = self._by_chat[chat].get(message_id)
        return None if message is None or message.deleted else message

    def of(self, chat: Chat) -> list[Message]:
        """What stands in the chat, oldest first; deleted messages are gone."""
        return [message for message in self._by_chat[chat].values() if not message.deleted]

    def everything(self) -> Iterator[Message]:
        """Every message of every chat, deleted ones too."""
        return (message for messages in self._by_chat.values() for message in messages.values())

    def delete(self, message: Message) -> None:
        """Take a message away."""
        message.deleted = True
        self.unpin(message)

    def pin(self, message: Message) -> None:
        """Pin a message, the newest first."""
        self.unpin(message)
        message.pinned = True
        self._pins[message.chat].insert(0, message)

    def unpin(self, message: Message) -> None:
        """Unpin a message, if it was pinned."""
        message.pinned = False
        if message in self._pins[message.chat]:
            self._pins[message.chat].remove(message)

    def pinned(self, chat: Chat) -> list[Message]:
        """Pinned messages, the newest first."""
        return list(self._pins[chat])
