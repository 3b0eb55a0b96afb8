"""The table of commands: what people type, where it works, and for whom."""

from dataclasses import replace

from bot.model.press import Press
from bot.permissions import may_invite, may_plan, may_prepare
from bot.refusals import StaleButton
from handlers import (
    booking,
    dispatchlog,
    draft,
    groups,
    items,
    joining,
    meetings,
    minutes,
    preparing,
    reading,
    todo,
)
from handlers.command import Command, run_command
from handlers.conversation import Conversation
from handlers.hearing import HeardFile

ROWS = (
    Command(name="start", run=joining.start, in_group=True, needs_arena=False),
    Command(name="attgora", run=todo.show, needs_arena=False, help="Visa vad som väntar på dig"),
    Command(name="foresla", run=items.propose, in_group=True, help="Föreslå en punkt till mötet"),
    Command(name="mina", run=items.mine, help="Visa dina punkter"),
    Command(name="dagordning", run=meetings.show_agenda, in_group=True, help="Visa dagordningen"),
    Command(name="moten", run=meetings.list_meetings, in_group=True, help="Visa kommande möten"),
    Command(
        name="beredning",
        run=preparing.prepare,
        among_preparers=True,
        may=may_prepare,
        help="Bered inkomna punkter",
    ),
    Command(
        name="skicka",
        run=draft.send_preview,
        among_preparers=True,
        may=may_prepare,
        help="Skicka dagordningen nu",
    ),
    Command(
        name="protokoll", run=minutes.send_in, may=may_invite, help="Skicka protokollet, som svar på filen"
    ),
    Command(name="boka", run=booking.plan, among_preparers=True, may=may_plan, help="Planera ett möte"),
    Command(name="utskick", run=dispatchlog.show_log, may=may_prepare, help="Visa vad som gick till vem"),
    Command(name="bjudin", run=joining.invite, may=may_invite, help="Skapa en ny länk"),
    Command(name="hjalp", run=reading.help_, in_group=True, needs_arena=False, help="Visa vad du kan göra"),
    Command(name="avbryt", run=reading.cancel, in_group=True, needs_arena=False, help="Avbryt en fråga"),
    Command(name="koppla", run=groups.bind, in_group=True, needs_arena=False),
)
COMMANDS = {row.name: row for row in ROWS}


def choose_arena(talk: Conversation, _press: Press) -> None:
    """A button of «Vilken arena?»: run the command that was waiting, there."""
    dialogue = talk.store.dialogue(talk.heard.chat_id, talk.heard.sender_id or 0)
    command = COMMANDS.get(str(dialogue.facts.get("command"))) if dialogue else None
    if dialogue is None or dialogue.flow != "arena" or command is None or talk.place is None:
        raise StaleButton
    file, answered = (dialogue.facts.get(name) for name in ("file", "reply_file"))
    talk.heard = replace(
        talk.heard,
        args=str(dialogue.facts["args"]),
        file=HeardFile(**file) if file else None,
        reply_file=HeardFile(**answered) if answered else None,
    )
    talk.done_asking()
    run_command(talk, command, chosen=True)
