"""What Telegram delivers goes into the inbox, and is confirmed only after it is stored (PROMISES P1)."""

import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from handlers.chat.hearing import HeardKind, hear, is_number, lane_of
from handlers.chat.router import Identity
from handlers.clock import Clock
from handlers.rounds.leading import Lead
from storage import inbox
from storage.engine import Database

log = logging.getLogger(__name__)


class Intake:
    """Keeps updates, however they came; `told` is called when something new waits, `known` at each answer.

    Health asks when Telegram last answered (`last_answer`, by the steady clock: at first it has just said who
    the bot is) and whether it knows the bot.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        me: Identity,
        *,
        told: Callable[[], None],
        known: Callable[[], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._me = me
        self._told = told
        self._known = known
        self.last_answer = clock.steady()
        self.token_refused = False

    def is_answered(self) -> None:
        """Telegram knows the bot, and would give it what there is."""
        self.last_answer, self.token_refused = self._clock.steady(), False
        self._known()

    def is_refused(self) -> None:
        """Telegram does not know the bot any more."""
        if not self.token_refused:
            log.critical("the token was refused; no update comes until it is changed")
        self.token_refused = True

    def is_seen_to(self) -> None:
        """Another replica hears Telegram for all of them."""
        self.last_answer = self._clock.steady()

    async def keep(self, raw_updates: Sequence[Any], lead: Lead) -> list[dict[str, Any]]:
        """Store the updates, and give them back; those seen before, or that nothing can tell from others, are
        passed over. Raises LeaseLost, and nothing is stored."""
        numbered = [raw for raw in raw_updates if isinstance(raw, dict) and is_number(raw.get("update_id"))]
        if len(numbered) < len(raw_updates):
            log.warning("updates without a number: %d", len(raw_updates) - len(numbered))
        await self._database.run(self._take_in, self._arrived(numbered), self._clock.now(), lead)
        self._told()
        return numbered

    async def keep_now(self, raw: dict[str, Any]) -> None:
        """Store one update, or hear that the database is away. Raises sqlalchemy.exc.DBAPIError."""
        await self._database.once(self._take_in, self._arrived([raw]), self._clock.now(), None)
        self._told()

    def _take_in(self, arrived: list[inbox.Arrived], now: datetime, lead: Lead | None) -> None:
        with self._database.session() as session:
            if lead:
                lead.hold(session)
            inbox.take_in(session, self._me.bot_id, arrived, now)

    def _arrived(self, raw_updates: Sequence[dict[str, Any]]) -> list[inbox.Arrived]:
        return [self._read(raw) for raw in raw_updates]

    def _read(self, raw: dict[str, Any]) -> inbox.Arrived:
        heard = hear(raw, self._me.bot_name, self._me.bot_id)
        payload = None if heard.kind is HeardKind.NOTHING else _written(raw)
        return inbox.Arrived(update_id=raw["update_id"], lane=lane_of(raw), payload=payload)


def _written(raw: dict[str, Any]) -> str:
    """As it came; of one that is nested too deeply to be written, an update that makes as little sense."""
    try:
        return json.dumps(raw)
    except RecursionError:
        return json.dumps({"update_id": raw["update_id"], "message": "nested too deeply"})
