"""How the command line ends: Swedish lines on standard error, and a status that scripts can read."""

import gettext
import os
import sys
import traceback
from pathlib import Path

import click

# BSD's sysexits.h, where it has a word for it.
WRONG, UNAVAILABLE, SOFTWARE, DATABASE, BUSY, SETTING, INTERRUPTED = 1, 69, 70, 74, 75, 78, 130


class Stop(Exception):
    """A command cannot go on; its text is what people read."""

    status = WRONG


def run(program: click.Command) -> int:
    """Run the command and give back its exit status; no traceback for anything that can be expected."""
    _speak_swedish()
    try:
        return int(program.main(prog_name="samverkansbot", standalone_mode=False) or 0)
    except click.ClickException as error:
        return _say(error.format_message(), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python would complain of it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Stop as stop:
        return _say(str(stop), stop.status)
    except Exception as error:  # noqa: BLE001 (the last door before the shell)
        return _explain(error)


def _speak_swedish() -> None:
    """click asks gettext for its own words, whatever the terminal's language is."""
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "words"))


def _say(text: str, status: int) -> int:
    click.echo(text, err=True)
    return status


def _explain(error: Exception) -> int:
    # Imported here: a command that went well needs none of it.
    from handlers.line.exits_known import known
    from handlers.logs import without_secrets

    found = known(error)
    if found:
        return _say(*found)
    click.echo(without_secrets("".join(traceback.format_exception(error))), err=True)
    return _say("Ett oväntat fel. Skicka gärna raderna ovanför till utvecklarna.", SOFTWARE)
