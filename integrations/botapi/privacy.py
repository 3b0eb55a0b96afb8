"""Privacy mode: what of a group's talk reaches a bot.

https://core.telegram.org/bots/features#privacy-mode
"""

from integrations.botapi.bots import BotAccount
from integrations.botapi.entities import utf16_length
from integrations.botapi.messages import Message

_OWN_SERVICE = {"pinned_message", "left_chat_member"}


def hears(bot: BotAccount, message: Message) -> bool:
    """Whether this bot, which is in the chat, gets the message as an update."""
    if message.sender is bot.user:
        return bool(_OWN_SERVICE & message.service.keys())
    if message.service:
        return True
    if message.sender.is_bot and message.sender_chat is None:
        return False
    if message.chat.is_private or bot.reads_all_group_messages or message.chat.member(bot.user).is_admin:
        return True
    return _answers(bot, message) or _commands(bot, message)


def _answers(bot: BotAccount, message: Message) -> bool:
    return message.reply_to is not None and message.reply_to.sender is bot.user


def _commands(bot: BotAccount, message: Message) -> bool:
    """`/cmd@bot` anywhere; a bare `/cmd` at the beginning, if this bot was the last to post."""
    for entity in message.body.entities:
        if entity["type"] != "bot_command":
            continue
        addressee = _word(message.text, entity["offset"], entity["length"]).partition("@")[2]
        if addressee.lower() == bot.username.lower():
            return True
        if not addressee and entity["offset"] == 0 and message.chat.last_bot == bot.id:
            return True
    return False


def _word(text: str, offset: int, length: int) -> str:
    if utf16_length(text) == len(text):
        return text[offset : offset + length]
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")
