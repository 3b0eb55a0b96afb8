"""The table of buttons: what each press does, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.press import Press
from bot.model.seat import Standing
from bot.permissions import may_invite, may_prepare, may_read
from handlers import details, itemfiles, items, joining, lookalikes, merging, preparing, presenters
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
    "files": ButtonRow(run=itemfiles.press_files),
    "filesdone": ButtonRow(run=itemfiles.press_files_done),
    "filecomes": ButtonRow(run=items.press_file_comes, receipt="Ändrat"),
    "kind": ButtonRow(run=details.press_kind),
    "setkind": ButtonRow(run=details.press_set_kind, receipt="Ändrat"),
    "rename": ButtonRow(run=details.press_rename),
    "diary": ButtonRow(run=details.press_diary, may=may_prepare),
    "nodiary": ButtonRow(run=details.press_no_diary, may=may_prepare, receipt="Borttaget"),
    "wish": ButtonRow(run=details.press_wish),
    "setwish": ButtonRow(run=details.press_set_wish, receipt="Ändrat"),
    "presenter": ButtonRow(run=presenters.press_presenter),
    "present": ButtonRow(run=presenters.press_present, receipt="Ändrat"),
    "morepeople": ButtonRow(run=presenters.press_more_people),
    "merge": ButtonRow(run=merging.press_merge, may=may_prepare),
    "mergeinto": ButtonRow(run=merging.press_merge_into, may=may_prepare, receipt="Sammanslagna"),
    "history": ButtonRow(run=items.press_history),
    "addanyway": ButtonRow(run=lookalikes.press_add_anyway, receipt="Tillagd", among_preparers=False),
    "prepare": ButtonRow(run=preparing.press_prepare, may=may_prepare),
    "accept": ButtonRow(run=preparing.press_accept, may=may_prepare, receipt="Upptagen"),
    "decline": ButtonRow(run=preparing.press_decline, may=may_prepare),
    "up": ButtonRow(run=preparing.press_up, may=may_prepare, receipt="Flyttad"),
    "down": ButtonRow(run=preparing.press_down, may=may_prepare, receipt="Flyttad"),
    "minutes": ButtonRow(run=preparing.press_minutes, may=may_prepare),
    "ready": ButtonRow(run=preparing.press_ready, may=may_prepare, receipt="Klar att skickas"),
    "unready": ButtonRow(run=preparing.press_unready, may=may_prepare, receipt="Ångrat"),
    "sendnow": ButtonRow(run=preparing.press_send_now, may=may_prepare, receipt="Skickas nu"),
    "withdraw": ButtonRow(run=items.press_withdraw, receipt="Tillbakadragen"),
}
