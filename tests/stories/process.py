"""The real bot as a process of its own, started and ended as an operator or a power cut would."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeVar

from tests import forks

Found = TypeVar("Found")
COMMAND = Path(sys.executable).with_name("samverkansbot")
LOOK_AGAIN = 0.02


def wait_until(look: Callable[[], Found], what: str, timeout: float = 20.0) -> Found:
    """What `look` gives once it is true; AssertionError saying what was waited for if it never is."""
    last = time.monotonic() + timeout
    while not (found := look()):
        if time.monotonic() > last:
            raise AssertionError(f"waited {timeout} s in vain for {what}")
        time.sleep(LOOK_AGAIN)
    return found


def children_of(pid: int, words: str) -> list[int]:
    """The processes that this one has started and whose command holds the words."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in children if words in _command_of(each)]


def _command_of(process: str) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        # It has ended since it was listed.
        return ""


class Running(Protocol):
    """One process, however it was started."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    def ended(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""


class Fork:
    """A child of the fork server."""

    def __init__(self, home: Path, settings: dict[str, str], log: Path) -> None:
        self._process = forks.start(("run",), home, settings, log, log)

    @property
    def pid(self) -> int | None:
        """Its number."""
        return self._process.pid

    def ended(self) -> int | None:
        """Its exit status."""
        return self._process.exitcode


def _clean(settings: dict[str, str]) -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | settings


class Command:
    """The installed command, in a new interpreter."""

    def __init__(self, home: Path, settings: dict[str, str], log: Path) -> None:
        with log.open("a") as out:
            self._process = subprocess.Popen([COMMAND, "run"], cwd=home, env=_clean(settings), stderr=out)

    @property
    def pid(self) -> int | None:
        """Its number."""
        return self._process.pid

    def ended(self) -> int | None:
        """Its exit status."""
        return self._process.poll()


class BotProcess:
    """`samverkansbot run` with these settings, in a directory of its own; all its log lines are kept."""

    def __init__(self, home: Path, settings: dict[str, str]) -> None:
        self.home = home
        self.settings = settings
        self._log = home / "log.txt"
        self._running: Running | None = None

    def start(self, *, way: type[Fork] | type[Command] = Fork, **settings: str) -> None:
        """Start it; `settings` (by their names in capitals) count for this start alone."""
        if self.is_alive:
            raise AssertionError("the bot runs already")
        more = {f"SAMVERKANSBOT_{name}": value for name, value in settings.items()}
        self._running = way(self.home, self.settings | more, self._log)

    def started(self, *, way: "type[Fork] | type[Command]" = Fork, **settings: str) -> None:
        """Start it, and wait until it is at work."""
        before = len(self.lines("is at work"))
        self.start(way=way, **settings)
        self.wait_until(lambda: len(self.lines("is at work")) > before, "the bot to be at work")

    @property
    def pid(self) -> int:
        """The number of the process that runs now."""
        if not (self._running and self._running.pid and self.is_alive):
            raise AssertionError("the bot does not run")
        return self._running.pid

    @property
    def is_alive(self) -> bool:
        """Whether it runs now."""
        return self._running is not None and self._running.ended() is None

    @property
    def number(self) -> int:
        """Its process number while it runs."""
        return (self._running.pid if self._running else None) or 0

    @property
    def exit_status(self) -> int | None:
        """How it ended last, negative for a signal."""
        return self._running.ended() if self._running else None

    def command(self, *words: str, **settings: str) -> str:
        """What another command of the program prints, beside the bot; AssertionError if it fails.

        `settings`, by their whole names, count for this command alone.
        """
        done = forks.run(words, self.home, self.settings | settings)
        if done.status:
            raise AssertionError(f"{words} ended with {done.status}: {done.err}{done.out}")
        return done.out

    def kill(self) -> None:
        """The power is cut; nothing happens to one that does not run."""
        if self.is_alive:
            self._signal(signal.SIGKILL)
            self.wait_for_end(10)

    def kill_at_once(self) -> None:
        """The same for another thread, which does not wait until it is gone."""
        self._signal(signal.SIGKILL)

    @property
    def kilobytes(self) -> int:
        """How much memory it holds, as the kernel counts it (VmRSS); 0 if it does not run."""
        pid = self._running.pid if self._running and self.is_alive else None
        try:
            status = Path(f"/proc/{pid}/status").read_text() if pid else ""
        except (FileNotFoundError, ProcessLookupError):
            # Killed a moment ago.
            return 0
        return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)

    def stop(self, patience: float = 20.0) -> int:
        """Ask it to stop, as systemd and Docker do, and give back its exit status."""
        self._signal(signal.SIGTERM)
        return self.wait_for_end(patience)

    def wait_for_end(self, patience: float = 20.0) -> int:
        """Its exit status, once it has ended."""
        self.wait_until(lambda: not self.is_alive, "the process to end", patience)
        status = self.exit_status
        if status is None:
            raise AssertionError("the bot was never started")
        return status

    def wait_until(self, look: Callable[[], Found], what: str, timeout: float = 20.0) -> Found:
        """As the function; what the process last wrote is told where it fails."""
        try:
            return wait_until(look, what, timeout)
        except AssertionError as error:
            said = "\n".join(self.lines()[-25:])
            raise AssertionError(
                f"{error}; exit status {self.exit_status}; its last lines:\n{said}"
            ) from None

    def lines(self, words: str = "") -> list[str]:
        """Its log lines of all starts that hold the words."""
        if not self._log.exists():
            return []
        return [line for line in self._log.read_text().splitlines() if words in line]

    def children(self, words: str) -> list[int]:
        """The processes that it has started and whose command holds the words."""
        pid = self._running.pid if self._running else None
        return children_of(pid, words) if pid else []

    def _signal(self, number: int) -> None:
        if self._running and self._running.pid and self.is_alive:
            with suppress(ProcessLookupError):
                os.kill(self._running.pid, number)
