"""`gallra` leaves no copy of the words that go: a canary is looked for in every column of every table."""

from datetime import date

import pytest

from bot.acts.arenas.removing import remove_aged
from bot.acts.desk import Desk
from bot.acts.sending.notices import note
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_mornings import on_one_day

CANARY = "kanariegul"
AFTER = date(2027, 3, 1)


def gallra(chat: Chat) -> int:
    """How many messages lose something."""
    with chat.memory() as store:
        place = chat.place(store)
        aged = place.aged(AFTER)
        desk = Desk(store=store, place=place, now=chat.clock.now(), through="command line")
        remove_aged(desk, aged, before=AFTER, decision="KS 2027:12")
        return aged.messages


def proposed(chat: Chat, people: People) -> None:
    """Bo's item, its description and its file, taken up, sent, changed, treated and told of."""
    chat.plans()
    card = chat.says(people.bo, "/foresla Lokaler (15 min)").card
    chat.presses(people.bo, card, "Beskrivning")
    chat.says(people.bo, f"Väggen är {CANARY}.")
    chat.sends(people.bo, "vagg.pdf", f"%PDF-1.7 {CANARY}".encode(), reply_to=card)
    chat.fetches()
    incoming, *_ = chat.says(people.pia, "/beredning").said
    chat.presses(people.pia, incoming, "Ta upp")
    chat.says(people.pia, "/beredning")
    chat.opens(people.pia, "item-1")
    chat.publishes()
    chat.binds()
    chat.says(people.bo, "/dagordning")
    chat.says(people.bo, "/mina")


def a_year_passes(chat: Chat) -> None:
    for _ in range(14):
        chat.passes(days=7)
        chat.strikes()


@pytest.fixture
def told(chat: Chat, people: People) -> People:
    """What only messages say of the meeting is said in the morning to Greta, who is of both arenas."""
    on_one_day(chat)
    proposed(chat, people)
    with chat.memory() as store:
        place, syd, greta = (
            chat.place(store),
            chat.place(store, "syd"),
            store.person_by_telegram(people.greta.id),
        )
        assert greta
        now, until = chat.clock.now(), chat.clock.now().replace(year=2027)
        meeting, (item,) = place.meetings()[0], place.open_items()
        for key, subject in (
            ("a", f"meeting:{meeting.id}"),
            ("b", f"item:{item.id}"),
            ("c", f"report:{meeting.id}"),
            ("d", f"file:{meeting.id}"),
            ("e", f"coming:{item.id}"),
        ):
            text, times = f"{key} är {CANARY}", {"since": now, "useful_until": until}
            note(store, place, [greta], text, key=key, subject=subject, **times)
        note(store, syd, [greta], "Syd är blått", key="syd", since=now, useful_until=until)
    chat.passes(days=1)
    chat.strikes()
    a_year_passes(chat)
    return people


def test_no_copy_of_what_goes_is_left_in_any_table(chat: Chat, told: People) -> None:
    before = chat.keeps_anywhere(CANARY)

    gallra(chat)

    assert {"item", "notice", "dispatch", "publication", "blob"} <= set(before)
    assert chat.keeps_anywhere(CANARY) == []


def test_what_the_other_arena_said_in_the_same_message_stays(chat: Chat, told: People) -> None:
    gallra(chat)

    (morning,) = [row for row in chat.rows(tables.dispatch) if "Syd är blått" in (row["text"] or "")]
    assert (morning["arena_id"], morning["text"], morning["buttons"]) == (
        None,
        "<b>Syd</b>\nSyd är blått",
        [],
    )
    assert "Syd är blått" in [row["text"] for row in chat.rows(tables.notice)]


def test_what_was_removed_once_is_not_old_again(chat: Chat, told: People) -> None:
    gallra(chat)

    with chat.memory() as store:
        assert not chat.place(store).aged(AFTER).notices
    assert gallra(chat) == 0
