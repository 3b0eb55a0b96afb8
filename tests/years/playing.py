"""Each act as a person does it in Telegram."""

import json
from functools import singledispatchmethod

from handlers.demo.paper import small_pdf
from integrations.botapi import Message, Person
from tests.years import acts
from tests.years.cast import Cast, arena_file
from tests.years.days import spoken, spoken_day
from tests.years.model import Item, Meeting, Model
from tests.years.stage import BOT_NAME, Stage

REASON = "Det hör inte hit."


class Playing:
    """Plays on the stage what the model says can be done."""

    def __init__(self, stage: Stage, model: Model) -> None:
        self.stage, self.model = stage, model

    def load(self) -> None:
        """The operator's part, before the first start."""
        for cast in self.stage.casts.values():
            (self.stage.home / f"{cast.id}.toml").write_text(arena_file(cast, with_mailbox=False))
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

    @plays.register
    def _prepares(self, act: acts.Prepares) -> None:
        """The model has decided already; the cards tell which are still to be pressed."""
        who = self.stage.person(act.who)
        before = len(who.chat().messages)
        self.stage.says(who, "/beredning")
        meeting = self._meeting(act)
        for card in who.chat().messages[before + 1 :]:
            item = self._item_of(act, card)
            if item is None or item.meeting is not meeting or item.title in act.leaves:
                continue
            if item.title in act.declines:
                self.stage.presses(who, card, "Avböj")
                self.stage.says(who, REASON)
            else:
                self.stage.presses(who, card, "Ta upp")

    def _item_of(self, act: acts.Act, card: Message) -> Item | None:
        if "Ta upp" not in [word for row in card.buttons for word in row]:
            return None
        title = card.text.splitlines()[1].partition(": ")[2]
        return self.model.rooms[act.arena].find(title)

    @plays.register
    def _calls_ready(self, act: acts.CallsReady) -> None:
        who = self.stage.person(act.who)
        before = len(who.chat().messages)
        self.stage.says(who, "/beredning")
        day = spoken(self._meeting(act).starts)
        draft = next(
            each for each in who.chat().messages[before:] if "Utkast" in each.text and day in each.text
        )
        self.stage.presses(who, draft, "Klar att skickas")

    @plays.register
    def _answers(self, act: acts.Answers) -> None:
        self._presses_in_group(act, act.who, f"mötet {spoken(self._meeting(act).starts)}", act.word)

    @plays.register
    def _reads(self, act: acts.Reads) -> None:
        self._presses_in_group(act, act.who, f"{spoken(self._meeting(act).starts)}, 2 tim", "Läst")

    def _presses_in_group(self, act: acts.Act, name: str, about: str, word: str) -> None:
        who, group = self.stage.person(name), self.stage.group(self._cast(act))
        shown = [each for each in group.messages if about in each.text and word in str(each.buttons)]
        self.stage.presses(who, shown[-1], word)

    @plays.register
    def _tells(self, act: acts.Tells) -> None:
        who = self.stage.person(act.who)
        asked = who.chat().find(f"vid mötet {spoken_day(self._meeting(act).starts.date())}?")
        for title in act.held_over:
            self._holds_over(who, asked, title)
        if "Alla behandlade" in str(asked.buttons):
            self.stage.presses(who, asked, "Alla behandlade")

    def _holds_over(self, who: Person, asked: Message, title: str) -> None:
        words = next((word for row in asked.buttons for word in row if title in word), None)
        if words:
            self.stage.presses(who, asked, words)
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
