"""What the bot knows of events in mailboxes, and when a mailbox may be asked again."""

from sqlalchemy import JSON, Boolean, Column, Double, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import arena_link, key, link, metadata
from storage.types import Instant

calendar_link = Table(
    "calendar_link",
    metadata,
    key(),
    arena_link(),
    link("meeting_id", "meeting", nullable=False),
    Column("mailbox", String(320), nullable=False),
    Column("event_id", String(400)),
    Column("ical_uid", String(400)),
    Column("change_key", String(200)),
    Column("attempt", Integer, nullable=False),
    Column("wanted", JSON(none_as_null=True)),
    Column("written", JSON(none_as_null=True)),
    Column("base", JSON(none_as_null=True)),
    Column("aliases", JSON(none_as_null=True)),
    Column("unsettled", JSON(none_as_null=True)),
    Column("is_let_go", Boolean, nullable=False),
    Column("asked_at", Instant),
    Column("due_at", Instant, index=True),
    Column("remind_at", Instant, index=True),
    Column("over_at", Instant, index=True),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("lease_until", Double, index=True),
    Column("fence", Integer, nullable=False, server_default="0"),
    UniqueConstraint("meeting_id"),
)

mailbox = Table(
    "mailbox",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("look_at", Instant, nullable=False),
    Column("wait_until", Instant),
    Column("stumbles", Integer, nullable=False),
    Column("problem", String(60)),
    Column("minute_began", Instant),
    Column("mailed", Integer, nullable=False),
    Column("compared_at", Instant),
    Column("nudged_at", Instant),
    # Graph's own id of the subscription, the address that it tells, and why there is none.
    Column("subscription", String(100)),
    Column("subscribed_for", String(300)),
    Column("subscribed_until", Instant),
    Column("subscribe_at", Instant),
    Column("deafness", String(60)),
    # When it is asked next what changed there, by which link of Graph's, and until when that tells.
    Column("hint_at", Instant),
    Column("hint_link", Text),
    Column("hint_until", Instant),
)
