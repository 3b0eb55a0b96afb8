"""How a command runs: the arena it is about is found or asked for, and the speaker's right is seen to."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bot.acts.items.lift_outcomes import arena_name
from bot.acts.people.secretaryship import first_asked
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
    who are co-opted.
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


def run_command(talk: Conversation, command: Command, *, chosen: bool = False) -> None:
    """Find the arena, see that the speaker may, and run; `chosen` says that the speaker picked it."""
    is_welcome = command.in_group or (command.among_preparers and talk.among_preparers)
    if talk.heard.in_group and not is_welcome:
        _enter(talk, command)
        raise NotInGroup
    if not command.needs_arena or chosen or _enter(talk, command):
        _run(talk, command)


def _run(talk: Conversation, command: Command) -> None:
    if command.needs_arena and talk.rights.is_co_opted:
        if command.co_opted is None or talk.heard.in_group:
            raise CoOptedOnly
        command.co_opted(talk)
        return
    if command.may and not command.may(talk.rights):
        raise command.otherwise
    command.run(talk)


def _enter(talk: Conversation, command: Command) -> bool:
    if talk.heard.in_group:
        chat = talk.store.chat_by_telegram(talk.heard.chat_id)
        arenas = [place.arena for place in [talk.store.within(chat.arena_id)] if place] if chat else []
    else:
        arenas = _where_allowed(talk, command, talk.store.arenas_of(talk.who, talk.now.date()))
        arenas += talk.store.coming_arenas_of(talk.who, talk.now.date()) if command.ahead else []
        arenas += talk.store.co_opting_arenas_of(talk.who, talk.now.date()) if command.co_opted else []
    if not arenas:
        raise _ended(talk) or _only_co_opted(talk) or _why_not_today(talk) or Unknown()
    if len(arenas) > 1:
        _ask_which(talk, arenas, command)
        return False
    talk.enter(arenas[0])
    if not talk.rights.is_someone and not _is_let_in(talk, command):
        raise _end_of(talk, arenas[0]) or Unknown()
    return True


def _is_let_in(talk: Conversation, command: Command) -> bool:
    """Whoever is nobody here today: a newcomer before their first day, or somebody co-opted."""
    is_for_co_opted = command.co_opted is not None and talk.rights.is_co_opted
    return not talk.heard.in_group and (command.ahead or is_for_co_opted)


def _where_allowed(talk: Conversation, command: Command, arenas: list[Arena]) -> list[Arena]:
    """Those in which the speaker may do it; one of the others where there is none, to say no in its name."""
    if command.may is None or len(arenas) == 1:
        return arenas
    may = command.may
    allowed = [arena for arena in arenas if may(_rights_in(talk, arena))]
    return allowed or arenas[:1]


def _rights_in(talk: Conversation, arena: Arena) -> Standing:
    talk.enter(arena)
    return talk.rights


def _ended(talk: Conversation) -> ArenaEnded | None:
    """What to say to somebody whose arenas are all over."""
    ended = talk.store.ended_arenas_of(talk.who, talk.now.date())
    return _end_of(talk, ended[0]) if ended and not talk.heard.in_group else None


def _only_co_opted(talk: Conversation) -> CoOptedOnly | None:
    """What to say to somebody who is invited to something, and asks for more."""
    is_guest = talk.store.co_opting_arenas_of(talk.who, talk.now.date())
    return CoOptedOnly() if is_guest and not talk.heard.in_group else None


def _why_not_today(talk: Conversation) -> Refusal | None:
    """What to say to somebody who is to come, or who has left."""
    if talk.heard.in_group:
        return None
    today = talk.now.date()
    for arena in talk.store.coming_arenas_of(talk.who, today):
        talk.enter(arena)
        mine = [each for each in talk.here.tenures() if each.person is talk.who and each.begins > today]
        begins = min(each.begins for each in mine if each.ends is None or each.ends > each.begins)
        talk.place = talk.standing = None
        return NotYet(name=arena.short, day=begins)
    return HasLeft() if talk.store.arenas_left_by(talk.who, today) else None


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
    day = talk.now.date()
    own = [*talk.store.arenas_of(talk.who, day), *talk.store.co_opting_arenas_of(talk.who, day)]
    arenas = [arena for arena in own if arena.id in facts.get("arenas", [arena.id])]
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
