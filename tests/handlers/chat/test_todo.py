"""/attgora: what waits for each role, in all arenas, by date; one kind sentence when nothing does."""

from datetime import UTC, date, datetime, timedelta

from bot.acts.sending.notices import note
from bot.model.item import ItemState
from bot.model.notice import ATTENDANCE, PREPARE
from storage import tables
from tests.builders import a_meeting, an_invitation, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

NOTHING = "Norr\nIngenting väntar på dig just nu. Nästa möte är fredag 12 februari 2027 kl. 13.00."


def test_whoever_has_nothing_to_do_hears_when_the_next_meeting_is(chat: Chat, people: People) -> None:
    assert [chat.says(who, "/attgora").text for who in (people.bo, people.dan, people.greta)] == [NOTHING] * 3


def test_a_preparer_sees_what_is_to_be_decided_and_that_the_draft_is_not_ready(
    chat: Chat, people: People
) -> None:
    chat.says(people.bo, "/foresla Budget")
    chat.clock.at = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)

    card = chat.says(people.pia, "/attgora").card

    assert card.text == (
        "Det här väntar på dig:\n"
        "Norr: Avgör 1 ärende till mötet fredag 12 februari 2027, senast fredag 5 februari 2027.\n"
        "Norr: Gör dagordningen till mötet fredag 12 februari 2027 klar. "
        "Den skickas av sig själv fredag 5 februari 2027 kl. 08.00.\n"
        "Norr: Svara om du kommer till mötet fredag 12 februari 2027 kl. 13.00."
    )
    answers = ["På plats", "Digitalt", "Förhinder"]
    assert card.buttons == [["Öppna beredningen"], ["Öppna utkastet"], answers]


def test_a_member_sees_the_promised_file_and_what_is_unread(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    with chat.memory() as store:
        (item,) = chat.place(store).items_of(chat.place(store).meetings()[0])
        item.awaits_file = True

    card = chat.says(people.bo, "/attgora").card
    assert card.text == (
        "Det här väntar på dig:\nNorr: Skicka filen till ärende 1, Budget, senast fredag 5 februari 2027."
    )
    assert chat.presses(people.bo, card, "Ärende 1: Budget").text.startswith("Norr\nÄrende 1: Budget")

    chat.clock.at = datetime(2027, 2, 5, 7, 0, tzinfo=UTC)
    chat.publishes()
    card = chat.says(people.dan, "/attgora").card
    assert card.text == (
        "Det här väntar på dig:\nNorr: Läs handlingarna till mötet fredag 12 februari 2027 kl. 13.00."
    )
    assert "dagordning" in chat.presses(people.dan, card, "Läs dagordningen").texts[0].casefold()


def test_the_secretary_sees_outcomes_and_joins(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        bo, nils = (store.person_by_email(f"{name}@example.se") for name in ("bo.berg", "nils.nord"))
        assert bo
        meeting = chat.place(store).meetings()[0]
        store.keep(an_item(bo, meeting=meeting, state=ItemState.ACCEPTED, position=1))
        at = datetime(2027, 2, 15, 8, 0, tzinfo=UTC)
        store.keep(an_invitation(person=nils, used_at=at, waits_for=people.nils.id))
    chat.clock.at = datetime(2027, 2, 15, 9, 0, tzinfo=UTC)

    card = chat.says(people.asa, "/attgora").card

    assert card.text == (
        "Det här väntar på dig:\n"
        "Norr: Svara hur det gick med 1 ärende vid mötet fredag 12 februari 2027.\n"
        "Norr: Bekräfta att Nils Nord är rätt person."
    )
    assert chat.presses(people.asa, card, "Svara om ärendena").card.buttons == [
        ["Ärende 1: Budget"],
        ["Alla behandlade"],
    ]


def test_buttons_of_the_same_words_say_which_meeting(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        norr = chat.place(store).arena
        starts = datetime(2027, 2, 19, 13, 0)  # noqa: DTZ001 (a meeting starts at a wall time)
        store.keep(a_meeting(norr, key="2027-2", starts=starts))
    chat.clock.at = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)

    card = chat.says(people.bo, "/attgora").card

    assert card.buttons == [
        ["12 februari: På plats", "Digitalt", "Förhinder"],
        ["19 februari: På plats", "Digitalt", "Förhinder"],
    ]
    assert chat.presses(people.bo, card, "19 februari: På plats").notice == "Du kommer på plats"


def test_all_arenas_come_in_one_answer_by_date(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        greta = store.person_by_telegram(people.greta.id)
        assert greta
        for arena_id in ("syd", "norr"):
            meeting = chat.place(store, arena_id).meetings()[0]
            more = {"meeting": meeting, "awaits_file": True, "arena_id": arena_id}
            store.keep(an_item(greta, f"{arena_id}punkt", **more))

    card = chat.says(people.greta, "/attgora").card

    assert card.text.splitlines()[1:] == [
        "Norr: Skicka filen till ärende 1, norrpunkt, senast fredag 5 februari 2027.",
        "Syd: Skicka filen till ärende 1, sydpunkt, senast fredag 26 februari 2027.",
    ]
    assert card.buttons == [
        ["Norr: Ärende 1: norrpunkt", "Skicka filen"],
        ["Syd: Ärende 1: sydpunkt", "Skicka filen"],
    ]


def test_an_answer_is_not_sent_once_a_right_in_it_has_ended(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    with chat.memory() as store:
        (item,) = chat.place(store).items_of(chat.place(store).meetings()[0])
        item.awaits_file = True

    with chat.all_at_once():
        people.bo.writes("/attgora")
        chat._hear()
        with chat.memory() as store:
            (tenure,) = [
                each for each in chat.place(store).tenures() if each.person.telegram_id == people.bo.id
            ]
            tenure.ends = date(2026, 11, 23)

    assert [text for text in chat.heard(people.bo) if "väntar på dig" in text] == []
    assert chat.rows(tables.dispatch)[-1]["state"] == "withdrawn"


def test_the_button_below_the_morning_message_opens_it(chat: Chat, people: People) -> None:
    chat.plans()
    chat.clock.at = datetime(2027, 1, 15, 7, 0, tzinfo=UTC)
    (morning,) = [message for message in chat.strikes().said if message.chat.id == people.bo.id]

    assert morning.buttons == [["Visa allt"]]
    card = chat.presses(people.bo, morning, "Visa allt").card
    assert card.text == (
        "Det här väntar på dig:\nNorr: Svara om du kommer till mötet fredag 12 februari 2027 kl. 13.00."
    )
    chat.presses(people.bo, card, "Digitalt")
    assert chat.says(people.bo, "/attgora").text == NOTHING


def test_a_morning_message_about_a_draft_alone_opens_it(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        preparers = chat.place(store).preparers_chat()
        assert preparers
        preparers.lost_at = chat.clock.now()
    chat.plans()
    chat.clock.at = datetime(2027, 2, 4, 7, 0, tzinfo=UTC)
    said = chat.strikes().said
    (morning,) = [each for each in said if each.chat.id == people.per.id and "inte klar än" in each.text]

    assert morning.buttons == [["Öppna utkastet"]]
    opened = chat.presses(people.per, morning, "Öppna utkastet").text
    assert opened.startswith("Norr\nUtkast till dagordning")


def test_a_morning_message_opens_the_draft_with_one_button(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    chat.clock.at = datetime(2027, 2, 2, 7, 0, tzinfo=UTC)
    with chat.memory() as store:
        place, per = chat.place(store), store.person_by_telegram(people.per.id)
        assert per
        now, meeting = chat.clock.now(), place.meetings()[0]
        until = now + timedelta(days=2)
        for about in (ATTENDANCE, PREPARE):
            subject = f"{about}:{meeting.id}"
            note(store, place, [per], about, key=about, since=now, useful_until=until, subject=subject)

    said = chat.strikes().said
    (morning,) = [each for each in said if each.chat.id == people.per.id]

    assert morning.buttons == [["Öppna beredningen"], ["Visa allt"]]
