"""Text as it is kept: composed, visible, and with single spaces."""

import re
import unicodedata

# Cc and Cf are control, zero-width, bidi and tag characters; a lone surrogate (Cs) cannot be stored at all.
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
# Letters and marks to Unicode, nothing to the eye: a name of these alone would look empty.
_UNSEEN_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """The text in NFC without unseen characters, white space within each line collapsed.

    Line breaks stay, as `\\n`, but not around the whole. Cleaning twice is cleaning once.
    """
    lines = (_clean_line(line) for line in text.splitlines())
    return "\n".join(lines).strip("\n")


def _clean_line(line: str) -> str:
    spaced = _SPACES.sub(" ", line)
    seen = "".join(letter for letter in spaced if not is_unseen(letter))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", seen)).strip()


def is_unseen(letter: str) -> bool:
    """Whether the character shows as nothing; tab and line break count, being control characters."""
    return letter in _UNSEEN_LETTERS or unicodedata.category(letter) in _UNSEEN_CATEGORIES
