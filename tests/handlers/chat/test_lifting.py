"""«Lyft»: an item goes on to arenas that this one prepares for; only its outcome comes back."""

from datetime import date

import pytest

from bot.acts.arenas.loading import load_facts
from bot.acts.items.lifting import lift_item
from bot.model.dispatch import Button
from bot.model.item import ItemState
from bot.model.seat import RoleKind
from bot.refusals import LiftInCircle
from integrations.botapi import Message
from storage import tables
from tests.builders import a_role
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

CARD = (
    "Norr\nÄrende 1: Budget\n{state}\n{lifts}Föreslagen av: Bo Berg, Bos plats\n"
    "Möte: fredag 12 februari 2027 kl. 13.00"
)
PREVIEW = (
    "Norr\nLyft ärende 1\n{to}\n\nDet här följer med, som det är:\nBudget\n{more}\n"
    "Inget annat följer med. Tillbaka kommer bara vad som händer med ärendet, med skälet."
)


def norr_prepares_for(chat: Chat, *arena_ids: str) -> None:
    with chat.memory() as store:
        chat.place(store).arena.prepares_for = list(arena_ids)


def the_card(chat: Chat, people: People, title: str = "Budget") -> Message:
    chat.says(people.bo, f"/foresla {title}")
    return chat.says(people.pia, "/beredning").said[0]


def lifted_to_syd(chat: Chat, people: People) -> Message:
    """The card in Norr of an item that Pia lifted to Syd."""
    norr_prepares_for(chat, "syd")
    card = the_card(chat, people)
    chat.presses(people.pia, card, "Lyft")
    chat.presses(people.pia, card, "Lyft")
    return card


def states(chat: Chat) -> list[tuple[str, str, ItemState]]:
    return [(row["arena_id"], row["title"], row["state"]) for row in chat.rows(tables.item)]


def test_an_arena_that_prepares_for_none_has_no_lift(chat: Chat, people: People) -> None:
    assert the_card(chat, people).buttons[:2] == [["Ta upp", "Avböj"], ["Skjut upp"]]


def test_lifting_shows_what_crosses_and_then_lifts(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "syd")
    card = the_card(chat, people)
    chat.presses(people.pia, card, "Lyft")
    assert card.text == PREVIEW.format(to="Till: Syd", more="")
    assert card.buttons == [["Lyft", "Avbryt"]]

    lifted = chat.presses(people.pia, card, "Lyft")

    assert lifted.notice == "Lyft"
    assert card.text == CARD.format(state="Lyft", lifts="Lyft till Syd: inkommet\n")
    assert card.buttons == [["Historik"]]
    assert lifted.to(people.bo) == [
        "Norr\nÄrende 1, Budget, är lyft till Syd. Du får veta vad som händer med det."
    ]
    assert lifted.to(people.david) == [
        "Syd\nÄrende 1, Budget, är lyft hit från Norr. Möte: fredag 5 mars 2027 kl. 09.00."
    ]
    assert states(chat) == [("norr", "Budget", "lifted"), ("syd", "Budget", "incoming")]


def test_there_the_card_names_the_arena_and_nobody(chat: Chat, people: People) -> None:
    lifted_to_syd(chat, people)
    card = chat.says(people.david, "/beredning").said[0]
    assert card.text == (
        "Syd\nÄrende 1: Budget\nInkommet\nLyft från Norr\nMöte: fredag 5 mars 2027 kl. 09.00\n\n"
        "Beredningen avgör senast fredag 26 februari 2027."
    )


def test_the_outcome_comes_back_to_proposer_and_lifter(chat: Chat, people: People) -> None:
    lifted_to_syd(chat, people)
    card = chat.says(people.david, "/beredning").said[0]
    chat.presses(people.david, card, "Avböj")

    told = chat.says(people.david, "Hör hemma hos nämnden")

    text = "Norr\nÄrende 1, Budget, lyftes till Syd. Syd: avböjt. Skäl: Hör hemma hos nämnden"
    assert (told.to(people.bo), told.to(people.pia)) == ([text], [text])
    verbs = [row["verb"] for row in chat.rows(tables.history) if row["thing"] == "item:1"]
    assert verbs == ["proposed", "lifted", "declined there"]
    assert chat.opens(people.bo, "item-1").text == CARD.format(
        state="Lyft", lifts="Lyft till Syd: avböjt. Skäl: Hör hemma hos nämnden\n"
    )


def test_taken_up_there_is_told_here(chat: Chat, people: People) -> None:
    lifted_to_syd(chat, people)
    told = chat.presses(people.david, chat.says(people.david, "/beredning").said[0], "Ta upp")
    assert told.to(people.bo) == ["Norr\nÄrende 1, Budget, lyftes till Syd. Syd: upptaget."]


def test_that_it_was_lifted_on_there_is_told_here(chat: Chat, people: People) -> None:
    lifted_to_syd(chat, people)
    with chat.memory() as store:
        chat.place(store, "syd").arena.prepares_for = ["rsr"]
    card = chat.says(people.david, "/beredning").said[0]
    chat.presses(people.david, card, "Lyft")

    told = chat.presses(people.david, card, "Lyft")

    text = "Norr\nÄrende 1, Budget, lyftes till Syd. Syd: lyft vidare."
    assert (told.to(people.bo), told.to(people.pia)) == ([text], [text])
    assert chat.opens(people.bo, "item-1").text == CARD.format(
        state="Lyft", lifts="Lyft till Syd: lyft vidare\n"
    )


def test_history_names_the_other_arena_on_both_sides(chat: Chat, people: People) -> None:
    card = lifted_to_syd(chat, people)
    there = chat.says(people.david, "/beredning").said[0]
    chat.presses(people.david, there, "Ta upp")

    here = chat.presses(people.pia, card, "Historik").text.splitlines()[-2:]
    in_syd = chat.presses(people.david, there, "Historik").text.splitlines()[2]

    assert [line.split(": ", 1)[1] for line in (*here, in_syd)] == [
        "Pia Palm lyfte ärendet till en annan arena: Syd",
        "Syd tog upp ärendet",
        "Boten lyfte ärendet hit från en annan arena: Norr",
    ]


def test_arenas_are_chosen_and_taken_back(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "syd", "svom")
    card = the_card(chat, people)
    chat.presses(people.pia, card, "Lyft")
    assert (card.text, card.buttons) == (
        PREVIEW.format(to="Välj en eller flera arenor.", more=""),
        [["Välj Syd"], ["Välj SVOM"], ["Avbryt"]],
    )
    chat.presses(people.pia, card, "Välj SVOM")
    chat.presses(people.pia, card, "Välj Syd")
    assert card.text == PREVIEW.format(to="Till: Syd och SVOM", more="")
    chat.presses(people.pia, card, "Ta bort SVOM")
    assert card.buttons == [["Ta bort Syd"], ["Välj SVOM"], ["Lyft", "Avbryt"]]

    chat.presses(people.pia, card, "Lyft")

    assert card.text == CARD.format(state="Lyft", lifts="Lyft till Syd: inkommet\n")
    assert card.buttons == [["Lyft till SVOM"], ["Historik"]]


def test_not_lifting_after_all_leaves_everything_as_it_was(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "syd")
    card = the_card(chat, people)
    before, kept = (card.text, card.buttons), chat.kept()
    chat.presses(people.pia, card, "Lyft")
    chat.presses(people.pia, card, "Avbryt")
    assert (card.text, card.buttons) == before
    assert chat.kept() == kept


def test_two_preparers_and_two_presses_lift_once(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "syd")
    pias = the_card(chat, people)
    pers = chat.says(people.per, "/beredning").said[0]
    for who, card in ((people.pia, pias), (people.per, pers)):
        chat.presses(who, card, "Lyft")
    again = pias.keyboard[0][0]["callback_data"]
    chat.presses(people.pia, pias, "Lyft")

    late = chat.presses(people.per, pers, "Lyft")

    assert late.notice == "Pia Palm har ändrat det här efter att kortet visades. Nu ser du det som det är."
    assert pers.text == pias.text
    assert chat.presses_data(people.pia, again).notice == ""
    assert len(chat.rows(tables.lift)) == 1
    assert len(states(chat)) == 2


def test_files_cross_as_they_are_and_late_ones_follow(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "syd")
    chat.sends(people.bo, "budget.pdf", caption="/foresla Budget")
    chat.fetches()
    mine = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    chat.sends(people.bo, "tabell.pdf", b"%PDF-1.7 tabell", reply_to=mine)
    card = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, card, "Lyft")
    assert card.text == PREVIEW.format(to="Till: Syd", more="\nBilagor:\n– budget.pdf\n– tabell.pdf\n")
    chat.presses(people.pia, card, "Lyft")

    chat.fetches()

    files = [(row["arena_id"], row["name"], row["sha256"]) for row in chat.rows(tables.attachment)]
    own = {(name, content) for arena_id, name, content in files if arena_id == "norr"}
    assert {(name, content) for arena_id, name, content in files if arena_id == "syd"} == own
    assert len(files) == 4


def test_an_arena_that_is_not_here_yet_gets_it_when_it_is(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "svom")
    chat.sends(people.bo, "budget.pdf", caption="/foresla Budget")
    chat.fetches()
    card = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, card, "Lyft")

    lifted = chat.presses(people.pia, card, "Lyft")

    assert card.text.splitlines()[3] == "Lyft till SVOM: väntar, arenan är inte med här än"
    package, _card = [message for message in lifted.said if message.chat.id == people.pia.id]
    assert package.text == (
        "Norr\nLyft från Norr till SVOM: Budget\nVidarebefordra till sekreteraren i SVOM.\n\n"
        "Bilaga: budget.pdf\n\nSVOM är inte med här i Telegram än. Ärendet väntar tills arenan är det."
    )
    assert [file.name for file in package.documents] == ["budget.pdf"]
    with chat.memory() as store:
        facts = {"arena.name": "SVOM", "arena.short": "SVOM"}
        load_facts(store, facts, "svom", now=chat.clock.now())
    assert states(chat) == [("norr", "Budget", "lifted"), ("svom", "Budget", "incoming")]
    assert [row["arena_id"] for row in chat.rows(tables.attachment)] == ["norr", "svom"]
    assert chat.opens(people.bo, "item-1").text.splitlines()[3] == "Lyft till SVOM: inkommet"


def nobody_in_syd_has_joined(chat: Chat) -> None:
    norr_prepares_for(chat, "syd")
    with chat.memory() as store:
        for row in chat.place(store, "syd").standings(chat.clock.now().date()):
            if row.person.name in ("David Dahl", "Sara Syd"):
                row.person.unjoin()


def test_where_nobody_has_joined_the_lifter_gets_it_to_forward(chat: Chat, people: People) -> None:
    nobody_in_syd_has_joined(chat)
    card = the_card(chat, people)
    chat.presses(people.pia, card, "Lyft")
    assert chat.presses(people.pia, card, "Lyft").to(people.pia)[0] == (
        "Norr\nLyft från Norr till Syd: Budget\n"
        "Vidarebefordra till:\nSara Syd, sekreterare, sara.syd@example.se\n\n"
        "Ärendet väntar som inkommet i Syd. Ingen som bereder där kan nås här i Telegram än."
    )
    assert states(chat)[1] == ("syd", "Budget", "incoming")


def syd_prepares_for(chat: Chat, *arena_ids: str) -> None:
    with chat.memory() as store:
        chat.place(store, "syd").arena.prepares_for = list(arena_ids)


def test_a_lift_in_a_circle_is_not_offered(chat: Chat, people: People) -> None:
    lifted_to_syd(chat, people)
    syd_prepares_for(chat, "norr")
    alone = chat.says(people.david, "/beredning").said[0].buttons
    syd_prepares_for(chat, "norr", "svom")
    card = chat.says(people.david, "/beredning").said[0]
    chat.presses(people.david, card, "Lyft")

    assert [row for row in alone if "Lyft" in row] == []
    assert card.text.splitlines()[2] == "Till: SVOM"


def test_a_package_with_several_files_is_its_words_and_then_the_files(chat: Chat, people: People) -> None:
    nobody_in_syd_has_joined(chat)
    chat.sends(people.bo, "budget.pdf", caption="/foresla Budget")
    mine = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    chat.sends(people.bo, "tabell.pdf", b"%PDF-1.7 tabell", reply_to=mine)
    chat.fetches()
    card = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, card, "Lyft")

    lifted = chat.presses(people.pia, card, "Lyft")

    words, *files = [each for each in lifted.new if each.chat.id == people.pia.id]
    assert words.text.splitlines()[5:8] == ["Bilagor, som följer här under:", "– budget.pdf", "– tabell.pdf"]
    assert [each.document and each.document.name for each in files] == ["budget.pdf", "tabell.pdf"]


def test_whoever_prepares_there_and_joined_through_another_arena_is_told(chat: Chat, people: People) -> None:
    nobody_in_syd_has_joined(chat)
    with chat.memory() as store:
        ulla = store.person_by_telegram(people.ulla.id)
        store.keep(a_role(RoleKind.CHAIR, "syd", person=ulla))
    card = the_card(chat, people)
    chat.presses(people.pia, card, "Lyft")

    lifted = chat.presses(people.pia, card, "Lyft")

    assert lifted.to(people.ulla) == [
        "Syd\nÄrende 1, Budget, är lyft hit från Norr. Möte: fredag 5 mars 2027 kl. 09.00."
    ]
    assert [text for text in lifted.to(people.pia) if "Vidarebefordra" in text] == []


def test_a_lift_in_a_circle_is_refused(chat: Chat, people: People) -> None:
    lifted_to_syd(chat, people)
    with chat.memory() as store:
        place = chat.place(store, "syd")
        (item,) = place.items_of(place.meetings()[0])
        person = store.person_by_telegram(people.david.id)
        assert person
        david = place.standing(person, chat.clock.now().date())

        with pytest.raises(LiftInCircle):
            lift_item(store, place, david, item, ["norr"], now=chat.clock.now())


def test_what_was_sent_is_lifted_after_its_meeting_as_treated(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "syd")
    card = the_card(chat, people)
    chat.presses(people.pia, card, "Ta upp")
    chat.publishes()
    chat.presses(people.pia, card, "Lyft")
    assert chat.presses(people.pia, card, "Lyft").notice == (
        "Ärende 1, Budget, står på en dagordning som är skickad. Lyft det när mötet har varit."
    )
    assert "Lyft" not in [word for row in chat.opens(people.pia, "item-1").card.buttons for word in row]
    chat.passes(days=82)
    after = chat.opens(people.pia, "item-1").card
    chat.presses(people.pia, after, "Lyft till Syd")

    chat.presses(people.pia, after, "Lyft")

    assert after.text.splitlines()[2:4] == ["Behandlat", "Lyft till Syd: inkommet"]


def test_what_would_go_to_an_arena_that_is_no_more_goes_to_its_successor(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "syd")
    with chat.memory() as store:
        syd = chat.place(store, "syd").arena
        syd.ends, syd.succeeded_by = date(2026, 11, 1), "pahsu"
    card = the_card(chat, people)
    chat.presses(people.pia, card, "Lyft")
    chat.presses(people.pia, card, "Lyft")
    assert [row["to_arena_id"] for row in chat.rows(tables.lift)] == ["pahsu"]


def test_only_preparers_lift(chat: Chat, people: People) -> None:
    norr_prepares_for(chat, "syd")
    chat.says(people.bo, "/foresla Budget")
    for action in ("lift", "liftto", "liftnow", "liftback"):
        button = Button(text="", action=action, arena_id="norr", thing=1, revision=1)
        assert chat.presses_genuine(people.bo, button).notice == (
            "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
        )
    assert chat.rows(tables.lift) == []
