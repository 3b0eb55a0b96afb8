"""One bot's queue of updates, with the server's rules for confirming, forgetting and filtering."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from integrations.botapi.shapes import Json

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "guest_message",
    "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query",
    "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member",
    "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
)  # fmt: skip
ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
USUAL = frozenset(KINDS) - ON_REQUEST_ONLY
_KEPT = {"callback_query": timedelta(seconds=150)}
_KEPT_OTHERWISE = timedelta(hours=24)


@dataclass(eq=False)
class Pending:
    """An update that the bot has not confirmed. An injected one is handed out once, whatever its number."""

    update_id: int
    update: Json
    expires_at: datetime | None
    injected: bool = False
    handed_out: bool = False


class UpdateQueue:
    """Updates of one bot. `listeners` are called (from any thread) when something was added or changed."""

    def __init__(self, first_id: int) -> None:
        self.next_id = first_id
        self.allowed: frozenset[str] = USUAL
        self.listeners: set[Callable[[], None]] = set()
        self._pending: deque[Pending] = deque()

    def __len__(self) -> int:
        return len(self._pending)

    def __getstate__(self) -> Json:
        # A kept queue has no listeners: they wait in the process that keeps it.
        return {**vars(self), "listeners": set()}

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember the kinds asked for; none means the usual ones. Unknown names are ignored."""
        wanted = frozenset(kinds) & frozenset(KINDS)
        self.allowed = wanted or USUAL

    def push(self, kind: str, content: Json, now: datetime) -> None:
        """Add an update, unless the bot did not ask for its kind."""
        if kind not in self.allowed:
            return
        expires_at = now + _KEPT.get(kind, _KEPT_OTHERWISE)
        self._append(Pending(self.next_id, {kind: content}, expires_at))
        self.next_id += 1

    def inject(self, update: Json, update_id: int | None) -> None:
        """Add a raw update, perhaps with a number that was used before."""
        number = update_id if update_id is not None else update.get("update_id", self.next_id)
        content = {key: value for key, value in update.items() if key != "update_id"}
        self.next_id = max(self.next_id, number + 1)
        self._append(Pending(number, content, None, injected=True))

    def take(self, offset: int, limit: int, now: datetime) -> list[Json]:
        """What getUpdates answers; confirms everything below `offset`, or all but the last `-offset`."""
        self._forget_expired(now)
        self._confirm(offset)
        taken = list(islice(self._pending, limit))
        for pending in taken:
            pending.handed_out = True
        return [{"update_id": pending.update_id, **pending.update} for pending in taken]

    def peek(self, now: datetime) -> list[Pending]:
        """Everything that waits, for the webhook."""
        self._forget_expired(now)
        return list(self._pending)

    def remove(self, pending: Pending) -> None:
        """The webhook took it."""
        if pending in self._pending:
            self._pending.remove(pending)

    def clear(self) -> None:
        """drop_pending_updates."""
        self._pending.clear()

    def wake(self) -> None:
        """Let whoever waits for updates look again."""
        for listener in list(self.listeners):
            listener()

    def _append(self, pending: Pending) -> None:
        self._pending.append(pending)
        self.wake()

    def _strange(self, offset: int) -> bool:
        # The server ignores an offset far beyond its newest update: its numbers may have begun anew.
        return offset > self.next_id + 10

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        elif offset > 0 and not self._strange(offset) and self._pending:
            self._pending = deque(
                p for p in self._pending if p.update_id >= offset or (p.injected and not p.handed_out)
            )

    def _forget_expired(self, now: datetime) -> None:
        if any(p.expires_at is not None and p.expires_at < now for p in self._pending):
            self._pending = deque(p for p in self._pending if p.expires_at is None or p.expires_at >= now)
