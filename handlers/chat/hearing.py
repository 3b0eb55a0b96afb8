"""One Telegram update as the bot hears it: who, where, what, and whether it is meant for the bot at all."""

import logging
import mimetypes
import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import telegram

log = logging.getLogger(__name__)
COMMAND = re.compile(r"^/(\w{1,40})(?:@(\w+))?(?:\s+(.*))?$", re.DOTALL)
SWEDISH_LETTERS = str.maketrans("åäöéÅÄÖÉ", "aaoeaaoe")
# What Telegram lets people send that is neither words nor a file that the bot takes.
OTHER_KINDS = (
    "sticker", "voice", "audio", "video", "video_note", "location", "venue", "contact", "poll", "dice",
    "story",
)  # fmt: skip
# What python-telegram-bot raises for an update that lacks what it should have, and Python for one that is
# nested too deeply.
ODD = (TypeError, KeyError, ValueError, AttributeError, IndexError, OverflowError, OSError, RecursionError)
# Telegram answers a bot that is no admin too, though it promises it only to admins.
INSIDE = (
    telegram.ChatMember.OWNER,
    telegram.ChatMember.ADMINISTRATOR,
    telegram.ChatMember.MEMBER,
)
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")


class HeardKind(StrEnum):
    """What sort of thing happened."""

    MESSAGE = "message"
    EDITED = "edited"
    PRESS = "press"
    PICKED = "picked"
    ADDED = "added"
    REMOVED = "removed"
    CAME = "came"
    WENT = "went"
    MIGRATED = "migrated"
    NOTHING = "nothing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True)
class HeardFile:
    """A file that was sent; `size` in bytes as Telegram says."""

    file_id: str
    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """What somebody wrote or sent before, in the message that is answered now."""

    text: str
    file: HeardFile | None = None


@dataclass(frozen=True, kw_only=True)
class Picked:
    """Somebody whom Telegram's own list gave, as an answer to the key with that number.

    `names` are of each who was picked, as they stand at Telegram, empty where it tells none; of `accounts`
    nothing is kept.
    """

    number: int
    names: tuple[str, ...]
    accounts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Heard:
    """An update, read. `sender_id` is None for whoever must get no rights: anonymous admins, channels,
    other bots. `other_kind` is what was sent that is neither words nor a file ("sticker"). `people` are the
    accounts that came or went, `new_chat_id` a migrated group's new id. `quoted` is what a command answers,
    `origin_id` the message of a command that runs after a press."""

    kind: HeardKind
    chat_id: int = 0
    in_group: bool = False
    chat_title: str = ""
    thread_id: int | None = None
    sender_id: int | None = None
    sender_name: str = ""
    message_id: int | None = None
    text: str = ""
    command: str | None = None
    args: str = ""
    file: HeardFile | None = None
    other_kind: str | None = None
    album_id: str | None = None
    reply_to: int | None = None
    reply_is_to_bot: bool = False
    quoted: Quoted | None = None
    origin_id: int | None = None
    is_forwarded: bool = False
    callback_id: str | None = None
    callback_data: str = ""
    people: tuple[int, ...] = ()
    picked: Picked | None = None
    new_chat_id: int | None = None

    @property
    def offered_file(self) -> HeardFile | None:
        """The file that came along, else that of the message which is answered."""
        return self.file or (self.quoted.file if self.quoted else None)

    @property
    def files(self) -> list[HeardFile]:
        """What came along, and what is answered."""
        return [each for each in (self.file, self.quoted and self.quoted.file) if each]

    @property
    def words(self) -> list[str]:
        """What was written and what is answered, and how the files are named."""
        return [self.text, self.quoted.text if self.quoted else "", *(file.name for file in self.files)]


def hear(raw: dict[str, Any], bot_name: str, bot_id: int) -> Heard:
    """Read one update as delivered: NOTHING if it is not for the bot, UNREADABLE if it makes no sense."""
    try:
        heard = _read(telegram.Update.de_json(_kept(raw)), bot_name, bot_id)
        return _as_it_should_be(heard)
    except ODD as error:
        # An update that Telegram never should have sent must not stop those behind it.
        log.warning("an update could not be read: %s", type(error).__name__)
        return Heard(kind=HeardKind.UNREADABLE, chat_id=lane_of(raw))


def _kept(raw: Any) -> Any:
    """Without what no database keeps and no hash is made of: NUL, and halves of letters."""
    match raw:
        case str():
            return raw.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            return {key: _kept(value) for key, value in raw.items()}
        case list():
            return [_kept(value) for value in raw]
    return raw


def _as_it_should_be(heard: Heard) -> Heard:
    """Raises ValueError where words are no words, or a number is none that a table could hold."""
    picked = heard.picked
    may_lack = [heard.sender_id, heard.new_chat_id, heard.message_id, heard.thread_id, heard.reply_to]
    numbers = [heard.chat_id, *heard.people, *(file.size for file in heard.files)]
    numbers += [*picked.accounts, picked.number] if picked else []
    words = [heard.chat_title, heard.sender_name, heard.callback_data, *heard.words]
    words += [heard.callback_id or "", heard.album_id or "", *(file.file_id for file in heard.files)]
    is_sound = all(map(is_number, [*numbers, *(each for each in may_lack if each is not None)]))
    if not is_sound or not all(isinstance(each, str) for each in words):
        raise ValueError
    return heard


def is_number(value: Any) -> bool:
    """Whether it is a whole number that the tables can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def _read(update: telegram.Update, bot_name: str, bot_id: int) -> Heard:
    if update.callback_query:
        return _press(update.callback_query)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    if update.chat_member:
        return _other_membership(update.chat_member)
    if update.message:
        return _message(update.message, bot_name, bot_id)
    if update.edited_message:
        heard = _message(update.edited_message, bot_name, bot_id)
        return replace(heard, kind=HeardKind.EDITED) if heard.kind is HeardKind.MESSAGE else heard
    return Heard(kind=HeardKind.NOTHING)


def lane_of(raw: dict[str, Any]) -> int:
    """The chat whose updates must be handled one after another; 0 for those of no chat that there can be."""
    for part in raw.values():
        if isinstance(part, dict):
            message = part.get("message")
            holder = message if isinstance(message, dict) else part
            chat = holder.get("chat") or part.get("from")
            if isinstance(chat, dict) and is_number(chat.get("id")):
                return int(chat["id"])
    return 0


def _press(query: telegram.CallbackQuery) -> Heard:
    message = query.message
    if message is None:
        return Heard(kind=HeardKind.NOTHING)
    return Heard(
        kind=HeardKind.PRESS,
        chat_id=message.chat.id,
        in_group=message.chat.type != telegram.Chat.PRIVATE,
        thread_id=_thread(message),
        sender_id=None if query.from_user.is_bot else query.from_user.id,
        sender_name=query.from_user.full_name,
        message_id=message.message_id,
        callback_id=query.id,
        callback_data=query.data or "",
    )


def _thread(message: telegram.MaybeInaccessibleMessage) -> int | None:
    if isinstance(message, telegram.Message) and message.is_topic_message:
        return message.message_thread_id
    return None


def is_inside(member: telegram.ChatMember) -> bool:
    """Whether they are in the group: somebody who is restricted may be, or not.

    https://core.telegram.org/bots/api#chatmemberrestricted
    """
    return member.status in INSIDE or (isinstance(member, telegram.ChatMemberRestricted) and member.is_member)


def _membership(change: telegram.ChatMemberUpdated) -> Heard:
    return Heard(
        kind=HeardKind.ADDED if is_inside(change.new_chat_member) else HeardKind.REMOVED,
        chat_id=change.chat.id,
        in_group=change.chat.type != telegram.Chat.PRIVATE,
        chat_title=change.chat.title or "",
        sender_id=change.from_user.id,
    )


def _other_membership(change: telegram.ChatMemberUpdated) -> Heard:
    return Heard(
        kind=HeardKind.CAME if is_inside(change.new_chat_member) else HeardKind.WENT,
        chat_id=change.chat.id,
        in_group=True,
        people=(change.new_chat_member.user.id,),
    )


def _message(message: telegram.Message, bot_name: str, bot_id: int) -> Heard:
    service = _service(message) or _picked(message)
    if service:
        return service
    heard = _spoken(message, bot_name, bot_id)
    is_meant = not heard.in_group or heard.command is not None or heard.reply_is_to_bot
    is_own = message.via_bot is None and not is_for_another(heard.text, bot_name)
    is_passed_on = heard.is_forwarded and COMMAND.match(heard.text)
    return heard if is_meant and is_own and not is_passed_on else Heard(kind=HeardKind.NOTHING)


def _service(message: telegram.Message) -> Heard | None:
    chat_id = message.chat.id
    if message.migrate_to_chat_id:
        return Heard(
            kind=HeardKind.MIGRATED, new_chat_id=message.migrate_to_chat_id, chat_id=chat_id, in_group=True
        )
    if message.new_chat_members:
        people = tuple(user.id for user in message.new_chat_members if not user.is_bot)
        return Heard(kind=HeardKind.CAME, people=people, chat_id=chat_id, in_group=True)
    if message.left_chat_member:
        return Heard(
            kind=HeardKind.WENT, people=(message.left_chat_member.id,), chat_id=chat_id, in_group=True
        )
    return None


def _picked(message: telegram.Message) -> Heard | None:
    shared, sender = message.users_shared, message.from_user
    if shared is None or sender is None or message.chat.type != telegram.Chat.PRIVATE:
        return None
    names = [f"{each.first_name or ''} {each.last_name or ''}" for each in shared.users]
    picked = Picked(
        number=shared.request_id,
        names=tuple(unicodedata.normalize("NFC", name).strip() for name in names),
        accounts=tuple(each.user_id for each in shared.users),
    )
    return Heard(
        kind=HeardKind.PICKED,
        chat_id=message.chat.id,
        sender_id=sender.id,
        sender_name=sender.full_name,
        message_id=message.message_id,
        picked=picked,
    )


def _spoken(message: telegram.Message, bot_name: str, bot_id: int) -> Heard:
    text = unicodedata.normalize("NFC", message.text or message.caption or "")
    command, args = read_command(text, bot_name)
    reply = message.reply_to_message
    is_person = message.from_user and not message.from_user.is_bot and message.sender_chat is None
    is_forwarded = message.forward_origin is not None
    return Heard(
        kind=HeardKind.MESSAGE,
        chat_id=message.chat.id,
        in_group=message.chat.type != telegram.Chat.PRIVATE,
        chat_title=message.chat.title or "",
        thread_id=_thread(message),
        sender_id=message.from_user.id if is_person and message.from_user else None,
        sender_name=message.from_user.full_name if message.from_user else "",
        message_id=message.message_id,
        text=text,
        command=None if is_forwarded else command,
        args=args,
        file=_file(message),
        other_kind=next((kind for kind in OTHER_KINDS if getattr(message, kind)), None),
        album_id=message.media_group_id,
        reply_to=reply.message_id if reply else None,
        reply_is_to_bot=bool(reply and reply.from_user and reply.from_user.id == bot_id),
        quoted=_quoted(reply, bot_id) if reply and command else None,
        is_forwarded=is_forwarded,
    )


def _quoted(message: telegram.Message, bot_id: int) -> Quoted | None:
    """Only the update that answers a message shows it to the bot, and only a command asks it to look."""
    text, file = unicodedata.normalize("NFC", message.text or message.caption or ""), _file(message)
    is_own = message.from_user is not None and message.from_user.id == bot_id
    return Quoted(text=text, file=file) if (text or file) and not is_own else None


def _file(message: telegram.Message) -> HeardFile | None:
    if message.document:
        found = message.document
        return HeardFile(file_id=found.file_id, name=_name(found), size=found.file_size or 0)
    if message.photo:
        largest = message.photo[-1]
        # Photos have no name, and two of one name would be two versions of one file.
        name = f"bild-{message.message_id}.jpg"
        return HeardFile(file_id=largest.file_id, name=name, size=largest.file_size or 0)
    return None


def _name(document: telegram.Document) -> str:
    return document.file_name or f"fil{mimetypes.guess_extension(document.mime_type or '') or ''}"


def is_for_another(text: str, bot_name: str) -> bool:
    """Whether the text is a command for another bot."""
    found = COMMAND.match(text)
    return bool(found and found[2] and found[2].casefold() != bot_name.casefold())


def read_command(text: str, bot_name: str) -> tuple[str | None, str]:
    """The command in ASCII lower case and what follows it; None if it is none, or another bot's."""
    found = COMMAND.match(text)
    if not found or is_for_another(text, bot_name):
        return None, text
    return found[1].lower().translate(SWEDISH_LETTERS), (found[3] or "").strip()
