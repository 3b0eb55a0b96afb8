"""/beredning, /skicka and the buttons by which preparers decide, order, time and send."""

from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

NOT_YOURS = "Norr\nDet här får du inte göra i den här arenan. Be sekreteraren om hjälp."
MEETING = "fredag 12 februari 2027 kl. 13.00, 2 tim\nPlats: Regionens hus\n"
TO_WHOM = "4 deltagare, 1 suppleant, 3 övriga (1 går inte att nå här än)"


def the_draft(lines: str, planned: str = "0 min", *, ready: bool = False) -> str:
    end = (
        f"Klar. Skickas automatiskt fredag 5 februari 2027 kl. 08.00 till {TO_WHOM}."
        if ready
        else f"Skickas automatiskt fredag 5 februari 2027 kl. 08.00 till {TO_WHOM}, "
        "som preliminär om ingen trycker Klar att skickas."
    )
    return (
        f"Norr\nUtkast till dagordning, inte skickat\n{MEETING}\n{lines}\n\n"
        f"Planerad tid: {planned} av 2 tim.\n\n{end}"
    )


def accepted(chat: Chat, people: People, *titles: str) -> None:
    for title in titles:
        chat.says(people.bo, f"/foresla {title}")
    for card in chat.says(people.pia, "/beredning").said[:-1]:
        chat.presses(people.pia, card, "Ta upp")


def positions(chat: Chat) -> list[str]:
    placed = [row for row in chat.rows(tables.item) if row["position"] is not None]
    return [row["title"] for row in sorted(placed, key=lambda row: (row["position"], row["number"]))]


def test_a_preparer_sees_each_incoming_item_and_then_the_draft(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget (15 min)")
    card, draft = chat.says(people.pia, "/beredning").said
    assert card.buttons[:3] == [
        ["Ta upp", "Avböj"],
        ["Skjut upp"],
        ["Beskrivning", "Bilagor", "Bilaga kommer"],
    ]
    undecided = "Inga punkter är upptagna än.\n\nInte avgjorda:\n– Budget (15 min). Föreslagen av Bo Berg"
    assert draft.text == the_draft(undecided)
    assert draft.buttons == [["Förhandsgranska"], ["Klar att skickas", "Skicka ut nu"]]


def test_others_may_not_prepare(chat: Chat, people: People) -> None:
    assert chat.says(people.bo, "/beredning").text == NOT_YOURS
    assert chat.says(people.dan, "/beredning").text == NOT_YOURS
    assert chat.says(people.bo, "/skicka").text == NOT_YOURS
    assert chat.says(people.frida, "/beredning").text == (
        "Du har ingen plats i arenan längre. Säg till sekreteraren om det är fel."
    )


def test_in_the_arena_s_group_nothing_is_prepared(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    assert chat.says(people.pia, "/beredning@samverkansbot", people.group).texts == [
        "Norr\nSkriv kommandot till mig i en privat chatt i stället."
    ]


def test_among_the_preparers_the_cards_are_shown_and_pressed(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card, draft = chat.says(people.per, "/beredning@samverkansbot", people.preparers).said
    assert (card.chat.id, draft.chat.id) == (people.preparers.id, people.preparers.id)
    chat.presses(people.pia, card, "Ta upp")
    assert card.text.splitlines()[2] == "Upptaget på dagordningen"


def test_taking_up_tells_the_proposer(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card = chat.says(people.pia, "/beredning").said[0]
    pressed = chat.presses(people.pia, card, "Ta upp")
    assert pressed.notice == "Upptaget"
    assert card.buttons[:3] == [["Avböj"], ["Skjut upp"], ["Upp", "Ner", "Minuter"]]
    assert pressed.to(people.bo) == [
        "Norr\nÄrende 1, Budget, är upptaget på dagordningen till mötet fredag 12 februari 2027 kl. 13.00. "
        "Svara på det här meddelandet med en fil för att bifoga den. Det går tills dagordningen är skickad."
    ]


def test_declining_asks_for_the_reason_that_the_proposer_reads(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card = chat.says(people.pia, "/beredning").said[0]
    assert chat.presses(people.pia, card, "Avböj").text == (
        "Norr\nVarför avböjs ärende 1, Budget? Svara på det här meddelandet. Bo Berg får läsa skälet. "
        "Skriv /avbryt för att låta bli."
    )
    told = chat.says(people.pia, "Hör hemma i <nämnden>")
    assert told.to(people.bo) == ["Norr\nÄrende 1, Budget, är avböjt. Skäl: Hör hemma i <nämnden>"]
    assert told.to(people.pia)[0].splitlines()[2] == "Avböjt: Hör hemma i <nämnden>"


def test_an_item_moves_up_and_down(chat: Chat, people: People) -> None:
    accepted(chat, people, "Ett", "Två", "Tre")
    assert positions(chat) == ["Ett", "Två", "Tre"]
    draft = chat.says(people.pia, "/beredning").card
    card = chat.presses(people.pia, draft, "3. Tre").card
    shown = card.text.splitlines()[2:4]
    pressed = [chat.presses(people.pia, card, word).notice for word in ("Upp", "Upp", "Upp")]
    order, line = positions(chat), card.text.splitlines()[3]
    pressed += [chat.presses(people.pia, card, word).notice for word in ("Ner", "Ner", "Ner")]
    assert shown == ["Upptaget på dagordningen", "Punkt 3 av 3"]
    assert (order, line) == (["Tre", "Ett", "Två"], "Punkt 1 av 3")
    assert pressed == [
        "Flyttat. Punkt 2 av 3",
        "Flyttat. Punkt 1 av 3",
        "Redan först. Punkt 1 av 3",
        "Flyttat. Punkt 2 av 3",
        "Flyttat. Punkt 3 av 3",
        "Redan sist. Punkt 3 av 3",
    ]
    assert positions(chat) == ["Ett", "Två", "Tre"]


def test_where_an_item_stands_in_the_draft_is_for_those_who_prepare(chat: Chat, people: People) -> None:
    accepted(chat, people, "Ett", "Två")
    own = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 2: Två").card
    assert own.text.splitlines()[2:4] == ["Upptaget på dagordningen", "Föreslagen av: Bo Berg, Bos plats"]


def test_a_withdrawn_item_leaves_no_gap_for_the_next_to_fall_into(chat: Chat, people: People) -> None:
    accepted(chat, people, "Ett")
    chat.says(people.bo, "/foresla Två")
    accepted(chat, people, "Tre", "Fyra")
    card = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 3: Tre").card
    chat.presses(people.bo, card, "Dra tillbaka")
    assert positions(chat) == ["Ett", "Två", "Fyra"]
    accepted(chat, people, "Fem")
    assert positions(chat) == ["Ett", "Två", "Fyra", "Fem"]


def test_minutes_are_asked_for_and_read_as_people_write_them(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget")
    draft = chat.says(people.pia, "/beredning").card
    card = chat.presses(people.pia, draft, "1. Budget").card
    for typed, minutes in (("20", 20), ("15 min", 15), ("1,5 h", 90), ("1:30", 90)):
        asked = chat.presses(people.pia, card, "Minuter").text
        assert asked == (
            "Norr\nHur många minuter ska ärende 1, Budget, ta? Svara på det här meddelandet, "
            "till exempel: 15. Skriv /avbryt för att låta bli."
        )
        card = chat.says(people.pia, typed).card
        assert chat.items() == [("Budget", minutes)]


def test_an_answer_that_is_no_time_keeps_the_question_open(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget")
    card = chat.presses(people.pia, chat.says(people.pia, "/beredning").card, "1. Budget").card
    chat.presses(people.pia, card, "Minuter")
    for nonsense in ("lagom", "0", "99999 min", "-5 kr"):
        assert chat.says(people.pia, nonsense).text == (
            "Norr\nSkriv en tid mellan 1 minut och 24 timmar, till exempel 15 min eller 1,5 h."
        )
    chat.says(people.pia, "20")
    assert chat.items() == [("Budget", 20)]


def test_ready_is_said_and_taken_back(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget (15 min)")
    draft = chat.says(people.pia, "/beredning").card
    lines = "1. 13.00 Budget (15 min)"
    assert chat.presses(people.pia, draft, "Klar att skickas").notice == "Klar att skickas"
    assert draft.text == the_draft(lines, "15 min", ready=True)
    assert draft.buttons == [["1. Budget"], ["Förhandsgranska"], ["Skicka ut nu", "Ångra"]]
    assert chat.presses(people.pia, draft, "Ångra").notice == "Ångrat"
    assert draft.text == the_draft(lines, "15 min")


def test_a_later_change_undoes_ready_and_says_so(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget")
    chat.presses(people.pia, chat.says(people.pia, "/beredning").card, "Klar att skickas")
    card = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    chat.presses(people.bo, card, "Beskrivning")
    told = chat.says(people.bo, "Vi behöver mer")
    undone = (
        "Norr\nBo Berg har ändrat ärende 1, Budget. Dagordningen till mötet fredag 12 februari 2027 "
        "kl. 13.00 är därför inte längre markerad som klar. Öppna /beredning och tryck Klar att skickas igen."
    )
    assert (told.to(people.pia), told.to(people.per)) == ([undone], [undone])
    assert [row["ready_at"] for row in chat.rows(tables.meeting)] == [None, None]


def test_who_called_it_ready_hears_that_it_is_not_any_more_and_need_not_be_a_preparer(
    chat: Chat, people: People
) -> None:
    accepted(chat, people, "Budget")
    chat.presses(people.asa, chat.says(people.asa, "/beredning").card, "Klar att skickas")
    card = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    chat.presses(people.bo, card, "Beskrivning")
    told = chat.says(people.bo, "Vi behöver mer")
    assert [len(told.to(each)) for each in (people.asa, people.pia, people.per)] == [1, 1, 1]


def test_whoever_undid_it_is_not_told_of_themselves_by_name(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget")
    chat.presses(people.pia, chat.says(people.pia, "/beredning").card, "Klar att skickas")
    card = chat.opens(people.pia, "item-1").card
    chat.presses(people.pia, card, "Rubrik")

    told = chat.says(people.pia, "Budget 2028")

    undone = [text for who in (people.pia, people.per) for text in told.to(who) if "har ändrat" in text]
    words = [text.splitlines()[1].partition(" ändrat")[0] for text in undone]
    assert words == ["Du har", "Pia Palm har"]


def test_what_is_not_on_the_agenda_leaves_it_ready(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget")
    chat.says(people.bo, "/foresla Lokaler\nAvtal")
    *cards, draft = chat.says(people.pia, "/beredning").said
    chat.presses(people.pia, draft, "Klar att skickas")
    chat.presses(people.pia, cards[0], "Avböj")
    assert chat.says(people.pia, "Inte nu").to(people.per) == []
    own = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 3: Avtal").card
    chat.presses(people.bo, own, "Dra tillbaka")
    assert sum(row["ready_at"] is not None for row in chat.rows(tables.meeting)) == 1


def test_withdrawing_what_is_on_the_agenda_undoes_ready(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget")
    chat.presses(people.pia, chat.says(people.pia, "/beredning").card, "Klar att skickas")
    card = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    assert len(chat.presses(people.bo, card, "Dra tillbaka").to(people.pia)) == 1


def test_the_second_of_two_preparers_is_told_by_whom_and_gets_the_fresh_card(
    chat: Chat, people: People
) -> None:
    chat.says(people.bo, "/foresla Budget")
    pias = chat.says(people.pia, "/beredning").said[0]
    pers = chat.says(people.per, "/beredning").said[0]
    chat.presses(people.pia, pias, "Ta upp")
    late = chat.presses(people.per, pers, "Ta upp")
    assert late.notice == "Pia Palm har ändrat det här efter att kortet visades. Nu ser du det som det är."
    assert late.card is pers
    assert (pers.text, pers.buttons) == (pias.text, pias.buttons)


def test_an_old_draft_is_not_called_ready_but_shown_anew(chat: Chat, people: People) -> None:
    old = chat.says(people.per, "/beredning").card
    accepted(chat, people, "Budget")
    late = chat.presses(people.per, old, "Klar att skickas")
    assert late.notice == "Det här har ändrats efter att kortet visades. Nu ser du det som det är."
    assert late.card is old
    assert old.text == the_draft("1. 13.00 Budget")
    assert chat.rows(tables.meeting)[0]["ready_at"] is None


def test_a_reason_for_what_another_has_taken_up_meanwhile_declines_nothing(
    chat: Chat, people: People
) -> None:
    chat.says(people.bo, "/foresla Budget")
    pias = chat.says(people.pia, "/beredning").said[0]
    pers = chat.says(people.per, "/beredning").said[0]
    chat.presses(people.per, pers, "Avböj")
    chat.presses(people.pia, pias, "Ta upp")
    said = chat.says(people.per, "Hör inte hit")
    assert said.to(people.per)[0] == (
        "Norr\nPia Palm har ändrat det här efter att kortet visades. Nu ser du det som det är."
    )
    assert said.to(people.per)[1] == pias.text
    assert chat.kept()["dialogue"] == []
    assert [row["state"] for row in chat.rows(tables.item)] == ["accepted"]


def test_two_taps_are_one_effect_and_no_reproach(chat: Chat, people: People) -> None:
    accepted(chat, people, "Ett", "Två", "Tre")
    card = chat.presses(people.pia, chat.says(people.pia, "/beredning").card, "3. Tre").card
    again = card.keyboard[0][0]["callback_data"]
    chat.presses(people.pia, card, "Upp")
    assert chat.presses_data(people.pia, again).notice == ""
    assert positions(chat) == ["Ett", "Tre", "Två"]


def test_both_calling_it_ready_is_one_effect(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget")
    pias, pers = chat.says(people.pia, "/beredning").card, chat.says(people.per, "/beredning").card
    chat.presses(people.pia, pias, "Klar att skickas")
    chat.presses(people.per, pers, "Klar att skickas")
    assert pers.text == pias.text
    assert [row["verb"] for row in chat.rows(tables.history)].count("ready") == 1


def test_send_now_sends_within_seconds_and_tells_to_whom(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget (15 min)")
    draft = chat.says(people.pia, "/skicka").card
    chat.says(people.pia, "/moten")
    _plan(chat)
    pressed = chat.presses(people.pia, draft, "Skicka ut nu")
    assert pressed.notice == "Skickas nu"
    assert draft.text == (
        "Norr\nDagordningen till mötet fredag 12 februari 2027 kl. 13.00 skickas nu. "
        "Du får besked om vem den når."
    )
    sent = chat.strikes()
    assert sent.to(people.group)[0].splitlines()[:2] == ["Norr", "Dagordning"]
    assert sent.to(people.pia)[-1].splitlines()[1] == (
        "Dagordningen till mötet fredag 12 februari 2027 kl. 13.00 är skickad "
        "måndag 23 november 2026 kl. 10.00."
    )


def _plan(chat: Chat) -> None:
    from bot.acts.meetings.planning import recompute_everywhere
    from storage.store import unit_of_work

    with unit_of_work(chat.database) as store:
        recompute_everywhere(store, now=chat.clock.now())


def test_with_no_meeting_there_is_nothing_to_send(chat: Chat, people: People) -> None:
    chat.passes(days=90)
    assert chat.says(people.pia, "/skicka").text == (
        "Norr\nDet finns inget planerat möte. Ärendena väntar tills ett möte är planerat."
    )
    assert chat.says(people.pia, "/beredning").text == (
        "Norr\nInget möte väntar på sin dagordning. Ärendena väntar tills ett möte är planerat."
    )


def test_many_incoming_items_are_eight_cards_and_a_list(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla " + "\n".join(f"Fråga {number}" for number in range(9)))
    *cards, more, _draft = chat.says(people.pia, "/beredning").said
    assert len(cards) == 8
    assert (more.text, more.buttons) == (
        "Norr\nYtterligare 1 ärende är inkommet. Öppna det här:",
        [["Ärende 9: Fråga 8"]],
    )
