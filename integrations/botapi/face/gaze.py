"""What one open page has been told, so that it is only told what is new."""

from collections.abc import Iterable, Iterator
from typing import Any

from integrations.botapi.chats import Chat
from integrations.botapi.face.marks import Marks
from integrations.botapi.face.shown import look_of, shown_chat, shown_message
from integrations.botapi.face.stream import Event
from integrations.botapi.people import Person
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage


class Gaze:
    """One person's eyes on the world. `look` is called with the world's lock held."""

    def __init__(self, stage: Stage, person: Person, players: Iterable[Person], marks: Marks) -> None:
        self._stage, self._person, self._players, self._marks = stage, person, list(players), marks
        self._seen: dict[tuple[int, int], tuple[Any, ...]] = {}
        self._told: dict[str, Any] = {}
        self._notices = len(person.notices)

    def look(self) -> Iterator[Event]:
        """Everything that has changed since the last look."""
        chats = self._chats()
        yield from self._if_new("chats", [self._shown(chat) for chat in chats])
        yield from self._if_new("unread", {str(each.id): self._unread(each) for each in self._players})
        messages = list(self._messages(chats))
        if messages:
            yield "messages", messages
        yield from self._gone(chats)
        yield from self._if_new("busy", bool(self._person.bot.pending))
        yield from self._heard()

    def _if_new(self, name: str, value: Any) -> Iterator[Event]:
        if self._told.get(name) != value:
            self._told[name] = value
            yield name, value

    def _chats(self) -> list[Chat]:
        return list(chats_of(self._stage, self._person))

    def _shown(self, chat: Chat) -> Json:
        return shown_chat(self._stage, chat, self._person, unread=self._marks.unread(self._person, chat))

    def _unread(self, person: Person) -> int:
        return sum(self._marks.unread(person, chat) for chat in chats_of(self._stage, person))

    def _messages(self, chats: list[Chat]) -> Iterator[Json]:
        for chat in chats:
            for message in self._stage.history.of(chat):
                key, look = (chat.id, message.message_id), look_of(message)
                if self._seen.get(key) != look:
                    self._seen[key] = look
                    yield shown_message(message, self._person)

    def _gone(self, chats: list[Chat]) -> Iterator[Event]:
        standing = {(chat.id, each.message_id) for chat in chats for each in self._stage.history.of(chat)}
        for key in [key for key in self._seen if key not in standing]:
            del self._seen[key]
            yield "gone", {"chat": key[0], "id": key[1]}

    def _heard(self) -> Iterator[Event]:
        notices = self._person.notices
        for notice in notices[self._notices :]:
            if notice.text:
                yield "notice", {"text": notice.text}
        self._notices = len(notices)


def chats_of(stage: Stage, person: Person) -> Iterator[Chat]:
    """The groups that the person is in, then the chat with the bot."""
    for chat in stage.chats.values():
        if (
            chat.type in ("group", "supergroup")
            and chat.migrated_to is None
            and chat.member(person).is_present
        ):
            yield chat
    yield person.bot.private_chat(person)
