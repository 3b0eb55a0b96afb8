"""Who tells the story: the terminal, or the page in the browser."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.demo.captions import Caption
from integrations.botapi import ChatView


class Teller(Protocol):
    """Gets each step once it has happened, and may take its time with it."""

    def tells(self, now: datetime, caption: Caption, said: Sequence[str], chat: ChatView | None) -> None:
        """One step with the story's local time, the bot's words that belong to it, and where to look."""
        ...
