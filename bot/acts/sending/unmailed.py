"""Mails that did not arrive: whoever is responsible hears of them together, and gets what is in them."""

from collections.abc import Sequence
from datetime import datetime

from bot.acts.sending.notices import note_below
from bot.acts.sending.packing import as_document
from bot.acts.sending.promises import responsible, tell_all
from bot.acts.sending.rights import ABOUT_CO_OPTION, OF_A_MEETING
from bot.model.dispatch import Claimed, Dispatch
from bot.model.letter import Letter
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

# What comes back to a mailbox did not arrive, whatever the server said when it took it.
RETURNED = "returned"
# Why nobody gets a mail of the arena's, whatever their address.
TO_NOBODY = frozenset({"no mail settings", "the arena has no mailbox", "answer 403", "answer 404"})


def tell_of_unmailed(store: Store, mail: Claimed | Dispatch, reason: str, *, now: datetime) -> None:
    """Note it for whoever is responsible; if nothing leaves the mailbox they get the papers, once for all."""
    place, person = store.within(mail.arena_id or ""), store.person(mail.person_id or 0)
    if place and person and mail.letter:
        facts = {"arena": place.arena, "person": person, "title": mail.letter.title, "reason": reason}
        people = responsible(place, now)
        text, key = say("mail_refused", **facts), f"unmailed:{mail.id}"
        note_below(store, place, people, text, key=key, now=now, about=_meeting_id(place, mail.subject))
        if reason in TO_NOBODY:
            _give_papers(store, place, people, mail.subject, mail.letter)


def _meeting_id(place: ArenaStore, subject: str | None) -> int:
    """Of what the mail was about; 0 where that has no meeting."""
    kind, _, thing = (subject or "").partition(":")
    if kind in ABOUT_CO_OPTION:
        co_option = place.co_option(int(thing))
        return co_option.at.id if co_option and co_option.at else 0
    return int(thing.partition(":")[0]) if kind in OF_A_MEETING else 0


def _give_papers(
    store: Store, place: ArenaStore, people: Sequence[Person], subject: str | None, letter: Letter
) -> None:
    """As without mail: every file, or the first where the chat has them."""
    for file in letter.files if place.arena.is_sparse else letter.files[:1]:
        key = f"unmailed:{subject}:{file[1][:16]}"
        tell_all(store, place, people, None, key=key, subject=subject, **as_document(file))
