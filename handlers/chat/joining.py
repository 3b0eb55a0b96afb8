"""/start with and without a link, and the buttons by which people join or are taken back."""

from bot.acts.people import joining
from bot.acts.people.openings import cannot_be_asked
from bot.acts.people.welcoming import latest_papers, welcome_facts, welcome_subject
from bot.model.joining import Invitation
from bot.model.press import Press
from bot.ports.arena_store import ArenaStore
from bot.refusals import LinkUsed, StaleButton
from handlers.chat import co_opted, groups, items
from handlers.chat.conversation import Conversation


def start(talk: Conversation) -> None:
    """/start: a join link, a link into an item, or a plain hello."""
    payload = talk.heard.args
    if talk.heard.in_group:
        if payload:
            groups.bind(talk)
    elif payload.startswith("item-"):
        items.open_by_link(talk, payload)
    elif payload and payload != "start":
        _show_link(talk, payload)
    else:
        _hello(talk)


def _show_link(talk: Conversation, secret: str) -> None:
    if talk.person and joining.is_used_by(talk.store, secret, talk.person):
        # The link that one came by is opened again out of habit.
        _hello(talk)
        return
    invitation = joining.open_link(talk.store, secret, talk.person, now=talk.now)
    place = talk.store.within(invitation.arena_id)
    if place is None:
        raise LinkUsed
    # Nobody has joined yet: the button is of no arena of the presser's, and the answer in no right.
    yes = talk.button("Det är jag", "joinme", invitation.id)
    talk.say("join_link", buttons=[[yes]], person=invitation.person, join_arena=place.arena)


def _hello(talk: Conversation) -> None:
    if not talk.own_arenas:
        talk.say("hello_stranger", useful_twice=False)
        return
    if talk.store.arenas_of(talk.who, talk.now) or talk.store.coming_arenas_of(talk.who, talk.now):
        _welcome(talk)
    co_opted.list_everywhere(talk)


def pressed_me(talk: Conversation, press: Press) -> None:
    """«Det är jag»."""
    invitation = talk.store.invitation_by_id(press.thing)
    if invitation is None or talk.heard.sender_id is None or talk.heard.in_group:
        raise StaleButton
    was = invitation.person.telegram_id if invitation.person else None
    place = joining.join(talk.store, invitation, talk.heard.sender_id, now=talk.now)
    talk.person = invitation.person
    if invitation.person and invitation.person.telegram_id != talk.heard.sender_id:
        talk.person = None
        is_stuck = cannot_be_asked(talk.store, invitation, invitation.person, now=talk.now)
        talk.show_again("join_waits", join_arena=place.arena, is_stuck=is_stuck)
        return
    talk.enter(place.arena)
    if talk.rights.is_co_opted:
        co_opted.welcome(talk)
        return
    _welcome(talk)
    _give_papers(talk, place)
    for arena in talk.store.arenas_of(talk.who, talk.now) if was != talk.heard.sender_id else ():
        if arena.id != place.arena.id and (other := talk.store.within(arena.id)):
            _give_papers(talk, other)


def _give_papers(talk: Conversation, place: ArenaStore) -> None:
    talk.enter(place.arena)
    if talk.rights.is_someone:
        for name, sha256, subject in latest_papers(place):
            talk.send_file(sha256, name, subject=subject)


def _welcome(talk: Conversation) -> None:
    """In the arena's name where there is one; of several it is in none."""
    facts = welcome_facts(talk.store, talk.who, now=talk.now)
    talk.place = talk.standing = None
    if len(facts["rooms"]) == 1:
        talk.enter(facts["rooms"][0].arena)
    talk.say("welcome", subject=welcome_subject(facts), **facts)


def pressed_wrong(talk: Conversation, press: Press) -> None:
    """«Fel person»: undone, and a new link for the right one, who has lost none but the wrong account."""
    invitation = _settled_invitation(talk, press)
    token = joining.undo(talk.store, talk.here, invitation, by=talk.who, now=talk.now)
    talk.show_again("join_undone", person=invitation.person, token=token)


def _settled_invitation(talk: Conversation, press: Press) -> Invitation:
    invitation = talk.here.invitation(press.thing)
    may = joining.may_settle(talk.here, talk.who, now=talk.now)
    if invitation is None or invitation.person is None or not may:
        raise StaleButton
    return invitation


def pressed_right(talk: Conversation, press: Press) -> None:
    """«Ja, det är …» in an arena where the secretary confirms."""
    invitation = _settled_invitation(talk, press)
    is_in = joining.confirm(talk.store, talk.here, invitation, by=talk.who, now=talk.now)
    wrong = talk.button("Fel person", "joinwrong", invitation.id)
    text = "join_told" if is_in else "join_half"
    talk.show_again(text, buttons=[[wrong]], person=invitation.person)
