"""A person: one e-mail address, one Telegram account, any number of arenas."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

# So long somebody without a place anywhere keeps account and address: they may be told, or come back.
GRACE = timedelta(days=7)


@dataclass(eq=False, kw_only=True)
class Person:
    """Somebody on a roster. `email` is case-folded; `telegram_id` is None until they join.

    `unreachable_since` is set when Telegram says that the person blocked the bot or left. `left_at` is when
    they were first seen without a place in any arena; a week later only their name is left.
    """

    id: int = field(init=False, default=0)
    email: str | None
    name: str
    telegram_id: int | None = None
    joined_at: datetime | None = None
    unreachable_since: datetime | None = None
    left_at: datetime | None = None

    @property
    def is_unlinked(self) -> bool:
        """Whether nothing is left of them but their name."""
        return self.email is None

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

    def unlink(self) -> None:
        """Keep the name, which stands in minutes and history, and neither account nor address."""
        self.unjoin()
        self.email = self.unreachable_since = None
