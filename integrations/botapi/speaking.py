"""Somebody who writes: texts, files, albums, forwards, and under other names than their own."""

from collections.abc import Iterable
from typing import Any

from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat
from integrations.botapi.groups import Group
from integrations.botapi.messages import Message
from integrations.botapi.speech import origin, said
from integrations.botapi.stage import Stage
from integrations.botapi.users import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, User
from integrations.botapi.views import ChatView

Upload = tuple[str, bytes]


class Speaker(User):
    """Where no chat is named: that of the answered message, or the private chat with the world's bot."""

    def __init__(self, stage: Stage, bot: BotAccount, number: int, first_name: str, last_name: str) -> None:
        super().__init__(number, first_name, last_name)
        self.stage = stage
        self.bot = bot

    def chat(self, bot: BotAccount | None = None) -> ChatView:
        """Their private chat with the bot."""
        return ChatView(self.stage, (bot or self.bot).private_chat(self))

    def writes(
        self,
        text: str,
        chat: ChatView | None = None,
        *,
        reply_to: Message | None = None,
        thread: int | None = None,
    ) -> Message:
        """Send a text."""
        return self._sends(chat, reply_to, thread, body=said(text))

    def sends_file(
        self,
        name: str,
        content: bytes,
        chat: ChatView | None = None,
        *,
        caption: str = "",
        mime_type: str = "",
        reply_to: Message | None = None,
        thread: int | None = None,
    ) -> Message:
        """Send a document."""
        document = self.stage.files.store(name, content, mime_type)
        return self._sends(chat, reply_to, thread, body=said(caption), document=document)

    def sends_album(
        self,
        files: Iterable[Upload],
        chat: ChatView | None = None,
        *,
        caption: str = "",
        reply_to: Message | None = None,
    ) -> list[Message]:
        """Send several documents at once: several messages, the caption on the first."""
        with self.stage.lock:
            group = str(self.stage.number())
            sent: list[Message] = []
            for name, content in files:
                body = said("" if sent else caption)
                document = self.stage.files.store(name, content)
                sent.append(
                    self._sends(chat, reply_to, None, body=body, document=document, media_group_id=group)
                )
            return sent

    def forwards(self, message: Message, chat: ChatView | None = None) -> Message:
        """Forward a message, with who wrote it first."""
        copied = {"body": message.body, "document": message.document, "forward_origin": origin(message)}
        return self._sends(chat, None, None, **copied)

    def edits(self, message: Message, text: str) -> None:
        """Change one's own message."""
        with self.stage.lock:
            if message.sender is not self:
                raise AssertionError(f"{self.name} did not write {message!r}")
            message.versions.append(message.body)
            message.body, message.edited_at = said(text), self.stage.now()
            self.stage.tell("edited_message", message)
            self.stage.changed.notify_all()

    def deletes(self, message: Message) -> None:
        """Delete a message for everybody; bots are not told."""
        with self.stage.lock:
            self.stage.history.delete(message)

    def writes_anonymously(self, text: str, chat: Group, *, thread: int | None = None) -> Message:
        """Write as the group itself, as an anonymous administrator does."""
        self.must_be_in(chat.chat)
        return self.posts(
            chat.chat, GROUP_ANONYMOUS_BOT, body=said(text), sender_chat=chat.chat, thread_id=thread
        )

    def writes_as(self, channel: Chat, text: str, chat: Group) -> Message:
        """Write as a channel."""
        self.must_be_in(chat.chat)
        return self.posts(chat.chat, CHANNEL_BOT, body=said(text), sender_chat=channel)

    def _sends(
        self, chat: ChatView | None, reply_to: Message | None, thread: int | None, **content: Any
    ) -> Message:
        place = reply_to.chat if chat is None and reply_to is not None else (chat or self.chat()).chat
        thread = thread if thread is not None or reply_to is None else reply_to.thread_id
        self.must_be_in(place)
        return self.posts(place, self, reply_to=reply_to, thread_id=thread, **content)

    def posts(self, chat: Chat, sender: User, **content: Any) -> Message:
        with self.stage.lock:
            if chat.is_private:
                self._begins(chat)
            return self.stage.post(chat, sender, **content)

    def _begins(self, chat: Chat) -> None:
        for bot in self.stage.bots_in(chat):
            if self.id in bot.blocked_by:
                raise AssertionError(f"{self.name} has blocked the bot: unblocks_bot() first")
            bot.started_by.add(self.id)

    def must_be_in(self, chat: Chat) -> None:
        """AssertionError in a group that they are not in."""
        if not chat.is_private and not chat.member(self).is_present:
            raise AssertionError(f"{self.name} is not in {chat.title}")
