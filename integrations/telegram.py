"""One dispatch becomes one call to Telegram, and Telegram's answers become the outbox's words."""

import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import httpx
import telegram
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.model.dispatch import Button, Claimed, Delivered, DispatchKind, Key
from bot.model.press import signed
from bot.ports.messenger import ChatClosed, ChatMoved, Impossible, NotSent, OutcomeUnknown, TokenRefused
from bot.texts import say

# PTB reads this at each 429; without it, a deprecation warning would be raised in place of the wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# httpx raises these before a byte of the request has left: nothing was sent.
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# What Telegram says of a topic in which nothing can be written.
NO_TOPIC = ("topic_closed", "message thread not found")
# From the midnight before: more than a day, and less than two.
LINK_LIVES = timedelta(days=2)
# What Telegram says of a message that somebody has deleted.
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
CALL_SECONDS = 20.0
UPLOAD_SECONDS = 45.0
POOL = 32
# Ids of supergroups begin with -100 and are longer than those of basic groups.
SUPERGROUPS = -1_000_000_000_000


def open_bot(
    token: str, base_url: str, hooks: dict[str, list[Callable[..., Any]]] | None = None
) -> telegram.Bot:
    """A Bot on the real server or another one; PTB's own retries are not used. `hooks` are httpx's."""
    # One store of certificates for both clients: reading it takes a third of the start.
    shared: dict[str, Any] = {"verify": httpx.create_ssl_context(), "event_hooks": hooks or {}}
    request = HTTPXRequest(
        connection_pool_size=POOL,
        read_timeout=CALL_SECONDS,
        write_timeout=CALL_SECONDS,
        connect_timeout=5.0,
        pool_timeout=5.0,
        media_write_timeout=UPLOAD_SECONDS,
        httpx_kwargs=shared,
    )
    updates = HTTPXRequest(
        connection_pool_size=1, read_timeout=CALL_SECONDS, connect_timeout=5.0, httpx_kwargs=shared
    )
    return telegram.Bot(
        token,
        base_url=f"{base_url}/bot",
        base_file_url=f"{base_url}/file/bot",
        request=request,
        get_updates_request=updates,
    )


async def raw_updates(
    bot: telegram.Bot, offset: int | None, *, wait: int, kinds: Sequence[str]
) -> list[dict[str, Any]]:
    """The updates that wait, as Telegram wrote them. Raises TelegramError.

    PTB's own get_updates reads them at once: one that it cannot read would stop all behind it, and be
    logged with what people wrote.
    """
    asked = {"offset": offset, "timeout": wait, "allowed_updates": list(kinds)}
    found: Any = await bot._post("getUpdates", asked, read_timeout=wait + CALL_SECONDS)
    return list(found)


NO_PHOTOS = "not enough rights to send photos"


class TelegramMessenger:
    """Carries out dispatches with a python-telegram-bot Bot."""

    def __init__(self, bot: telegram.Bot, *, bot_name: str, key: bytes, today: Callable[[], date]) -> None:
        self._bot = bot
        self._bot_name = bot_name
        self._key = key
        self._today = today
        self._ways: dict[DispatchKind, Callable[[Claimed, bytes | str | None], Awaitable[Delivered]]] = {
            DispatchKind.TEXT: self._text,
            DispatchKind.DOCUMENT: self._document,
            DispatchKind.PHOTO: self._photo,
            DispatchKind.EDIT: self._edit,
            DispatchKind.PIN: self._pin,
            DispatchKind.UNPIN: self._unpin,
            DispatchKind.RECEIPT: self._receipt,
            DispatchKind.LEAVE: self._leave,
            DispatchKind.REMOVE: self._remove,
            DispatchKind.LET_IN: self._let_in,
        }

    async def deliver(self, claimed: Claimed, file: bytes | str | None) -> Delivered:
        """Do what it says; see bot.ports.messenger.Messenger for what it raises."""
        try:
            return await self._delivered(claimed, file)
        except TelegramError as error:
            raise _translated(error) from error

    async def _delivered(self, claimed: Claimed, file: bytes | str | None) -> Delivered:
        """In its topic; in the group itself where that is closed or gone."""
        way = self._ways[claimed.kind]
        try:
            return await way(claimed, file)
        except BadRequest as error:
            if claimed.thread_id is None or not error.message.casefold().endswith(NO_TOPIC):
                raise
            return await way(replace(claimed, thread_id=None), file)

    async def _text(self, claimed: Claimed, _file: object) -> Delivered:
        message = await self._bot.send_message(
            claimed.chat_id,
            _worded(claimed),
            parse_mode="HTML",
            message_thread_id=claimed.thread_id,
            reply_markup=_keys(claimed.buttons) or self._keyboard(claimed.buttons),
            reply_parameters=_reply(claimed),
            disable_notification=claimed.silent,
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        )
        return Delivered(message_id=message.message_id)

    async def _document(self, claimed: Claimed, file: bytes | str | None) -> Delivered:
        if file is None:
            raise Impossible("the file is not there")
        message = await self._bot.send_document(
            document=_uploaded(claimed, file), disable_content_type_detection=True, **_beside(claimed)
        )
        document = message.document
        return Delivered(message_id=message.message_id, file_id=document.file_id if document else None)

    async def _photo(self, claimed: Claimed, file: bytes | str | None) -> Delivered:
        if file is None:
            raise Impossible("the picture is not there")
        try:
            message = await self._bot.send_photo(photo=_uploaded(claimed, file), **_beside(claimed))
        except BadRequest as error:
            if NO_PHOTOS not in error.message.lower() or not claimed.text:
                raise
            # A group may be closed to pictures: the words say the same.
            return await self._text(claimed, None)
        # Telegram keeps it in several sizes, the largest last.
        file_id = message.photo[-1].file_id if message.photo else None
        return Delivered(message_id=message.message_id, file_id=file_id)

    async def _edit(self, claimed: Claimed, _file: object) -> Delivered:
        if claimed.after_message is None:
            # What was to be edited never became known: say it anew.
            return await self._text(claimed, None)
        try:
            # Made again it changes nothing: it is no copy of anything.
            await self._bot.edit_message_text(
                claimed.text or "",
                claimed.chat_id,
                claimed.after_message,
                parse_mode="HTML",
                reply_markup=self._keyboard(claimed.buttons),
                link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if claimed.is_news and error.message.casefold().endswith(GONE):
                return await self._text(claimed, None)
            if "message is not modified" not in error.message.lower():
                raise
        return Delivered(message_id=claimed.after_message)

    async def _pin(self, claimed: Claimed, _file: object) -> Delivered:
        if claimed.after_message is None:
            raise Impossible("there is no message to pin")
        await self._bot.pin_chat_message(claimed.chat_id, claimed.after_message, disable_notification=True)
        return Delivered(message_id=claimed.after_message)

    async def _unpin(self, claimed: Claimed, _file: object) -> Delivered:
        if claimed.after_message is None:
            raise Impossible("there is no message to unpin")
        await self._bot.unpin_chat_message(claimed.chat_id, claimed.after_message)
        return Delivered(message_id=claimed.after_message)

    async def _receipt(self, claimed: Claimed, _file: object) -> Delivered:
        text = claimed.text or None
        await self._bot.answer_callback_query(
            str(claimed.callback_id), text=text, show_alert=bool(text and len(text) > 60)
        )
        return Delivered()

    async def _leave(self, claimed: Claimed, _file: object) -> Delivered:
        await self._bot.leave_chat(claimed.chat_id)
        return Delivered()

    async def _remove(self, claimed: Claimed, _file: object) -> Delivered:
        """Out of the group, free to be invited again; a basic group keeps nobody out by itself."""
        member = claimed.member_id or 0
        await self._bot.ban_chat_member(claimed.chat_id, member)
        if claimed.chat_id <= SUPERGROUPS:
            await self._bot.unban_chat_member(claimed.chat_id, member, only_if_banned=True)
        return Delivered()

    async def _let_in(self, claimed: Claimed, _file: object) -> Delivered:
        """A link into the group for that one member, given to them in private."""
        until = datetime.combine(self._today() + LINK_LIVES, time(), UTC)
        link = await self._bot.create_chat_invite_link(claimed.chat_id, member_limit=1, expire_date=until)
        text = f"{_worded(claimed)}\n{link.invite_link}"
        try:
            await self._bot.send_message(claimed.member_id or 0, text, parse_mode="HTML")
        except Forbidden as error:
            # It is the member who cannot be reached, not the group.
            raise Impossible(error.message) from error
        return Delivered()

    def _keyboard(self, rows: Sequence[Sequence[Button]]) -> telegram.InlineKeyboardMarkup | None:
        if not rows:
            return None
        return telegram.InlineKeyboardMarkup([[self._button(button) for button in row] for row in rows])

    def _button(self, button: Button) -> telegram.InlineKeyboardButton:
        if button.start is not None:
            link = f"https://t.me/{self._bot_name}?start={button.start}"
            return telegram.InlineKeyboardButton(button.text, url=link)
        return telegram.InlineKeyboardButton(
            button.text, callback_data=signed(button, self._key, self._today())
        )


def _keys(
    rows: Sequence[Sequence[Button]],
) -> telegram.ReplyKeyboardMarkup | telegram.ReplyKeyboardRemove | None:
    """What stands below the text field from now on; None if the message leaves that as it is."""
    keys = [button for row in rows for button in row if button.key]
    if not keys:
        return None
    if keys[0].key is Key.CLEAR:
        return telegram.ReplyKeyboardRemove()
    return telegram.ReplyKeyboardMarkup(
        [[_picker(key)] for key in keys], resize_keyboard=True, one_time_keyboard=True
    )


def _picker(key: Button) -> telegram.KeyboardButton:
    """https://core.telegram.org/bots/api#keyboardbuttonrequestusers"""
    wanted = telegram.KeyboardButtonRequestUsers(key.thing, user_is_bot=False, request_name=True)
    return telegram.KeyboardButton(key.text, request_users=wanted)


def _worded(claimed: Claimed) -> str:
    text = claimed.text or ""
    return f"{say('may_be_a_copy')}\n{text}" if claimed.copies and claimed.twice_is_better else text


def _uploaded(claimed: Claimed, file: bytes | str) -> str | telegram.InputFile:
    """A file that Telegram has by its id, any other with the name that it is shown by."""
    return file if isinstance(file, str) else telegram.InputFile(file, filename=claimed.file_name)


def _beside(claimed: Claimed) -> dict[str, Any]:
    """What is said of every file, whatever it is sent as."""
    return {
        "chat_id": claimed.chat_id,
        "caption": _worded(claimed) or None,
        "parse_mode": "HTML",
        "message_thread_id": claimed.thread_id,
        "reply_parameters": _reply(claimed),
        "disable_notification": claimed.silent,
        "write_timeout": UPLOAD_SECONDS,
    }


def _reply(claimed: Claimed) -> telegram.ReplyParameters | None:
    if claimed.reply_to is None:
        return None
    return telegram.ReplyParameters(claimed.reply_to, allow_sending_without_reply=True)


def seconds(wait: int | timedelta) -> float:
    """PTB gives a number or a timedelta, as its own setting says."""
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _translated(error: TelegramError) -> Exception:
    reason = type(error).__name__
    match error:
        case RetryAfter():
            return NotSent(reason, wait=seconds(error.retry_after))
        case ChatMigrated():
            return ChatMoved(error.new_chat_id)
        case InvalidToken():
            return TokenRefused(reason)
        case Forbidden():
            return ChatClosed(error.message)
        case BadRequest():
            gone = "chat not found" in error.message.lower()
            return ChatClosed(error.message) if gone else Impossible(error.message)
        case NetworkError() if isinstance(error.__cause__, NEVER_LEFT):
            return NotSent(type(error.__cause__).__name__)
        case Conflict():
            return NotSent(reason)
        case _:
            return OutcomeUnknown(reason)
