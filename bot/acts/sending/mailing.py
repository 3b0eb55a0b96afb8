"""What goes by mail: everything to whoever Telegram does not reach, and what a sparsam chat may not hold."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.acts.meetings.calendar import calendar_entry
from bot.acts.meetings.guest_calendar import guest_entry
from bot.acts.sending.audience import Audience, recipient_of
from bot.acts.sending.reach import addressee
from bot.model.calendarentry import CalendarEntry, Mailbox
from bot.model.co_option import CoOption
from bot.model.dispatch import NO_CHAT, Claimed, Dispatch, DispatchKind
from bot.model.letter import CalendarFile, Letter, Mail
from bot.model.meeting import Meeting
from bot.model.outgoing import Outgoing
from bot.model.person import Person
from bot.model.publication import PAGES, File, Publication, Recipient, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.ports.workshop import Scribe
from bot.texts import plain, say

# Those have it from the other arena, or an excerpt of it.
_ELSEWHERE = (Way.OTHER_ARENA, Way.ITEM, Way.NOT_REACHED)


def addressed(place: ArenaStore, recipients: Sequence[Recipient]) -> list[Recipient]:
    """Who of them gets a mail."""
    if place.arena.is_sparse and place.mails:
        return [each for each in recipients if each.way not in _ELSEWHERE]
    return [each for each in recipients if each.way is Way.MAIL]


def mail_publication(store: Store, place: ArenaStore, outgoing: Outgoing, publication: Publication) -> None:
    """Promise it, with every file, to each who gets it by mail."""
    to = addressed(place, publication.recipients)
    mail_as_published(store, place, publication, to, outgoing.in_mail, outgoing.files)


def mail_as_published(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    to: Sequence[Recipient],
    text: str,
    files: Sequence[File],
) -> None:
    """The same to those recipients, with these words and files."""
    meeting, is_page = publication.meeting, publication.kind in PAGES
    title = plain(say("mail_title", arena=place.arena, publication=publication, meeting=meeting))
    letter = Letter(title=title, files=tuple(files), calendar=meeting.id if is_page else None)
    key, subject = publication.mail_stem, publication.subject
    _promise(store, place, to, text, letter, key=key, subject=subject)


def mail_news(
    store: Store,
    place: ArenaStore,
    everybody: Audience,
    meeting: Meeting,
    text_name: str,
    text: str,
    *,
    key: str,
) -> None:
    """Promise what is told of a meeting that moves or is cancelled, with its calendar file."""
    title = plain(say("mail_news", arena=place.arena, meeting=meeting, what=text_name))
    letter = Letter(title=title, calendar=meeting.id)
    to, subject = addressed(place, everybody.recipients), f"meeting:{meeting.id}"
    _promise(store, place, to, text, letter, key=f"mail:{key}", subject=subject)


def mail_part(
    store: Store,
    place: ArenaStore,
    person: Person,
    text: str,
    *,
    key: str,
    subject: str,
    meeting: Meeting | None,
    files: Sequence[File] = (),
    time_of: CoOption | None = None,
) -> None:
    """Promise somebody who is co-opted what is theirs of it, if it goes to them by mail.

    `time_of` is what they are co-opted to, whose time comes along as a calendar file.
    """
    title = plain(say("mail_part", arena=place.arena, meeting=meeting))
    letter = Letter(title=title, files=tuple(files), co_option=time_of.id if time_of else None)
    _mail_guest(store, place, person, text, letter, key=key, subject=subject)


def mail_outcome(
    store: Store,
    place: ArenaStore,
    person: Person,
    meeting: Meeting | None,
    text: str,
    *,
    key: str,
    subject: str,
) -> None:
    """Promise whoever presented an item what became of it, where nothing but mail reaches them."""
    if recipient_of(place, frozenset(), person).way is Way.MAIL:
        title = plain(say("mail_outcome", arena=place.arena, meeting=meeting))
        store.promise(to_mail(place, person, text, Letter(title=title), key=key, subject=subject))


def mail_guest_news(
    store: Store,
    place: ArenaStore,
    co_option: CoOption,
    meeting: Meeting,
    text_name: str,
    text: str,
    *,
    key: str,
) -> None:
    """The same of what is told of their meeting."""
    title = plain(say("mail_news", arena=place.arena, meeting=meeting, what=text_name))
    letter = Letter(title=title, co_option=co_option.id)
    _mail_guest(store, place, co_option.person, text, letter, key=f"mail:{key}", subject=co_option.subject)


def _mail_guest(
    store: Store, place: ArenaStore, person: Person, text: str, letter: Letter, *, key: str, subject: str
) -> None:
    recipient = recipient_of(place, frozenset(), person)
    if addressed(place, [recipient]):
        _promise(store, place, [recipient], text, letter, key=key, subject=subject)


def _promise(
    store: Store,
    place: ArenaStore,
    to: Sequence[Recipient],
    text: str,
    letter: Letter,
    *,
    key: str,
    subject: str,
) -> None:
    sizes = store.file_sizes([sha256 for _name, sha256 in letter.files]) if to else {}
    letters = letter.in_mails(sizes)
    for at, each in enumerate(letters):
        words = say("mail_more", arena=place.arena, piece=at + 1, pieces=len(letters)) if at else text
        part = f"{key}:{at}" if at else key
        store.promise_all([*_mailed(place, to, words, each, key=part, subject=subject)])


def _mailed(
    place: ArenaStore, to: Sequence[Recipient], text: str, letter: Letter, *, key: str, subject: str
) -> Iterator[Dispatch]:
    for recipient in to:
        foot = say("mail_foot", arena=place.arena, recipient=recipient)
        yield to_mail(place, recipient.person, f"{text}\n\n{foot}", letter, key=key, subject=subject)


def to_mail(
    place: ArenaStore, person: Person, text: str, letter: Letter, *, key: str, subject: str
) -> Dispatch:
    """A mail that is not promised yet; to which address is seen when it is sent."""
    return Dispatch(
        dedupe_key=f"{key}:p{person.id}",
        kind=DispatchKind.MAIL,
        chat_id=NO_CHAT,
        arena_id=place.arena.id,
        person_id=person.id,
        text=text,
        letter=letter,
        subject=subject,
    )


def mail_of(store: Store, claimed: Claimed, scribe: Scribe, *, now: datetime) -> Mail | None:
    """The mail with all that is in it, as it is now; None where nothing is left of it, or nobody gets it."""
    place = store.within(claimed.arena_id or "")
    person = store.person(claimed.person_id or 0)
    letter = claimed.letter
    if place is None or person is None or person.email is None or letter is None or claimed.text is None:
        return None
    return Mail(
        key=claimed.dedupe_key,
        arena=place.arena.short,
        sender=place.arena.calendar,
        answers_to=None if place.arena.calendar else _secretary(place, now),
        to=Mailbox(name=person.name, address=person.email),
        title=letter.title,
        html=_worded(claimed),
        files=_contents(store, letter),
        calendar=_calendar(store, place, letter, person, scribe, now)
        or _of_guest(store, place, letter, person, scribe, now),
    )


def _secretary(place: ArenaStore, now: datetime) -> Mailbox | None:
    secretary = addressee(place, now)
    return Mailbox(name=secretary.name, address=secretary.email) if secretary and secretary.email else None


def _worded(claimed: Claimed) -> str:
    return f"{say('may_be_a_copy')}\n\n{claimed.text}" if claimed.copies else claimed.text or ""


def _contents(store: Store, letter: Letter) -> tuple[tuple[str, bytes], ...]:
    files = store.files([sha256 for _name, sha256 in letter.files])
    return tuple((name, files[sha256]) for name, sha256 in letter.files if sha256 in files)


def _calendar(
    store: Store, place: ArenaStore, letter: Letter, person: Person, scribe: Scribe, now: datetime
) -> CalendarFile | None:
    meeting = place.meeting(letter.calendar) if letter.calendar else None
    if meeting is None or _has_it_in_outlook(place, meeting, person):
        return None
    entry = calendar_entry(meeting, person, bot_name=store.bot_name() or "", now=now, in_chat=False)
    return _as_file(entry, scribe)


def _as_file(entry: CalendarEntry, scribe: Scribe) -> CalendarFile:
    """The entry as a mail has it."""
    method = "CANCEL" if entry.is_cancelled else "REQUEST"
    return CalendarFile(name=entry.file_name, content=scribe(entry), method=method)


def _has_it_in_outlook(place: ArenaStore, meeting: Meeting, person: Person) -> bool:
    # A file beside Outlook's own invitation would be the meeting a second time.
    link = place.calendar_link_of(meeting)
    return link is not None and person.email is not None and link.invites(person.email)


def _of_guest(
    store: Store, place: ArenaStore, letter: Letter, person: Person, scribe: Scribe, now: datetime
) -> CalendarFile | None:
    co_option = place.co_option(letter.co_option) if letter.co_option else None
    if co_option is None or (co_option.meeting and _has_it_in_outlook(place, co_option.meeting, person)):
        return None
    entry = guest_entry(place, co_option, bot_name=store.bot_name() or "", now=now, in_chat=False)
    return _as_file(entry, scribe) if entry else None
