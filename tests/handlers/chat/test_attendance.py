"""Who comes, answered by /narvaro, on a card or in the group: numbers for all, names for a few."""

from datetime import UTC, datetime

import pytest

from bot.acts.desk import Desk
from bot.acts.meetings.planning import cancel_meeting, move_meeting
from bot.model.dispatch import Button
from storage import tables
from storage.store import SqlStore
from tests.builders import a_seat, a_tenure
from tests.handlers.chat.answers import WHEN, WHERE, is_absent, own_card, told
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply

DAY = WHEN.partition(" kl.")[0]
STALE = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
NOT_CALLED_IN = (
    "Du är suppleant. Du kan föreslå punkter och svara om närvaro när någon har förhinder och du går in. "
    "Jag frågar dig då."
)


def answers(chat: Chat) -> list[tuple[str, str, int]]:
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    rows = chat.rows(tables.attendance)
    return [(names[row["person_id"]], row["answer"], row["generation"]) for row in rows]


def press(action: str, generation: int = 1) -> Button:
    return Button(text="", action=action, arena_id="norr", thing=1, revision=generation)


def test_whoever_is_absent_is_asked_whether_for_all_of_the_meeting(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/narvaro").card

    asked = chat.presses(people.bo, card, "Förhinder").card

    assert (card.text, card.buttons) == (
        f"Norr\nKommer du till mötet {WHERE}?",
        [["På plats", "Digitalt", "Förhinder"]],
    )
    assert (asked.text, asked.buttons) == (
        f"Norr\nHar du förhinder hela mötet {WHEN} eller bara en del?",
        [["Hela mötet", "Bara en del"]],
    )
    assert chat.rows(tables.attendance) == []


def test_the_later_answer_holds_and_each_is_history(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/narvaro").card

    here = chat.presses(people.bo, card, "På plats")
    was = here.text
    remote = chat.presses(people.bo, card, "Digitalt")
    again = chat.presses(people.bo, card, "Digitalt")

    assert was == (
        f"Norr\nMötet {WHERE}\nDu kommer på plats.\n1 på plats, 0 digitalt, 0 förhinder, 3 har inte svarat."
    )
    assert remote.text == (
        f"Norr\nMötet {WHERE}\nDu är med digitalt.\n0 på plats, 1 digitalt, 0 förhinder, 3 har inte svarat."
    )
    assert [here.notice, remote.notice, again.notice] == [
        "Du kommer på plats",
        "Du är med digitalt",
        "Du är med digitalt",
    ]
    assert answers(chat) == [("Bo Berg", "remote", 1)]
    (row,) = chat.rows(tables.attendance)
    assert (row["through"], row["answered_at"]) == ("chat", chat.clock.now())
    given = [row["facts"]["answer"] for row in chat.rows(tables.history) if "answered" in row["verb"]]
    assert given == ["here", "remote"]


def test_the_meetings_card_takes_answers_and_gives_names_to_those_who_prepare(
    chat: Chat, people: People
) -> None:
    bos = chat.says(people.bo, "/moten").card
    chat.presses(people.bo, bos, "På plats")
    pias = chat.says(people.pia, "/moten").card
    names = chat.presses(people.pia, pias, "Visa namn").text

    assert bos.text.splitlines()[-2:] == [
        "Du kommer på plats.",
        "1 på plats, 0 digitalt, 0 förhinder, 3 har inte svarat.",
    ]
    assert (bos.buttons, pias.buttons) == (
        [["På plats", "Digitalt", "Förhinder"], ["Lägg till i kalendern"]],
        [["På plats", "Digitalt", "Förhinder"], ["Visa namn"], ["Lägg till i kalendern"]],
    )
    assert pias.text.splitlines()[-1] == "1 på plats, 0 digitalt, 0 förhinder, 3 har inte svarat."
    assert names == (
        f"Norr\nMötet {WHEN}\nPå plats (1): Bo Berg\nHar inte svarat (3): Greta Gran, Nils Nord och Pia Palm"
    )
    assert chat.presses_genuine(people.bo, press("whocomes")).notices == [STALE]


def test_in_the_group_stand_numbers_alone_and_absence_is_asked_about_privately(
    chat: Chat, people: People
) -> None:
    card = chat.says(people.bo, "/narvaro@samverkansbot", people.group).card
    chat.presses(people.bo, card, "På plats")
    absent = chat.presses(people.greta, card, "Förhinder")
    whole = chat.presses(people.greta, told(absent, people.greta), "Hela mötet")
    chat.presses(people.pia, card, "Digitalt")

    assert card.text == (
        f"Norr\nKommer du till mötet {WHERE}?\n1 på plats, 1 digitalt, 1 förhinder, 1 har inte svarat."
    )
    assert absent.notice == "Jag frågar dig privat."
    assert whole.to(people.group) == []
    assert card.buttons == [["På plats", "Digitalt", "Förhinder"]]


def test_the_news_of_one_meeting_has_the_buttons_and_stays_as_it_is(chat: Chat, people: People) -> None:
    chat.plans()
    chat.presses(people.asa, chat.says(people.asa, "/boka 2027-05-21 13:00 2h").said[-1], "Boka")
    chat.passes(hours=23)
    post = told(chat.strikes(), people.group)
    was = post.text
    chat.presses(people.bo, post, "Digitalt")

    assert (post.text, post.buttons) == (was, [["På plats", "Digitalt", "Förhinder"]])
    assert answers(chat) == [("Bo Berg", "remote", 1)]


def test_the_news_of_several_meetings_leads_to_a_card_for_each(chat: Chat, people: People) -> None:
    chat.plans()
    for day in ("2027-05-21", "2027-09-10"):
        chat.presses(people.asa, chat.says(people.asa, f"/boka {day} 13:00 2h").said[-1], "Boka")
    chat.passes(hours=23)
    post = told(chat.strikes(), people.group)
    cards = chat.opens(people.bo, "narvaro").said

    assert post.buttons == [["Svara om du kommer"]]
    assert [card.text.splitlines()[1].split(" kl.")[0] for card in cards] == [
        "Kommer du till mötet fredag 12 februari 2027",
        "Kommer du till mötet fredag 21 maj 2027",
        "Kommer du till mötet fredag 10 september 2027",
    ]


def test_of_a_part_nothing_but_the_times_is_kept(chat: Chat, people: People) -> None:
    card = told(chat.presses(people.greta, own_card(chat, people.greta), "Förhinder"), people.greta)
    asked = chat.presses(people.greta, card, "Bara en del").text
    refused = chat.says(people.greta, "tandläkaren").text
    noted = chat.says(people.greta, "tandläkaren kl 13.30-14")
    shown = chat.says(people.bo, "/narvaro").text
    names = chat.presses_genuine(people.pia, press("whocomes")).text

    assert asked == (
        "Norr\nNär är du inte med? Mötet är 13.00–15.00. "
        "Skriv till exempel kl. 14–15, från 14 eller till 13.30."
    )
    assert refused == (
        "Norr\nJag förstod inte tiden. Mötet är 13.00–15.00. "
        "Skriv till exempel kl. 14–15, från 14 eller till 13.30."
    )
    assert told(noted, people.greta).text.splitlines()[1] == (
        f"Du har förhinder till mötet {WHEN} mellan kl. 13.30 och 14.00."
    )
    assert shown.splitlines()[-1] == (
        "0 på plats, 0 digitalt, 1 en del av mötet, 0 förhinder, 3 har inte svarat."
    )
    assert "En del av mötet (1): Greta Gran" in names.splitlines()
    assert [name for name in chat.keeps_anywhere("tandläk") if name != "inbox"] == []
    assert chat.keeps_anywhere("tandläk") == []


def test_the_secretary_without_a_seat_answers_for_herself(chat: Chat, people: People) -> None:
    card = chat.says(people.asa, "/narvaro").card
    chat.presses(people.asa, card, "På plats")
    counted = card.text.splitlines()[-1]
    absent = is_absent(chat, people.asa)

    assert counted == "1 på plats, 0 digitalt, 0 förhinder, 4 har inte svarat."
    # She has no seat that a deputy could take, and is not told of herself.
    assert absent.to(people.asa) == [f"Norr\nDu har förhinder till mötet {WHEN}."]
    assert absent.to(people.ulla) == []


@pytest.mark.parametrize("action", ["here", "remote", "absent", "absentall", "absentpart", "noword"])
def test_an_answer_counts_only_from_whom_and_for_when_it_may(chat: Chat, people: People, action: str) -> None:
    def pressed(who: str, generation: int = 1) -> list[str]:
        return chat.presses_genuine(getattr(people, who), press(action, generation)).notices

    outside = [pressed(who) for who in ("david", "stig", "frida")]
    deputy, old = pressed("dan"), pressed("bo", generation=0)
    chat.clock.at = datetime(2027, 2, 12, 12, 0, tzinfo=UTC)
    begun = pressed("bo")
    with chat.memory() as store:
        place = chat.place(store)
        cancel_meeting(_desk(chat, store), place.meetings()[0])
    chat.settles()
    cancelled = pressed("bo")

    assert outside == [[STALE]] * 3
    assert deputy == [NOT_CALLED_IN]
    assert old == [f"Mötet är flyttat till {WHEN}. Skriv /narvaro och svara för den tiden."]
    assert begun == [f"Mötet {WHEN} har redan börjat. Du behöver inte svara."]
    assert cancelled == [f"Mötet {WHEN} är inställt. Du behöver inte svara."]
    assert answers(chat) == []


def _desk(chat: Chat, store: SqlStore) -> Desk:
    return Desk(store=store, place=chat.place(store), now=chat.clock.now(), through="chat")


def test_a_moved_meeting_asks_anew_in_the_message_that_it_moved(chat: Chat, people: People) -> None:
    chat.presses(people.bo, chat.says(people.bo, "/narvaro").card, "På plats")
    with chat.memory() as store:
        meeting = chat.place(store).meetings()[0]
        move_meeting(_desk(chat, store), meeting, datetime(2027, 2, 19, 9, 0))  # noqa: DTZ001

    moved = chat.settles()
    (post,) = [each for each in moved.said if each.chat.id == people.bo.id]
    shown = chat.says(people.bo, "/narvaro").text
    again = chat.presses(people.bo, post, "Digitalt")

    assert (
        post.text.splitlines()[-1]
        == "Tidigare svar om närvaro gäller inte längre. Har du svarat behöver du svara igen."
    )
    assert post.buttons == [["På plats", "Digitalt", "Förhinder"], ["Uppdatera kalendern"]]
    # A deputy has nothing to answer, but perhaps a calendar.
    assert told(moved, people.dan).buttons == [["Uppdatera kalendern"]]
    assert shown == "Norr\nKommer du till mötet fredag 19 februari 2027 kl. 09.00, Regionens hus?"
    assert again.notice == "Du är med digitalt"
    assert answers(chat) == [("Bo Berg", "here", 1), ("Bo Berg", "remote", 2)]


def test_who_has_another_holder_on_the_day_does_not_answer_and_is_not_counted(
    chat: Chat, people: People
) -> None:
    card = chat.says(people.bo, "/narvaro").card
    chat.presses(people.bo, card, "På plats")
    with chat.memory() as store:
        place = chat.place(store)
        (mine,) = [each for each in place.tenures() if each.person.telegram_id == people.bo.id]
        mine.ends = datetime(2027, 1, 1).date()  # noqa: DTZ001
        frida = store.person_by_telegram(people.frida.id)
        assert frida
        store.keep(a_tenure(mine.seat, frida, begins=mine.ends))

    refused = chat.presses(people.bo, card, "Digitalt").notices
    shown = chat.says(people.pia, "/moten").text

    assert refused == [f"Du har ingen plats här {DAY}. Du behöver inte svara."]
    assert "på plats" not in shown


def test_one_person_in_two_seats_is_one(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        seat = a_seat(key="till", title="En plats till")
        store.keep(seat)
        store.keep(a_tenure(seat, bo))

    chat.presses(people.bo, chat.says(people.bo, "/narvaro").card, "På plats")

    assert chat.says(people.greta, "/moten").said
    assert answers(chat) == [("Bo Berg", "here", 1)]


def test_outside_the_meetings_there_is_nothing_to_answer(chat: Chat, people: People) -> None:
    dans: Reply = chat.says(people.dan, "/narvaro")

    assert dans.text == (
        "Norr\nDu är suppleant. När någon har förhinder frågar jag dig, och då svarar du här."
    )
