"""What is done to items."""

from handlers.demo.paper import small_pdf
from integrations.botapi import Message, Person
from tests.years import acts
from tests.years.days import spoken_day
from tests.years.playing.hands import Hands, plays, words_of
from tests.years.reading import unmarked
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
    hands.stage.presses(hands.stage.person(act.who), _own(act, hands), "Dra tillbaka")


@plays.register
def _attaches(act: acts.Attaches, hands: Hands) -> None:
    who, card = hands.stage.person(act.who), _own(act, hands)
    who.sends_file(f"{act.title}.pdf", small_pdf(act.title), reply_to=card)
    hands.stage.settles()


def _own(act: acts.Withdraws | acts.Attaches, hands: Hands) -> Message:
    """The card of somebody's own item."""
    who = hands.stage.person(act.who)
    mine = hands.shows(who, "/mina", lambda each: act.title in str(each.buttons))[-1]
    press = words_of(mine, act.title)
    return hands.asks(who, lambda: hands.stage.presses(who, mine, press), act.title)


@plays.register
def _prepares(act: acts.Prepares, hands: Hands) -> None:
    """The model has decided already; the cards tell which are still to be pressed."""
    who = hands.stage.person(act.who)
    left = set(hands.titles)
    while left:
        for card in hands.shows(who, "/beredning", lambda card: _title(card) in left):
            left.discard(title := _title(card))
            if hands.item(act, title).state == "lifted":
                _lifts(hands, who, card)
            elif title in act.declines:
                _declines(hands, who, card, title)
            elif title in act.postpones:
                hands.stage.presses(who, card, words_of(card, "Skjut upp"))
            else:
                hands.stage.presses(who, card, "Ta upp")


def _lifts(hands: Hands, who: Person, card: Message) -> None:
    """What crosses is shown first."""
    for _ in range(4):
        if "Avbryt" in str(card.buttons):
            break
        hands.stage.presses(who, card, "Lyft")
    hands.stage.presses(who, card, "Lyft")


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
    lines = unmarked(card.text).splitlines()
    is_open = "Ta upp" in [word for row in card.buttons for word in row]
    return lines[1].partition(": ")[2] if is_open and len(lines) > 1 else None
