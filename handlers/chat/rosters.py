"""/deltagare: the arena's people on a day, and «Rätta» for the secretary."""

from datetime import date
from typing import Any

from bot.acts.items.proposing import the_one_named
from bot.acts.people import rosters as acts
from bot.acts.people.turns import turns_upcoming
from bot.model.co_option import CoOption
from bot.model.daytext import DAY, day_of
from bot.model.person import Person
from bot.model.press import Press
from bot.model.replacementtext import read_replacement
from bot.permissions import may_prepare, may_report_for
from bot.refusals import BadDate, StaleButton
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation


def show_roster(talk: Conversation) -> None:
    """/deltagare [datum]: in a group names and seats alone, in private also whom the bot does not reach."""
    roster = acts.roster_of(talk.here, _day(talk))
    is_private = not talk.heard.in_group
    shows_reach = is_private and may_prepare(talk.rights)
    may_correct = is_private and may_report_for(talk.rights)
    rows = [[talk.button("Rätta", "correct")]] if may_correct else []
    facts: dict[str, Any] = {"roster": roster, "today": talk.today, "shows_reach": shows_reach}
    facts["ahead"] = turns_upcoming(talk.here, talk.now) if is_private else []
    facts["co_options"] = _co_options(talk, roster.day) if is_private else []
    # Where chat is sparsam, names are for a private talk.
    talk.say(
        "roster",
        buttons=rows,
        useful_twice=False,
        shows_names=is_private or not talk.here.arena.is_sparse,
        **facts,
    )


def _co_options(talk: Conversation, day: date) -> list[CoOption]:
    """Those of the day, once they were invited, but for whoever has a place by then."""
    found = talk.here.co_options_from(day)
    invited = [each for each in found if talk.here.arena.today(each.invited_at) <= day]
    return [each for each in invited if not talk.here.standing(each.person, day).is_someone]


def _day(talk: Conversation) -> date:
    if not talk.heard.args.strip():
        return talk.today
    found = DAY.search(talk.heard.args)
    if found is None:
        raise BadDate
    return day_of(found, talk.today)


def press_correct(talk: Conversation, _press: Press) -> None:
    """«Rätta»: whose name or address?"""
    talk.ask("correct", person=None)
    talk.say("ask_whom_to_correct", useful_twice=False)


def store_correction(talk: Conversation, facts: dict[str, Any]) -> None:
    """First whom it is about, then how it should be."""
    people = acts.correctable(desk_of(talk))
    if facts["person"] is None:
        _ask_how(talk, the_one_named(people, talk.heard.text))
        return
    person = next((each for each in people if each.id == facts["person"]), None)
    if person is None:
        raise StaleButton
    acts.correct_person(desk_of(talk), person, read_replacement(talk.heard.text, talk.today))
    talk.done_asking()
    talk.say("corrected", person=person)


def _ask_how(talk: Conversation, person: Person) -> None:
    talk.ask("correct", person=person.id)
    talk.say("ask_correct_words", person=person, useful_twice=False)
