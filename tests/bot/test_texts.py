"""Every Swedish word that people read: it renders, it is Telegram's HTML, and nothing in it is English."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bot.texts
from bot import refusals
from bot.acts.sending.reach import where
from bot.model.item import AgendaItem
from bot.refusals import Refusal
from bot.texts import plain, say, say_parts
from bot.texts.dates import at_time, counted, duration, ended, listed, on_day, short_day
from bot.texts.splitting import length
from integrations.botapi.html import parse_html
from tests.bot.textfacts import (
    a_line,
)
from tests.bot.textscenes import bare, between, rich, single, sparse, waiting
from tests.builders import (
    NOW,
    a_meeting,
    a_person,
    an_arena,
    an_item,
)

HERE = Path(bot.texts.__file__).parent
# Outlook shows more of HTML than Telegram does; tests/bot/test_outlook.py reads it.
PAGES = {"outlook_body"}
EVERY = {f"no/{path.stem}" if path.parent.name == "no" else path.stem for path in HERE.rglob("*.j2")}
# Files of their own, read whole in tests/stories/test_export.py.
EXPORTED = {path.stem for path in (HERE / "export").glob("*.j2")}
NAMES = sorted(EVERY - PAGES - EXPORTED)
# What `load` refuses is worded where the command line speaks.
SAID_ELSEWHERE = {"no/meeting_left_out"}
ENGLISH = re.compile(
    r"\b(the|and|is|are|your|you|please|error|none|null|true|false|undefined)\b", re.IGNORECASE
)
NEVER = {
    "rich": {"meeting_head"},
    "bare": {
        "agenda_incoming",
        "attendance_lines",
        "attendance_own",
        "away",
        "deputy_next",
        "deputy_word",
        "emptied_cancelled",
        "emptied_moved",
        "item_reordered",
        "item_spot",
        "outlook_differences",
        "agenda_version",
        "ask_address",
        "ask_decision",
        "ask_invited_to",
        "ask_which_meeting",
        "ask_successor_email",
        "corrected_for_you",
        "counts",
        "item_grown",
        "item_merged",
        "item_withdrawn",
        "items_received",
        "lifted_away",
        "minutes_reach",
        "private_to",
        "sent_late",
        "untimed",
        "not_ready_any_more",
        "presenter_named",
        "presenter_released",
        "replacement_overtaken",
        "replacement_questioned",
        "replacement_registered",
        "replacement_undone",
        "replacement_withdrawn",
        "proposed_for_you",
        "joint_line",
        "warnings",
    },
    "between": {"agenda_incoming"},
    "single": {"item_decided", "meeting_head"},
    "waiting": {
        "ask_away",
        "ask_which_line",
        "no/answered_old_date",
        "no/no_such_line",
        "no/attendance_closed",
        "no/not_during_meeting",
        "no/not_needed",
        "no/no_seat_that_day",
        "joint_line",
        "joint_moved",
        "joint_cancelled",
        "ask_new_time",
        "ask_new_place",
        "ask_sending_time",
        "no/meeting_already_then",
        "no/not_before_meeting",
    },
}
UNPLANNED = {
    "item_outcome", "item_postponed", "nothing_to_do", "postpone_button",
    "agenda_shown", "arena_choice", "bound", "item_card", "item_state", "items_received", "my_items",
    "welcome", "which_arena", "counts", "meeting_kind", "item_lifts", "lift_state", "lifted_here",
}  # fmt: skip
SPARSE = {
    "agenda_post", "agenda_report", "agenda_supplement", "agenda_version", "minutes_post", "minutes_preview",
    "minutes_report", "outlook_differs", "sparse_package", "version_draft",
}  # fmt: skip
SCENES = {
    "rich": rich,
    "bare": bare,
    "between": between,
    "single": single,
    "waiting": waiting,
    "sparse": sparse,
}


def is_said(name: str, scene: str) -> bool:
    """Whether that text is ever said there."""
    if name in NEVER.get(scene, ()):
        return False
    if scene == "sparse":
        return name in SPARSE
    return scene != "waiting" or name in UNPLANNED or name.startswith(("no/", "join", "ask"))


@cache
def facts_of(scene: str) -> dict[str, Any]:
    """What is known in that scene; no text changes anything of it."""
    return SCENES[scene]()


CASES = [(name, scene) for scene in SCENES for name in NAMES if is_said(name, scene)]


@pytest.mark.parametrize(("name", "scene"), CASES)
def test_every_text_says_something_that_telegram_takes(name: str, scene: str) -> None:
    facts = facts_of(scene)
    text = say(name, **facts)
    assert text
    shown = parse_html(text).text
    assert shown.strip()
    assert ENGLISH.findall(shown) == []
    assert "\n\n\n" not in shown
    assert "  " not in shown.replace("\n   ", "\n")
    for part in say_parts(name, **facts):
        parse_html(part)
        assert length(part) <= 4096


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("no/")])
def test_a_no_fits_into_the_notice_of_a_press(name: str) -> None:
    facts = between() | {"by": a_person("Karin Svensson-Lindqvist"), "name": "Karin Svensson-Lindqvist"}
    facts |= {"item": an_item(a_person(), "Budget"), "in_group": False, "ending": "docm"}
    assert len(plain(say(name, **facts))) <= 200


def test_every_refusal_has_its_text_and_every_text_its_refusal() -> None:
    classes = [each for each in vars(refusals).values() if isinstance(each, type)]
    worded = {each().text_name for each in classes if issubclass(each, Refusal) and each is not Refusal}
    assert worded - SAID_ELSEWHERE == {name for name in NAMES if name.startswith("no/")}


def test_an_arena_s_people_are_called_what_it_calls_them() -> None:
    council = an_arena(words={"member": "ledamot"})

    text = say("no/nobody_of_that_name", arena=council, name="Stig")

    assert text == "Ingen i arenan heter Stig. Skriv namnet som det står i listan över ledamöter."


def test_dates_are_written_as_people_write_them() -> None:
    moment = datetime(2027, 2, 12, 13, 0, tzinfo=UTC)
    assert at_time(moment) == "fredag 12 februari 2027 kl. 13.00"
    assert at_time(moment.replace(hour=8, minute=5)) == "fredag 12 februari 2027 kl. 08.05"
    assert on_day(moment.date()) == "fredag 12 februari 2027"
    assert short_day(moment.date()) == "12 februari"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 min"), (15, "15 min"), (60, "1 tim"), (90, "1 tim 30 min"), (120, "2 tim"), (0, "0 min")],
)
def test_durations_are_written_as_people_write_them(minutes: int, words: str) -> None:
    assert duration(minutes) == words


def test_lists_and_counts_are_written_as_people_write_them() -> None:
    assert [listed(["Åsa"]), listed(["Åsa", "Bo"]), listed(["Åsa", "Bo", "Cilla"])] == [
        "Åsa",
        "Åsa och Bo",
        "Åsa, Bo och Cilla",
    ]
    assert [counted(1, "punkt", "punkter"), counted(2, "punkt", "punkter")] == ["1 punkt", "2 punkter"]
    assert [ended("Budget"), ended("Hinner vi?"), ended("Avtal m.m.")] == [
        "Budget.",
        "Hinner vi?",
        "Avtal m.m.",
    ]


def test_a_line_of_an_agenda_ends_its_title_once() -> None:
    bare: dict[str, Any] = {"clock": None, "minutes": None, "presenter": "Bo Berg"}
    lines = [a_line(title=title, **bare) for title in ("Avtal & <plan>", "Hinner vi?")]

    assert [say("agenda_line", line=line) for line in lines] == [
        "1. Avtal &amp; &lt;plan&gt;. Föredragande: Bo Berg",
        "1. Hinner vi? Föredragande: Bo Berg",
    ]


def test_why_nobodys_item_is_declined_is_asked_with_single_spaces() -> None:
    nobodys = AgendaItem(arena_id="norr", number=1, title="Budget", proposed_at=NOW)

    asked = say("ask_reason", arena=an_arena(), item=nobodys)

    assert "Svara på det här meddelandet. Skriv /avbryt för att låta bli." in asked


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://teams.example/1", "https://teams.example/1"),
        (
            f"https://teams.example/{'x' * 60}?a=1&b=2",
            f'<a href="https://teams.example/{"x" * 60}?a=1&amp;b=2">Anslut via teams.example</a>',
        ),
        ("<b>" + "x" * 80, "&lt;b&gt;" + "x" * 80),
    ],
)
def test_a_long_link_is_words_that_lead_there(link: str, shown: str) -> None:
    meeting = a_meeting(an_arena(), place=None, link=link)

    told = say("meeting_elsewhere", arena=meeting.arena, meeting=meeting, papers="follow", **where(meeting))

    assert told.splitlines()[-1] == f"Länk: {shown}"
