"""The guide says what is true: its commands, buttons and pictures exist, and /hjalp says the same."""

import re
from itertools import chain
from pathlib import Path

import pytest

from bot.texts import say
from handlers.chat.commands import COMMANDS

DOCS = Path("docs")
# What stands in comments is a place for what is not there yet.
GUIDE = re.sub(r"<!--.*?-->", "", (DOCS / "anvandarguide.md").read_text("utf-8"), flags=re.DOTALL)
PAGES = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL))
MEMBER, DEPUTY, PREPARER, SECRETARY = PAGES
SOURCES = "".join(
    file.read_text("utf-8")
    for file in chain(Path("handlers/chat").glob("*.py"), Path("bot/acts").rglob("*.py"))
)
# Whoever prepares may what a member may, and so on: those pages do not say it again.
READ_BY = {
    "deputy": (DEPUTY,),
    "member": (MEMBER,),
    "preparer": (MEMBER, PREPARER),
    "secretary": (MEMBER, PREPARER, SECRETARY),
}


def commands(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w/])/([a-z]+)\b", text))


def test_there_is_a_page_for_each_role() -> None:
    assert list(PAGES) == ["Ledamot", "Suppleant", "Beredning", "Sekreterare och ordförande"]


def test_every_command_of_the_guide_exists_and_every_one_of_the_menu_is_in_it() -> None:
    shown = {name for name, row in COMMANDS.items() if row.help}

    # Groups are bound once, by a code that says how; /byte is /ersattare by another word, and the first word
    # that is written to the bot is not typed.
    assert commands(GUIDE) == shown | {"koppla", "byte"}


@pytest.mark.parametrize("role", READ_BY)
def test_help_names_no_command_that_the_role_s_page_does_not_tell_of(role: str) -> None:
    rights = {"may_propose": role != "deputy", "may_prepare": role in ("preparer", "secretary")}
    rights |= {"may_report": True}
    leads = {"may_plan": role == "secretary", "may_invite": role == "secretary"}
    said = say("help", arena=None, is_known=True, is_co_opted=False, **rights, **leads)

    told = commands("".join(PAGES[page] for page in READ_BY[role]))

    assert commands(said) - told == set()


def test_every_button_of_the_guide_exists() -> None:
    named = re.findall(r"\*\*([^*]+)\*\*", GUIDE)
    buttons = [name for name in named if not name.endswith(".")]

    assert len(buttons) > 30
    assert [name for name in buttons if f'"{name}"' not in SOURCES] == []


def test_every_picture_exists_is_described_and_is_used() -> None:
    shown = re.findall(r'<img src="pictures/([a-z]+\.png)" width="\d+" alt="[^"]{20,}">', GUIDE)
    readme = re.findall(r'src="docs/pictures/([a-z]+\.png)"', Path("README.md").read_text("utf-8"))

    assert len(shown) == GUIDE.count("<img")
    assert sorted({*shown, *readme}) == sorted(file.name for file in (DOCS / "pictures").iterdir())


def test_pictures_are_light() -> None:
    assert [file.name for file in (DOCS / "pictures").iterdir() if file.stat().st_size > 200_000] == []
