"""What can wait: noted during the day, for the message of the next working morning."""

from collections.abc import Iterable
from datetime import datetime

from bot.model.notice import Notice, gathered_from
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say
from bot.texts.splitting import LIMIT, split

ROOM_FOR_HEADING = 200


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
    bare = text.removeprefix(say("heading", arena=place.arena)).strip()
    parts = list(enumerate(split(bare, LIMIT - ROOM_FOR_HEADING)))
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
