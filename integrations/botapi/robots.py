"""Another bot in the story, which writes by itself."""

from integrations.botapi.bots import BotAccount
from integrations.botapi.groups import Group
from integrations.botapi.messages import Message
from integrations.botapi.speech import said
from integrations.botapi.stage import Stage


class OtherBot:
    """A bot that is not under test: it posts in groups, and so becomes the last bot there."""

    def __init__(self, stage: Stage, account: BotAccount) -> None:
        self.stage = stage
        self.account = account

    def writes(self, text: str, chat: Group, reply_to: Message | None = None) -> Message:
        """Post a text in a group."""
        with self.stage.lock:
            if not chat.chat.member(self.account.user).is_present:
                raise AssertionError(f"{self.account.username} is not in {chat.title}")
            return self.stage.post(chat.chat, self.account.user, body=said(text), reply_to=reply_to)
