"""Cilla is to have Bo's seat from December and presents an item: she is told each step before that."""

import pytest

from bot.acts.agendas.preparing import accept_item, decline_item
from bot.acts.items.details import choose_meeting
from bot.acts.items.incoming import withdraw
from bot.acts.items.lifting import lift_item
from bot.acts.items.merging import merge
from bot.model.item import AgendaItem
from integrations.botapi import Person
from storage.store import SqlStore
from tests.builders import TODAY, a_co_option, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import card_for, link_in, registered

WHEN = "fredag 12 februari 2027 kl. 13.00"


@pytest.fixture
def cilla(chat: Chat, people: People) -> Person:
    """She has joined, and presents Bo's item Lokaler."""
    cilla = chat.world.person("Cilla Ceder")
    told = card_for(registered(chat, people), people.bo)
    chat.presses(cilla, chat.opens(cilla, link_in(told.history[0])).card, "Det är jag")
    card = chat.says(people.bo, "/foresla Lokaler").card
    chat.presses(people.bo, chat.presses(people.bo, card, "Föredragande").card, "Cilla Ceder")
    return cilla


def lokaler(chat: Chat, store: SqlStore) -> AgendaItem:
    return next(each for each in chat.place(store).open_items() if each.title == "Lokaler")


def done_by_asa(chat: Chat, people: People, act: str, **to: object) -> None:
    """Åsa decides on Lokaler."""
    with chat.memory() as store:
        place, asa = chat.place(store), store.person_by_telegram(people.asa.id)
        assert asa
        standing, item = place.standing(asa, TODAY), lokaler(chat, store)
        now = chat.clock.now()
        if act == "accept":
            accept_item(store, place, standing, item, now=now)
        elif act == "decline":
            decline_item(store, place, standing, item, "Hör inte hit.", now=now)
        elif act == "withdraw":
            withdraw(store, standing, item, now=now)
        elif act == "wait":
            choose_meeting(store, place, standing, item, None, now=now)
        elif act == "lift":
            place.arena.prepares_for = ["svom"]
            lift_item(store, place, standing, item, ["svom"], now=now)
        else:
            other = an_item(asa, "Budget", number=2, meeting=item.meeting)
            store.keep(other)
            store.flush()
            merge(store, place, standing, other, item, now=now)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("accept", f"Ärende 1, Lokaler, är upptaget på dagordningen till mötet {WHEN}. Du är föredragande."),
        ("decline", "Ärende 1, Lokaler, är avböjt. Skäl: Hör inte hit."),
        ("withdraw", "Åsa Öberg har dragit tillbaka ärende 1, Lokaler. Du behöver inte föredra det."),
        ("wait", "Ärende 1, Lokaler, väntar på arenans lista tills ett möte passar."),
        ("lift", "Ärende 1, Lokaler, är lyft till SVOM. Du behöver inte föredra det."),
        (
            "merge",
            "Åsa Öberg har slagit ihop ärende 2, Budget, med ärende 1, Lokaler. "
            "Beskrivning och bilagor ligger nu i ärende 1.",
        ),
    ],
)
def test_whoever_is_to_come_is_told_each_step(
    chat: Chat, people: People, cilla: Person, act: str, said: str
) -> None:
    done_by_asa(chat, people, act)

    assert chat.settles().to(cilla) == [f"Norr\n{said}"]


def test_whoever_comes_no_more_is_told_nothing(chat: Chat, people: People, cilla: Person) -> None:
    done_by_asa(chat, people, "accept")

    with chat.memory() as store:
        for tenure in chat.place(store).tenures():
            if tenure.person.name == "Cilla Ceder":
                tenure.ends = tenure.begins

    assert chat.settles().to(cilla) == []


def test_whoever_is_invited_to_present_it_hears_that_it_comes_up_and_nothing_twice(
    chat: Chat, people: People, cilla: Person
) -> None:
    with chat.memory() as store:
        stig, asa = store.person_by_telegram(people.david.id), store.person_by_telegram(people.asa.id)
        assert stig
        assert asa
        item = lokaler(chat, store)
        item.presenter = stig
        store.keep(a_co_option(stig, asa, item=item, presents=True))

    done_by_asa(chat, people, "accept")
    accepted = chat.settles().to(people.david)
    done_by_asa(chat, people, "withdraw")
    gone = chat.settles().to(people.david)

    assert accepted == [
        f"Norr\nÄrende 1, Lokaler, är upptaget på dagordningen till mötet {WHEN}. Du är föredragande."
    ]
    assert gone == [f"Norr\nLokaler utgår från mötet {WHEN}. Du behöver inte vara med."]
