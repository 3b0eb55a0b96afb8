"""A deputy steps in for an absent member: asked, told, released; and who knows when nobody does."""

from datetime import date, datetime

import pytest
from sqlalchemy import event

from bot.acts.desk import Desk
from bot.acts.meetings.planning import cancel_meeting, move_meeting
from bot.model.seat import SeatKind
from integrations.botapi import Message, Person
from storage import tables
from tests.builders import a_joined_person, a_meeting, a_seat, a_tenure
from tests.handlers.chat.answers import (
    WHEN,
    WHERE,
    deputies_stand_in_for,
    is_absent,
    is_absent_without_a_word,
    own_card,
    told,
)
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply

NOBODY = "Norr\n{name} har förhinder till mötet " + WHEN + ".\n{why}\nIngen går in för {seat}."


def comes_after_all(chat: Chat, who: Person) -> Reply:
    return chat.presses(who, own_card(chat, who), "På plats")


def states(chat: Chat) -> list[tuple[str, str, str]]:
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    rows = chat.rows(tables.call_in)
    return [(names[row["absentee_id"]], names[row["deputy_id"]], row["state"]) for row in rows]


def another_deputy(chat: Chat, *keys: str) -> Person:
    """Eva, who stands in for those seats, and has started the bot."""
    telephone = chat.world.person("Eva Ek")
    chat.world.bot.started_by.add(telephone.id)
    with chat.memory() as store:
        seat = a_seat(key="eva", title="Evas plats", kind=SeatKind.DEPUTY, stands_in_for=list(keys))
        eva = a_joined_person("Eva Ek", telephone.id)
        for thing in (seat, eva, a_tenure(seat, eva)):
            store.keep(thing)
    return telephone


def test_a_word_goes_along_with_the_question_to_the_deputy(chat: Chat, people: People) -> None:
    noted = is_absent(chat, people.bo).card
    asked = (noted.text, noted.buttons)

    sent = chat.says(people.bo, "Säg att vi stöder förslaget.")

    assert asked == (
        f"Norr\nDu har förhinder till mötet {WHEN}.\nJag frågar Dan Dal om att gå in för dig.\n"
        "Vill du skicka med något till Dan Dal? Skriv det här, eller tryck Hoppa över.",
        [["Hoppa över"]],
    )
    assert sent.to(people.bo) == [
        f"Norr\nMötet {WHERE}\nDu har förhinder. Dan Dal är tillfrågad om att gå in för dig.\n"
        "0 på plats, 0 digitalt, 1 förhinder, 3 har inte svarat.",
        "Norr\nJag skickar det till Dan Dal.",
    ]
    assert noted.buttons == [["På plats", "Digitalt", "Förhinder"]]
    assert sent.to(people.dan) == [
        f"Norr\nBo Berg har förhinder till mötet {WHERE}. Kan du gå in?\n"
        "Bo Berg skriver: Säg att vi stöder förslaget."
    ]
    assert chat.keeps_anywhere("stöder förslaget") == ["dispatch"]


def test_hoppa_över_that_is_typed_leaves_no_button_on_the_question(chat: Chat, people: People) -> None:
    noted = is_absent(chat, people.bo).card

    said = chat.says(people.bo, "hoppa över")

    assert noted.text.startswith(f"Norr\nMötet {WHERE}\nDu har förhinder. Dan Dal är tillfrågad")
    assert noted.buttons == [["På plats", "Digitalt", "Förhinder"]]
    assert [text.splitlines()[1] for text in said.to(people.dan)] == [
        f"Bo Berg har förhinder till mötet {WHERE}. Kan du gå in?"
    ]


def test_where_only_titles_and_times_stand_in_chat_no_word_is_asked_for(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"

    absent = is_absent(chat, people.bo)

    assert absent.to(people.bo) == [
        f"Norr\nDu har förhinder till mötet {WHEN}.\nJag frågar Dan Dal om att gå in för dig."
    ]
    assert absent.to(people.dan) == [f"Norr\nBo Berg har förhinder till mötet {WHEN}. Kan du gå in?"]


def test_a_word_with_a_personnummer_goes_nowhere(chat: Chat, people: People) -> None:
    is_absent(chat, people.bo)

    refused = chat.says(people.bo, "Ta upp 850709-9805")
    sent = chat.says(people.bo, "Ta upp budgeten")

    assert refused.to(people.dan) == []
    assert chat.keeps_anywhere("850709") == []
    assert [text.splitlines()[-1] for text in sent.to(people.dan)] == ["Bo Berg skriver: Ta upp budgeten"]


def test_whoever_says_nothing_is_not_waited_for_long(chat: Chat, people: People) -> None:
    is_absent(chat, people.bo)

    chat.passes(minutes=9)
    early = chat.strikes()
    chat.passes(minutes=2)
    asked = chat.strikes()
    late = chat.says(people.bo, "Ta upp budgeten")

    assert early.said == []
    assert asked.to(people.dan) == [f"Norr\nBo Berg har förhinder till mötet {WHERE}. Kan du gå in?"]
    assert late.to(people.dan) == [f"Norr\nOm mötet {WHEN} skriver Bo Berg: Ta upp budgeten"]


def test_both_are_told_that_the_deputy_steps_in_and_history_knows_who_for_whom(
    chat: Chat, people: People
) -> None:
    question = is_absent_without_a_word(chat, people.bo, people.dan)

    answered = chat.presses(people.dan, question, "Jag kan")

    assert answered.to(people.bo) == [f"Norr\nDan Dal går in för dig vid mötet {WHEN}."]
    assert answered.to(people.dan) == [
        f"Norr\nMötet {WHERE}\nDu kommer på plats.\nDu går in för Bo Berg.\n"
        "1 på plats, 0 digitalt, 1 förhinder, 3 har inte svarat."
    ]
    entries = [row for row in chat.rows(tables.history) if "deputy" in row["verb"]]
    assert [row["verb"] for row in entries] == ["deputy asked", "deputy steps in"]
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    who = entries[1]["facts"]
    assert (names[who["absent"]], names[who["deputy"]], who["seats"]) == ("Bo Berg", "Dan Dal", ["bo"])
    assert entries[1]["thing"] == "meeting:1"


def test_of_a_seat_without_a_deputy_the_secretary_hears_at_once(chat: Chat, people: People) -> None:
    absent = is_absent(chat, people.greta)

    assert absent.to(people.greta) == [f"Norr\nDu har förhinder till mötet {WHEN}.\nÅsa Öberg vet om det."]
    assert absent.to(people.asa) == [
        NOBODY.format(name="Greta Gran", why="Platsen har ingen suppleant.", seat="Gretas plats")
    ]


def test_whoever_knows_that_nobody_steps_in_hears_of_a_change_of_mind(chat: Chat, people: People) -> None:
    is_absent(chat, people.greta)

    back = comes_after_all(chat, people.greta)
    again = chat.presses(people.greta, own_card(chat, people.greta), "Digitalt")

    assert back.to(people.asa) == [f"Norr\nGreta Gran kommer till mötet {WHEN} trots allt."]
    assert again.to(people.asa) == []


def test_where_no_secretary_can_be_reached_the_chair_hears_it(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        asa = store.person_by_telegram(people.asa.id)
        assert asa
        asa.unreachable_since = chat.clock.now()

    absent = is_absent(chat, people.greta)

    assert (absent.to(people.asa), len(absent.to(people.ulla))) == ([], 1)


def test_a_deputy_who_cannot_leaves_it_to_the_secretary(chat: Chat, people: People) -> None:
    question = is_absent_without_a_word(chat, people.bo, people.dan)

    answered = chat.presses(people.dan, question, "Jag kan inte")

    assert answered.to(people.dan) == [f"Norr\nTack för svaret. Du går inte in för Bo Berg vid mötet {WHEN}."]
    assert answered.to(people.bo) == [f"Norr\nMötet {WHEN}: Dan Dal kan inte.\nÅsa Öberg vet om det."]
    assert answered.to(people.asa) == [
        NOBODY.format(name="Bo Berg", why="Dan Dal kan inte.", seat="Bos plats")
    ]


def test_a_shared_deputy_is_asked_where_the_named_one_cannot(chat: Chat, people: People) -> None:
    eva = another_deputy(chat, "bo", "greta")
    question = is_absent_without_a_word(chat, people.bo, people.dan)

    answered = chat.presses(people.dan, question, "Jag kan inte")

    assert answered.to(people.asa) == []
    assert answered.to(people.bo) == [
        f"Norr\nMötet {WHEN}: Dan Dal kan inte.\nJag frågar Eva Ek om att gå in för dig."
    ]
    assert len(answered.to(eva)) == 1


def test_no_answer_in_two_working_days_is_told_once_and_what_comes_of_it_too(
    chat: Chat, people: People
) -> None:
    question = is_absent_without_a_word(chat, people.bo, people.dan)

    chat.passes(hours=47)
    early = chat.strikes()
    chat.passes(hours=1)
    late = chat.strikes()
    chat.passes(hours=48)
    again = chat.strikes()
    answered = chat.presses(people.dan, question, "Jag kan")

    assert (early.said, again.said) == ([], [])
    assert late.to(people.asa) == [
        f"Norr\nBo Berg har förhinder till mötet {WHEN}.\nDan Dal är tillfrågad men har inte svarat."
    ]
    assert answered.to(people.asa) == [f"Norr\nDan Dal går in för Bo Berg vid mötet {WHEN}."]


def test_with_too_few_days_left_the_secretary_hears_while_the_deputy_is_asked(
    chat: Chat, people: People
) -> None:
    chat.clock.at = datetime.fromisoformat("2027-02-09T09:00+01:00")

    absent = is_absent(chat, people.bo)
    asked = chat.presses(people.bo, told(absent, people.bo), "Hoppa över")

    assert absent.to(people.asa) == [
        f"Norr\nBo Berg har förhinder till mötet {WHEN}.\nDan Dal är tillfrågad, men det är kort om tid."
    ]
    assert len(asked.to(people.dan)) == 1


def test_the_first_absence_takes_a_shared_deputy_and_a_change_of_mind_gives_it_to_the_next(
    chat: Chat, people: People
) -> None:
    deputies_stand_in_for(chat, "bo", "greta")
    chat.presses(people.dan, is_absent_without_a_word(chat, people.bo, people.dan), "Jag kan")

    second = is_absent(chat, people.greta)
    back = comes_after_all(chat, people.bo)
    dans = back.to(people.dan)
    steps_in = chat.presses(people.dan, [each for each in back.said if each.buttons][-1], "Jag kan")

    assert second.to(people.greta) == [
        f"Norr\nDu har förhinder till mötet {WHEN}.\nDan Dal går redan in för Bo Berg.\nÅsa Öberg vet om det."
    ]
    assert second.to(people.asa) == [
        NOBODY.format(name="Greta Gran", why="Dan Dal går redan in för Bo Berg.", seat="Gretas plats")
    ]
    assert dans == [
        f"Norr\nBo Berg kommer till mötet {WHEN}. Du behöver inte gå in.",
        f"Norr\nGreta Gran har förhinder till mötet {WHERE}. Kan du gå in?",
    ]
    assert steps_in.to(people.greta) == [f"Norr\nDan Dal går in för dig vid mötet {WHEN}."]
    assert len(steps_in.to(people.asa)) == 1
    assert states(chat) == [("Bo Berg", "Dan Dal", "released"), ("Greta Gran", "Dan Dal", "accepted")]


def test_a_deputy_who_was_not_asked_yet_hears_nothing_of_a_change_of_mind(chat: Chat, people: People) -> None:
    is_absent(chat, people.bo)

    back = comes_after_all(chat, people.bo)
    chat.passes(hours=1)

    assert (back.to(people.dan), chat.strikes().said) == ([], [])


def test_a_deputy_who_falls_ill_says_so_and_is_no_more_asked(chat: Chat, people: People) -> None:
    deputies_stand_in_for(chat, "bo", "greta")
    chat.presses(people.dan, is_absent_without_a_word(chat, people.bo, people.dan), "Jag kan")

    ill = is_absent(chat, people.dan)
    next_one = is_absent(chat, people.greta)

    assert ill.to(people.bo) == [f"Norr\nMötet {WHEN}: Dan Dal kan inte.\nÅsa Öberg vet om det."]
    assert len(ill.to(people.asa)) == 1
    assert told(next_one, people.greta).text.splitlines()[2] == "Dan Dal kan inte."
    assert chat.says(people.pia, "/moten").text.splitlines()[-1] == (
        "0 på plats, 0 digitalt, 2 förhinder, 2 har inte svarat."
    )


def test_a_deputy_who_cannot_be_reached_is_passed_over(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        dan = store.person_by_telegram(people.dan.id)
        assert dan
        dan.unreachable_since = chat.clock.now()

    absent = is_absent(chat, people.bo)

    assert absent.to(people.asa) == [
        NOBODY.format(name="Bo Berg", why="Dan Dal går inte att nå här.", seat="Bos plats")
    ]


def test_of_a_deputy_who_blocks_the_bot_the_secretary_hears_at_once(chat: Chat, people: People) -> None:
    is_absent_without_a_word(chat, people.bo, people.dan)

    people.dan.blocks_bot()
    heard = chat.settles()

    lack = NOBODY.format(name="Bo Berg", why="Dan Dal går inte att nå här.", seat="Bos plats")
    assert heard.to(people.asa)[1:] == [lack]
    assert heard.to(people.bo) == [f"Norr\nMötet {WHEN}: Dan Dal går inte att nå här.\nÅsa Öberg vet om det."]


@pytest.mark.parametrize(("is_named", "asked"), [(True, 1), (False, 2)], ids=["one deputy", "two deputies"])
def test_one_person_in_two_seats_has_a_deputy_for_each(
    chat: Chat, people: People, is_named: bool, asked: int
) -> None:
    with chat.memory() as store:
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        seat = a_seat(key="till", title="En plats till")
        store.keep(seat)
        store.keep(a_tenure(seat, bo))
    if is_named:
        deputies_stand_in_for(chat, "bo", "till")
    else:
        another_deputy(chat, "till")

    is_absent(chat, people.bo)

    assert len(states(chat)) == asked


@pytest.mark.parametrize("is_moved", [True, False], ids=["moved", "cancelled"])
def test_the_message_of_the_meeting_releases_the_deputies(chat: Chat, people: People, is_moved: bool) -> None:
    question = is_absent_without_a_word(chat, people.bo, people.dan)
    data = question.keyboard[0][0]["callback_data"]
    chat.presses(people.dan, question, "Jag kan")
    with chat.memory() as store:
        place = chat.place(store)
        desk = Desk(store=store, place=place, now=chat.clock.now(), through="chat")
        if is_moved:
            move_meeting(desk, place.meetings()[0], datetime(2027, 2, 19, 9, 0))  # noqa: DTZ001
        else:
            cancel_meeting(desk, place.meetings()[0])

    released = chat.settles()

    lines = told(released, people.dan).text.splitlines()
    assert lines[-1] == (
        "Suppleanter som skulle gå in är inte tillfrågade för den nya tiden."
        if is_moved
        else "Suppleanter som skulle gå in behöver inte komma."
    )
    assert states(chat) == [("Bo Berg", "Dan Dal", "released")]
    late = chat.presses_data(people.dan, data).notice
    assert late == (
        "Du behöver inte svara längre om mötet fredag 19 februari 2027 kl. 09.00."
        if is_moved
        else f"Mötet {WHEN} är inställt. Du behöver inte svara."
    )
    assert chat.strikes().said == []


def test_a_question_is_answered_once_and_by_the_deputy_alone(chat: Chat, people: People) -> None:
    question = is_absent_without_a_word(chat, people.bo, people.dan)
    can, cannot = (button["callback_data"] for button in question.keyboard[0])

    by_others = [chat.presses_data(who, can).notice for who in (people.bo, people.asa, people.david)]
    chat.presses_data(people.dan, cannot)
    late = chat.presses_data(people.dan, can).notice

    assert set(by_others) == {"Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."}
    assert late == f"Du behöver inte svara längre om mötet {WHEN}."
    assert states(chat) == [("Bo Berg", "Dan Dal", "declined")]


def test_a_deputy_finds_the_question_among_what_waits(chat: Chat, people: People) -> None:
    is_absent_without_a_word(chat, people.bo, people.dan)

    waits = chat.says(people.dan, "/attgora").card
    words = waits.text
    own = chat.says(people.dan, "/narvaro").card
    chat.presses(people.dan, waits, "Jag kan")

    assert words.splitlines()[-1] == f"Norr: Svara om du kan gå in för Bo Berg vid mötet {WHEN}."
    assert own.buttons == [["Jag kan", "Jag kan inte"]]
    assert states(chat) == [("Bo Berg", "Dan Dal", "accepted")]


def test_a_deputy_who_steps_in_proposes_to_that_meeting_alone(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        place = chat.place(store)
        store.keep(a_meeting(place.arena, key="2027-0", starts=datetime(2027, 1, 20, 9, 0)))  # noqa: DTZ001
        place.meetings()[0].key = "sooner"
    before = chat.says(people.dan, "/foresla Lokaler").text
    cards = chat.says(people.bo, "/narvaro").said
    extent = chat.presses(people.bo, cards[1], "Förhinder").card
    noted = chat.presses(people.bo, extent, "Hela mötet").card
    question = told(chat.presses(people.bo, noted, "Hoppa över"), people.dan)
    chat.presses(people.dan, question, "Jag kan")

    proposed = chat.says(people.dan, "/foresla Lokaler").card
    chat.presses(people.bo, chat.says(people.bo, "/narvaro").said[1], "På plats")
    after = chat.says(people.dan, "/foresla Budget").text

    assert before == after
    assert before.startswith("Norr\nDu är suppleant. Du kan föreslå punkter och svara om närvaro när någon")
    (item,) = chat.rows(tables.item)
    meetings = {row["id"]: row["starts"].date() for row in chat.rows(tables.meeting)}
    assert meetings[item["meeting_id"]] == date(2027, 2, 12)
    assert "Annat möte" not in [word for row in proposed.buttons for word in row]


def test_sixty_members_cost_an_answer_no_more_than_three(chat: Chat, people: People) -> None:
    def queries(card: Message, words: str) -> int:
        counted: list[str] = []
        look = lambda _c, _cur, sql, *_: counted.append(sql)  # noqa: E731
        event.listen(chat.database.engine, "before_cursor_execute", look)
        chat.presses(people.bo, card, words)
        event.remove(chat.database.engine, "before_cursor_execute", look)
        return len(counted)

    card = chat.says(people.bo, "/narvaro").card
    few = queries(card, "På plats")
    with chat.memory() as store:
        for number in range(60):
            seat, holder = a_seat(key=f"p{number}"), a_joined_person(f"Nr {number}", 5_000_000 + number)
            for thing in (seat, holder, a_tenure(seat, holder)):
                store.keep(thing)
    many = queries(card, "Digitalt")

    assert many <= few


def test_a_deputy_hears_that_an_absence_is_shorter_than_it_was(chat: Chat, people: People) -> None:
    chat.presses(people.dan, is_absent_without_a_word(chat, people.bo, people.dan), "Jag kan")

    card = told(chat.presses(people.bo, own_card(chat, people.bo), "Förhinder"), people.bo)
    chat.presses(people.bo, card, "Bara en del")
    shorter = chat.says(people.bo, "från 14")

    assert shorter.to(people.bo) == [f"Norr\nDu har förhinder till mötet {WHEN} från kl. 14.00."]
    assert shorter.to(people.dan) == [
        f"Norr\nBo Berg har nu förhinder en del av mötet {WHEN}: från kl. 14.00."
    ]
    assert states(chat) == [("Bo Berg", "Dan Dal", "accepted")]


def test_whoever_takes_over_a_seat_takes_over_its_deputy(chat: Chat, people: People) -> None:
    question = is_absent_without_a_word(chat, people.bo, people.dan)
    chat.presses(people.dan, question, "Jag kan")
    with chat.memory() as store:
        frida = store.person_by_telegram(people.frida.id)
        place = chat.place(store)
        (bos,) = [each for each in place.tenures() if each.person.telegram_id == people.bo.id]
        assert frida
        bos.ends = chat.clock.now().date()
        store.keep(a_tenure(bos.seat, frida, begins=bos.ends))

    absent = is_absent(chat, people.frida)
    back = comes_after_all(chat, people.frida)

    assert absent.to(people.asa) == []
    assert back.to(people.dan) == [f"Norr\nFrida Frost kommer till mötet {WHEN}. Du behöver inte gå in."]
    assert states(chat) == [("Bo Berg", "Dan Dal", "released")]
