"""What was promised, held against what Telegram accepted: lost, said twice, copied, out of order."""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Row

from bot.model.dispatch import DispatchKind, DispatchState
from bot.texts import say
from integrations.botapi import Call
from storage import tables
from tests.stories.town import Town

COPY = say("may_be_a_copy")
# Doing these twice changes nothing: the same words stand there, the same message is pinned.
HARMLESS_TWICE = (DispatchKind.EDIT, DispatchKind.PIN, DispatchKind.LEAVE)
SPEAKING = ("sendMessage", "sendDocument", "editMessageText", "pinChatMessage", "answerCallbackQuery")
Said = tuple[Any, ...]


@dataclass
class Figures:
    """Sums over runs. `given_up` counts reminders and help whose outcome a kill left unknown."""

    runs: int = 0
    kills: int = 0
    promised: int = 0
    lost: int = 0
    double: int = 0
    copies: int = 0
    given_up: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{name} {number}" for name, number in asdict(self).items())


def reckon(town: Town, figures: Figures) -> None:
    """Add up; AssertionError for whatever PROMISES P2-P4 and P8 do not allow."""
    promised = town.look.rows(tables.dispatch)
    accepted = [call for call in town.world.ledger if call.accepted and call.method in SPEAKING]
    figures.promised += len(promised)
    _hold_against(promised, accepted, figures)
    _look_at_order(promised, accepted)
    if not_for_david := town.world.ledger.accepted(chat_id=town.david.id):
        raise AssertionError(f"David was sent {not_for_david}")


def _hold_against(promised: list[Row[Any]], accepted: list[Call], figures: Figures) -> None:
    by_words: dict[Said, list[Row[Any]]] = defaultdict(list)
    for row in promised:
        by_words[_promise(row, promised)].append(row)
    calls: dict[Said, list[Call]] = defaultdict(list)
    for call in accepted:
        calls[_said(call)].append(call)
    if strange := set(calls) - set(by_words):
        raise AssertionError(f"said, but never promised: {strange}")
    for words, rows in by_words.items():
        _count(words, rows, calls[words], figures)


def _count(words: Said, rows: list[Row[Any]], calls: list[Call], figures: Figures) -> None:
    unmarked = sum(not _is_copy(call) for call in calls)
    missing = max(0, len(rows) - len(calls))
    if all(row.kind in HARMLESS_TWICE for row in rows):
        figures.lost += missing
    elif all(row.twice_is_better for row in rows):
        figures.lost += missing
        figures.double += max(0, unmarked - len(rows))
        figures.copies += max(0, len(calls) - len(rows))
        if len(calls) > 2 * len(rows):
            raise AssertionError(f"more than one copy of {words}")
    else:
        figures.given_up += missing
        figures.double += max(0, len(calls) - len(rows))
        sent = sum(row.state is DispatchState.SENT for row in rows)
        figures.lost += max(0, sent - len(calls))
    if any(row.state not in (DispatchState.SENT, DispatchState.UNKNOWN) for row in rows):
        raise AssertionError(
            f"ended otherwise than sent: {[(row.kind, row.state, row.error) for row in rows]}"
        )


def _promise(row: Row[Any], promised: list[Row[Any]]) -> Said:
    after = next((each.message_id for each in promised if each.id == row.after_id), None)
    match row.kind:
        case DispatchKind.DOCUMENT:
            return "sendDocument", row.chat_id, row.file_name
        case DispatchKind.EDIT if after:
            return "editMessageText", row.chat_id, after, row.text
        case DispatchKind.PIN:
            return "pinChatMessage", row.chat_id, after
        case DispatchKind.UNPIN:
            return "unpinChatMessage", row.chat_id, after
        case DispatchKind.RECEIPT:
            return "answerCallbackQuery", row.callback_id
        case _:
            return "sendMessage", row.chat_id, row.text


def _said(call: Call) -> Said:
    text = str(call.params.get("text") or "").removeprefix(f"{COPY}\n")
    match call.method:
        case "sendDocument":
            return call.method, call.chat_id, call.result["document"]["file_name"]
        case "editMessageText":
            return call.method, call.chat_id, int(call.params["message_id"]), text
        case "pinChatMessage" | "unpinChatMessage":
            return call.method, call.chat_id, int(call.params["message_id"])
        case "answerCallbackQuery":
            return call.method, call.params["callback_query_id"]
        case _:
            return call.method, call.chat_id, text


def _is_copy(call: Call) -> bool:
    return str(call.params.get("text") or call.params.get("caption") or "").startswith(COPY)


def _look_at_order(promised: list[Row[Any]], accepted: list[Call]) -> None:
    places: dict[Said, int] = {}
    for row in promised:
        places.setdefault(_promise(row, promised), row.id)
    by_chat: dict[Any, list[int]] = defaultdict(list)
    for call in accepted:
        if call.method != "answerCallbackQuery":
            by_chat[call.chat_id].append(places[_said(call)])
    for chat, order in by_chat.items():
        if order != sorted(order):
            raise AssertionError(f"out of order in {chat}: {order}")


def history(town: Town) -> Counter[str]:
    """How often each verb stands in the history."""
    return Counter(row.verb for row in town.look.rows(tables.history))
