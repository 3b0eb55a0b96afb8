"""/ersattare: who takes over a seat is asked for step by step, or read from one line, shown, and sent."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.acts.items.proposing import the_one_named
from bot.acts.replacements.card import card_facts, reporter_buttons
from bot.acts.replacements.foreseeing import living_seats, seats_to_report
from bot.acts.replacements.registering import register
from bot.acts.replacements.replacing import report
from bot.model.press import Press
from bot.model.proposal import read_behalf
from bot.model.replacementdraft import ReplacementDraft
from bot.model.replacementtext import (
    read_decision,
    read_first_day,
    read_picked_name,
    read_replacement,
)
from bot.model.seat import Seat
from bot.permissions import may_report, may_report_for
from bot.refusals import NoSeat, NotYours, SamePerson, StaleButton
from handlers.chat.attendance import show_own
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation
from handlers.chat.hearing import Picked
from handlers.chat.picking import clear_keys, is_typed, show_list
from handlers.chat.replacement_buttons import show_registered
from handlers.chat.replacement_questions import ask_for, go_on, seat_buttons

_UNKNOWN = re.compile(r"\bvet\s+(?:inte|ej|icke)\b", re.IGNORECASE)
# «Vet inte just nu» is no day.
_DAY_IN_WORDS = re.compile(r"\bi\s?(?:dag|morgon)\b", re.IGNORECASE)


def replace_holder(talk: Conversation) -> None:
    """/ersattare, /byte: one line is enough; without one the first question is why."""
    if not may_report(talk.rights):
        raise NoSeat(name=None)
    name, said = read_behalf(talk.heard.args)
    if name is not None:
        _for_another(talk, name, said)
    elif said.strip():
        _read(talk, ReplacementDraft(), said, seats_to_report(desk_of(talk), talk.rights))
    elif talk.rights.seats or talk.rights.deputy_seats:
        _ask_why(talk)
    else:
        go_on(talk, ReplacementDraft(), living_seats(desk_of(talk)))


def _for_another(talk: Conversation, name: str, said: str) -> None:
    """«för Bo: …», for secretary and chair."""
    if not may_report_for(talk.rights):
        raise NotYours
    standings = talk.here.standings(talk.today)
    person = the_one_named([each.person for each in standings], name)
    held = next(each for each in standings if each.person is person)
    seats = [*held.seats, *held.deputy_seats]
    if not seats:
        raise NoSeat(name=person.name)
    if said.strip():
        _read(talk, ReplacementDraft(), said, seats)
    else:
        go_on(talk, ReplacementDraft(), seats)


def _read(talk: Conversation, draft: ReplacementDraft, said: str, seats: Sequence[Seat]) -> None:
    go_on(talk, _told(talk, draft, said), seats)


def _told(talk: Conversation, draft: ReplacementDraft, said: str) -> ReplacementDraft:
    if _UNKNOWN.search(said):
        words = _UNKNOWN.sub(" ", said)
        has_day = any(map(str.isdecimal, words)) or _DAY_IN_WORDS.search(words)
        begins = read_first_day(words, talk.today) if has_day else draft.begins
        return replace(draft.unknown(), begins=begins)
    return draft.said(read_replacement(said, talk.today))


def _ask_why(talk: Conversation) -> None:
    talk.ask("replacement", draft=ReplacementDraft().to_facts(), asked="why", seats=[])
    rows = [[talk.button("Jag slutar", "leaving")], [talk.button("Jag har förhinder", "hindered")]]
    if may_report_for(talk.rights):
        rows.append([talk.button("För någon annan", "leavingother")])
    talk.say("ask_why", buttons=[*rows, [talk.button("Avbryt", "replstop")]], useful_twice=False)


def press_leaving(talk: Conversation, _press: Press) -> None:
    """«Jag slutar»."""
    _must_be_asked(talk, "why")
    go_on(talk, ReplacementDraft(), seats_to_report(desk_of(talk), talk.rights))


def press_leaving_other(talk: Conversation, _press: Press) -> None:
    """«För någon annan»: secretary and chair choose among all seats."""
    _must_be_asked(talk, "why")
    if not may_report_for(talk.rights):
        raise StaleButton
    go_on(talk, ReplacementDraft(), living_seats(desk_of(talk)))


def press_hindered(talk: Conversation, _press: Press) -> None:
    """«Jag har förhinder»: nobody takes over for good, but a deputy may step in."""
    _must_be_asked(talk, "why")
    talk.done_asking()
    show_own(talk)


def press_more_seats(talk: Conversation, press: Press) -> None:
    """«Fler»: the next seats in the same message."""
    facts = _must_be_asked(talk, "seat")
    rows = seat_buttons(talk, facts["seats"], press.thing)
    talk.show_again("ask_seat", buttons=[*rows, [talk.button("Avbryt", "replstop")]])


def press_seat(talk: Conversation, press: Press) -> None:
    """One of the seats."""
    facts = _must_be_asked(talk, "seat")
    if press.thing not in facts["seats"]:
        raise StaleButton
    go_on(talk, replace(ReplacementDraft.of_facts(facts["draft"]), seat_id=press.thing))


def take_words(talk: Conversation, facts: dict[str, Any]) -> None:
    """An answer to one of the questions, or words that correct the preview."""
    draft, said = ReplacementDraft.of_facts(facts["draft"]), talk.heard.text
    if talk.heard.picked:
        _take_picked(talk, draft, talk.heard.picked)
    elif facts["asked"] == "why":
        _ask_why(talk)
    elif facts["asked"] == "name" and is_typed(talk):
        show_list(talk, "replacement", facts, draft.mark)
    elif facts["asked"] == "begins":
        go_on(talk, replace(draft, begins=read_first_day(said, talk.today)))
    elif facts["asked"] == "decision":
        go_on(talk, draft.decided(read_decision(said, talk.today)))
    else:
        seats = [seat for seat in talk.here.seats() if seat.id in set(facts["seats"])]
        go_on(talk, _told(talk, draft, said), seats)


def _take_picked(talk: Conversation, draft: ReplacementDraft, picked: Picked) -> None:
    """The name is taken, for a person is an address; of the account only whether it is the holder's own."""
    name = read_picked_name(picked.names)
    held = (each for each in talk.here.tenures() if each.seat.id == draft.seat_id and each.covers(talk.today))
    holder = next((each.person for each in held if each.person.telegram_id == picked.accounts[0]), None)
    if holder:
        no = SamePerson(person=holder)
        ask_for(talk, draft, "name", no.text_name, **no.facts)
        return
    clear_keys(talk, "picked", name=name)
    go_on(talk, replace(draft, name=name, is_unknown=False))


def _must_be_asked(talk: Conversation, asked: str) -> dict[str, Any]:
    """The question that the button belongs to. Raises StaleButton."""
    facts = talk.asked("replacement")
    if facts["asked"] != asked:
        raise StaleButton
    return facts


def _shown(talk: Conversation, press: Press) -> ReplacementDraft:
    """The draft as it stood on the message that was pressed. Raises StaleButton."""
    draft = ReplacementDraft.of_facts(talk.asked("replacement")["draft"])
    if draft.mark != press.revision:
        raise StaleButton
    return draft


def press_pick(talk: Conversation, press: Press) -> None:
    """«Välj i Telegram»: the key that opens Telegram's own list."""
    facts, draft = _must_be_asked(talk, "name"), _shown(talk, press)
    show_list(talk, "replacement", facts, draft.mark)


def press_unknown(talk: Conversation, press: Press) -> None:
    """«Vet inte än»."""
    go_on(talk, _shown(talk, press).unknown())


def press_address(talk: Conversation, press: Press) -> None:
    """«Ja, den stämmer»: nobody else here has an address like it, and it is right all the same."""
    go_on(talk, replace(_shown(talk, press), is_right=True))


def press_decision(talk: Conversation, press: Press) -> None:
    """«Lägg till beslut»: who elected or appointed them."""
    ask_for(talk, _shown(talk, press), "decision", "ask_decision")


def press_stop(talk: Conversation, _press: Press) -> None:
    """«Avbryt»: nothing was sent."""
    talk.asked("replacement")
    clear_keys(talk)
    talk.done_asking()
    talk.show_again("replacement_stopped")


def press_send(talk: Conversation, press: Press) -> None:
    """«Skicka»; secretary and chair, who ask nobody, «Registrera»."""
    draft, desk = _shown(talk, press), desk_of(talk)
    replacement = report(desk, talk.rights, draft)
    talk.done_asking()
    if may_report_for(talk.rights):
        token = register(desk, replacement, bot_name=talk.bot_name)
        show_registered(talk, replacement, token)
        talk.receipt("Registrerat")
    else:
        talk.receipt("Skickat")
        shown: dict[str, Any] = {"buttons": reporter_buttons(replacement), "about": replacement.thing}
        talk.show_again("replacement_card", **card_facts(desk, replacement, asks=False), **shown)
