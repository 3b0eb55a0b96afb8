"""Lets a test kill the process at any edge on the way from update to answer, and from due to sent.

An edge is where a power cut leaves one side knowing more than another: just before and just after a
commit that wrote something, and just before and just after a call to Telegram (PROMISES «How it is shown»).
Nothing here is installed unless the setting FAILPOINT names the edge at which to die.
"""

import itertools
import os
import signal
from collections.abc import Callable
from typing import Any

import httpx
from sqlalchemy import Connection, Engine, event

WRITES = ("INSERT", "UPDATE", "DELETE")
# Calls that carry neither an update, an answer nor a file.
BESIDE = ("getMe", "setMyCommands", "getChatMember")
Hooks = dict[str, list[Callable[..., Any]]]


class Edges:
    """Counts the edges that are passed, from whatever thread; the process does not survive the last one."""

    def __init__(self, last: int) -> None:
        self._last = last
        self._passed = itertools.count(1)

    def _pass(self) -> None:
        if next(self._passed) == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def at_commits(self, engine: Engine) -> None:
        """Count before and after each commit that wrote something."""

        @event.listens_for(engine, "before_cursor_execute")
        def note(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
            if statement.lstrip().startswith(WRITES):
                connection.info["wrote"] = True

        @event.listens_for(engine, "rollback")
        def forget(connection: Connection) -> None:
            connection.info.pop("wrote", None)

        @event.listens_for(engine, "commit")
        def before(connection: Connection) -> None:
            if connection.info.pop("wrote", False):
                connection.info["committed"] = True
                self._pass()

        @event.listens_for(engine, "checkin")
        def after(_connection: object, record: Any) -> None:
            if record.info.pop("committed", False):
                self._pass()

    def at_calls(self) -> Hooks:
        """httpx's event hooks that count before each call and after its answer has begun."""

        async def before(request: httpx.Request) -> None:
            self._pass_beside(request)

        async def after(response: httpx.Response) -> None:
            self._pass_beside(response.request)

        return {"request": [before], "response": [after]}

    def _pass_beside(self, request: httpx.Request) -> None:
        if not request.url.path.endswith(BESIDE):
            self._pass()
