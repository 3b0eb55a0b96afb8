"""What every test may ask for: a database of its own, on SQLite and on PostgreSQL, and room for figures."""

import json
import os
import signal
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import pytest
from sqlalchemy import Engine

from storage.engine import Database
from tests.databases import PostgreSQL, SQLite, a_quick_place, running_postgresql

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Begun in the background, where a shell has interrupts ignored; the processes under test would too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


# These last for minutes; the longest is begun first.
LONGEST = (
    "years_are_what_they_must_be",
    "test_kills_outlook",
    "test_kills.py",
    "test_year.py",
    "test_two_arenas",
    "a_split_text_loses_nothing",
    "a_button_is_for_those_who_may",
    "no_guessed_link",
    "stories/test_demo.py",
    "an_answer_that_never_comes",
)
# Of these, a test that can be run on both databases is run on one of them.
IN_TURN = (
    "tests/handlers/chat/",
    "tests/handlers/rounds/",
    "tests/handlers/web/",
    "tests/bot/",
    "tests/trust/",
)
# Of these too, where there is no time for all.
STORIES_IN_TURN = (
    *("export", "faults", "feeds", "health", "kills", "kills_outlook", "mail", "new_year", "nudges"),
    *("ordinary", "outlook", "stopping", "time", "token", "updates"),
)
IN_TURN_IN_SHORT = (
    *(f"tests/stories/test_{name}.py" for name in STORIES_IN_TURN),
    "tests/storage/test_upgrading.py::test_every_later_schema",
)
NICENESS = 15
MOSTLY_WAITING = ("tests/stories/", "tests/years/")
# What is tried at random is tried on both each time.
ON_BOTH = ("tests/bot/test_tenures.py",)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """The PostgreSQL of this test process, started by the first test that needs it."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite() -> Iterator[SQLite]:
    """The SQLite files of this test process."""
    with a_quick_place() as home:
        yield SQLite(home)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a migrated database without rows; a test that asks for it runs on both."""
    databases: SQLite | PostgreSQL = request.getfixturevalue(request.param)
    with databases.migrated() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database without tables; a test that asks for it runs on both."""
    databases: SQLite | PostgreSQL = request.getfixturevalue(request.param)
    with databases.empty() as url:
        yield url


@pytest.fixture(scope="session")
def engines() -> dict[str, Engine]:
    """The engines of this test process by their URLs: an engine remembers how statements are written."""
    return {}


@pytest.fixture
def database(database_url: str, engines: dict[str, Engine]) -> Iterator[Database]:
    """A migrated database without rows, open."""
    database = Database(database_url)
    database.engine = engines.setdefault(database_url, database.engine)
    yield database
    database.close()


@pytest.fixture
def other(database_url: str) -> Iterator[Database]:
    """The same database in another process."""
    other = Database(database_url)
    yield other
    other.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make prove` takes the time that `make test` has not."""
    parser.addoption("--every", action="store_true", help="every edge, and each proof at length")
    parser.addoption("--on-both", action="store_true", help="every test on both databases")
    parser.addoption("--figures", help="the proofs alone, whose figures go to this file")


@pytest.fixture
def at_length(request: pytest.FixtureRequest) -> bool:
    """Whether there is time for the long form: in `make prove`, not in `make test`."""
    return bool(request.config.getoption("--every"))


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Say what was proved and how often: figure("P8", "guessed buttons", tried=100_000, let_in=0)."""

    def say(promise: str, proof: str, **numbers: object) -> None:
        record_property("proof", {"promise": promise, "proof": proof} | {"numbers": numbers})

    return say


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep all cores busy, and run on one database alone what needs no more."""
    left_out, is_short = set[pytest.Item](), not config.getoption("--every")
    if config.getoption("--figures"):
        left_out |= {each for each in items if not _is_proof(each)}
    if is_short:
        left_out |= {each for each in items if each.get_closest_marker("at_length")}
    if not config.getoption("--on-both"):
        left_out |= _on_the_other_database(items, IN_TURN + (IN_TURN_IN_SHORT if is_short else ()))
    config.hook.pytest_deselected(items=left_out)
    items[:] = _in_order([item for item in items if item not in left_out])


def _is_proof(item: pytest.Item) -> bool:
    """What says no figure is the same in `make test`."""
    return "figure" in getattr(item, "fixturenames", ()) or item.get_closest_marker("at_length") is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """The longest has a core to itself: all others give way, also those that compute as much as they wait."""
    if item.config.getoption("--every") and LONGEST[0] not in item.nodeid and not os.nice(0):
        os.nice(NICENESS)


def _on_the_other_database(items: Sequence[pytest.Item], in_turn: tuple[str, ...]) -> set[pytest.Item]:
    """What is said in the chat is the same on both, and every query behind it is tested on both.

    Which of the two a test is run on follows from its name alone, so it is the same one each time.
    `make every` runs both.
    """
    twins = defaultdict[str, list[pytest.Item]](list)
    for item in items:
        if item.nodeid.startswith(in_turn) and not item.nodeid.startswith(ON_BOTH):
            twins[item.nodeid.replace("postgresql", "sqlite")].append(item)
    return {pair[crc32(name.encode()) % 2] for name, pair in twins.items() if len(pair) > 1}


def _in_order(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Begun last, the longest tests would keep one core waiting for the other; so the longest is first.

    The stories mostly wait; spread evenly among the rest, they wait while others count. A process is given
    two to begin with: behind the longest of all waits a short one.
    """
    longest = [item for name in LONGEST for item in items if name in item.nodeid]
    stories, rest = list[pytest.Item](), list[pytest.Item]()
    for item in (each for each in items if each not in longest):
        (stories if item.nodeid.startswith(MOSTLY_WAITING) else rest).append(item)
    places = [(number / len(group), item) for group in (stories, rest) for number, item in enumerate(group)]
    spread = [item for _, item in sorted(places, key=lambda place: place[0])]
    return longest[:1] + spread[-1:] + longest[1:] + spread[:-1]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the figures of the tests, also when they ran in other processes, and keep those of the proofs."""
    reports = [each for some in terminalreporter.stats.values() for each in some]
    called = [each for each in reports if getattr(each, "when", "") == "call"]
    said = [pair for report in called for pair in getattr(report, "user_properties", ())]
    for name, words in said:
        if name in ("figures", "proof"):
            terminalreporter.write_line(str(words))
    if file := config.getoption("--figures"):
        proofs = [words for name, words in said if name == "proof"]
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(json.dumps(proofs, ensure_ascii=False, indent=1))
