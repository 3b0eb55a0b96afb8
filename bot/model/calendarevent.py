"""One meeting in the arena's shared calendar: what should stand there, what does, and the step between."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import Any
from uuid import UUID, uuid5

NAMESPACE = UUID("3b0a5d0e-8f4e-4d7c-9c58-5a1a8f6b7c21")
FIELDS = ("subject", "time", "place", "words", "invitees")
INVISIBLE = re.compile(r"<(style|script|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
Snapshot = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """Somebody who is invited; the address is case-folded."""

    address: str
    name: str
    is_required: bool = True


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """An event as anybody sees it; `starts` and `ends` are wall time in `zone`.

    Of its page only the words count: Exchange writes HTML its own way. `is_online` says
    that one joins it in Teams. `bare` is the page for an event to
    which somebody is invited who may have no right to the agenda.
    """

    subject: str
    starts: datetime
    ends: datetime
    zone: str
    place: str
    invitees: tuple[Invitee, ...]
    words: str
    is_online: bool = False
    html: str = field(default="", compare=False, repr=False)
    bare: str = field(default="", compare=False, repr=False)

    @property
    def time(self) -> list[str]:
        """When, as it is compared."""
        return [self.starts.isoformat(), self.ends.isoformat()]

    @property
    def invited(self) -> dict[str, Invitee]:
        """Each invitee by address."""
        return {invitee.address: invitee for invitee in self.invitees}


def words_of(html: str) -> str:
    """A digest of what can be read in a page, however it is laid out."""
    read = " ".join(unescape(INVISIBLE.sub(" ", html)).split())
    return hashlib.sha256(read.encode()).hexdigest()[:32]


def snapshot_of(event: CalendarEvent) -> Snapshot:
    """The event as JSON values; of its page the digest alone."""
    # Said of those alone that are online: other snapshots are as they always were.
    online = {"online": True} if event.is_online else {}
    return {
        "subject": event.subject,
        "time": event.time,
        "place": event.place,
        "words": event.words,
        "invitees": {invitee.address: [invitee.name, invitee.is_required] for invitee in event.invitees},
        **online,
    }


def invitees_of(snapshot: Snapshot) -> tuple[Invitee, ...]:
    """Who was invited then."""
    kept = snapshot["invitees"].items()
    return tuple(Invitee(address=each, name=name, is_required=needs) for each, (name, needs) in kept)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What one invitee answered in Outlook, in Graph's own word; None for when nobody has."""

    address: str
    response: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One event as it was found there; `etag` says as which it was, `join_link` how one joins
    it in Teams, where it is known by now."""

    event_id: str
    ical_uid: str
    change_key: str
    etag: str
    event: CalendarEvent
    replies: tuple[Reply, ...] = ()
    join_link: str | None = None
    is_cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """The smallest change: `fields` of `event` are to be written; people changed those in `differs`.

    `keeps_page` says that the page that is wanted is not written yet: somebody is there, or goes with this
    step, who has no right to it. `has_more` says that it can be in the next step.
    """

    fields: frozenset[str]
    event: CalendarEvent
    differs: frozenset[str]
    keeps_page: bool = False
    has_more: bool = False


def step_towards(wanted: CalendarEvent, written: Snapshot, base: Snapshot, there: CalendarEvent) -> Step:
    """What to write, three ways: `written` was wanted last, `base` is how it stood after that.

    What people changed since is left alone and named. Guests are merged: ours come and go beside theirs.
    """
    want, now = snapshot_of(wanted), snapshot_of(there)
    differs = {name for name in FIELDS if _is_theirs(name, want[name], base[name], now[name])}
    fields = {
        name
        for name in FIELDS
        if name != "invitees" and name not in differs and want[name] not in (written[name], now[name])
    }
    invitees = _merged(wanted, written["invitees"], there)
    if _kinds(invitees) != _kinds(there.invitees):
        fields.add("invitees")
    # Outlook takes no meeting out of Teams again, and whoever did so by hand meant it.
    if wanted.is_online and not (there.is_online or written.get("online")):
        fields.add("online")
    step = Step(
        fields=frozenset(fields), event=replace(wanted, invitees=invitees), differs=frozenset(differs)
    )
    if set(now["invitees"]) - set(base["invitees"]) - set(want["invitees"]):
        return _without_agenda(step, there)
    return _page_afterwards(step) if there.invited.keys() - step.event.invited.keys() else step


def _without_agenda(step: Step, there: CalendarEvent) -> Step:
    """Nobody has said yet that whom somebody else invited may have the agenda (PROMISES P8).

    What is written besides mails everybody the page too: then it goes without.
    """
    fields, bare = step.fields - {"words"}, words_of(step.event.bare)
    if step.event.words == bare:
        return step
    if fields - {"invitees"} and "words" not in step.differs and there.words != bare:
        event = replace(step.event, html=step.event.bare, words=bare)
        return replace(step, fields=fields | {"words"}, event=event, keeps_page=True)
    return replace(step, fields=fields, keeps_page=True)


def _page_afterwards(step: Step) -> Step:
    # Whoever leaves is told so by a mail with the page as it is then.
    if "words" not in step.fields:
        return step
    return replace(step, fields=step.fields - {"words"}, keeps_page=True, has_more=True)


def _is_theirs(name: str, want: Any, base: Any, now: Any) -> bool:
    if name != "invitees":
        return bool(now != base and now != want)
    came, went = set(now) - set(base) - set(want), (set(base) - set(now)) & set(want)
    return bool(came or went)


def _merged(wanted: CalendarEvent, written: Snapshot, there: CalendarEvent) -> tuple[Invitee, ...]:
    kept = {address: invitee for address, invitee in there.invited.items() if address not in written}
    for address, invitee in wanted.invited.items():
        # Whoever we invited before and is not there was taken away by somebody else.
        if address in there.invited or address not in written:
            kept[address] = invitee
    return tuple(kept[address] for address in sorted(kept))


def _kinds(invitees: Iterable[Invitee]) -> dict[str, bool]:
    return {invitee.address: invitee.is_required for invitee in invitees}


def base_after(base: Snapshot, after: Snapshot, step: Step, written: Snapshot, want: Snapshot) -> Snapshot:
    """How it stands now, but for what people changed and nobody has decided on yet."""
    stands = after | {name: base[name] for name in step.differs}
    if "invitees" in step.differs:
        left = {
            each: invitee for each, invitee in base["invitees"].items() if each not in written["invitees"]
        }
        stands["invitees"] = left | {
            each: invitee
            for each, invitee in want["invitees"].items()
            if each in base["invitees"] or each not in written["invitees"]
        }
    return stands


def written_after(written: Snapshot, want: Snapshot, step: Step) -> Snapshot:
    """What was written last by now; what people changed too waits for a decision, and so does the page."""
    now = want | {name: written[name] for name in step.differs - {"invitees"}}
    if step.keeps_page:
        now["words"] = step.event.words if "words" in step.fields else written["words"]
    return now


def transaction_id(meeting_uid: str, attempt: int) -> str:
    """The same for every try to create one event, another one for each event."""
    return str(uuid5(NAMESPACE, f"{meeting_uid}/{attempt}"))
