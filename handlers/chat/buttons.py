"""The table of buttons: what each press does, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.model.seat import Standing
from bot.permissions import (
    may_invite,
    may_name,
    may_plan,
    may_prepare,
    may_read,
    may_report,
    may_report_for,
)
from handlers.chat import (
    answering,
    attendance,
    booking,
    calendar,
    details,
    dispatchlog,
    draft,
    feeds,
    inviting,
    itemfiles,
    items,
    joining,
    lifting,
    lookalikes,
    merging,
    minutes,
    outcomes,
    outlook,
    papers,
    postponing,
    preparing,
    presenters,
    replacement_buttons,
    replacing,
    rescheduling,
    rosters,
    sending_time,
    todo,
    turns,
    versions,
)
from handlers.chat.commands import choose_arena
from handlers.chat.conversation import Conversation


@dataclass(frozen=True, kw_only=True)
class ButtonRow:
    """One row: what runs, for whom, and what Telegram shows for a moment (None: the handler says it).

    All work in private, most in the preparers' chat too. In the arena's group, where everybody reads, only
    those work that tell nothing and decide nothing for anybody else. `ahead` finds the meeting
    about which a newcomer may press it before their first day; `co_opted`: so may whoever is co-opted to it,
    as that says.
    """

    run: Callable[[Conversation, Press], None]
    may: Callable[[Standing], bool] | None = may_read
    receipt: str | None = ""
    among_preparers: bool = True
    in_group: bool = False
    ahead: Callable[[Conversation, Press], Meeting | None] | None = None
    co_opted: Callable[[Conversation, Meeting], bool] | None = None


def _meeting(talk: Conversation, press: Press) -> Meeting | None:
    return talk.here.meeting(press.thing)


def _co_opted_to(talk: Conversation, meeting: Meeting) -> bool:
    """To the whole meeting."""
    return meeting.id in talk.rights.co_opted_to


def _co_opted_there(talk: Conversation, meeting: Meeting) -> bool:
    """To the meeting, or to an item of it."""
    return any(each.at is meeting for each in talk.here.co_opted(talk.who, talk.today))


def _call_in(talk: Conversation, press: Press) -> Meeting | None:
    call_in = talk.here.call_in(press.thing)
    return call_in.meeting if call_in else None


BUTTONS: dict[str, ButtonRow] = {
    "joinme": ButtonRow(run=joining.pressed_me, may=None, among_preparers=False),
    "joinwrong": ButtonRow(run=joining.pressed_wrong, may=may_prepare, among_preparers=False),
    "joinyes": ButtonRow(run=joining.pressed_right, may=may_prepare, among_preparers=False),
    # The command that waits says who may: newcomers too, some of them.
    "arena": ButtonRow(run=choose_arena, may=None, among_preparers=False),
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
    "addanyway": ButtonRow(run=lookalikes.press_add_anyway, receipt="Tillagt", among_preparers=False),
    "prepare": ButtonRow(run=preparing.press_prepare, may=may_prepare),
    "accept": ButtonRow(run=preparing.press_accept, may=may_prepare, receipt="Upptaget"),
    "decline": ButtonRow(run=preparing.press_decline, may=may_prepare),
    "up": ButtonRow(run=preparing.press_up, may=may_prepare, receipt=None),
    "down": ButtonRow(run=preparing.press_down, may=may_prepare, receipt=None),
    "minutes": ButtonRow(run=preparing.press_minutes, may=may_prepare),
    "ready": ButtonRow(run=draft.press_ready, may=may_prepare, receipt="Klar att skickas"),
    "unready": ButtonRow(run=draft.press_unready, may=may_prepare, receipt="Ångrat"),
    "sendnow": ButtonRow(run=draft.press_send_now, may=may_prepare, receipt="Skickas nu"),
    "preview": ButtonRow(run=draft.press_preview, may=may_prepare),
    "changed": ButtonRow(run=versions.press_see_version, may=may_prepare),
    "package": ButtonRow(
        run=dispatchlog.press_package, may=may_prepare, receipt="Filerna kommer här", among_preparers=False
    ),
    "log": ButtonRow(run=dispatchlog.press_log, may=may_prepare, among_preparers=False),
    "version": ButtonRow(run=versions.press_version, may=may_prepare, receipt="Skickas nu"),
    "read": ButtonRow(
        run=papers.press_read, receipt="Tack, markerat som läst", in_group=True, ahead=_meeting
    ),
    "papers": ButtonRow(run=papers.press_papers, receipt=None, ahead=_meeting, co_opted=_co_opted_to),
    "postpone": ButtonRow(run=postponing.press_postpone, may=may_prepare, receipt="Uppskjutet"),
    "calendar": ButtonRow(run=calendar.press_calendar, receipt=None, in_group=True, ahead=_meeting),
    # Of no arena: whose invitation is over still takes its time out of their calendar.
    "itemcal": ButtonRow(run=calendar.press_item, may=None, among_preparers=False),
    "feednew": ButtonRow(run=feeds.press_another, may=None, receipt="Ny adress", among_preparers=False),
    "feedoff": ButtonRow(run=feeds.press_off, may=None, receipt="Avstängd", among_preparers=False),
    "here": ButtonRow(
        run=answering.press_answer, receipt="Du kommer på plats", in_group=True, ahead=_meeting
    ),
    "remote": ButtonRow(
        run=answering.press_answer, receipt="Du är med digitalt", in_group=True, ahead=_meeting
    ),
    "absent": ButtonRow(run=answering.press_absent, receipt=None, in_group=True, ahead=_meeting),
    "absentall": ButtonRow(run=answering.press_whole, among_preparers=False, ahead=_meeting),
    "absentpart": ButtonRow(run=answering.press_part, among_preparers=False, ahead=_meeting),
    "noword": ButtonRow(run=answering.press_no_word, among_preparers=False, ahead=_meeting),
    "stepin": ButtonRow(
        run=answering.press_step_in, receipt="Tack, du går in", among_preparers=False, ahead=_call_in
    ),
    "stepout": ButtonRow(
        run=answering.press_step_out, receipt="Tack för svaret", among_preparers=False, ahead=_call_in
    ),
    "whocomes": ButtonRow(run=attendance.press_names, may=may_prepare, among_preparers=False),
    "treated": ButtonRow(run=outcomes.press_treated, may=may_prepare, receipt="Behandlad"),
    "heldover": ButtonRow(run=outcomes.press_held_over, may=may_prepare, receipt="Bordlagd"),
    "alltreated": ButtonRow(run=outcomes.press_all_treated, may=may_prepare, receipt="Alla behandlade"),
    "outcomes": ButtonRow(run=outcomes.press_outcomes, may=may_prepare),
    "todo": ButtonRow(run=todo.press_todo, may=None, among_preparers=False),
    "agenda": ButtonRow(run=todo.press_agenda, ahead=_meeting, co_opted=_co_opted_there),
    "minmeet": ButtonRow(run=minutes.press_meeting, may=may_invite, among_preparers=False),
    "sendmin": ButtonRow(run=minutes.press_send, may=may_invite, receipt=None, among_preparers=False),
    "dropmin": ButtonRow(run=minutes.press_drop, may=may_invite, receipt="Avbrutet", among_preparers=False),
    "lift": ButtonRow(run=lifting.press_lift, may=may_prepare),
    "liftto": ButtonRow(run=lifting.press_choose, may=may_prepare),
    "liftnow": ButtonRow(run=lifting.press_now, may=may_prepare, receipt="Lyft"),
    "liftback": ButtonRow(run=lifting.press_back, may=may_prepare),
    "withdraw": ButtonRow(run=items.press_withdraw, receipt="Tillbakadraget"),
    "book": ButtonRow(run=booking.press_book, may=may_plan, receipt="Bokat"),
    "bookstop": ButtonRow(run=booking.press_stop, may=may_plan, receipt="Avbrutet"),
    "bookskip": ButtonRow(run=booking.press_skip, may=may_plan),
    "bookjoint": ButtonRow(run=booking.press_joint, may=may_plan, among_preparers=False),
    "bookbeside": ButtonRow(run=booking.press_beside, may=may_plan),
    "bookplain": ButtonRow(run=booking.press_choice, may=may_plan),
    "bookhalf": ButtonRow(run=booking.press_choice, may=may_plan),
    "bookwhole": ButtonRow(run=booking.press_choice, may=may_plan),
    "booksoft": ButtonRow(run=booking.press_choice, may=may_plan),
    "bookfirm": ButtonRow(run=booking.press_choice, may=may_plan),
    "bookbare": ButtonRow(run=booking.press_choice, may=may_plan),
    "bookprep": ButtonRow(run=booking.press_choice, may=may_plan),
    "movemeet": ButtonRow(run=rescheduling.press_move, may=may_plan),
    "movedo": ButtonRow(run=rescheduling.press_move_do, may=may_plan, receipt="Flyttat"),
    "joinmove": ButtonRow(run=rescheduling.press_move_too, may=may_plan),
    "keepmeet": ButtonRow(run=rescheduling.press_keep, may=may_prepare),
    "cancelmeet": ButtonRow(run=rescheduling.press_cancel, may=may_plan),
    "canceldo": ButtonRow(run=rescheduling.press_cancel_do, may=may_plan, receipt="Inställt"),
    "undocancel": ButtonRow(run=rescheduling.press_undo, may=may_plan, receipt="Ångrat"),
    "placemeet": ButtonRow(run=rescheduling.press_place, may=may_plan),
    "outlooktheirs": ButtonRow(run=outlook.press_theirs, may=may_prepare, receipt="Outlooks gäller"),
    "outlookours": ButtonRow(run=outlook.press_ours, may=may_prepare, receipt="Botens gäller"),
    "sendwhen": ButtonRow(run=sending_time.press_when, may=may_prepare),
    "choosemeet": ButtonRow(run=rescheduling.press_choose, may=may_plan, receipt="Valt"),
    "correct": ButtonRow(run=rosters.press_correct, may=may_report_for, among_preparers=False),
    "cooptmeet": ButtonRow(run=inviting.press_meeting, may=may_invite, among_preparers=False),
    "cooptitem": ButtonRow(run=inviting.press_item, may=may_invite, among_preparers=False),
    "cooptdep": ButtonRow(run=inviting.press_deputy, may=may_invite, among_preparers=False),
    "cooptdo": ButtonRow(run=inviting.press_do, may=may_invite, receipt="Inbjuden", among_preparers=False),
    "cooptpres": ButtonRow(run=inviting.press_do, may=may_invite, receipt="Inbjuden", among_preparers=False),
    "cooptlink": ButtonRow(run=inviting.press_link, may=may_invite, receipt="Ny länk", among_preparers=False),
    "cooptundo": ButtonRow(
        run=inviting.press_undo, may=may_invite, receipt="Borttagen", among_preparers=False
    ),
    "cooptstop": ButtonRow(
        run=inviting.press_stop, may=may_invite, receipt="Avbrutet", among_preparers=False
    ),
    "leaving": ButtonRow(run=replacing.press_leaving, among_preparers=False),
    "leavingother": ButtonRow(run=replacing.press_leaving_other, may=may_report_for, among_preparers=False),
    "hindered": ButtonRow(run=replacing.press_hindered, among_preparers=False),
    "replseat": ButtonRow(run=replacing.press_seat, may=may_report, among_preparers=False),
    "replseats": ButtonRow(run=replacing.press_more_seats, may=may_report, among_preparers=False),
    "replpick": ButtonRow(run=replacing.press_pick, may=may_report, among_preparers=False),
    "replnone": ButtonRow(run=replacing.press_unknown, may=may_report, among_preparers=False),
    "replmail": ButtonRow(run=replacing.press_address, may=may_report, among_preparers=False),
    "repldecided": ButtonRow(run=replacing.press_decision, may=may_report, among_preparers=False),
    "replstop": ButtonRow(run=replacing.press_stop, receipt="Avbrutet", among_preparers=False),
    "replsend": ButtonRow(run=replacing.press_send, may=may_report, receipt=None, among_preparers=False),
    "replopen": ButtonRow(run=replacement_buttons.press_open, among_preparers=False),
    "replreg": ButtonRow(
        run=replacement_buttons.press_register, may=may_prepare, receipt="Registrerat", among_preparers=False
    ),
    "replask": ButtonRow(run=replacement_buttons.press_ask, may=may_prepare, among_preparers=False),
    "replskip": ButtonRow(run=replacement_buttons.press_skip, may=may_prepare, among_preparers=False),
    "replundo": ButtonRow(
        run=replacement_buttons.press_undo, may=may_prepare, receipt="Ångrat", among_preparers=False
    ),
    "replfix": ButtonRow(run=replacement_buttons.press_fix, may=may_report, among_preparers=False),
    "replback": ButtonRow(
        run=replacement_buttons.press_back, may=may_report, receipt="Tillbakadragen", among_preparers=False
    ),
    "replyes": ButtonRow(run=replacement_buttons.press_yes, may=may_report, among_preparers=False),
    "turnask": ButtonRow(run=turns.press_ask, may=may_name, among_preparers=False),
    "turnpick": ButtonRow(run=turns.press_pick, may=may_name, among_preparers=False),
    "turnname": ButtonRow(run=turns.press_name, may=may_name, receipt="Registrerat", among_preparers=False),
    "turnwait": ButtonRow(run=turns.press_wait, may=may_name, among_preparers=False),
    "turnundo": ButtonRow(run=turns.press_undo, may=may_name, receipt="Ångrat", among_preparers=False),
    "holdstill": ButtonRow(run=replacement_buttons.press_holds_still, may=may_prepare, among_preparers=False),
    "holdnow": ButtonRow(run=replacement_buttons.press_holds_now, may=may_prepare, among_preparers=False),
    "holdnone": ButtonRow(run=replacement_buttons.press_holds_none, may=may_prepare, among_preparers=False),
}
