"""The people of a story: what they do in Telegram, and what they see there."""

from collections.abc import Iterable

from integrations.botapi.bots import BotAccount
from integrations.botapi.callbacks import CallbackAnswer, Press
from integrations.botapi.groups import Group
from integrations.botapi.links import deep_link
from integrations.botapi.members import USUAL_ADMIN_RIGHTS
from integrations.botapi.membership import block, join_by_link
from integrations.botapi.messages import Message
from integrations.botapi.presses import button_with, press
from integrations.botapi.reply_keyboards import shared_people
from integrations.botapi.shapes import Json
from integrations.botapi.speaking import Speaker
from integrations.botapi.users import User
from integrations.botapi.views import ChatView


class Person(Speaker):
    """Somebody with a telephone: writes (see Speaker), opens the bot, presses buttons, goes to groups."""

    @property
    def notices(self) -> list[CallbackAnswer]:
        """What they were shown after pressing buttons, in the order of pressing."""
        with self.stage.lock:
            pressed = [each for each in self.stage.presses.values() if each.presser is self]
            return [each.answer for each in pressed if each.answer is not None]

    def opens(self, payload: str = "", bot: BotAccount | None = None) -> Message:
        """Press Start in the bot's chat, perhaps come by a link with a payload; unblocks a blocked bot."""
        bot = bot or self.bot
        self.unblocks_bot(bot)
        return self.writes(f"/start {payload}".strip(), chat=self.chat(bot))

    def opens_link(self, url: str, group: Group | None = None) -> Message:
        """Follow a t.me link to a bot; `?startgroup=` needs the group that they choose."""
        name, kind, payload = deep_link(url)
        bot = self._bot_named(name)
        if kind != "startgroup":
            return self.opens(payload, bot)
        if group is None:
            raise AssertionError(f"{self.name} must choose a group for {url}")
        self.must_be_in(group.chat)
        group.adds(bot.user, by=self)
        return self.writes(f"/start@{bot.username} {payload}".strip(), chat=group)

    def joins_by(self, url: str) -> bool:
        """Follow an invite link into a group; whether it let them in."""
        with self.stage.lock:
            return join_by_link(self.stage, url, self)

    def blocks_bot(self, bot: BotAccount | None = None) -> None:
        """Stop the bot."""
        with self.stage.lock:
            block(self.stage, bot or self.bot, self, blocked=True)

    def unblocks_bot(self, bot: BotAccount | None = None) -> None:
        """Let it write again."""
        with self.stage.lock:
            block(self.stage, bot or self.bot, self, blocked=False)

    def presses(self, message: Message, words: str) -> Press | Message:
        """Press a button by its words: a Press, or for a link or a reply keyboard the Message sent."""
        with self.stage.lock:
            return self.presses_button(message, button_with(message, words))

    def presses_button(self, message: Message, button: Json) -> Press | Message:
        """The same for a button in hand, where two have the same words."""
        with self.stage.lock:
            if button.get("request_users"):
                raise AssertionError(f"{button['text']!r} asks for people: share some")
            if message.other_markup:
                return self.writes(button["text"], ChatView(self.stage, message.chat))
            if button.get("url"):
                return self.opens_link(button["url"])
            self.must_be_in(message.chat)
            return press(self.stage, self, message, button)

    def shares_people(self, message: Message, words: str, people: Iterable[User]) -> Message:
        """Answer a button that asks for people (KeyboardButtonRequestUsers)."""
        with self.stage.lock:
            shared = shared_people(button_with(message, words)["request_users"], list(people))
            return self.posts(message.chat, self, service={"users_shared": shared})

    def adds_bot(self, group: Group, bot: BotAccount | None = None) -> None:
        """Put the bot into a group."""
        group.adds((bot or self.bot).user, by=self)

    def removes_bot(self, group: Group, bot: BotAccount | None = None) -> None:
        """Throw the bot out of a group."""
        group.removes((bot or self.bot).user, by=self)

    def adds(self, person: User, group: Group) -> None:
        """Put somebody into a group."""
        group.adds(person, by=self)

    def removes(self, person: User, group: Group) -> None:
        """Throw somebody out of a group."""
        group.removes(person, by=self)

    def leaves(self, group: Group) -> None:
        """Go."""
        group.leaves(self)

    def makes_bot_admin(
        self, group: Group, rights: Iterable[str] = USUAL_ADMIN_RIGHTS, bot: BotAccount | None = None
    ) -> None:
        """Make the bot administrator."""
        group.promotes((bot or self.bot).user, rights)

    def pins(self, message: Message) -> None:
        """Pin a message."""
        with self.stage.lock:
            self.stage.history.pin(message)
            self.posts(message.chat, self, service={"pinned_message": message}, thread_id=message.thread_id)

    def _bot_named(self, name: str) -> BotAccount:
        for bot in self.stage.bots.values():
            if bot.username.lower() == name.lower():
                return bot
        raise AssertionError(f"there is no bot @{name}")
