"""P3 and P4: what was promised arrived, at most one marked copy of it, and in order."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from handlers.demo import words
from handlers.demo.evidence import Evidence, Promised, Sent

MESSAGES = {"text": "sendMessage", "document": "sendDocument", "photo": "sendPhoto"}
OTHERS = {"pin": "pinChatMessage", "leave": "leaveChat", "receipt": "answerCallbackQuery"}


def p3_seen(e: Evidence) -> str:
    """What was counted."""
    copies = sum(promised.copies for promised in e.promised)
    return words.P3_SEEN.format(promised=len(e.promised), copies=copies)


def p3(e: Evidence) -> Iterator[str]:
    """Every row of the outbox is sent and took effect; an unknown outcome gave one marked copy."""
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
    extra, marked = _extra(e), [sent for sent in spoken(e) if sent.text.startswith(e.copy_mark)]
    again = [promised for promised in e.promised if promised.copies]
    if not again:
        yield words.P3_NO_COPY
    if any(promised.copies > 1 for promised in again) or len(extra) > len(again):
        yield words.P3_TOO_MANY.format(extra=len(extra), again=len(again))
    if {(each.chat_id, each.message_id) for each in again} != {(s.chat_id, s.message_id) for s in marked}:
        yield words.P3_UNMARKED.format(again=len(again), marked=len(marked))


def spoken(e: Evidence) -> list[Sent]:
    """New messages of the bot that stand in some chat."""
    return [sent for sent in e.sent if sent.method in MESSAGES.values()]


def _said(e: Evidence) -> list[Promised]:
    return [each for each in e.promised if each.kind in MESSAGES and each.state == "sent"]


def _extra(e: Evidence) -> list[Sent]:
    """Messages in the chats that no row of the outbox knows of: their outcome never became known."""
    known = {(each.chat_id, each.message_id) for each in e.promised}
    return [sent for sent in spoken(e) if (sent.chat_id, sent.message_id) not in known]


def p4_seen(e: Evidence) -> str:
    """What was counted."""
    chats = {promised.chat_id for promised in _said(e)}
    return words.P4_SEEN.format(chats=len(chats), messages=len(_said(e)), parts=len(e.parts))


def p4(e: Evidence) -> Iterator[str]:
    """In each chat the messages came in the order in which they were promised, the agenda part by part."""
    arrived = {(sent.chat_id, sent.message_id): sent for sent in spoken(e)}
    for chat_id in sorted({promised.chat_id for promised in _said(e)}):
        mine = [promised for promised in _said(e) if promised.chat_id == chat_id]
        sent = [arrived[key] for each in mine if (key := (chat_id, each.message_id)) in arrived]
        if any(later.seq < earlier.seq for earlier, later in pairwise(sent)):
            yield words.P4_ORDER.format(chat=chat_id)
    if _parts_in(e, e.cast.group) != list(e.parts):
        yield words.P4_PARTS.format(parts=words.in_quotes(_parts_in(e, e.cast.group)))


def _parts_in(e: Evidence, chat_id: int) -> list[str]:
    """The agenda's parts as they came to the chat, without the copy whose outcome was unknown."""
    ids = {each.message_id for each in of_agenda(e) if each.chat_id == chat_id and each.kind in MESSAGES}
    return [sent.file for sent in spoken(e) if sent.chat_id == chat_id and sent.message_id in ids]


def of_agenda(e: Evidence) -> list[Promised]:
    """What was promised of the agenda, to whomever."""
    return [each for each in e.promised if (each.subject or "").startswith("agenda:")]
