"""The demo's judges can say no: evidence doctored in one place breaks the promise that it is about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.demo.days import days_from
from handlers.demo.evidence import Cast, Due, Entry, Evidence, Promised, Race, Seals, Sent
from handlers.demo.judging_time import last_morning_that_keeps_a_week
from handlers.demo.page import Page
from handlers.demo.promises import judge
from handlers.demo.show import tell_promises
from tests.builders import TODAY

ZONE = ZoneInfo("Europe/Stockholm")
GROUP, BO, OLLE, CIRCLE = -1, 2, 9, -9
MEETING = datetime(2027, 2, 12, 13, tzinfo=ZONE)
SENT_AT = datetime(2027, 2, 5, 8, 0, 1, tzinfo=ZONE)
MARK = "Det här kan vara en kopia."
PARTS = ("", "Dagordning.pdf", "Punkt 2 – Budget.pdf")


def a_message(seq: int, chat_id: int, message_id: int, text: str = "", file: str = "") -> Sent:
    method = "sendDocument" if file else "sendMessage"
    return Sent(
        seq=seq, at=SENT_AT, method=method, chat_id=chat_id, message_id=message_id, text=text, file=file
    )


def a_call(seq: int, method: str, chat_id: int) -> Sent:
    return Sent(seq=seq, at=SENT_AT, method=method, chat_id=chat_id)


def a_part(number: int, kind: str, message_id: int, copies: int = 0) -> Promised:
    return Promised(
        id=number,
        kind=kind,
        state="sent",
        chat_id=GROUP,
        message_id=message_id,
        copies=copies,
        subject="agenda:1",
    )


def sound() -> Evidence:
    """A short story in which everything held: one item, one kill, a marked copy of the PDF."""
    return Evidence(
        updates=frozenset({1, 2, 3}),
        confirmed=frozenset({1, 2, 3}),
        handed_out={1: 1, 2: 2, 3: 1},
        inbox={1: "handled", 2: "handled", 3: "ignored"},
        acts={"proposed": 1},
        history=(
            Entry(verb="proposed", through="chat", has_person=True),
            Entry(verb="published", through="clock", has_person=False),
        ),
        proposed=("Budget",),
        items=("Budget",),
        sent=(
            a_message(1, OLLE, 10, "Jag känner inte igen dig än."),
            a_message(2, GROUP, 11, "Dagordning"),
            a_message(3, GROUP, 12, file=PARTS[1]),
            a_message(4, GROUP, 13, MARK, file=PARTS[1]),
            a_message(5, GROUP, 14, file=PARTS[2]),
            a_call(6, "pinChatMessage", GROUP),
            a_call(7, "leaveChat", CIRCLE),
        ),
        refused=(),
        promised=(
            Promised(id=1, kind="text", state="sent", chat_id=OLLE, message_id=10),
            a_part(2, "text", 11),
            a_part(3, "document", 13, copies=1),
            a_part(4, "document", 14),
            a_part(5, "pin", 11),
            Promised(id=6, kind="leave", state="sent", chat_id=CIRCLE),
        ),
        copy_mark=MARK,
        parts=PARTS,
        race=Race(first="Eva", notice="Eva har ändrat det här.", first_card="Ny", second_card="Ny"),
        meeting=MEETING,
        published=(SENT_AT,),
        dues=(Due(kind="agenda", due_at=SENT_AT - timedelta(seconds=1), done_at=SENT_AT, outcome="done"),),
        ended_at=MEETING - timedelta(days=1),
        cast=Cast(
            insiders=frozenset({GROUP, BO}), group=GROUP, strangers_group=CIRCLE, inside_words=("Budget",)
        ),
        seals=Seals(sealed=2, broken=0, tampering_noticed=True),
    )


def broken(evidence: Evidence) -> list[str]:
    return [finding.name for finding in judge(evidence) if not finding.is_kept]


Doctoring = Callable[[Evidence], dict[str, Any]]


def without(things: tuple[Any, ...], index: int) -> tuple[Any, ...]:
    return things[:index] + things[index + 1 :]


def but(things: tuple[Any, ...], index: int, **changes: Any) -> tuple[Any, ...]:
    return (*things[:index], replace(things[index], **changes), *things[index + 1 :])


DOCTORED: list[tuple[str, str, Doctoring]] = [
    ("P1", "a confirmed update is not in the inbox", lambda e: {"inbox": {1: "handled", 2: "handled"}}),
    ("P1", "an update never came", lambda e: {"updates": frozenset({1, 2, 3, 4})}),
    ("P1", "nothing was confirmed", lambda e: {"confirmed": frozenset()}),
    ("P2", "an update was never handled", lambda e: {"inbox": {**e.inbox, 2: "waiting"}}),
    ("P2", "an update was set aside", lambda e: {"inbox": {**e.inbox, 2: "set_aside"}}),
    ("P2", "nothing was delivered twice", lambda e: {"handed_out": {1: 1, 2: 1, 3: 1}}),
    ("P2", "an act had no effect", lambda e: {"acts": {"proposed": 2}}),
    ("P2", "an act had two effects", lambda e: {"acts": {"proposed": 1, "published": 0}}),
    ("P2", "an item is there twice", lambda e: {"items": ("Budget", "Budget")}),
    ("P3", "a promise waits", lambda e: {"promised": but(e.promised, 0, state="pending")}),
    ("P3", "a promise ended as unknown", lambda e: {"promised": but(e.promised, 0, state="unknown")}),
    ("P3", "a message never came to Telegram", lambda e: {"sent": without(e.sent, 0)}),
    ("P3", "the agenda was never pinned", lambda e: {"sent": without(e.sent, 5)}),
    ("P3", "two copies", lambda e: {"promised": but(e.promised, 2, copies=2)}),
    ("P3", "a message that nobody promised", lambda e: {"sent": (*e.sent, a_message(9, BO, 99, "Hej"))}),
    ("P3", "the copy is not marked", lambda e: {"sent": but(e.sent, 3, text="")}),
    ("P3", "the wrong message is marked", lambda e: {"sent": but(but(e.sent, 3, text=""), 4, text=MARK)}),
    ("P3", "no outcome was unknown", lambda e: {"promised": but(e.promised, 2, copies=0)}),
    ("P4", "the file came before the post", lambda e: {"sent": but(e.sent, 1, seq=8)}),
    ("P4", "an attachment is missing", lambda e: {"parts": (*PARTS, "Punkt 3 – Mer.pdf")}),
    ("P5", "the second was not told by whom", lambda e: {"race": replace(e.race, notice="Ändrat.")}),
    ("P5", "the second kept the old card", lambda e: {"race": replace(e.race, second_card="Gammal")}),
    ("P6", "the agenda never went out", lambda e: {"published": ()}),
    ("P6", "the agenda went out twice", lambda e: {"published": (SENT_AT, SENT_AT)}),
    ("P6", "the agenda went out a day late", lambda e: {"published": (SENT_AT + timedelta(days=1),)}),
    ("P6", "the agenda went out early", lambda e: {"published": (SENT_AT - timedelta(minutes=1),)}),
    ("P6", "Telegram saw the post late", lambda e: {"sent": but(e.sent, 1, at=SENT_AT + timedelta(1))}),
    ("P6", "a due thing was dropped", lambda e: {"dues": but(e.dues, 0, outcome="dropped")}),
    ("P6", "a due thing is open", lambda e: {"dues": but(e.dues, 0, done_at=None, outcome=None)}),
    ("P6", "a due thing was done again", lambda e: {"dues": e.dues * 2}),
    ("P8", "a stranger read a title", lambda e: {"sent": but(e.sent, 0, text="Budget är inkommet")}),
    ("P8", "a stranger got a file", lambda e: {"sent": but(e.sent, 0, file="Dagordning.pdf")}),
    ("P8", "the bot spoke in the strangers' group", lambda e: {"sent": but(e.sent, 0, chat_id=CIRCLE)}),
    ("P8", "the bot stayed there", lambda e: {"sent": without(e.sent, 6)}),
    ("P8", "the bot wrote to somebody who had not started it", lambda e: {"refused": ("sendMessage",)}),
    ("P9", "an entry is not sealed", lambda e: {"seals": replace(e.seals, sealed=1)}),
    ("P9", "a seal is broken", lambda e: {"seals": replace(e.seals, broken=1)}),
    ("P9", "tampering goes unnoticed", lambda e: {"seals": replace(e.seals, tampering_noticed=False)}),
    ("P9", "an act in chat says not whose", lambda e: {"history": but(e.history, 0, has_person=False)}),
]


def test_every_promise_holds_where_nothing_is_wrong() -> None:
    assert broken(sound()) == []


@pytest.mark.parametrize(
    ("name", "doctor"),
    [(name, doctor) for name, _, doctor in DOCTORED],
    ids=[what for _, what, _ in DOCTORED],
)
def test_what_is_wrong_is_said(name: str, doctor: Doctoring) -> None:
    evidence = sound()

    assert name in broken(replace(evidence, **doctor(evidence)))


def test_a_broken_promise_is_told_with_what_was_seen_and_fails_the_command() -> None:
    out = StringIO()
    lost = replace(sound(), inbox={1: "handled", 2: "handled"})

    status = tell_promises(Page(out, width=80, styled=False), judge(lost), seconds=1.0)

    told = out.getvalue().splitlines()
    assert status == 1
    assert "  P1  FEL     Inget som kommit in går förlorat" in told
    assert "              Kvitterade men borta: 1 (3)." in told
    assert told[-1] == "1 av 8 löften höll inte."


def test_promises_that_all_hold_are_told_and_succeed() -> None:
    out = StringIO()

    status = tell_promises(Page(out, width=80, styled=True), judge(sound()), seconds=12.4)

    assert (status, "FEL" in out.getvalue()) == (0, False)
    assert out.getvalue().splitlines()[-1] == "\x1b[1mAlla 8 löften höll. Det tog 12 sekunder.\x1b[0m"


def test_the_story_can_be_played_on_any_day() -> None:
    for ahead in range(3 * 366):
        days = days_from(TODAY + timedelta(days=ahead))

        assert days.begins < days.call < days.preparing < days.sending < days.reminding < days.meeting
        assert days.begins + timedelta(days=7) < days.call
        assert days.call + timedelta(days=3) < days.meeting - timedelta(days=14) < days.preparing
        assert days.sending == last_morning_that_keeps_a_week(days.meeting)
        assert days.reminding < days.next_meeting - timedelta(days=28)
