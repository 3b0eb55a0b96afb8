"""Long texts become messages that Telegram takes, and nothing of them is lost."""

import re
from collections import Counter
from collections.abc import Callable
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.cleantext import clean_text
from bot.texts.splitting import length, split
from integrations.botapi.entities import utf16_length
from integrations.botapi.errors import ApiRefusal
from integrations.botapi.html import parse_html

TELEGRAMS_LIMIT = 4096
SHORT = st.text(max_size=60).map(clean_text)
LONG = st.sampled_from(["Å" * 5000, "👩‍🚒" * 1500, "&" * 4100, "Tack & <hej> " * 350, "ett ord " * 530])
# A line in sixteen is longer than a message.
WORDS = st.sampled_from([*[SHORT] * 15, LONG]).flatmap(lambda some: some)
LINES = st.builds(
    lambda words, tag: (
        f"<{tag}>{escape(words)}</{tag.split()[0]}>" if tag and words.strip() else escape(words)
    ),
    WORDS,
    st.sampled_from(["", "", "b", "i", 'a href="https://x.example/?a=1&amp;b=2"']),
)
TEXTS = st.lists(LINES, min_size=1, max_size=5).map("\n".join) | st.lists(LINES, max_size=5).map("\n\n".join)


def letters(text: str) -> str:
    """What is read, whatever the spaces between."""
    return re.sub(r"\s", "", text)


def taken(part: str) -> str | None:
    """What a strict reader reads: tags that are whole, and no more and no less than a message can hold."""
    try:
        text = parse_html(part).text
    except ApiRefusal:
        return None
    return text if text.strip() and utf16_length(text) <= TELEGRAMS_LIMIT else None


def test_a_split_text_loses_nothing_and_each_part_is_taken(
    at_length: bool, figure: Callable[..., None]
) -> None:
    made = Counter[str]()

    @settings(max_examples=10_000 if at_length else 300, deadline=None, derandomize=True)
    @given(TEXTS)
    def cut(text: str) -> None:
        read = [taken(part) for part in split(text)]
        refused = read.count(None)
        lost = letters(parse_html(text).text) != letters("".join(each for each in read if each))
        made.update(texts=1, messages=len(read), refused=refused, lost=lost)
        assert (refused, lost) == (0, False)

    try:
        cut()
    finally:
        figure("P4", "texts cut into messages", **made)


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_lengths_are_counted_as_telegram_counts(text: str) -> None:
    assert length(text) == utf16_length(parse_html(text).text)


def test_a_short_text_is_one_message() -> None:
    assert split("<b>Norr</b>\nHej") == ["<b>Norr</b>\nHej"]


def test_it_is_cut_between_paragraphs_where_it_can_be() -> None:
    first, second = "a" * 3000, "b" * 3000
    assert split(f"{first}\n\n{second}") == [first, second]


def test_it_is_cut_between_lines_where_a_paragraph_is_too_long() -> None:
    lines = [f"<b>{number}</b> " + "x" * 90 for number in range(100)]
    parts = split("\n".join(lines))
    assert "\n".join(parts).split("\n") == lines
