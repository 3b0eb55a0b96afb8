"""The units for systemd: written as systemd reads them, and true to what the program is."""

import configparser
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handlers.line.exits import SETTING

UNITS = sorted(Path("docs/systemd").iterdir())
HOME = "/opt/samverkansbot"
YES, WORDS, PATHS = "yes|no", r"\S.*", r"/\S+( /\S+)*"
COMMAND, SPAN = r"/\S+( .+)?", r"\d+(s|m|min|h|d)?"
UNIT = {
    "Description": WORDS,
    "Documentation": r"(file|https)://\S+",
    "Wants": r"\S+\.target",
    "After": r"\S+\.target",
}
# What we use of systemd.exec(5), systemd.service(5), systemd.timer(5) and systemd.unit(5), in which shape.
DIRECTIVES = {
    "Unit": UNIT,
    "Install": {"WantedBy": r"\S+\.target"},
    "Timer": {"OnCalendar": r"\*-\*-\* \d\d:\d\d", "RandomizedDelaySec": SPAN, "Persistent": YES},
    "Service": {
        "Type": "oneshot|simple|exec|notify",
        "User": r"[a-z][a-z0-9-]*",
        "WorkingDirectory": r"/\S+",
        "ExecStart": COMMAND,
        "ExecStartPost": COMMAND,
        "Restart": "no|always|on-failure",
        "RestartSec": SPAN,
        "RestartPreventExitStatus": r"\d+",
        "TimeoutStopSec": SPAN,
        "UMask": "0[0-7]{3}",
        "NoNewPrivileges": YES,
        "PrivateTmp": YES,
        "PrivateDevices": YES,
        "ProtectHome": YES,
        "ProtectSystem": "strict|full",
        "ProtectKernelTunables": YES,
        "ProtectKernelModules": YES,
        "ProtectControlGroups": YES,
        "RestrictAddressFamilies": r"AF_[A-Z0-9]+( AF_[A-Z0-9]+)*",
        "RestrictSUIDSGID": YES,
        "LockPersonality": YES,
        "CapabilityBoundingSet": "",
        "SystemCallFilter": r"@[a-z-]+",
        "ReadWritePaths": PATHS,
    },
}
SECTIONS = {".service": {"Unit", "Service"}, ".timer": {"Unit", "Timer", "Install"}}


def unit(name: str) -> configparser.ConfigParser:
    """Its sections, by systemd's rules: names with capitals, comments on lines of their own."""
    parser = configparser.ConfigParser(
        interpolation=None, comment_prefixes=("#",), delimiters=("=",), strict=True
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(Path("docs/systemd", name), encoding="utf-8")
    return parser


def faults(file: Path) -> Iterator[str]:
    """What systemd would warn of, or pass over: it goes on without a line that it does not understand."""
    parsed = unit(file.name)
    wanted = SECTIONS[file.suffix]
    if not wanted <= set(parsed.sections()) <= wanted | {"Install"}:
        yield f"sections {parsed.sections()}"
    for section in parsed.sections():
        for name, value in parsed[section].items():
            shape = DIRECTIVES.get(section, {}).get(name)
            if shape is None:
                yield f"{section}: no {name}"
            elif not re.fullmatch(shape, value):
                yield f"{section}: {name}={value}"


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.name)
def test_each_line_is_one_that_systemd_understands(file: Path) -> None:
    assert list(faults(file)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Restart=always", "Restart=allways"),
        ("RestartSec=5", "RestartSeconds=5"),
        ("ProtectSystem=strict", "ProtectSystem=very"),
        ("NoNewPrivileges=yes", "NoNewPrivileges=ja"),
        ("ExecStart=/opt", "ExecStart=opt"),
        ("UMask=0077", "UMask=77x"),
        ("[Service]", "[Servise]"),
    ],
)
def test_a_slip_is_seen(right: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = Path("docs/systemd/samverkansbot.service").read_text()
    (tmp_path / "docs/systemd").mkdir(parents=True)
    slipped = tmp_path / "docs/systemd/samverkansbot.service"
    slipped.write_text(written.replace(right, wrong))
    monkeypatch.chdir(tmp_path)

    assert written.count(right) == 1
    assert list(faults(slipped)) != []


def test_systemd_itself_finds_no_fault_where_it_is(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    for place in (".venv/bin", "data", "backups", "docs"):
        (tmp_path / place).mkdir(parents=True)
    program = tmp_path / ".venv/bin/samverkansbot"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    here = [_moved(file, tmp_path) for file in UNITS]
    analyze = shutil.which("systemd-analyze")

    found = _judged(analyze, here) if analyze else [fault for file in UNITS for fault in faults(file)]

    held_by = "systemd-analyze and our own table" if analyze else "our own table alone, without systemd"
    record_property("figures", f"{len(UNITS)} units held by {held_by}")
    assert found == []


def _judged(analyze: str, units: list[str]) -> list[str]:
    """What it says of ours, and not of what else lies on the machine."""
    asked = [analyze, "verify", "--man=no", "--recursive-errors=no", *units]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    lines = [line for line in said.stderr.splitlines() if "samverkansbot" in line]
    return lines or [f"exit status {said.returncode}"] * (said.returncode != 0)


def _moved(file: Path, home: Path) -> str:
    moved = home / file.name
    moved.write_text(file.read_text().replace(HOME, str(home)).replace("User=samverkansbot", "User=root"))
    return str(moved)


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
