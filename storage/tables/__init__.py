"""The tables, as both databases have them; every arena's row carries its arena."""

from storage.tables.attendance import attendance, call_in
from storage.tables.base import metadata
from storage.tables.changes import co_option, replacement, turn
from storage.tables.chats import chat, dialogue, invitation, lodging, presence
from storage.tables.feeds import feed
from storage.tables.meetings import (
    attachment,
    blob,
    deadline,
    item,
    lift,
    meeting,
    publication,
    read_mark,
    recipient,
)
from storage.tables.outlook import calendar_link, mailbox
from storage.tables.queues import dispatch, inbox, notice, telegram_file
from storage.tables.record import history, lease, removed_entry, seal, setting
from storage.tables.roster import arena, arena_file, person, role, seat, tenure

__all__ = [
    "arena",
    "arena_file",
    "attachment",
    "attendance",
    "blob",
    "calendar_link",
    "call_in",
    "chat",
    "co_option",
    "deadline",
    "dialogue",
    "dispatch",
    "feed",
    "history",
    "inbox",
    "invitation",
    "item",
    "lease",
    "lift",
    "lodging",
    "mailbox",
    "meeting",
    "metadata",
    "notice",
    "person",
    "presence",
    "publication",
    "read_mark",
    "recipient",
    "removed_entry",
    "replacement",
    "role",
    "seal",
    "seat",
    "setting",
    "telegram_file",
    "tenure",
    "turn",
]
