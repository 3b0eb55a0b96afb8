"""What is shown of a change of holder, and the buttons below it for whoever registers or reported it."""

from datetime import datetime
from typing import Any

from bot.acts.desk import Desk
from bot.acts.people.joining import may_settle
from bot.acts.replacements.bearers import other_bearer
from bot.acts.sending.promises import responsible, tell_person
from bot.model.dispatch import Button, DispatchKind
from bot.model.person import Person
from bot.model.replacement import Replacement, ReplacementState
from bot.texts import say

Rows = list[list[Button]]


def card_text(desk: Desk, replacement: Replacement, *, asks: bool = True) -> str:
    """The card in words; it `asks` whoever registers."""
    return say("replacement_card", arena=desk.place.arena, **card_facts(desk, replacement, asks=asks))


def card_facts(desk: Desk, replacement: Replacement, *, asks: bool) -> dict[str, Any]:
    """What the card says; whoever is to register it also learns whose the address is already."""
    bearer = None
    if asks and replacement.is_open:
        bearer = other_bearer(desk, replacement.name, replacement.email, may_lead=True)
    return {"replacement": replacement, "today": desk.today, "asks": asks, "bearer": bearer}


def registrar_buttons(replacement: Replacement, reader: Person, now: datetime) -> Rows:
    """What secretary or chair can do with it; of what they reported themselves there is nobody to ask."""
    register = _button("Registrera", "replreg", replacement)
    if replacement.is_open and replacement.reported_by is reader:
        return [[register], _changes(replacement)]
    if replacement.is_open:
        return [[register, _button("Stämmer inte", "replask", replacement)]]
    return [[_button("Ångra", "replundo", replacement)]] if replacement.may_be_undone(now) else []


def reporter_buttons(replacement: Replacement) -> Rows:
    """What whoever reported it can do, until it is registered."""
    if not replacement.is_open:
        return []
    if replacement.state is ReplacementState.QUESTIONED:
        return [[_button("Det stämmer", "replyes", replacement)], _changes(replacement)]
    return [_changes(replacement)]


def _changes(replacement: Replacement) -> list[Button]:
    return [_button("Ändra", "replfix", replacement), _button("Dra tillbaka", "replback", replacement)]


def tell_cards(desk: Desk, replacement: Replacement, *, is_pressed: bool = True) -> None:
    """The cards of everybody, but for whoever has just pressed one, say what has become of it."""
    readers = {each.id: each for each in [*responsible(desk.place, desk.now), replacement.reported_by]}
    for reader in readers.values():
        if reader is not desk.by or not is_pressed:
            _renew(desk, replacement, reader)


def card_buttons(replacement: Replacement, reader: Person, now: datetime, *, asks: bool) -> Rows:
    """What the reader can do with it, who registers it (`asks`) or has reported it."""
    return registrar_buttons(replacement, reader, now) if asks else reporter_buttons(replacement)


def _renew(desk: Desk, replacement: Replacement, reader: Person) -> None:
    asks = may_settle(desk.place, reader, now=desk.now)
    for shown in desk.store.shown_in(reader.telegram_id or 0, replacement.thing):
        tell_person(
            desk.store,
            desk.place,
            reader,
            card_text(desk, replacement, asks=asks),
            key=f"{replacement.thing}:{replacement.revision}:card{shown.id}",
            buttons=card_buttons(replacement, reader, desk.now, asks=asks),
            kind=DispatchKind.EDIT,
            after=shown,
            about=replacement.thing,
            subject=replacement.thing,
        )


def _button(words: str, action: str, replacement: Replacement) -> Button:
    return Button(
        text=words,
        action=action,
        arena_id=replacement.arena_id,
        thing=replacement.id,
        revision=replacement.mark,
    )
