"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage, setMessageReaction."""

from datetime import timedelta

from integrations.botapi.access import chat_to_edit, chat_to_write, message_in
from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat
from integrations.botapi.entities import FormattedText
from integrations.botapi.errors import bad_request
from integrations.botapi.keyboards import read_inline
from integrations.botapi.messages import Keyboard, Message
from integrations.botapi.params import Params
from integrations.botapi.reactions import read_reactions
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage
from integrations.botapi.wording import read_caption, read_text

DELETED_WITHIN = timedelta(hours=48)
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext (buttons that are not sent again are removed)"""
    body, keyboard = read_text(params), read_inline(params)
    message = _own_message(stage, bot, params)
    if message.document is not None:
        raise bad_request("There is no text in the message to edit")
    return _edit(stage, bot, message, body, keyboard)


def edit_message_caption(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#editmessagecaption"""
    caption, keyboard = read_caption(params), read_inline(params)
    message = _own_message(stage, bot, params)
    if message.document is None:
        raise bad_request("There is no caption in the message to edit")
    return _edit(stage, bot, message, caption, keyboard)


def edit_message_reply_markup(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    keyboard = read_inline(params)
    message = _own_message(stage, bot, params)
    return _edit(stage, bot, message, message.body, keyboard)


def delete_message(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemessage: within 48 hours; others' with the right."""
    chat = chat_to_write(stage, bot, params)
    message = message_in(stage, chat, params, "message to delete")
    if message.sender is not bot.user and not _may_delete_others(bot, chat):
        raise bad_request("message can't be deleted")
    if stage.now() - message.date > DELETED_WITHIN:
        raise bad_request("message can't be deleted for everyone")
    stage.history.delete(message)
    return True


def set_message_reaction(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmessagereaction: at most one, of the free ones"""
    reactions = read_reactions(params)
    message = message_in(stage, chat_to_edit(stage, bot, params), params, "message to react")
    message.reactions[bot.id] = reactions
    return True


def _own_message(stage: Stage, bot: BotAccount, params: Params) -> Message:
    message = message_in(stage, chat_to_edit(stage, bot, params), params, "message to edit")
    if message.sender is not bot.user or message.service or message.other_markup:
        raise bad_request("message can't be edited")
    return message


def _edit(stage: Stage, bot: BotAccount, message: Message, body: FormattedText, keyboard: Keyboard) -> Json:
    if body == message.body and keyboard == message.keyboard:
        raise bad_request(_UNCHANGED)
    if body != message.body:
        message.versions.append(message.body)
    message.body, message.keyboard, message.edited_at = body, keyboard, stage.now()
    return message.to_json(bot.id)


def _may_delete_others(bot: BotAccount, chat: Chat) -> bool:
    return chat.is_private or chat.member(bot.user).may("can_delete_messages")
