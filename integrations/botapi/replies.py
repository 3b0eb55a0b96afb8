"""Where in a chat a message goes: which message it answers, and in which topic."""

from integrations.botapi.access import find_chat
from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat
from integrations.botapi.errors import bad_request
from integrations.botapi.messages import Message
from integrations.botapi.params import Params
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage

GENERAL_TOPIC = 1


def read_thread(stage: Stage, bot: BotAccount, chat: Chat, params: Params) -> Json:
    """`thread_id` and `reply_to` for Stage.post; raises ApiRefusal 400 for an unknown topic or message."""
    thread_id = _topic(chat, bot, params)
    reply_to = _replied(stage, bot, chat, params)
    if thread_id is None and reply_to is not None and reply_to.chat is chat:
        thread_id = reply_to.thread_id
    return {"thread_id": thread_id, "reply_to": reply_to}


def _topic(chat: Chat, bot: BotAccount, params: Params) -> int | None:
    thread_id = params.integer("message_thread_id")
    if thread_id == 0:
        return None
    known = thread_id in chat.topics and thread_id != GENERAL_TOPIC
    if known and thread_id in chat.closed_topics and not chat.member(bot.user).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    if known:
        return thread_id
    # Outside topics the server ignores the number; only 1, General's, is refused everywhere here.
    if chat.is_forum or chat.is_private or thread_id == GENERAL_TOPIC:
        raise bad_request("message thread not found")
    return None


def _replied(stage: Stage, bot: BotAccount, chat: Chat, params: Params) -> Message | None:
    wanted = params.structure("reply_parameters", "reply parameters")
    if wanted is None:
        wanted = {"message_id": params.integer("reply_to_message_id")}
        wanted["allow_sending_without_reply"] = params.boolean("allow_sending_without_reply")
    if not isinstance(wanted, dict):
        raise bad_request("object expected as reply parameters")
    values = Params(wanted)
    if values.integer("message_id") <= 0:
        return None
    where = find_chat(stage, bot, values.text("chat_id")) if values.text("chat_id") else chat
    found = stage.history.find(where, values.integer("message_id"))
    if found is None and not values.boolean("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found
