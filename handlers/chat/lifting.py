"""«Lyft»: arenas are chosen, what crosses is shown, and then it is lifted."""

from collections.abc import Sequence

from bot.acts.items.lift_outcomes import arena_name
from bot.acts.items.lifting import lift_item, lift_targets
from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.model.lift import choice_mark, marked_choice
from bot.model.press import Press
from bot.refusals import ChangedMeanwhile
from handlers.chat import items, outcomes
from handlers.chat.conversation import Conversation


def press_lift(talk: Conversation, _press: Press) -> None:
    """«Lyft» or «Lyft till …» on a card: a single arena is chosen from the start."""
    item = items.current_item(talk)
    targets = lift_targets(talk.store, talk.here, item, now=talk.now)
    _show(talk, item, targets, targets if len(targets) == 1 else [])


def press_choose(talk: Conversation, press: Press) -> None:
    """An arena chosen, or taken back: the button's mark says what is chosen then."""
    item = items.pressed_item(talk)
    _show(talk, item, *_chosen(talk, item, press))


def press_now(talk: Conversation, press: Press) -> None:
    """«Lyft» below what crosses."""
    item = items.pressed_item(talk)
    _targets, chosen = _chosen(talk, item, press)
    lift_item(talk.store, talk.here, talk.rights, item, chosen, now=talk.now)
    items.refresh_card(talk, item)
    outcomes.refresh_list(talk, item.meeting)


def press_back(talk: Conversation, _press: Press) -> None:
    """«Avbryt»: the card again."""
    items.refresh_card(talk, items.pressed_item(talk))


def _chosen(talk: Conversation, item: AgendaItem, press: Press) -> tuple[list[str], list[str]]:
    """The arenas, and those of them that are chosen. Raises ChangedMeanwhile."""
    targets = lift_targets(talk.store, talk.here, item, now=talk.now)
    chosen = marked_choice(item, targets, press.revision)
    if chosen is None:
        raise ChangedMeanwhile(by=item.changed_by, item=item)
    return targets, chosen


def _show(talk: Conversation, item: AgendaItem, targets: Sequence[str], chosen: Sequence[str]) -> None:
    rows = [[_toggle(talk, item, targets, chosen, arena_id)] for arena_id in targets if len(targets) > 1]
    end = [talk.button("Avbryt", "liftback", item.id)]
    if chosen:
        end.insert(0, talk.button("Lyft", "liftnow", item.id, choice_mark(item, targets, chosen)))
    names = [arena_name(talk.store, arena_id) for arena_id in chosen]
    talk.show_again("lift_preview", buttons=[*rows, end], about=items.about(item), item=item, names=names)


def _toggle(
    talk: Conversation, item: AgendaItem, targets: Sequence[str], chosen: Sequence[str], arena_id: str
) -> Button:
    is_chosen = arena_id in chosen
    then = [each for each in targets if (each in chosen) is not (each == arena_id)]
    word = "Ta bort" if is_chosen else "Välj"
    name = arena_name(talk.store, arena_id)
    return talk.button(f"{word} {name}", "liftto", item.id, choice_mark(item, targets, then))
