"""A group becomes a supergroup: another id, the same people."""

from dataclasses import replace

from integrations.botapi.chats import Chat
from integrations.botapi.stage import Stage
from integrations.botapi.users import GROUP_ANONYMOUS_BOT

SUPERGROUPS = -1_000_000_000_000


def migrate(stage: Stage, old: Chat) -> Chat:
    """Make the supergroup; writing to the old id is refused from now on. Nothing is announced yet."""
    if old.migrated_to is not None:
        return stage.chats[old.migrated_to]
    new = replace(
        old,
        id=SUPERGROUPS - stage.number(),
        type="supergroup",
        members=dict(old.members),
        topics={},
        closed_topics=[],
        last_bot=None,
    )
    stage.chats[new.id] = new
    old.migrated_to = new.id
    stage.changed.notify_all()
    return new


def announce(stage: Stage, old: Chat) -> None:
    """Post the two service messages that tell the bots about it."""
    new = migrate(stage, old)
    stage.post(old, GROUP_ANONYMOUS_BOT, sender_chat=old, service={"migrate_to_chat_id": new.id})
    stage.post(new, GROUP_ANONYMOUS_BOT, sender_chat=new, service={"migrate_from_chat_id": old.id})
