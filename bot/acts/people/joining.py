"""How a person on the roster becomes a person in the chat, and how a wrong one is taken back."""

from collections.abc import Sequence
from datetime import datetime

from bot.acts.desk import Desk
from bot.acts.meetings.feeds import revoke_feeds
from bot.acts.people.acquaintance import acquaint_all
from bot.acts.people.inviting import introduce, invite_person
from bot.acts.people.openings import (
    Opening,
    ask,
    open_everywhere,
    openings,
    reserve_joining,
    still_concerned,
    tell,
    tell_undone,
    to_confirm,
    were_agreed,
)
from bot.acts.people.welcoming import welcome
from bot.acts.sending.promises import responsible, tell_person
from bot.model.co_option import CO_OPTED
from bot.model.joining import Invitation
from bot.model.notice import JOINING
from bot.model.person import Person
from bot.permissions import may_invite
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import AccountTaken, LinkForAnother, LinkUsed, StaleButton
from bot.texts import say


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
    """The person pressed «Det är jag»: tie the account, or let those concerned confirm it first.

    Raises LinkUsed if the link was used or replaced meanwhile, LinkForAnother for an account that has
    become somebody else.
    """
    place, person = store.within(invitation.arena_id), invitation.person
    if place is None or person is None:
        raise LinkUsed
    reserve_joining(store, invitation, person, now=now)
    if not invitation.is_open(now):
        raise LinkUsed
    _must_be_free(store, person, telegram_id)
    invitation.used_at = now
    store.flush()
    open_everywhere(store, invitation, person, now=now)
    opened = openings(store, invitation, person)
    if person.telegram_id == telegram_id or not _wait(store, opened, telegram_id, now=now):
        _admit(store, opened, telegram_id, now=now)
    return place


def _wait(store: Store, opened: Sequence[Opening], telegram_id: int, *, now: datetime) -> bool:
    """Whether the account is not let in before those of these arenas who are to confirm it have."""
    waiting = list(to_confirm(opened, now=now))
    for each in waiting:
        each.invitation.waits_for = telegram_id
    store.flush()
    ask(store, waiting, now=now)
    if waiting:
        _warn(store, opened, now)
    return bool(waiting)


def _warn(store: Store, opened: Sequence[Opening], now: datetime) -> None:
    """Whoever has joined hears once that somebody else says to be them, while it can be stopped."""
    for place, person in [(each.place, each.person) for each in opened]:
        standing = place.standing(person, place.arena.today(now))
        if standing.is_someone or standing.is_co_opted:
            subject = None if standing.is_someone else CO_OPTED
            text = say("join_of_yours", arena=place.arena)
            tell_person(
                store, place, person, text, key=f"of_yours:{opened[0].invitation.id}", subject=subject
            )
            return


def may_settle(place: ArenaStore, person: Person, *, now: datetime) -> bool:
    """Whether the person says who is right and wrong: secretary, chair, or whoever stands in for them."""
    is_leading = may_invite(place.standing(person, place.arena.today(now)))
    return is_leading or person in responsible(place, now)


def confirm(store: Store, place: ArenaStore, invitation: Invitation, *, by: Person, now: datetime) -> bool:
    """The secretary says that it is the right person; rights begin when every arena that is asked has.

    False while another is to confirm it. Raises StaleButton if nobody waits any more, AccountTaken if whoever
    waits has become somebody else.
    """
    person = invitation.person
    if person is None:
        raise StaleButton
    reserve_joining(store, invitation, person, now=now)
    if invitation.waits_for is None or invitation.replaced:
        raise StaleButton
    if _holder(store, person, invitation.waits_for):
        raise AccountTaken(person=person)
    telegram_id, invitation.waits_for = invitation.waits_for, None
    store.flush()
    Opening(place, invitation, person).record(store, "join confirmed", by=by, now=now)
    # Arenas that the person has come to since are asked now.
    _wait(store, open_everywhere(store, invitation, person, now=now), telegram_id, now=now)
    opened = openings(store, invitation, person)
    if any(each.waits for each in still_concerned(store, opened, now=now)):
        return False
    _admit(store, opened, telegram_id, now=now)
    for each in still_concerned(store, opened, now=now):
        desk = Desk(store=store, place=each.place, now=now, through="chat", by=by)
        welcome(desk, person, key=f"confirmed:{invitation.opening}", papers=f"confirmed:{each.invitation.id}")
    return True


def undo(store: Store, place: ArenaStore, invitation: Invitation, *, by: Person, now: datetime) -> str | None:
    """It was the wrong person: untie the account, and give back a new secret for the right one.

    Any arena of theirs says so for all of them, and the others hear of it. None if the right one has their
    former account again. Raises StaleButton if that was done before, or the person is nobody here any more.
    """
    person = invitation.person
    if person is None:
        raise StaleButton
    reserve_joining(store, invitation, person, now=now)
    if invitation.used_at is None or invitation.replaced:
        raise StaleButton
    # Of whoever is nobody here any more the account is others' to judge.
    if invitation.waits_for is None and not _is_here(store, place, person, now):
        raise StaleButton
    # Whoever it is to know of, the arenas too that the person has come to since.
    open_everywhere(store, invitation, person, now=now)
    opened = openings(store, invitation, person)
    was_admitted, former = not any(each.waits for each in opened), invitation.instead_of
    for each in opened:
        each.record(store, "join undone", by=by, now=now)
    # By whichever link the account came besides: none of their buttons is to undo what comes after.
    for link in store.opened_invitations(person) if was_admitted else [each.invitation for each in opened]:
        _close(link)
    # Whoever was there has seen the person's address, or made one.
    if was_admitted:
        revoke_feeds(store, person, by=by, now=now)
        person.unjoin()
    if was_admitted and former and store.person_by_telegram(former) is None:
        person.join(former, now)
        store.flush()
        for each in opened:
            introduce(store, each.place, person, now=now)
        text = say("join_given_back", arena=place.arena, has_lost_feed=store.has_lost_feed(person))
        tell_person(store, place, person, text, key=f"given_back:{invitation.id}")
    others = [each for each in opened if each.place.arena.id != place.arena.id]
    tell_undone(store, others, now=now)
    return None if person.telegram_id else invite_person(store, place, person, by=by, now=now, through="chat")


def _is_here(store: Store, place: ArenaStore, person: Person, now: datetime) -> bool:
    return any(arena.id == place.arena.id for arena in store.every_arena_of(person, now))


def _close(invitation: Invitation) -> None:
    invitation.replaced, invitation.waits_for, invitation.instead_of = True, None, None


def _admit(store: Store, opened: Sequence[Opening], telegram_id: int, *, now: datetime) -> None:
    person = opened[0].person
    _must_be_free(store, person, telegram_id)
    former, is_new = person.telegram_id, person.telegram_id != telegram_id
    may_return = is_new and were_agreed(store, opened, now=now)
    person.join(telegram_id, now)
    for each in opened:
        each.invitation.waits_for = None
        each.invitation.instead_of = former if may_return else None
    for each in opened if is_new else opened[:1]:
        each.place.drop_notices(f"{JOINING}:{person.id}", now=now)
        each.record(store, "joined", by=person, now=now)
        # Those who came before anybody could be asked are asked about now, each once.
        ask(store, _waiting(each.place), now=now)
        if may_settle(each.place, person, now=now):
            acquaint_all(Desk(store=store, place=each.place, now=now, through="chat", by=person))
    if is_new:
        _close_earlier(store, opened)
    tell(store, opened if is_new else opened[:1], now=now)


def _waiting(place: ArenaStore) -> list[Opening]:
    waiting = place.unconfirmed_invitations()
    return [Opening(place, each, each.person) for each in waiting if each.person]


def _close_earlier(store: Store, opened: Sequence[Opening]) -> None:
    """Whose account waits from before comes too late, and no earlier button undoes what is new."""
    now_used = {each.invitation.id for each in opened}
    for earlier in store.opened_invitations(opened[0].person):
        if earlier.id not in now_used:
            _close(earlier)


def _must_be_free(store: Store, person: Person, telegram_id: int) -> None:
    if holder := _holder(store, person, telegram_id):
        raise LinkForAnother(name=holder.name)


def _holder(store: Store, person: Person, telegram_id: int) -> Person | None:
    """Who else has joined with the account."""
    holder = store.person_by_telegram(telegram_id)
    return holder if holder and holder.id != person.id else None
