"""«Typ», «Rubrik», «Diarienummer» and «Annat möte»: an item's card asks, and a button or words answer."""

from typing import Any

from bot.acts.items import details as acts
from bot.acts.sending.reach import must_take_more
from bot.model.dispatch import Button
from bot.model.item import AgendaItem, ItemKind
from bot.model.press import Press
from bot.permissions import may_choose_meeting, may_prepare
from bot.refusals import NotBeforeSending, NotYours, StaleButton
from bot.texts import plain, say
from handlers.chat.choices import ask_about, asked_item, choice, chosen_for
from handlers.chat.conversation import Conversation
from handlers.chat.items import about, changeable_item, refresh_card, show_card

KINDS = tuple(ItemKind)
MOST_MEETINGS = 8
Rows = list[list[Button]]


def press_kind(talk: Conversation, _press: Press) -> None:
    """«Typ»."""
    item = changeable_item(talk)
    ask_about(talk, "kind", item)
    talk.say("ask_kind", buttons=_kinds(talk, item), about=about(item), item=item, useful_twice=False)


def take_kind(talk: Conversation, facts: dict[str, Any]) -> None:
    """The word of a kind is taken as a press on it; at any other words the question is asked again."""
    item = asked_item(talk, facts)
    if kind := _typed_kind(talk):
        acts.set_kind(talk.store, talk.rights, item, kind, now=talk.now)
        talk.done_asking()
        show_card(talk, item)
        return
    talk.say("ask_kind", buttons=_kinds(talk, item), about=about(item), item=item, useful_twice=False)


def _typed_kind(talk: Conversation) -> ItemKind | None:
    typed = talk.heard.text.strip(" .!").casefold()
    words = zip(KINDS, _words(talk), strict=True)
    return next((kind for kind, word in words if typed in (kind, word.casefold())), None)


def _kinds(talk: Conversation, item: AgendaItem) -> Rows:
    buttons = [choice(talk, word, "setkind", place, item) for place, word in enumerate(_words(talk))]
    return [buttons[:3], buttons[3:]]


def _words(talk: Conversation) -> list[str]:
    """What each kind is called on its button."""
    loaded = (talk.store.within(arena_id) for arena_id in talk.here.arena.prepares_for)
    shorts = [place.arena.short for place in loaded if place]
    return [plain(say("kind_choice", kind=kind, shorts=shorts)) for kind in KINDS]


def press_set_kind(talk: Conversation, press: Press) -> None:
    """«Information», «Diskussion», «Beslut», «Beredning»."""
    item = chosen_for(talk, press, "kind")
    if press.thing >= len(KINDS):
        raise StaleButton
    acts.set_kind(talk.store, talk.rights, item, KINDS[press.thing], now=talk.now)
    _done(talk, item)


def press_rename(talk: Conversation, _press: Press) -> None:
    """«Rubrik»: the next message is the title."""
    item = changeable_item(talk)
    ask_about(talk, "rename", item)
    talk.say("ask_new_title", item=item, useful_twice=False)


def store_new_title(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Rubrik»."""
    item = asked_item(talk, facts)
    acts.rename(talk.store, talk.rights, item, talk.heard.text, now=talk.now)
    talk.done_asking()
    show_card(talk, item)


def press_diary(talk: Conversation, _press: Press) -> None:
    """«Diarienummer»: the next message is the number."""
    must_take_more(talk.here, talk.now)
    item = changeable_item(talk)
    if not may_prepare(talk.rights):
        raise NotYours
    ask_about(talk, "diary", item)
    rows = [[choice(talk, "Ta bort numret", "nodiary", 0, item)]] if item.diary_number else []
    talk.say("ask_diary_number", buttons=rows, about=about(item), item=item, useful_twice=False)


def store_diary_number(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Diarienummer»."""
    item = asked_item(talk, facts)
    acts.set_diary_number(talk.store, talk.rights, item, talk.heard.text, now=talk.now)
    talk.done_asking()
    show_card(talk, item)


def press_no_diary(talk: Conversation, press: Press) -> None:
    """«Ta bort numret»."""
    item = chosen_for(talk, press, "diary")
    acts.set_diary_number(talk.store, talk.rights, item, None, now=talk.now)
    _done(talk, item)


def press_wish(talk: Conversation, _press: Press) -> None:
    """«Annat möte»."""
    item = changeable_item(talk)
    if not may_choose_meeting(talk.rights, item):
        raise NotBeforeSending(item=item)
    ask_about(talk, "wish", item)
    talk.say("ask_meeting", buttons=_meetings(talk, item), about=about(item), item=item, useful_twice=False)


def ask_meeting_again(talk: Conversation, facts: dict[str, Any]) -> None:
    """Words where a button was to be pressed: the question stays, and is asked again."""
    item = asked_item(talk, facts)
    talk.say("ask_meeting", buttons=_meetings(talk, item), about=about(item), item=item, useful_twice=False)


def _meetings(talk: Conversation, item: AgendaItem) -> Rows:
    found = acts.meetings_to_choose(talk.here, talk.rights, item, now=talk.now)[:MOST_MEETINGS]
    words = [plain(say("meeting_choice", meeting=meeting)) for meeting in found]
    rows = [
        [choice(talk, word, "setwish", meeting.id, item)] for word, meeting in zip(words, found, strict=True)
    ]
    waiting = [[choice(talk, "Vänta på arenans lista", "setwish", 0, item)]] if item.meeting else []
    return [*rows, *waiting]


def press_set_wish(talk: Conversation, press: Press) -> None:
    """One of the meetings, or «Vänta på arenans lista»."""
    item = chosen_for(talk, press, "wish")
    found = acts.meetings_to_choose(talk.here, talk.rights, item, now=talk.now)
    open_ = {meeting.id: meeting for meeting in found}
    if press.thing and press.thing not in open_:
        raise StaleButton
    meeting = open_.get(press.thing)
    acts.choose_meeting(talk.store, talk.here, talk.rights, item, meeting, now=talk.now)
    _done(talk, item)


def _done(talk: Conversation, item: AgendaItem) -> None:
    talk.done_asking()
    refresh_card(talk, item)
