"""Whether two titles are so alike that their items may be the same one, proposed twice."""

import re
from difflib import SequenceMatcher

# Lets an ending or another order pass, and keeps «Avtal om hemsjukvård» apart from «Avtal om tolkar».
LIKE_ENOUGH = 0.8


def are_alike(one: str, other: str) -> bool:
    """Whether the titles say nearly the same, whatever their case and the order of their words.

    Titles with different numbers are two things: «Delårsbokslut 1» and «Delårsbokslut 2».
    """
    words = [re.findall(r"\w+", title.casefold()) for title in (one, other)]
    mine, theirs = (sorted(each) for each in words)
    numbers = [{word for word in each if word.isdigit()} for each in words]
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    if not (mine and theirs):
        return one == other
    return SequenceMatcher(None, " ".join(mine), " ".join(theirs), autojunk=False).ratio() >= LIKE_ENOUGH
