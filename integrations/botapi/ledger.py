"""The append-only list of every call: what was asked, what took effect, what was answered."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from integrations.botapi.shapes import Json


@dataclass(frozen=True)
class Call:
    """One call. `status` is None when the caller got no answer; `accepted` says whether the world changed."""

    seq: int
    at: datetime
    bot: str
    method: str
    params: Json
    accepted: bool
    status: int | None
    description: str = ""
    message_ids: tuple[int, ...] = ()
    fault: str | None = None
    result: Any = field(default=None, repr=False)

    @property
    def chat_id(self) -> int | str | None:
        """The chat it was for, a number where possible."""
        chat_id = self.params.get("chat_id")
        if chat_id is None or not str(chat_id).lstrip("-").isdecimal():
            return chat_id
        return int(chat_id)

    def to_json(self) -> Json:
        """For reading over HTTP."""
        return {**asdict(self), "at": self.at.isoformat(), "chat_id": self.chat_id}


class Ledger:
    """Every call in the order in which the world decided it; `seq` begins at 1 and never repeats."""

    def __init__(self) -> None:
        self._calls: list[Call] = []

    def __iter__(self) -> Iterator[Call]:
        return iter(list(self._calls))

    def __len__(self) -> int:
        return len(self._calls)

    def __getitem__(self, index: int) -> Call:
        return self._calls[index]

    @property
    def next_seq(self) -> int:
        """The number that the next call gets."""
        return len(self._calls) + 1

    def append(self, call: Call) -> None:
        """Only the server writes here."""
        self._calls.append(call)

    def calls(self, method: str = "", *, chat_id: int | None = None, after: int = 0) -> list[Call]:
        """Calls of a method (in any case of letters; empty for all), in a chat, after a seq."""
        return [
            call
            for call in self._calls[after:]
            if (not method or call.method.lower() == method.lower())
            and (chat_id is None or call.chat_id == chat_id)
        ]

    def accepted(self, method: str = "", *, chat_id: int | None = None, after: int = 0) -> list[Call]:
        """Those that took effect."""
        return [call for call in self.calls(method, chat_id=chat_id, after=after) if call.accepted]
