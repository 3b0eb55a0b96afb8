"""The pages for an IT department and for information security: what they name exists, and they are short."""

import re
from pathlib import Path

import pytest

from handlers.chat.commands import COMMANDS
from handlers.line.cli import program
from handlers.settings import Settings
from tests.alerts import alerts

OPERATIONS, APPROVAL = (Path("docs", name).read_text("utf-8") for name in ("operations.md", "godkannande.md"))
PAGES = pytest.mark.parametrize("page", [OPERATIONS, APPROVAL], ids=["operations", "approval"])
NAMES = "SAMVERKANSBOT_([A-Z_]+)"
# So where it is plain whose setting it is.
SHORT = r"`((?:DATA|TELEGRAM|DATABASE|PUBLIC|WEBHOOK)_[A-Z]+)`"


@PAGES
def test_every_command_of_the_program_that_is_named_exists(page: str) -> None:
    named = set(re.findall(r"`samverkansbot ([a-z]+)", page))

    assert named
    assert named <= set(program.commands)


@PAGES
def test_every_command_of_the_chat_that_is_named_exists(page: str) -> None:
    named = set(re.findall(r"`/([a-z]+)`", page)) - {"healthz", "readyz", "metrics", "revoke"}

    assert named
    assert named <= set(COMMANDS)


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(NAMES, OPERATIONS)) | set(re.findall(SHORT, OPERATIONS + APPROVAL))

    assert named
    assert named <= {name.upper() for name in Settings.model_fields}


def test_what_to_do_is_said_for_every_alert() -> None:
    rows = [line for line in OPERATIONS.splitlines() if line.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"[A-Z][A-Za-z]+", row.split("|")[1])}

    assert {alert.name.removeprefix("Samverkansbot") for alert in alerts()} <= named


def test_the_page_for_approval_is_two_pages_and_answers_what_is_asked() -> None:
    words = len(re.sub(r"```.*?```", "", APPROVAL, flags=re.S).split())

    assert 700 < words < 1000
    assert re.findall(r"^## (.+)$", APPROVAL, re.M) == [
        "Vad boten är",
        "Så går uppgifterna",
        "Vad Telegram ser",
        "Föreslagen informationsklass",
        "Post i registerförteckningen",
        "Allmän handling",
        "Skydd",
        "Om något händer",
        "När ni slutar",
    ]
    for said in ("```mermaid", "tredje land", "avråder", "`full`", "`sparsam`", "outlook.office.com"):
        assert said in APPROVAL


@PAGES
def test_every_page_that_is_linked_to_is_there(page: str) -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)h][^)]*)\)", page)]

    assert links
    assert [link for link in links if not Path("docs", link).exists()] == []
