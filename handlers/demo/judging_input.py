"""P1, P2 and P5: what came in is there, had its effect once, and overwrote nobody."""

from collections import Counter
from collections.abc import Iterator

from handlers.demo import words
from handlers.demo.evidence import Evidence


def p1_seen(e: Evidence) -> str:
    """What was counted."""
    return words.P1_SEEN.format(updates=len(e.updates), confirmed=len(e.confirmed), inbox=len(e.inbox))


def p1(e: Evidence) -> Iterator[str]:
    """What was confirmed to Telegram stands in the inbox; what was sent to the bot came there."""
    if not e.confirmed:
        yield words.NOTHING_HAPPENED
    if lost := e.confirmed - e.inbox.keys():
        yield words.P1_LOST.format(numbers=words.numbers(lost))
    if unseen := e.updates - e.confirmed - e.inbox.keys():
        yield words.P1_UNSEEN.format(numbers=words.numbers(unseen))


def p2_seen(e: Evidence) -> str:
    """What was counted."""
    return words.P2_SEEN.format(
        acts=sum(e.acts.values()), items=len(e.items), again=sum(times > 1 for times in e.handed_out.values())
    )


def p2(e: Evidence) -> Iterator[str]:
    """Everything is handled, nothing twice: history counts what people did, items what they proposed."""
    if open_ := [number for number, state in e.inbox.items() if state not in ("handled", "ignored")]:
        yield words.P2_OPEN.format(numbers=words.numbers(open_))
    if not any(times > 1 for times in e.handed_out.values()):
        yield words.P2_NEVER_TWICE
    effects = Counter(entry.verb for entry in e.history)
    for verb, times in e.acts.items():
        if effects[verb] != times:
            yield words.P2_EFFECTS.format(verb=verb, acts=times, effects=effects[verb])
    if Counter(e.proposed) != Counter(e.items):
        yield words.P2_ITEMS.format(proposed=len(e.proposed), items=len(e.items))


def p5_seen(e: Evidence) -> str:
    """What was counted."""
    return words.P5_SEEN.format(notice=e.race.notice)


def p5(e: Evidence) -> Iterator[str]:
    """The second preparer was told by whom, and both see the same card."""
    if e.race.first not in e.race.notice:
        yield words.P5_NOT_TOLD.format(first=e.race.first, notice=e.race.notice)
    if e.race.first_card != e.race.second_card:
        yield words.P5_OLD_CARD
