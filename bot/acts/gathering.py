"""One message for each person and working morning: all that was noted, with the buttons that deal with it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from bot.acts.sending.rights import has_right
from bot.acts.todo import Waiting, button_rows, waiting_for
from bot.model.dispatch import MORNING, Button, Claimed, Dispatch, DispatchKind
from bot.model.notice import PREPARE, PRESENTED, Notice, about
from bot.model.person import Person
from bot.model.workdays import is_workday
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say
from bot.texts.splitting import LIMIT, length

# A bot that was away over the morning does not make up for it at night.
MORNING_HOUR, EVENING_HOUR = 8, 20
Places = dict[str, ArenaStore]


def gather_for(store: Store, person_id: int, *, now: datetime) -> None:
    """One message with all that is due; what can wait does, if today's is sent or it is no time to write."""
    due = store.due_notices(person_id, now)
    places = _places(store, due)
    helpful = _helpful(due, places, now)
    for notice in due:
        if notice not in helpful:
            notice.close(now)
    if helpful and not _is_time(store, helpful[0], places, now):
        for notice in helpful:
            notice.put_off(places[notice.arena_id].arena, now)
        helpful = [notice for notice in helpful if notice.is_urgent or notice.due_at <= now]
    _send(store, helpful, places, now)


def _places(store: Store, notices: Iterable[Notice]) -> Places:
    found = ((arena_id, store.within(arena_id)) for arena_id in {notice.arena_id for notice in notices})
    return {arena_id: place for arena_id, place in found if place}


def _helpful(notices: Iterable[Notice], places: Places, now: datetime) -> list[Notice]:
    """What its reader can still use and may still read; each right is looked at once."""
    rights: dict[tuple[str, str | None], bool] = {}
    return [
        notice
        for notice in notices
        if notice.person.reachable and not notice.is_useless(now) and _is_right(rights, notice, places, now)
    ]


def _is_right(
    rights: dict[tuple[str, str | None], bool], notice: Notice, places: Places, now: datetime
) -> bool:
    looked_at = (notice.arena_id, notice.subject)
    if looked_at not in rights:
        rights[looked_at] = has_right(places[notice.arena_id], notice.person, notice.subject, now)
    return rights[looked_at]


def _is_time(store: Store, notice: Notice, places: Places, now: datetime) -> bool:
    arena = places[notice.arena_id].arena
    local, last = arena.local(now), store.last_gathered(notice.person.id)
    is_working_time = is_workday(local.date()) and MORNING_HOUR <= local.hour < EVENING_HOUR
    return is_working_time and (last is None or arena.today(last) != local.date())


def _send(store: Store, notices: list[Notice], places: Places, now: datetime) -> None:
    in_order = sorted(notices, key=lambda each: (places[each.arena_id].arena.short, each.arena_id, each.id))
    for page in _pages(in_order, places):
        dispatch = store.promise(_dispatch(store, page, places, now))
        for notice in page:
            notice.close(now, dispatch)


def _pages(notices: Iterable[Notice], places: Places) -> Iterator[list[Notice]]:
    page: list[Notice] = []
    for notice in notices:
        if page and length(_text([*page, notice], places)) > LIMIT:
            yield page
            page = []
        page.append(notice)
    if page:
        yield page


def _text(page: Sequence[Notice], places: Places) -> str:
    by_arena = groupby(page, key=lambda notice: notice.arena_id)
    parts = [(places[arena_id].arena, [notice.text for notice in mine]) for arena_id, mine in by_arena]
    return say("morning", parts=parts)


def _dispatch(store: Store, page: Sequence[Notice], places: Places, now: datetime) -> Dispatch:
    person = page[0].person
    arenas = {notice.arena_id for notice in page}
    chat_id = person.telegram_id or 0
    return Dispatch(
        # A page that is withdrawn comes again without what its reader lost, or to another account.
        dedupe_key=f"{MORNING}:{chat_id}:{page[0].id}:{page[-1].id}:{len(page)}",
        kind=DispatchKind.TEXT,
        chat_id=chat_id,
        arena_id=page[0].arena_id if len(arenas) == 1 else None,
        person_id=person.id,
        text=_text(page, places),
        buttons=_buttons(store, page, places, now),
        subject=MORNING,
        # A reminder that comes twice annoys more than one that is lost (PROMISES P3); a report does not.
        twice_is_better=any(notice.is_urgent for notice in page),
    )


def _buttons(store: Store, page: Sequence[Notice], places: Places, now: datetime) -> list[list[Button]]:
    """What deals with each thing, and the way to all that waits where there is more to say than one thing."""
    # Whoever presented from outside has nothing that waits here.
    waits = (each for each in page if not each.is_urgent and about(each.subject) != PRESENTED)
    told = dict.fromkeys((each.arena_id, each.subject or "") for each in waits)
    words = {about(subject) for _arena_id, subject in told}
    is_one_arena = len({arena_id for arena_id, _subject in told}) == 1
    lines = [
        line
        for arena_id in dict.fromkeys(arena_id for arena_id, _subject in told)
        for line in _waiting(store, places[arena_id], page[0].person, words, now)
        if line.subject and (arena_id, line.subject) in told
    ]
    rows = button_rows(list(_once(lines)), is_one_arena=is_one_arena)
    is_draft_alone = bool(rows) and len(told) == 1 and words == {PREPARE}
    if is_draft_alone or not told:
        return rows[:1]
    return [*rows, [Button(text="Visa allt", action="todo")]]


def _once(lines: Iterable[Waiting]) -> Iterator[Waiting]:
    """Without what an earlier one opens already: the same draft to decide in, and to make ready."""
    opened: set[tuple[str, str | None, int]] = set()
    for line in lines:
        opens = (line.button.action, line.button.arena_id, line.button.thing)
        if line.beside or opens not in opened:
            yield line
        opened.add(opens)


def _waiting(
    store: Store, place: ArenaStore, person: Person, words: Collection[str], now: datetime
) -> list[Waiting]:
    standing = place.standing(person, place.arena.today(now))
    return waiting_for(store, place, standing, now=now, about=words)


def tell_without_removed(store: Store, dispatch: Dispatch) -> None:
    """A gathered message that was sent keeps the words of those notices alone that have theirs still."""
    left = [notice for notice in store.notices_of(dispatch.id) if notice.text]
    places = _places(store, left)
    in_order = sorted(left, key=lambda each: (places[each.arena_id].arena.short, each.arena_id, each.id))
    dispatch.text = _text(in_order, places) if left else None
    dispatch.buttons = []


def may_still_be_told(store: Store, dispatch: Claimed, *, now: datetime) -> bool:
    """Whether the reader still has a right to every part of a gathered message (PROMISES P8)."""
    notices = store.notices_of(dispatch.id)
    places = _places(store, notices)
    rights: dict[tuple[str, str | None], bool] = {}
    return bool(notices) and all(
        notice.person.telegram_id == dispatch.chat_id and _is_right(rights, notice, places, now)
        for notice in notices
    )


def take_back(store: Store, dispatch: Claimed, *, now: datetime) -> None:
    """A gathered message was withdrawn: what its reader may still be told is gathered again."""
    notices = store.notices_of(dispatch.id)
    helpful = _helpful(notices, _places(store, notices), now)
    for notice in notices:
        if notice in helpful:
            notice.put_back()
        else:
            notice.close(now)
