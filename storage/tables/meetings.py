"""What meetings are about: meetings, what falls due, items, files, and what was sent."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.model.deadline import DeadlineKind
from bot.model.item import FileState, ItemKind, ItemState
from bot.model.meeting import MeetingKind, MeetingState
from bot.model.publication import PublicationKind, Way
from storage.tables.base import arena_link, key, link, metadata
from storage.types import Instant, Slug, one_of

meeting = Table(
    "meeting",
    metadata,
    key(),
    arena_link(),
    Column("key", Slug, nullable=False),
    Column("starts", DateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("kind", one_of(MeetingKind), nullable=False),
    Column("place", String(300)),
    Column("link", String(2000)),
    Column("join_link", String(2000)),
    Column("state", one_of(MeetingState), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("ready_at", Instant),
    link("ready_by_id", "person"),
    Column("sent_at", Instant),
    Column("send_at", Instant),
    link("prepares_id", "meeting"),
    Column("joint_key", String(64), index=True),
    Column("choice_key", String(64)),
    link("changed_by_id", "person"),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("arena_id", "key"),
    Index("ix_meeting_arena_starts", "arena_id", "starts"),
)

deadline = Table(
    "deadline",
    metadata,
    key(),
    arena_link(),
    link("meeting_id", "meeting", nullable=False),
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
    key(),
    arena_link(),
    Column("number", Integer, nullable=False),
    Column("title", String(300), nullable=False),
    link("proposer_id", "person", index=True),
    Column("proposed_at", Instant, nullable=False),
    link("seat_id", "seat"),
    link("meeting_id", "meeting", index=True),
    Column("minutes", Integer),
    Column("description", Text),
    Column("kind", one_of(ItemKind)),
    link("presenter_id", "person"),
    Column("presenter_name", String(200)),
    Column("diary_number", String(60)),
    Column("standing_key", Slug),
    Column("awaits_file", Boolean, nullable=False),
    Column("source_chat_id", BigInteger),
    Column("source_message_id", BigInteger),
    Column("source_line", Integer, nullable=False),
    Column("state", one_of(ItemState), nullable=False),
    Column("position", Integer),
    Column("reason", Text),
    Column("is_late", Boolean, nullable=False),
    link("changed_by_id", "person"),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("arena_id", "number"),
    UniqueConstraint("meeting_id", "standing_key"),
    Index("ix_item_source", "source_chat_id", "source_message_id"),
)

lift = Table(
    "lift",
    metadata,
    key(),
    arena_link(),
    link("item_id", "item", nullable=False, index=True),
    Column("to_arena_id", Slug, nullable=False, index=True),
    link("copy_id", "item", index=True),
    Column("lifted_at", Instant, nullable=False),
    link("lifted_by_id", "person", nullable=False),
    UniqueConstraint("item_id", "to_arena_id"),
)

attachment = Table(
    "attachment",
    metadata,
    key(),
    arena_link(),
    link("item_id", "item", index=True),
    link("meeting_id", "meeting"),
    Column("name", String(300), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("source_file_id", String(300), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", one_of(FileState), nullable=False),
    Column("sha256", String(64), ForeignKey("blob.sha256")),
    Column("replaced", Boolean, nullable=False),
    Column("added_at", Instant, nullable=False),
    link("added_by_id", "person", nullable=False),
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
    key(),
    arena_link(),
    link("meeting_id", "meeting", nullable=False),
    Column("kind", one_of(PublicationKind), nullable=False),
    Column("version", Integer, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("is_preliminary", Boolean, nullable=False),
    Column("is_late", Boolean, nullable=False),
    Column("agenda", JSON, nullable=False),
    Column("file_name", String(300)),
    Column("pdf_sha256", String(64), ForeignKey("blob.sha256")),
    UniqueConstraint("meeting_id", "kind", "version"),
)

recipient = Table(
    "recipient",
    metadata,
    key(),
    arena_link(),
    link("publication_id", "publication", nullable=False, index=True),
    link("person_id", "person", nullable=False),
    Column("way", one_of(Way), nullable=False),
    Column("reason", String(60)),
)

read_mark = Table(
    "read_mark",
    metadata,
    key(),
    arena_link(),
    link("meeting_id", "meeting", nullable=False),
    link("person_id", "person", nullable=False),
    Column("version", Integer, nullable=False),
    Column("read_at", Instant, nullable=False),
    UniqueConstraint("meeting_id", "person_id"),
)
