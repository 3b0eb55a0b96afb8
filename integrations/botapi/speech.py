"""What a person's telephone makes of what they type and forward."""

from integrations.botapi.entities import FormattedText, cleaned
from integrations.botapi.messages import Message
from integrations.botapi.shapes import Json


def said(text: str) -> FormattedText:
    """Plain text, in which the server finds commands, links and mentions."""
    return FormattedText(cleaned(text)).trimmed().with_found_entities()


def origin(message: Message) -> Json:
    """Who wrote a forwarded message first (`MessageOrigin`)."""
    if message.forward_origin is not None:
        return message.forward_origin
    date = int(message.date.timestamp())
    if message.sender_chat is not None:
        return {"type": "chat", "date": date, "sender_chat": message.sender_chat.to_json()}
    return {"type": "user", "date": date, "sender_user": message.sender.to_json()}
