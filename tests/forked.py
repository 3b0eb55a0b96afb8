"""What runs in a forked child: a command of `samverkansbot`, as from a shell of its own."""

import os
import sys
from pathlib import Path

from handlers.line.cli import main
from handlers.settings import PREFIX


def run(words: tuple[str, ...], home: Path, settings: dict[str, str], out: Path, err: Path) -> None:
    """Become the command; does not return."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    os.environ.update(settings)
    os.chdir(home)
    for number, file in ((1, out), (2, err)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    # As in a new interpreter, whatever the server has made of its own.
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (until the process ends)
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = ["samverkansbot", *words]
    main()
