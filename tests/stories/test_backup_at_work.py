"""A copy made while the bot writes is one moment of it, and the bot goes on from there in another place."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

from bot.model.dispatch import OPEN_STATES
from storage import tables
from tests.databases import on_sqlite
from tests.stories.look import Look
from tests.stories.town import Town

COPIES = 4
# So many of what people wrote are not handled yet, at the most, while the copies are made.
BEHIND = 20
# Of each item one row of every kind, written in one commit with the rest.
OF_AN_ITEM = {
    "items": "SELECT count(*) FROM item",
    "handled": "SELECT count(*) FROM inbox WHERE state = 'handled'",
    "history": "SELECT count(*) FROM history WHERE verb = 'proposed'",
    "answers": "SELECT count(*) FROM dispatch",
}
# As every title begins here. The rest of each is alike no other, or the bot asks whether it is the same.
TITLE = re.compile(r"nr-\d+-[0-9a-f]{12}")


def _titles() -> Iterator[str]:
    return (f"nr-{number}-{sha256(str(number).encode()).hexdigest()[:12]}" for number in count())


def _counted(copy: Path) -> dict[str, int]:
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {name: connection.execute(query).fetchone()[0] for name, query in OF_AN_ITEM.items()}


def _named_in(*texts: str) -> Counter[str]:
    """The titles, each as often as it is named."""
    return Counter(title for text in texts for title in TITLE.findall(text))


def _done(look: Look) -> Counter[str]:
    return Counter(row.title for row in look.rows(tables.item))


def _come(look: Look) -> Counter[str]:
    """What people wrote and nobody has handled."""
    waiting = look.rows(tables.inbox, tables.inbox.c.state == "waiting")
    return _named_in(*(row.payload for row in waiting))


def _promised(look: Look) -> Counter[str]:
    """Of what answers are open that may be sent twice."""
    answer = tables.dispatch.c
    still_open = look.rows(tables.dispatch, answer.state.in_(OPEN_STATES), answer.twice_is_better)
    return _named_in(*(row.text for row in still_open))


def _goes_on_from(town: Town, copy: Path, file: Path) -> list[str]:
    """The bot lives on in that file; what it says there."""
    town.bot.kill()
    town.look.close()
    said_before = len(town.world.ledger)
    town.bot.settings["SAMVERKANSBOT_DATABASE_URL"] = f"sqlite:///{file}"
    town.bot.command("restore", str(copy))
    town.bot.command("resume", "--send")
    town.look = Look(f"sqlite:///{file}")
    town.bot.started()
    town.settles(120.0)
    calls = town.world.ledger.accepted("sendMessage", after=said_before)
    return [call.params["text"] for call in calls]


def _people_write(town: Town) -> Iterator[int]:
    """One item more each time, the bot a little behind; how many it is."""
    for number, title in enumerate(_titles(), start=1):
        town.people[number % 4].writes(f"/foresla {title}")
        town.bot.wait_until(lambda: town.look.count(tables.item) >= number - BEHIND, "items")  # noqa: B023
        yield number


def _copied_at_work(town: Town, copies: list[Path]) -> int:
    """People write until each copy is made; how many items it was."""
    writing = _people_write(town)
    next(number for number in writing if number > BEHIND)
    with ThreadPoolExecutor() as pool:
        making = pool.submit(_copy, town, copies)
        written = next(number for number in writing if making.done())
    making.result()
    return written


def _copy(town: Town, copies: list[Path]) -> None:
    for copy in copies:
        town.bot.command("backup", str(copy))


@on_sqlite
def test_a_copy_made_at_work_is_one_moment_and_is_gone_on_with_elsewhere(
    town: Town, tmp_path: Path, figure: Callable[..., None]
) -> None:
    copies = [tmp_path / f"kopia-{number}.db" for number in range(COPIES)]
    town.bot.started()
    written = _copied_at_work(town, copies)
    town.settles(120.0)

    seen = [_counted(copy) for copy in copies]
    torn = sum(len(set(counts.values())) > 1 for counts in seen)
    at_work = sum(0 < counts["items"] < written for counts in seen)
    figure("P1", "copies made while the bot writes", copies=at_work, of_items=written, torn=torn)
    assert (at_work, torn) == (COPIES, 0)
    assert _done(town.look) == Counter(islice(_titles(), written))

    with closing(Look(f"sqlite:///{copies[-1]}")) as look:
        done, come, promised = _done(look), _come(look), _promised(look)
    said = _goes_on_from(town, copies[-1], tmp_path / "annan.db")

    # What had come is handled, and what had not been said is said; nothing of it twice, and nothing else.
    assert come
    assert done - promised
    assert _done(town.look) == done + come
    assert _named_in(*said) == come + promised
    assert town.bot.stop() == 0
