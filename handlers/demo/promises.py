"""The promises, each judged by the evidence alone: what was seen, and what is wrong with it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.model.workdays import is_workday
from handlers.demo import words
from handlers.demo.evidence import Evidence, Promised, Sent

MESSAGES = {"text": "sendMessage", "document": "sendDocument"}
OTHERS = {"pin": "pinChatMessage", "leave": "leaveChat", "receipt": "answerCallbackQuery"}
SPEAKING = frozenset({"sendMessage", "sendDocument", "editMessageText"})
PUNCTUAL = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One promise: what was seen, and what does not fit it; kept if nothing does not."""

    name: str
    seen: str
    wrong: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether the promise held."""
        return not self.wrong


def judge(evidence: Evidence) -> list[Finding]:
    """Every promise that the story puts to the test."""
    return [
        Finding(name=name, seen=seen(evidence), wrong=tuple(wrong(evidence)))
        for name, (seen, wrong) in PROMISES.items()
    ]


def _p1_seen(e: Evidence) -> str:
    return words.P1_SEEN.format(updates=len(e.updates), confirmed=len(e.confirmed), inbox=len(e.inbox))


def _p1(e: Evidence) -> Iterator[str]:
    if not e.confirmed:
        yield words.NOTHING_HAPPENED
    if lost := e.confirmed - e.inbox.keys():
        yield words.P1_LOST.format(numbers=words.numbers(lost))
    if unseen := e.updates - e.confirmed - e.inbox.keys():
        yield words.P1_UNSEEN.format(numbers=words.numbers(unseen))


def _p2_seen(e: Evidence) -> str:
    return words.P2_SEEN.format(
        acts=sum(e.acts.values()), items=len(e.items), again=sum(times > 1 for times in e.handed_out.values())
    )


def _p2(e: Evidence) -> Iterator[str]:
    if open_ := [number for number, state in e.inbox.items() if state not in ("handled", "ignored")]:
        yield words.P2_OPEN.format(numbers=words.numbers(open_))
    if not any(times > 1 for times in e.handed_out.values()):
        yield words.P2_NEVER_TWICE
    effects = Counter(entry.verb for entry in e.history)
    for verb, times in e.acts.items():
        if effects[verb] != times:
            yield words.P2_EFFECTS.format(verb=verb, acts=times, effects=effects[verb])
    if Counter(e.proposed) != Counter(e.items):
        yield words.P2_ITEMS.format(proposed=len(e.proposed), items=len(e.items))


def _p3_seen(e: Evidence) -> str:
    copies = sum(promised.copies for promised in e.promised)
    return words.P3_SEEN.format(promised=len(e.promised), copies=copies)


def _p3(e: Evidence) -> Iterator[str]:
    states = Counter(promised.state for promised in e.promised if promised.state != "sent")
    if states:
        yield words.P3_NOT_SENT.format(states=words.counted_states(states))
    yield from _not_at_telegram(e)
    yield from _copies(e)


def _not_at_telegram(e: Evidence) -> Iterator[str]:
    """What the database calls sent must have taken effect at Telegram."""
    arrived = {(sent.chat_id, sent.message_id) for sent in e.sent if sent.method in MESSAGES.values()}
    missing = [each for each in _said(e) if (each.chat_id, each.message_id) not in arrived]
    if missing:
        yield words.P3_MISSING.format(count=len(missing))
    for kind, method in OTHERS.items():
        promised = sum(each.kind == kind and each.state == "sent" for each in e.promised)
        done = sum(sent.method == method for sent in e.sent)
        if done < promised:
            yield words.P3_OTHERS.format(method=method, promised=promised, done=done)


def _copies(e: Evidence) -> Iterator[str]:
    """One extra copy for an unknown outcome, which says so; none otherwise."""
    extra, marked = _extra(e), [sent for sent in _spoken(e) if sent.text.startswith(e.copy_mark)]
    again = [promised for promised in e.promised if promised.copies]
    if not again:
        yield words.P3_NO_COPY
    if any(promised.copies > 1 for promised in again) or len(extra) > len(again):
        yield words.P3_TOO_MANY.format(extra=len(extra), again=len(again))
    if {(each.chat_id, each.message_id) for each in again} != {(s.chat_id, s.message_id) for s in marked}:
        yield words.P3_UNMARKED.format(again=len(again), marked=len(marked))


def _spoken(e: Evidence) -> list[Sent]:
    return [sent for sent in e.sent if sent.method in MESSAGES.values()]


def _said(e: Evidence) -> list[Promised]:
    return [each for each in e.promised if each.kind in MESSAGES and each.state == "sent"]


def _extra(e: Evidence) -> list[Sent]:
    """Messages in the chats that no row of the outbox knows of: their outcome never became known."""
    known = {(each.chat_id, each.message_id) for each in e.promised}
    return [sent for sent in _spoken(e) if (sent.chat_id, sent.message_id) not in known]


def _p4_seen(e: Evidence) -> str:
    chats = {promised.chat_id for promised in _said(e)}
    return words.P4_SEEN.format(chats=len(chats), messages=len(_said(e)), parts=len(e.parts))


def _p4(e: Evidence) -> Iterator[str]:
    arrived = {(sent.chat_id, sent.message_id): sent for sent in _spoken(e)}
    for chat_id in sorted({promised.chat_id for promised in _said(e)}):
        mine = [promised for promised in _said(e) if promised.chat_id == chat_id]
        sent = [arrived[key] for each in mine if (key := (chat_id, each.message_id)) in arrived]
        if any(later.seq < earlier.seq for earlier, later in zip(sent, sent[1:], strict=False)):
            yield words.P4_ORDER.format(chat=chat_id)
    if _parts_in(e, e.cast.group) != list(e.parts):
        yield words.P4_PARTS.format(parts=words.in_quotes(_parts_in(e, e.cast.group)))


def _parts_in(e: Evidence, chat_id: int) -> list[str]:
    """The agenda's parts as they came to the chat, without the copy whose outcome was unknown."""
    ids = {each.message_id for each in _of_agenda(e) if each.chat_id == chat_id and each.kind in MESSAGES}
    return [sent.file for sent in _spoken(e) if sent.chat_id == chat_id and sent.message_id in ids]


def _of_agenda(e: Evidence) -> list[Promised]:
    return [each for each in e.promised if (each.subject or "").startswith("agenda:")]


def _p5_seen(e: Evidence) -> str:
    return words.P5_SEEN.format(notice=e.race.notice)


def _p5(e: Evidence) -> Iterator[str]:
    if e.race.first not in e.race.notice:
        yield words.P5_NOT_TOLD.format(first=e.race.first, notice=e.race.notice)
    if e.race.first_card != e.race.second_card:
        yield words.P5_OLD_CARD


def _p6_seen(e: Evidence) -> str:
    return words.P6_SEEN.format(
        times=words.moments(e.published), dues=sum(due.outcome == "done" for due in e.dues)
    )


def _p6(e: Evidence) -> Iterator[str]:
    due = last_morning_that_keeps_a_week(e.meeting)
    if len(e.published) != 1:
        yield words.P6_TIMES.format(times=len(e.published))
    if any(not timedelta(0) <= at - due < PUNCTUAL for at in e.published):
        yield words.P6_LATE.format(due=words.moments([due]), times=words.moments(e.published))
    yield from _posts(e, due)
    yield from _dues(e)


def _posts(e: Evidence, due: datetime) -> Iterator[str]:
    """What Telegram saw in the group: one post, at that time."""
    ids = {each.message_id for each in _of_agenda(e) if each.kind == "text"}
    posts = [s for s in _spoken(e) if s.chat_id == e.cast.group and s.message_id in ids and not s.file]
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


def _p8_seen(e: Evidence) -> str:
    outside = [sent for sent in e.sent if sent.method in SPEAKING and sent.chat_id not in e.cast.insiders]
    return words.P8_SEEN.format(chats=len({sent.chat_id for sent in outside}), messages=len(outside))


def _p8(e: Evidence) -> Iterator[str]:
    for sent in e.sent:
        if sent.method in SPEAKING and sent.chat_id not in e.cast.insiders:
            yield from _leaks(e, sent)
    if any(sent.method in SPEAKING and sent.chat_id == e.cast.strangers_group for sent in e.sent):
        yield words.P8_SPOKE
    if not any(sent.method == "leaveChat" and sent.chat_id == e.cast.strangers_group for sent in e.sent):
        yield words.P8_STAYED
    if e.refused:
        yield words.P8_REFUSED.format(calls=words.in_quotes(e.refused))


def _leaks(e: Evidence, sent: Sent) -> Iterator[str]:
    if sent.file or (found := [word for word in e.cast.inside_words if word in sent.text]):
        yield words.P8_LEAK.format(words=words.in_quotes([sent.file] if sent.file else found))


def _p9_seen(e: Evidence) -> str:
    return words.P9_SEEN.format(entries=len(e.history), sealed=e.seals.sealed)


def _p9(e: Evidence) -> Iterator[str]:
    if not e.history or e.seals.sealed != len(e.history):
        yield words.P9_UNSEALED.format(entries=len(e.history), sealed=e.seals.sealed)
    if nameless := [entry.verb for entry in e.history if entry.through == "chat" and not entry.has_person]:
        yield words.P9_NAMELESS.format(verbs=words.in_quotes(nameless))
    if e.seals.broken:
        yield words.P9_BROKEN.format(count=e.seals.broken)
    if not e.seals.tampering_noticed:
        yield words.P9_BLIND


Seen = Callable[[Evidence], str]
Wrong = Callable[[Evidence], Iterator[str]]
PROMISES: dict[str, tuple[Seen, Wrong]] = {
    "P1": (_p1_seen, _p1),
    "P2": (_p2_seen, _p2),
    "P3": (_p3_seen, _p3),
    "P4": (_p4_seen, _p4),
    "P5": (_p5_seen, _p5),
    "P6": (_p6_seen, _p6),
    "P8": (_p8_seen, _p8),
    "P9": (_p9_seen, _p9),
}


def all_kept(findings: Sequence[Finding]) -> bool:
    """Whether every promise held."""
    return bool(findings) and all(finding.is_kept for finding in findings)
