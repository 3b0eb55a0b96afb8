"""What should stand in Outlook against what stands there: the smallest step, and nobody's change lost."""

from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.model.calendarevent import (
    FIELDS,
    CalendarEvent,
    Invitee,
    base_after,
    snapshot_of,
    step_towards,
    words_of,
    written_after,
)
from bot.texts import say
from tests.bot.textfacts import STARTS, an_agenda
from tests.builders import a_meeting, an_arena

INVITEES = [Invitee(address=f"{name}@example.se", name=name) for name in ("bo", "cilla", "eva", "ulla")]
BARE = "<p>Norr</p>"
EVENT = CalendarEvent(
    subject="Norr",
    starts=datetime(2026, 12, 17, 13),  # noqa: DTZ001 (wall time)
    ends=datetime(2026, 12, 17, 15),  # noqa: DTZ001
    zone="Europe/Stockholm",
    place="Östersund",
    invitees=tuple(INVITEES[:2]),
    words="1",
    bare=BARE,
)


def step(
    wanted: CalendarEvent, there: CalendarEvent, known: CalendarEvent = EVENT
) -> tuple[list[str], list[str]]:
    """What is written and what is somebody else's, where both sides were as `known` before."""
    found = step_towards(wanted, snapshot_of(known), snapshot_of(known), there)
    return sorted(found.fields), sorted(found.differs)


def test_nothing_is_written_where_nothing_changed() -> None:
    assert step(EVENT, EVENT) == ([], [])


def test_a_new_member_is_written_alone_and_beside_whom_somebody_else_invited() -> None:
    wanted = replace(EVENT, invitees=(INVITEES[0], INVITEES[2]))
    there = replace(EVENT, invitees=(*EVENT.invitees, INVITEES[3]))
    found = step_towards(wanted, snapshot_of(EVENT), snapshot_of(EVENT), there)

    assert (sorted(found.fields), sorted(found.differs)) == (["invitees"], ["invitees"])
    assert [invitee.name for invitee in found.event.invitees] == ["bo", "eva", "ulla"]


def test_what_somebody_moved_is_left_though_the_arena_moves_it_too() -> None:
    moved = replace(EVENT, starts=datetime(2026, 12, 18, 13), ends=datetime(2026, 12, 18, 15))  # noqa: DTZ001
    elsewhere = replace(EVENT, starts=datetime(2026, 12, 16, 13), place="Åre")  # noqa: DTZ001

    assert step(moved, elsewhere) == ([], ["place", "time"])
    assert step(moved, moved) == ([], [])


events = st.builds(
    CalendarEvent,
    subject=st.sampled_from(["Norr", "Julfika"]),
    starts=st.sampled_from([datetime(2026, 12, day, 13) for day in (17, 18)]),  # noqa: DTZ001
    ends=st.just(datetime(2026, 12, 19, 15)),  # noqa: DTZ001
    zone=st.just("Europe/Stockholm"),
    place=st.sampled_from(["", "Åre"]),
    words=st.sampled_from(["1", "2"]),
    bare=st.just(BARE),
    invitees=st.lists(st.sampled_from(INVITEES), unique=True).map(
        lambda some: tuple(sorted(some, key=lambda invitee: invitee.address))
    ),
)


@given(before=events, wanted=events, there=events)
def test_whatever_happens_on_both_sides_no_change_of_anybodys_is_lost(
    before: CalendarEvent, wanted: CalendarEvent, there: CalendarEvent
) -> None:
    known = snapshot_of(before)
    done = step_towards(wanted, known, known, there)
    after = replace(done.event, **{name: getattr(there, name) for name in _unwritten(done.fields)})

    ours, now, theirs = snapshot_of(wanted), snapshot_of(after), snapshot_of(there)
    strangers = set(theirs["invitees"]) - set(known["invitees"]) - set(ours["invitees"])
    for name in FIELDS[:4]:
        if name != "words" or not done.keeps_page:
            assert now[name] == (theirs[name] if name in done.differs else ours[name])
    # Whoever has no right to the page is not mailed it.
    assert not strangers or now["words"] in (theirs["words"], words_of(BARE))
    theirs_came = set(theirs["invitees"]) - set(known["invitees"])
    theirs_went = set(known["invitees"]) - set(theirs["invitees"])
    assert theirs_came <= set(now["invitees"])
    assert not theirs_went & set(now["invitees"])
    # Once more, nothing is left to write, and the same waits for a decision.
    base = base_after(known, now, done, known, ours)
    again = step_towards(wanted, written_after(known, ours, done), base, after)
    left = frozenset({"words"} if done.has_more else ())
    assert (again.fields, again.differs) == (left, done.differs)


def _unwritten(fields: frozenset[str]) -> set[str]:
    names = {"subject": ("subject",), "time": ("starts", "ends"), "place": ("place",), "words": ("words",)}
    names["invitees"] = ("invitees",)
    return {each for name, attributes in names.items() if name not in fields for each in attributes}


class Outline(HTMLParser):
    """The tags in order, each closed where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_one_that_is_read_aloud_in_order() -> None:
    meeting = a_meeting(an_arena(), starts=STARTS)
    outline = Outline()
    html = say(
        "outlook_body",
        agenda=an_agenda(),
        meeting=meeting,
        arena=meeting.arena,
        bot_name="a_bot",
        link="https://x.example/?a=1&b=2",
        is_bare=False,
    )
    outline.feed(html)

    assert (outline.open, outline.seen[:3]) == ([], ["div", "h1", "p"])
    assert [tag for tag in outline.seen if tag in ("h1", "h2", "ol", "ul", "a")] == [
        "h1", "ol", "h2", "ul", "a", "a",
    ]  # fmt: skip
    assert '<div lang="sv">' in html
    assert words_of(html) == words_of(html.replace("<p>", "<p class='x_MsoNormal'>\n"))
