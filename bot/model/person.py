"""A person: one e-mail address, one Telegram account, any number of arenas."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(eq=False, kw_only=True)
class Person:
    """Somebody on a roster. `email` is case-folded; `telegram_id` is None until they join.

    `unreachable_since` is set when Telegram says that the person blocked the bot or left.
    """

    id: int = field(init=False, default=0)
    email: str
    name: str
    telegram_id: int | None = None
    joined_at: datetime | None = None
    unreachable_since: datetime | None = None

    @property
    def reachable(self) -> bool:
        """Whether a private message may be tried."""
        return self.telegram_id is not None and self.unreachable_since is None

    def join(self, telegram_id: int, now: datetime) -> None:
        """Tie the person to the account that pressed «Det är jag»."""
        self.telegram_id = telegram_id
        self.joined_at = now
        self.unreachable_since = None

    def unjoin(self) -> None:
        """Untie the account: it was the wrong person."""
        self.telegram_id = None
        self.joined_at = None
