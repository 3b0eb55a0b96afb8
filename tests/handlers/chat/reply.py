"""What came of one thing that somebody did in the chat."""

from dataclasses import dataclass, field

from integrations.botapi import ChatView, Message, Person


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What one thing that somebody did brought about: messages new or changed, and notices of presses."""

    said: list[Message] = field(default_factory=list)
    new: list[Message] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """What now stands in those messages."""
        return [message.text for message in self.said]

    @property
    def card(self) -> Message:
        """The only new message, or the only changed one."""
        found = self.new or self.said
        assert len(found) == 1, f"one message was expected: {self.said} {self.notices}"
        return found[0]

    @property
    def text(self) -> str:
        """The words of the only message."""
        return self.card.text

    @property
    def notice(self) -> str:
        """The only notice."""
        assert len(self.notices) == 1, f"one notice was expected: {self.notices} {self.said}"
        return self.notices[0]

    def to(self, where: Person | ChatView) -> list[str]:
        """What was said in one chat, privately where a person is named."""
        return [message.text for message in self.said if message.chat.id == where.id]

    def new_to(self, where: Person | ChatView) -> list[str]:
        """The same without what stood there before and was changed."""
        return [message.text for message in self.new if message.chat.id == where.id]
