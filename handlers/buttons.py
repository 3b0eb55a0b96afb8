"""The table of buttons: what each press does, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.press import Press
from bot.model.seat import Standing
from bot.permissions import may_invite, may_prepare, may_read
from handlers import items, joining, preparing
from handlers.commands import choose_arena
from handlers.conversation import Conversation


@dataclass(frozen=True, kw_only=True)
class ButtonRow:
    """One row: what runs, for whom, and what Telegram shows for a moment (None: the handler says it).

    `among_preparers` says that it works in the preparers' chat too; otherwise it is for private chats.
    """

    run: Callable[[Conversation, Press], None]
    may: Callable[[Standing], bool] | None = may_read
    receipt: str | None = ""
    among_preparers: bool = False


BUTTONS: dict[str, ButtonRow] = {
    "joinme": ButtonRow(run=joining.pressed_me, may=None),
    "joinwrong": ButtonRow(run=joining.pressed_wrong, may=may_invite),
    "joinyes": ButtonRow(run=joining.pressed_right, may=may_invite),
    "arena": ButtonRow(run=choose_arena),
    "item": ButtonRow(run=items.press_open, among_preparers=True),
    "describe": ButtonRow(run=items.press_describe, among_preparers=True),
    "files": ButtonRow(run=items.press_files, among_preparers=True),
    "filesdone": ButtonRow(run=items.press_files_done, among_preparers=True),
    "prepare": ButtonRow(run=preparing.press_prepare, may=may_prepare, among_preparers=True),
    "accept": ButtonRow(run=preparing.press_accept, may=may_prepare, receipt="Upptagen", among_preparers=True),
    "decline": ButtonRow(run=preparing.press_decline, may=may_prepare, among_preparers=True),
    "up": ButtonRow(run=preparing.press_up, may=may_prepare, receipt="Flyttad", among_preparers=True),
    "down": ButtonRow(run=preparing.press_down, may=may_prepare, receipt="Flyttad", among_preparers=True),
    "minutes": ButtonRow(run=preparing.press_minutes, may=may_prepare, among_preparers=True),
    "ready": ButtonRow(run=preparing.press_ready, may=may_prepare, receipt="Klar att skickas", among_preparers=True),
    "unready": ButtonRow(run=preparing.press_unready, may=may_prepare, receipt="Ångrat", among_preparers=True),
    "sendnow": ButtonRow(run=preparing.press_send_now, may=may_prepare, receipt="Skickas nu", among_preparers=True),
    "withdraw": ButtonRow(run=items.press_withdraw, receipt="Tillbakadragen", among_preparers=True),
}
