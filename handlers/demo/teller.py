"""Who tells the story: the terminal, or the page in the browser."""

from datetime import datetime
from typing import Protocol

from integrations.botapi import ChatView


class Teller(Protocol):
    """Gets each step once it has happened, and may take its time with it."""

    def tells(self, now: datetime, caption: str) -> None:
        """One step, with the story's local time."""
        ...

    def quotes(self, text: str, chat: ChatView | None) -> None:
        """Words of the bot that belong to the last step, and where they stand."""
        ...
