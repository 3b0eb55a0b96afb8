"""/bjudin: whom, and to what, asked for step by step or read from one line, shown, and done."""

from dataclasses import replace
from typing import Any

from bot.acts.desk import Desk
from bot.acts.people import co_opting as acts
from bot.acts.people.ending import is_known_here
from bot.acts.people.invited_to import item_of_line, item_of_number, lines_of, meeting_of_day, nearest_meeting
from bot.acts.people.inviting import invite_person, roster
from bot.acts.replacements.foreseeing import living_seats
from bot.model.co_option import CoOption
from bot.model.dispatch import Button
from bot.model.invited import CoOptionDraft, InvitedWords, read_invited
from bot.model.item import shortened
from bot.model.person import Person
from bot.model.press import Press
from bot.model.replacementdraft import ReplacementDraft
from bot.model.seat import Seat, SeatKind
from bot.refusals import BadInvitation, NothingToInviteTo, StaleButton
from bot.texts.dates import at_time
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation
from handlers.chat.replacement_questions import go_on as go_on_with_replacement

MOST_MEETINGS, MOST_LINES = 4, 8


def invite(talk: Conversation) -> None:
    """/bjudin: a new link for somebody on the roster, or a co-option for anybody else."""
    if talk.heard.args.strip():
        _go_on(talk, CoOptionDraft(), talk.heard.args)
    else:
        _put(talk, CoOptionDraft(), "ask_whom_to_invite", [])


def take_words(talk: Conversation, facts: dict[str, Any]) -> None:
    """An answer to one of the questions, or words that change the preview."""
    _go_on(talk, CoOptionDraft.of_facts(facts["draft"]), talk.heard.text)


def _go_on(talk: Conversation, draft: CoOptionDraft, said: str) -> None:
    words = read_invited(said, talk.today)
    draft = _said(desk_of(talk), draft.said(words), words)
    if draft.email is None:
        raise BadInvitation
    person = talk.store.person_by_email(draft.email)
    if draft.is_for_something:
        _preview(talk, draft)
    elif person and person in roster(talk.here, talk.today):
        talk.done_asking()
        talk.say("new_link", person=person, token=_new_token(talk, person), since=None)
    else:
        _ask_to_what(talk, draft, person)


def _said(desk: Desk, draft: CoOptionDraft, words: InvitedWords) -> CoOptionDraft:
    """The same with the meeting or the item that was named."""
    if words.number is not None:
        return replace(draft, meeting_id=None, item_id=item_of_number(desk, words.number).id)
    if words.line is not None:
        item = item_of_line(desk, meeting_of_day(desk, words.day), words.line)
        return replace(draft, meeting_id=None, item_id=item.id)
    if words.to_meeting:
        return replace(draft, meeting_id=meeting_of_day(desk, words.day).id, item_id=None)
    return draft


def _new_token(talk: Conversation, person: Person) -> str:
    return invite_person(talk.store, talk.here, person, by=talk.who, now=talk.now, through="chat")


def _put(talk: Conversation, draft: CoOptionDraft, text: str, rows: list[list[Button]], **facts: Any) -> None:
    talk.ask("inviting", draft=draft.to_facts())
    stop = talk.button("Avbryt", "cooptstop", revision=draft.mark)
    talk.say(text, buttons=[*rows, [stop]], useful_twice=False, draft=draft, **facts)


def _ask_to_what(talk: Conversation, draft: CoOptionDraft, person: Person | None) -> None:
    held = talk.here.co_opted(person, talk.today) if person else []
    if not draft.name and not held:
        raise BadInvitation
    words = [("Adjungera till mötet", "cooptmeet"), ("Till en punkt", "cooptitem")]
    rows = [[talk.button("Ny länk", "cooptlink", revision=draft.mark)]] if held else []
    rows += [[talk.button(word, action, revision=draft.mark)] for word, action in words]
    if _deputies(talk):
        word = talk.here.arena.word("deputy").capitalize()
        rows.append([talk.button(word, "cooptdep", revision=draft.mark)])
    rows += [[talk.button(f"Ta bort: {_thing(each)}", "cooptundo", each.id)] for each in held]
    _put(talk, draft, "ask_invited_to", rows, held=held)


def _thing(co_option: CoOption) -> str:
    if co_option.item:
        return shortened(co_option.item.title)
    return at_time(co_option.at.starts_local) if co_option.at else ""


def _deputies(talk: Conversation) -> list[Seat]:
    return [seat for seat in living_seats(desk_of(talk)) if seat.kind is SeatKind.DEPUTY]


def _shown(talk: Conversation, press: Press) -> CoOptionDraft:
    """The draft as it stood on the message that was pressed. Raises StaleButton."""
    draft = CoOptionDraft.of_facts(talk.asked("inviting")["draft"])
    if draft.mark != press.revision:
        raise StaleButton
    return draft


def press_meeting(talk: Conversation, press: Press) -> None:
    """«Adjungera till mötet», and one of the meetings where there are several."""
    draft, coming = _shown(talk, press), talk.here.coming_meetings(talk.now)
    if not coming:
        raise NothingToInviteTo
    chosen = next((each for each in coming if each.id == press.thing), None)
    if chosen is None and press.thing:
        raise StaleButton
    if chosen or len(coming) == 1:
        _preview(talk, replace(draft, meeting_id=(chosen or coming[0]).id, item_id=None))
        return
    rows = [
        [talk.button(at_time(each.starts_local), "cooptmeet", each.id, draft.mark)]
        for each in coming[:MOST_MEETINGS]
    ]
    _put(talk, draft, "ask_which_meeting", rows)


def press_item(talk: Conversation, press: Press) -> None:
    """«Till en punkt», and one of the items of the nearest agenda."""
    draft, meeting = _shown(talk, press), nearest_meeting(desk_of(talk))
    lines = lines_of(desk_of(talk), meeting)
    if press.thing:
        if press.thing not in {line.item_id for line in lines}:
            raise StaleButton
        _preview(talk, replace(draft, meeting_id=None, item_id=press.thing))
        return
    rows = [
        [talk.button(f"{line.number}. {shortened(line.title)}", "cooptitem", line.item_id or 0, draft.mark)]
        for line in lines[:MOST_LINES]
    ]
    _put(talk, draft, "ask_which_line", rows, lines=lines, meeting=meeting)


def press_deputy(talk: Conversation, press: Press) -> None:
    """«Suppleant»: that is a seat, which /ersattare fills."""
    draft = _shown(talk, press)
    seats = _deputies(talk)
    if not seats:
        raise StaleButton
    go_on_with_replacement(talk, ReplacementDraft(name=draft.name, email=draft.email), seats)


def _preview(talk: Conversation, draft: CoOptionDraft) -> None:
    invited = acts.look_up(desk_of(talk), draft)
    rows = [[talk.button("Bjud in", "cooptdo", revision=draft.mark)]]
    if invited.item and invited.item.is_open and invited.item.presenter is None:
        rows.append([talk.button("Bjud in som föredragande", "cooptpres", revision=draft.mark)])
    reaches = invited.person is not None and invited.person.reachable
    _put(talk, draft, "co_opt_preview", rows, invited=invited, reaches=reaches)


def press_do(talk: Conversation, press: Press) -> None:
    """«Bjud in», «Bjud in som föredragande»."""
    draft, presents = _shown(talk, press), press.action == "cooptpres"
    co_option, token = acts.co_opt(desk_of(talk), talk.rights, draft, presents=presents)
    talk.done_asking()
    undo = talk.button("Ångra", "cooptundo", co_option.id)
    talk.show_again("co_opted_done", buttons=[[undo]], co_option=co_option, token=token)


def press_link(talk: Conversation, press: Press) -> None:
    """«Ny länk» for somebody who is co-opted already."""
    draft = _shown(talk, press)
    person = talk.store.person_by_email(draft.email or "")
    if person is None or not is_known_here(desk_of(talk), person):
        raise StaleButton
    talk.done_asking()
    talk.show_again("new_link", person=person, token=_new_token(talk, person), since=None)


def press_undo(talk: Conversation, press: Press) -> None:
    """«Ångra», «Ta bort»."""
    co_option = acts.take_back(desk_of(talk), talk.rights, press.thing)
    talk.done_with("inviting")
    talk.show_again("co_opted_undone", co_option=co_option)


def press_stop(talk: Conversation, press: Press) -> None:
    """«Avbryt»: nobody was invited."""
    _shown(talk, press)
    talk.done_asking()
    talk.show_again("co_opt_stopped")
