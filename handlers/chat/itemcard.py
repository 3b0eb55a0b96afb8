"""The table of an item's buttons: which stand on its card, in which row, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.model.seat import Standing
from bot.permissions import may_attach, may_change_item, may_choose_meeting, may_prepare, may_see_item
from handlers.chat.conversation import Conversation
from handlers.chat.lift_button import lift_buttons
from handlers.chat.postpone_button import is_asked, postpone_buttons


@dataclass(frozen=True, kw_only=True)
class CardButton:
    """One button of the card; `may` says for whom and when it stands there.

    `asks_more` is that of what a sparsam arena does not take in chat: more than titles and times.
    """

    words: str
    action: str
    may: Callable[[Standing, AgendaItem], bool]
    asks_more: bool = False


def _changes(standing: Standing, item: AgendaItem) -> bool:
    return item.is_open and may_change_item(standing, item)


def _prepares(standing: Standing, item: AgendaItem) -> bool:
    return item.is_open and may_prepare(standing)


def _merges(standing: Standing, item: AgendaItem) -> bool:
    return _prepares(standing, item) and not (item.meeting and item.meeting.is_sent)


def _decides(standing: Standing, item: AgendaItem) -> bool:
    return item.is_incoming and may_prepare(standing)


def _orders(standing: Standing, item: AgendaItem) -> bool:
    return _prepares(standing, item) and not item.is_incoming


def _brings(standing: Standing, item: AgendaItem) -> bool:
    return item.is_open and may_attach(standing, item)


def _promises(standing: Standing, item: AgendaItem) -> bool:
    return _changes(standing, item) and not item.awaits_file


def _takes_back(standing: Standing, item: AgendaItem) -> bool:
    return _changes(standing, item) and item.awaits_file


def _owns(standing: Standing, item: AgendaItem) -> bool:
    return _changes(standing, item) and item.is_by(standing.person)


# Deciding, ordering the draft, what the item holds, what it is about, what preparers note, what is left.
ROWS: tuple[tuple[CardButton, ...], ...] = (
    (
        CardButton(words="Ta upp", action="accept", may=_decides),
        CardButton(words="Avböj", action="decline", may=_prepares),
    ),
    (
        CardButton(words="Upp", action="up", may=_orders),
        CardButton(words="Ner", action="down", may=_orders),
        CardButton(words="Minuter", action="minutes", may=_orders),
    ),
    (
        CardButton(words="Beskrivning", action="describe", may=_changes, asks_more=True),
        CardButton(words="Bilagor", action="files", may=_brings, asks_more=True),
        CardButton(words="Bilaga kommer", action="filecomes", may=_promises, asks_more=True),
        CardButton(words="Ingen bilaga kommer", action="filecomes", may=_takes_back, asks_more=True),
    ),
    (
        CardButton(words="Typ", action="kind", may=_changes),
        CardButton(words="Föredragande", action="presenter", may=_changes, asks_more=True),
        CardButton(words="Annat möte", action="wish", may=may_choose_meeting),
    ),
    (
        CardButton(words="Diarienummer", action="diary", may=_prepares, asks_more=True),
        CardButton(words="Slå ihop", action="merge", may=_merges),
    ),
    (
        CardButton(words="Rubrik", action="rename", may=_changes),
        CardButton(words="Historik", action="history", may=may_see_item),
        CardButton(words="Dra tillbaka", action="withdraw", may=_owns),
    ),
)


# What its card is for once the meeting was held.
AFTERWARDS: tuple[tuple[CardButton, ...], ...] = (
    (
        CardButton(words="Behandlad", action="treated", may=_prepares),
        CardButton(words="Bordlagd", action="heldover", may=_prepares),
    ),
    (
        CardButton(words="Diarienummer", action="diary", may=_prepares, asks_more=True),
        CardButton(words="Historik", action="history", may=may_see_item),
    ),
)


def card_buttons(talk: Conversation, item: AgendaItem) -> list[list[Button]]:
    """What the reader may do with the item now; nothing in the arena's group, where everybody reads."""
    if talk.heard.in_group and not talk.among_preparers:
        return []
    first, *rest = AFTERWARDS if is_asked(talk, item) else ROWS
    elsewhere = [*postpone_buttons(talk, item), *lift_buttons(talk, item)]
    rows = [_shown(talk, item, first), elsewhere, *(_shown(talk, item, row) for row in rest)]
    return [row for row in rows if row]


def _shown(talk: Conversation, item: AgendaItem, row: tuple[CardButton, ...]) -> list[Button]:
    takes_more = not talk.here.arena.is_sparse
    allowed = (each for each in row if each.may(talk.rights, item) and (takes_more or not each.asks_more))
    return [talk.button(each.words, each.action, item.id, item.revision) for each in allowed]
