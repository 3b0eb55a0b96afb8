"""Who has a role from the next new year: asked for, shown to be registered, and taken back."""

from datetime import date
from typing import Any

from bot.acts.people import turn_naming as acts
from bot.acts.people.turns import ask_button, named_for
from bot.model.press import Press
from bot.model.replacement import Successor
from bot.model.replacementtext import read_replacement
from bot.model.turn import Turn
from bot.refusals import ChangedMeanwhile, NotYours, StaleButton
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation

# Telegram takes a hundred buttons; a side with more seats than this writes the name.
MOST_NAMES = 50


def press_ask(talk: Conversation, press: Press) -> None:
    """«Ange ordförande», «Ange sekreterare»: the seats of that side by name, or somebody else in words."""
    turn = _found(talk, press.thing)
    if named_for(talk.here, turn, talk.today):
        talk.say("turn_card", **_card(talk, turn))
        return
    _remember(talk, turn)
    offered = acts.candidates(desk_of(talk), turn)[:MOST_NAMES]
    rows = [[talk.button(each.person.name, "turnpick", turn.id, each.seat.id)] for each in offered]
    rows.append([talk.button("Vet inte än", "turnwait", turn.id)])
    talk.say("ask_turn", buttons=rows, useful_twice=False, turn=turn, day=_day(talk, turn), offered=offered)


def press_pick(talk: Conversation, press: Press) -> None:
    """One of the names; the button carries the seat where others carry a revision."""
    turn = _found(talk, press.thing)
    offered = acts.candidates(desk_of(talk), turn)
    person = next((each.person for each in offered if each.seat.id == press.revision), None)
    if person is None or person.email is None:
        raise StaleButton
    _preview(talk, turn, Successor(name=person.name, email=person.email))


def take_words(talk: Conversation, facts: dict[str, Any]) -> None:
    """Name and address, at once or one after the other; or what is to be changed of the preview."""
    turn = _asked(talk, facts)
    words = read_replacement(talk.heard.text, talk.today)
    name, email = words.name or facts["name"], words.email or facts["email"]
    if name and email:
        _preview(talk, turn, Successor(name=name, email=email))
        return
    _remember(talk, turn, name=name, email=email)
    wait = talk.button("Vet inte än", "turnwait", turn.id)
    talk.say("ask_turn_more", buttons=[[wait]], useful_twice=False, name=name, email=email)


def _preview(talk: Conversation, turn: Turn, successor: Successor) -> None:
    _remember(talk, turn, name=successor.name, email=successor.email)
    rows = [[talk.button("Registrera", "turnname", turn.id, turn.mark)]]
    rows.append([talk.button("Avbryt", "turnwait", turn.id)])
    is_unknown = acts.is_unknown_domain(desk_of(talk), successor.email)
    about: dict[str, Any] = {
        "name": successor.name,
        "email": successor.email,
        "is_unknown_domain": is_unknown,
    }
    talk.say("turn_preview", buttons=rows, useful_twice=False, turn=turn, day=_day(talk, turn), **about)


def press_name(talk: Conversation, press: Press) -> None:
    """«Registrera»."""
    turn = _found(talk, press.thing)
    facts = _facts_of(talk, turn)
    if turn.mark != press.revision:
        raise ChangedMeanwhile(by=turn.changed_by, turn=turn)
    successor = Successor(name=facts["name"], email=facts["email"])
    person, token = acts.name_holder(desk_of(talk), turn, successor)
    talk.done_asking()
    refresh(talk, turn)
    if token:
        talk.say("new_link", person=person, token=token, since=None)


def press_wait(talk: Conversation, press: Press) -> None:
    """«Vet inte än», «Avbryt»: nobody is registered, and the question comes again."""
    turn = _found(talk, press.thing)
    talk.done_with("turn")
    again = talk.here.arena.local(turn.ask_at) if turn.ask_at else None
    talk.show_again("turn_waits", kind=turn.kind, day=_day(talk, turn), again=again)


def press_undo(talk: Conversation, press: Press) -> None:
    """«Ångra», until the new year."""
    turn = _found(talk, press.thing)
    if turn.mark != press.revision:
        raise ChangedMeanwhile(by=turn.changed_by, turn=turn)
    acts.undo_naming(desk_of(talk), turn)
    refresh(talk, turn)


def refresh(talk: Conversation, turn: Turn) -> None:
    """The card as it stands now, in the message that was pressed."""
    talk.store.flush()
    talk.show_again("turn_card", **_card(talk, turn))


def _card(talk: Conversation, turn: Turn) -> dict[str, Any]:
    names = [each.name for each in named_for(talk.here, turn, talk.today)]
    rows = acts.card_buttons(turn, talk.today) if names else [[ask_button(turn)]]
    return {"buttons": rows, "turn": turn, "names": names}


def _found(talk: Conversation, turn_id: int) -> Turn:
    """One that the presser may name somebody for. Raises StaleButton."""
    turn = talk.here.turn(turn_id)
    if turn is None:
        raise StaleButton
    try:
        acts.must_name(desk_of(talk), turn)
    except NotYours as no:
        raise StaleButton from no
    return turn


def _asked(talk: Conversation, facts: dict[str, Any]) -> Turn:
    """The turn of the question, as long as nothing has changed since it was asked."""
    turn = talk.here.turn(int(facts["turn"]))
    if turn is None:
        raise NotYours
    acts.must_name(desk_of(talk), turn)
    if turn.mark != facts["mark"]:
        raise ChangedMeanwhile(by=turn.changed_by, turn=turn)
    return turn


def _facts_of(talk: Conversation, turn: Turn) -> dict[str, Any]:
    """What was said of whom to register. Raises StaleButton where another question came after it."""
    facts = talk.asked("turn")
    is_said = facts["turn"] == turn.id and facts["name"] and facts["email"]
    if not is_said:
        raise StaleButton
    return facts


def _remember(talk: Conversation, turn: Turn, *, name: str | None = None, email: str | None = None) -> None:
    talk.ask("turn", turn=turn.id, mark=turn.mark, name=name, email=email)


def _day(talk: Conversation, turn: Turn) -> date:
    return turn.decisive_day(talk.today)
