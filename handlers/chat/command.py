"""How a command runs: the arena it is about is found or asked for, and the speaker's right is seen to."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.acts.items.lift_outcomes import arena_name
from bot.acts.people.secretaryship import first_asked
from bot.acts.people.welcoming import coming_to
from bot.model.arena import Arena
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.seat import Standing
from bot.refusals import ArenaEnded, CoOptedOnly, HasLeft, NotInGroup, NotYet, NotYours, Refusal, Unknown
from bot.texts import plain, say
from handlers.chat.conversation import Conversation


@dataclass(frozen=True, kw_only=True)
class Command:
    """One row of the table of commands: what runs, where, for whom, and the no that the others get.

    `ahead` says that newcomers may give it before their first day, `co_opted` is what runs instead for those
    who are co-opted, `quotes` that it reads the message that it answers.
    """

    name: str
    run: Callable[[Conversation], None]
    in_group: bool = False
    among_preparers: bool = False
    needs_arena: bool = True
    may: Callable[[Standing], bool] | None = None
    otherwise: type[Refusal] = NotYours
    help: str = ""
    ahead: bool = False
    co_opted: Callable[[Conversation], None] | None = None
    quotes: bool = False


def run_command(talk: Conversation, command: Command, *, chosen: bool = False) -> None:
    """Find the arena, see that the speaker may, and run; `chosen` says that the speaker picked it."""
    is_welcome = command.in_group or (command.among_preparers and talk.among_preparers)
    if talk.heard.in_group and not is_welcome:
        _enter(talk, command)
        raise NotInGroup
    if not command.needs_arena or chosen or _enter(talk, command):
        _run(talk, command)


def _run(talk: Conversation, command: Command) -> None:
    is_guest = command.needs_arena and talk.rights.is_co_opted
    if is_guest and command.co_opted and not talk.heard.in_group:
        command.co_opted(talk)
        return
    # Whoever is to come may be invited before their first day.
    if is_guest and not (command.ahead and _is_to_come(talk)):
        raise CoOptedOnly
    _must_be_allowed(talk, command)
    command.run(talk)


def _is_to_come(talk: Conversation) -> bool:
    coming = talk.store.coming_arenas_of(talk.who, talk.now)
    return talk.here.arena.id in {arena.id for arena in coming}


def _must_be_allowed(talk: Conversation, command: Command) -> None:
    """Whoever is nobody in the arena today may what newcomers may, if anything."""
    is_ahead = command.ahead and not talk.heard.in_group
    if command.needs_arena and not talk.rights.is_someone and not is_ahead:
        raise _end_of(talk, talk.here.arena) or Unknown()
    if command.may and not command.may(talk.rights):
        raise command.otherwise


def _enter(talk: Conversation, command: Command) -> bool:
    own: dict[str, Standing] = {}
    if talk.heard.in_group:
        chat = talk.store.chat_by_telegram(talk.heard.chat_id)
        arenas = [place.arena for place in [talk.store.within(chat.arena_id)] if place] if chat else []
    else:
        found = talk.store.own_standings(talk.who, talk.now)
        own = {arena.id: standing for arena, standing in found}
        arenas = _where_allowed(command, [arena for arena, _ in found], own)
        arenas += talk.store.coming_arenas_of(talk.who, talk.now) if command.ahead else []
        arenas += talk.store.co_opting_arenas_of(talk.who, talk.now) if command.co_opted else []
    if not arenas:
        raise why_nobody(talk)
    if len(arenas) > 1:
        _ask_which(talk, arenas, command)
        return False
    talk.enter(arenas[0], own.get(arenas[0].id))
    return True


def _where_allowed(command: Command, arenas: list[Arena], own: Mapping[str, Standing]) -> list[Arena]:
    """Those in which the speaker may do it; one of the others where there is none, to say no in its name."""
    if command.may is None or len(arenas) == 1:
        return arenas
    may = command.may
    allowed = [arena for arena in arenas if may(own[arena.id])]
    return allowed or arenas[:1]


def why_nobody(talk: Conversation) -> Refusal:
    """What to say to somebody who is nobody in any arena today."""
    return _ended(talk) or _only_co_opted(talk) or _why_not_today(talk) or Unknown()


def _ended(talk: Conversation) -> ArenaEnded | None:
    """What to say to somebody whose arenas are all over."""
    ended = talk.store.ended_arenas_of(talk.who, talk.now)
    return _end_of(talk, ended[0]) if ended and not talk.heard.in_group else None


def _only_co_opted(talk: Conversation) -> CoOptedOnly | None:
    """What to say to somebody who is invited to something, and asks for more."""
    is_guest = talk.store.co_opting_arenas_of(talk.who, talk.now)
    return CoOptedOnly() if is_guest and not talk.heard.in_group else None


def _why_not_today(talk: Conversation) -> Refusal | None:
    """What to say to somebody who is to come, or who has left."""
    if talk.heard.in_group:
        return None
    for coming in coming_to(talk.store, talk.who, now=talk.now):
        return NotYet(name=coming.arena.short, day=coming.day)
    return HasLeft() if talk.store.arenas_left_by(talk.who, talk.now) else None


def _end_of(talk: Conversation, arena: Arena) -> ArenaEnded | None:
    if arena.ends is None or not arena.has_ended(arena.today(talk.now)):
        return None
    heir = talk.store.within(arena.succeeded_by) if arena.succeeded_by else None
    successor = arena_name(talk.store, arena.succeeded_by) if arena.succeeded_by else None
    asked = first_asked(heir, heir.arena.today(talk.now)) if heir else None
    return ArenaEnded(name=arena.short, day=arena.ends, successor=successor, asked=asked)


def _ask_which(talk: Conversation, arenas: list[Arena], command: Command) -> None:
    rows = _choices(talk, arenas)
    file, quoted = talk.heard.file, talk.heard.quoted
    said = {"args": talk.heard.args, "message": talk.heard.message_id}
    kept = {"file": asdict(file) if file else None, "quoted": asdict(quoted) if quoted else None}
    talk.ask("arena", command=command.name, arenas=[arena.id for arena in arenas], **said, **kept)
    talk.say("which_arena", buttons=rows)


def ask_again(talk: Conversation, facts: dict[str, Any]) -> None:
    """Words where a button was to be pressed: the question stays, and is asked again. Raises Unknown."""
    arenas = [arena for arena in talk.own_arenas if arena.id in facts["arenas"]]
    if not arenas:
        raise Unknown
    talk.say("which_arena", buttons=_choices(talk, arenas))


def _choices(talk: Conversation, arenas: list[Arena]) -> list[list[Button]]:
    rows = []
    for arena in arenas:
        talk.enter(arena)
        label = plain(say("arena_choice", arena=arena, meeting=_next_meeting(talk)))
        rows.append([talk.button(label, "arena")])
    talk.place = talk.standing = None
    return rows


def _next_meeting(talk: Conversation) -> Meeting | None:
    """The arena's; of those to which somebody co-opted is invited, the next one."""
    coming = talk.here.coming_meetings(talk.now)
    if talk.rights.is_co_opted:
        own = {each.at.id for each in talk.here.co_opted(talk.who, talk.today) if each.at}
        coming = [each for each in coming if each.id in own]
    return coming[0] if coming else None
