"""What came in and what was promised: inbox, outbox, and Telegram's names of files."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.model.dispatch import DispatchKind, DispatchState
from storage.tables.base import arena_link, key, link, metadata
from storage.types import Buttons, Epoch, Instant, Letters, one_of

inbox = Table(
    "inbox",
    metadata,
    key(),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("lane", BigInteger, nullable=False),
    Column("payload", Text),
    Column("received_at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("not_before", Double, nullable=False, server_default="0"),
    Column("error", String(300)),
    UniqueConstraint("bot_id", "update_id"),
    Index(
        "ix_inbox_waiting",
        "lane",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    # Without it the oldest waiting one is looked for among all that were ever handled.
    Index(
        "ix_inbox_oldest",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_inbox_set_aside",
        "received_at",
        sqlite_where=text("state = 'set_aside'"),
        postgresql_where=text("state = 'set_aside'"),
    ),
)

OPEN = text("state IN ('pending', 'sending')")
IS_MAIL = text("kind = 'mail'")
dispatch = Table(
    "dispatch",
    metadata,
    key(),
    Column("dedupe_key", String(300), nullable=False, unique=True),
    Column("kind", one_of(DispatchKind), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    arena_link(nullable=True),
    link("person_id", "person"),
    link("bound_chat_id", "chat"),
    Column("text", Text),
    Column("buttons", Buttons, nullable=False),
    Column("file_sha256", String(64), ForeignKey("blob.sha256")),
    Column("file_name", String(300)),
    Column("reply_to", BigInteger),
    Column("callback_id", String(100)),
    Column("letter", Letters),
    link("after_id", "dispatch"),
    Column("about", String(60)),
    Column("subject", String(60), index=True),
    Column("silent", Boolean, nullable=False),
    Column("twice_is_better", Boolean, nullable=False),
    Column("state", one_of(DispatchState), nullable=False),
    Column("lane", String(110), nullable=False),
    Column("error", String(300)),
    Column("message_id", BigInteger),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("copies", Integer, nullable=False, server_default="0"),
    Column("not_before", Double, nullable=False, server_default="0"),
    Column("lease_until", Double),
    Column("fence", Integer, nullable=False, server_default="0"),
    # The mark of the process that has, or had, the lease.
    Column("holder", String(16)),
    Column("arrived_at", Instant),
    # By the database's clock, as the leases are.
    Column("promised_at", Double, default=Epoch()),
    Column("is_told", Boolean, nullable=False, server_default=text("false")),
    Index("ix_dispatch_message", "chat_id", "message_id"),
    Index("ix_dispatch_open", "lane", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    # Without it the oldest open ones are looked for among all that were ever sent.
    Index("ix_dispatch_oldest", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    Index("ix_dispatch_mailed", "arrived_at", sqlite_where=IS_MAIL, postgresql_where=IS_MAIL),
)

telegram_file = Table(
    "telegram_file",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("name", String(300), primary_key=True),
    Column("file_id", String(300), nullable=False),
)

notice = Table(
    "notice",
    metadata,
    key(),
    arena_link(),
    link("person_id", "person", nullable=False, index=True),
    Column("dedupe_key", String(300), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("subject", String(60)),
    Column("noted_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("useful_until", Instant, nullable=False),
    Column("gathered_at", Instant),
    link("dispatch_id", "dispatch", index=True),
    Index(
        "ix_notice_waiting",
        "due_at",
        sqlite_where=text("gathered_at IS NULL"),
        postgresql_where=text("gathered_at IS NULL"),
    ),
)
