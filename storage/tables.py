"""The tables, as both databases have them; every arena's row carries its arena."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.model.deadline import DeadlineKind
from bot.model.dispatch import DispatchKind, DispatchState
from bot.model.item import FileState, ItemState
from bot.model.joining import ChatKind
from bot.model.meeting import MeetingKind, MeetingState
from bot.model.publication import Way
from bot.model.seat import RoleKind, SeatKind
from storage.types import Buttons, Instant, Slug, one_of

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite numbers rows by itself only in an INTEGER key.
Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True)


def _arena(*, nullable: bool = False) -> Column[str]:
    return Column("arena_id", Slug, ForeignKey("arena.id"), nullable=nullable)


def _link(name: str, table: str, *, nullable: bool = True, index: bool = False) -> Column[int]:
    return Column(name, Id, ForeignKey(f"{table}.id"), nullable=nullable, index=index)


setting = Table(
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

person = Table(
    "person",
    metadata,
    _id(),
    Column("email", String(320), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("telegram_id", BigInteger, unique=True),
    Column("joined_at", Instant),
    Column("unreachable_since", Instant),
)

arena = Table(
    "arena",
    metadata,
    Column("id", Slug, primary_key=True),
    Column("name", String(300), nullable=False),
    Column("short", String(60), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("mandate", String(30)),
    Column("telegram", String(30), nullable=False),
    Column("join_mode", String(30), nullable=False),
    Column("calendar", String(320)),
    Column("purpose", Text),
    Column("prepares_for", JSON, nullable=False),
    Column("words", JSON, nullable=False),
    Column("rhythm_days", JSON, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("items_numbered", Integer, nullable=False),
)

arena_file = Table(
    "arena_file",
    metadata,
    Column("arena_id", Slug, ForeignKey("arena.id"), primary_key=True),
    Column("facts", JSON, nullable=False),
    Column("loaded_at", Instant, nullable=False),
)

seat = Table(
    "seat",
    metadata,
    _id(),
    _arena(),
    Column("key", Slug, nullable=False),
    Column("title", String(300), nullable=False),
    Column("kind", one_of(SeatKind), nullable=False),
    Column("organisation", String(300)),
    Column("side", String(60)),
    Column("network", String(300)),
    Column("stands_in_for", JSON, nullable=False),
    Column("source", String(300)),
    Column("ends", Date),
    # A deputy may have the same id in the file as the seat it stands in for.
    UniqueConstraint("arena_id", "kind", "key"),
)

tenure = Table(
    "tenure",
    metadata,
    _id(),
    _arena(),
    _link("seat_id", "seat", nullable=False),
    _link("person_id", "person", nullable=False, index=True),
    Column("begins", Date, nullable=False),
    Column("ends", Date),
    Index("ix_tenure_arena_ends", "arena_id", "ends"),
)

role = Table(
    "role",
    metadata,
    _id(),
    _arena(),
    Column("kind", one_of(RoleKind), nullable=False),
    _link("seat_id", "seat"),
    _link("person_id", "person", index=True),
    Column("begins", Date),
    Column("ends", Date),
    Column("side", String(60)),
    Index("ix_role_arena_ends", "arena_id", "ends"),
)

invitation = Table(
    "invitation",
    metadata,
    _id(),
    _arena(),
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    _link("person_id", "person"),
    Column("chat_kind", one_of(ChatKind)),
    Column("used_at", Instant),
    Column("replaced", Boolean, nullable=False),
    Column("waits_for", BigInteger),
)

chat = Table(
    "chat",
    metadata,
    _id(),
    _arena(),
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

meeting = Table(
    "meeting",
    metadata,
    _id(),
    _arena(),
    Column("key", Slug, nullable=False),
    Column("starts", DateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("kind", one_of(MeetingKind), nullable=False),
    Column("place", String(300)),
    Column("link", String(2000)),
    Column("state", one_of(MeetingState), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("ready_at", Instant),
    _link("ready_by_id", "person"),
    Column("sent_at", Instant),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("arena_id", "key"),
    Index("ix_meeting_arena_starts", "arena_id", "starts"),
)

deadline = Table(
    "deadline",
    metadata,
    _id(),
    _arena(),
    _link("meeting_id", "meeting", nullable=False),
    Column("kind", one_of(DeadlineKind), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("useful_until", Instant, nullable=False),
    Column("planned_late", Boolean, nullable=False),
    Column("done_at", Instant),
    Column("outcome", String(60)),
    UniqueConstraint("meeting_id", "kind", "generation"),
    Index(
        "ix_deadline_open",
        "due_at",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)

item = Table(
    "item",
    metadata,
    _id(),
    _arena(),
    Column("number", Integer, nullable=False),
    Column("title", String(300), nullable=False),
    _link("proposer_id", "person", nullable=False, index=True),
    Column("proposed_at", Instant, nullable=False),
    _link("seat_id", "seat"),
    _link("meeting_id", "meeting", index=True),
    Column("minutes", Integer),
    Column("description", Text),
    Column("kind", String(60)),
    _link("presenter_id", "person"),
    Column("state", one_of(ItemState), nullable=False),
    Column("position", Integer),
    Column("reason", Text),
    Column("is_late", Boolean, nullable=False),
    _link("changed_by_id", "person"),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("arena_id", "number"),
)

attachment = Table(
    "attachment",
    metadata,
    _id(),
    _arena(),
    _link("item_id", "item", nullable=False, index=True),
    Column("name", String(300), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("source_file_id", String(300), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", one_of(FileState), nullable=False),
    Column("sha256", String(64), ForeignKey("blob.sha256")),
    Column("replaced", Boolean, nullable=False),
    Column("added_at", Instant, nullable=False),
    _link("added_by_id", "person", nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("not_before", Double, nullable=False, server_default="0"),
    Column("lease_until", Double),
    Column("fence", Integer, nullable=False, server_default="0"),
    Index(
        "ix_attachment_awaiting",
        "not_before",
        sqlite_where=text("state = 'awaiting'"),
        postgresql_where=text("state = 'awaiting'"),
    ),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

publication = Table(
    "publication",
    metadata,
    _id(),
    _arena(),
    _link("meeting_id", "meeting", nullable=False),
    Column("version", Integer, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("is_preliminary", Boolean, nullable=False),
    Column("is_late", Boolean, nullable=False),
    Column("agenda", JSON, nullable=False),
    Column("pdf_sha256", String(64), ForeignKey("blob.sha256")),
    UniqueConstraint("meeting_id", "version"),
)

recipient = Table(
    "recipient",
    metadata,
    _id(),
    _arena(),
    _link("publication_id", "publication", nullable=False, index=True),
    _link("person_id", "person", nullable=False),
    Column("way", one_of(Way), nullable=False),
    Column("reason", String(60)),
)

dialogue = Table(
    "dialogue",
    metadata,
    _id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("telegram_id", BigInteger, nullable=False),
    Column("flow", String(60), nullable=False),
    _arena(nullable=True),
    Column("facts", JSON, nullable=False),
    Column("expires_at", Instant, nullable=False),
    UniqueConstraint("chat_id", "telegram_id"),
)

history = Table(
    "history",
    metadata,
    _id(),
    Column("at", Instant, nullable=False),
    Column("through", String(30), nullable=False),
    Column("verb", String(60), nullable=False),
    Column("thing", String(100), nullable=False),
    _arena(nullable=True),
    _link("person_id", "person"),
    Column("facts", JSON, nullable=False),
)

seal = Table(
    "seal",
    metadata,
    _id(),
    Column("upto", BigInteger, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("sealed_at", Instant, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
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
dispatch = Table(
    "dispatch",
    metadata,
    _id(),
    Column("dedupe_key", String(300), nullable=False, unique=True),
    Column("kind", one_of(DispatchKind), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    _arena(nullable=True),
    _link("person_id", "person"),
    _link("bound_chat_id", "chat"),
    Column("text", Text),
    Column("buttons", Buttons, nullable=False),
    Column("file_sha256", String(64), ForeignKey("blob.sha256")),
    Column("file_name", String(300)),
    Column("reply_to", BigInteger),
    Column("callback_id", String(100)),
    _link("after_id", "dispatch"),
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
    Column("promised_at", Double, nullable=False, server_default="0"),
    Column("is_told", Boolean, nullable=False, server_default=text("false")),
    Index("ix_dispatch_message", "chat_id", "message_id"),
    Index("ix_dispatch_open", "lane", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    # Without it the oldest open ones are looked for among all that were ever sent.
    Index("ix_dispatch_oldest", "id", sqlite_where=OPEN, postgresql_where=OPEN),
)

telegram_file = Table(
    "telegram_file",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("name", String(300), primary_key=True),
    Column("file_id", String(300), nullable=False),
)
