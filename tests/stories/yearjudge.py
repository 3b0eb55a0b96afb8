"""What the stand-in accepted over the year, held against what people are promised. Each gives its faults."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from integrations.botapi import Call
from tests.stories.yearstage import ZONE, YearStage, at

SHORT_NAMES = ("SamReKo HSI", "SVOM", "Barnarenan")
# What belongs to no arena, or to several.
NAMELESS = ("Välkommen, ", "Vilken arena gäller det?", "Jag vet inte vilket ärende filen hör till")
# How the only texts begin, below the arena's name, that one chat may get again, word for word.
RECURRING = {
    r"Dagordningen till mötet [^\n]+ är inte klar än\. [^\n]+\Z": "on two working days before (PRODUCT.md)",
    r"Ärende \d+: ": "an item's card, each time somebody opens it",
    r"Dina ärenden:\n": "an answer to /mina",
    r"Utkast till dagordning, inte skickat\n": "an answer to /beredning",
    r"Utskickad dagordning, inget är ändrat ": "an answer to /beredning",
    r"Jag vet inte vilket ärende filen hör till, ": "an answer to a file",
    r"\w+dag \d+ \w+ \d{4} kl\. \d\d\.\d\d, \d ": "a meeting's card, an answer to /moten",
}
# Written down by hand, so that the bot's own calendar is not asked.
DAYS_OFF_2027 = {(1, 1), (1, 6), (3, 26), (3, 29), (5, 1), (5, 6), (6, 6), (6, 25), (6, 26), (11, 6)} | {
    (12, day) for day in (24, 25, 26, 31)
}
LINE = re.compile(r"^(\d+)\. (?:\d\d\.\d\d )?(.+?)(?: – utgår)?(?: \([^()]*\))?(?:\. F.*)?$")


@dataclass(frozen=True)
class Sent:
    """One message that Telegram took."""

    at: datetime
    chat_id: int
    text: str
    file: str
    is_silent: bool
    is_gathered: bool

    @property
    def day(self) -> date:
        """The day in Stockholm."""
        return self.at.date()


def all_sent(stage: YearStage) -> list[Sent]:
    """Every message and file, in order."""
    methods = ("sendMessage", "sendDocument")
    return [_sent(call) for call in stage.world.ledger if call.accepted and call.method in methods]


def _sent(call: Call) -> Sent:
    params, result = call.params, call.result
    return Sent(
        at=call.at.astimezone(ZONE),
        chat_id=int(call.chat_id or 0),
        text=str(result.get("text", "")),
        file=str(result.get("document", {}).get("file_name", "")),
        is_silent=str(params.get("disable_notification", "")).lower() == "true",
        is_gathered=_is_gathered(int(call.chat_id or 0), result),
    )


def _is_gathered(chat_id: int, result: dict[str, Any]) -> bool:
    """A morning's message leads to all that waits, or, where that is all it says, to the draft."""
    below, text = str(result.get("reply_markup", "")), str(result.get("text", ""))
    is_of_draft = "Öppna beredningen" in below and "är inte klar än" in text
    return chat_id > 0 and ("Visa allt" in below or is_of_draft)


def is_workday(day: date) -> bool:
    """Whether Swedish offices are open in 2027."""
    return day.weekday() < 5 and (day.month, day.day) not in DAYS_OFF_2027


def goes_out(starts: str) -> datetime:
    """08:00 on the last working day that is a week before, or earlier."""
    day = at(starts).date() - timedelta(days=7)
    while not is_workday(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(8), ZONE)


def two_mornings(sent: list[Sent]) -> list[str]:
    """Nobody gets two gathered messages on one day, and each comes at 08:00 on a working day."""
    gathered = [each for each in sent if each.is_gathered]
    per_day = Counter((each.chat_id, each.day) for each in gathered)
    at_eight = [each for each in gathered if each.at.hour == 8 and each.at.minute == 0]
    odd = [each for each in gathered if each not in at_eight or not is_workday(each.day)]
    return [f"{key}: {n}" for key, n in per_day.items() if n > 1] + [
        f"{each}" for each in odd if each.day.year == 2027
    ]


def said_twice(sent: list[Sent]) -> list[str]:
    """No text twice in one chat, but for those that may recur."""
    times = Counter((each.chat_id, each.text) for each in sent if each.text)
    return [f"{n} × {chat}: {text}" for (chat, text), n in times.items() if n > 1 and not _may_recur(text)]


def _may_recur(text: str) -> bool:
    first, _, rest = text.partition("\n")
    body = rest if first in SHORT_NAMES else text
    return any(re.match(beginning, body) for beginning in RECURRING)


def by_night(sent: list[Sent]) -> list[str]:
    """Nothing rings between 20:00 and 07:00; people in this story are up by day alone."""
    return [f"{each}" for each in sent if not 7 <= each.at.hour < 20 and not each.is_silent]


def nameless(sent: list[Sent]) -> list[str]:
    """Every text begins with an arena's short name, or is one of those that have none."""
    texts = {each.text for each in sent if each.text}
    return [
        text
        for text in sorted(texts)
        if text.splitlines()[0] not in SHORT_NAMES and not text.startswith(NAMELESS)
    ]


def leaked(sent: list[Sent], chats: set[int], titles: set[str]) -> list[str]:
    """Those of another arena hear of nothing but what was lifted to them."""
    there = [each for each in sent if each.chat_id in chats]
    named = [each.text for each in there if "SamReKo" in each.text.replace("från SamReKo HSI", "")]
    return [*named, *(each.text for each in there for title in titles if title in each.text + each.file)]


def in_july(sent: list[Sent]) -> list[str]:
    """Weeks 28 to 31 are quiet."""
    return [f"{each}" for each in sent if each.day.year == 2027 and 28 <= each.day.isocalendar().week <= 31]


def numbers_changed(posts: list[Sent]) -> list[str]:
    """An item keeps its number, and a number its item, through all that was sent about one meeting."""
    shown: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for meeting, number, title in (found for post in posts for found in _numbered(post.text)):
        shown[meeting][number].add(title)
    faults = [f"{m} {n}: {t}" for m, of in shown.items() for n, t in of.items() if len(t) > 1]
    for meeting, of in shown.items():
        titles = Counter(title for found in of.values() for title in found)
        faults += [f"{meeting} {title}: {n} numbers" for title, n in titles.items() if n > 1]
    return faults


def _numbered(text: str) -> Iterator[tuple[str, int, str]]:
    lines = text.splitlines()
    meeting = next((line for line in lines if re.search(r" kl\. \d\d\.\d\d, ", line)), "")
    for line in lines:
        if found := LINE.match(line):
            yield meeting, int(found[1]), found[2]
