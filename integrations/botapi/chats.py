"""A chat: where messages lie, and who is in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from integrations.botapi.members import Member
from integrations.botapi.shapes import Json
from integrations.botapi.users import User


@dataclass(eq=False)
class Chat:
    """A private chat with one bot, a group, a supergroup (perhaps with topics) or a channel."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    description: str = ""
    is_forum: bool = False
    person: User | None = None
    members_may_pin: bool = False
    members_may_write: bool = True
    takes_photos: bool = True
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: list[int] = field(default_factory=list)
    invite_links: dict[str, tuple[int, int]] = field(default_factory=dict)
    migrated_to: int | None = None
    deleted: bool = False
    last_bot: int | None = None

    @property
    def is_private(self) -> bool:
        """Between one person and one bot."""
        return self.type == "private"

    def member(self, user: User) -> Member:
        """The user's standing; who was never here has left."""
        return self.members.get(user.id) or Member(user, "left")

    def present(self) -> Iterator[Member]:
        """Everybody who is in the group now."""
        return (member for member in self.members.values() if member.is_present)

    def permissions(self) -> Json:
        """The `ChatPermissions` of whoever is no administrator, as far as this world knows of any."""
        writing = dict.fromkeys(("can_send_messages", "can_send_documents"), self.members_may_write)
        return {**writing, "can_send_photos": self.takes_photos, "can_pin_messages": self.members_may_pin}

    def to_json(self) -> Json:
        """A `Chat` of the Bot API."""
        if self.person is not None:
            shown = {key: value for key, value in self.person.to_json().items() if key.endswith("name")}
            return {"id": self.id, "type": "private", **shown}
        chat: Json = {"id": self.id, "type": self.type, "title": self.title}
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat
