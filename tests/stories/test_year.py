"""A whole year of SamReKo HSI through the real process, held against what people are promised."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage import tables
from tests.databases import PostgreSQL
from tests.stories import yearautumn as autumn
from tests.stories import yearjudge as judge
from tests.stories import yearscenes as spring
from tests.stories.yearbook import write_transcript
from tests.stories.yearjudge import Sent
from tests.stories.yearstage import YearStage, a_year_stage

SCENES: tuple[Callable[[YearStage], None], ...] = (
    spring.arrive,
    spring.first_meeting,
    spring.political_arenas,
    spring.second_meeting,
    autumn.third_meeting,
    autumn.fourth_meeting,
    autumn.new_year,
)
HELD = (spring.FIRST, spring.MOVED, spring.FOURTH)
PRELIMINARY = "Preliminär dagordning"
LIFTED = "Väntetider i barnpsykiatrin"
# Answers to what they asked included; who prepares gets more.
MOST_TO_A_MEMBER, MOST_TO_A_PREPARER, MOST_TO_THE_GROUP = 40, 65, 45


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One process on SQLite; with `--every` two on PostgreSQL play it, too."""
    if "players" in metafunc.fixturenames:
        metafunc.parametrize("players", ["one", "two"] if metafunc.config.getoption("--every") else ["one"])


@pytest.fixture
def year_url(players: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Of the database; empty for the usual file."""
    if players == "one":
        yield ""
        return
    postgresql: PostgreSQL = request.getfixturevalue("postgresql")
    with postgresql.migrated() as url:
        yield url


def test_a_year_is_short_and_kind_and_never_twice(
    tmp_path: Path, year_url: str, record_property: Callable[[str, object], None]
) -> None:
    with a_year_stage(tmp_path / "bot", "2027-01-11 09:00", year_url) as stage:
        try:
            for scene in SCENES:
                scene(stage)
        finally:
            write_transcript(stage, Path(os.environ.get("YEAR_TRANSCRIPT", tmp_path / "year.txt")))

        sent = judge.all_sent(stage)
        counts = _counts(stage, sent)
        record_property("figures", f"messages in the year: {counts}")
        _nothing_is_wrong(stage, sent)
        _agendas_are_right([each for each in sent if each.chat_id == stage.group.id])
        _meetings_are_announced_once([each.text for each in sent if each.chat_id == stage.group.id])
        _everything_happened(stage, sent)
        _it_is_short(stage, counts)
        assert stage.bot.stop() == 0


def _counts(stage: YearStage, sent: list[Sent]) -> dict[str, int]:
    to = Counter(each.chat_id for each in sent)
    people = {name: to[person.id] for name, person in stage.folk.by_name.items()}
    return {"the group": to[stage.group.id], **people}


def _nothing_is_wrong(stage: YearStage, sent: list[Sent]) -> None:
    people = stage.folk
    of_samreko = tables.item.c.arena_id == "samreko-hsi"
    titles = {row.title for row in stage.look.rows(tables.item, of_samreko)} - {LIFTED}
    elsewhere = {people.sven.id, people.moa.id}
    assert judge.two_mornings(sent) == []
    assert judge.said_twice(sent) == []
    assert judge.by_night(sent) == []
    assert judge.nameless(sent) == []
    assert judge.in_july(sent) == []
    assert judge.leaked(sent, elsewhere, titles) == []
    assert stage.world.ledger.accepted(chat_id=people.ines.id) == []


def _agendas_are_right(in_group: list[Sent]) -> None:
    """At 08:00 on the right day, with numbers that stay and what belongs to the year's ends."""
    firsts = [each for each in in_group if each.text.splitlines()[1:2] in (["Dagordning"], [PRELIMINARY])]
    assert [each.at.replace(second=0, microsecond=0) for each in firsts] == [
        judge.goes_out(starts) for starts in HELD
    ]
    assert ["Preliminär" in each.text for each in firsts] == [False, True, False]
    assert ["Prioritering av fokus" in each.text for each in firsts] == [True, False, False]
    assert ["Utvärdering av årets" in each.text for each in firsts] == [False, False, True]
    posts = [each for each in in_group if "agordning" in "".join(each.text.splitlines()[1:2])]
    assert judge.numbers_changed(posts) == []


def _meetings_are_announced_once(in_group: list[str]) -> None:
    """As new in one post for each day of planning, then at the call, though the second was moved after it."""
    news = [text.splitlines() for text in in_group if "Nya möten:" in text or "Nytt möte:" in text]
    assert [len(lines) for lines in news] == [6, 2]
    called = [text.partition("Föreslå punkter till mötet ")[2].partition(" kl.")[0] for text in in_group]
    assert [day for day in called if day] == [
        "fredag 26 februari 2027",
        "tisdag 4 maj 2027",
        "tisdag 31 augusti 2027",
        "tisdag 7 december 2027",
        "fredag 25 februari 2028",
    ]


def _everything_happened(stage: YearStage, sent: list[Sent]) -> None:
    people = stage.folk
    unread = {each.chat_id for each in sent if "Läs handlingarna till mötet fredag 26 februari" in each.text}
    have_read = {people.cilla.id, people.dan.id}
    assert unread == {person.id for person in people.of_samreko} - have_read
    asked = {each.chat_id for each in sent if "om du kommer till mötet fredag 26 februari" in each.text}
    assert asked == {person.id for person in (people.rut, people.asa, people.eva, people.gun)}
    came_in = [each.text for each in sent if "Inkommet:" in each.text]
    assert came_in
    assert [text for text in came_in if "Föregående mötes protokoll" in text] == []
    for outcome in ("SVOM: upptaget", "Barnarenan: avböjt. Skäl: Frågan ligger", "SVOM: behandlat"):
        assert outcome in people.bo.chat().find(outcome).text
    files = [message.document.name for message in stage.group.messages if message.document]
    assert [name for name in files if name.startswith("Protokoll")] == [
        f"Protokoll SamReKo HSI {starts[:10]}.pdf" for starts in HELD
    ]
    verbs = Counter(row.verb for row in stage.look.rows(tables.history))
    done = {
        # Ten people, of whom one belongs to two arenas: it stands in the history of each.
        "joined": 11,
        "bound": 1,
        "lifted": 2,
        "meeting moved": 2,
        "meeting cancelled": 1,
        "deputy steps in": 1,
    }
    assert {verb: verbs[verb] for verb in done} == done


def _it_is_short(stage: YearStage, counts: dict[str, int]) -> None:
    preparers = {"Rut Sand", "Eva Nord", "Gun Dahl", "Hugo Lind", "Åsa Berg", "Sven Gran"}
    assert counts["the group"] <= MOST_TO_THE_GROUP
    assert [name for name in stage.folk.by_name if counts[name] > MOST_TO_A_PREPARER] == []
    members = [name for name in stage.folk.by_name if name not in preparers]
    assert [name for name in members if counts[name] > MOST_TO_A_MEMBER] == []


@pytest.mark.parametrize(
    ("starts", "sent"),
    [
        ("2027-02-26 13:00", "2027-02-19"),
        ("2027-05-13 13:00", "2027-05-05"),
        ("2027-07-02 09:00", "2027-06-24"),
    ],
)
def test_the_rule_that_judges_the_sending_day_knows_the_holidays(starts: str, sent: str) -> None:
    assert judge.goes_out(starts).date().isoformat() == sent
