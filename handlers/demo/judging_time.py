"""P6: each due thing once, and the agenda at the time that keeps a week."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from bot.model.workdays import is_workday
from handlers.demo import words
from handlers.demo.evidence import Evidence
from handlers.demo.judging_output import of_agenda, spoken

PUNCTUAL = timedelta(minutes=10)


def p6_seen(e: Evidence) -> str:
    """What was counted."""
    return words.P6_SEEN.format(
        times=words.moments(e.published), dues=sum(due.outcome == "done" for due in e.dues)
    )


def p6(e: Evidence) -> Iterator[str]:
    """One publication, at its time, in the database and at Telegram; nothing due undone or done again."""
    due = last_morning_that_keeps_a_week(e.meeting)
    if len(e.published) != 1:
        yield words.P6_TIMES.format(times=len(e.published))
    if any(not timedelta(0) <= at - due < PUNCTUAL for at in e.published):
        yield words.P6_LATE.format(due=words.moments([due]), times=words.moments(e.published))
    yield from _posts(e, due)
    yield from _dues(e)


def _posts(e: Evidence, due: datetime) -> Iterator[str]:
    """What Telegram saw in the group: one post, at that time."""
    ids = {each.message_id for each in of_agenda(e) if each.kind == "text"}
    posts = [s for s in spoken(e) if s.chat_id == e.cast.group and s.message_id in ids and not s.file]
    if len(posts) != 1 or not timedelta(0) <= posts[0].at - due < PUNCTUAL:
        yield words.P6_POSTS.format(times=words.moments([post.at for post in posts]))


def _dues(e: Evidence) -> Iterator[str]:
    for kind, times in Counter(due.kind for due in e.dues).items():
        if times != 1:
            yield words.P6_AGAIN.format(kind=kind, times=times)
    for due in e.dues:
        is_done = due.done_at is not None and due.outcome == "done" and due.done_at - due.due_at < PUNCTUAL
        if due.due_at <= e.ended_at and not is_done:
            yield words.P6_UNDONE.format(kind=due.kind, outcome=due.outcome or words.OPEN)


def last_morning_that_keeps_a_week(meeting: datetime) -> datetime:
    """08:00 on the last working day from which it is a week to the meeting, counted here anew."""
    day = meeting.date() - timedelta(days=7)
    if meeting.time() < time(8):
        day -= timedelta(days=1)
    while not is_workday(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(8), meeting.tzinfo)
