"""Keyboards below the text field, and the buttons in them that ask for people."""

from collections.abc import Iterable, Sequence
from typing import Any

from integrations.botapi.chats import Chat
from integrations.botapi.errors import ApiRefusal, bad_request
from integrations.botapi.shapes import Json
from integrations.botapi.users import User

MOST_PEOPLE = 10
_INT32 = range(-(2**31), 2**31)
# What each kind of button is refused for outside private chats, in tdlib's words (KeyboardButton.cpp).
_PRIVATE_ONLY = {
    "request_users": "Users can be requested in private chats only",
    "request_chat": "Chats can be requested in private chats only",
    "request_contact": "Phone number can be requested in private chats only",
    "request_location": "Location can be requested in private chats only",
    "request_poll": "Poll can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}


def check_reply_keyboard(rows: Any) -> None:
    """Rows of buttons, each with words; raises ApiRefusal 400."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    buttons = [button for row in rows for button in row]
    for button in buttons:
        text = button.get("text") if isinstance(button, dict) else button
        if not isinstance(text, str) or not text.strip():
            raise bad_request("Keyboard button text must be non-empty")
    _check_requests([button["request_users"] for button in _asking(buttons, "request_users")])


def check_its_place(markup: Json | None, chat: Chat) -> None:
    """Nobody is asked for anything where others read along; raises ApiRefusal 400."""
    buttons = [button for row in (markup or {}).get("keyboard", []) for button in row]
    for kind, words in _PRIVATE_ONLY.items():
        if not chat.is_private and any(_asking(buttons, kind)):
            raise bad_request(words)


def shared_people(asked: Json, people: Sequence[User]) -> Json:
    """`UsersShared` for what was asked; AssertionError for what no app offers to its user."""
    most = asked.get("max_quantity", 1)
    if not 1 <= len(people) <= most:
        raise AssertionError(f"between 1 and {most} people are to be picked, not {len(people)}")
    wanted = asked.get("user_is_bot")
    wrong = [each.name for each in people if wanted is not None and each.is_bot is not wanted]
    if wrong:
        raise AssertionError(f"not offered: {', '.join(wrong)}")
    return {"request_id": asked["request_id"], "users": [_shared(asked, each) for each in people]}


def _shared(asked: Json, user: User) -> Json:
    """Nobody's name is told unless it was asked for."""
    shown = {"user_id": user.id}
    named = user.to_json()
    fields = ["first_name", "last_name"] if asked.get("request_name") else []
    fields += ["username"] if asked.get("request_username") else []
    return shown | {field: named[field] for field in fields if named.get(field)}


def _asking(buttons: Iterable[Any], kind: str) -> list[Json]:
    return [button for button in buttons if isinstance(button, dict) and button.get(kind)]


def _check_requests(requests: list[Any]) -> None:
    for request in requests:
        if not isinstance(request, dict):
            raise _unparsable('field "request_users" must be of type Object')
        if "request_id" not in request:
            raise _unparsable('can\'t find field "request_id"')
        if request["request_id"] not in _INT32 or isinstance(request["request_id"], bool):
            raise _unparsable('field "request_id" must be a valid Number')
        # The description gives limit and uniqueness, not the words of the refusal.
        if request.get("max_quantity", 1) not in range(1, MOST_PEOPLE + 1):
            raise bad_request("BUTTON_TYPE_INVALID")
    ids = [request["request_id"] for request in requests]
    if len(set(ids)) < len(ids):
        raise bad_request("BUTTON_TYPE_INVALID")


def _unparsable(words: str) -> ApiRefusal:
    return bad_request(f"can't parse keyboard button: {words}")
