"""What changed in a mailbox between two instants, told by links that hold a token, as Graph does it.

https://learn.microsoft.com/graph/delta-query-events; what it refuses, and when a token ends, is said in
https://learn.microsoft.com/graph/api/event-delta and https://learn.microsoft.com/graph/delta-query-overview.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from integrations.graphapi.errors import GraphError, bad_request

Json = dict[str, Any]
SPAN = {"startDateTime", "endDateTime"}
TOKENS = ("$deltatoken", "$skiptoken")
PAGE_SIZE = re.compile(r"odata\.maxpagesize=(\d+)", re.IGNORECASE)
USUAL_PAGE = 10
# How many the cache holds before the oldest is gone; Graph does not say.
MOST = 50


@dataclass(frozen=True, kw_only=True)
class State:
    """Where somebody is: what the journal held then, and what is left to tell of this round."""

    first: datetime
    last: datetime
    seen: int
    left: tuple[str, ...] = ()


@dataclass
class Deltas:
    """Of one mailbox: the ids of what changed, in order, and everybody's tokens.

    Where it `replays`, each round tells everything again that ever changed.
    """

    journal: list[str] = field(default_factory=list)
    replays: bool = False
    _states: dict[str, State] = field(default_factory=dict)

    def forget(self) -> None:
        """No token is known any more."""
        self._states.clear()

    def begin(self, query: dict[str, str], in_view: list[str]) -> State:
        """A round that tells all there is. Raises GraphError 400."""
        if unknown := set(query) - SPAN:
            raise bad_request(f"The query parameter '{min(unknown)}' is not supported for change tracking.")
        first, last = (datetime.fromisoformat(query[name]) for name in ("startDateTime", "endDateTime"))
        return State(first=first, last=last, seen=len(self.journal), left=tuple(in_view))

    def go_on(self, query: dict[str, str], url: str) -> State:
        """What that token leads to. Raises GraphError 410 where it is not known."""
        (token,) = query.values()
        if (state := self._states.get(token)) is None:
            raise forgotten(url)
        if "$skiptoken" in query:
            return state
        changed = self.journal if self.replays else self.journal[state.seen :]
        return replace(state, seen=len(self.journal), left=tuple(dict.fromkeys(changed)))

    def page(self, state: State, prefer: str, url: str, show: Callable[[str], Json]) -> Json:
        """So many of what is left, and a link to what follows."""
        asked = PAGE_SIZE.search(prefer)
        size = int(asked[1]) if asked else USUAL_PAGE
        rest = state.left[size:]
        token = self._keep(replace(state, left=rest))
        next_name, token_name = ("nextLink", "$skiptoken") if rest else ("deltaLink", "$deltatoken")
        told = [show(each) for each in state.left[:size]]
        return {"value": told, f"@odata.{next_name}": f"{url}?{token_name}={token}"}

    def _keep(self, state: State) -> str:
        token = secrets.token_urlsafe(16)
        self._states[token] = state
        for oldest in list(self._states)[:-MOST]:
            del self._states[oldest]
        return token


def has_token(query: dict[str, str]) -> bool:
    """Whether a round goes on; a link has its token alone."""
    return len(query) == 1 and bool(set(query) & set(TOKENS))


def forgotten(url: str) -> GraphError:
    """A token is not known any more: whoever has it begins anew, there."""
    message = "The sync state generation is not found. The delta token is expired."
    return GraphError(410, "SyncStateNotFound", message, {"location": f"{url}?$deltatoken="})


def removed(event_id: str) -> Json:
    """Of what is gone, or is no longer between the two instants."""
    return {"id": event_id, "@removed": {"reason": "deleted"}}
