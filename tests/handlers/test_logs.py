"""What the program writes to standard error: for people on a terminal, else as JSON, and never a secret."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from integrations.botapi import World, serve
from tests.handlers.shell import PROGRAM, TOKEN, Shell

SECRETS = {
    "token": TOKEN,
    "join link": "aBcDeFgHiJkLmNoPqRsTuV",
    "calendar": "ZyXwVuTsRqPoNmLkJiHgFe",
    "password": "hemligt-losenord",
}
# Whatever way a secret comes into a log: in the words, beside them, in an error, or in one that ends it all.
SPEAKING = """
import logging, sys
from handlers.logs import start_logging

start_logging("DEBUG", sys.argv[1])
log = logging.getLogger("handlers.norr")
for line in LINES:
    log.debug(line)
    log.info("called %s", line, extra={"url": line})
    try:
        raise ValueError(line)
    except ValueError:
        log.exception("stumbled")
raise RuntimeError(LINES[0])
"""


def lines_with_secrets() -> list[str]:
    return [
        f"POST https://api.telegram.org/bot{SECRETS['token']}/sendMessage",
        f"https://t.me/norr_bot?start={SECRETS['join link']}",
        f"GET /kalender/{SECRETS['calendar']}.ics",
        f"postgresql://bot:{SECRETS['password']}@db.example/bot",
    ]


@pytest.mark.parametrize("form", ["text", "json", "auto"])
def test_no_secret_gets_out_however_it_comes_in(form: str) -> None:
    script = SPEAKING.replace("LINES", repr(lines_with_secrets()))

    said = subprocess.run(
        [sys.executable, "-c", script, form], capture_output=True, text=True, check=False
    ).stderr

    assert {name for name, secret in SECRETS.items() if secret in said} == set()
    # The rest is there to be read: in the words twice, in the error, and in the end.
    assert said.count("https://api.telegram.org/bot") >= 4


@pytest.mark.parametrize(("form", "is_json"), [("", True), ("text", False), ("JSON", True)])
def test_what_nobody_reads_on_a_terminal_is_json_a_line_each_unless_said_otherwise(
    tmp_path: Path, form: str, is_json: bool
) -> None:
    shell = Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN, "LOG_FORMAT": form})
    with serve(World(token=TOKEN)) as server:
        environment = shell.environment(TELEGRAM_BASE_URL=server.url)
        with subprocess.Popen([PROGRAM, "run"], cwd=tmp_path, env=environment, stderr=PIPE) as process:
            assert process.stderr
            first = process.stderr.readline()
            process.terminate()
            rest = process.stderr.read()

    lines = [line.decode() for line in (first + rest).splitlines()]
    assert lines
    assert all(line.startswith("{") is is_json for line in lines)
    if is_json:
        named = {"asctime", "levelname", "name", "message"}
        assert [line for line in lines if set(json.loads(line)) != named] == []


def test_on_a_terminal_it_is_for_people(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    shell = Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN})
    with serve(World(token=TOKEN)) as server, os.fdopen(ours, "rb", buffering=0) as screen:
        environment = shell.environment(TELEGRAM_BASE_URL=server.url)
        with subprocess.Popen([PROGRAM, "run"], cwd=tmp_path, env=environment, stderr=theirs) as process:
            line = screen.readline().decode().rstrip()
            process.terminate()
        os.close(theirs)

    assert line.endswith("INFO handlers.crew: @samverkansbot is at work")
