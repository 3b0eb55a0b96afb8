"""How many are in the arena's group, against those whom the roster knows."""

from datetime import datetime, timedelta
from typing import Any

from bot.acts.people.inviting import roster
from bot.acts.sending.notices import note
from bot.acts.sending.promises import responsible
from bot.model.joining import Chat
from bot.model.notice import GROUP
from bot.model.seat import Role, Tenure
from bot.model.workdays import first_morning
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def count_group(store: Store, arena_id: str, count: int, *, now: datetime) -> None:
    """`count` are in the arena's group, the bot too: who is to know hears of those whom nobody knows.

    Each number is told once. Whoever is on the roster and has not joined may be one of them.
    """
    place = store.within(arena_id)
    group = place.group() if place else None
    if place is None or group is None or place.arena.has_ended(place.arena.today(now)):
        return
    people = roster(place, place.arena.today(now))
    not_joined = sum(each.telegram_id is None for each in people)
    others = count - 1 - _explained(place, group) - not_joined
    if others > 0:
        text = say("unknown_members", arena=place.arena, count=others, may_be_more=not_joined > 0)
        _tell(store, place, group, others, text, now=now)


def _explained(place: ArenaStore, group: Chat) -> int:
    """Those who have, are to have or had a place here; who had one is asked about by name."""
    held: list[Tenure | Role] = [*place.tenures(), *place.roles()]
    accounts = {each.person.telegram_id for each in held if each.person}
    return len(accounts & place.seen_in(group))


def _tell(store: Store, place: ArenaStore, group: Chat, others: int, text: str, *, now: datetime) -> None:
    until = first_morning(place.arena.local(now)) + timedelta(hours=20)
    key = f"unknownmembers:{group.id}:{others}"
    more: dict[str, Any] = {"since": now, "useful_until": until, "subject": f"{GROUP}:{group.id}"}
    note(store, place, responsible(place, now), text, key=key, **more)
