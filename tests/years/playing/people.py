"""Who comes, goes and falls silent."""

from datetime import timedelta

from tests.years import acts
from tests.years.cast import SECRETARY, email
from tests.years.playing.hands import Hands, link_in, plays
from tests.years.stage import BOT_NAME

LINK_LIVES = timedelta(days=13)


@plays.register
def _arrives(act: acts.Arrives, hands: Hands) -> None:
    stage, cast = hands.stage, hands.cast(act)
    for seat in cast.seats:
        if seat.holder not in act.absent:
            hands.opens(seat.holder)
    secretary, group = stage.person(cast.members[0].holder), stage.group(cast)
    secretary.adds_bot(group)
    stage.says(secretary, f"/koppla@{BOT_NAME} {stage.codes[act.arena]}", group)
    for name in act.inside:
        if name != secretary.name:
            secretary.adds(stage.person(name), group)
    stage.settles()


@plays.register
def _leaves(act: acts.Leaves, hands: Hands) -> None:
    stage, who = hands.stage, hands.stage.person(act.who)
    line = f"/ersattare {act.newcomer} {email(act.newcomer)} från {act.day}"
    shown = hands.asks(who, lambda: stage.says(who, line), "Tryck Skicka")
    stage.presses(who, shown, "Skicka")
    (asked,) = hands.model.rooms[act.arena].held([SECRETARY])
    secretary = stage.person(asked)
    stage.presses(secretary, secretary.chat().find(f"{act.who} lämnar platsen"), "Registrera")
    told = who.chat().find("har registrerat bytet")
    stage.links[act.newcomer], hands.given[act.newcomer] = link_in(told), act.at
    if who in stage.group(hands.cast(act)).members:
        stage.group(hands.cast(act)).leaves(who)
    stage.settles()


@plays.register
def _joins(act: acts.Joins, hands: Hands) -> None:
    """A link lives for two weeks; after that the secretary gives a new one."""
    if act.at - hands.given[act.who] > LINK_LIVES:
        (name,) = hands.model.rooms[act.arena].held([SECRETARY])
        secretary, line = hands.stage.person(name), f"/bjudin {act.who} {email(act.who)}"
        told = hands.asks(secretary, lambda: hands.stage.says(secretary, line), "Skicka länken till")
        hands.stage.links[act.who] = link_in(told)
    hands.opens(act.who)


@plays.register
def _enters(act: acts.Enters, hands: Hands) -> None:
    hands.stage.group(hands.cast(act)).adds(hands.stage.person(act.who))


@plays.register
def _invites(act: acts.Invites, hands: Hands) -> None:
    stage, secretary = hands.stage, hands.stage.person(act.who)
    line = f"/bjudin {act.guest} {email(act.guest)} ärende {hands.item(act, act.title).number}"
    shown = hands.asks(secretary, lambda: stage.says(secretary, line), "Tryck Bjud in")
    stage.presses(secretary, shown, "Bjud in")
    stage.links[act.guest] = link_in(secretary.chat().find(f"är adjungerad till {act.title}"))
    hands.opens(act.guest)


@plays.register
def _blocks(act: acts.Blocks, hands: Hands) -> None:
    hands.stage.person(act.who).blocks_bot()


@plays.register
def _returns(act: acts.Returns, hands: Hands) -> None:
    hands.stage.person(act.who).opens()
