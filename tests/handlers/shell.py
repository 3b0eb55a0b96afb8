"""The installed `samverkansbot`, run as people run it: its own process, its own directory, real HTTP."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests import forks
from tests.forks import Outcome

PROGRAM = Path(sys.executable).with_name("samverkansbot")
SECRET = "TEST-TOKEN-of-the-stand-in"
TOKEN = f"123456:{SECRET}"
PASSWORD = "hemligt-losenord"


@dataclass(frozen=True)
class Shell:
    """A terminal in a directory, with settings; English, so that Swedish is the program's own doing."""

    directory: Path
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self, **settings: str) -> dict[str, str]:
        """The environment with these settings, and none of the tester's own."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("SAMVERKANSBOT_")}
        return inherited | self.named(**settings)

    def named(self, **settings: str) -> dict[str, str]:
        """These settings by their names in the environment."""
        named = {f"SAMVERKANSBOT_{name}": value for name, value in (self.settings | settings).items()}
        return {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"} | named

    def run(self, *words: str, **settings: str) -> Outcome:
        """Run it to its end, in a fork of this Python."""
        return _fit_to_print(forks.run(words, self.directory, self.named(**settings)))

    def run_installed(self, *words: str, **settings: str) -> Outcome:
        """Run the installed command to its end, in a Python of its own: once for each command is enough."""
        done = subprocess.run(
            [PROGRAM, *words],
            cwd=self.directory,
            env=self.environment(**settings),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return _fit_to_print(Outcome(done.returncode, done.stdout, done.stderr))

    def file(self, content: str, name: str = "arena.toml") -> str:
        """Write a file here and give back its name."""
        (self.directory / name).write_text(content.strip(), encoding="utf-8")
        return name

    @contextmanager
    def store(self) -> Iterator[SqlStore]:
        """What the commands left in the database."""
        database = Database(f"sqlite:///{self.directory / 'data' / 'samverkansbot.db'}")
        try:
            with unit_of_work(database) as store:
                yield store
        finally:
            database.close()


def _fit_to_print(outcome: Outcome) -> Outcome:
    """The outcome. No output may ever hold a traceback or a secret."""
    for word in ("Traceback", SECRET, PASSWORD):
        assert word not in outcome.out + outcome.err, outcome.err
    return outcome
