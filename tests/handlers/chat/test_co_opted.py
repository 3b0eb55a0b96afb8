"""What somebody co-opted is sent and may read: their meeting or their item, and nothing else of the arena."""

from datetime import date, datetime
from typing import Any

import pytest

from bot.acts.agendas.latefiles import publish_late_files
from bot.acts.agendas.publishing import publish_agenda
from bot.acts.agendas.versions import publish_version
from bot.acts.desk import Desk
from bot.acts.items.details import choose_meeting
from bot.acts.items.merging import merge
from bot.acts.meetings.planning import give_waiting_items
from bot.acts.people.rosters import correct_person, correctable
from bot.model.item import FileState, ItemState
from bot.model.replacementtext import ReplacementWords
from bot.refusals import NotYours
from integrations.botapi import Message, Person
from storage import tables
from tests.builders import (
    NOW,
    TODAY,
    a_co_option,
    a_joined_person,
    a_meeting,
    a_tenure,
    an_attachment,
    an_item,
)
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.standins import printed
from tests.handlers.chat.test_two_arenas import commands, everything_pressed
from tests.handlers.chat.trying import Trial

WHEN = "fredag 12 februari 2027 kl. 13.00"
HEAD = f"{WHEN}, 2 tim\nPlats: Regionens hus\n\n"
WHOLE = "1. 13.00 Budget (15 min)\n2. 13.15 Lokaler (15 min)\n   Bilaga: lokaler.pdf"
OWN = f"Norr\nDin punkt på dagordningen\n\n{HEAD}2. 13.15 Lokaler (15 min)\n   Bilaga: lokaler.pdf"


class Guests:
    """Mona is invited to the meeting of 12 February, Isak to its item Lokaler; Budget is there too."""

    def __init__(self, chat: Chat, people: People) -> None:
        self.chat, self.asa, self.bo = chat, people.asa, people.bo
        self.mona, self.isak = chat.world.person("Mona Moberg"), chat.world.person("Isak Ivarsson")
        chat.world.bot.started_by.update((self.mona.id, self.isak.id))
        with chat.memory() as store:
            meeting = chat.place(store).meetings()[0]
            bo, asa = (store.person_by_telegram(who.id) for who in (people.bo, people.asa))
            assert bo
            assert asa
            placed: dict[str, Any] = {"meeting": meeting, "state": ItemState.ACCEPTED}
            budget = an_item(bo, "Budget", number=1, position=1, **placed)
            lokaler = an_item(bo, "Lokaler", number=2, position=2, **placed)
            sha256 = store.keep_file(b"%PDF-1.7 lokaler")
            lokaler.attach(an_attachment(bo, "lokaler.pdf", state=FileState.STORED, sha256=sha256))
            mona, isak = (a_joined_person(each.name, each.id) for each in (self.mona, self.isak))
            for thing in (budget, lokaler, mona, isak):
                store.keep(thing)
            store.flush()
            store.keep(a_co_option(mona, asa, meeting=meeting))
            store.keep(a_co_option(isak, asa, item=lokaler))


@pytest.fixture
def guests(chat: Chat, people: People) -> Guests:
    return Guests(chat, people)


def heard(who: Person, since: int = 0) -> list[str]:
    return [_words(each) for each in who.chat().messages[since:] if each.from_bot]


def _words(message: Message) -> str:
    return message.documents[0].name if message.documents else message.text


def buttons(who: Person) -> list[str]:
    return [word for each in who.chat().messages for row in each.buttons for word in row]


def test_the_agenda_goes_whole_to_the_one_and_as_their_item_to_the_other(chat: Chat, guests: Guests) -> None:
    chat.publishes()

    mona = heard(guests.mona)
    assert (WHOLE in mona[0], mona[1:]) == (
        True,
        ["Preliminär dagordning Norr 2027-02-12.pdf", "Punkt 2 – lokaler.pdf"],
    )
    assert heard(guests.isak) == [OWN.replace("dagordningen\n", "dagordningen, som är preliminär\n", 1),
                                  "Punkt 2 – lokaler.pdf"]  # fmt: skip
    assert (buttons(guests.mona), buttons(guests.isak)) == (
        ["Alla handlingar", "Lägg till i kalendern"],
        ["Lägg till i kalendern"],
    )


def test_below_their_agenda_are_no_rows_without_a_button(chat: Chat, guests: Guests) -> None:
    chat.publishes()

    promised = [row for row in chat.rows(tables.dispatch) if row["chat_id"] == guests.mona.id]
    below = [[[button.text for button in line] for line in row["buttons"]] for row in promised]
    assert below == [[["Alla handlingar"], ["Lägg till i kalendern"]], [], []]


def test_the_preparers_hear_who_got_a_part_and_utskick_says_so(chat: Chat, guests: Guests) -> None:
    chat.publishes()

    report = next(text for text in heard(guests.asa) if "Bara sin punkt" in text)
    log = chat.says(guests.asa, "/utskick").text

    assert "Bara sin punkt: Isak Ivarsson." in report.splitlines()
    assert "Privat, bara sin punkt: Isak Ivarsson – levererat" in log.splitlines()


def test_whoever_has_not_opened_the_link_is_listed_as_not_reached(chat: Chat, guests: Guests) -> None:
    with chat.memory() as store:
        for who in (guests.mona, guests.isak):
            person = store.person_by_telegram(who.id)
            assert person
            person.unjoin()
    chat.publishes()

    told = next(text for text in heard(guests.asa) if "Inte nådd" in text).splitlines()

    assert "Mona Moberg, mona.moberg@example.se – har inte öppnat sin länk än" in told
    assert (
        "Isak Ivarsson, isak.ivarsson@example.se – har inte öppnat sin länk än, "
        "är adjungerad till en punkt och ska bara ha den"
    ) in told


def test_dagordning_and_moten_show_what_is_theirs(chat: Chat, guests: Guests) -> None:
    before = chat.says(guests.isak, "/dagordning").text
    chat.publishes()

    whole, part = chat.says(guests.mona, "/dagordning"), chat.says(guests.isak, "/dagordning")

    assert before.startswith("Det finns ingen dagordning att visa än.")
    assert (WHOLE in whole.texts[0], part.texts[0].endswith(OWN.partition("\n\n")[2])) == (True, True)
    card = chat.says(guests.isak, "/moten").card
    assert card.text == (
        f"Norr\nDu är adjungerad till Lokaler vid mötet {WHEN}.\nPlats: Regionens hus\nPunkten är skickad."
    )
    assert card.buttons == [["Läs punkten"]]
    assert chat.presses(guests.isak, card, "Läs punkten").texts == part.texts


@pytest.mark.parametrize("words", ["/mina", "/arshjul", "/deltagare", "/narvaro", "/foresla X", "/utskick"])
def test_everything_else_is_refused_in_no_arena_s_name(chat: Chat, guests: Guests, words: str) -> None:
    said = [chat.says(who, words).text for who in (guests.mona, guests.isak)]

    assert said == ["Du är adjungerad och kan läsa det du är inbjuden till: /dagordning och /moten."] * 2


def test_alla_handlingar_is_for_those_who_read_all(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    post = next(each for each in guests.mona.chat().messages if each.buttons)

    pressed = chat.presses(guests.mona, post, "Alla handlingar")
    chat.binds()

    assert pressed.notice.startswith("Handlingarna")
    assert heard(guests.mona)[-1].startswith("Alla handlingar Norr 2027-02-12")


def test_reminders_are_for_members(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    since = [len(who.chat().messages) for who in (guests.mona, guests.isak)]

    chat.passes(days=120)

    assert [heard(who, at) for who, at in zip((guests.mona, guests.isak), since, strict=True)] == [[], []]


def test_a_cancelled_meeting_is_told_to_both_once(chat: Chat, guests: Guests, people: People) -> None:
    card = chat.says(people.asa, "/moten").card
    chat.presses(people.asa, card, "Ställ in mötet")
    chat.presses(people.asa, card, "Ställ in")

    told = [f"Norr\nMötet {WHEN} är inställt.\nSkriv /moten för att se vad du är inbjuden till."]

    assert [heard(guests.mona), heard(guests.isak)] == [told, told]


def test_a_withdrawn_item_is_told_to_whom_it_invited(chat: Chat, guests: Guests) -> None:
    chat.says(guests.bo, "/mina")
    listed = guests.bo.chat().last
    chat.presses(guests.bo, listed, "Ärende 2: Lokaler")
    chat.presses(guests.bo, guests.bo.chat().last, "Dra tillbaka")

    assert heard(guests.isak) == [f"Norr\nLokaler utgår från mötet {WHEN}. Du behöver inte vara med."]
    assert heard(guests.mona) == []


def test_an_item_that_is_merged_takes_along_whom_it_invited(chat: Chat, guests: Guests) -> None:
    with chat.memory() as store:
        isak, asa, bo = (store.person_by_telegram(who.id) for who in (guests.isak, guests.asa, guests.bo))
        assert isak
        assert asa
        assert bo
        budget, lokaler = chat.place(store).open_items()
        # Bo is invited to both: once is enough.
        for item in (budget, lokaler):
            store.keep(a_co_option(bo, asa, item=item))
        store.flush()
        merge(store, chat.place(store), chat.place(store).standing(asa, TODAY), lokaler, budget, now=NOW)

    told = chat.settles().to(guests.isak)
    shown = chat.says(guests.isak, "/moten").text.splitlines()

    assert told == [
        "Norr\nLokaler är sammanslagen med Budget. "
        f"Din inbjudan gäller den punkten i stället, vid mötet {WHEN}."
    ]
    assert shown[1] == f"Du är adjungerad till Budget vid mötet {WHEN}."
    left = [(row["item_id"], row["withdrawn_at"] is None) for row in chat.rows(tables.co_option)]
    assert sorted(left[1:]) == [(budget.id, True), (budget.id, True), (lokaler.id, False)]


def test_after_their_item_was_withdrawn_there_is_nothing_left(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    with chat.memory() as store:
        item = next(each for each in chat.place(store).open_items() if each.title == "Lokaler")
        item.state = ItemState.WITHDRAWN

    assert chat.says(guests.isak, "/dagordning").text.startswith("Jag känner inte igen dig än")


def test_after_the_day_of_the_meeting_there_is_nothing_left(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    chat.passes(days=90)

    said = [chat.says(who, "/dagordning").text for who in (guests.mona, guests.isak)]

    assert [text.startswith("Jag känner inte igen dig än") for text in said] == [True, True]


def test_what_was_promised_before_it_was_taken_back_is_withheld(chat: Chat, guests: Guests) -> None:
    with chat.memory() as store:
        place, asa = chat.place(store), store.person_by_telegram(guests.asa.id)
        assert asa
        publish_agenda(store, place, place.meetings()[0], printed, missed=False, now=chat.clock.now())
        for each in place.co_options_of(place.meetings()[0]):
            each.withdraw(asa, chat.clock.now())
    chat.settles()

    assert [heard(guests.mona), heard(guests.isak)] == [[], []]


def test_of_what_else_the_arena_has_they_learn_nothing(chat: Chat, guests: Guests, people: People) -> None:
    """Isak types every command and presses every button that there is."""
    chat.publishes()
    with chat.all_at_once():
        for button in everything_pressed(chat, "norr", own="norr"):
            chat.presses_genuine(guests.isak, button, None)
        pressed = Trial(chat).words()
    with chat.all_at_once():
        for words in commands(chat):
            chat.says(guests.isak, words)
    chat.passes(days=60)

    said = [*pressed, *heard(guests.isak)]

    assert [each for each in said if "Budget" in each or "Bo Berg" in each] == []
    assert any("Lokaler" in each for each in said)


def changed(chat: Chat, item: str, **how: Any) -> None:
    """One item is changed after the sending, and a new version goes out."""
    with chat.memory() as store:
        place = chat.place(store)
        meeting = place.meetings()[0]
        found = next(each for each in place.items_of(meeting) if each.title == item)
        for name, value in how.items():
            setattr(found, name, value)
        store.flush()
        publish_version(store, place, meeting, printed, now=chat.clock.now())
    chat.settles()


def test_a_new_version_is_for_whom_it_concerns(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    since = {who.id: len(who.chat().messages) for who in (guests.mona, guests.isak)}

    changed(chat, "Budget", description="Mer om budgeten.")
    told = [heard(who, since[who.id]) for who in (guests.mona, guests.isak)]
    changed(chat, "Lokaler", minutes=30)

    assert (len(told[0]), told[1]) == (2, [])
    assert heard(guests.isak, since[guests.isak.id])[0].endswith(
        "2. 13.15 Lokaler (30 min)\n   Bilaga: lokaler.pdf"
    )
    assert len(heard(guests.isak, since[guests.isak.id])) == 1


def test_whoever_is_invited_after_the_sending_reads_at_once(
    chat: Chat, guests: Guests, people: People
) -> None:
    chat.publishes()
    preview = chat.says(people.asa, "/bjudin David Dahl david.dahl@example.se punkt 2").card

    chat.presses(people.asa, preview, "Bjud in")

    told = heard(people.david)
    assert told[0].startswith(f"Norr\nDu är adjungerad till Lokaler vid mötet {WHEN}.")
    assert (told[1].endswith(OWN.partition("\n\n")[2]), told[2:]) == (True, ["Punkt 2 – lokaler.pdf"])


def test_a_moved_meeting_is_told_and_the_invitation_goes_along(
    chat: Chat, guests: Guests, people: People
) -> None:
    card = chat.says(people.asa, "/moten").card
    chat.presses(people.asa, card, "Flytta")
    chat.presses(people.asa, chat.says(people.asa, "2027-02-19 13:00").card, "Flytta mötet")

    told = (
        f"Norr\nMötet {WHEN} är flyttat till fredag 19 februari 2027 kl. 13.00.\nPlats: Regionens hus\n"
        "Skriv /moten för att se vad du är inbjuden till."
    )
    assert [heard(guests.mona), heard(guests.isak)] == [[told], [told]]


def test_an_item_that_gets_another_meeting_is_told_to_whom_it_invited(chat: Chat, guests: Guests) -> None:
    with chat.memory() as store:
        place, asa = chat.place(store), store.person_by_telegram(guests.asa.id)
        assert asa
        lokaler = next(each for each in place.open_items() if each.title == "Lokaler")
        standing = place.standing(asa, chat.clock.now().date())
        choose_meeting(store, place, standing, lokaler, None, now=chat.clock.now())
        give_waiting_items(Desk(store=store, place=place, now=chat.clock.now(), through="clock"))
    chat.settles()

    assert heard(guests.isak) == [
        "Norr\nLokaler väntar på ett nytt möte. Din inbjudan följer med.",
        f"Norr\nLokaler tas upp vid mötet {WHEN} i stället. Din inbjudan följer med.",
    ]


def test_where_no_file_goes_through_chat_the_secretary_hears_who_gets_which_item(
    chat: Chat, guests: Guests
) -> None:
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"
    chat.publishes()

    assert heard(guests.isak) == [
        "Norr\nDin punkt på dagordningen, som är preliminär\n\n"
        f"{WHEN}, 2 tim\n\n2. 13.15 Lokaler (15 min)\n\n"
        "Handlingarna kommer från sekreteraren, inte här i chatten."
    ]
    assert (
        f"Norr\nAdjungerade till en punkt vid mötet {WHEN} ska bara ha handlingarna till den. "
        "Skicka vidare:\n"
        "Punkt 2, Lokaler: Isak Ivarsson, isak.ivarsson@example.se"
    ) in heard(guests.asa)


def test_the_roster_names_them_without_their_item(chat: Chat, guests: Guests, people: People) -> None:
    lines = chat.says(people.bo, "/deltagare").text.splitlines()

    assert [line for line in lines if line.startswith("Adjungerad")] == [
        f"Adjungerad, mötet {WHEN}: Mona Moberg",
        f"Adjungerad till en punkt, mötet {WHEN}: Isak Ivarsson",
    ]


def test_the_roster_names_them_in_private_alone_from_when_they_were_invited_and_without_a_place(
    chat: Chat, guests: Guests, people: People
) -> None:
    with chat.memory() as store:
        place = chat.place(store)
        isak = store.person_by_telegram(guests.isak.id)
        assert isak
        vacant = next(seat for seat in place.seats() if seat.key == "frida")
        store.keep(a_tenure(vacant, isak, begins=date(2026, 12, 1)))
    shown = [
        chat.says(people.bo, "/deltagare@samverkansbot", people.group).text,
        *(chat.says(people.bo, f"/deltagare {day}").text for day in ("2026-11-01", "2026-12-01")),
    ]

    named = [[line for line in text.splitlines() if line.startswith("Adjungerad")] for text in shown]

    assert named == [[], [], [f"Adjungerad, mötet {WHEN}: Mona Moberg"]]


def test_rätta_puts_their_address_right_too_and_the_secretary_hears_that_they_block_the_bot(
    chat: Chat, guests: Guests
) -> None:
    chat.presses(guests.asa, chat.says(guests.asa, "/deltagare").card, "Rätta")
    chat.says(guests.asa, "Isak Ivarsson")

    corrected = chat.says(guests.asa, "isak.ivarson@example.se").to(guests.isak)
    guests.isak.blocks_bot()
    told = chat.settles().to(guests.asa)

    assert corrected == [
        "Norr\nÅsa Öberg har rättat dina uppgifter. Nu står det Isak Ivarsson, isak.ivarson@example.se."
    ]
    assert told == [
        "Norr\nIsak Ivarsson går inte längre att nå i Telegram. Be Isak Ivarsson skriva till mig igen, "
        "eller skicka handlingarna på annat sätt: isak.ivarson@example.se"
    ]


def test_the_address_of_a_guest_who_is_somebody_elsewhere_is_that_arena_s_to_put_right(
    chat: Chat, people: People, guests: Guests
) -> None:
    with chat.memory() as store:
        place = chat.place(store)
        david, asa = (store.person_by_telegram(who.id) for who in (people.david, people.asa))
        assert david
        assert asa
        store.keep(a_co_option(david, asa, meeting=place.meetings()[0]))
        desk = Desk(store=store, place=place, now=chat.clock.now(), through="chat", by=asa)

        invited = {person.name for person in correctable(desk)} & {"David Dahl", "Mona Moberg"}

        assert invited == {"Mona Moberg"}
        with pytest.raises(NotYours):
            correct_person(desk, david, ReplacementWords(email="asa.annan@example.se"))


def a_promised_file_comes(chat: Chat, guests: Guests) -> dict[int, int]:
    """After the agenda, which said so; how much each of them had heard before it came."""
    with chat.memory() as store:
        item = next(each for each in chat.place(store).open_items() if each.title == "Lokaler")
        item.awaits_file = True
    chat.publishes()
    since = {who.id: len(who.chat().messages) for who in (guests.mona, guests.isak, guests.asa)}
    with chat.memory() as store:
        place, bo = chat.place(store), store.person_by_telegram(guests.bo.id)
        assert bo
        item = next(each for each in place.open_items() if each.title == "Lokaler")
        sha256 = store.keep_file(b"%PDF-1.7 ritning")
        item.attach(an_attachment(bo, "ritning.pdf", state=FileState.STORED, sha256=sha256))
        store.flush()
        publish_late_files(store, place, place.meetings()[0], now=chat.clock.now())
    chat.settles()
    return since


def test_a_file_that_comes_late_goes_to_whom_its_item_invited(chat: Chat, guests: Guests) -> None:
    since = a_promised_file_comes(chat, guests)

    came = ["Punkt 2 – ritning.pdf"]
    assert [heard(who, since[who.id]) for who in (guests.mona, guests.isak)] == [came, came]


def test_where_no_file_goes_through_chat_the_secretary_hears_who_gets_the_late_one(
    chat: Chat, guests: Guests
) -> None:
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"

    since = a_promised_file_comes(chat, guests)

    assert heard(guests.isak, since[guests.isak.id]) == []
    assert [text for text in heard(guests.asa, since[guests.asa.id]) if "Isak" in text] == [
        f"Norr\nAdjungerade till en punkt vid mötet {WHEN} ska bara ha handlingarna till den. "
        "Skicka vidare:\n"
        "Punkt 2, Lokaler: Isak Ivarsson, isak.ivarsson@example.se"
    ]


def test_hjalp_says_what_they_may(chat: Chat, guests: Guests) -> None:
    assert chat.says(guests.isak, "/hjalp").text == (
        "/dagordning – läs det du är inbjuden till\n"
        "/moten – visa vad du är inbjuden till\n"
        "/kalender – få dina möten i din egen kalender\n"
        "/minauppgifter – få det som är sparat om dig"
    )


def test_whoever_joins_elsewhere_as_a_member_keeps_the_two_apart(
    chat: Chat, guests: Guests, people: People
) -> None:
    with chat.memory() as store:
        david, asa = (store.person_by_telegram(who.id) for who in (people.david, people.asa))
        assert david
        assert asa
        store.keep(a_co_option(david, asa, meeting=chat.place(store).meetings()[0]))

    asked = chat.says(people.david, "/moten").card
    shown = chat.presses(people.david, asked, next(word for word in buttons(people.david) if "Norr" in word))
    own = chat.says(people.david, "/deltagare").text

    assert shown.texts[-1].startswith(f"Norr\nDu är adjungerad till mötet {WHEN}.")
    assert own.startswith("Syd\n")


def test_a_newcomer_who_is_invited_before_their_first_day_still_answers_about_what_comes_after_it(
    chat: Chat, guests: Guests
) -> None:
    with chat.memory() as store:
        place, mona = chat.place(store), store.person_by_telegram(guests.mona.id)
        assert mona
        seat = next(each for each in place.seats() if each.key == "greta")
        tenure = next(each for each in place.tenures() if each.seat is seat)
        tenure.ends = date(2027, 2, 20)
        store.keep(a_tenure(seat, mona, begins=date(2027, 2, 20)))
        store.keep(a_meeting(place.arena, key="2027-2", starts=datetime(2027, 3, 12, 13)))  # noqa: DTZ001

    assert chat.says(guests.mona, "/narvaro").texts == [
        "Norr\nKommer du till mötet fredag 12 mars 2027 kl. 13.00?"
    ]
