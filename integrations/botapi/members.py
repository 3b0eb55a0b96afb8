"""What a user is in a group, and may do there."""

from dataclasses import dataclass, field, replace

from integrations.botapi.shapes import Json
from integrations.botapi.users import User

RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_manage_topics", "can_manage_tags",
)  # fmt: skip
REMOVING = "can_restrict_members"
USUAL_ADMIN_RIGHTS = frozenset(RIGHTS) - {"can_promote_members"}


@dataclass(frozen=True)
class Member:
    """A user's standing: creator, administrator, member, left or kicked (Telegram's own words)."""

    user: User
    status: str = "member"
    rights: frozenset[str] = field(default_factory=frozenset)
    is_anonymous: bool = False

    @property
    def is_present(self) -> bool:
        """In the group now."""
        return self.status in ("creator", "administrator", "member")

    @property
    def is_admin(self) -> bool:
        """Creator or administrator."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """The creator may everything, an administrator what was granted."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def now(
        self, status: str, *, rights: frozenset[str] = frozenset(), is_anonymous: bool = False
    ) -> "Member":
        """The same user with another standing."""
        return replace(self, status=status, rights=rights, is_anonymous=is_anonymous)

    def to_json(self) -> Json:
        """A `ChatMember` of the Bot API."""
        shown: Json = {"user": self.user.to_json(), "status": self.status}
        if self.status == "kicked":
            shown["until_date"] = 0
        if self.is_admin:
            shown["is_anonymous"] = self.is_anonymous
        if self.status == "administrator":
            shown["can_be_edited"] = False
            shown.update({right: right in self.rights for right in RIGHTS})
        return shown
