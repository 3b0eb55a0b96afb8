"""/dagordning, /moten, /hjalp and /avbryt: what is planned, what was sent, and what one can do."""

from datetime import datetime

import pytest

from bot.acts.desk import Desk
from bot.acts.meetings.planning import move_meeting
from bot.model.seat import RoleKind
from storage import tables
from tests.builders import a_role
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

SENT = (
    "Norr\n"
    "Preliminär dagordning, skickad måndag 23 november 2026 kl. 10.00\n"
    "fredag 12 februari 2027 kl. 13.00, 2 tim\n"
    "Plats: Regionens hus\n"
    "\n"
    "Inga punkter är upptagna.\n"
    "\n"
    "Inkommet, ännu inte berett\n"
    "1. Budget (15 min). Föreslagen av Bo Berg"
)
NOT_YET = "Norr\nDet finns ingen dagordning att visa än. Den skickas fredag 5 februari 2027 kl. 08.00."


def test_before_it_is_sent_members_are_told_when_it_comes(chat: Chat, people: People) -> None:
    assert chat.says(people.bo, "/dagordning").text == NOT_YET
    assert chat.says(people.dan, "/dagordning").text == NOT_YET


def test_before_it_is_sent_preparers_see_the_draft_in_private_only(chat: Chat, people: People) -> None:
    draft = chat.says(people.pia, "/dagordning").text
    assert draft.splitlines()[1] == "Utkast till dagordning, inte skickat"
    assert chat.says(people.pia, "/dagordning@samverkansbot", people.group).text == NOT_YET
    assert chat.says(people.pia, "/dagordning@samverkansbot", people.preparers).text == NOT_YET


def test_what_was_sent_is_shown_with_its_paper(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget (15 min)")
    chat.publishes()
    for where in (None, people.group):
        text, paper = chat.says(people.bo, "/dagordning@samverkansbot", where).said
        assert text.text == SENT
        assert [file.name for file in paper.documents] == ["Preliminär dagordning Norr 2027-02-12.pdf"]


def test_an_agenda_of_a_meeting_that_moved_is_shown_at_its_new_time(chat: Chat, people: People) -> None:
    chat.publishes()
    with chat.memory() as store:
        place = chat.place(store)
        desk = Desk(store=store, place=place, now=chat.clock.now(), through="chat")
        move_meeting(desk, place.meetings()[0], datetime(2027, 2, 19, 9, 0))  # noqa: DTZ001
    chat.settles()

    shown = chat.says(people.bo, "/dagordning").texts[0].splitlines()

    assert shown[2:5] == [
        "fredag 19 februari 2027 kl. 09.00, 2 tim",
        "Plats: Regionens hus",
        "Mötet är flyttat sedan dagordningen skickades. I pdf:en står den tidigare tiden.",
    ]


def test_an_agenda_is_found_by_its_day(chat: Chat, people: People) -> None:
    assert chat.says(people.bo, "/dagordning 2027-02-12").text == NOT_YET
    assert chat.says(people.bo, "/dagordning 2027-02-13").text == (
        "Norr\nDet finns inget möte lördag 13 februari 2027. Skriv /moten för att se de kommande."
    )
    for nonsense in ("snart", "20270212T10"):
        assert chat.says(people.bo, f"/dagordning {nonsense}").text == (
            "Norr\nSkriv datumet som år-månad-dag, till exempel 2027-02-12."
        )
    assert chat.says(people.bo, "/dagordning 2027-02-30").text == (
        "Norr\nDet datumet finns inte. Skriv ett annat, till exempel 2027-02-12."
    )


@pytest.mark.parametrize("day", ["12 februari", "fredag 12 februari", "12/2", "12 feb 2027"])
@pytest.mark.parametrize("days_later", [0, 100])
def test_its_day_is_typed_as_people_say_it_before_and_after(
    chat: Chat, people: People, day: str, days_later: int
) -> None:
    chat.publishes()
    chat.passes(days=days_later)

    shown = chat.says(people.bo, f"/dagordning {day}").texts[0]

    assert shown.splitlines()[2] == "fredag 12 februari 2027 kl. 13.00, 2 tim"


def test_a_meeting_that_was_held_without_an_agenda_gets_none(chat: Chat, people: People) -> None:
    chat.passes(days=100)
    assert (
        chat.says(people.bo, "/dagordning 2027-02-12").text == "Norr\nDet finns ingen dagordning att visa än."
    )


def test_coming_meetings_are_a_card_each(chat: Chat, people: People) -> None:
    assert chat.says(people.bo, "/moten").text == (
        "Norr\n"
        "fredag 12 februari 2027 kl. 13.00, 2 tim\n"
        "Plats: Regionens hus\n"
        "Sista dag att föreslå punkter: fredag 29 januari 2027.\n"
        "Dagordningen skickas fredag 5 februari 2027 kl. 08.00."
    )


def test_in_the_group_they_are_one_short_message(chat: Chat, people: People) -> None:
    assert chat.says(people.bo, "/moten@samverkansbot", people.group).text == (
        "Norr\nKommande möten:\nfredag 12 februari 2027 kl. 13.00, Regionens hus"
    )


def test_with_nothing_planned_it_says_so(chat: Chat, people: People) -> None:
    chat.passes(days=100)
    none = "Norr\nDet finns inget planerat möte. Ärendena väntar tills ett möte är planerat."
    assert chat.says(people.bo, "/moten").text == none
    assert chat.says(people.bo, "/dagordning").text == none


def test_help_fits_the_role(chat: Chat, people: People) -> None:
    def shown(who: str) -> list[str]:
        lines = chat.says(getattr(people, who), "/hjalp").text.splitlines()
        return [line.split()[0] for line in lines if line.startswith("/")]

    reads = ["/attgora", "/dagordning", "/moten", "/arshjul", "/narvaro", "/deltagare"]
    proposes = ["/foresla", "/mina", *reads]
    prepares = ["/foresla", "/beredning", "/skicka", "/utskick"]
    seated, own = [*proposes, "/ersattare"], ["/kalender", "/minauppgifter", "/avbryt"]
    assert shown("bo") == [*seated, *own]
    assert shown("dan") == [*reads, "/ersattare", *own]
    assert shown("pia") == [*seated, *prepares, *own]
    assert shown("per") == [*proposes, *prepares, *own]
    leads = [*seated, *prepares, "/boka", "/protokoll", "/bjudin", *own]
    assert shown("asa") == shown("ulla") == leads
    assert shown("greta") == [*seated, *own]
    assert shown("stig") == shown("frida") == []


def test_help_for_a_stranger_says_how_to_come_in(chat: Chat, people: People) -> None:
    assert chat.says(people.stig, "/hjälp").text == (
        "Jag samordnar möten i samverkansarenor. "
        "Be sekreteraren i din arena om en personlig länk och öppna den, så kommer du med."
    )


def test_help_in_the_group_tells_nothing_of_the_asker(chat: Chat, people: People) -> None:
    everybodys = (
        "/foresla@samverkansbot Rubrik (15 min) – föreslå en punkt\n"
        "/dagordning@samverkansbot – visa dagordningen\n"
        "/moten@samverkansbot – visa kommande möten\n"
        "/arshjul@samverkansbot – visa årets möten som en bild\n"
        "/narvaro@samverkansbot – svara om du kommer\n"
        "/deltagare@samverkansbot – visa vilka som är med\n"
        "Skriv till mig privat för allt annat."
    )
    for who in (people.bo, people.asa, people.david, people.stig):
        assert chat.says(who, "/hjalp@samverkansbot", people.group).text == everybodys


def test_a_question_is_left_by_avbryt(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla")
    assert chat.says(people.bo, "/avbryt").text == "Norr\nAvbrutet. Det som redan är sparat finns kvar."
    assert chat.says(people.bo, "/avbryt").text == (
        "Jag väntar inte på något svar just nu. Skriv /hjalp för att se vad du kan göra."
    )
    assert chat.says(people.bo, "Budget").text == (
        "Skriv /foresla och en rubrik för att föreslå en punkt. Skriv /hjalp för att se allt du kan göra."
    )
    assert chat.items() == []


def test_another_command_leaves_the_question_too(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla")
    chat.says(people.bo, "/moten")
    assert chat.kept()["dialogue"] == []


def test_a_question_waits_a_day(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla")
    chat.passes(hours=23, minutes=59)
    assert chat.says(people.bo, "Budget").text.splitlines()[1] == "Ärende 1: Budget"


def test_after_a_day_the_answer_is_refused_in_one_sentence(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla")
    chat.passes(hours=24)
    assert chat.says(people.bo, "Budget").text == (
        "Norr\nJag väntade ett dygn på svaret och har slutat vänta. Inget är sparat. "
        "Börja om med knappen eller kommandot."
    )
    assert (chat.items(), chat.kept()["dialogue"]) == ([], [])


def test_whose_right_has_ended_answers_no_old_question(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla")
    with chat.memory() as store:
        for tenure in chat.place(store).tenures():
            if tenure.person.name == "Bo Berg":
                tenure.ends = chat.clock.now().date()
    assert chat.says(people.bo, "Budget").text == (
        "Jag känner inte igen dig än. Be sekreteraren i din arena om en personlig länk och öppna den."
    )
    assert chat.items() == []


def test_of_several_arenas_one_is_chosen_by_a_button(chat: Chat, people: People) -> None:
    question = chat.says(people.greta, "/foresla Budget (15 min)").card
    assert question.text == "Vilken arena gäller det?"
    assert question.buttons == [["Norr – 12 februari"], ["Syd – 5 mars"]]
    chosen = chat.presses(people.greta, question, "Syd – 5 mars").card
    assert chosen.text.splitlines()[:2] == ["Syd", "Ärende 1: Budget"]
    assert (chat.items("norr"), chat.items("syd")) == ([], [("Budget", 15)])


def test_a_file_waits_with_its_command_for_the_arena(chat: Chat, people: People) -> None:
    question = chat.sends(people.greta, "Budget.pdf", caption="/foresla Budget").card
    card = chat.presses(people.greta, question, "Norr – 12 februari").card
    assert "– Budget.pdf" in card.text


def test_words_instead_of_the_button_lose_nothing(chat: Chat, people: People) -> None:
    chat.says(people.greta, "/foresla Budget")
    again = chat.says(people.greta, "Norr").card
    assert again.text == "Vilken arena gäller det?"
    chat.presses(people.greta, again, "Norr – 12 februari")
    assert chat.items("norr") == [("Budget", None)]


def test_the_arena_is_chosen_once(chat: Chat, people: People) -> None:
    question = chat.says(people.greta, "/foresla Budget").card
    chat.presses(people.greta, question, "Norr – 12 februari")
    assert chat.presses(people.greta, question, "Syd – 5 mars").notice == (
        "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
    )
    assert chat.items("syd") == []


def test_an_arena_s_name_is_shown_as_it_is_on_its_button(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        chat.place(store).arena.short = "Barn & <unga>"
    question = chat.says(people.greta, "/moten").card
    assert question.buttons[0] == ["Barn & <unga> – 12 februari"]


def test_in_the_group_the_arena_is_the_group_s(chat: Chat, people: People) -> None:
    chat.says(people.greta, "/foresla@samverkansbot Budget", people.group)
    assert (chat.items("norr"), chat.items("syd")) == ([("Budget", None)], [])


def test_an_unknown_command_gets_a_hint_in_private_and_silence_in_the_group(
    chat: Chat, people: People
) -> None:
    assert chat.says(people.bo, "/budget").text == (
        "Jag känner inte till kommandot. Skriv /hjalp för att se vad du kan göra."
    )
    assert chat.says(people.bo, "/budget@samverkansbot", people.group).said == []


def test_in_a_group_that_nobody_has_bound_the_bot_says_nothing(chat: Chat, people: People) -> None:
    other = chat.world.group("Fikat", members=[people.bo, people.asa])
    people.asa.adds_bot(other)
    for words in ("/hjalp", "/foresla Budget", "/avbryt", "/moten", "/dagordning", "/start"):
        command, _, rest = words.partition(" ")
        assert chat.says(people.bo, f"{command}@samverkansbot {rest}".strip(), other).said == []
    assert chat.items() == []


def test_the_word_of_a_button_may_be_typed(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    chat.presses(people.bo, card, "Bilagor")
    chat.sends(people.bo, "Budget.pdf")
    shown = chat.says(people.bo, "klar.").card
    chat.presses(people.bo, shown, "Rubrik")
    left = chat.says(people.bo, "Avbryt").text
    assert (shown.text.splitlines()[1], left) == (
        "Ärende 1: Budget",
        "Norr\nAvbrutet. Det som redan är sparat finns kvar.",
    )
    assert chat.rows(tables.dialogue) == []


def test_only_arenas_are_offered_in_which_one_may(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        store.keep(a_role(RoleKind.PREPARER, person=store.person_by_telegram(people.greta.id)))
    assert chat.says(people.greta, "/utskick").text.splitlines()[0] == "Norr"
