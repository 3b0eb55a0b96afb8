"""One-time secrets by which people join and chats are bound: made here, only their hash is kept."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model.person import Person

LIFETIME = timedelta(days=14)
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class ChatKind(StrEnum):
    """An arena has one group and one chat for its preparers."""

    GROUP = "group"
    PREPARERS = "preparers"


def new_token() -> str:
    """A secret of 128 bits for a join link, 22 characters of the deep-link alphabet."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A secret of 130 bits for binding a chat, 26 letters and digits that cannot be misread."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(26))


def hashed(secret: str) -> str:
    """What is kept of a secret; it has 128 bits of its own, so that no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(eq=False, kw_only=True)
class Invitation:
    """A link for one person on the roster (`person`), or a code for one chat of the arena (`chat_kind`).

    Whoever opens a link is that person in all their arenas. Each of the others then has an invitation of its
    own, by which it confirms or undoes it: `link_id` is that of the link. An arena answers for its own links,
    the operator for theirs (`from_operator`) in every arena.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    secret_hash: str
    made_at: datetime
    person: Person | None = None
    chat_kind: ChatKind | None = None
    from_operator: bool = False
    link_id: int | None = None
    used_at: datetime | None = None
    replaced: bool = False
    waits_for: int | None = None
    # The account that the person had when somebody joined by this link.
    instead_of: int | None = None

    @property
    def opening(self) -> int:
        """What the invitations that were used together have in common."""
        return self.link_id or self.id

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be used: not used, not replaced, at most 14 days old."""
        return self.used_at is None and not self.replaced and now < self.made_at + LIFETIME


@dataclass(eq=False, kw_only=True)
class Chat:
    """A Telegram group that is bound to an arena; `thread_id` is the topic where it was bound."""

    id: int = field(init=False, default=0)
    arena_id: str
    kind: ChatKind
    chat_id: int
    thread_id: int | None = None
    title: str = ""
    bound_at: datetime
    lost_at: datetime | None = None
    told_about_pin: bool = False


@dataclass(eq=False, kw_only=True)
class Lodging:
    """A group the bot was added to and that nobody has bound; it leaves at `leave_at` without a word."""

    chat_id: int
    leave_at: datetime
