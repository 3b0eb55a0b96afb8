"""Where the bot talks: invitations, bound chats, who is in them, groups nobody bound, questions asked."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, String, Table, UniqueConstraint, false, text

from bot.model.dialogue import Slot
from bot.model.joining import ChatKind
from storage.tables.base import arena_link, key, link, metadata
from storage.types import Instant, one_of

invitation = Table(
    "invitation",
    metadata,
    key(),
    arena_link(),
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    link("person_id", "person"),
    Column("chat_kind", one_of(ChatKind)),
    Column("from_operator", Boolean, nullable=False, server_default=false()),
    link("link_id", "invitation"),
    Column("used_at", Instant),
    Column("replaced", Boolean, nullable=False),
    Column("waits_for", BigInteger),
    Column("instead_of", BigInteger),
)

chat = Table(
    "chat",
    metadata,
    key(),
    arena_link(),
    Column("kind", one_of(ChatKind), nullable=False),
    Column("chat_id", BigInteger, nullable=False, index=True),
    Column("thread_id", BigInteger),
    Column("title", String(300), nullable=False),
    Column("bound_at", Instant, nullable=False),
    Column("lost_at", Instant),
    Column("told_about_pin", Boolean, nullable=False),
    Index(
        "uq_chat_alive",
        "arena_id",
        "kind",
        unique=True,
        sqlite_where=text("lost_at IS NULL"),
        postgresql_where=text("lost_at IS NULL"),
    ),
)

presence = Table(
    "presence",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("telegram_id", BigInteger, primary_key=True),
    Column("is_in", Boolean, nullable=False),
)

lodging = Table(
    "lodging",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("leave_at", Instant, nullable=False),
)

dialogue = Table(
    "dialogue",
    metadata,
    key(),
    Column("chat_id", BigInteger, nullable=False),
    Column("telegram_id", BigInteger, nullable=False),
    Column("flow", String(60), nullable=False),
    arena_link(nullable=True),
    Column("facts", JSON, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("slot", one_of(Slot), nullable=False),
    UniqueConstraint("chat_id", "telegram_id", "slot"),
)
