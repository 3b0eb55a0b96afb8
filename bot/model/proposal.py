"""What a person types after /foresla, read as items: one a line, each with its minutes."""

import re
from dataclasses import dataclass, field, replace

from bot.model.cleantext import clean_text
from bot.model.personnummer import holds_personnummer
from bot.refusals import BadDuration, HoldsPersonnummer, NoTitle, TextTooLong, TitleTooLong, TooManyItems

TITLE_LIMIT = 200
DESCRIPTION_LIMIT = 2000
ITEMS_LIMIT = 20
LONGEST_MINUTES = 24 * 60
# A longer time that stands without brackets belongs to the title: «Vård 24 h».
A_WORKING_DAY = 8 * 60

# What precedes a time must end a word: «SFS 2017:30» is none, and a time after «kl.» is a clock's.
_DURATION = re.compile(
    r"""(?<![\w.,:/½])(?<!kl\ )(?<!kl\.\ )(?<!klockan\ )
    (?P<bracket>[(\[])?\s*(?:
        (?P<hours>\d{1,2}(?:[.,]\d{1,2}|½)?|½)\s*(?:h|tim|timme|timmar)\.?
            (?:\s*(?:och\s*)?(?P<rest>\d{1,3})\s*(?:m|min|minuter)?\.?)?
      | (?P<clock>\d:[0-5]\d)(?:\s*(?:h|tim|timmar))?
      | (?P<minutes>\d{1,4})\s*(?:m|min|minut|minuter)\.?
      | (?:en\s+)?(?P<word>kvart|halvtimme|timme)
    )\s*[)\]]?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
# «m.m.», «t.ex.» and «etc.» end in a full stop that is their own.
_ABBREVIATED = re.compile(r"\b(?:[^\W\d]{1,3}\. ?[^\W\d]{1,3}|etc|osv|mfl|forts)\.$", re.IGNORECASE)
_WORDS = {"kvart": 15, "halvtimme": 30, "timme": 60}
LONGEST_NAME = 3
# A title begins with a capital, as telephones write it: «För unga: en ny plan» names nobody.
_BEHALF = re.compile(r"\s*för\s+([^:\n]{1,100}):\s*(.*)$", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One item as typed; `minutes` is None when nothing was said of time.

    `line` is its place among the lines of the message that say something.
    """

    title: str
    minutes: int | None = None
    description: str | None = None
    line: int = field(default=0, compare=False)


def read_proposals(text: str) -> list[Proposal]:
    """Every line that says something, as an item.

    Raises NoTitle, TooManyItems, TitleTooLong, BadDuration, HoldsPersonnummer.
    """
    if holds_personnummer(text):
        raise HoldsPersonnummer
    lines = [line for line in (clean_text(line) for line in text.splitlines()) if line]
    if len(lines) > ITEMS_LIMIT:
        raise TooManyItems(limit=ITEMS_LIMIT, count=len(lines))
    if not lines:
        raise NoTitle
    return [replace(_read_line(line), line=number) for number, line in enumerate(lines)]


def read_proposal(text: str) -> Proposal:
    """The only item of the text. Raises what read_proposals does, TooManyItems for more than one."""
    found = read_proposals(text)
    if len(found) > 1:
        raise TooManyItems(limit=1, count=len(found))
    return found[0]


def read_message(text: str, *, title: str) -> Proposal:
    """Somebody's message as an item: its first line the title, the rest the description.

    A `title` that was typed beside it goes before, and all of the message is the description.
    Raises what read_proposals does, and TextTooLong.
    """
    if holds_personnummer(text):
        raise HoldsPersonnummer
    words = clean_text(text)
    if len(words) > DESCRIPTION_LIMIT:
        raise TextTooLong(limit=DESCRIPTION_LIMIT, count=len(words))
    if title:
        return replace(read_proposal(title), description=words or None)
    first, _, rest = words.partition("\n")
    if len(first) > TITLE_LIMIT:
        return Proposal(title=_shortened(first), description=words)
    return replace(_read_line(first), description=rest.strip("\n") or None)


def read_behalf(text: str) -> tuple[str | None, str]:
    """The name in «för Bo: Budget», and what follows it; no name for any other text."""
    found = _BEHALF.match(text)
    return (found[1].strip(), found[2]) if found else (None, text)


def read_names_without_colon(text: str) -> list[str]:
    """Whom «för Bo Berg Budget» may mean, the longest name first; nobody for any other start, or a colon."""
    words = text.split()
    if read_behalf(text)[0] is not None or words[:1] != ["för"]:
        return []
    return [" ".join(words[1:end]) for end in range(min(len(words), LONGEST_NAME + 1), 1, -1)]


def read_duration(text: str) -> int | None:
    """The minutes that the text ends with: «15 min», «1,5 h», «1:30», «en kvart»; a bare number is minutes.

    None if it names no time. Raises BadDuration outside one minute to one day.
    """
    found = _DURATION.search(f"{text} min" if text.strip().isdecimal() else text)
    return _minutes(found) if found else None


def _shortened(line: str) -> str:
    return line[: TITLE_LIMIT - 1].rsplit(" ", 1)[0] + "…"


def _read_line(line: str) -> Proposal:
    bare = re.sub(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+", "", line)
    found = _time_after(bare)
    title = _without_stop((bare[: found.start()] if found else bare).rstrip(" ,;–-:"))
    if not title:
        raise NoTitle
    if len(title) > TITLE_LIMIT:
        raise TitleTooLong(limit=TITLE_LIMIT, count=len(title))
    return Proposal(title=title, minutes=_minutes(found) if found else None)


def _without_stop(title: str) -> str:
    """The title without the full stop of a sentence, which texts put where they need one."""
    return title if _ABBREVIATED.search(title) else title.rstrip(" .")


def _time_after(line: str) -> re.Match[str] | None:
    """The time that a line ends with, if it is one."""
    found = _DURATION.search(line)
    is_time = found and (found["bracket"] or _counted(found) <= A_WORKING_DAY)
    return found if is_time else None


def _minutes(found: re.Match[str]) -> int:
    minutes = _counted(found)
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise BadDuration
    return minutes


def _counted(found: re.Match[str]) -> int:
    if found["clock"]:
        hours, minutes = found["clock"].split(":")
        return int(hours) * 60 + int(minutes)
    if found["hours"]:
        hours = found["hours"].replace("½", ".5").replace(",", ".")
        return round(float(hours) * 60) + int(found["rest"] or 0)
    if found["word"]:
        return _WORDS[found["word"].lower()]
    return int(found["minutes"])
