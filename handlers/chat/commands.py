"""The table of commands: what people type, where it works, and for whom."""

from dataclasses import replace
from typing import Any

from bot.model.press import Press
from bot.permissions import may_invite, may_plan, may_prepare, may_propose
from bot.refusals import NotCalledIn, StaleButton
from handlers.chat import (
    attendance,
    booking,
    co_opted,
    dispatchlog,
    draft,
    feeds,
    groups,
    inviting,
    items,
    joining,
    meetings,
    minutes,
    own_records,
    preparing,
    proposing,
    reading,
    replacing,
    rosters,
    todo,
    yearwheel,
)
from handlers.chat.command import Command, run_command
from handlers.chat.conversation import Conversation
from handlers.chat.hearing import HeardFile, Quoted


def start(talk: Conversation) -> None:
    """/start: a link into a command, or whatever else a link may hold."""
    linked = None if talk.heard.in_group else LINKED.get(talk.heard.args)
    if linked:
        talk.heard = replace(talk.heard, args="")
        run_command(talk, COMMANDS[linked])
    else:
        joining.start(talk)


# Payloads of links that the bot itself puts below messages, and the commands that they open.
LINKED = {"narvaro": "narvaro"}
ROWS = (
    Command(name="start", run=start, in_group=True, needs_arena=False),
    Command(name="attgora", run=todo.show, needs_arena=False, help="Visa vad som väntar på dig"),
    Command(
        name="foresla",
        run=proposing.propose,
        in_group=True,
        may=may_propose,
        otherwise=NotCalledIn,
        quotes=True,
        help="Föreslå en punkt till mötet",
    ),
    Command(name="mina", run=items.mine, help="Visa dina ärenden"),
    Command(
        name="dagordning",
        run=meetings.show_agenda,
        in_group=True,
        co_opted=co_opted.show_agenda,
        help="Visa dagordningen",
    ),
    Command(
        name="moten",
        run=meetings.list_meetings,
        in_group=True,
        co_opted=co_opted.list_own,
        help="Visa kommande möten",
    ),
    Command(name="arshjul", run=yearwheel.show, in_group=True, help="Visa årets möten som en bild"),
    Command(name="narvaro", run=attendance.show_own, in_group=True, ahead=True, help="Svara om du kommer"),
    Command(
        name="beredning",
        run=preparing.prepare,
        among_preparers=True,
        may=may_prepare,
        help="Bered inkomna ärenden",
    ),
    Command(
        name="skicka",
        run=draft.send_preview,
        among_preparers=True,
        may=may_prepare,
        help="Skicka dagordningen nu",
    ),
    Command(
        name="protokoll",
        run=minutes.send_in,
        may=may_invite,
        quotes=True,
        help="Skicka protokollet, som svar på filen",
    ),
    Command(name="boka", run=booking.plan, among_preparers=True, may=may_plan, help="Planera ett möte"),
    Command(name="utskick", run=dispatchlog.show_log, may=may_prepare, help="Visa vad som gick till vem"),
    Command(name="bjudin", run=inviting.invite, may=may_invite, help="Bjud in någon, eller skapa en ny länk"),
    Command(name="ersattare", run=replacing.replace_holder, help="Anmäl vem som tar över en plats"),
    Command(name="deltagare", run=rosters.show_roster, in_group=True, help="Visa vilka som är med"),
    Command(name="byte", run=replacing.replace_holder),
    Command(name="kalender", run=feeds.show, needs_arena=False, help="Få dina möten i din egen kalender"),
    Command(
        name="minauppgifter", run=own_records.send, needs_arena=False, help="Få det som är sparat om dig"
    ),
    Command(name="hjalp", run=reading.help_, in_group=True, needs_arena=False, help="Visa vad du kan göra"),
    Command(name="avbryt", run=reading.cancel, in_group=True, needs_arena=False, help="Avbryt en fråga"),
    Command(name="koppla", run=groups.bind, in_group=True, needs_arena=False),
)
COMMANDS = {row.name: row for row in ROWS}


def choose_arena(talk: Conversation, _press: Press) -> None:
    """A button of «Vilken arena?»: run the command that was waiting, there."""
    dialogue = talk.question
    command = COMMANDS.get(str(dialogue.facts.get("command"))) if dialogue else None
    if dialogue is None or dialogue.flow != "arena" or command is None or talk.place is None:
        raise StaleButton
    said = str(dialogue.facts["args"])
    talk.heard = replace(
        talk.heard,
        args=said,
        file=_file(dialogue.facts.get("file")),
        quoted=_quoted(dialogue.facts.get("quoted")),
        origin_id=dialogue.facts.get("message"),
    )
    talk.done_asking()
    run_command(talk, command, chosen=True)


def _file(kept: dict[str, Any] | None) -> HeardFile | None:
    return HeardFile(**kept) if kept else None


def _quoted(kept: dict[str, Any] | None) -> Quoted | None:
    return Quoted(text=kept["text"], file=_file(kept["file"])) if kept else None
