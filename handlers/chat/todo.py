"""/attgora: what waits for the speaker in all their arenas, by date, each with its button."""

from dataclasses import replace

from bot.acts.todo import Waiting, button_rows, waiting_for
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import StaleButton
from handlers.chat import co_opted, meetings
from handlers.chat.command import why_nobody
from handlers.chat.conversation import Conversation

MOST = 50


def show(talk: Conversation) -> None:
    """/attgora: never asks which arena."""
    arenas = talk.store.arenas_of(talk.who, talk.now)
    if not arenas:
        if not co_opted.list_everywhere(talk):
            raise why_nobody(talk)
        return
    lines: list[Waiting] = []
    coming: list[Meeting] = []
    for arena in arenas:
        talk.enter(arena)
        lines += waiting_for(talk.store, talk.here, talk.rights, now=talk.now)
        coming += talk.coming[:1]
    if lines:
        _list(talk, sorted(lines, key=lambda each: each.until)[:MOST], is_one=len(arenas) == 1)
        return
    nearest = min(coming, key=lambda meeting: meeting.starts_at, default=None)
    talk.enter(nearest.arena if nearest else arenas[0])
    talk.say("nothing_to_do", meeting=nearest, useful_twice=False)


def _list(talk: Conversation, lines: list[Waiting], *, is_one: bool) -> None:
    buttons = button_rows(lines, is_one_arena=is_one)
    talk.place = talk.standing = None
    talk.say("todo", buttons=buttons, lines=lines, useful_twice=False)


def press_todo(talk: Conversation, _press: Press) -> None:
    """«Visa allt»."""
    show(talk)


def press_agenda(talk: Conversation, press: Press) -> None:
    """«Läs dagordningen»."""
    meeting = talk.here.meeting(press.thing)
    if meeting is None:
        raise StaleButton
    talk.heard = replace(talk.heard, args=meeting.starts.date().isoformat())
    (co_opted if talk.rights.is_co_opted else meetings).show_agenda(talk)
