"""The real bot as a process of its own, started and ended as an operator or a power cut would."""

import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import handlers
from handlers.demo import words
from handlers.settings import PREFIX

LOG_LINES = 12
GRACE_SECONDS, COMMAND_SECONDS = 20.0, 300.0
SOURCES = Path(handlers.__file__).parents[1]


def arena_file(home: Path, of_the_days: str) -> Path:
    """The packaged arena with what its days add to it, as a file."""
    file = home / "arena.toml"
    packaged = resources.files("handlers.demo").joinpath("arena.toml").read_text(encoding="utf-8")
    file.write_text(packaged + of_the_days, encoding="utf-8")
    return file


class CommandFailed(Exception):
    """A command of the bot did not do what the story needs."""


class BotProcess:
    """`samverkansbot` in a directory and an environment of its own."""

    def __init__(self, home: Path, settings: dict[str, str]) -> None:
        self._home = home
        self._log = home / "bot.log"
        self._environment = clean_environment() | settings
        self._running: subprocess.Popen[bytes] | None = None

    def command(self, *arguments: str) -> Any:
        """What a command prints with --json. Raises CommandFailed."""
        try:
            done = subprocess.run(  # noqa: S603 (this program itself, with words of our own)
                [sys.executable, "-m", "handlers", *arguments, "--json"],
                cwd=self._home,
                env=self._environment,
                capture_output=True,
                timeout=COMMAND_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise CommandFailed(words.COMMAND_LATE.format(command=arguments[0])) from None
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip()
            raise CommandFailed(words.COMMAND_FAILED.format(command=arguments[0], reason=reason))
        return json.loads(done.stdout)

    def start(self) -> None:
        """`samverkansbot run`."""
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, "-m", "handlers.demo.tethered"],
                cwd=self._home,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int | None:
        """Its number, while it is meant to run."""
        return self._running.pid if self._running else None

    def has_died(self) -> bool:
        """Whether it ended although nobody ended it."""
        return self._running is not None and self._running.poll() is not None

    def kill(self) -> None:
        """SIGKILL: it gets no chance to put anything in order."""
        if self._running:
            self._running.kill()
            self._running.communicate()
            self._running = None

    def stop(self) -> int | None:
        """SIGTERM, as an operator's; its exit status, None if it did not end in time."""
        if self._running is None:
            return None
        self._running.terminate()
        try:
            return self._running.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.kill()

    def last_log_lines(self) -> list[str]:
        """What it said last; it never writes secrets there."""
        text = self._log.read_text(errors="replace") if self._log.exists() else ""
        return text.splitlines()[-LOG_LINES:]


def clean_environment() -> dict[str, str]:
    """The environment without the settings of another bot, and without proxies on the way to loopback."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(PREFIX) and not name.lower().endswith("_proxy")
    }
    paths = [str(SOURCES), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
