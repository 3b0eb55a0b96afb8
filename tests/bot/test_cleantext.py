"""Text is kept visible, composed and without double spaces."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.cleantext import clean_text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Budget", "Budget"),
        ("  Budget \t 2027\u00a0 ", "Budget 2027"),
        ("A\u030asa O\u0308berg", "Åsa Öberg"),
        ("Bud\u200bget\u2060\ufeff", "Budget"),
        ("Budget \u202exfdp.exe\u202c", "Budget xfdp.exe"),
        ("\u2066Budget\u2069\u200e\u061c", "Budget"),
        ("Bud\x00\x07\x1b[31mget", "Bud[31mget"),
        ("Bud\u00adget", "Budget"),
        ("Budget\ud800", "Budget"),
        ("\u3164\u2800", ""),
        ("\u200b \u200b", ""),
        ("Å \u200b Ä", "Å Ä"),
    ],
)
def test_what_the_eye_does_not_see_is_not_kept(written: str, kept: str) -> None:
    assert clean_text(written) == kept


def test_line_breaks_stay_between_lines_and_vanish_around_them() -> None:
    assert clean_text("\r\n Första  raden \r\n\u2028andra\x85 \n") == "Första raden\n\nandra"


def test_what_is_right_already_is_left_as_it_is() -> None:
    assert clean_text("Återrapportering – «Ö» 50 % (§ 12) 😀") == "Återrapportering – «Ö» 50 % (§ 12) 😀"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(st.text())
def test_nothing_unseen_is_ever_left(text: str) -> None:
    left = clean_text(text).replace("\n", "")
    assert [letter for letter in left if unicodedata.category(letter) in ("Cc", "Cf", "Cs")] == []
    assert unicodedata.is_normalized("NFC", left)
