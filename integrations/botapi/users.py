"""An account at Telegram: a person or a bot, as others see it."""

from dataclasses import dataclass

from integrations.botapi.shapes import Json


@dataclass(eq=False)
class User:
    """What Telegram tells about an account; two accounts are the same only if they are one object."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "sv"
    is_bot: bool = False
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name as people see them."""
        return f"{self.first_name} {self.last_name}".strip()

    def to_json(self) -> Json:
        """A `User` of the Bot API."""
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            shown["last_name"] = self.last_name
        if self.username:
            shown["username"] = self.username
        if not self.is_bot:
            shown["language_code"] = self.language_code
        return shown


# Telegram's own two accounts, behind which people write as a group or as a channel.
GROUP_ANONYMOUS_BOT = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_BOT = User(136817688, "Channel", username="Channel_Bot", is_bot=True)
