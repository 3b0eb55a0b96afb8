"""What the attackers find: the bot in this process with everybody around it, as the tests of the chat do."""

from tests.handlers.chat.conftest import chat, people, post

__all__ = ["chat", "people", "post"]
