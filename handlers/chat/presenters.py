"""«Föredragande»: one of the arena's people by a button, or anybody by name."""

from typing import Any

from bot.acts.items.details import name_presenter, set_presenter
from bot.acts.items.presenting import who_may_present
from bot.acts.sending.reach import must_take_more
from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.model.press import Press
from bot.refusals import StaleButton
from handlers.chat.choices import ask_about, asked_item, choice, chosen_for
from handlers.chat.conversation import Conversation
from handlers.chat.items import about, changeable_item, refresh_card, show_card

PEOPLE_A_PAGE = 8


def press_presenter(talk: Conversation, _press: Press) -> None:
    """«Föredragande»: press a name, or write one."""
    must_take_more(talk.here, talk.now)
    item = changeable_item(talk)
    ask_about(talk, "presenter", item)
    talk.say(
        "ask_presenter", buttons=_people(talk, item, 0), about=about(item), item=item, useful_twice=False
    )


def press_more_people(talk: Conversation, press: Press) -> None:
    """«Fler»: the next names in the same message."""
    item = chosen_for(talk, press, "presenter")
    talk.show_again("ask_presenter", buttons=_people(talk, item, press.thing), item=item)


def _people(talk: Conversation, item: AgendaItem, page: int) -> list[list[Button]]:
    people = who_may_present(talk.here, item, talk.now)
    first = page * PEOPLE_A_PAGE
    shown = [
        choice(talk, person.name, "present", person.id, item)
        for person in people[first : first + PEOPLE_A_PAGE]
    ]
    rows = [shown[at : at + 2] for at in range(0, len(shown), 2)]
    if len(people) > PEOPLE_A_PAGE:
        following = page + 1 if first + PEOPLE_A_PAGE < len(people) else 0
        rows.append([choice(talk, "Fler", "morepeople", following, item)])
    return [*rows, [choice(talk, "Ingen", "present", 0, item)]] if item.presented_by else rows


def press_present(talk: Conversation, press: Press) -> None:
    """One of the names, or «Ingen»."""
    item = chosen_for(talk, press, "presenter")
    people = {person.id: person for person in who_may_present(talk.here, item, talk.now)}
    if press.thing and press.thing not in people:
        raise StaleButton
    set_presenter(talk.store, talk.here, talk.rights, item, people.get(press.thing), now=talk.now)
    talk.done_asking()
    refresh_card(talk, item)


def store_presenter(talk: Conversation, facts: dict[str, Any]) -> None:
    """A name that was written after «Föredragande»."""
    item = asked_item(talk, facts)
    name_presenter(talk.store, talk.here, talk.rights, item, talk.heard.text, now=talk.now)
    talk.done_asking()
    show_card(talk, item)
