"""The fork server of this test process: commands without the second that a new Python takes to start."""

import json
import multiprocessing
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from tests import forked

PATIENCE = 60.0
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.warm"])


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int | None
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed."""
        return json.loads(self.out)


def start(words: tuple[str, ...], home: Path, settings: dict[str, str], out: Path, err: Path) -> BaseProcess:
    """`samverkansbot` with these words, in this directory, its output appended to these files."""
    process = _server.Process(target=forked.run, args=(words, home, settings, out, err), daemon=True)
    process.start()
    return process


def call(function: Callable[..., None], *arguments: object) -> int | None:
    """How a process that only calls this function of a module ended, negative for a signal."""
    process = _server.Process(target=function, args=arguments, daemon=True)
    process.start()
    process.join(PATIENCE)
    return process.exitcode


def run(words: tuple[str, ...], home: Path, settings: dict[str, str]) -> Outcome:
    """The same, to its end; TimeoutError after a minute."""
    with tempfile.TemporaryDirectory() as outputs:
        out, err = Path(outputs, "out"), Path(outputs, "err")
        process = start(words, home, settings, out, err)
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"{words} did not end within {PATIENCE} s")
        return Outcome(process.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))
