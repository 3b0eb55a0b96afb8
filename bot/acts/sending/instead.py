"""What a chat of the arena did not take: given to each of those who were to read it there, and told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.acts.agendas.leftbehind import files_of
from bot.acts.sending.audience import Audience, audience, audience_of, recipient_of
from bot.acts.sending.mailing import mail_as_published, mail_news
from bot.acts.sending.notices import note_below
from bot.acts.sending.outgoing import for_guest, publication_buttons
from bot.acts.sending.promises import preparers, responsible, tell_all, tell_each, tell_person
from bot.model.co_option import CoOption
from bot.model.dispatch import Button, Claimed, DispatchKind
from bot.model.joining import Chat, ChatKind
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import Publication, Recipient, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

SAID = (DispatchKind.TEXT, DispatchKind.DOCUMENT, DispatchKind.PHOTO)
# What Telegram says where the bot may not write, or where the topic is closed.
NO_RIGHT = ("rights", "forbidden", "restricted", "topic_closed")
# And of a message that is to be changed, where somebody has deleted it, or that is too old.
NOT_THERE = ("to edit not found", "can't be edited", "message_id_invalid", "edit_time_expired")
ABOUT_A_MEETING = ("agenda", "minutes", "meeting")
# Whoever was reached through the group at first is reached privately once a part of it was refused.
IN_CHAT = (Way.GROUP, Way.PRIVATE)
NOBODY: Mapping[int, CoOption] = {}


@dataclass(frozen=True, kw_only=True)
class Lost:
    """A message for everybody in one of the arena's chats that did not arrive there; `key` is that of the
    promise, without the chat: privately it is the same promise, and so is made once."""

    store: Store
    place: ArenaStore
    dispatch: Claimed
    key: str
    now: datetime

    @property
    def meeting(self) -> Meeting | None:
        """What it is about, if that is a meeting."""
        kind, _, thing = (self.dispatch.subject or "").partition(":")
        return self.place.meeting(int(thing.partition(":")[0])) if kind in ABOUT_A_MEETING else None

    @property
    def publication(self) -> Publication | None:
        """What it is a part of, if that was published."""
        sent = self.place.all_publications(self.meeting) if self.meeting else []
        return next((each for each in sent if self.key.startswith(f"{each.stem}:")), None)


def is_missed(dispatch: Claimed, reason: str) -> bool:
    """Whether words or a file are missing now where somebody should read them."""
    is_gone = any(words in reason.casefold() for words in NOT_THERE)
    return dispatch.kind in SAID or (dispatch.kind is DispatchKind.EDIT and not is_gone)


def tell_of_mute_chat(
    store: Store, place: ArenaStore, chat: Chat, dispatch: Claimed, reason: str, *, now: datetime
) -> None:
    """Whoever is responsible hears what to do about it, once a day; what decides goes another way."""
    facts = {"arena": place.arena, "is_group": chat.kind is ChatKind.GROUP}
    text = say("may_not_write", is_mute=any(word in reason.casefold() for word in NO_RIGHT), **facts)
    key = f"mute:{chat.id}:{place.arena.today(now)}"
    tell_all(store, place, responsible(place, now), text, key=key)
    give_otherwise(store, place, dispatch, now=now)


def tell_of_refused(store: Store, place: ArenaStore, person: Person, *, now: datetime) -> None:
    """Telegram took nothing of what was said to somebody: note it for whoever is responsible, once a day."""
    people = responsible(place, now, apart_from=person)
    key = f"refused:{person.id}:{place.arena.today(now)}"
    text = say("message_refused", arena=place.arena, person=person)
    note_below(store, place, people, text, key=key, now=now)


def give_otherwise(store: Store, place: ArenaStore, dispatch: Claimed, *, now: datetime) -> None:
    """What decides something or asks somebody to act, and was for everybody in the chat, goes to each of
    them, as it would if the chat were none; reminders and answers do not."""
    at_end = f":c{dispatch.bound_chat_id}"
    if dispatch.kind not in SAID or not dispatch.twice_is_better or not dispatch.dedupe_key.endswith(at_end):
        return
    key = dispatch.dedupe_key.removesuffix(at_end)
    lost = Lost(store=store, place=place, dispatch=dispatch, key=key, now=now)
    chat = place.chat(dispatch.bound_chat_id or 0)
    if chat and chat.kind is ChatKind.PREPARERS:
        _tell(lost, preparers(place, now), dispatch.buttons)
    elif chat:
        _give(lost, is_alive=chat.lost_at is None)


def _give(lost: Lost, *, is_alive: bool) -> None:
    publication = lost.publication
    guests = _invited(lost, publication) if publication else NOBODY
    if publication:
        readers, below = _in_chat(publication.recipients, IN_CHAT), publication_buttons(publication)[1]
    else:
        ways = (Way.GROUP,) if is_alive else IN_CHAT
        by, below = lost.meeting and lost.meeting.changed_by, lost.dispatch.buttons
        readers = [each for each in _in_chat(_audience(lost).recipients, ways) if each.person is not by]
    moved = list(_sent_on(lost.place, readers))
    may_mail = publication is not None or lost.meeting is not None
    by_mail = [each for each in moved if each.way is Way.MAIL and may_mail]
    unreached = [each.person for each in moved if each not in by_mail and each.way is not Way.PRIVATE]
    _tell(lost, [each.person for each in readers], below if lost.dispatch.buttons else [], guests)
    _mail(lost, publication, by_mail)
    _tell_of_unreached(lost, publication, unreached)


def _in_chat(recipients: Iterable[Recipient], ways: Sequence[Way]) -> list[Recipient]:
    return [each for each in recipients if each.way in ways]


def _audience(lost: Lost) -> Audience:
    meeting = lost.meeting
    if meeting is None:
        return audience(lost.place, [lost.place.arena.today(lost.now)])
    return audience_of(lost.store, lost.place, meeting, lost.now)


def _sent_on(place: ArenaStore, readers: Iterable[Recipient]) -> Iterator[Recipient]:
    """Those who were reached through the group, with the way in which they are reached without it."""
    for recipient in readers:
        if recipient.way is Way.GROUP:
            other = recipient_of(place, frozenset(), recipient.person)
            recipient.way, recipient.reason = other.way, other.reason
            yield recipient


def _invited(lost: Lost, publication: Publication) -> Mapping[int, CoOption]:
    """Those who are co-opted to the whole meeting, by person."""
    return audience_of(lost.store, lost.place, publication.meeting, lost.now, with_co_opted=True).co_opted


def _tell(
    lost: Lost,
    people: Iterable[Person],
    buttons: Sequence[Sequence[Button]],
    guests: Mapping[int, CoOption] = NOBODY,
) -> None:
    sent = lost.dispatch
    more: dict[str, Any] = {"kind": sent.kind, "subject": sent.subject, "silent": sent.silent}
    more |= {"file_sha256": sent.file_sha256, "file_name": sent.file_name}
    for person in people:
        guest = guests.get(person.id)
        below = for_guest(buttons, guest) if guest and buttons else buttons
        tell_person(lost.store, lost.place, person, sent.text, key=lost.key, buttons=below, **more)


def _mail(lost: Lost, publication: Publication | None, to: list[Recipient]) -> None:
    if publication:
        text = "\n\n".join(_words_of(lost, publication))
        files = tuple(files_of(lost.place, publication))
        mail_as_published(lost.store, lost.place, publication, to, text, files)
    elif meeting := lost.meeting:
        alone = Audience(group=None, recipients=to, standings={})
        name = lost.key.partition(":")[0]
        mail_news(lost.store, lost.place, alone, meeting, name, lost.dispatch.text or "", key=lost.key)


def _words_of(lost: Lost, publication: Publication) -> Iterator[str]:
    """All that was to be said of it in the chat."""
    for each in lost.place.dispatches_for(publication.subject, (DispatchKind.TEXT,)):
        is_its = each.bound_chat_id == lost.dispatch.bound_chat_id
        if each.text and is_its and each.dedupe_key.startswith(f"{publication.stem}:"):
            yield each.text


def _tell_of_unreached(lost: Lost, publication: Publication | None, people: Sequence[Person]) -> None:
    if people:
        facts = {"arena": lost.place.arena, "people": people}
        key = f"groupmissed:{publication.stem if publication else lost.key}"
        told = responsible(lost.place, lost.now)
        tell_each(lost.store, lost.place, told, "group_not_reached", facts, key=key)
