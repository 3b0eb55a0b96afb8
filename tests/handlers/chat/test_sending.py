"""After an agenda went out: preview before it, versions, supplements, «Läst», /utskick, «Alla handlingar»."""

from datetime import datetime

from bot.model.dispatch import Button
from storage import tables
from tests.builders import a_meeting, a_publication
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.test_preparing import NOT_YOURS, accepted

PAPERS = "Alla handlingar Norr 2027-02-12.pdf"
MEETING = "fredag 12 februari 2027 kl. 13.00"


def files(reply: Reply, where: object) -> list[str]:
    chat_id = getattr(where, "id", None)
    found = [message for message in reply.said if message.chat.id == chat_id]
    return [document.name for message in found for document in message.documents]


def goes_out(chat: Chat, people: People, *titles: str) -> Reply:
    """An agenda with these items is called ready and sent."""
    accepted(chat, people, *titles)
    draft = chat.says(people.pia, "/beredning").card
    chat.presses(people.pia, draft, "Klar att skickas")
    return chat.publishes()


def test_the_preview_is_the_very_post_and_paper_and_sends_nothing(chat: Chat, people: People) -> None:
    accepted(chat, people, "Budget (15 min)")
    draft = chat.says(people.pia, "/beredning").card
    chat.presses(people.pia, draft, "Klar att skickas")
    previewed = chat.presses(people.pia, draft, "Förhandsgranska")
    assert {message.chat.id for message in previewed.said} == {people.pia.id}
    before, post, paper, after = previewed.said
    assert before.text.splitlines()[1].startswith("Förhandsgranskning. Så här ser utskicket ut")
    assert after.text == "Norr\nSlut på förhandsgranskningen. Inga bilagor följer med."
    sent = chat.publishes()
    assert sent.to(people.group)[0] == post.text
    assert files(sent, people.group) == [document.name for document in paper.documents]


def test_a_change_of_a_sent_agenda_is_shown_and_sent_as_a_new_version(chat: Chat, people: People) -> None:
    first = goes_out(chat, people, "Budget (15 min)", "Skola (20 min)")
    first_post = next(message for message in first.said if message.chat.id == people.group.id)
    unchanged = chat.says(people.pia, "/beredning").card
    assert unchanged.text.splitlines()[1] == "Utskickad dagordning, inget är ändrat sedan version 1"
    assert unchanged.buttons == [["1. Budget"], ["2. Skola"]]
    chat.presses(people.pia, chat.presses(people.pia, unchanged, "2. Skola").card, "Minuter")
    chat.says(people.pia, "30")

    changed = chat.says(people.pia, "/beredning").card
    assert changed.text.splitlines()[1] == "Ändrad dagordning, inte skickad som version 2 än"
    assert "– Punkt 2, Skola: ny tid, 30 min." in changed.text.splitlines()
    assert changed.buttons == [["1. Budget"], ["2. Skola"], ["Förhandsgranska"], ["Skicka ny version"]]
    assert chat.presses(people.pia, changed, "Skicka ny version").notice == "Skickas nu"
    sent = chat.strikes()
    texts = sent.to(people.group)
    assert texts[0].splitlines()[1:4] == [
        "Dagordning, version 2",
        "Ändrat sedan version 1:",
        "– Punkt 2, Skola: ny tid, 30 min.",
    ]
    assert files(sent, people.group) == ["Dagordning Norr 2027-02-12 version 2.pdf"]
    assert first_post.text.splitlines()[1] == "Ersatt av version 2"
    assert chat.strikes().said == []


def item_button(chat: Chat, number: int) -> Button:
    (item_id,) = [row["id"] for row in chat.rows(tables.item) if row["number"] == number]
    return Button(text="", action="item", arena_id="norr", thing=item_id)


def test_whoever_presses_an_old_version_button_gets_the_fresh_draft(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget (15 min)")
    card = chat.presses_genuine(people.pia, item_button(chat, 1)).card
    chat.presses(people.pia, card, "Minuter")
    chat.says(people.pia, "30")
    old = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.per, chat.presses_genuine(people.per, item_button(chat, 1)).card, "Minuter")
    chat.says(people.per, "40")

    pressed = chat.presses(people.pia, old, "Skicka ny version")

    assert pressed.notice.startswith("Det här har ändrats efter att kortet visades.")
    assert "– Punkt 1, Budget: ny tid, 40 min." in old.text.splitlines()
    assert chat.strikes().said == []


def test_what_came_in_for_a_sent_meeting_is_taken_up_as_a_supplement(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Oberedd (10 min)")
    chat.says(people.bo, "/foresla Glömd (5 min)")
    chat.publishes()
    chat.passes(hours=1)
    first, second, *_more = chat.says(people.pia, "/beredning").said
    told = chat.presses(people.pia, first, "Ta upp").to(people.bo)
    chat.passes(seconds=19)
    chat.presses(people.pia, second, "Ta upp")
    chat.passes(seconds=19)
    too_soon = chat.strikes()
    chat.passes(seconds=1)

    sent = chat.strikes()

    assert told == [f"Norr\nÄrende 1, Oberedd, är upptaget på dagordningen till mötet {MEETING}."]
    assert too_soon.to(people.group) == []
    posts = [text for text in sent.to(people.group) if "Tillägg" in text]
    assert ["Oberedd" in post and "Glömd" in post for post in posts] == [True]
    assert sent.to(people.group)[0].splitlines()[1] == "Tillägg till dagordningen, 81 dagar före mötet"
    assert sent.to(people.pia)[-1].splitlines()[1].startswith("Tillägget till dagordningen till mötet")


def test_the_preparers_add_what_came_in_after_sending_as_a_supplement(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget")
    own = chat.says(people.bo, "/foresla Sent (10 min)").card
    chat.presses(people.bo, own, "Beskrivning")
    chat.says(people.bo, "Det brådskar.")
    card = next(each for each in chat.says(people.pia, "/beredning").said if "Sent" in each.text)

    refused = chat.says(people.pia, "/skicka")
    chat.presses(people.pia, card, "Ta upp")
    chat.passes(seconds=20)

    assert f"Möte: {MEETING}" in own.text.splitlines()
    assert refused.text == "Norr\nDagordningen är redan skickad. Skriv /dagordning för att se den."
    assert chat.strikes().to(people.group)[0].splitlines()[1].startswith("Tillägg till dagordningen")


def test_whoever_promised_a_file_sends_it_after_the_agenda_is_out(chat: Chat, people: People) -> None:
    own = chat.says(people.bo, "/foresla Budget").card
    chat.presses(people.bo, own, "Bilaga kommer")
    incoming, *_draft = chat.says(people.pia, "/beredning").said
    chat.presses(people.pia, incoming, "Ta upp")
    chat.publishes()

    card = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    offered, asked = card.buttons[0], card.text.splitlines()[-1]
    chat.sends(people.bo, "budget.pdf", reply_to=card)
    again = chat.sends(people.bo, "mer.pdf", reply_to=card)
    chat.fetches()
    chat.passes(seconds=20)
    sent = chat.strikes()

    assert offered == ["Bilagor"]
    assert asked == "Dagordningen är skickad. Fråga Åsa Öberg om något ska ändras."
    assert "– budget.pdf" in card.text
    assert files(sent, people.group) == ["Punkt 1 – budget.pdf"]
    assert again.text == f"Norr\n{asked}"


def test_read_is_pressed_in_private_and_in_the_group_and_counted(chat: Chat, people: People) -> None:
    sent = goes_out(chat, people, "Budget")
    post = next(message for message in sent.said if message.chat.id == people.group.id)
    copy = next(message for message in sent.said if message.chat.id == people.dan.id)
    assert (post.buttons, copy.buttons) == (
        [["Läst"], ["Lägg till i kalendern"]],
        [["Läst", "Alla handlingar"], ["Lägg till i kalendern"]],
    )

    for _ in range(2):
        assert chat.presses(people.bo, post, "Läst").notice == "Tack, markerat som läst"
    chat.presses(people.dan, copy, "Läst")

    assert chat.presses(people.stig, post, "Läst").notice.startswith("Knappen gäller inte längre")
    assert chat.presses(people.david, post, "Läst").notice.startswith("Knappen gäller inte längre")
    log = chat.says(people.asa, "/utskick").text.splitlines()
    assert log[1:3] == [f"Utskick till mötet {MEETING}", "2 av 7 har läst det som är skickat."]


def test_utskick_tells_what_went_to_whom_and_how_far_it_came(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget")
    for who in (people.pia, people.ulla):
        assert chat.says(who, "/utskick").text == (
            f"Norr\nUtskick till mötet {MEETING}\n0 av 7 har läst det som är skickat.\n\n"
            "Dagordning, version 1\nSkickat måndag 23 november 2026 kl. 10.00\n"
            "Privat: Bo Berg, Dan Dal, Greta Gran, Per Persson, Pia Palm, Ulla Ulv och Åsa Öberg"
            " – levererat\n"
            "Inte nådd: Nils Nord – har inte öppnat sin länk än"
        )
    assert (
        chat.says(people.asa, "/utskick 2027-02-12").text.splitlines()[1] == f"Utskick till mötet {MEETING}"
    )
    assert chat.says(people.bo, "/utskick").text == NOT_YOURS


def test_the_log_of_another_meeting_is_a_press_away(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget")
    with chat.memory() as store:
        starts = datetime(2027, 4, 9, 13, 0)  # noqa: DTZ001
        other = a_meeting(chat.place(store).arena, key="vår", starts=starts, sent_at=chat.clock.now())
        store.keep(other)
        store.keep(a_publication(other))

    newest = chat.says(people.pia, "/utskick").card
    shown = (newest.text.splitlines()[1], newest.text.splitlines()[-1], newest.buttons)
    chat.presses(people.pia, newest, "fredag 12 februari 2027")

    assert shown == (
        "Utskick till mötet fredag 9 april 2027 kl. 13.00",
        "Tryck på ett datum för att se utskicken till det mötet.",
        [["fredag 12 februari 2027"]],
    )
    assert newest.text.splitlines()[1] == f"Utskick till mötet {MEETING}"
    assert newest.buttons == [["fredag 9 april 2027"]]


def test_all_papers_come_as_one_file_that_is_made_once(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget")
    shown = chat.says(people.bo, "/dagordning").said[0]
    first = chat.presses(people.bo, shown, "Alla handlingar")
    assert (first.notice, first.said) == ("Handlingarna binds ihop och kommer strax", [])
    assert files(chat.binds(), people.bo) == [PAPERS]
    again = chat.presses(people.bo, shown, "Alla handlingar")
    assert (again.notice, files(again, people.bo)) == ("Handlingarna kommer här", [PAPERS])
    assert chat.says(people.bo, "/dagordning@samverkansbot", people.group).said[0].buttons == [
        ["Läst"],
        ["Lägg till i kalendern"],
    ]
