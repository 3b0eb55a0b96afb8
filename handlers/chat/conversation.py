"""One update being answered: who speaks, in which arena, and how the bot says something back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.model.arena import Arena
from bot.model.co_option import CO_OPTED
from bot.model.dialogue import PATIENCE, Dialogue
from bot.model.dispatch import HOLDS_LINK, NEWS, TODO, Button, Dispatch, DispatchKind
from bot.model.feed import FeedAddresses
from bot.model.joining import Chat, ChatKind
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.press import Press
from bot.model.seat import Standing
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.ports.workshop import Workshop
from bot.refusals import REFUSALS, StaleButton, Unknown
from bot.texts import plain, say, say_parts
from bot.texts.splitting import LONGEST_CAPTION, length
from handlers.chat.hearing import Heard

Rows = Sequence[Sequence[Button]]
# Texts that hold a join link or a calendar address, of which nothing but the hash is to stay.
WITH_A_LINK = frozenset({"new_link", "join_undone", "co_opted_done", "feed_address"})


@dataclass(kw_only=True)
class Conversation:
    """The ear's side of one unit of work. `key` is the inbox row's and makes every reply's key unique."""

    store: Store
    heard: Heard
    now: datetime
    key: str
    bot_name: str
    workshop: Workshop
    feeds: FeedAddresses | None = None
    person: Person | None = None
    place: ArenaStore | None = None
    standing: Standing | None = None
    press: Press | None = None
    # The message whose button's word was typed: what is shown again is shown there, as if it were pressed.
    typed_below: Dispatch | None = None
    # What a newcomer answers before their first day is about this meeting, on whose day they have a right.
    ahead_of: Meeting | None = None
    _replies: int = field(init=False, default=0)
    _coming: dict[str, list[Meeting]] = field(init=False, default_factory=dict)

    @property
    def who(self) -> Person:
        """The speaker. Raises Unknown for somebody who has not joined."""
        if self.person is None:
            raise Unknown
        return self.person

    @property
    def here(self) -> ArenaStore:
        """The arena that is talked about. Raises Unknown where the speaker has none."""
        if self.place is None:
            raise Unknown
        return self.place

    @property
    def rights(self) -> Standing:
        """What the speaker is in this arena today."""
        return self.standing or Standing(person=self.who)

    @property
    def today(self) -> date:
        """The day where the arena is."""
        return self.here.arena.today(self.now)

    @property
    def coming(self) -> list[Meeting]:
        """The arena's coming meetings, asked for once however many cards are shown."""
        arena_id = self.here.arena.id
        if arena_id not in self._coming:
            self._coming[arena_id] = self.here.coming_meetings(self.now)
        return self._coming[arena_id]

    @property
    def own_arenas(self) -> list[Arena]:
        """Every arena where the speaker is somebody, is to be, or is co-opted to something."""
        return self.store.every_arena_of(self.person, self.now) if self.person else []

    @property
    def chat(self) -> Chat | None:
        """The bound group in which this is said; None in private, and in a group that nobody has bound."""
        return self.store.chat_by_telegram(self.heard.chat_id) if self.heard.in_group else None

    @property
    def among_preparers(self) -> bool:
        """Whether this is the preparers' own chat."""
        return self.chat is not None and self.chat.kind is ChatKind.PREPARERS

    @property
    def pressed_about(self) -> str | None:
        """What the message shows whose button was pressed ("meeting:3")."""
        shown = self._pressed_dispatch()
        return shown.about if shown else None

    def is_place_of(self, arena_id: str | None) -> bool:
        """Whether the arena may be talked about here: in private, or in a group that is bound to it."""
        return not self.heard.in_group or (self.chat is not None and self.chat.arena_id == arena_id)

    def enter(self, arena: Arena, standing: Standing | None = None) -> None:
        """Talk about this arena from here on; what the speaker is there is asked for if not known."""
        self.place = self.store.within(arena.id)
        known = standing or (self.here.standing(self.who, self.today) if self.person else None)
        self.standing = known

    def leave_if_stranger(self) -> None:
        """What is said to somebody without a right on the day that counts is said in no arena's name."""
        if self.standing and not self.standing.is_someone:
            self.place = self.standing = None

    def enter_if_welcome(self, arena_id: str | None) -> None:
        """Talk about this arena if the speaker has a right there today, else about none."""
        place = self.store.within(arena_id) if arena_id else None
        if place:
            self.enter(place.arena)
        if place and not self.rights.is_someone:
            self.place = self.standing = None

    def enter_with_right(self, arena: Arena, about: int | None = None) -> None:
        """The same for somebody who has a right there today, or on the day of the meeting that it is about.

        Raises Unknown.
        """
        self.enter(arena)
        if not self.look_ahead(self.here.meeting(about) if about else None).is_someone:
            # What is said to somebody without a right is said in no arena's name.
            self.place = self.standing = None
            raise Unknown

    def look_ahead(self, meeting: Meeting | None) -> Standing:
        """Whoever is nobody here today may answer about a meeting on whose day they are somebody."""
        if meeting and not self.rights.is_someone:
            on_its_day = self.here.standing(self.who, meeting.starts.date())
            self.ahead_of = meeting if on_its_day.is_someone else None
            return on_its_day
        return self.rights

    def say(
        self,
        name: str,
        /,
        *,
        buttons: Rows = (),
        about: str | None = None,
        useful_twice: bool = True,
        subject: str | None = None,
        **facts: Any,
    ) -> Dispatch:
        """Answer in the chat where the speaker spoke."""
        *first, last = self._worded(name, facts)
        subject = subject or _subject(name)
        more: dict[str, Any] = {"about": about, "twice_is_better": useful_twice, "subject": subject}
        reply_to = self.heard.message_id if self.heard.in_group else None
        for text in first:
            self._promise(DispatchKind.TEXT, text=text, reply_to=reply_to, **more)
        rows = [list(row) for row in buttons]
        return self._promise(DispatchKind.TEXT, text=last, buttons=rows, reply_to=reply_to, **more)

    def say_privately(self, name: str, /, *, buttons: Rows = (), **facts: Any) -> None:
        """Answer the speaker alone, wherever they spoke."""
        *first, last = self._worded(name, facts)
        more: dict[str, Any] = {"subject": self._subject_ahead}
        for text in first:
            self._promise_privately(DispatchKind.TEXT, text=text, **more)
        rows = [list(row) for row in buttons]
        self._promise_privately(DispatchKind.TEXT, text=last, buttons=rows, **more)

    def send_file_privately(
        self, sha256: str, file_name: str, name: str, /, *, subject: str, **facts: Any
    ) -> None:
        """Send the speaker alone a kept file with its words, wherever they spoke."""
        more: dict[str, Any] = {"file_sha256": sha256, "file_name": file_name, "twice_is_better": False}
        text = say(name, **self.with_arena(facts))
        self._promise_privately(DispatchKind.DOCUMENT, text=text, subject=subject, **more)

    def _promise_privately(self, kind: DispatchKind, **parts: Any) -> None:
        self._replies += 1
        if self.person and self.person.reachable:
            self.store.promise(
                Dispatch(
                    dedupe_key=f"reply:{self.key}:{self._replies}",
                    kind=kind,
                    chat_id=self.person.telegram_id or 0,
                    arena_id=self.place.arena.id if self.place else None,
                    person_id=self.person.id,
                    **parts,
                )
            )

    def send_file(self, sha256: str | None, name: str, *, subject: str | None = None) -> None:
        """Send a kept file in the chat where the speaker spoke."""
        if sha256:
            self._send(sha256, name, subject)

    def send_when_made(self, sha256: str | None, name: str, *, subject: str) -> None:
        """The same of a file that is made on demand: None for one that is still to be made."""
        self._send(sha256, name, subject)

    def _send(self, sha256: str | None, name: str, subject: str | None) -> None:
        more: dict[str, Any] = {"file_sha256": sha256, "file_name": name, "subject": subject}
        self._promise(DispatchKind.DOCUMENT, twice_is_better=False, **more)

    def say_below(self, picture: bytes, file_name: str, name: str, /, **facts: Any) -> None:
        """Answer with a picture and its words: below it, or after it where they have no room."""
        text = say(name, **self.with_arena(facts))
        has_room = length(text) <= LONGEST_CAPTION
        self._promise(
            DispatchKind.PHOTO,
            text=text if has_room else None,
            file_sha256=self.store.keep_file(picture),
            file_name=file_name,
            reply_to=self.heard.message_id if self.heard.in_group else None,
            twice_is_better=False,
        )
        if not has_room:
            self.say(name, useful_twice=False, **facts)

    def show_again(
        self,
        name: str,
        /,
        *,
        buttons: Rows = (),
        about: str | None = None,
        **facts: Any,
    ) -> None:
        """Change the message whose button was pressed, or say it anew where that is not known."""
        shown = self._pressed_dispatch()
        if shown is None:
            self.say(name, buttons=buttons, about=about, **facts)
        else:
            # Whoever typed the word hears of it by nothing else.
            is_news = self.typed_below is not None
            self.edit(shown, name, buttons=buttons, about=about or shown.about, is_news=is_news, **facts)

    def edit(
        self,
        shown: Dispatch,
        name: str,
        /,
        *,
        buttons: Rows = (),
        about: str | None = None,
        is_news: bool = False,
        **facts: Any,
    ) -> None:
        """Change what the bot said here; what is too long, or news whose message is gone, is said anew."""
        text, *more = say_parts(name, **self.with_arena(facts))
        if more:
            self.say(name, buttons=buttons, about=about, **facts)
            return
        subject = _subject(name) or (NEWS if is_news and not self._subject_ahead else None)
        self.reword(shown, text, buttons=buttons, about=about, subject=subject)

    def reword(self, shown: Dispatch, text: str, *, buttons: Rows = (), **more: Any) -> None:
        """Change what the bot said to words that fit one message."""
        self._promise(DispatchKind.EDIT, text=text, buttons=list(map(list, buttons)), after=shown, **more)

    @property
    def pressed(self) -> Dispatch | None:
        """The message whose button was pressed."""
        return self._pressed_dispatch()

    def drop_buttons(self, shown: Dispatch | None, *actions: str) -> None:
        """What the bot said in this chat stands, without the buttons of these actions, or without any."""
        stands = self.store.as_edited(shown) if shown else None
        if shown and stands and stands.text:
            rows = [[each for each in row if each.action not in actions] for row in stands.buttons]
            self.reword(shown, stands.text, buttons=[row for row in rows if row and actions])

    def receipt(self, text: str = "") -> None:
        """Answer the press itself; Telegram shows it for a moment."""
        if self.heard.callback_id:
            self._promise(
                DispatchKind.RECEIPT,
                text=plain(text)[:200],
                callback_id=self.heard.callback_id,
                twice_is_better=False,
            )

    def ask(self, flow: str, **facts: Any) -> None:
        """Wait for an answer in this chat, for a day at most."""
        self.store.ask(
            Dialogue(
                chat_id=self.heard.chat_id,
                telegram_id=self.heard.sender_id or 0,
                flow=flow,
                arena_id=self.place.arena.id if self.place else None,
                facts=facts,
                expires_at=self.now + PATIENCE,
            )
        )

    @property
    def question(self) -> Dialogue | None:
        """What waits for the speaker's answer in this chat."""
        return self.store.dialogue(self.heard.chat_id, self.heard.sender_id or 0)

    def asked(self, flow: str) -> dict[str, Any]:
        """The facts of the question to which a pressed button belongs.

        Raises StaleButton if another one waits by now, none any more, or one of another arena.
        """
        question = self.question
        is_asked = question and question.flow == flow and question.arena_id == self.here.arena.id
        if question is None or not is_asked or question.expires_at <= self.now:
            raise StaleButton
        return question.facts

    def done_with(self, flow: str) -> None:
        """Wait no longer for that; another question stays."""
        if self.question and self.question.flow == flow:
            self.done_asking()

    def done_asking(self) -> None:
        """Wait no longer."""
        self.store.end_dialogue(self.heard.chat_id, self.heard.sender_id or 0)

    def record(self, verb: str, thing: str, **facts: Any) -> None:
        """Write history in the speaker's name."""
        self.store.record(
            verb,
            thing,
            now=self.now,
            arena_id=self.place.arena.id if self.place else None,
            person=self.person,
            through="chat",
            **facts,
        )

    def button(self, text: str, action: str, thing: int = 0, revision: int = 0) -> Button:
        """A button that comes back as a press in this arena."""
        arena_id = self.place.arena.id if self.place else None
        return Button(text=text, action=action, arena_id=arena_id, thing=thing, revision=revision)

    def with_arena(self, facts: dict[str, Any]) -> dict[str, Any]:
        """The facts that every text may use beside its own."""
        return {
            "arena": self.place.arena if self.place else None,
            "in_group": self.heard.in_group,
            "bot_name": self.bot_name,
            **facts,
        }

    def _worded(self, name: str, facts: dict[str, Any]) -> list[str]:
        """A refusal names the arena it is said in, but to nobody without a right there (PROMISES P8)."""
        said = self.with_arena(facts)
        parts = say_parts(name, **said)
        if name.startswith(REFUSALS) and self.place and self.standing and self.standing.is_someone:
            parts[0] = f"{say('heading', arena=self.place.arena)}\n{parts[0]}"
        return parts

    def _pressed_dispatch(self) -> Dispatch | None:
        if self.heard.message_id is None or self.heard.callback_id is None:
            return self.typed_below
        return self.store.dispatch_by_message(self.heard.chat_id, self.heard.message_id)

    @property
    def _subject_ahead(self) -> str | None:
        if self.standing and self.standing.is_co_opted:
            return CO_OPTED
        return f"meeting:{self.ahead_of.id}" if self.ahead_of else None

    def _promise(self, kind: DispatchKind, **parts: Any) -> Dispatch:
        self._replies += 1
        chat = self.chat
        is_own = not self.heard.in_group and self.person is not None
        parts["subject"] = parts.get("subject") or self._subject_ahead
        return self.store.promise(
            Dispatch(
                dedupe_key=f"reply:{self.key}:{self._replies}",
                kind=kind,
                chat_id=self.heard.chat_id,
                thread_id=self.heard.thread_id,
                arena_id=self.place.arena.id if self.place else None,
                person_id=self.person.id if is_own and self.person else None,
                bound_chat_id=chat.id if chat else None,
                **parts,
            )
        )


def _subject(name: str) -> str | None:
    if name in WITH_A_LINK:
        return HOLDS_LINK
    return name if name == TODO else None
