"""A bot account: its token, its queue of updates, its webhook, its commands, and who may be written to."""

from dataclasses import dataclass, field

from integrations.botapi.chats import Chat
from integrations.botapi.shapes import Json
from integrations.botapi.updates import UpdateQueue
from integrations.botapi.users import User


@dataclass
class Webhook:
    """Where updates are posted instead of being fetched."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    failures: int = 0
    last_error_date: int | None = None
    last_error_message: str = ""


@dataclass(eq=False)
class BotAccount:
    """One bot at Telegram."""

    user: User
    token: str
    queue: UpdateQueue
    reads_all_group_messages: bool = False
    revoked: bool = False
    webhook: Webhook = field(default_factory=Webhook)
    private_chats: dict[int, Chat] = field(default_factory=dict)
    started_by: set[int] = field(default_factory=set)
    blocked_by: set[int] = field(default_factory=set)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The number before the colon of its token."""
        return self.user.id

    @property
    def username(self) -> str:
        """Without @."""
        return self.user.username

    @property
    def pending(self) -> int:
        """Updates that were not confirmed yet."""
        return len(self.queue)

    def private_chat(self, person: User) -> Chat:
        """The chat of this bot and one person; made when first asked for."""
        if person.id not in self.private_chats:
            self.private_chats[person.id] = Chat(person.id, "private", person=person)
        return self.private_chats[person.id]

    def revoke_token(self) -> None:
        """BotFather's /revoke: every call is answered 401 from now on."""
        self.revoked = True

    def to_json(self) -> Json:
        """What getMe answers."""
        return {
            **self.user.to_json(),
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all_group_messages,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
