"""A chat as a story reads it: the messages that stand there now, the newest last."""

from integrations.botapi.chats import Chat
from integrations.botapi.messages import Message
from integrations.botapi.stage import Stage


class ChatView:
    """One chat. Reading takes a fresh list each time."""

    def __init__(self, stage: Stage, chat: Chat) -> None:
        self.stage = stage
        self._chat = chat

    @property
    def chat(self) -> Chat:
        """The chat itself."""
        return self._chat

    @property
    def id(self) -> int:
        """Its number in the Bot API."""
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """Everything that stands here, service messages too, oldest first."""
        with self.stage.lock:
            return self.stage.history.of(self.chat)

    @property
    def from_bot(self) -> list[Message]:
        """What bots wrote here."""
        return [message for message in self.messages if message.from_bot and not message.service]

    @property
    def last(self) -> Message:
        """The newest message that is no service message; AssertionError if there is none."""
        spoken = [message for message in self.messages if not message.service]
        if not spoken:
            raise AssertionError(f"nothing was written in {self!r}")
        return spoken[-1]

    @property
    def pinned(self) -> list[Message]:
        """Pinned messages, the newest first."""
        with self.stage.lock:
            return self.stage.history.pinned(self.chat)

    def find(self, words: str) -> Message:
        """The newest message that contains these words; AssertionError naming what stands here instead."""
        found = [message for message in self.messages if words in message.text]
        if not found:
            said = "\n".join(f"  {message!r}" for message in self.messages[-10:]) or "  (nothing)"
            raise AssertionError(f"no message with {words!r} in {self!r}; the last ones are\n{said}")
        return found[-1]

    def __repr__(self) -> str:
        return f"<{self.chat.type} {self.chat.title or (self.chat.person.name if self.chat.person else '')}>"
