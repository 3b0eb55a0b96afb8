"""Each act as a person does it in Telegram."""

import json
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import singledispatchmethod

from handlers.demo.paper import small_pdf
from integrations.botapi import Message, Person
from tests.years import acts
from tests.years.cast import SECRETARY, Cast, arena_file, email
from tests.years.days import spoken, spoken_day
from tests.years.doings import decided
from tests.years.model import Model
from tests.years.reading import unmarked
from tests.years.room import Meeting
from tests.years.stage import BOT_NAME, Stage

LINK_LIVES = timedelta(days=13)
REASON = "Det hör inte hit."


class Playing:
    """Plays on the stage what the model says can be done."""

    def __init__(self, stage: Stage, model: Model) -> None:
        self.stage, self.model = stage, model
        # What the model is about to change: which titles are decided on, when a meeting was before.
        self.titles: list[str] = []
        self.given: dict[str, datetime] = {}
        self.before: dict[tuple[int, int], str] = {}

    def looks_ahead(self, act: acts.Act) -> None:
        """Keep what somebody sees before the act, and the model has forgotten after it."""
        room = self.model.rooms[act.arena]
        if isinstance(act, acts.Prepares):
            self.titles = [item.title for item in decided(act, room)]
        if isinstance(act, acts.Moves) and (meeting := room.meeting(act.meeting)):
            self.before[act.meeting, act.arena] = spoken(meeting.starts)

    def load(self) -> None:
        """The operator's part, before the first start."""
        for cast in self.stage.casts.values():
            (self.stage.home / f"{cast.id}.toml").write_text(
                arena_file(cast, with_mailbox=self.stage.has_outlook)
            )
            self.stage.bot.command("load", f"{cast.id}.toml")
            invited = json.loads(self.stage.bot.command("invite", cast.id, "--json"))
            self.stage.links |= {each["name"]: each["link"] for each in invited["people"]}
            self.stage.codes[cast.number] = invited["chats"]["group"]
        self.stage.bot.started()

    @singledispatchmethod
    def plays(self, act: acts.Act) -> None:
        """Do it."""
        raise NotImplementedError(act)

    def _meeting(self, act: acts.Act) -> Meeting:
        return self.model.rooms[act.arena].meetings[act.meeting]  # type: ignore[attr-defined]

    def _cast(self, act: acts.Act) -> Cast:
        return self.stage.casts[act.arena]

    @plays.register
    def _arrives(self, act: acts.Arrives) -> None:
        stage, cast = self.stage, self._cast(act)
        for seat in cast.seats:
            if seat.holder not in act.absent:
                self._opens(seat.holder)
        secretary, group = stage.person(cast.members[0].holder), stage.group(cast)
        secretary.adds_bot(group)
        stage.says(secretary, f"/koppla@{BOT_NAME} {stage.codes[act.arena]}", group)
        for name in act.inside:
            if name != secretary.name:
                secretary.adds(stage.person(name), group)
        stage.settles()

    def _opens(self, name: str) -> None:
        person = self.stage.person(name)
        person.opens_link(self.stage.links[name])
        self.stage.settles()
        self.stage.presses(person, person.chat().find("Länken gäller"), "Det är jag")

    @plays.register
    def _kills(self, act: acts.Kills) -> None:
        self.stage.kill_in(act.after)

    @plays.register
    def _steps(self, act: acts.Steps) -> None:
        self.stage.settles()
        for seconds in (act.seconds, -act.seconds):
            self.stage.clock.steps(timedelta(seconds=seconds))
            time.sleep(0.2)
            self.stage.settles()

    @plays.register
    def _books(self, act: acts.Books) -> None:
        who = self.stage.person(act.who)
        asked = self.stage.says(who, f"/boka {act.starts:%Y-%m-%d %H:%M} 2h Rådhuset")
        self.stage.presses(who, asked, "Boka")

    @plays.register
    def _proposes(self, act: acts.Proposes) -> None:
        who, group = self.stage.person(act.who), self.stage.group(self._cast(act))
        at_bot = f"@{BOT_NAME}" if act.in_group else ""
        words = f"/foresla{at_bot} {act.title} ({act.minutes} min)"
        self.stage.says(who, words, group if act.in_group else None)

    def _shows(self, who: Person, command: str, is_it: Callable[[Message], bool]) -> list[Message]:
        """Somebody asks, and asks again where no answer came: help is never said a second time by itself."""
        for _ in range(4):
            before = len(who.chat().messages)
            self.stage.says(who, command)
            found = [each for each in who.chat().messages[before:] if is_it(each)]
            if found:
                return found
        raise AssertionError(f"{who.name} asks {command} in vain")

    @plays.register
    def _withdraws(self, act: acts.Withdraws) -> None:
        who = self.stage.person(act.who)
        mine = self._shows(who, "/mina", lambda each: act.title in str(each.buttons))[-1]
        press = _words(mine, act.title)
        card = self._asks(who, lambda: self.stage.presses(who, mine, press), act.title)
        self.stage.presses(who, card, "Dra tillbaka")

    @plays.register
    def _prepares(self, act: acts.Prepares) -> None:
        """The model has decided already; the cards tell which are still to be pressed."""
        who, meeting = self.stage.person(act.who), self._meeting(act)
        left = set(self.titles)
        while left:
            for card in self._shows(who, "/beredning", lambda card: _title(card) in left):
                left.discard(title := _title(card))
                if title in act.declines:
                    self._declines(who, card, title)
                elif title in act.postpones:
                    self.stage.presses(who, card, _words(card, "Skjut upp"))
                else:
                    self.stage.presses(who, card, "Ta upp")
        assert meeting

    def _declines(self, who: Person, card: Message, title: str) -> None:
        for _ in range(4):
            self.stage.presses(who, card, "Avböj")
            if title in who.chat().last.text:
                break
        self.stage.says(who, REASON)

    @plays.register
    def _calls_ready(self, act: acts.CallsReady) -> None:
        who, day = self.stage.person(act.who), spoken(self._meeting(act).starts)
        drafts = self._shows(who, "/beredning", lambda each: "Utkast" in each.text and day in each.text)
        self.stage.presses(who, drafts[-1], "Klar att skickas")

    @plays.register
    def _answers(self, act: acts.Answers) -> None:
        self._presses_in_group(act, act.who, act.word)

    @plays.register
    def _is_absent(self, act: acts.IsAbsent) -> None:
        stage, who, meeting = self.stage, self.stage.person(act.who), self._meeting(act)
        card = self._shows(who, "/narvaro", lambda each: meeting.spoken in each.text and bool(each.buttons))[
            -1
        ]
        asked = self._asks(who, lambda: stage.presses(who, card, "Förhinder"), "hela mötet")
        stage.presses(who, asked, "Hela mötet")
        if "Hoppa över" in str(who.chat().last.buttons):
            stage.presses(who, who.chat().last, "Hoppa över")
        name = self.model.rooms[act.arena].deputy_of(act.who, meeting.starts.date())
        if name in meeting.called_in:
            deputy = stage.person(name)
            question = stage.sees(deputy, f"{act.who} har förhinder till mötet {meeting.spoken}")
            stage.presses(deputy, question, "Jag kan")

    @plays.register
    def _reads(self, act: acts.Reads) -> None:
        self._presses_in_group(act, act.who, "Läst")

    def _presses_in_group(self, act: acts.Act, name: str, word: str) -> None:
        """Nobody waits for what others have pressed: all of a day press at once."""
        who, group = self.stage.person(name), self.stage.group(self._cast(act))
        when = spoken(self._meeting(act).starts)
        shown = [each for each in group.messages if when in each.text and word in str(each.buttons)]
        if shown:
            who.presses(shown[-1], word)
            return
        # The reminder with the buttons was lost, as reminders may be.
        self.stage.settles()
        command = "/dagordning" if word == "Läst" else "/narvaro"
        cards = self._shows(who, command, lambda each: when in each.text and word in str(each.buttons))
        who.presses(cards[-1], word)

    @plays.register
    def _moves(self, act: acts.Moves) -> None:
        who, meeting = self.stage.person(act.who), self._meeting(act)
        card = self._card_of(who, self.before[act.meeting, act.arena])
        self._asks(who, lambda: self.stage.presses(who, card, "Flytta"), "Vilken ny tid")
        shown = self.stage.says(who, f"{act.to.day}/{act.to.month} {act.to.year} kl {act.to:%H.%M}")
        self.stage.presses(who, shown, "Flytta mötet")
        assert meeting

    @plays.register
    def _edits_outlook(self, act: acts.EditsOutlook) -> None:
        who, meeting, stage = self.stage.person(act.who), self._meeting(act), self.stage
        stage.outlook_settles()
        (event,) = stage.events(act.arena, meeting.starts)
        event.is_changed_by_hand(location={"displayName": act.place})
        stage.outlook_settles(6)
        words = f"Någon har ändrat mötet {spoken(meeting.starts)} i Outlook"
        asked = stage.sees(who, words)
        stage.presses(who, asked, "Behåll Outlooks" if act.keeps_outlooks else "Behåll botens")
        stage.outlook_settles()

    @plays.register
    def _cancels(self, act: acts.Cancels) -> None:
        who, meeting = self.stage.person(act.who), self._meeting(act)
        card = self._card_of(who, spoken(meeting.starts))
        self.stage.presses(who, card, "Ställ in mötet", "Ställ in")

    def _card_of(self, who: Person, when: str) -> Message:
        return self._shows(who, "/moten", lambda each: f"{when}, 2 tim" in each.text and bool(each.buttons))[
            -1
        ]

    def _asks(self, who: Person, act: Callable[[], object], answer: str) -> Message:
        """Somebody does it again until they see what should come of it."""
        for _ in range(4):
            act()
            if answer in who.chat().last.text:
                return who.chat().last
        raise AssertionError(f"{who.name} does not see {answer!r}, but {who.chat().last.text!r}")

    @plays.register
    def _leaves(self, act: acts.Leaves) -> None:
        stage, who = self.stage, self.stage.person(act.who)
        line = f"/ersattare {act.newcomer} {email(act.newcomer)} från {act.day}"
        shown = self._asks(who, lambda: stage.says(who, line), "Tryck Skicka")
        stage.presses(who, shown, "Skicka")
        (asked,) = self.model.rooms[act.arena].held([SECRETARY])
        secretary = stage.person(asked)
        stage.presses(secretary, secretary.chat().find(f"{act.who} lämnar platsen"), "Registrera")
        told = who.chat().find("har registrerat bytet")
        stage.links[act.newcomer], self.given[act.newcomer] = _link(told), act.at
        if who in stage.group(self._cast(act)).members:
            stage.group(self._cast(act)).leaves(who)
        stage.settles()

    @plays.register
    def _joins(self, act: acts.Joins) -> None:
        """A link lives for two weeks; after that the secretary gives a new one."""
        if act.at - self.given[act.who] > LINK_LIVES:
            (name,) = self.model.rooms[act.arena].held([SECRETARY])
            secretary, line = self.stage.person(name), f"/bjudin {act.who} {email(act.who)}"
            told = self._asks(secretary, lambda: self.stage.says(secretary, line), "Skicka länken till")
            self.stage.links[act.who] = _link(told)
        self._opens(act.who)

    @plays.register
    def _enters(self, act: acts.Enters) -> None:
        self.stage.group(self._cast(act)).adds(self.stage.person(act.who))

    @plays.register
    def _blocks(self, act: acts.Blocks) -> None:
        self.stage.person(act.who).blocks_bot()

    @plays.register
    def _returns(self, act: acts.Returns) -> None:
        self.stage.person(act.who).opens()

    @plays.register
    def _migrates(self, act: acts.Migrates) -> None:
        self.stage.migrates(self._cast(act))

    @plays.register
    def _tells(self, act: acts.Tells) -> None:
        who = self.stage.person(act.who)
        asked = who.chat().find(f"vid mötet {spoken_day(self._meeting(act).starts.date())}?")
        for title in act.held_over:
            self._holds_over(who, asked, title)
        if "Alla behandlade" in str(asked.buttons):
            self.stage.presses(who, asked, "Alla behandlade")

    def _holds_over(self, who: Person, asked: Message, title: str) -> None:
        if title in str(asked.buttons):
            self.stage.presses(who, asked, _words(asked, title))
            self.stage.presses(who, who.chat().find(title), "Bordlagd")

    @plays.register
    def _sends_minutes(self, act: acts.SendsMinutes) -> None:
        who = self.stage.person(act.who)
        sent = who.sends_file("protokoll.pdf", small_pdf(f"Protokoll {act.arena} {act.meeting}"))
        self.stage.settles()
        who.writes("/protokoll", reply_to=sent)
        self.stage.settles()
        shown = who.chat().find("skickas som protokoll")
        day = spoken_day(self._meeting(act).starts.date())
        assert day in shown.text, shown.text
        self.stage.presses(who, shown, "Skicka")


def _words(message: Message, part: str) -> str:
    """The whole words of the button that has these among them."""
    return next(word for row in message.buttons for word in row if part in word)


def _link(told: Message) -> str:
    found = re.search(r"https://t\.me/\S+", told.text)
    assert found, told.text
    return found[0]


def _title(card: Message) -> str | None:
    """Of an item's card that waits for a decision."""
    lines = unmarked(card.text).splitlines()
    is_open = "Ta upp" in [word for row in card.buttons for word in row]
    return lines[1].partition(": ")[2] if is_open and len(lines) > 1 else None
