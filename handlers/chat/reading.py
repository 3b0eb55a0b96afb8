"""/hjalp and /avbryt."""

from bot.model.dialogue import Slot
from bot.model.dispatch import Button
from bot.model.seat import Standing
from bot.permissions import may_invite, may_plan, may_prepare, may_propose, may_report
from bot.refusals import NothingToAnswer, Unknown
from handlers.chat import itemfiles
from handlers.chat.command import why_nobody
from handlers.chat.conversation import Conversation
from handlers.chat.picking import cleared


def help_(talk: Conversation) -> None:
    """/hjalp: what the asker can do, in few words; in a group what everybody can do there."""
    if talk.heard.in_group:
        private = [[Button(text="Öppna mig privat", start="start")]]
        talk.say("help_in_group", buttons=private, among_preparers=talk.among_preparers, useful_twice=False)
        return
    held = standings(talk)
    is_co_opted = bool(talk.person and talk.store.co_opting_arenas_of(talk.person, talk.now))
    if talk.person and not held and not is_co_opted:
        # Strangers are told how to come in; who is to come or has left is none.
        why = why_nobody(talk)
        if not isinstance(why, Unknown):
            raise why
    talk.say(
        "help",
        is_known=bool(held),
        is_co_opted=is_co_opted,
        may_propose=any(map(may_propose, held)),
        may_prepare=any(map(may_prepare, held)),
        may_plan=any(map(may_plan, held)),
        may_report=any(map(may_report, held)),
        may_invite=any(map(may_invite, held)),
        useful_twice=False,
    )


def standings(talk: Conversation) -> list[Standing]:
    """What the asker is in each arena; with a single one it is what the talk is about."""
    arenas = talk.store.arenas_of(talk.person, talk.now) if talk.person else []
    held = []
    for arena in arenas:
        talk.enter(arena)
        held.append(talk.rights)
    if len(arenas) > 1:
        talk.place = talk.standing = None
    return held


def cancel(talk: Conversation) -> None:
    """/avbryt: leave whatever was asked."""
    where = (talk.heard.chat_id, talk.heard.sender_id or 0)
    asked = [found for slot in Slot if (found := talk.store.dialogue(*where, slot))]
    if not asked:
        raise NothingToAnswer
    talk.enter_if_welcome(asked[0].arena_id)
    buttons = cleared(talk)
    itemfiles.take_done_away(talk)
    for slot in Slot:
        talk.store.end_dialogue(*where, slot)
    talk.say("cancelled", buttons=buttons, useful_twice=False)
