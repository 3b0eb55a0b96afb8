"""/ersattare: who takes over a seat is asked for step by step, or read from one line, shown, and sent."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.acts import replacing as acts
from bot.acts.proposing import the_one_named
from bot.acts.registering import register
from bot.acts.replacement_card import reporter_buttons
from bot.model.dispatch import Button
from bot.model.press import Press
from bot.model.proposal import read_behalf
from bot.model.replacementdraft import ReplacementDraft
from bot.model.replacementtext import read_decision, read_first_day, read_replacement
from bot.model.seat import Seat
from bot.permissions import may_report, may_report_for
from bot.refusals import BeforeTheirTime, ChangeTooFar, NoSeat, NotYours, SamePerson, StaleButton
from bot.texts import plain, say
from bot.texts.dates import first_up
from handlers.booking import desk_of
from handlers.conversation import Conversation
from handlers.replacement_buttons import show_registered

SEATS_A_PAGE, LONGEST_LABEL = 8, 40
_UNKNOWN = re.compile(r"\bvet\s+(?:inte|ej|icke)\b", re.IGNORECASE)
QUESTIONS = {
    "seat": "ask_seat",
    "name": "ask_successor",
    "email": "ask_successor_email",
    "begins": "ask_first_day",
}


def replace_holder(talk: Conversation) -> None:
    """/ersattare, /byte: one line is enough; without one the first question is why."""
    if not may_report(talk.rights):
        raise NoSeat(name=None)
    name, said = read_behalf(talk.heard.args)
    if name is not None:
        _for_another(talk, name, said)
    elif said.strip():
        _read(talk, ReplacementDraft(), said, acts.seats_to_report(desk_of(talk), talk.rights))
    elif talk.rights.seats or talk.rights.deputy_seats:
        _ask_why(talk)
    else:
        _go_on(talk, ReplacementDraft(), acts.living_seats(desk_of(talk)))


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
        _go_on(talk, ReplacementDraft(), seats)


def _read(talk: Conversation, draft: ReplacementDraft, said: str, seats: Sequence[Seat]) -> None:
    _go_on(talk, _told(talk, draft, said), seats)


def _told(talk: Conversation, draft: ReplacementDraft, said: str) -> ReplacementDraft:
    if _UNKNOWN.search(said):
        words = _UNKNOWN.sub(" ", said)
        has_day = any(map(str.isdecimal, words))
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
    _go_on(talk, ReplacementDraft(), acts.seats_to_report(desk_of(talk), talk.rights))


def press_leaving_other(talk: Conversation, _press: Press) -> None:
    """«För någon annan»: secretary and chair choose among all seats."""
    _must_be_asked(talk, "why")
    if not may_report_for(talk.rights):
        raise StaleButton
    _go_on(talk, ReplacementDraft(), acts.living_seats(desk_of(talk)))


def press_hindered(talk: Conversation, _press: Press) -> None:
    """«Jag har förhinder»: nobody takes over for good."""
    _must_be_asked(talk, "why")
    talk.done_asking()
    talk.show_again("hindered")


def _go_on(talk: Conversation, draft: ReplacementDraft, seats: Iterable[Seat] = ()) -> None:
    """Ask for what is lacking, or show what would be sent.

    Whoever names an impossible day or person is asked for another, and need not say the rest again.
    """
    offered = [seat.id for seat in seats]
    if draft.seat_id is None and len(offered) == 1:
        draft = replace(draft, seat_id=offered[0])
    if draft.lacks:
        _question(talk, draft, draft.lacks, QUESTIONS[draft.lacks], seats=offered)
        return
    try:
        foreseen = acts.foresee(desk_of(talk), talk.rights, draft)
    except (ChangeTooFar, BeforeTheirTime) as no:
        _question(talk, replace(draft, begins=None), "begins", no.text_name, **no.facts)
        return
    except SamePerson as no:
        _question(talk, replace(draft, name=None, email=None), "name", no.text_name, **no.facts)
        return
    if foreseen.is_unknown_domain and not draft.is_right:
        _question(talk, draft, "address", "ask_address")
        return
    _preview(talk, foreseen)


def _question(
    talk: Conversation,
    draft: ReplacementDraft,
    asked: str,
    text_name: str,
    *,
    seats: Sequence[int] = (),
    **facts: Any,
) -> None:
    _remember(talk, draft, asked, seats)
    seat = next((each for each in talk.here.seats() if each.id == draft.seat_id), None)
    rows = [*_answers(talk, draft, asked, seats), [talk.button("Avbryt", "replstop", revision=draft.mark)]]
    talk.say(text_name, buttons=rows, useful_twice=False, draft=draft, seat=seat, **facts)


def _remember(talk: Conversation, draft: ReplacementDraft, asked: str, seats: Sequence[int] = ()) -> None:
    talk.ask("replacement", draft=draft.to_facts(), asked=asked, seats=list(seats))


def _answers(
    talk: Conversation, draft: ReplacementDraft, asked: str, seats: Sequence[int]
) -> list[list[Button]]:
    if asked == "name":
        return [[talk.button("Vet inte än", "replnone", revision=draft.mark)]]
    if asked == "address":
        return [[talk.button("Ja, den stämmer", "replmail", revision=draft.mark)]]
    return _seat_buttons(talk, seats, 0) if asked == "seat" else []


def _seat_buttons(talk: Conversation, offered: Sequence[int], page: int) -> list[list[Button]]:
    held = {each.seat.id: each.person.name for each in talk.here.tenures() if each.covers(talk.today)}
    seats = [seat for seat in talk.here.seats() if seat.id in set(offered)]
    first = page * SEATS_A_PAGE
    rows = [
        [talk.button(_label(talk, seat, held.get(seat.id)), "replseat", seat.id)]
        for seat in seats[first : first + SEATS_A_PAGE]
    ]
    if len(seats) > SEATS_A_PAGE:
        following = page + 1 if first + SEATS_A_PAGE < len(seats) else 0
        rows.append([talk.button("Fler", "replseats", following)])
    return rows


def _label(talk: Conversation, seat: Seat, holder: str | None) -> str:
    name = first_up(plain(say("seat_name", arena=talk.here.arena, seat=seat)))
    title = name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"
    return f"{title}: {holder}" if holder else title


def press_more_seats(talk: Conversation, press: Press) -> None:
    """«Fler»: the next seats in the same message."""
    facts = _must_be_asked(talk, "seat")
    rows = _seat_buttons(talk, facts["seats"], press.thing)
    talk.show_again("ask_seat", buttons=[*rows, [talk.button("Avbryt", "replstop")]])


def press_seat(talk: Conversation, press: Press) -> None:
    """One of the seats."""
    facts = _must_be_asked(talk, "seat")
    if press.thing not in facts["seats"]:
        raise StaleButton
    _go_on(talk, replace(ReplacementDraft.of_facts(facts["draft"]), seat_id=press.thing))


def take_words(talk: Conversation, facts: dict[str, Any]) -> None:
    """An answer to one of the questions, or words that correct the preview."""
    draft, said = ReplacementDraft.of_facts(facts["draft"]), talk.heard.text
    if facts["asked"] == "why":
        _ask_why(talk)
    elif facts["asked"] == "begins":
        _go_on(talk, replace(draft, begins=read_first_day(said, talk.today)))
    elif facts["asked"] == "decision":
        _go_on(talk, draft.decided(read_decision(said, talk.today)))
    else:
        seats = [seat for seat in talk.here.seats() if seat.id in set(facts["seats"])]
        _go_on(talk, _told(talk, draft, said), seats)


def _must_be_asked(talk: Conversation, asked: str) -> dict[str, Any]:
    """The question that the button belongs to. Raises StaleButton."""
    dialogue = talk.store.dialogue(talk.heard.chat_id, talk.heard.sender_id or 0)
    is_asked = dialogue and dialogue.flow == "replacement" and dialogue.facts["asked"] == asked
    is_here = dialogue and talk.place and dialogue.arena_id == talk.here.arena.id
    if dialogue is None or not is_asked or not is_here or dialogue.expires_at <= talk.now:
        raise StaleButton
    return dialogue.facts


def _shown(talk: Conversation, press: Press) -> ReplacementDraft:
    """The draft as it stood on the message that was pressed. Raises StaleButton."""
    dialogue = talk.store.dialogue(talk.heard.chat_id, talk.heard.sender_id or 0)
    if dialogue is None or dialogue.flow != "replacement" or dialogue.expires_at <= talk.now:
        raise StaleButton
    draft = ReplacementDraft.of_facts(dialogue.facts["draft"])
    if dialogue.arena_id != press.arena_id or draft.mark != press.revision:
        raise StaleButton
    return draft


def press_unknown(talk: Conversation, press: Press) -> None:
    """«Vet inte än»."""
    _go_on(talk, _shown(talk, press).unknown())


def press_address(talk: Conversation, press: Press) -> None:
    """«Ja, den stämmer»: nobody else here has an address like it, and it is right all the same."""
    _go_on(talk, replace(_shown(talk, press), is_right=True))


def press_decision(talk: Conversation, press: Press) -> None:
    """«Lägg till beslut»: who elected or appointed them."""
    _question(talk, _shown(talk, press), "decision", "ask_decision")


def press_stop(talk: Conversation, _press: Press) -> None:
    """«Avbryt»: nothing was sent."""
    dialogue = talk.store.dialogue(talk.heard.chat_id, talk.heard.sender_id or 0)
    if dialogue is None or dialogue.flow != "replacement":
        raise StaleButton
    talk.done_asking()
    talk.show_again("replacement_stopped")


def _preview(talk: Conversation, foreseen: acts.Foreseen) -> None:
    draft = foreseen.draft
    _remember(talk, draft, "preview")
    send = talk.button("Registrera" if foreseen.may_register else "Skicka", "replsend", revision=draft.mark)
    stop = talk.button("Avbryt", "replstop", revision=draft.mark)
    decision = talk.button("Lägg till beslut", "repldecided", revision=draft.mark)
    rows = [[send], [stop]] if draft.is_unknown else [[send], [decision, stop]]
    facts: dict[str, Any] = {"foreseen": foreseen, "draft": draft, "today": talk.today}
    talk.say("replacement_preview", buttons=rows, useful_twice=False, **facts)


def press_send(talk: Conversation, press: Press) -> None:
    """«Skicka»; secretary and chair, who ask nobody, «Registrera»."""
    draft, desk = _shown(talk, press), desk_of(talk)
    replacement = acts.report(desk, talk.rights, draft)
    talk.done_asking()
    if may_report_for(talk.rights):
        token = register(desk, replacement, bot_name=talk.bot_name)
        show_registered(talk, replacement, token)
    else:
        buttons = reporter_buttons(replacement)
        talk.show_again(
            "replacement_card", buttons=buttons, replacement=replacement, today=talk.today, asks=False
        )
