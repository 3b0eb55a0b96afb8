"""The units for systemd: written as systemd reads them, and true to what the program is."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from handlers.line.exits import SETTING

UNITS = sorted(Path("docs/systemd").iterdir())
HOME = "/opt/samverkansbot"
SECTIONS = {".service": {"Unit", "Service"}, ".timer": {"Unit", "Timer", "Install"}}


def unit(name: str) -> configparser.ConfigParser:
    """Its sections, by systemd's rules: names with capitals, comments on lines of their own."""
    parser = configparser.ConfigParser(
        interpolation=None, comment_prefixes=("#",), delimiters=("=",), strict=True
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(Path("docs/systemd", name), encoding="utf-8")
    return parser


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.name)
def test_each_unit_is_one_that_systemd_reads(file: Path) -> None:
    parsed = unit(file.name)

    assert SECTIONS[file.suffix] <= set(parsed.sections()) <= SECTIONS[file.suffix] | {"Install"}
    for section in parsed.sections():
        assert all(re.fullmatch(r"[A-Z][A-Za-z]+", key) for key in parsed[section])


def test_systemd_finds_no_fault_in_them(tmp_path: Path) -> None:
    """Where there is a systemd; elsewhere what they say is held against its rules above."""
    if not (analyze := shutil.which("systemd-analyze")):
        return
    for place in (".venv/bin", "data", "backups", "docs"):
        (tmp_path / place).mkdir(parents=True)
    program = tmp_path / ".venv/bin/samverkansbot"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    here = [_moved(file, tmp_path) for file in UNITS]

    asked = [analyze, "verify", "--man=no", "--recursive-errors=no", *here]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)

    assert (said.returncode, _about(said.stderr)) == (0, [])


def _moved(file: Path, home: Path) -> str:
    moved = home / file.name
    moved.write_text(file.read_text().replace(HOME, str(home)).replace("User=samverkansbot", "User=root"))
    return str(moved)


def _about(said: str) -> list[str]:
    """What is said of ours, and not of what else lies on the machine."""
    return [line for line in said.splitlines() if "samverkansbot" in line]


def test_the_bot_is_given_the_time_that_it_takes_to_stop_and_no_wrong_setting_is_tried_again() -> None:
    service = unit("samverkansbot.service")["Service"]

    assert int(service["TimeoutStopSec"]) >= 20
    assert service["RestartPreventExitStatus"] == f"{SETTING}"
    assert service["ExecStart"] == f"{HOME}/.venv/bin/samverkansbot run"
    assert service["ReadWritePaths"] == f"{service['WorkingDirectory']}/data"


def test_the_copy_is_made_by_a_timer_of_the_same_name() -> None:
    assert unit("samverkansbot-backup.timer")["Timer"]["OnCalendar"] == "*-*-* 03:30"
    command = unit("samverkansbot-backup.service")["Service"]["ExecStart"]
    assert "samverkansbot backup " in command


def test_each_unit_is_told_of_where_people_read() -> None:
    page = Path("docs/operations.md").read_text(encoding="utf-8")

    assert [file.name for file in UNITS if file.name not in page] == []
