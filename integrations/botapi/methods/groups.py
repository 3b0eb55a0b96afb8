"""getChat and its kin, leaveChat, who is let out and in, pinChatMessage, unpinChatMessage."""

import secrets

from integrations.botapi.access import chat_to_read, chat_to_write, message_in, user_of
from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat
from integrations.botapi.errors import bad_request
from integrations.botapi.members import REMOVING
from integrations.botapi.membership import change
from integrations.botapi.params import Params
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getchat"""
    chat = chat_to_read(stage, bot, params)
    full: Json = {**chat.to_json(), "accent_color_id": 0, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(_GIFTS, False)
    if chat.description:
        full["description"] = chat.description
    if not chat.is_private:
        full["permissions"] = chat.permissions()
    pinned = stage.history.pinned(chat)
    if pinned:
        full["pinned_message"] = pinned[0].to_json(bot.id)
    return full


def get_chat_member(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getchatmember"""
    chat, user = chat_to_read(stage, bot, params), user_of(stage, params)
    return chat.member(user).to_json()


def get_chat_member_count(stage: Stage, bot: BotAccount, params: Params) -> int:
    """https://core.telegram.org/bots/api#getchatmembercount"""
    chat = chat_to_read(stage, bot, params)
    return 2 if chat.is_private else sum(1 for _ in chat.present())


def get_chat_administrators(stage: Stage, bot: BotAccount, params: Params) -> list[Json]:
    """https://core.telegram.org/bots/api#getchatadministrators: without other bots"""
    chat = chat_to_read(stage, bot, params)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    admins = (member for member in chat.present() if member.is_admin)
    return [member.to_json() for member in admins if not member.user.is_bot or member.user is bot.user]


def leave_chat(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#leavechat"""
    chat = chat_to_write(stage, bot, params)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    change(stage, chat, chat.member(bot.user).now("left"), bot.user)
    return True


def ban_chat_member(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#banchatmember"""
    chat = _group_with_right(stage, bot, params)
    member = chat.member(user_of(stage, params))
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.is_admin:
        raise bad_request("user is an administrator of the chat")
    change(stage, chat, member.now("kicked"), bot.user)
    return True


def unban_chat_member(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#unbanchatmember: removes a member, unless `only_if_banned`"""
    chat = _group_with_right(stage, bot, params)
    if chat.type == "group":
        raise bad_request("method is available for supergroup and channel chats only")
    member = chat.member(user_of(stage, params))
    if member.status == "kicked" or (member.status == "member" and not params.boolean("only_if_banned")):
        change(stage, chat, member.now("left"), bot.user)
    return True


def create_chat_invite_link(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#createchatinvitelink: `member_limit` and `expire_date` hold"""
    chat = chat_to_write(stage, bot, params)
    if chat.is_private or not chat.member(bot.user).may("can_invite_users"):
        raise bad_request("not enough rights to manage chat invite link")
    limit, expires = params.integer("member_limit"), params.integer("expire_date")
    link = f"https://t.me/+{secrets.token_urlsafe(12)}"
    chat.invite_links[link] = (limit, expires)
    made: Json = {"invite_link": link, "creator": bot.user.to_json()}
    made |= dict.fromkeys(("creates_join_request", "is_primary", "is_revoked"), False)
    given = {"member_limit": limit, "expire_date": expires}
    return made | {name: number for name, number in given.items() if number}


def pin_chat_message(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#pinchatmessage: posts a service message"""
    chat = chat_to_write(stage, bot, params)
    message = message_in(stage, chat, params, "message to pin")
    _refuse_without_pin_right(bot, chat)
    if not message.pinned:
        stage.history.pin(message)
        stage.post(chat, bot.user, service={"pinned_message": message}, thread_id=message.thread_id)
    return True


def unpin_chat_message(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#unpinchatmessage: without a number the newest pinned one"""
    chat = chat_to_write(stage, bot, params)
    pinned = stage.history.pinned(chat)
    if params.text("message_id"):
        pinned = [message_in(stage, chat, params, "message to unpin")]
    if not pinned:
        raise bad_request("message to unpin not found")
    _refuse_without_pin_right(bot, chat)
    stage.history.unpin(pinned[0])
    return True


def _refuse_without_pin_right(bot: BotAccount, chat: Chat) -> None:
    if chat.is_private or chat.members_may_pin or chat.member(bot.user).may("can_pin_messages"):
        return
    raise bad_request("not enough rights to manage pinned messages in the chat")


def _group_with_right(stage: Stage, bot: BotAccount, params: Params) -> Chat:
    chat = chat_to_write(stage, bot, params)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    if not chat.member(bot.user).may(REMOVING):
        raise bad_request("not enough rights to restrict/unrestrict chat member")
    return chat
