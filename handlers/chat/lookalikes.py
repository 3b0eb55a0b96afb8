"""Proposals like an item that exists: put aside, asked about in private, and stored when that is wanted."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.acts.items.incoming import checked_file_name
from bot.acts.items.proposing import Doubt, Origin, propose_items
from bot.model.dialogue import PATIENCE, Dialogue, Slot
from bot.model.dispatch import Button
from bot.model.item import TITLE_ON_BUTTON, AgendaItem
from bot.model.press import Press
from bot.model.proposal import Proposal
from bot.permissions import may_see_item
from bot.refusals import StaleButton
from handlers.chat.conversation import Conversation
from handlers.chat.hearing import HeardFile
from handlers.chat.itemfiles import attach
from handlers.chat.items import show_card

Aside = dict[str, Any]


def put_aside(talk: Conversation, origin: Origin, doubts: Sequence[Doubt], file: HeardFile | None) -> None:
    """Keep the proposals until the proposer presses, for a day at most, and ask in private what they want.

    Raises what checked_file_name does, so that no file is kept that would be refused later.
    """
    if file:
        checked_file_name(file.name, file.size)
    waiting = _kept(talk)
    number = max((each["number"] for each in waiting), default=0)
    new = [
        _aside(talk, origin, doubt, number + step, file if step == 1 else None)
        for step, doubt in enumerate(doubts, start=1)
    ]
    _keep(talk, [*waiting, *new])
    talk.say_privately("similar_items", buttons=_rows(talk, new), asides=new, added_item=None)
    if talk.heard.in_group:
        talk.say("asked_in_private", useful_twice=False)


def forget_asides(talk: Conversation) -> None:
    """The message is edited: what was put aside of its earlier words is asked about no more."""
    kept = _kept(talk)
    left = [each for each in kept if not _is_of(each, talk.heard.chat_id, talk.heard.message_id)]
    if len(left) < len(kept):
        _keep(talk, left)


def _is_of(aside: Aside, chat_id: int | None, message_id: int | None) -> bool:
    return (aside["chat"], aside["message"]) == (chat_id, message_id)


def _aside(talk: Conversation, origin: Origin, doubt: Doubt, number: int, file: HeardFile | None) -> Aside:
    # Before the agenda is sent nobody learns the title of an item that they may not see.
    is_seen = may_see_item(talk.rights, doubt.like)
    return {
        "number": number,
        "arena": talk.here.arena.id,
        "proposal": asdict(doubt.proposal),
        "proposer": origin.proposer.person.id,
        "chat": origin.chat_id,
        "message": origin.message_id,
        "file": asdict(file) if file else None,
        "like": {"id": doubt.like.id, "number": doubt.like.number, "title": doubt.like.title}
        if is_seen
        else None,
    }


def _rows(talk: Conversation, asides: Sequence[Aside]) -> list[list[Button]]:
    return [_row(talk, aside, is_alone=len(asides) == 1) for aside in asides]


def _row(talk: Conversation, aside: Aside, *, is_alone: bool) -> list[Button]:
    title = aside["proposal"]["title"]
    words = "Lägg till ändå" if is_alone else f"Lägg till {title[:TITLE_ON_BUTTON]} ändå"
    row = [talk.button(words, "addanyway", aside["number"])]
    return [*row, talk.button("Visa", "item", aside["like"]["id"])] if aside["like"] else row


def press_add_anyway(talk: Conversation, press: Press) -> None:
    """«Lägg till ändå»."""
    kept = _kept(talk)
    aside = next((each for each in kept if each["number"] == press.thing), None)
    if aside is None or aside["arena"] != talk.here.arena.id:
        raise StaleButton
    left = [each for each in kept if each is not aside]
    item = _store(talk, aside)
    _keep(talk, left)
    asked = [each for each in left if _is_of(each, aside["chat"], aside["message"])]
    talk.show_again("similar_items", buttons=_rows(talk, asked), asides=asked, added_item=item)
    show_card(talk, item, is_new=True)


def _store(talk: Conversation, aside: Aside) -> AgendaItem:
    named = talk.store.person(aside["proposer"])
    proposer = talk.here.standing(named, talk.today) if named else None
    if proposer is None or not proposer.is_someone:
        raise StaleButton
    origin = Origin(by=talk.rights, proposer=proposer, chat_id=aside["chat"], message_id=aside["message"])
    proposal = Proposal(**aside["proposal"])
    stored = propose_items(talk.store, talk.here, origin, [proposal], anyway=True, now=talk.now).stored
    if aside["file"]:
        attach(talk, stored[0], HeardFile(**aside["file"]))
    return stored[0]


def _kept(talk: Conversation) -> list[Aside]:
    sender = talk.heard.sender_id or 0
    found = talk.store.dialogue(sender, sender, Slot.PUT_ASIDE)
    return list(found.facts["asides"]) if found and found.expires_at > talk.now else []


def _keep(talk: Conversation, asides: Sequence[Aside]) -> None:
    sender = talk.heard.sender_id or 0
    talk.store.end_dialogue(sender, sender, Slot.PUT_ASIDE)
    if asides:
        talk.store.ask(
            Dialogue(
                chat_id=sender,
                telegram_id=sender,
                flow="similar",
                facts={"asides": list(asides)},
                expires_at=talk.now + PATIENCE,
                slot=Slot.PUT_ASIDE,
            )
        )
