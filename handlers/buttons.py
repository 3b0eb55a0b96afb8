"""The table of buttons: what each press does, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.press import Press
from bot.model.seat import Standing
from bot.permissions import may_invite, may_prepare, may_read
from handlers import draft, items, joining, papers, preparing, versions
from handlers.commands import choose_arena
from handlers.conversation import Conversation


@dataclass(frozen=True, kw_only=True)
class ButtonRow:
    """One row: what runs, for whom, and what Telegram shows for a moment (None: the handler says it).

    All work in private, most in the preparers' chat too. In the arena's group, where everybody reads, only
    those work that tell nothing and decide nothing.
    """

    run: Callable[[Conversation, Press], None]
    may: Callable[[Standing], bool] | None = may_read
    receipt: str | None = ""
    among_preparers: bool = True
    in_group: bool = False


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
    "ready": ButtonRow(run=draft.press_ready, may=may_prepare, receipt="Klar att skickas"),
    "unready": ButtonRow(run=draft.press_unready, may=may_prepare, receipt="Ångrat"),
    "sendnow": ButtonRow(run=draft.press_send_now, may=may_prepare, receipt="Skickas nu"),
    "preview": ButtonRow(run=draft.press_preview, may=may_prepare),
    "version": ButtonRow(run=versions.press_version, may=may_prepare, receipt="Skickas nu"),
    "read": ButtonRow(run=papers.press_read, receipt="Tack, markerat som läst", in_group=True),
    "papers": ButtonRow(run=papers.press_papers, receipt="Handlingarna kommer här"),
    "withdraw": ButtonRow(run=items.press_withdraw, receipt="Tillbakadragen"),
}
