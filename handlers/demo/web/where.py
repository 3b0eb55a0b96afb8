"""Where something has happened last, so that the page can look there while the story is told."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from integrations.botapi import Chat, World
from integrations.botapi.face import Player

# When, in which chat, and who did it.
Place = tuple[datetime, Chat, int]


class Where:
    """Looks at what is new since it looked last: what people did goes before what the bot did by itself."""

    def __init__(self, world: World, players: Sequence[Player]) -> None:
        self._world, self._players = world, players
        self._since = world.now()
        self._view: dict[str, Any] = {}

    def looks(self) -> dict[str, Any]:
        """The player and the chat to show; where nothing new happened, the same as before."""
        with self._world.lock:
            new = [place for place in self._places() if place[0] > self._since]
            self._since = self._world.now()
        acted = [place for place in new if place[2] in self._ids]
        if new:
            self._turn(*max(acted or new, key=lambda place: place[0])[1:])
        return self._view

    def looks_at(self, chat: Chat) -> dict[str, Any]:
        """The same for a chat that the story names."""
        self._turn(chat, 0)
        return self._view

    @property
    def _ids(self) -> list[int]:
        return [player.person.id for player in self._players]

    def _places(self) -> Iterator[Place]:
        for message in self._world.history.everything():
            yield message.date, message.chat, message.sender.id
        for press in self._world.presses.values():
            yield press.pressed_at, press.message.chat, press.presser.id

    def _turn(self, chat: Chat, actor: int) -> None:
        present = [number for number in self._ids if self._is_in(chat, number)]
        before = self._view.get("player", 0)
        chosen = next((number for number in (actor, before) if number in present), next(iter(present), 0))
        if chosen:
            self._view = {"player": chosen, "chat": chat.id}

    def _is_in(self, chat: Chat, number: int) -> bool:
        if chat.is_private:
            return chat.id == number
        return number in chat.members and chat.members[number].is_present
