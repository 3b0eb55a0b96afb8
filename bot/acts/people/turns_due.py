"""What the clock does about turns: asks the incoming side for a name every week, and tells of the change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from bot.acts.desk import Desk
from bot.acts.people.turns import end_leaving, leaders, leaving, members_of_side, named_for
from bot.acts.replacements.replacing import in_a_week
from bot.acts.sending.audience import Audience, audience
from bot.acts.sending.notices import note
from bot.acts.sending.promises import responsible, tell_chat
from bot.model.person import Person
from bot.model.publication import Way
from bot.model.seat import RoleKind
from bot.model.turn import TOLD_AFTERWARDS, Turn
from bot.ports.store import Store
from bot.texts import say


def attend_to_turn(store: Store, arena_id: str, turn_id: int, *, now: datetime) -> None:
    """Ask for a name before the day, late rather than never; from the day on tell what became of it."""
    place = store.within(arena_id)
    if place is None:
        return
    place.reserve()
    turn = place.turn(turn_id)
    if turn is None:
        return
    desk = Desk(store=store, place=place, now=now, through="clock")
    if place.arena.has_ended(turn.decisive_day(desk.today)):
        turn.call_off()
        return
    end_leaving(desk, turn)
    if desk.today < turn.begins:
        _ask(desk, turn)
        return
    turn.ask_at = None
    if turn.tell_at and turn.tell_at <= now:
        _tell(desk, turn.begins)


def _ask(desk: Desk, turn: Turn) -> None:
    """Whoever has a seat of that side, and who leads; nobody where somebody is named."""
    since = turn.ask_at or desk.now
    turn.ask_at = in_a_week(desk)
    if named_for(desk.place, turn, desk.today):
        return
    members = members_of_side(desk.place, turn, desk.today)
    others = [each for each in leaders(desk.place, desk.now) if each not in members]
    facts = {"turn": turn, "holders": leaving(desk.place, turn), "members": members}
    until = min(turn.ask_at, _midnight(desk, turn))
    for person in (*members, *others):
        text = say("turn_asked", arena=desk.place.arena, reader=person, **facts)
        _note(desk, person, text, f"{turn.thing}:{desk.today}:ask", since, until, turn.question)


def _note(
    desk: Desk, person: Person, text: str, key: str, since: datetime, until: datetime, subject: str | None
) -> None:
    more: dict[str, Any] = {"since": since, "useful_until": until, "subject": subject}
    note(desk.store, desk.place, [person], text, key=key, **more)


def _midnight(desk: Desk, turn: Turn) -> datetime:
    return datetime.combine(turn.begins, time(), desk.place.arena.zone).astimezone(UTC)


def _tell(desk: Desk, begins: date) -> None:
    """One message about all roles that turned: in the group, and in the morning to those who are not in it.

    Who had a role and who has it now hear of it in their own words.
    """
    turns = [each for each in desk.place.turns_from(begins) if _is_due(each, desk)]
    for turn in turns:
        end_leaving(desk, turn)
    everybody = audience(desk.place, [desk.today])
    named = {turn.kind: named_for(desk.place, turn, desk.today) for turn in turns}
    facts: dict[str, Any] = {
        "turns": turns,
        "named": named,
        "left": {turn.kind: leaving(desk.place, turn) for turn in turns},
        "stand_ins": responsible(desk.place, desk.now),
    }
    key = f"turned:{desk.place.arena.id}:{turns[0].begins}:{turns[0].id}"
    _tell_all(desk, everybody, facts, key, but=dict(_own_words(desk, turns, named)))
    for turn in turns:
        turn.tell_at = None
        desk.record("role turned", turn.thing, kind=turn.kind.value, side=turn.side)


def _is_due(turn: Turn, desk: Desk) -> bool:
    return turn.tell_at is not None and turn.tell_at <= desk.now


def _own_words(
    desk: Desk, turns: list[Turn], named: dict[RoleKind, list[Person]]
) -> Iterator[tuple[Person, Turn]]:
    """Those whom a turn is about are told of it, each by its subject, whatever other right they have."""
    for turn in turns:
        for person in (*leaving(desk.place, turn), *named[turn.kind]):
            yield person, turn


def _tell_all(
    desk: Desk, everybody: Audience, facts: dict[str, Any], key: str, but: dict[Person, Turn]
) -> None:
    arena = desk.place.arena
    if everybody.group:
        text = say("turned", arena=arena, hides=arena.is_sparse, reader=None, **facts)
        more: dict[str, Any] = {"silent": desk.is_night, "twice_is_better": False}
        tell_chat(desk.store, desk.place, everybody.group, text, key=key, **more)
    privately = dict.fromkeys(everybody.by(Way.PRIVATE)) | {
        person: turn.thing for person, turn in but.items()
    }
    # From the morning on which they are due, so that they are part of that morning's message.
    since = max(turn.told_from(arena.zone) for turn in facts["turns"])
    for person, subject in privately.items():
        text = say("turned", arena=arena, hides=False, reader=person, **facts)
        _note(desk, person, text, key, since, desk.now + TOLD_AFTERWARDS, subject)
