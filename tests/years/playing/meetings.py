"""What is done about meetings, before and after."""

from handlers.demo.paper import small_pdf
from integrations.botapi import Message, Person
from tests.years import acts
from tests.years.days import spoken, spoken_day
from tests.years.playing.hands import Hands, plays


@plays.register
def _books(act: acts.Books, hands: Hands) -> None:
    who = hands.stage.person(act.who)
    asked = hands.stage.says(who, f"/boka {act.starts:%Y-%m-%d %H:%M} 2h Rådhuset")
    hands.stage.presses(who, asked, "Boka")


@plays.register
def _moves(act: acts.Moves, hands: Hands) -> None:
    who = hands.stage.person(act.who)
    card = _card_of(hands, who, spoken(hands.before[act.meeting, act.arena]))
    hands.asks(who, lambda: hands.stage.presses(who, card, "Flytta"), "Vilken ny tid")
    shown = hands.stage.says(who, f"{act.to.day}/{act.to.month} {act.to.year} kl {act.to:%H.%M}")
    hands.stage.presses(who, shown, "Flytta mötet")


@plays.register
def _cancels(act: acts.Cancels, hands: Hands) -> None:
    who, meeting = hands.stage.person(act.who), hands.meeting(act)
    card = _card_of(hands, who, spoken(meeting.starts))
    hands.stage.presses(who, card, "Ställ in mötet")
    # Where nobody knows that the card arrived, the question is no change of it, but comes after it.
    asked = next(each for each in reversed(who.chat().messages) if ["Ställ in", "Avbryt"] in each.buttons)
    hands.stage.presses(who, asked, "Ställ in")


def _card_of(hands: Hands, who: Person, when: str) -> Message:
    return hands.shows(who, "/moten", lambda each: f"{when}, 2 tim" in each.text and bool(each.buttons))[-1]


@plays.register
def _calls_ready(act: acts.CallsReady, hands: Hands) -> None:
    who, day = hands.stage.person(act.who), spoken(hands.meeting(act).starts)
    drafts = hands.shows(who, "/beredning", lambda each: "Utkast" in each.text and day in each.text)
    hands.stage.presses(who, drafts[-1], "Klar att skickas")


@plays.register
def _sends_minutes(act: acts.SendsMinutes, hands: Hands) -> None:
    who = hands.stage.person(act.who)
    sent = who.sends_file("protokoll.pdf", small_pdf(f"Protokoll {act.arena} {act.meeting}"))
    hands.stage.settles()
    who.writes("/protokoll", reply_to=sent)
    hands.stage.settles()
    shown = who.chat().find("skickas som protokoll")
    day = spoken_day(hands.meeting(act).starts.date())
    assert day in shown.text, shown.text
    hands.stage.presses(who, shown, "Skicka")


@plays.register
def _answers(act: acts.Answers, hands: Hands) -> None:
    _presses_in_group(act, hands, act.who, act.word)


@plays.register
def _is_absent(act: acts.IsAbsent, hands: Hands) -> None:
    stage, who, meeting = hands.stage, hands.stage.person(act.who), hands.meeting(act)
    card = hands.shows(who, "/narvaro", lambda each: meeting.spoken in each.text and bool(each.buttons))[-1]
    asked = hands.asks(who, lambda: stage.presses(who, card, "Förhinder"), "hela mötet")
    stage.presses(who, asked, "Hela mötet")
    if "Hoppa över" in str(who.chat().last.buttons):
        stage.presses(who, who.chat().last, "Hoppa över")
    name = hands.model.rooms[act.arena].deputy_of(act.who, meeting.starts.date())
    if name in meeting.called_in:
        deputy = stage.person(name)
        question = stage.sees(deputy, f"{act.who} har förhinder till mötet {meeting.spoken}")
        stage.presses(deputy, question, "Jag kan")


@plays.register
def _reads(act: acts.Reads, hands: Hands) -> None:
    _presses_in_group(act, hands, act.who, "Läst")


def _presses_in_group(act: acts.Act, hands: Hands, name: str, word: str) -> None:
    """Nobody waits for what others have pressed: all of a day press at once."""
    who, group = hands.stage.person(name), hands.stage.group(hands.cast(act))
    when = spoken(hands.meeting(act).starts)
    shown = [each for each in group.messages if when in each.text and word in str(each.buttons)]
    if shown:
        who.presses(shown[-1], word)
        return
    # The reminder with the buttons was lost, as reminders may be.
    hands.stage.settles()
    command = "/dagordning" if word == "Läst" else "/narvaro"
    cards = hands.shows(who, command, lambda each: when in each.text and word in str(each.buttons))
    who.presses(cards[-1], word)
