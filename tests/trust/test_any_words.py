"""Whatever people type: understood, or refused in a sentence; never an error."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.model.awaytext import read_away
from bot.model.bookingtext import read_booking, read_place
from bot.model.daytext import days_meant
from bot.model.invited import read_invited
from bot.model.naming import people_named
from bot.model.personnummer import holds_personnummer
from bot.model.proposal import read_behalf, read_duration, read_message, read_proposals
from bot.model.replacementtext import read_decision, read_first_day, read_replacement
from bot.refusals import NoSuchDay, Refusal
from handlers.chat.commands import COMMANDS
from handlers.chat.hearing import read_command
from storage import tables
from tests.builders import TODAY, a_meeting, a_person, an_arena
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

MEETING = a_meeting(an_arena())
SOMEBODY = [a_person("Bo Berg"), a_person("Åsa Öberg")]
READERS: dict[str, Callable[[str], Any]] = {
    "a duration": read_duration,
    "items": read_proposals,
    "a message": lambda text: read_message(text, title=""),
    "for somebody": read_behalf,
    "a day": lambda text: days_meant(text, TODAY),
    "a first day": lambda text: read_first_day(text, TODAY),
    "a meeting": lambda text: read_booking(text, TODAY),
    "a place": read_place,
    "an absence": lambda text: read_away(text, MEETING),
    "a successor": lambda text: read_replacement(text, TODAY),
    "a decision": lambda text: read_decision(text, TODAY),
    "a guest": lambda text: read_invited(text, TODAY),
    "a name": lambda text: people_named(SOMEBODY, text),
    "a personnummer": holds_personnummer,
    "a command": lambda text: read_command(text, "samverkansbot"),
}
# Pieces of what is understood, at their very ends too.
PIECES = (
    "0001-01-01", "9999-12-31", "2027-02-29", "2028-02-29", "29/2", "31/12", "12 feb",
    "fredag 12 februari", "på fredag", "nästa måndag", "i morgon", "kl 13", "kl 24", "24:00", "00:00",
    "13-15", "23.30–00.30", "15 min", "9999 min", "99 h", "½ timme", "1:59", "en kvart", "(15 min)",
    "[", "från", "till", "för Bo:", "för :", "punkt 4", "punkt 99999999999999999999", "mötet",
    "Bo Berg", "bo@example.se", "<bo@example.se>", "@", "a@b", "191212121212", "20121212-1212",
    "https://x.example/a?b=c", "https://[", "http://", "javascript:x", "/", "/foresla",
    "@samverkansbot", "§ 12", "KS", "digitalt", "heldag", "halvdag", "eller", ",", ";", ":", "-", "–",
    ".", "\n", "\r\n", "\t", "\u2028", "\x00", "\ud800", "\u202e", "\u200b", "\ufeff", "😀", "👩‍🚒", "Å",
    "İ", "ß", "²", "٣", "①", "𝟙", "0", "1", "-1", "1e9", "∞", "𐍈", "a" * 300, "9" * 400, "{{ 7 }}",
    "%s", "<b>", "&amp;",
)  # fmt: skip
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=8).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=5
).map("".join)


def outcome(read: Callable[[str], Any], text: str) -> str:
    try:
        read(text)
    except Refusal:
        return "refused"
    return "understood"


@pytest.mark.parametrize("what", READERS)
def test_what_is_typed_is_understood_or_refused(
    what: str, at_length: bool, figure: Callable[..., None]
) -> None:
    made = Counter[str](refused=0, understood=0, errors=0)

    @settings(max_examples=2000 if at_length else 100, deadline=None, derandomize=True)
    @given(TYPED)
    @example("9999-12-31 23:30 9999 min")
    @example("31 december 9999")
    @example("0001-01-01 00:00")
    def typed(text: str) -> None:
        try:
            made[outcome(READERS[what], text)] += 1
        except Exception:
            made["errors"] += 1
            raise

    try:
        typed()
    finally:
        proof = f"words that people may type, read in {len(READERS)} ways"
        figure("P2", proof, tried=made.total(), **made)


@on_sqlite
def test_any_words_after_any_command_are_answered(
    chat: Chat, people: People, at_length: bool, figure: Callable[..., None]
) -> None:
    chance, tried = random.Random(8), 0  # noqa: S311 (the same words each time)
    chat.says(people.bo, "/foresla Lokaler")
    for name in COMMANDS:
        tried += answered(chat, people, f"/{name} 9999-12-31", f"/{name} Bo bo@example.se 2199-12-31 23:30")
        for _ in range(15 if at_length else 1):
            words = " ".join(chance.choices(PIECES, k=chance.randint(1, 6))).replace("\ud800", "")
            tried += answered(chat, people, f"/{name} {words}", words)

    errors = sum(row["tries"] > 0 for row in chat.rows(tables.inbox))
    figure("P2", "words after commands, and as answers to questions", tried=tried, errors=errors)
    assert errors == 0


def answered(chat: Chat, people: People, *texts: str) -> int:
    """By the secretary, who may most; AssertionError where the bot stumbled over it."""
    for text in texts:
        chat.says(people.asa, text[:4096])
    return len(texts)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_no_day(day: str) -> None:
    with pytest.raises(NoSuchDay):
        days_meant(day, TODAY)
