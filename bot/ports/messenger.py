"""Who carries messages to their chats and mailboxes, and the ways in which that can fail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.model.dispatch import Claimed, Delivered
from bot.model.letter import Mail, Returned


class NotSent(Exception):
    """The messenger surely did nothing; `wait` is how many seconds it asked for, None if it said nothing."""

    def __init__(self, reason: str, *, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class MailboxThrottled(NotSent):
    """Whoever keeps the mailbox wants no call there for `wait` seconds, whatever it is about."""


class OutcomeUnknown(Exception):
    """The messenger may or may not have done it."""


class Impossible(Exception):
    """The messenger will never do it."""


class ChatClosed(Impossible):
    """The recipient blocked the bot, is gone, or the bot is no longer in the group."""


class ChatMoved(Exception):
    """The group has another id now."""

    def __init__(self, new_chat_id: int) -> None:
        super().__init__(new_chat_id)
        self.new_chat_id = new_chat_id


class TokenRefused(Exception):
    """The messenger does not know the bot any more: nothing can be sent."""


class Messenger(Protocol):
    """Carries out one dispatch in the chat."""

    async def deliver(self, claimed: Claimed, file: bytes | str | None) -> Delivered:
        """Send, edit, pin, answer, leave or remove; `file` is bytes, or the messenger's own id of them.

        Raises NotSent, OutcomeUnknown, Impossible, ChatClosed, ChatMoved, TokenRefused.
        """


class Postman(Protocol):
    """Carries mails: to an SMTP server, or out of a mailbox of the arena."""

    async def carry(self, mail: Mail) -> None:
        """Hand it in. Raises NotSent, OutcomeUnknown, Impossible."""


class ReturnBox(Protocol):
    """Where mails come back that did not arrive."""

    async def returned(self, mailbox: str, since: datetime) -> Sequence[Returned]:
        """Those that came after that instant, the oldest first. Raises NotSent, Impossible."""
