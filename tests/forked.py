"""What runs in a forked child: a command of `samverkansbot`, as from a shell of its own.

A fork of a server that has imported everything starts in a tenth of the time of a new interpreter.
"""

import os
import sys
from pathlib import Path

import anyio._backends._asyncio  # noqa: F401 (what follows is loaded before the fork)

import bot.texts
import handlers.app
import handlers.line.checking
import handlers.line.inviting
import handlers.line.loading
import handlers.line.single_run
import handlers.line.succeeding  # noqa: F401
from handlers.line.cli import main
from handlers.settings import PREFIX

for name in bot.texts._environment().list_templates(extensions=["j2"]):
    bot.texts._environment().get_template(name)


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
