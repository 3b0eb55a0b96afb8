"""A press on a button, and what the presser was shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from integrations.botapi.bots import BotAccount
from integrations.botapi.messages import Message
from integrations.botapi.users import User

ANSWER_WITHIN = timedelta(seconds=150)


@dataclass(frozen=True)
class CallbackAnswer:
    """The short notice above the chat, or an alert to be closed."""

    text: str
    show_alert: bool = False
    url: str = ""


@dataclass(eq=False)
class Press:
    """One press; `answer` is None until the bot answers, and can be given once, within 150 seconds."""

    id: str
    bot: BotAccount
    presser: User
    message: Message
    data: str
    pressed_at: datetime
    answer: CallbackAnswer | None = None

    def may_be_answered(self, now: datetime) -> bool:
        """Not yet answered, and not too old."""
        return self.answer is None and now - self.pressed_at <= ANSWER_WITHIN
