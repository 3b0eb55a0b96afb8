"""A group as a story holds it; the same object through its migration to a supergroup."""

from collections.abc import Iterable

from integrations.botapi.chats import Chat
from integrations.botapi.members import USUAL_ADMIN_RIGHTS
from integrations.botapi.membership import change
from integrations.botapi.messages import Message
from integrations.botapi.migration import announce, migrate
from integrations.botapi.stage import Stage
from integrations.botapi.users import User
from integrations.botapi.views import ChatView


class Group(ChatView):
    """A group or supergroup. Its creator acts where nobody is named."""

    def __init__(self, stage: Stage, chat: Chat, creator: User) -> None:
        super().__init__(stage, chat)
        self.creator = creator

    @property
    def chat(self) -> Chat:
        """The chat, or the supergroup that it became."""
        moved_to = self._chat.migrated_to
        return self._chat if moved_to is None else self.stage.chats[moved_to]

    @property
    def before_migration(self) -> ChatView:
        """The old group of a migrated one."""
        return ChatView(self.stage, self._chat)

    @property
    def title(self) -> str:
        """The name that people see."""
        return self.chat.title

    @property
    def members(self) -> list[User]:
        """Everybody who is here now, bots too."""
        with self.stage.lock:
            return [member.user for member in self.chat.present()]

    def adds(self, user: User, by: User | None = None) -> None:
        """Somebody adds a user."""
        with self.stage.lock:
            change(self.stage, self.chat, self.chat.member(user).now("member"), by or self.creator)

    def removes(self, user: User, by: User | None = None) -> None:
        """Somebody removes a user; a person may not come back by themselves."""
        with self.stage.lock:
            change(self.stage, self.chat, self.chat.member(user).now("kicked"), by or self.creator)

    def leaves(self, user: User) -> None:
        """A user goes."""
        with self.stage.lock:
            change(self.stage, self.chat, self.chat.member(user).now("left"), user)

    def promotes(
        self, user: User, rights: Iterable[str] = USUAL_ADMIN_RIGHTS, *, anonymous: bool = False
    ) -> None:
        """Make a user administrator with these rights (Telegram's names, such as can_pin_messages)."""
        with self.stage.lock:
            member = self.chat.member(user)
            admin = member.now("administrator", rights=frozenset(rights), is_anonymous=anonymous)
            change(self.stage, self.chat, admin, self.creator)

    def demotes(self, user: User) -> None:
        """An administrator becomes a member again."""
        with self.stage.lock:
            change(self.stage, self.chat, self.chat.member(user).now("member"), self.creator)

    def topic(self, name: str) -> int:
        """Open a topic; returns its number for `thread=`."""
        with self.stage.lock:
            if not self.chat.is_forum:
                raise AssertionError(f"{self!r} has no topics")
            created = {"name": name, "icon_color": 7322096}
            message = self.stage.post(self.chat, self.creator, service={"forum_topic_created": created})
            message.thread_id = message.message_id
            self.chat.topics[message.message_id] = name
            return message.message_id

    def closes(self, topic: int) -> None:
        """Nobody but administrators writes in the topic any more."""
        with self.stage.lock:
            self.chat.closed_topics.append(topic)
            self.stage.post(self.chat, self.creator, service={"forum_topic_closed": {}}, thread_id=topic)

    def deletes(self, topic: int) -> None:
        """The topic is gone; nobody is told."""
        with self.stage.lock:
            del self.chat.topics[topic]

    def migrate(self, *, announced: bool = True) -> "Group":
        """Become a supergroup; the same object is returned. `announce_migration` later, if not now."""
        with self.stage.lock:
            migrate(self.stage, self._chat)
            if announced:
                announce(self.stage, self._chat)
            return self

    def announce_migration(self) -> None:
        """Post the service messages of a migration that was not announced."""
        with self.stage.lock:
            announce(self.stage, self._chat)

    def delete(self) -> None:
        """The creator deletes the group."""
        with self.stage.lock:
            self.chat.deleted = True
            self.stage.changed.notify_all()

    def renames(self, title: str, by: User | None = None) -> Message:
        """Somebody gives it another title."""
        with self.stage.lock:
            self.chat.title = title
            return self.stage.post(self.chat, by or self.creator, service={"new_chat_title": title})
