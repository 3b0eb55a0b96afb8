"""Buttons below a message, checked as the server checks them."""

from typing import Any

from integrations.botapi.errors import ApiRefusal, bad_request
from integrations.botapi.links import checked_link
from integrations.botapi.messages import Keyboard
from integrations.botapi.params import Params
from integrations.botapi.reply_keyboards import check_reply_keyboard
from integrations.botapi.shapes import Json

MOST_BUTTONS = 100
LONGEST_DATA = 64
_KINDS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_STYLES = {"", "default", "primary", "danger", "success"}


def read_markup(params: Params) -> tuple[Keyboard, Json | None]:
    """The inline keyboard and, apart from it, any other markup; raises ApiRefusal 400."""
    markup = params.structure("reply_markup", "reply keyboard markup")
    if markup is None:
        return [], None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"]), None
    if "keyboard" in markup:
        check_reply_keyboard(markup["keyboard"])
    return [], markup or None


def read_inline(params: Params) -> Keyboard:
    """The inline keyboard of an edit; no other markup will do."""
    keyboard, other = read_markup(params)
    if other:
        raise bad_request("inline keyboard expected")
    return keyboard


def _inline(rows: Any) -> Keyboard:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [[_button(button) for button in row] for row in rows if row]


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise _unparsable('Can\'t find field "text"')
    if not button["text"].strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    if button.get("style", "") not in _STYLES:
        raise _unparsable("invalid button style specified")
    _check_kind(button)
    return button


def _check_kind(button: Json) -> None:
    kinds = [kind for kind in _KINDS if button.get(kind) not in (None, "") or _may_be_empty(kind, button)]
    if not kinds:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        # The server takes the first in silence; a test wants to know.
        raise _unparsable(f"exactly one optional field must be used, found {', '.join(kinds)}")
    if kinds == ["url"]:
        _check_url(button)
    if kinds == ["callback_data"]:
        _check_data(button["callback_data"])


def _may_be_empty(kind: str, button: Json) -> bool:
    return kind in button and kind not in ("url", "callback_data")


def _check_url(button: Json) -> None:
    if not checked_link(str(button["url"])):
        raise bad_request(f"Inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _check_data(data: Any) -> None:
    if not isinstance(data, str):
        raise _unparsable('Field "callback_data" must be of type String')
    if len(data.encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def _unparsable(words: str) -> ApiRefusal:
    return bad_request(f"can't parse inline keyboard button: {words}")
