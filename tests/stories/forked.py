"""What runs in the forked child: the command `samverkansbot run`, as from a shell of its own.

A fork of a server that has imported everything starts in a tenth of the time of a new interpreter.
"""

import os
import sys
from pathlib import Path

import anyio._backends._asyncio  # noqa: F401 (what follows is loaded before the fork)

import bot.texts
import handlers.app
import handlers.single_run  # noqa: F401
from handlers.cli import main
from handlers.settings import PREFIX

for name in bot.texts._environment().list_templates(extensions=["j2"]):
    bot.texts._environment().get_template(name)


def run(home: Path, settings: dict[str, str], log: Path) -> None:
    """Become the bot; does not return."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    os.environ.update(settings)
    os.chdir(home)
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.argv = ["samverkansbot", "run"]
    main()
