"""P8 and P9: nothing reaches those without a right, and everything stands sealed in history."""

from collections.abc import Iterator

from handlers.demo import words
from handlers.demo.evidence import Evidence, Sent

SPEAKING = frozenset({"sendMessage", "sendDocument", "sendPhoto", "editMessageText"})


def p8_seen(e: Evidence) -> str:
    """What was counted."""
    outside = [sent for sent in e.sent if sent.method in SPEAKING and sent.chat_id not in e.cast.insiders]
    return words.P8_SEEN.format(chats=len({sent.chat_id for sent in outside}), messages=len(outside))


def p8(e: Evidence) -> Iterator[str]:
    """Nobody outside read a word of the arena, the unbound group heard nothing and was left, nobody who had
    not started the bot was written to."""
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


def p9_seen(e: Evidence) -> str:
    """What was counted."""
    return words.P9_SEEN.format(entries=len(e.history), sealed=e.seals.sealed)


def p9(e: Evidence) -> Iterator[str]:
    """Every line is sealed and says who; no seal is broken, and a change in a copy is noticed."""
    if not e.history or e.seals.sealed != len(e.history):
        yield words.P9_UNSEALED.format(entries=len(e.history), sealed=e.seals.sealed)
    if nameless := [entry.verb for entry in e.history if entry.through == "chat" and not entry.has_person]:
        yield words.P9_NAMELESS.format(verbs=words.in_quotes(nameless))
    if e.seals.broken:
        yield words.P9_BROKEN.format(count=e.seals.broken)
    if not e.seals.tampering_noticed:
        yield words.P9_BLIND
