"""What is still lacking of a change of holder is asked for; when nothing is, it is shown to be sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.acts.replacements.foreseeing import Foreseen, foresee
from bot.model.dispatch import Button
from bot.model.replacementdraft import ReplacementDraft
from bot.model.seat import Seat
from bot.refusals import BeforeTheirTime, ChangeTooFar, SamePerson
from bot.texts import plain, say
from bot.texts.dates import first_up
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation
from handlers.chat.picking import clear_keys

SEATS_A_PAGE, LONGEST_LABEL = 8, 40
QUESTIONS = {
    "seat": "ask_seat",
    "name": "ask_successor",
    "email": "ask_successor_email",
    "begins": "ask_first_day",
}


def go_on(talk: Conversation, draft: ReplacementDraft, seats: Iterable[Seat] = ()) -> None:
    """Ask for what is lacking, or show what would be sent.

    Whoever names an impossible day or person is asked for another, and need not say the rest again.
    """
    offered = [seat.id for seat in seats]
    if draft.seat_id is None and len(offered) == 1:
        draft = replace(draft, seat_id=offered[0])
    if draft.lacks:
        ask_for(talk, draft, draft.lacks, QUESTIONS[draft.lacks], seats=offered)
        return
    try:
        foreseen = foresee(desk_of(talk), talk.rights, draft)
    except (ChangeTooFar, BeforeTheirTime) as no:
        ask_for(talk, replace(draft, begins=None), "begins", no.text_name, **no.facts)
        return
    except SamePerson as no:
        ask_for(talk, replace(draft, name=None, email=None), "name", no.text_name, **no.facts)
        return
    if foreseen.is_unknown_domain and not draft.is_right:
        ask_for(talk, draft, "address", "ask_address")
        return
    _preview(talk, foreseen)


def ask_for(
    talk: Conversation,
    draft: ReplacementDraft,
    asked: str,
    text_name: str,
    *,
    seats: Sequence[int] = (),
    **facts: Any,
) -> None:
    clear_keys(talk)
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
        pick = talk.button("Välj i Telegram", "replpick", revision=draft.mark)
        return [[pick], [talk.button("Vet inte än", "replnone", revision=draft.mark)]]
    if asked == "address":
        return [[talk.button("Ja, den stämmer", "replmail", revision=draft.mark)]]
    return seat_buttons(talk, seats, 0) if asked == "seat" else []


def seat_buttons(talk: Conversation, offered: Sequence[int], page: int) -> list[list[Button]]:
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
    return f"{title}: {holder or 'vakant'}"


def _preview(talk: Conversation, foreseen: Foreseen) -> None:
    draft = foreseen.draft
    clear_keys(talk)
    _remember(talk, draft, "preview")
    send = talk.button("Registrera" if foreseen.may_register else "Skicka", "replsend", revision=draft.mark)
    stop = talk.button("Avbryt", "replstop", revision=draft.mark)
    decision = talk.button("Lägg till beslut", "repldecided", revision=draft.mark)
    rows = [[send], [stop]] if draft.is_unknown else [[send], [decision, stop]]
    facts: dict[str, Any] = {"foreseen": foreseen, "draft": draft, "today": talk.today}
    talk.say("replacement_preview", buttons=rows, useful_twice=False, **facts)
