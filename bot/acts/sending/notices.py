"""What can wait: noted during the day, for the message of the next working morning."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from bot.model.notice import REPORT, Notice, gathered_from
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say
from bot.texts.splitting import LIMIT, length, split

# The rest is for the headings.
ROOM = LIMIT - 200
TOGETHER = timedelta(minutes=1)
OF_USE = timedelta(days=30)


def note(
    store: Store,
    place: ArenaStore,
    people: Iterable[Person],
    text: str,
    *,
    key: str,
    since: datetime,
    useful_until: datetime,
    subject: str | None = None,
) -> None:
    """Note the same text for several people, for the first working morning from `since` on; what is urgent,
    for the next sweep.

    Whoever cannot be reached in Telegram is left out, as everywhere. The same key twice is one notice.
    """
    parts = list(enumerate(split(_bare(place, text), ROOM)))
    store.note(
        [
            Notice(
                arena_id=place.arena.id,
                person=person,
                dedupe_key=f"{key}:p{person.id}:{part}",
                text=words,
                noted_at=since,
                due_at=gathered_from(place.arena, since, useful_until, subject),
                useful_until=useful_until,
                subject=subject,
            )
            for person in people
            if person.reachable
            for part, words in parts
        ]
    )


def note_below(
    store: Store,
    place: ArenaStore,
    people: Iterable[Person],
    text: str,
    *,
    key: str,
    now: datetime,
    about: int = 0,
) -> None:
    """As `note`, of words whose last line is new: what befalls one soon befalls others, so that they are told
    of in a minute, together. `about` is the meeting's id, 0 where there is none."""
    more: dict[str, Any] = {"since": now + TOGETHER, "useful_until": now + OF_USE}
    head, _, line = _bare(place, text).rpartition("\n")
    for person in people:
        waiting = _waiting(store, place, person, head, now)
        if waiting is None or length(f"{waiting.text}\n{line}") > ROOM:
            note(store, place, [person], text, key=key, subject=f"{REPORT}:{about}", **more)
        elif line not in waiting.text.splitlines():
            waiting.text = f"{waiting.text}\n{line}"


def _waiting(store: Store, place: ArenaStore, person: Person, head: str, now: datetime) -> Notice | None:
    here = (each for each in store.due_notices(person.id, now) if each.arena_id == place.arena.id)
    return next((each for each in reversed([*here]) if each.text.startswith(f"{head}\n")), None)


def _bare(place: ArenaStore, text: str) -> str:
    return text.removeprefix(say("heading", arena=place.arena)).strip()
