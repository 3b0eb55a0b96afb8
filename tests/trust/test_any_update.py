"""Whatever Telegram may come to deliver, as far as the database: kept, handled, ignored or set aside, and
those behind it are answered all the same."""

import asyncio
import copy
from collections import Counter
from collections.abc import Callable
from itertools import count
from types import SimpleNamespace
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from handlers.rounds.intake import Intake
from handlers.rounds.worker import handle_next
from storage import tables
from storage.engine import Database
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import everybody
from tests.handlers.chat.test_odd_updates import ODD, REAL, places

USUAL = {repr(raw["update_id"]) for raw in REAL}
HUGE = st.sampled_from([2**31, 2**63, -(2**63) - 1, 10**30, 0, -1, True, 1.5, "1", "\ud800", "a\x00b", ""])


@st.composite
def odd_updates(draw: st.DrawFn) -> Any:
    """A real update in which one or two places are missing or hold something else, or nothing like one."""
    raw: Any = copy.deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from([path for path in places(raw) if path] or [()]))
        if not path:
            return draw(ODD)
        holder: Any = raw
        for key in path[:-1]:
            holder = holder[key]
        if draw(st.booleans()) and isinstance(holder, dict):
            holder.pop(path[-1], None)
        elif isinstance(holder, dict) or path[-1] < len(holder):
            holder[path[-1]] = draw(ODD | HUGE)
    return raw


class Telegram:
    """Delivers what it is told to, to the bot's own intake, and has it handled."""

    def __init__(self, database: Database) -> None:
        self.database = database
        chat = Chat(database)
        chat._loop.close()
        with chat.memory() as store:
            self.people = everybody(store, chat.world)
        self.chat = chat
        self.intake = Intake(database, chat.clock, chat.me, told=lambda: None, known=lambda: None)
        # Nobody else could lead, and nothing is fenced: this is about what is kept.
        self.lead: Any = SimpleNamespace(hold=lambda _session: None)
        self.number = 10_000_000
        self.numbers = count(10_000)

    def delivers(self, *raw: Any) -> None:
        """All of it at once, as one answer of getUpdates; whatever had a usual number gets its own."""
        for each in raw:
            if isinstance(each, dict) and repr(each.get("update_id")) in USUAL:
                each["update_id"] = next(self.numbers)
        asyncio.run(self.intake.keep(list(raw), self.lead))

    def settles(self) -> None:
        """Everything that waits is handled, or has had all its tries."""
        while self._waits():
            with self.database.session() as session:
                session.execute(update(tables.inbox).values(not_before=0.0))
            while handle_next(self.database, self.chat.me, self.chat.clock) is not None:
                continue

    def _waits(self) -> bool:
        with self.database.session() as session:
            waiting = select(tables.inbox.c.id).where(tables.inbox.c.state == "waiting")
            return session.execute(waiting).first() is not None

    def a_good_one(self) -> dict[str, Any]:
        """Bo proposes something."""
        self.number += 1
        bo = self.people.bo
        message = {
            "message_id": self.number,
            "from": bo.to_json(),
            "chat": bo.chat().chat.to_json(),
            "date": 1_800_000_000,
            "text": f"/foresla {self.number} år",
        }
        return {"update_id": self.number, "message": message}

    def has_item(self) -> bool:
        """Whether the last good one had its effect."""
        return f"{self.number} år" in [title for title, _ in self.chat.items()]

    def errors(self) -> set[str]:
        """What the updates stumbled over that were set aside."""
        return {row["error"] for row in self.chat.rows(tables.inbox) if row["state"] == "set_aside"}

    def kinds(self) -> dict[str, int]:
        """How many updates ended how."""
        states = [row["state"] for row in self.chat.rows(tables.inbox)]
        return {state: states.count(state) for state in sorted(set(states))}


def test_no_update_stops_those_behind_it(
    database: Database, at_length: bool, figure: Callable[..., None]
) -> None:
    telegram, made = Telegram(database), Counter[str]()

    @settings(
        max_examples=250 if at_length else 30,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(odd_updates(), min_size=1, max_size=8))
    @example([{"update_id": 1}, {}, None, [], "x", {"update_id": None, "message": 1}])
    @example([{"update_id": 2**70, "message": {"chat": {"id": 2**70}}}])
    @example([{"update_id": 77, "message": {"chat": {"id": -(2**80)}, "from": {"id": 1}}}])
    def delivered(odd: list[Any]) -> None:
        telegram.delivers(*odd, telegram.a_good_one())
        telegram.settles()
        made.update(tried=len(odd), stopped=not telegram.has_item())
        assert made["stopped"] == 0
        assert telegram.errors() <= {"Unreadable"}

    try:
        delivered()
    finally:
        proof = "updates with a field missing, null or of another type"
        figure("P2", proof, **made, **telegram.kinds())
    assert telegram.errors() == {"Unreadable"}
