"""«Alla handlingar» between the press and the file: bound apart, once for all, never lost and never twice."""

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import update

from bot.acts.agendas import papers
from bot.model.binding import Binding
from bot.model.dispatch import Button, DispatchState
from bot.model.item import FileState
from bot.ports.workshop import BindingFailed
from handlers.rounds import bindery
from integrations.botapi import Person
from storage import bindlist, tables
from tests.builders import an_attachment
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.standins import bound
from tests.handlers.chat.test_preparing import accepted
from tests.handlers.chat.test_sending import MEETING, PAPERS, files, goes_out

SORRY = f"Norr\n{PAPERS} gick inte att binda ihop. Bilagorna finns var för sig där dagordningen skickades."
BINDING = "Handlingarna binds ihop och kommer strax"


class PowerCut(BaseException):
    """The process is gone: nothing more is written by it."""


class Counted:
    """Binds, and knows what; so many of the first times end in a power cut, or fail."""

    def __init__(self, cut: int = 0, failing: int = 0) -> None:
        self.seen: list[set[str]] = []
        self._cut, self._failing = cut, failing

    async def __call__(self, binding: Binding, contents: Mapping[str, bytes]) -> bytes:
        self.seen.append({content[:30].decode() for content in contents.values()})
        if len(self.seen) <= self._cut:
            raise PowerCut
        if len(self.seen) <= self._failing:
            raise BindingFailed("in a test")
        return await bound(binding, contents)


def asks(chat: Chat, who: Person) -> Reply:
    (meeting,) = (row for row in chat.rows(tables.meeting) if row["arena_id"] == "norr")
    button = Button(text="", action="papers", arena_id="norr", thing=meeting["id"])
    return chat.presses_genuine(who, button)


def comes_back(chat: Chat) -> None:
    """The bot is started anew, and knows that whoever held a lease is dead."""
    with chat.database.session() as session:
        bindlist.end_leases(session)


def pauses_end(chat: Chat) -> None:
    with chat.database.session() as session:
        session.execute(update(tables.dispatch).values(not_before=0.0))


def test_ten_presses_are_one_binding_and_a_file_for_each_who_pressed(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget")
    binder = Counted()
    everybody = (people.asa, people.ulla, people.pia, people.per, people.bo, people.greta, people.dan)
    pressed = [asks(chat, who) for who in (*everybody, people.bo, people.pia, people.dan)]

    sent = chat.binds(binder)

    assert [(each.notice, each.texts) for each in pressed] == [(BINDING, [])] * 10
    assert [files(sent, who) for who in everybody] == [[PAPERS]] * 7
    assert binder.seen == [{"%PDF-1.7 the agenda 1"}]
    assert files(asks(chat, people.bo), people.bo) == [PAPERS]


def test_papers_that_are_being_bound_hold_up_no_answer(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget")
    asks(chat, people.bo)

    answer = chat.says(people.bo, "/moten")

    assert answer.text.splitlines()[1] == f"{MEETING}, 2 tim"
    assert files(chat.binds(), people.bo) == [PAPERS]


def test_a_kill_while_papers_are_bound_binds_them_again_and_sends_them_once(
    chat: Chat, people: People
) -> None:
    goes_out(chat, people, "Budget")
    binder = Counted(cut=2)
    asks(chat, people.bo)
    for _ in range(2):
        with pytest.raises(PowerCut):
            chat.binds(binder)
        # Nobody can know yet that the process is dead.
        assert chat.binds(binder).said == []
        comes_back(chat)

    sent = chat.binds(binder)

    assert (len(binder.seen), files(sent, people.bo)) == (3, [PAPERS])
    assert chat.binds(binder).said == []


def test_who_loses_their_right_before_the_papers_are_bound_gets_nothing(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget")
    asks(chat, people.bo)
    asks(chat, people.dan)
    with chat.memory() as store:
        for tenure in chat.place(store).tenures():
            if tenure.person.name == "Bo Berg":
                tenure.ends = date(2026, 11, 1)

    sent = chat.binds()

    assert (files(sent, people.bo), files(sent, people.dan)) == ([], [PAPERS])
    ends = [row["state"] for row in chat.rows(tables.dispatch) if row["file_name"] == PAPERS]
    assert ends == [DispatchState.WITHDRAWN, DispatchState.SENT]


def test_what_was_asked_for_is_bound_as_it_was_sent_by_then(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget (15 min)")
    binder = Counted()
    asks(chat, people.bo)
    draft = chat.says(people.pia, "/beredning").card
    chat.presses(people.pia, chat.presses(people.pia, draft, "1. Budget").card, "Minuter")
    chat.says(people.pia, "30")
    chat.presses(people.pia, chat.says(people.pia, "/beredning").card, "Skicka ny version")
    chat.strikes()
    asks(chat, people.dan)

    sent = chat.binds(binder)

    assert (files(sent, people.bo), files(sent, people.dan)) == ([PAPERS], [PAPERS])
    assert binder.seen == [{"%PDF-1.7 the agenda 1"}, {"%PDF-1.7 the agenda 2"}]


def test_papers_that_cannot_be_bound_are_answered_with_where_they_are(chat: Chat, people: People) -> None:
    goes_out(chat, people, "Budget")
    binder = Counted(failing=3)
    asks(chat, people.bo)
    said = []
    for _ in range(3):
        said.append(chat.binds(binder).texts)
        pauses_end(chat)

    again = asks(chat, people.bo)

    assert said == [[], [], [SORRY]]
    assert (again.notice, files(chat.binds(binder), people.bo)) == (BINDING, [PAPERS])


def test_a_file_that_became_larger_than_telegram_takes_is_answered_with_where_the_papers_are(
    chat: Chat, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bindery, "LARGEST", 10)
    goes_out(chat, people, "Budget")
    asks(chat, people.bo)

    assert chat.binds().texts == [SORRY]


def test_papers_too_large_for_one_file_come_in_parts_and_are_announced_once(
    chat: Chat, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "LIMIT", 70)
    accepted(chat, people, "Budget", "Skola")
    with chat.memory() as store:
        for item in chat.place(store).open_items():
            assert item.proposer
            file = an_attachment(
                item.proposer,
                "a.pdf",
                state=FileState.STORED,
                sha256=store.keep_file(item.title.encode() * 6),
            )
            item.attach(file)
    chat.publishes()
    announced = [asks(chat, people.bo) for _ in range(2)]

    sent = chat.binds()

    parts = [PAPERS.replace(".pdf", f" del {part} av 2.pdf") for part in (1, 2)]
    assert [each.texts for each in announced] == [
        ["Norr\nAlla handlingar ryms inte i en fil. De kommer i 2 delar."],
        [],
    ]
    assert files(sent, people.bo) == parts
