"""What is done to items."""

from integrations.botapi import Message, Person
from tests.years import acts
from tests.years.days import spoken_day
from tests.years.playing.hands import Hands, plays, words_of
from tests.years.reading import COPY
from tests.years.stage import BOT_NAME

REASON = "Det hör inte hit."


@plays.register
def _proposes(act: acts.Proposes, hands: Hands) -> None:
    who, group = hands.stage.person(act.who), hands.stage.group(hands.cast(act))
    at_bot = f"@{BOT_NAME}" if act.in_group else ""
    words = f"/foresla{at_bot} {act.title} ({act.minutes} min)"
    hands.stage.says(who, words, group if act.in_group else None)


@plays.register
def _withdraws(act: acts.Withdraws, hands: Hands) -> None:
    who = hands.stage.person(act.who)
    mine = hands.shows(who, "/mina", lambda each: act.title in str(each.buttons))[-1]
    press = words_of(mine, act.title)
    card = hands.asks(who, lambda: hands.stage.presses(who, mine, press), act.title)
    hands.stage.presses(who, card, "Dra tillbaka")


@plays.register
def _prepares(act: acts.Prepares, hands: Hands) -> None:
    """The model has decided already; the cards tell which are still to be pressed."""
    who = hands.stage.person(act.who)
    left = set(hands.titles)
    while left:
        for card in hands.shows(who, "/beredning", lambda card: _title(card) in left):
            left.discard(title := _title(card))
            if title in act.declines:
                _declines(hands, who, card, title)
            elif title in act.postpones:
                hands.stage.presses(who, card, words_of(card, "Skjut upp"))
            else:
                hands.stage.presses(who, card, "Ta upp")


def _declines(hands: Hands, who: Person, card: Message, title: str) -> None:
    for _ in range(4):
        hands.stage.presses(who, card, "Avböj")
        if title in who.chat().last.text:
            break
    hands.stage.says(who, REASON)


@plays.register
def _tells(act: acts.Tells, hands: Hands) -> None:
    who = hands.stage.person(act.who)
    asked = who.chat().find(f"vid mötet {spoken_day(hands.meeting(act).starts.date())}?")
    for title in act.held_over:
        _holds_over(hands, who, asked, title)
    if "Alla behandlade" in str(asked.buttons):
        hands.stage.presses(who, asked, "Alla behandlade")


def _holds_over(hands: Hands, who: Person, asked: Message, title: str) -> None:
    if title in str(asked.buttons):
        hands.stage.presses(who, asked, words_of(asked, title))
        hands.stage.presses(who, who.chat().find(title), "Bordlagd")


def _title(card: Message) -> str | None:
    """Of an item's card that waits for a decision."""
    lines = card.text.removeprefix(COPY).splitlines()
    is_open = "Ta upp" in [word for row in card.buttons for word in row]
    return lines[1].partition(": ")[2] if is_open and len(lines) > 1 else None
