"""What can wait comes in one message per person and working day, and never to somebody who lost the right."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.acts.desk import Desk
from bot.acts.meetings.planning import move_meeting
from bot.acts.sending.notices import note
from bot.model.reading import ReadMark
from integrations.botapi import Message, Person
from storage import tables
from tests.builders import an_attendance, an_invitation, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import STARTS, People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.standins import StillClock

CALL = datetime(2027, 1, 15, 7, 0, tzinfo=UTC)
NORRS = """Norr
Föreslå punkter till mötet fredag 12 februari 2027 kl. 13.00, Regionens hus. \
Sista dag är fredag 29 januari 2027.
Skriv /foresla Rubrik (15 min)."""
SYDS = """Syd
Föreslå punkter till mötet fredag 12 februari 2027 kl. 13.00. Sista dag är fredag 29 januari 2027.
Skriv /foresla Rubrik (15 min)."""


def on_one_day(chat: Chat) -> None:
    """Both arenas meet at the same time, so that everything falls due on the same mornings."""
    with chat.memory() as store:
        chat.place(store, "syd").meetings()[0].starts = STARTS
    chat.plans()


def note_for(chat: Chat, who: Person, text: str, **useful: float) -> None:
    now = chat.clock.now()
    with chat.memory() as store:
        person = store.person_by_telegram(who.id)
        assert person
        until = now + timedelta(**useful)
        note(store, chat.place(store), [person], text, key=text[:30], since=now, useful_until=until)


def test_the_reminders_of_two_arenas_come_in_one_message(chat: Chat, people: People) -> None:
    on_one_day(chat)

    chat.clock.at = CALL
    reply = chat.strikes()

    assert reply.to(people.greta) == [f"{NORRS}\n\n{SYDS}"]
    assert reply.to(people.bo) == [NORRS]
    assert reply.to(people.group) == [NORRS.replace("/foresla", "/foresla@samverkansbot")]
    assert reply.to(people.david) == [SYDS]
    # A deputy who is not called in may not propose.
    assert reply.to(people.dan) == []
    assert chat.strikes().said == []


class PassingClock(StillClock):
    """Another millisecond has passed each time that somebody looks."""

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def test_a_sweep_over_which_the_morning_breaks_splits_no_message(chat: Chat, people: People) -> None:
    # A reminder that was split off waited for the next day, that of a meeting until the meeting's own.
    chat.plans()
    chat.clock.at = CALL - timedelta(hours=15)
    note_for(chat, people.bo, "Något från i går", days=9)
    chat.clock = PassingClock(CALL - timedelta(milliseconds=2))

    first, second = chat.strikes(), chat.strikes()

    assert first.to(people.bo) == []
    assert second.to(people.bo) == [f"Norr\nNågot från i går\n\n{NORRS.partition(chr(10))[2]}"]


def test_an_arena_whose_right_ended_before_the_sending_is_left_out(chat: Chat, people: People) -> None:
    on_one_day(chat)
    chat.clock.at = CALL

    with chat.all_at_once():
        chat.strikes()
        with chat.memory() as store:
            (tenure,) = [
                each
                for each in chat.place(store, "syd").tenures()
                if each.person.telegram_id == people.greta.id
            ]
            tenure.ends = CALL.date()

    assert chat.strikes().to(people.greta) == [NORRS]
    assert [text for text in chat.heard(people.greta) if "Syd" in text] == []


def test_a_right_that_ended_before_the_morning_is_told_nothing(chat: Chat, people: People) -> None:
    note_for(chat, people.bo, "Något", days=9)
    with chat.memory() as store:
        (tenure,) = [each for each in chat.place(store).tenures() if each.person.telegram_id == people.bo.id]
        tenure.ends = date(2026, 11, 24)

    chat.passes(hours=24)

    assert chat.strikes().said == []


def test_what_is_noted_later_that_day_waits_for_the_next_working_morning(chat: Chat, people: People) -> None:
    # A Friday at 07.00, an hour before the morning's message.
    chat.clock.at = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
    note_for(chat, people.bo, "Det första", days=9)
    assert chat.strikes().said == []
    chat.passes(hours=1)
    assert chat.strikes().to(people.bo) == ["Norr\nDet första"]

    chat.passes(hours=2)
    note_for(chat, people.bo, "Det andra", days=9)
    note_for(chat, people.bo, "Det tredje", days=9)
    assert chat.strikes().said == []
    chat.passes(days=1)
    assert chat.strikes().said == []
    chat.clock.at = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)

    assert chat.strikes().to(people.bo) == ["Norr\nDet andra\n\nDet tredje"]


def test_what_would_be_useless_by_the_next_morning_goes_at_once(chat: Chat, people: People) -> None:
    note_for(chat, people.bo, "Det brådskar", hours=5)

    assert chat.strikes().to(people.bo) == ["Norr\nDet brådskar"]


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (datetime(2027, 1, 15, 10, 0, tzinfo=UTC), datetime(2027, 1, 15, 10, 0, tzinfo=UTC)),
        (datetime(2027, 1, 15, 22, 0, tzinfo=UTC), datetime(2027, 1, 18, 7, 0, tzinfo=UTC)),
    ],
    ids=["by day", "by night"],
)
def test_a_missed_morning_is_made_up_for_at_the_next_time_when_people_work(
    chat: Chat, people: People, back: datetime, told: datetime
) -> None:
    chat.plans()

    chat.clock.at = back
    said = chat.strikes().to(people.bo) if back != told else []
    chat.clock.at = told
    said += chat.strikes().to(people.bo)

    assert said == [NORRS]


def test_a_reminder_that_waits_is_dropped_when_its_meeting_moves(chat: Chat, people: People) -> None:
    chat.plans()
    chat.clock.at = datetime(2027, 1, 15, 22, 0, tzinfo=UTC)
    assert [text for text in chat.strikes().to(people.bo) if "Föreslå" in text] == []

    with chat.memory() as store:
        place = chat.place(store)
        desk = Desk(store=store, place=place, now=chat.clock.now(), through="chat")
        move_meeting(desk, place.meetings()[0], datetime(2027, 4, 2, 13, 0))  # noqa: DTZ001
    chat.settles()
    chat.clock.at = datetime(2027, 1, 18, 7, 0, tzinfo=UTC)

    assert chat.strikes().to(people.bo) == []


def test_many_notices_are_split_into_messages_that_telegram_takes(chat: Chat, people: People) -> None:
    for number in range(5):
        note_for(chat, people.bo, f"{number} {'ord ' * 300}", days=9)

    chat.passes(hours=24)
    texts = chat.strikes().to(people.bo)

    assert [text.splitlines()[0] for text in texts] == ["Norr", "Norr"]


def test_only_whoever_promised_a_file_is_reminded_of_it(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        meeting = chat.place(store).meetings()[0]
        store.keep(an_item(bo, "Budget", meeting=meeting, awaits_file=True))
        store.keep(an_item(bo, "Skolan", number=2, meeting=meeting))
        store.keep(an_attendance(meeting, bo))
    chat.plans(closed=True)

    chat.clock.at = datetime(2027, 2, 2, 7, 0, tzinfo=UTC)
    first = chat.strikes()
    chat.clock.at = datetime(2027, 2, 4, 7, 0, tzinfo=UTC)
    again = chat.strikes()

    wanted = (
        "Norr\nBilagor saknas till mötet fredag 12 februari 2027 kl. 13.00. Du har lovat en fil till:\n"
        "Ärende 1: Budget\nTryck Skicka filen vid ärendet här under och skicka den sedan hit."
    )
    assert [first.to(people.bo), again.to(people.bo)] == [[wanted], [wanted]]
    assert [text for text in first.to(people.greta) if "Bilagor" in text] == []


def test_only_those_who_have_not_read_are_reminded_to(chat: Chat, people: People) -> None:
    chat.plans(closed=True)
    chat.clock.at = datetime(2027, 2, 5, 7, 0, tzinfo=UTC)
    chat.publishes()
    with chat.memory() as store:
        bo, place = store.person_by_telegram(people.bo.id), chat.place(store)
        assert bo
        meeting, at = place.meetings()[0], chat.clock.now()
        store.keep(an_attendance(meeting, bo))
        store.keep(ReadMark(arena_id="norr", meeting=meeting, person=bo, version=1, read_at=at))

    chat.clock.at = datetime(2027, 2, 9, 7, 0, tzinfo=UTC)
    reply = chat.strikes()

    assert reply.to(people.bo) == []
    assert reply.to(people.dan) == [
        "Norr\nLäs dagordningen till mötet fredag 12 februari 2027 kl. 13.00. "
        "Tryck Läs dagordningen, och Läst när du är klar."
    ]


def test_only_members_who_have_not_answered_are_reminded_to(chat: Chat, people: People) -> None:
    chat.plans(closed=True)
    with chat.memory() as store:
        bo, place = store.person_by_telegram(people.bo.id), chat.place(store)
        assert bo
        store.keep(an_attendance(place.meetings()[0], bo))

    chat.clock.at = datetime(2027, 2, 2, 7, 0, tzinfo=UTC)
    first = chat.strikes()
    chat.clock.at = datetime(2027, 2, 9, 7, 0, tzinfo=UTC)
    again = chat.strikes()

    assert asked(first, people.greta) == [
        "Svara om du kommer till mötet fredag 12 februari 2027 kl. 13.00, Regionens hus. "
        "Tryck på ditt svar eller skriv /narvaro."
    ]
    assert asked(again, people.greta) == [
        "Du har inte svarat om du kommer till mötet fredag 12 februari 2027 kl. 13.00. "
        "Tryck på ditt svar eller skriv /narvaro."
    ]
    # Neither who has answered, nor a deputy whom nobody has called in.
    assert [asked(reply, who) for reply in (first, again) for who in (people.bo, people.dan)] == [[]] * 4


def asked(reply: Reply, who: Person) -> list[str]:
    """What somebody was asked about whether they come."""
    return [line for text in reply.to(who) for line in text.splitlines() if "om du kommer" in line]


def the_morning(reply: Reply, who: Person) -> Message:
    """The only message to somebody with the morning's reminders."""
    (message,) = [each for each in reply.said if each.chat.id == who.id and "om du kommer" in each.text]
    return message


def test_what_the_morning_asks_for_is_done_below_it(chat: Chat, people: People) -> None:
    chat.plans(closed=True)
    chat.clock.at = datetime(2027, 2, 5, 7, 0, tzinfo=UTC)
    chat.publishes()
    chat.clock.at = datetime(2027, 2, 9, 7, 0, tzinfo=UTC)

    morning = the_morning(chat.strikes(), people.bo)

    answers = ["På plats", "Digitalt", "Förhinder"]
    assert morning.buttons == [["Läs dagordningen", "Läst"], answers, ["Visa allt"]]
    assert chat.presses(people.bo, morning, "Läst").notice == "Tack, markerat som läst"
    assert chat.presses(people.bo, morning, "Digitalt").notice == "Du är med digitalt"
    assert chat.says(people.bo, "/attgora").text.startswith("Norr\nIngenting väntar på dig just nu.")
    shown = chat.presses(people.bo, morning, "Läs dagordningen").texts[0].splitlines()
    assert shown[1] == "Preliminär dagordning, skickad fredag 5 februari 2027 kl. 08.00"


def test_what_is_about_no_one_thing_has_no_button_of_its_own(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        nils = store.person_by_email("nils.nord@example.se")
        store.keep(an_invitation(person=nils, used_at=chat.clock.now(), waits_for=people.nils.id))
    note_for(chat, people.asa, "Något", days=9)

    chat.passes(hours=24)
    (morning,) = chat.strikes().said

    assert (morning.text, morning.buttons) == ("Norr\nNågot", [["Visa allt"]])


def test_a_promised_file_is_sent_from_the_reminder_of_it(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        meeting = chat.place(store).meetings()[0]
        store.keep(an_item(bo, "Budget", meeting=meeting, awaits_file=True))
        store.keep(an_attendance(meeting, bo))
    chat.plans(closed=True)
    chat.clock.at = datetime(2027, 2, 2, 7, 0, tzinfo=UTC)
    (morning,) = [each for each in chat.strikes().said if each.chat.id == people.bo.id]

    asked = chat.presses(people.bo, morning, "Skicka filen")

    assert morning.buttons == [["Ärende 1: Budget", "Skicka filen"], ["Visa allt"]]
    assert asked.text.splitlines()[1].startswith("Skicka bilagorna till ärende 1, Budget")
    assert chat.sends(people.bo, "Budget.pdf").text.startswith("Norr\nBudget.pdf är mottagen")


def test_the_buttons_of_two_arenas_say_which(chat: Chat, people: People) -> None:
    on_one_day(chat)
    chat.clock.at = datetime(2027, 2, 2, 7, 0, tzinfo=UTC)

    morning = the_morning(chat.strikes(), people.greta)

    assert morning.buttons == [
        ["Norr: På plats", "Digitalt", "Förhinder"],
        ["Syd: På plats", "Digitalt", "Förhinder"],
        ["Visa allt"],
    ]


def test_a_button_of_the_morning_is_looked_at_when_it_is_pressed(chat: Chat, people: People) -> None:
    chat.plans(closed=True)
    chat.clock.at = datetime(2027, 2, 2, 7, 0, tzinfo=UTC)
    morning = the_morning(chat.strikes(), people.bo)
    with chat.memory() as store:
        (tenure,) = [each for each in chat.place(store).tenures() if each.person.telegram_id == people.bo.id]
        tenure.ends = date(2027, 2, 2)

    pressed = chat.presses(people.bo, morning, "På plats")

    assert pressed.notice == "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
    assert chat.rows(tables.attendance) == []


def test_a_late_report_comes_with_the_reminders_of_that_moment(chat: Chat, people: People) -> None:
    chat.plans(closed=True)
    chat.clock.at = datetime(2027, 2, 5, 9, 0, tzinfo=UTC)

    reply = chat.strikes()

    morning = the_morning(reply, people.pia)
    assert [text for text in reply.to(people.pia) if "försenat" in text] == [morning.text]
    assert morning.buttons == [["På plats", "Digitalt", "Förhinder"], ["Visa allt"]]
    # A report is told at least once, a reminder at most.
    gathered = [row for row in chat.rows(tables.dispatch) if row["subject"] == "morning"]
    assert {row["twice_is_better"] for row in gathered if "försenat" in row["text"]} == {True}
    assert {row["twice_is_better"] for row in gathered if "försenat" not in row["text"]} == {False}
    assert chat.strikes().said == []


def test_a_report_waits_for_no_morning_and_keeps_none_waiting(chat: Chat, people: People) -> None:
    chat.plans(closed=True)
    chat.clock.at = datetime(2027, 2, 2, 6, 30, tzinfo=UTC)

    at_once = [text.splitlines()[1] for text in chat.publishes().to(people.asa) if "är skickad" in text]
    chat.clock.at = datetime(2027, 2, 2, 7, 0, tzinfo=UTC)
    reply = chat.strikes()

    assert at_once == [
        "Den preliminära dagordningen till mötet fredag 12 februari 2027 kl. 13.00 är skickad "
        "tisdag 2 februari 2027 kl. 07.30."
    ]
    assert the_morning(reply, people.pia).buttons[0] == ["På plats", "Digitalt", "Förhinder"]


def test_everything_of_a_year_comes_at_most_once_a_day_to_anybody(chat: Chat, people: People) -> None:
    on_one_day(chat)
    seen: dict[tuple[int, date], int] = {}

    for day in range(60):
        chat.clock.at = datetime(2027, 1, 11, 7, 0, tzinfo=UTC) + timedelta(days=day)
        chat.strikes()
    for row in chat.rows(tables.notice):
        if row["dispatch_id"]:
            seen.setdefault((row["person_id"], row["gathered_at"].date()), row["dispatch_id"])
            assert seen[row["person_id"], row["gathered_at"].date()] == row["dispatch_id"]

    assert len(seen) > 20


CAME_IN = """Norr
Tiden för att föreslå punkter är slut. Möte: fredag 12 februari 2027 kl. 13.00.
Inkommet:
Ärende 1: Budget, Bo Berg – Inkommet
Bered ärendena med /beredning. Dagordningen skickas av sig själv fredag 5 februari 2027 kl. 08.00."""
PAPER = """Norr
Påminnelse: beredande möte tisdag 2 februari 2027 kl. 13.00, Regionens hus.
Ni bereder mötet fredag 12 februari 2027 kl. 13.00. Tiden för att föreslå punkter är slut.
Inkommet:
Ärende 1: Budget, Bo Berg – Inkommet"""


def items_close(chat: Chat, people: People) -> tuple[Reply, Reply]:
    """What is said at midnight, and, with a restart between, on the Monday after."""
    chat.says(people.bo, "/foresla Budget")
    chat.plans()
    chat.clock.at = datetime(2027, 1, 29, 23, 0, tzinfo=UTC)
    at_midnight = chat.strikes()
    chat.clock.at = datetime(2027, 1, 31, 7, 0, tzinfo=UTC)
    chat.plans()
    chat.strikes()
    chat.clock.at = datetime(2027, 2, 1, 7, 0, tzinfo=UTC)
    return at_midnight, chat.strikes()


def test_what_came_in_is_told_the_next_working_morning(chat: Chat, people: People) -> None:
    at_midnight, told = items_close(chat, people)

    assert at_midnight.to(people.preparers) == at_midnight.to(people.pia) == []
    assert told.to(people.preparers) == [CAME_IN.replace("/beredning", "/beredning@samverkansbot")]


def test_without_a_chat_of_their_own_preparers_read_it_with_the_rest_of_their_morning(
    chat: Chat, people: People
) -> None:
    with chat.memory() as store:
        lost = chat.place(store).preparers_chat()
        assert lost
        lost.lost_at = chat.clock.now()

    _, told = items_close(chat, people)

    assert told.to(people.pia) == told.to(people.per) == [CAME_IN]
    assert told.to(people.bo) == []


def test_the_day_before_the_preparatory_meeting_its_reminder_says_all_that_came_in(
    chat: Chat, people: People
) -> None:
    with chat.memory() as store:
        store.keep(chat.place(store).meetings()[0].preparatory(chat.clock.now()))

    _, told = items_close(chat, people)

    assert told.to(people.preparers) == [PAPER]
