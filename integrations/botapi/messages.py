"""A message, as people see it and as a bot is told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from integrations.botapi.chats import Chat
from integrations.botapi.entities import FormattedText
from integrations.botapi.files import StoredFile
from integrations.botapi.rendering import as_html
from integrations.botapi.shapes import Json
from integrations.botapi.users import User

Keyboard = list[list[Json]]


@dataclass(eq=False)
class Message:
    """One message in one chat; edited in place, with its earlier wordings kept."""

    chat: Chat
    message_id: int
    sender: User
    date: datetime
    body: FormattedText = field(default_factory=FormattedText)
    document: StoredFile | None = None
    keyboard: Keyboard = field(default_factory=list)
    other_markup: Json | None = None
    reply_to: "Message | None" = None
    thread_id: int | None = None
    media_group_id: str | None = None
    sender_chat: Chat | None = None
    forward_origin: Json | None = None
    service: dict[str, Any] = field(default_factory=dict)
    silent: bool = False
    protected: bool = False
    edited_at: datetime | None = None
    versions: list[FormattedText] = field(default_factory=list)
    pinned: bool = False
    deleted: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What one reads: the text, or the caption of a document or photo."""
        return self.body.text

    @property
    def html(self) -> str:
        """The text with its entities as HTML."""
        return as_html(self.body)

    @property
    def buttons(self) -> list[list[str]]:
        """Rows of visible words on the buttons below, or of the reply keyboard."""
        rows = self.keyboard or (self.other_markup or {}).get("keyboard", [])
        return [[button["text"] if isinstance(button, dict) else button for button in row] for row in rows]

    @property
    def documents(self) -> list[StoredFile]:
        """The attached file, as a list of none or one; a photo is none."""
        return [self.document] if self.document and not self.document.pixels else []

    @property
    def from_bot(self) -> bool:
        """Whether a bot wrote it."""
        return self.sender.is_bot

    @property
    def history(self) -> list[str]:
        """Every wording it has had, the present one last."""
        return [version.text for version in (*self.versions, self.body)]

    def __repr__(self) -> str:
        what = next(iter(self.service), None) or (self.document.name if self.document else "")
        return f"<{self.sender.name}: {what} {self.text!r} {self.buttons or ''}>"

    def to_json(self, bot_id: int, *, with_reply: bool = True) -> Json:
        """A `Message` of the Bot API as one bot gets it; a replied message is nested one level."""
        shown: Json = {"message_id": self.message_id, "from": self.sender.to_json()}
        if self.sender_chat is not None:
            shown["sender_chat"] = self.sender_chat.to_json()
        shown["chat"], shown["date"] = self.chat.to_json(), int(self.date.timestamp())
        shown.update(self._circumstances(bot_id, with_reply=with_reply))
        shown.update(self._content(bot_id))
        if self.keyboard:
            shown["reply_markup"] = {"inline_keyboard": self.keyboard}
        return shown

    def _circumstances(self, bot_id: int, *, with_reply: bool) -> Json:
        shown: Json = {}
        if self.edited_at is not None:
            shown["edit_date"] = int(self.edited_at.timestamp())
        if self.thread_id is not None:
            shown.update(message_thread_id=self.thread_id, is_topic_message=True)
        if self.forward_origin is not None:
            shown["forward_origin"] = self.forward_origin
        if self.media_group_id is not None:
            shown["media_group_id"] = self.media_group_id
        if self.protected:
            shown["has_protected_content"] = True
        if with_reply and self.reply_to is not None and not self.reply_to.deleted:
            shown["reply_to_message"] = self.reply_to.to_json(bot_id, with_reply=False)
        return shown

    def _content(self, bot_id: int) -> Json:
        shown: Json = {key: _service_value(value, bot_id) for key, value in self.service.items()}
        if self.document is not None:
            file = self.document.to_json(bot_id)
            shown[self.document.kind] = [file] if self.document.pixels else file
        if self.body.text:
            kind = "caption" if self.document else "text"
            shown[kind] = self.body.text
            if self.body.entities:
                shown["caption_entities" if self.document else "entities"] = list(self.body.entities)
        return shown


def _service_value(value: Any, bot_id: int) -> Any:
    return value.to_json(bot_id, with_reply=False) if isinstance(value, Message) else value
