"""A sparsam arena: nothing but titles, times and buttons in chat; the secretary gets the rest to forward."""

from datetime import UTC, date, datetime

import pytest

from bot.acts.arenas.removing import remove_aged
from bot.acts.desk import Desk
from bot.model.deadline import GATHERING
from bot.model.item import ItemState
from bot.model.seat import RoleKind
from integrations.botapi import Person
from storage import tables
from tests.builders import a_co_option, a_joined_person, a_role, an_item
from tests.handlers.chat.budget import keep_budget
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

SEND_ELSEWHERE = (
    "Det här är inte sparat. Arenan tar bara emot rubriker och tider i chatten. "
    "Skicka resten till Åsa Öberg, åsa.öberg@example.se."
)


@pytest.fixture
def sparse(chat: Chat, people: People) -> People:
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"
    return people


def test_a_card_has_title_and_times(chat: Chat, sparse: People) -> None:
    card = chat.says(sparse.bo, "/foresla Budget (15 min)").card
    assert card.text == (
        "Norr\nÄrende 1: Budget\nInkommet\nTid: 15 min\nMöte: fredag 12 februari 2027 kl. 13.00\n\n"
        "Beredningen avgör senast fredag 5 februari 2027."
    )


def test_descriptions_and_files_are_sent_elsewhere(chat: Chat, sparse: People) -> None:
    card = chat.says(sparse.bo, "/foresla Budget").card
    offered = [words for row in card.buttons for words in row]
    refused = chat.sends(sparse.bo, "budget.pdf", reply_to=card).text
    assert offered == ["Typ", "Annat möte", "Rubrik", "Historik", "Dra tillbaka"]
    assert refused == f"Norr\n{SEND_ELSEWHERE}"
    assert chat.kept()["attachment"] == []


def test_an_item_that_comes_below_a_file_is_kept_without_it(chat: Chat, sparse: People) -> None:
    told = chat.sends(sparse.bo, "budget.pdf", caption="/foresla Budget (15 min)").texts
    asked = chat.sends(sparse.bo, "budget.pdf", caption="/foresla Budgeten").texts

    left_out = (
        "Norr\nFilen är inte sparad. Arenan tar bara emot rubriker och tider i chatten. "
        "Skicka filen till Åsa Öberg, åsa.öberg@example.se."
    )
    assert [text.splitlines()[1] for text in told] == ["Ärende 1: Budget", left_out.splitlines()[1]]
    assert (told[1], asked[1]) == (left_out, left_out)
    assert (chat.items(), chat.kept()["attachment"]) == ([("Budget", 15)], [])


def test_the_kind_stands_on_the_card(chat: Chat, sparse: People) -> None:
    asked = chat.presses(sparse.bo, chat.says(sparse.bo, "/foresla Budget").card, "Typ").card

    assert chat.presses(sparse.bo, asked, "Beslut").text.splitlines()[1:4] == [
        "Ärende 1: Budget",
        "Inkommet",
        "Typ: beslut",
    ]


def test_nothing_is_advised_that_is_not_taken(chat: Chat, sparse: People) -> None:
    left_out = "Norr\nFilen är inte sparad. Arenan tar bara emot rubriker och tider i chatten."

    assert [chat.sends(who, "a.pdf").text for who in (sparse.bo, sparse.asa)] == [
        f"{left_out} Skicka filen till sekreteraren.",
        f"{left_out} Är det ett protokoll? Svara på filen med /protokoll.",
    ]
    assert chat.says(sparse.bo, "/hjalp").text.splitlines()[-1] == (
        "Dagordningen skickas av sig själv, senast en vecka före mötet."
    )


def test_the_agenda_is_titles_and_times_and_the_secretary_forwards_the_rest(
    chat: Chat, sparse: People
) -> None:
    chat.says(sparse.bo, "/foresla Budget (15 min)")
    card = chat.says(sparse.pia, "/beredning").said[0]
    chat.presses(sparse.pia, card, "Ta upp")

    sent = chat.publishes()

    post = (
        "Norr\nPreliminär dagordning\nfredag 12 februari 2027 kl. 13.00, 2 tim\n\n"
        "1. 13.00 Budget (15 min)\n\nHandlingarna kommer från sekreteraren, inte här i chatten."
    )
    assert sent.to(sparse.group) == [post]
    own = [message for message in sent.said if message.chat.id == sparse.asa.id]
    assert [message.document.name for message in own if message.document] == [
        "Preliminär dagordning Norr 2027-02-12.pdf"
    ]
    package = next(message.text for message in own if "Skicka handlingarna" in message.text)
    assert package.splitlines()[1:] == [
        "Den preliminära dagordningen till mötet fredag 12 februari 2027 kl. 13.00 är skickad i chatten med "
        "rubriker och tider.",
        "Skicka handlingarna här under vidare till:",
        "Bo Berg, bo.berg@example.se",
        "Dan Dal, dan.dal@example.se",
        "Greta Gran, greta.gran@example.se",
        "Nils Nord, nils.nord@example.se – har inte öppnat sin länk än",
        "Per Persson, per.persson@example.se",
        "Pia Palm, pia.palm@example.se",
        "Ulla Ulv, ulla.ulv@example.se",
    ]
    assert sent.to(sparse.pia)[-1].splitlines()[2:] == [
        "I chatten står bara rubriker och tider. Åsa Öberg får filerna att skicka vidare."
    ]
    elsewhere = [message for message in sent.said if message.chat.id != sparse.asa.id]
    assert [message for message in elsewhere if message.document or "@" in message.text] == []
    assert chat.says(sparse.bo, "/dagordning").text.splitlines()[-1] == "1. 13.00 Budget (15 min)"


def test_no_reason_is_written_in_chat(chat: Chat, sparse: People) -> None:
    chat.says(sparse.bo, "/foresla Budget")
    card = chat.says(sparse.pia, "/beredning").said[0]
    assert chat.presses(sparse.pia, card, "Avböj").to(sparse.bo) == [
        "Norr\nÄrende 1, Budget, är avböjt. Skäl: Skälet kommer från sekreteraren, inte här i chatten."
    ]


def test_an_item_from_a_message_is_its_title_alone(chat: Chat, sparse: People) -> None:
    said = sparse.greta.writes("Budget för 2028\nVi behöver mer till skolan", sparse.group)
    chat.settles()

    chat.says(sparse.bo, "/foresla@samverkansbot", sparse.group, reply_to=said)

    assert chat.items() == [("Budget för 2028", None)]
    assert [row["description"] for row in chat.rows(tables.item)] == [None]


def test_a_new_place_does_not_stand_in_the_chat(chat: Chat, sparse: People) -> None:
    shown = next(each for each in chat.says(sparse.asa, "/moten").said if each.buttons)
    chat.presses(sparse.asa, shown, "Ändra plats")

    changed = chat.says(sparse.asa, "Rum 12-14, https://teams.example/1")

    told = changed.to(sparse.group) + changed.to(sparse.bo)
    assert set(told) == {
        "Norr\nMötet fredag 12 februari 2027 kl. 13.00 har en ny plats.\n"
        "Den kommer från sekreteraren, inte här i chatten."
    }


def test_a_missed_sending_is_told_to_the_secretary_and_the_preparers(chat: Chat, sparse: People) -> None:
    chat.plans()
    chat.clock.at = datetime(2027, 2, 6, 9, 0, tzinfo=UTC)

    sent = chat.strikes()

    late = (
        "Utskicket är försenat: det skulle ha gått fredag 5 februari 2027 kl. 08.00, men jag var inte igång"
    )
    told = [message.chat.id for message in sent.said if late in message.text]
    assert sorted(told) == sorted([sparse.asa.id, sparse.pia.id, sparse.per.id])


def test_a_supplement_promises_no_file_in_the_chat(chat: Chat, sparse: People) -> None:
    chat.publishes()
    chat.says(sparse.bo, "/foresla Lokaler (15 min)")
    chat.presses(sparse.pia, chat.says(sparse.pia, "/beredning").said[0], "Ta upp")
    chat.passes(seconds=GATHERING.seconds)

    sent = chat.strikes()

    assert sent.to(sparse.group)[0].splitlines()[1::5] == [
        "Tillägg till dagordningen, 81 dagar före mötet",
        "Hela dagordningen, version 2, kommer från sekreteraren, inte här i chatten.",
    ]
    assert sent.to(sparse.asa)[1].splitlines()[1] == (
        "Tillägget till dagordningen till mötet fredag 12 februari 2027 kl. 13.00 är skickat i chatten med "
        "rubriker och tider."
    )


@pytest.fixture
def left_behind(chat: Chat, sparse: People) -> People:
    """An agenda with a file went out while neither secretary, chair nor preparers could be reached."""
    chat.clock.at = datetime(2027, 2, 2, 9, 0, tzinfo=UTC)
    keep_budget(chat, sparse.bo)
    with chat.memory() as store:
        for who in (sparse.asa, sparse.ulla, sparse.pia, sparse.per):
            person = store.person_by_telegram(who.id)
            assert person
            person.unreachable_since = chat.clock.now()
    chat.publishes()
    return sparse


def comes_back(chat: Chat, who: Person) -> None:
    """They can be reached again."""
    with chat.memory() as store:
        person = store.person_by_telegram(who.id)
        assert person
        person.unreachable_since = None


def test_a_package_that_nobody_could_be_given_is_told_of(chat: Chat, left_behind: People) -> None:
    comes_back(chat, left_behind.asa)

    log = chat.says(left_behind.asa, "/utskick").card

    assert log.text.splitlines()[-1] == (
        "Filerna: ingen har fått dem. Tryck Hämta paketet, så får du dem att skicka vidare."
    )
    assert log.buttons == [["Hämta paketet"]]
    assert [row["verb"] for row in chat.rows(tables.history)].count("package without addressee") == 1


def test_a_package_that_nobody_was_given_is_fetched_once(chat: Chat, left_behind: People) -> None:
    comes_back(chat, left_behind.asa)
    waiting = chat.says(left_behind.asa, "/attgora").card
    log = chat.says(left_behind.asa, "/utskick").card

    fetched = chat.presses(left_behind.asa, waiting, "Hämta paketet")
    again = chat.presses(left_behind.asa, log, "Hämta paketet")

    assert waiting.text.splitlines()[-1] == (
        "Norr: Hämta filerna till mötet fredag 12 februari 2027 och skicka dem vidare. Ingen har fått dem."
    )
    assert fetched.to(left_behind.asa)[0].splitlines()[2:4] == [
        "Skicka handlingarna här under vidare till:",
        "Bo Berg, bo.berg@example.se",
    ]
    assert [message.document.name for message in fetched.said if message.document] == [
        "Preliminär dagordning Norr 2027-02-12.pdf",
        "Punkt 1 – budget.pdf",
    ]
    assert (fetched.notice, again.new) == ("Filerna kommer här", [])
    after = chat.says(left_behind.asa, "/utskick").card
    assert (after.text.splitlines()[-1], after.buttons) == (
        "Filerna, att skicka vidare: 1 person – levererat",
        [],
    )


def test_what_was_removed_for_age_is_not_left_behind(chat: Chat, left_behind: People) -> None:
    comes_back(chat, left_behind.asa)
    with chat.memory() as store:
        place, before = chat.place(store), date(2027, 3, 1)
        desk = Desk(store=store, place=place, now=chat.clock.now(), through="command line")
        remove_aged(desk, place.aged(before), before=before, decision="KS 2027:12")

    log = chat.says(left_behind.asa, "/utskick").card
    todo = chat.says(left_behind.asa, "/attgora").text

    assert (log.buttons, "Ingen har fått dem" in todo) == ([], False)


def test_whoever_is_co_opted_to_an_item_is_not_among_those_who_get_the_whole(
    chat: Chat, people: People
) -> None:
    isak = chat.world.person("Isak Ivarsson")
    chat.world.bot.started_by.add(isak.id)
    with chat.memory() as store:
        place = chat.place(store)
        for standing in place.standings(chat.clock.now().date()):
            standing.person.unreachable_since = chat.clock.now()
        group, bo = place.group(), store.person_by_telegram(people.bo.id)
        assert group
        assert bo
        group.lost_at = chat.clock.now()
        item = an_item(bo, meeting=place.meetings()[0], state=ItemState.ACCEPTED, position=1)
        guest = a_joined_person(isak.name, isak.id)
        store.keep(item)
        store.keep(guest)
        store.flush()
        store.keep(a_co_option(guest, bo, item=item))
    chat.publishes()
    comes_back(chat, people.asa)

    log = chat.says(people.asa, "/utskick").card
    fetched = chat.presses(people.asa, log, "Hämta paketet").to(people.asa)[0]

    assert [each for each in isak.chat().messages if "Din punkt" in each.text]
    assert ("Bo Berg" in fetched, "Isak Ivarsson" in fetched) == (True, False)


def test_a_package_is_fetched_by_a_secretary_who_was_nobody_when_it_was_sent(
    chat: Chat, left_behind: People
) -> None:
    with chat.memory() as store:
        stig = a_joined_person("Stig Strand", left_behind.stig.id)
        store.keep(stig)
        store.keep(a_role(RoleKind.SECRETARY, person=stig))
    chat.opens(left_behind.stig)

    log = chat.says(left_behind.stig, "/utskick").card
    chat.presses(left_behind.stig, log, "Hämta paketet")

    assert chat.says(left_behind.stig, "/utskick").text.splitlines()[-1] == (
        "Filerna, att skicka vidare: 1 person – levererat"
    )


def test_an_agenda_that_reached_nobody_is_fetched_in_any_arena(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        place = chat.place(store)
        for standing in place.standings(chat.clock.now().date()):
            standing.person.unreachable_since = chat.clock.now()
        group = place.group()
        assert group
        group.lost_at = chat.clock.now()
    chat.publishes()
    comes_back(chat, people.asa)

    log = chat.says(people.asa, "/utskick").card
    fetched = chat.presses(people.asa, log, "Hämta paketet")

    assert fetched.to(people.asa)[0].splitlines()[1:3] == [
        "Den preliminära dagordningen till mötet fredag 12 februari 2027 kl. 13.00 nådde ingen. "
        "Skicka filerna här under vidare till:",
        "Bo Berg, bo.berg@example.se – går inte att nå i Telegram",
    ]


def test_minutes_go_outside_the_chat(chat: Chat, sparse: People) -> None:
    chat.clock.at = datetime(2027, 2, 15, 9, 0, tzinfo=UTC)
    chat.sends(sparse.asa, "utkast.pdf", caption="/protokoll")
    shown = chat.fetches().card
    preview = shown.text

    sent = chat.presses(sparse.asa, shown, "Skicka")

    forwards = "Du får filen och adresserna, för att skicka protokollet vidare."
    assert preview.splitlines()[1:4] == [
        "utkast.pdf skickas som protokoll från mötet fredag 12 februari 2027.",
        "I chatten står bara att protokollet är klart.",
        forwards,
    ]
    assert shown.text == (
        f"Norr\nI chatten står nu att protokollet från mötet fredag 12 februari 2027 är klart.\n{forwards}"
    )
    assert sent.to(sparse.group) == [
        "Norr\nProtokollet från mötet fredag 12 februari 2027 kl. 13.00 är klart. Det kommer från "
        "sekreteraren, inte här i chatten."
    ]
    files = [(message.chat.id, file.name) for message in sent.said for file in message.documents]
    assert files == [(sparse.asa.id, "Protokoll Norr 2027-02-12.pdf")]
    package = next(text for text in sent.to(sparse.asa) if "vidare till:" in text)
    assert package.splitlines()[1:3] == [
        "Protokollet från mötet fredag 12 februari 2027 går utanför chatten. Skicka det här under "
        "vidare till:",
        "Bo Berg, bo.berg@example.se",
    ]


def test_who_got_what_is_told_in_numbers(chat: Chat, sparse: People) -> None:
    chat.plans()
    chat.publishes()

    log = chat.says(sparse.pia, "/utskick").text.splitlines()

    assert [line for line in log if line.startswith(("Privat", "Inte nådd", "Filerna"))] == [
        "Privat: 7 personer – levererat",
        "Inte nådd: 1 person – har inte öppnat sin länk än",
        "Filerna, att skicka vidare: 1 person – levererat",
    ]
    assert [name for name in ("Bo Berg", "Nils Nord", "Åsa Öberg") if name in "\n".join(log)] == []
