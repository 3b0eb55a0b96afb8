"""Which chat a call is about, and whether the bot may read or write there."""

from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat
from integrations.botapi.errors import bad_request, forbidden, upgraded
from integrations.botapi.messages import Message
from integrations.botapi.params import Params
from integrations.botapi.stage import Stage
from integrations.botapi.users import User


def chat_to_write(stage: Stage, bot: BotAccount, params: Params) -> Chat:
    """The chat of `chat_id`, in which the bot may post; raises ApiRefusal 400 or 403."""
    chat = find_chat(stage, bot, params.text("chat_id"))
    if chat.person is not None:
        _refuse_unwilling(bot, chat.person)
    else:
        _refuse_closed(bot, chat)
    return chat


def chat_to_edit(stage: Stage, bot: BotAccount, params: Params) -> Chat:
    """The same, but a person who blocked the bot does not stop it from changing its old messages."""
    chat = find_chat(stage, bot, params.text("chat_id"))
    if chat.person is None:
        _refuse_closed(bot, chat)
    return chat


def chat_to_read(stage: Stage, bot: BotAccount, params: Params) -> Chat:
    """The chat of `chat_id`, about which the bot may ask."""
    chat = find_chat(stage, bot, params.text("chat_id"))
    if chat.person is not None and not _has_met(stage, bot, chat.person):
        raise bad_request("chat not found")
    if chat.type in ("supergroup", "channel"):
        _refuse_outsider(bot, chat)
    return chat


def message_in(stage: Stage, chat: Chat, params: Params, what: str) -> Message:
    """The message of `message_id`; raises ApiRefusal 400 "message to … not found"."""
    message = stage.history.find(chat, params.integer("message_id"))
    if message is None:
        raise bad_request(f"{what} not found")
    return message


def user_of(stage: Stage, params: Params) -> User:
    """The account of `user_id`."""
    user_id = params.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    user = stage.users.get(user_id)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return user


def find_chat(stage: Stage, bot: BotAccount, chat_id: str) -> Chat:
    """The chat behind a number or a public @name."""
    if not chat_id:
        raise bad_request("chat_id is empty")
    if chat_id.startswith("@"):
        return _public_chat(stage, chat_id[1:].lower())
    number = int(chat_id) if chat_id.lstrip("-").isdecimal() else 0
    if number > 0:
        return _private_chat(stage, bot, number)
    chat = stage.chats.get(number)
    if chat is None or bot.id not in chat.members:
        raise bad_request("chat not found")
    return chat


def _public_chat(stage: Stage, name: str) -> Chat:
    for chat in stage.chats.values():
        if chat.username and chat.username.lower() == name:
            return chat
    raise bad_request("chat not found")


def _private_chat(stage: Stage, bot: BotAccount, number: int) -> Chat:
    person = stage.users.get(number)
    if person is None:
        raise bad_request("chat not found")
    return bot.private_chat(person)


def _has_met(stage: Stage, bot: BotAccount, person: User) -> bool:
    shared = (chat for chat in stage.chats.values() if chat.member(bot.user).is_present)
    return person.id in bot.started_by or any(person.id in chat.members for chat in shared)


def _refuse_unwilling(bot: BotAccount, person: User) -> None:
    if person.is_bot:
        raise forbidden("bot can't send messages to bots")
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.id in bot.blocked_by:
        raise forbidden("bot was blocked by the user")
    if person.id not in bot.started_by:
        raise forbidden("bot can't initiate conversation with a user")


def _refuse_closed(bot: BotAccount, chat: Chat) -> None:
    if chat.migrated_to is not None:
        raise upgraded(chat.migrated_to)
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    _refuse_outsider(bot, chat)


def _refuse_outsider(bot: BotAccount, chat: Chat) -> None:
    member = chat.member(bot.user)
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not member.is_present:
        raise forbidden(f"bot is not a member of the {chat.type} chat")
