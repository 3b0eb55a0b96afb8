"""sendMessage, sendDocument, sendPhoto, sendMediaGroup, sendChatAction."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from integrations.botapi.access import chat_to_write
from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat
from integrations.botapi.entities import FormattedText
from integrations.botapi.errors import ApiRefusal, bad_request
from integrations.botapi.files import StoredFile
from integrations.botapi.keyboards import read_markup
from integrations.botapi.messages import Message
from integrations.botapi.params import Params
from integrations.botapi.photos import pixels_of
from integrations.botapi.replies import read_thread
from integrations.botapi.reply_keyboards import check_its_place
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage
from integrations.botapi.wording import read_caption, read_text

ReadFile = Callable[[Stage, BotAccount, Params], Callable[[], StoredFile]]
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def send_message(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#sendmessage"""
    body = read_text(params)
    keyboard, other = read_markup(params)
    chat = _chat_to_say_in(stage, bot, params, "text messages")
    check_its_place(other, chat)
    place = read_thread(stage, bot, chat, params)
    stage.limits.spend(bot.id, chat.id, 1, stage.now())
    message = stage.post(
        chat, bot.user, body=body, keyboard=keyboard, other_markup=other, **place, **_manner(params)
    )
    return message.to_json(bot.id)


def send_document(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#senddocument"""
    return _send_file(stage, bot, params, _document)


def send_photo(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#sendphoto"""
    if not chat_to_write(stage, bot, params).takes_photos:
        raise bad_request("not enough rights to send photos to the chat")
    return _send_file(stage, bot, params, _photo)


def _send_file(stage: Stage, bot: BotAccount, params: Params, read: ReadFile) -> Json:
    caption = read_caption(params)
    keyboard, other = read_markup(params)
    find_file = read(stage, bot, params)
    chat = _chat_to_say_in(stage, bot, params, "documents")
    check_its_place(other, chat)
    place = read_thread(stage, bot, chat, params)
    stage.limits.spend(bot.id, chat.id, 1, stage.now())
    message = stage.post(
        chat, bot.user, body=caption, document=find_file(), keyboard=keyboard, other_markup=other,
        **place, **_manner(params),
    )  # fmt: skip
    return message.to_json(bot.id)


def _chat_to_say_in(stage: Stage, bot: BotAccount, params: Params, what: str) -> Chat:
    chat = chat_to_write(stage, bot, params)
    if chat.members_may_write or chat.member(bot.user).is_admin:
        return chat
    raise bad_request(f"not enough rights to send {what} to the chat")


def send_media_group(stage: Stage, bot: BotAccount, params: Params) -> list[Json]:
    """https://core.telegram.org/bots/api#sendmediagroup, for documents"""
    parts = _album(stage, bot, params)
    chat = chat_to_write(stage, bot, params)
    place = read_thread(stage, bot, chat, params)
    stage.limits.spend(bot.id, chat.id, len(parts), stage.now())
    return [
        message.to_json(bot.id)
        for message in _post_album(stage, bot, chat, parts, {**place, **_manner(params)})
    ]


def send_chat_action(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#sendchataction"""
    chat_to_write(stage, bot, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


@dataclass(frozen=True)
class _Part:
    caption: FormattedText
    document: Callable[[], StoredFile]


def _album(stage: Stage, bot: BotAccount, params: Params) -> list[_Part]:
    media = params.structure("media", "media")
    if media is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    if params.text("reply_markup"):
        raise bad_request("buttons can't be added to an album")
    _check_number(media)
    return [_part(stage, bot, params, item) for item in media]


def _check_number(media: list[Any]) -> None:
    if len(media) < 2:
        raise bad_request("Too few messages to send as an album")
    if len(media) > 10:
        raise bad_request("Too many messages to send as an album")


def _part(stage: Stage, bot: BotAccount, params: Params, item: Any) -> _Part:
    if not isinstance(item, dict):
        raise _unparsable("expected an Object")
    if item.get("type") != "document":
        raise bad_request("Can't use the media of the specified type in the album")
    if not item.get("media"):
        raise _unparsable("media not found")
    return _Part(read_caption(Params(item)), _document(stage, bot, params, str(item["media"])))


def _post_album(stage: Stage, bot: BotAccount, chat: Chat, parts: list[_Part], common: Json) -> list[Message]:
    group = str(stage.number())
    return [
        stage.post(
            chat, bot.user, body=part.caption, document=part.document(), media_group_id=group, **common
        )
        for part in parts
    ]


def _document(stage: Stage, bot: BotAccount, params: Params, reference: str = "") -> Callable[[], StoredFile]:
    """The file, stored only when the message is sent: a refused call leaves nothing behind."""
    reference = reference or params.text("document") or "document"
    upload = params.upload(reference)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return lambda: stage.files.store(upload.name, upload.content, upload.mime_type)
    if reference == "document":
        raise bad_request("There is no document in the request")
    stored = _known(stage, bot, reference, "document")
    return lambda: stored


def _photo(stage: Stage, bot: BotAccount, params: Params) -> Callable[[], StoredFile]:
    reference = params.text("photo") or "photo"
    upload = params.upload(reference)
    if upload is not None:
        pixels = pixels_of(upload.content)
        return lambda: stage.files.store(upload.name, upload.content, upload.mime_type, pixels=pixels)
    if reference == "photo":
        raise bad_request("there is no photo in the request")
    stored = _known(stage, bot, reference, "photo")
    return lambda: stored


def _known(stage: Stage, bot: BotAccount, file_id: str, kind: str) -> StoredFile:
    stored = stage.files.find(file_id, bot.id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
    return stored


def _manner(params: Params) -> Json:
    return {"silent": params.boolean("disable_notification"), "protected": params.boolean("protect_content")}


def _unparsable(words: str) -> ApiRefusal:
    return bad_request(f"can't parse InputMedia: {words}")
