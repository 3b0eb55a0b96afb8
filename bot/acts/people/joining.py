"""How a person on the roster becomes a person in the chat, and how a wrong one is taken back."""

from datetime import datetime

from bot.acts.desk import Desk
from bot.acts.meetings.feeds import revoke_feeds
from bot.acts.people.welcoming import welcome
from bot.acts.sending.promises import responsible, tell_all, tell_person
from bot.model.dispatch import Button
from bot.model.joining import ChatKind, Invitation, hashed, new_code, new_token
from bot.model.notice import JOINING
from bot.model.person import Person
from bot.permissions import may_invite, may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import LinkForAnother, LinkUsed, StaleButton
from bot.texts import say


def invite_person(
    store: Store, place: ArenaStore, person: Person, *, by: Person | None = None, now: datetime, through: str
) -> str:
    """A new secret for the person's join link; an older one of this arena stops working."""
    for older in place.open_invitations(person=person):
        older.replaced = True
    token = new_token()
    store.keep(Invitation(arena_id=place.arena.id, secret_hash=hashed(token), made_at=now, person=person))
    store.record(
        "invited",
        f"person:{person.id}",
        now=now,
        arena_id=place.arena.id,
        person=by,
        through=through,
    )
    return token


def invite_chat(store: Store, place: ArenaStore, kind: ChatKind, *, now: datetime) -> str:
    """A new code for binding the arena's chat of that kind; an older one stops working."""
    for older in place.open_invitations(kind=kind):
        older.replaced = True
    code = new_code()
    store.keep(Invitation(arena_id=place.arena.id, secret_hash=hashed(code), made_at=now, chat_kind=kind))
    store.record("coded", kind.value, now=now, arena_id=place.arena.id, person=None, through="command line")
    return code


def is_used_by(store: Store, secret: str, person: Person) -> bool:
    """Whether this is the link by which the person joined."""
    invitation = store.invitation_by_secret(secret)
    is_theirs = invitation is not None and invitation.person is person
    return bool(is_theirs and invitation and invitation.used_at and not invitation.replaced)


def open_link(store: Store, secret: str, account: Person | None, *, now: datetime) -> Invitation:
    """The invitation behind a join link.

    Raises LinkUsed for a link that does not work (any more), LinkForAnother for an account that is
    already somebody else on a roster: one person has one account for all arenas.
    """
    invitation = store.invitation_by_secret(secret)
    if invitation is None or invitation.person is None or not invitation.is_open(now):
        raise LinkUsed
    if account and account.id != invitation.person.id:
        raise LinkForAnother(name=account.name)
    return invitation


def join(store: Store, invitation: Invitation, telegram_id: int, *, now: datetime) -> ArenaStore:
    """The person pressed «Det är jag»: tie the account, or let the secretary confirm it first.

    The first of those who could confirm needs no confirmation: the operator gave them the link.
    Raises LinkUsed if the link was used or replaced meanwhile, LinkForAnother for an account that has
    become somebody else.
    """
    place, person = store.within(invitation.arena_id), invitation.person
    if place is None or person is None or not invitation.is_open(now):
        raise LinkUsed
    _must_be_free(store, person, telegram_id)
    invitation.used_at = now
    is_new = person.telegram_id != telegram_id
    if place.arena.join == "confirmed" and is_new and not _is_first(place, person, now):
        invitation.waits_for = telegram_id
        _ask_secretary(store, place, invitation, "join_asked", now=now)
        return place
    _admit(store, place, invitation, telegram_id, now=now)
    _ask_secretary(store, place, invitation, "join_told", now=now)
    return place


def _is_first(place: ArenaStore, person: Person, now: datetime) -> bool:
    """Whether the person could be asked about others, and nobody else can be yet."""
    may = may_prepare(place.standing(person, place.arena.today(now)))
    return may and not responsible(place, now, apart_from=person)


def may_settle(place: ArenaStore, person: Person, *, now: datetime) -> bool:
    """Whether the person says who is right and wrong: secretary, chair, or whoever stands in for them."""
    is_leading = may_invite(place.standing(person, place.arena.today(now)))
    return is_leading or person in responsible(place, now)


def confirm(store: Store, place: ArenaStore, invitation: Invitation, *, by: Person, now: datetime) -> None:
    """The secretary says that it is the right person; rights begin here in a confirmed arena.

    Raises StaleButton if nobody waits any more.
    """
    if invitation.waits_for is None or invitation.person is None:
        raise StaleButton
    telegram_id, invitation.waits_for = invitation.waits_for, None
    _admit(store, place, invitation, telegram_id, now=now)
    _record(store, place, invitation, "join confirmed", by=by, now=now)
    desk = Desk(store=store, place=place, now=now, through="chat", by=by)
    welcome(desk, invitation.person, key=f"confirmed:{invitation.id}")


def undo(store: Store, place: ArenaStore, invitation: Invitation, *, by: Person, now: datetime) -> str | None:
    """It was the wrong person: untie the account, and give back a new secret for the right one.

    None if the right one has their former account again. Raises StaleButton if that was done before.
    """
    person = invitation.person
    if person is None or invitation.used_at is None or invitation.replaced:
        raise StaleButton
    was_admitted, former = invitation.waits_for is None, invitation.instead_of
    invitation.replaced, invitation.waits_for, invitation.instead_of = True, None, None
    _record(store, place, invitation, "join undone", by=by, now=now)
    # Whoever was there has seen the person's address, or made one.
    if was_admitted:
        revoke_feeds(store, person, by=by, now=now)
        person.unjoin()
    if was_admitted and former and store.person_by_telegram(former) is None:
        person.join(former, now)
        store.flush()
        text = say("join_given_back", arena=place.arena, has_lost_feed=store.has_lost_feed(person))
        tell_person(store, place, person, text, key=f"given_back:{invitation.id}")
    return None if person.telegram_id else invite_person(store, place, person, by=by, now=now, through="chat")


def _admit(
    store: Store, place: ArenaStore, invitation: Invitation, telegram_id: int, *, now: datetime
) -> None:
    person = invitation.person
    if person is None:
        raise LinkUsed
    _must_be_free(store, person, telegram_id)
    if person.telegram_id != telegram_id:
        invitation.instead_of = person.telegram_id
    person.join(telegram_id, now)
    place.drop_notices(f"{JOINING}:{person.id}", now=now)
    _record(store, place, invitation, "joined", by=person, now=now)
    # Those who came before anybody could be asked are asked about now, each once.
    for waiting in place.unconfirmed_invitations():
        _ask_secretary(store, place, waiting, "join_asked", now=now)


def _must_be_free(store: Store, person: Person, telegram_id: int) -> None:
    holder = store.person_by_telegram(telegram_id)
    if holder and holder.id != person.id:
        raise LinkForAnother(name=holder.name)


def _record(
    store: Store, place: ArenaStore, invitation: Invitation, verb: str, *, by: Person, now: datetime
) -> None:
    thing = f"person:{invitation.person.id if invitation.person else 0}"
    store.record(verb, thing, now=now, arena_id=place.arena.id, person=by, through="chat")


def _ask_secretary(
    store: Store, place: ArenaStore, invitation: Invitation, text_name: str, *, now: datetime
) -> None:
    person = invitation.person
    if person is None:
        return
    text = say(text_name, arena=place.arena, person=person)
    buttons = [[_button(place, invitation, "Fel person", "joinwrong")]]
    if invitation.waits_for:
        buttons = [[_button(place, invitation, f"Ja, det är {person.name}", "joinyes")], *buttons]
    asked = responsible(place, now, apart_from=person)
    tell_all(store, place, asked, text, key=f"joined:{invitation.id}", buttons=buttons)


def _button(place: ArenaStore, invitation: Invitation, text: str, action: str) -> Button:
    return Button(text=text, action=action, arena_id=place.arena.id, thing=invitation.id)
