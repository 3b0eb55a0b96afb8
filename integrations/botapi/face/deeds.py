"""What one does on the page, done by the same people as in tests: they write, press, send files."""

from collections.abc import Callable

from integrations.botapi.chats import Chat
from integrations.botapi.errors import ApiRefusal
from integrations.botapi.face.marks import Marks
from integrations.botapi.groups import Group
from integrations.botapi.members import REMOVING
from integrations.botapi.messages import Message
from integrations.botapi.people import Person
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage
from integrations.botapi.views import ChatView


class Impossible(Exception):
    """What was asked for cannot be done in Telegram; the text says why, in English."""


class Deeds:
    """Each deed takes the JSON of the request. Raises Impossible; KeyError and TypeError for nonsense."""

    def __init__(self, stage: Stage, marks: Marks) -> None:
        self._stage, self._marks = stage, marks
        self.known: dict[str, Callable[[Person, Json], None]] = {
            "say": self.say,
            "edit": self.edit,
            "press": self.press,
            "share": self.share,
            "link": self.link,
            "read": self.read,
            "add": self.add,
            "remove": self.remove,
        }

    def do(self, name: str, person: Person, asked: Json) -> None:
        """Do it, with the world standing still."""
        with self._stage.lock:
            try:
                self.known[name](person, asked)
            except (AssertionError, ApiRefusal, ValueError) as broken:
                raise Impossible(str(broken)) from broken

    def say(self, person: Person, asked: Json) -> None:
        """Write a text, perhaps as an answer."""
        person.writes(str(asked["text"]), self._view(asked), reply_to=self._answered(asked))

    def edit(self, person: Person, asked: Json) -> None:
        """Change one's own message."""
        person.edits(self._message(asked), str(asked["text"]))

    def press(self, person: Person, asked: Json) -> None:
        """Press the button in that row and column."""
        message = self._message(asked)
        try:
            button = message.keyboard[int(asked["row"])][int(asked["column"])]
        except IndexError:
            raise Impossible("the button is gone") from None
        person.presses_button(message, button)

    def share(self, person: Person, asked: Json) -> None:
        """Pick somebody with the key of that name, as Telegram's own list does."""
        picked = self._stage.users[int(asked["user"])]
        person.shares_people(self._message(asked), str(asked["key"]), [picked])

    def link(self, person: Person, asked: Json) -> None:
        """Follow a link into Telegram, perhaps with the group that one chose for it."""
        group = self._group(person, asked | {"chat": asked["group"]}) if "group" in asked else None
        person.opens_link(str(asked["url"]), group)

    def read(self, person: Person, asked: Json) -> None:
        """Have seen everything up to a message."""
        self._marks.read(person, self._chat(asked), int(asked["message"]))

    def add(self, person: Person, asked: Json) -> None:
        """Bring somebody into a group that one is in."""
        group = self._group(person, asked)
        if not group.chat.member(person).is_present:
            raise Impossible("one is not in that group")
        group.adds(self._stage.users[int(asked["user"])], person)

    def remove(self, person: Person, asked: Json) -> None:
        """Take somebody out of a group, as its creator or an administrator who may."""
        group = self._group(person, asked)
        if not group.chat.member(person).may(REMOVING):
            raise Impossible("only administrators may do that")
        group.removes(self._stage.users[int(asked["user"])], person)

    def upload(self, person: Person, asked: Json, name: str, content: bytes) -> None:
        """Send a document."""
        with self._stage.lock:
            try:
                view, answered = self._view(asked), self._answered(asked)
                person.sends_file(
                    name, content, view, caption=str(asked.get("caption", "")), reply_to=answered
                )
            except AssertionError as broken:
                raise Impossible(str(broken)) from broken

    def _chat(self, asked: Json) -> Chat:
        number = int(asked["chat"])
        found = self._stage.chats.get(number) or next(
            (bot.private_chats[number] for bot in self._stage.bots.values() if number in bot.private_chats),
            None,
        )
        if found is None:
            raise Impossible("there is no such chat")
        return found

    def _group(self, person: Person, asked: Json) -> Group:
        return Group(self._stage, self._stage.chats[int(asked["chat"])], person)

    def _view(self, asked: Json) -> ChatView:
        return ChatView(self._stage, self._chat(asked))

    def _message(self, asked: Json) -> Message:
        found = self._stage.history.find(self._chat(asked), int(asked["message"]))
        if found is None:
            raise Impossible("the message is gone")
        return found

    def _answered(self, asked: Json) -> Message | None:
        number = asked.get("reply_to")
        return self._stage.history.find(self._chat(asked), int(number)) if number else None
