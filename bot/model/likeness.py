"""Whether two titles are so alike that their items may be the same one, proposed twice."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

# Lets an ending or another order pass, and keeps «Avtal om hemsjukvård» apart from «Avtal om tolkar».
LIKE_ENOUGH = 0.8


def are_alike(one: str, other: str) -> bool:
    """Whether the titles say nearly the same, whatever their case and the order of their words.

    Titles with different numbers are two things: «Delårsbokslut 1» and «Delårsbokslut 2».
    """
    (mine, my_numbers), (theirs, their_numbers) = _compared(one), _compared(other)
    if my_numbers and their_numbers and my_numbers != their_numbers:
        return False
    if not (mine and theirs):
        return one == other
    return _are_near(mine, theirs)


# Each new title is compared with every open one, most of which were there the last time too.
@lru_cache(maxsize=4096)
def _compared(title: str) -> tuple[str, frozenset[str]]:
    """The words in the order of the alphabet, and the numbers among them."""
    words = re.findall(r"\w+", title.casefold())
    return " ".join(sorted(words)), frozenset(word for word in words if word.isdigit())


def _are_near(mine: str, theirs: str) -> bool:
    # By length alone most are known to be too far apart, and by their letters most others.
    if 2 * min(len(mine), len(theirs)) < LIKE_ENOUGH * (len(mine) + len(theirs)):
        return False
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return matcher.quick_ratio() >= LIKE_ENOUGH and matcher.ratio() >= LIKE_ENOUGH
