"""The table of buttons: what each press does, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.press import Press
from bot.model.seat import Standing
from bot.permissions import may_invite, may_prepare, may_read
from handlers import items, joining, lifting, preparing
from handlers.commands import choose_arena
from handlers.conversation import Conversation


@dataclass(frozen=True, kw_only=True)
class ButtonRow:
    """One row: what runs, for whom, and what Telegram shows for a moment (None: the handler says it).

    All work in private, most in the preparers' chat too; none in the arena's group, where everybody reads.
    """

    run: Callable[[Conversation, Press], None]
    may: Callable[[Standing], bool] | None = may_read
    receipt: str | None = ""
    among_preparers: bool = True


BUTTONS: dict[str, ButtonRow] = {
    "joinme": ButtonRow(run=joining.pressed_me, may=None, among_preparers=False),
    "joinwrong": ButtonRow(run=joining.pressed_wrong, may=may_invite, among_preparers=False),
    "joinyes": ButtonRow(run=joining.pressed_right, may=may_invite, among_preparers=False),
    "arena": ButtonRow(run=choose_arena, among_preparers=False),
    "item": ButtonRow(run=items.press_open),
    "describe": ButtonRow(run=items.press_describe),
    "files": ButtonRow(run=items.press_files),
    "filesdone": ButtonRow(run=items.press_files_done),
    "prepare": ButtonRow(run=preparing.press_prepare, may=may_prepare),
    "accept": ButtonRow(run=preparing.press_accept, may=may_prepare, receipt="Upptagen"),
    "decline": ButtonRow(run=preparing.press_decline, may=may_prepare),
    "up": ButtonRow(run=preparing.press_up, may=may_prepare, receipt="Flyttad"),
    "down": ButtonRow(run=preparing.press_down, may=may_prepare, receipt="Flyttad"),
    "minutes": ButtonRow(run=preparing.press_minutes, may=may_prepare),
    "ready": ButtonRow(run=preparing.press_ready, may=may_prepare, receipt="Klar att skickas"),
    "unready": ButtonRow(run=preparing.press_unready, may=may_prepare, receipt="Ångrat"),
    "sendnow": ButtonRow(run=preparing.press_send_now, may=may_prepare, receipt="Skickas nu"),
    "lift": ButtonRow(run=lifting.press_lift, may=may_prepare),
    "liftto": ButtonRow(run=lifting.press_choose, may=may_prepare),
    "liftnow": ButtonRow(run=lifting.press_now, may=may_prepare, receipt="Lyft"),
    "liftback": ButtonRow(run=lifting.press_back, may=may_prepare),
    "withdraw": ButtonRow(run=items.press_withdraw, receipt="Tillbakadragen"),
}
