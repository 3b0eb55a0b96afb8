"""An item's card: every button, for those it is for."""

import pytest
from sqlalchemy import update

from integrations.botapi import Message, Person
from storage import tables
from tests.builders import NOW, a_meeting, a_person, a_seat, a_tenure
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import STARTS, People

OWN = [
    ["Beskrivning", "Bilagor", "Bilaga kommer"],
    ["Typ", "Föredragande", "Annat möte"],
    ["Rubrik", "Historik", "Dra tillbaka"],
]
STALE = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."


def card_of(chat: Chat, who: Person, text: str = "/foresla Budget (15 min)") -> Message:
    return chat.says(who, text).card


def lines(message: Message) -> list[str]:
    return message.text.splitlines()


def test_preparers_decide_first_and_note_their_number_below(chat: Chat, people: People) -> None:
    card_of(chat, people.bo)
    card = chat.says(people.per, "/beredning").said[0]

    assert card.buttons == [
        ["Ta upp", "Avböj"],
        ["Skjut upp"],
        OWN[0],
        OWN[1],
        ["Diarienummer", "Slå ihop"],
        ["Rubrik", "Historik"],
    ]


def test_a_promised_file_stands_on_the_card_and_in_the_draft_until_one_comes(
    chat: Chat, people: People
) -> None:
    card = card_of(chat, people.per)
    promised = chat.presses(people.per, card, "Bilaga kommer").card
    with_promise, buttons = lines(promised), promised.buttons[2]
    chat.presses(people.per, promised, "Ta upp")
    draft = chat.says(people.per, "/beredning").said[-1]
    chat.sends(people.per, "budget.pdf", reply_to=card)
    chat.sends(people.per, "budget.pdf", reply_to=card)
    opened = chat.presses(people.per, chat.says(people.per, "/mina").card, "Ärende 1: Budget").card

    assert buttons == ["Beskrivning", "Bilagor", "Ingen bilaga kommer"]
    assert with_promise[7] == "Bilaga kommer."
    assert [line for line in lines(draft) if "Bilaga" in line] == ["   Bilaga eftersänds"]
    assert [line for line in lines(opened) if "udget.pdf" in line] == ["– budget.pdf, version 2"]
    assert "Bilaga kommer." not in lines(opened)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("Beslut", "beslut"), ("information.", "information"), ("Beredning inför Syd", "beredning")],
)
def test_the_kind_may_be_typed(chat: Chat, people: People, typed: str, kind: str) -> None:
    with chat.memory() as store:
        store.session.execute(update(tables.arena).values(prepares_for=["syd"]))
    chat.presses(people.bo, card_of(chat, people.bo), "Typ")

    card = chat.says(people.bo, typed).card

    assert (lines(card)[1], lines(card)[4]) == ("Ärende 1: Budget", f"Typ: {kind}")
    assert chat.rows(tables.dialogue) == []


def test_the_kind_is_pressed_and_other_words_ask_again(chat: Chat, people: People) -> None:
    asked = chat.presses(people.bo, card_of(chat, people.bo), "Typ").card
    question, buttons = asked.text, asked.buttons
    again = chat.says(people.bo, "vet inte").card
    question_again = again.text
    card = chat.presses(people.bo, again, "Beslut").card

    assert buttons == [["Information", "Diskussion", "Beslut"], ["Beredning"]]
    assert question_again == question
    assert lines(card)[4] == "Typ: beslut"


def test_a_preparatory_kind_names_the_arenas_that_are_prepared_for(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        store.session.execute(update(tables.arena).values(prepares_for=["syd", "ingen"]))

    asked = chat.presses(people.bo, card_of(chat, people.bo), "Typ").card

    assert asked.buttons[1] == ["Beredning inför Syd"]


def test_a_presenter_is_pressed_told_and_taken_away(chat: Chat, people: People) -> None:
    asked = chat.presses(people.bo, card_of(chat, people.bo), "Föredragande").card
    first, buttons = asked.buttons[0], asked.buttons[-1]
    named = chat.presses(people.bo, asked, "Greta Gran")
    told = named.to(people.greta)
    card = next(each for each in named.said if each.chat.id == people.bo.id)
    with_presenter = lines(card)
    released = chat.presses(people.bo, chat.presses(people.bo, card, "Föredragande").card, "Ingen")
    none = next(each for each in released.said if each.chat.id == people.bo.id)

    assert (first, buttons) == (["Bo Berg", "Dan Dal"], ["Ulla Ulv", "Åsa Öberg"])
    assert told == [
        "Norr\nBo Berg har skrivit upp dig som föredragande för ärende 1, Budget. "
        "Möte: fredag 12 februari 2027 kl. 13.00. Du får veta vad som händer med ärendet."
    ]
    assert with_presenter[4] == "Föredragande: Greta Gran"
    assert lines(none)[4] == "Föreslagen av: Bo Berg, Bos plats"
    assert released.to(people.greta) == [
        "Norr\nBo Berg har tagit bort dig som föredragande för ärende 1, Budget."
    ]


def test_who_presents_instead_is_said_to_both(chat: Chat, people: People) -> None:
    card = card_of(chat, people.bo)
    chat.presses(people.bo, card, "Föredragande")
    chat.says(people.bo, "Greta Gran")
    mine = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    chat.presses(people.bo, mine, "Föredragande")
    changed = chat.says(people.bo, "Ulla Ulv")
    card = next(each for each in changed.said if each.chat.id == people.bo.id)
    history = chat.presses(people.bo, card, "Historik").text.splitlines()

    assert changed.to(people.greta) == [
        "Norr\nBo Berg har skrivit upp Ulla Ulv som föredragande för ärende 1, Budget, i stället för dig."
    ]
    assert len(changed.to(people.ulla)) == 1
    assert [line.partition(": ")[2] for line in history[-2:]] == [
        "Bo Berg skrev upp föredragande: Greta Gran",
        "Bo Berg skrev upp föredragande: Ulla Ulv",
    ]


def test_a_presenter_is_told_what_becomes_of_the_item_and_sees_its_card(chat: Chat, people: People) -> None:
    card = card_of(chat, people.bo)
    chat.presses(people.bo, card, "Föredragande")
    chat.says(people.bo, "Greta Gran")
    taken = chat.presses(people.per, chat.says(people.per, "/beredning").said[0], "Ta upp")
    opened = chat.opens(people.greta, "item-1").card
    buttons = opened.buttons
    mine = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    withdrawn = chat.presses(people.bo, mine, "Dra tillbaka")

    assert taken.to(people.greta) == [
        "Norr\nÄrende 1, Budget, är upptaget på dagordningen till mötet fredag 12 februari 2027 kl. 13.00. "
        "Du är föredragande."
    ]
    assert buttons == [["Historik"]]
    assert withdrawn.to(people.greta) == [
        "Norr\nBo Berg har dragit tillbaka ärende 1, Budget. Du behöver inte föredra det."
    ]


def test_a_presenter_is_told_that_the_item_is_put_off_and_that_it_is_lifted(
    chat: Chat, people: People
) -> None:
    with chat.memory() as store:
        chat.place(store).arena.prepares_for = ["syd"]
    card = card_of(chat, people.bo)
    chat.presses(people.bo, card, "Föredragande")
    chat.says(people.bo, "Greta Gran")
    incoming = chat.says(people.per, "/beredning").said[0]

    put_off = chat.presses(people.per, incoming, "Skjut upp")
    chat.presses(people.per, incoming, "Lyft")
    lifted = chat.presses(people.per, incoming, "Lyft")

    assert put_off.to(people.greta) == [
        "Norr\nÄrende 1, Budget, är uppskjutet. Inget senare möte är planerat, "
        "så det väntar på arenans lista."
    ]
    assert lifted.to(people.greta) == [
        "Norr\nÄrende 1, Budget, är lyft till Syd. Du behöver inte föredra det."
    ]


@pytest.mark.parametrize(
    ("typed", "presenter"),
    [
        ("greta gran", "Greta Gran"),
        ("Greta <GRETA.GRAN@example.se>", "Greta Gran"),
        ("Eva Ek, eva@annan.se", "Eva Ek"),
        ("Eva\u202e Ek\n", "Eva Ek"),
    ],
)
def test_a_name_that_is_written_finds_the_person_or_stays_a_name(
    chat: Chat, people: People, typed: str, presenter: str
) -> None:
    chat.presses(people.bo, card_of(chat, people.bo), "Föredragande")

    answer = chat.says(people.bo, typed)

    card = next(each for each in answer.said if each.chat.id == people.bo.id)
    assert lines(card)[4] == f"Föredragande: {presenter}"


def test_another_meeting_is_wished_for_or_waited_for(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        place = chat.place(store)
        later = STARTS.replace(month=4)
        store.keep(a_meeting(place.arena, key="2027-2", starts=later, planned_at=NOW))
    card = card_of(chat, people.bo)

    asked = chat.presses(people.bo, card, "Annat möte").card
    buttons = asked.buttons
    moved = chat.presses(people.bo, asked, "måndag 12 april 2027 kl. 13.00").card
    in_april = lines(moved)
    waits = chat.presses(
        people.bo, chat.presses(people.bo, moved, "Annat möte").card, "Vänta på arenans lista"
    ).card
    in_list = chat.says(people.per, "/beredning").said[0]

    assert buttons == [["måndag 12 april 2027 kl. 13.00"], ["Vänta på arenans lista"]]
    assert in_april[5] == "Möte: måndag 12 april 2027 kl. 13.00"
    assert lines(waits)[5] == "Möte: inget än, ärendet väntar på arenans lista"
    assert lines(in_list)[1] == "Ärende 1: Budget"


def test_a_meeting_is_no_longer_the_proposers_choice_once_it_is_decided(chat: Chat, people: People) -> None:
    asked = chat.presses(people.bo, card_of(chat, people.bo), "Annat möte").card
    taken = chat.presses(people.per, chat.says(people.per, "/beredning").said[0], "Ta upp")
    late = chat.presses(people.bo, asked, "Vänta på arenans lista")
    fresh = next(each for each in late.said if each.chat.id == people.bo.id)
    by_preparer = next(each for each in taken.said if each.chat.id == people.per.id)
    waits = chat.presses(
        people.per, chat.presses(people.per, by_preparer, "Annat möte").card, "Vänta på arenans lista"
    )

    assert late.notice.startswith("Per Persson har ändrat det här")
    assert fresh.buttons[1] == ["Typ", "Föredragande"]
    assert waits.to(people.bo) == ["Norr\nÄrende 1, Budget, väntar på arenans lista tills ett möte passar."]


def test_a_new_title_is_checked_as_the_first_one_was(chat: Chat, people: People) -> None:
    chat.presses(people.bo, card_of(chat, people.bo), "Rubrik")
    refused = [chat.says(people.bo, text).text for text in ("För 640823-3234", "x" * 201, "A\nB")]
    card = chat.says(people.bo, "Budget 2028 (20 min)").card

    assert [text.splitlines()[-1].split()[0] for text in refused] == ["Ta", "Korta", "Skicka"]
    assert lines(card)[1] == "Ärende 1: Budget 2028"
    assert chat.items() == [("Budget 2028", 20)]


def test_preparers_note_a_diarienummer_and_take_it_away(chat: Chat, people: People) -> None:
    card_of(chat, people.bo)
    card = chat.says(people.per, "/beredning").said[0]
    chat.presses(people.per, card, "Diarienummer")
    noted = chat.says(people.per, "RS/123/2026").card
    with_number = lines(noted)
    asked = chat.presses(people.per, noted, "Diarienummer").card
    gone = chat.presses(people.per, asked, "Ta bort numret").card

    assert with_number[6] == "Diarienummer: RS/123/2026"
    assert [line for line in lines(gone) if "Diarienummer" in line] == []


def test_history_says_who_did_what_when(chat: Chat, people: People) -> None:
    card = card_of(chat, people.bo)
    chat.presses(people.per, chat.says(people.per, "/beredning").said[0], "Ta upp")
    chat.passes(hours=1)

    told = chat.presses(people.bo, card, "Historik").card

    assert told.text == (
        "Norr\n"
        "Historik för ärende 1: Budget\n"
        "måndag 23 november 2026 kl. 10.00: Bo Berg föreslog ärendet\n"
        "måndag 23 november 2026 kl. 10.00: Per Persson tog upp ärendet på dagordningen"
    )


def test_a_choice_counts_only_for_the_question_that_was_asked_last(chat: Chat, people: People) -> None:
    first, second = card_of(chat, people.bo), card_of(chat, people.bo, "/foresla Lokaler")
    old = chat.presses(people.bo, first, "Typ").card
    chat.presses(people.bo, second, "Typ")
    given_up = chat.presses(people.bo, old, "Beslut").notice
    chat.says(people.bo, "/avbryt")
    asked = chat.presses(people.bo, second, "Typ").card
    chat.passes(hours=25)

    assert (given_up, chat.presses(people.bo, asked, "Beslut").notice) == (STALE, STALE)


@pytest.mark.parametrize(("button", "limit"), [("Föredragande", 160), ("Diarienummer", 60)])
def test_what_is_too_long_or_holds_a_personnummer_leaves_the_question_open(
    chat: Chat, people: People, button: str, limit: int
) -> None:
    chat.presses(people.per, card_of(chat, people.per), button)
    before = chat.rows(tables.item)
    answers = [chat.says(people.per, text).text for text in ("x" * 200, "640823-3234")]

    assert [answer.split(".")[0] for answer in answers] == [
        f"Norr\nKorta texten till högst {limit} tecken, eller bifoga den som en fil",
        "Norr\nTa bort personnumret och skicka igen",
    ]
    assert chat.rows(tables.item) == before
    assert [row["flow"] for row in chat.rows(tables.dialogue)] == [
        "presenter" if button == "Föredragande" else "diary"
    ]


def test_more_people_than_a_page_holds_are_turned_to(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        extra, seat = a_person("Örjan Ö"), a_seat(key="extra")
        for thing in (extra, seat, a_tenure(seat, extra)):
            store.keep(thing)
    asked = chat.presses(people.bo, card_of(chat, people.bo), "Föredragande").card
    first = asked.buttons[-1]
    turned = chat.presses(people.bo, asked, "Fler").card
    second = turned.buttons
    card = chat.presses(people.bo, turned, "Örjan Ö").card

    assert (first, second) == (["Fler"], [["Örjan Ö"], ["Fler"]])
    assert lines(card)[4] == "Föredragande: Örjan Ö"
