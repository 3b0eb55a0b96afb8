"""What is shown of a change of holder, and the buttons below it for whoever registers or reported it."""

from datetime import datetime

from bot.acts.desk import Desk
from bot.model.dispatch import ARRIVES, Button, Dispatch, DispatchKind
from bot.model.replacement import Replacement, ReplacementState
from bot.texts import say

# A report is shown in a message of its own, or in that of the preview which became it.
CARDS = (DispatchKind.TEXT, DispatchKind.EDIT)
Rows = list[list[Button]]


def card_text(desk: Desk, replacement: Replacement, *, asks: bool = True) -> str:
    """The card in words; it `asks` whoever registers."""
    facts = {"replacement": replacement, "today": desk.today, "asks": asks}
    return say("replacement_card", arena=desk.place.arena, **facts)


def take_buttons_away(desk: Desk, replacement: Replacement) -> None:
    """Every card that somebody got of it says what it is now, and has no buttons any more."""
    for shown in desk.place.dispatches_for(replacement.thing, CARDS):
        if shown.buttons and shown.state in ARRIVES:
            desk.store.promise(_without_buttons(shown, card_text(desk, replacement), replacement.thing))


def _without_buttons(shown: Dispatch, text: str, subject: str) -> Dispatch:
    first = shown.after or shown
    return Dispatch(
        dedupe_key=f"{subject}:gone:{first.id}",
        kind=DispatchKind.EDIT,
        chat_id=shown.chat_id,
        arena_id=shown.arena_id,
        person_id=shown.person_id,
        text=text,
        after=first,
        subject=subject,
    )


def registrar_buttons(replacement: Replacement, now: datetime) -> Rows:
    """What secretary or chair can do with it."""
    if replacement.is_open:
        return [
            [_button("Registrera", "replreg", replacement), _button("Stämmer inte", "replask", replacement)]
        ]
    return [[_button("Ångra", "replundo", replacement)]] if replacement.may_be_undone(now) else []


def reporter_buttons(replacement: Replacement) -> Rows:
    """What whoever reported it can do, until it is registered."""
    if not replacement.is_open:
        return []
    change = [_button("Ändra", "replfix", replacement), _button("Dra tillbaka", "replback", replacement)]
    if replacement.state is ReplacementState.QUESTIONED:
        return [[_button("Det stämmer", "replyes", replacement)], change]
    return [change]


def _button(words: str, action: str, replacement: Replacement) -> Button:
    return Button(
        text=words,
        action=action,
        arena_id=replacement.arena_id,
        thing=replacement.id,
        revision=replacement.revision,
    )
