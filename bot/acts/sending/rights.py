"""Whether somebody still has the right to what was meant for them, looked at on the days that count."""

from datetime import date, datetime, timedelta

from bot.model.co_option import CO_OPTED, CO_OPTION, CO_OPTION_ENDED
from bot.model.dispatch import ITEM_CALENDAR
from bot.model.item import ItemState
from bot.model.meeting import Meeting
from bot.model.notice import ATTENDANCE, COMING, FILE, GROUP, PRESENTED, READ
from bot.model.person import Person
from bot.model.seat import Standing, first_day
from bot.ports.arena_store import ArenaStore

# What is sent about a meeting: whoever has a right on its day has a right to it today too.
OF_A_MEETING = frozenset({"agenda", "calendar", "meeting", "minutes", "papers", ATTENDANCE, READ, FILE})
# What of that goes to those who are co-opted to the whole meeting too.
FOR_CO_OPTED = frozenset({"agenda", "papers"})
ABOUT_CO_OPTION = (CO_OPTION, CO_OPTION_ENDED)
# That the arena is no more is told to those who were somebody on its last day, for a week.
ENDING = "ending"
TIME_TO_TELL_OF_END = timedelta(days=1)


def has_right(place: ArenaStore, person: Person, subject: str | None, now: datetime) -> bool:
    """Today; or, for what is sent about a meeting, on its day: a successor prepares for it too.

    Minutes also go to those who presented something there (seed 000 «till de föredragande»). Whoever leaves
    or comes is told of that change, before and a week after it, whatever else they have a right to; whoever
    has a role that turns, or is to have it, of that turn. Whoever is co-opted gets what was promised for
    that, and nothing besides; but whoever proposed or presented an item hears what became of it (PRODUCT.md,
    An item's way).
    """
    day = place.arena.today(now)
    kind, _, thing = (subject or "").partition(":")
    if kind in ABOUT_CO_OPTION:
        return _may_hear_of_co_option(place, person, kind, int(thing), now)
    if kind == ITEM_CALENDAR:
        return any(_may_hear_of_co_option(place, person, each, int(thing), now) for each in ABOUT_CO_OPTION)
    if kind == GROUP and place.living_chat(int(thing)) is None:
        return False
    if kind == "replacement":
        replacement = place.replacement(int(thing.partition(":")[0]))
        if replacement and replacement.concerns(person, day):
            return True
    if kind == "turn":
        turn = place.turn(int(thing.partition(":")[0]))
        if turn and turn.concerns(person, place.roles(), day):
            return True
    today = place.standing(person, day)
    if today.is_someone or kind == CO_OPTED:
        return today.is_someone or today.is_co_opted
    if kind == COMING:
        return is_to_come(place, person, day)
    if kind in ("item", PRESENTED):
        return _was_theirs(place, person, int(thing))
    if kind == ENDING:
        return _was_there_to_the_last(place, person, day)
    meeting = place.meeting(int(thing.partition(":")[0])) if kind in OF_A_MEETING else None
    return meeting is not None and _has_right_to_meeting(place, today, meeting, kind)


def is_to_come(place: ArenaStore, person: Person, day: date) -> bool:
    """Whether a seat or a role of theirs begins after that day."""
    return first_day([*place.tenures(), *place.roles()], person, day) is not None


def _was_theirs(place: ArenaStore, person: Person, item_id: int) -> bool:
    """Of whoever has left between the meeting and the morning that tells what became of their item, too."""
    item = place.item(item_id)
    if item is None or item.state is not ItemState.TREATED:
        return False
    return person in (item.proposer, item.presenter)


def _was_there_to_the_last(place: ArenaStore, person: Person, day: date) -> bool:
    ends = place.arena.ends
    if ends is None or day >= ends + timedelta(days=7):
        return False
    return place.standing(person, ends - timedelta(days=1)).is_someone


def _has_right_to_meeting(place: ArenaStore, today: Standing, meeting: Meeting, kind: str) -> bool:
    is_invited = kind in FOR_CO_OPTED and meeting.id in today.co_opted_to
    if is_invited or place.standing(today.person, meeting.starts.date()).is_someone:
        return True
    return kind == "minutes" and today.person in place.presenters(meeting)


def _may_hear_of_co_option(
    place: ArenaStore, person: Person, kind: str, co_option_id: int, now: datetime
) -> bool:
    co_option = place.co_option(co_option_id)
    if co_option is None or co_option.person.id != person.id:
        return False
    if kind == CO_OPTION:
        return co_option.is_in_force(place.arena.today(now))
    ended = co_option.withdrawn_at
    if ended is None:
        return co_option.has_lost_item
    return now < ended + TIME_TO_TELL_OF_END
