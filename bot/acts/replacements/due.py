"""What the clock does about changes of holder: lets them happen, tells, and reminds whoever they wait for."""

from datetime import datetime, timedelta

from bot.acts.desk import Desk
from bot.acts.replacements.card import reporter_buttons
from bot.acts.replacements.passing_on import ask_presentations, pass_on, tell_both, tell_group, tell_secretary
from bot.acts.replacements.replacing import WORKDAYS_OF_PATIENCE, ask_to_register, in_a_week, workday_morning
from bot.acts.sending.notices import note
from bot.acts.sending.promises import responsible, tell_person
from bot.model.replacement import Replacement, ReplacementState, SeatLine
from bot.model.workdays import first_morning
from bot.ports.store import Store
from bot.texts import say


def arenas_changing(store: Store, *, now: datetime) -> list[str]:
    """The ids of the arenas in which somebody takes over today, each in its own zone."""
    # Nowhere is it more than a day later than in UTC.
    due = store.arenas_with_changes((now + timedelta(days=1)).date())
    places = [place for arena_id in due if (place := store.within(arena_id))]
    return [place.arena.id for place in places if place.replacements_due(place.arena.today(now))]


def change_holders(store: Store, arena_id: str, *, now: datetime) -> None:
    """Everything whose day has come happens at once: items pass. What is said waits for the morning."""
    place = store.within(arena_id)
    if place is None:
        return
    desk = Desk(store=store, place=place, now=now, through="clock")
    place.reserve()
    due = place.replacements_due(desk.today)
    tenures = place.tenures() if due else []
    real = [each for each in due if _still_holds(SeatLine.of(tenures, each.seat), each)]
    open_items = place.open_items() if real else []
    passed = [pass_on(desk, each, open_items) for each in real]
    for each in due:
        each.changed_at = now
    store.flush()
    if place.arena.has_ended(desk.today):
        return
    for change in passed:
        change.replacement.remind_at = first_morning(place.arena.local(now))
        tell_both(desk, change)
    tell_secretary(desk, passed)


def tell_of_changes(desk: Desk) -> None:
    """The group hears in one message of everything that has happened, the secretary what is to be settled."""
    desk.place.reserve()
    happened = desk.place.replacements_to_tell(desk.now)
    tell_group(desk, happened)
    for each in happened:
        each.remind_at = None
        ask_presentations(desk, each)


def _still_holds(line: SeatLine, replacement: Replacement) -> bool:
    """Whether nobody has given the seat to somebody else since it was registered: by a file, say."""
    held = line.held_on(replacement.begins)
    return (held.person if held else None) is replacement.newcomer


def remind_of_replacement(store: Store, arena_id: str, replacement_id: int, *, now: datetime) -> None:
    """Whoever it waits for is reminded; whoever was to say a name is asked for it."""
    place = store.within(arena_id)
    replacement = place.replacement(replacement_id) if place else None
    if place is None or replacement is None:
        return
    desk = Desk(store=store, place=place, now=now, through="clock")
    if place.arena.has_ended(desk.today):
        replacement.remind_at = replacement.ask_at = None
        return
    if replacement.remind_at and replacement.remind_at <= now:
        if replacement.changed_at:
            tell_of_changes(desk)
        else:
            _remind(desk, replacement)
    if replacement.ask_at and replacement.ask_at <= now:
        _ask_for_name(desk, replacement)


def _remind(desk: Desk, replacement: Replacement) -> None:
    replacement.remind_at = None
    if not replacement.is_open:
        return
    replacement.remind_at = workday_morning(desk, WORKDAYS_OF_PATIENCE)
    local_since = desk.place.arena.local(_waits_since(desk, replacement))
    text = say("replacement_reminder", arena=desk.place.arena, replacement=replacement, since=local_since)
    if replacement.state is ReplacementState.REPORTED:
        ask_to_register(desk, replacement, text)
        return
    tell_person(
        desk.store,
        desk.place,
        replacement.reported_by,
        text,
        key=f"{replacement.thing}:{desk.today}:answer",
        buttons=reporter_buttons(replacement),
        about=replacement.thing,
    )


def _waits_since(desk: Desk, replacement: Replacement) -> datetime:
    """When it was reported, or asked back about."""
    is_asked = replacement.state is ReplacementState.QUESTIONED
    asked = desk.place.latest_entry("replacement questioned", replacement.thing) if is_asked else None
    return asked.at if asked else replacement.reported_at


def _ask_for_name(desk: Desk, replacement: Replacement) -> None:
    """The leaver while they have a right here, then the secretary; every week until somebody is named."""
    leaver = replacement.leaver
    is_here = leaver is not None and leaver.reachable
    is_here = is_here and leaver is not None and desk.place.standing(leaver, desk.today).is_someone
    people = [leaver] if leaver and is_here else responsible(desk.place, desk.now)
    since = replacement.ask_at or desk.now
    replacement.ask_at = in_a_week(desk)
    text = say("successor_asked", arena=desk.place.arena, replacement=replacement, is_leaver=is_here)
    note(
        desk.store,
        desk.place,
        people,
        text,
        key=f"{replacement.thing}:{desk.today}:name",
        since=since,
        useful_until=replacement.ask_at,
    )
