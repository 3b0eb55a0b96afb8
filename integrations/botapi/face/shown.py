"""The world as JSON for the page: a chat, a message, a button, as one person sees them."""

from collections.abc import Iterator
from typing import Any

from integrations.botapi.chats import Chat
from integrations.botapi.members import REMOVING
from integrations.botapi.messages import Message
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage
from integrations.botapi.users import User


def shown_user(user: User) -> Json:
    """Who somebody is."""
    return {"id": user.id, "name": user.name, "bot": user.is_bot}


def shown_chat(stage: Stage, chat: Chat, person: User, *, unread: int) -> Json:
    """A line in the list of chats, and what the chat's head and menu need."""
    messages = stage.history.of(chat)
    last = next((message for message in reversed(messages) if not message.service), None)
    bots = list(stage.bots_in(chat))
    return {
        "id": chat.id,
        "type": chat.type,
        "title": bots[0].user.name if chat.is_private and bots else chat.title,
        "members": [shown_user(each.user) for each in chat.present()],
        "removes": chat.member(person).may(REMOVING),
        "unread": unread,
        "last": _line(last, person) if last else None,
        "pinned": [message.message_id for message in stage.history.pinned(chat)],
        "commands": list(_commands(stage, chat)),
        "bot": bots[0].username if bots else "",
    }


def shown_message(message: Message, person: User) -> Json:
    """One bubble."""
    return {
        "chat": message.chat.id,
        "id": message.message_id,
        "from": shown_user(message.sender),
        "mine": message.sender is person,
        "date": message.date.isoformat(),
        "edited": message.edited_at is not None,
        "text": message.body.text,
        "entities": list(message.body.entities),
        "document": _document(message),
        "keyboard": [[_button(button) for button in row] for row in message.keyboard],
        "keys": _keys(message.other_markup),
        "reply": _reply(message),
        "pinned": message.pinned,
        "service": {kind: _service(value) for kind, value in message.service.items()},
    }


def look_of(message: Message) -> tuple[Any, ...]:
    """Equal as long as the message looks the same."""
    replied = message.reply_to is not None and message.reply_to.deleted
    return message.body, message.keyboard, message.edited_at, message.pinned, replied


def _line(message: Message, person: User) -> Json:
    what = message.document.name if message.document else message.text.partition("\n")[0]
    return {
        "from": message.sender.name,
        "mine": message.sender is person,
        "text": message.text.replace("\n", " ")[:120] or what,
        "date": message.date.isoformat(),
    }


def _commands(stage: Stage, chat: Chat) -> Iterator[Json]:
    """What the bots themselves have set for such a chat, the narrower scope first."""
    kind = "all_private_chats" if chat.is_private else "all_group_chats"
    for bot in stage.bots_in(chat):
        for scope in (f"chat_id={chat.id} type=chat", f"type={kind}", "type=default"):
            if (scope, "") in bot.commands:
                yield from bot.commands[scope, ""]
                break


def _document(message: Message) -> Json | None:
    if message.document is None:
        return None
    file = message.document
    return {
        "number": file.number,
        "name": file.name,
        "size": len(file.content),
        "mime": file.mime_type,
        "pixels": file.pixels,
    }


def _button(button: Json) -> Json:
    return {"text": button["text"], "url": button.get("url", "")}


def _keys(markup: Json | None) -> Json | None:
    """What the message puts below the text field, no rows if it clears that; None if it leaves it."""
    if markup is None or not markup.keys() & {"keyboard", "remove_keyboard"}:
        return None
    rows = [[_key(button) for button in row] for row in markup.get("keyboard", [])]
    return {"rows": rows, "once": markup.get("one_time_keyboard", False)}


def _key(button: Json | str) -> Json:
    if isinstance(button, str):
        return {"text": button, "people": False}
    return {"text": button["text"], "people": "request_users" in button}


def _reply(message: Message) -> Json | None:
    replied = message.reply_to
    if replied is None or replied.deleted:
        return None
    what = replied.document.name if replied.document else ""
    return {"id": replied.message_id, "from": replied.sender.name, "text": replied.text[:120] or what}


def _service(value: Any) -> Any:
    """Names of those who came or went, the number of a pinned message, else the value as it is."""
    if isinstance(value, Message):
        return value.message_id
    if isinstance(value, list):
        return [_service(each) for each in value]
    if isinstance(value, dict) and "users" in value:
        return _service(value["users"])
    if isinstance(value, dict) and "first_name" in value:
        return f"{value['first_name']} {value.get('last_name', '')}".strip()
    return value
