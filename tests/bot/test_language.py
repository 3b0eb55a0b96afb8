"""What people read, as an editor would read it: Swedish, short sentences, buttons that say what they do."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta

from bot.model.proposal import ITEMS_LIMIT
from bot.texts import HERE, _environment, say, say_parts
from bot.texts.splitting import length
from integrations.botapi.html import parse_html
from tests.bot import textfacts, textscenes
from tests.bot.saidwhole import said_whole
from tests.bot.test_texts import CASES, NAMES, SCENES, facts_of

ROOT = HERE.parents[1]
SOURCES = sorted(HERE.rglob("*.j2"))
# Words that no Swedish sentence has. «is», «in» and «man» are both.
ENGLISH = re.compile(
    r"\b(the|and|are|with|from|this|that|these|your|you|please|error|failed|none|null|true|false|undefined"
    r"|not|was|were|will|would|should|have|has|been|does|can|cannot|click|button|update|loading|unknown"
    r"|invalid|missing|required|meeting|agenda|item|member|chair|deputy|seat|send|none|yes)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What Jinja does, and what it fills in: the rest is what an editor wrote.
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>|&\w+;|https?://\S+|[\w.]+@[\w.]+|/\w+", re.DOTALL)
SET = re.compile(r"\{% set (\w+)")
# The most that any of ours has today; a newspaper's sentence has 17 words, and its LIX is 40 to 50.
LONGEST_SENTENCE, HIGHEST_LIX, WORDS_FOR_LIX = 26, 55, 40
LONG = (
    "Överenskommelse om samverkan kring barn och unga med omfattande behov av insatser från skola, "
    "socialtjänst och hälso- och sjukvård i Jämtlands län, reviderad efter kommunernas synpunkter & frågor"
)
# There are few of these: other arenas, people who are named or asked; co-options are told one by one.
FEW = {"joint", "names", "ask_whom", "co_options"}
# A thumb finds one of thirty letters; what names a thing or a day may be longer.
LONGEST_BUTTON = 32
UNCLEAR = {"ok", "ja", "nej", "mer", "nästa", "klicka här", "här", "välj", "fortsätt", "tillbaka"}


def sentences(text: str) -> list[list[str]]:
    parts = re.split(r"(?<=[.!?:])\s+|\n", text)
    return [words for part in parts if (words := WORD.findall(part))]


def lix(text: str) -> float:
    """Björnsson's readability index (1968): words a sentence, and of a hundred those over six letters."""
    words = WORD.findall(text)
    return len(words) / len(sentences(text)) + 100 * sum(len(word) > 6 for word in words) / len(words)


def read(name: str, scene: str) -> str:
    return parse_html(say(name, **facts_of(scene))).text


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_branch_of_a_text_is_in_swedish(source: Path) -> None:
    assert ENGLISH.findall(CODE.sub(" ", source.read_text())) == []


def given() -> set[str]:
    """Every name of a fact: of a scene, of whatever is called by name, and of what texts set themselves."""
    names = {name for facts in SCENES.values() for name in facts()}
    for path in (*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/**/*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
        names |= {keyword.arg for call in calls for keyword in call.keywords if keyword.arg}
    return names | {name for source in SOURCES for name in SET.findall(source.read_text())}


def test_every_name_in_every_branch_is_one_that_is_given() -> None:
    known = given()
    environment = _environment()
    unknown = {
        source.stem: names
        for source in SOURCES
        if source.parent.name != "export"
        and (names := meta.find_undeclared_variables(environment.parse(source.read_text())) - known)
    }

    assert unknown == {}


def test_no_sentence_is_longer_than_people_read_in_passing(figure: Callable[..., None]) -> None:
    longest = {f"{name}, {scene}": max(map(len, sentences(read(name, scene)))) for name, scene in CASES}
    index = {
        f"{name}, {scene}": lix(text)
        for name, scene in CASES
        if len(WORD.findall(text := read(name, scene))) >= WORDS_FOR_LIX
    }

    worst, hardest = max(longest.values()), round(max(index.values()))
    figure("text", "texts read by an editor", texts=len(NAMES), longest_sentence=worst, highest_lix=hardest)
    assert {name: words for name, words in longest.items() if words > LONGEST_SENTENCE} == {}
    assert {name: round(found) for name, found in index.items() if found > HIGHEST_LIX} == {}


def test_the_longest_facts_still_make_messages_that_telegram_takes(
    monkeypatch: pytest.MonkeyPatch, figure: Callable[..., None]
) -> None:
    for module in (textfacts, textscenes):
        monkeypatch.setattr(module, "NASTY", LONG)
    facts = {scene: SCENES[scene]() for scene in SCENES}
    parts = [part for name, scene in CASES for part in say_parts(name, **facts[scene])]

    longest = max(map(length, parts))
    figure("P4", "messages of the longest facts", messages=len(parts), longest=longest)
    assert all(parse_html(part).text.strip() for part in parts)
    assert longest <= 4096


def in_numbers(facts: dict[str, Any]) -> dict[str, Any]:
    """As many of everything as items fit into one message."""
    return {
        name: fact * ITEMS_LIMIT if isinstance(fact, list | tuple) and name not in FEW else fact
        for name, fact in facts.items()
    }


def test_a_text_that_may_be_too_long_for_one_message_is_never_sent_whole(
    monkeypatch: pytest.MonkeyPatch, figure: Callable[..., None]
) -> None:
    for module in (textfacts, textscenes):
        monkeypatch.setattr(module, "NASTY", LONG)
    whole = said_whole() & set(NAMES)

    facts = {scene: in_numbers(SCENES[scene]()) for scene in SCENES}
    longest = {
        f"{name}, {scene}": length(say(name, **facts[scene])) for name, scene in CASES if name in whole
    }

    figure("P4", "texts that are sent whole", texts=len(whole), longest=max(longest.values()))
    assert {name: found for name, found in longest.items() if found > 4096} == {}


def buttons() -> Iterator[tuple[str, str]]:
    """Every word that stands on a button by itself, and where it is written."""
    for path in (*ROOT.glob("bot/acts/**/*.py"), *ROOT.glob("handlers/chat/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("button", "Button"):
                named = [each.value for each in node.keywords if each.arg == "text"]
                for word in [*named, *node.args[:1]]:
                    for each in ast.walk(word):
                        if isinstance(each, ast.Constant) and isinstance(each.value, str):
                            yield each.value, path.name


def test_a_button_can_be_understood_by_itself() -> None:
    written = list(buttons())

    assert len({word for word, _ in written}) > 40
    for word, where in written:
        assert word.strip().casefold() not in UNCLEAR, where
        assert ENGLISH.findall(word) == [], where
        assert length(word) <= LONGEST_BUTTON, where
        assert not word.strip() or word[0].isupper() or not word[0].isalpha() or word.startswith(" "), where
