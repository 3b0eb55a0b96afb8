"""The outbox: one message promised to one chat, kept until it is sent or known to be impossible."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.letter import Letter


class DispatchKind(StrEnum):
    """What is done in the chat, each by one call to the messenger; or by mail."""

    TEXT = "text"
    DOCUMENT = "document"
    PHOTO = "photo"
    EDIT = "edit"
    PIN = "pin"
    UNPIN = "unpin"
    RECEIPT = "receipt"
    LEAVE = "leave"
    REMOVE = "remove"
    LET_IN = "let_in"
    MAIL = "mail"


class DispatchState(StrEnum):
    """Pending, being sent, or one of four ends.

    `unknown` ends a dispatch that must never be tried twice after an unknown outcome (PROMISES P3);
    `withdrawn` ends one whose recipient had lost the right when it was to be sent (P8).
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


# The subject of a message that holds a secret link: its words are not kept once it has arrived.
HOLDS_LINK = "link"
# That of a gathered message: its rights are those of the notices that it is made of.
MORNING = "morning"
# That of an answer to /attgora: its arenas are those of its buttons.
TODO = "todo"
# That of a welcome, with a mark of the arenas that it names ("welcome:2917").
WELCOME = "welcome"
# That of an edit which says what is said nowhere else: if its message is gone, it is said anew.
NEWS = "news"
# What is promised with a file made for one reader at one moment: own records, a calendar file ("calendar:3").
# The time of an item is one for somebody who is co-opted to it ("item calendar:5", by the co-option).
ITEM_CALENDAR = "item calendar"
MADE_FOR_ONE = frozenset({"own records", "calendar", ITEM_CALENDAR})
# What is sent as a file.
WITH_A_FILE = (DispatchKind.DOCUMENT, DispatchKind.PHOTO)
# The chat of what goes by mail.
NO_CHAT = 0
# That of taking somebody out of a group, or inviting them back, with their account: "member:7000000001".
MEMBER = "member"
OPEN_STATES = (DispatchState.PENDING, DispatchState.SENDING)
# Those of what stands in a chat, or will.
ARRIVES = (*OPEN_STATES, DispatchState.SENT)


class Key(StrEnum):
    """What a message does to the keys below the text field: show the one that picks somebody, or clear."""

    PICK = "pick"
    CLEAR = "clear"


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button under a message: either a press that comes back, or a link into the private chat.

    `action` is a row of the table of buttons; `thing` an id within the arena, `revision` the thing's
    revision when the card was made. `start` is the payload of a link to the bot's private chat.
    One with a `key` is no button of the message but stands below the text field, in private alone; a message
    has such or the others, never both. `thing` is then the number that comes back with whoever is picked.
    """

    text: str
    action: str = ""
    arena_id: str | None = None
    thing: int = 0
    revision: int = 0
    start: str | None = None
    key: Key | None = None


NO_KEYS = [[Button(text="", key=Key.CLEAR)]]


@dataclass(eq=False, kw_only=True)
class Dispatch:
    """One promised message.

    `dedupe_key` is built from kind, arena, thing, generation, recipient and part: the same promise made
    twice is one row. `chat_id` is Telegram's; `person_id` or `bound_chat_id` says in what right it goes
    there and is looked at again when sent. `twice_is_better` chooses what an unknown outcome means: a
    marked copy (agenda, decisions, questions), or silence (reminders, help). `after` is a dispatch whose
    message this one edits, pins or answers. `about` names the thing the message shows ("item:12"), so
    that an answer to the message finds it. `subject` names what it is promised for ("agenda:3"). A document
    without `file_sha256` waits for its file to be made, and holds up nothing behind it. A mail is for
    `person_id`, in no chat, and `letter` is what it has beside its words.
    """

    id: int = field(init=False, default=0)
    dedupe_key: str
    kind: DispatchKind
    chat_id: int
    thread_id: int | None = None
    arena_id: str | None = None
    person_id: int | None = None
    bound_chat_id: int | None = None
    text: str | None = None
    buttons: list[list[Button]] = field(default_factory=list)
    file_sha256: str | None = None
    file_name: str | None = None
    reply_to: int | None = None
    callback_id: str | None = None
    after: "Dispatch | None" = None
    about: str | None = None
    subject: str | None = None
    letter: Letter | None = None
    silent: bool = False
    twice_is_better: bool = True
    state: DispatchState = DispatchState.PENDING
    lane: str = ""
    error: str | None = None
    message_id: int | None = None

    def __post_init__(self) -> None:
        self.lane = self._lane()

    def _lane(self) -> str:
        # A receipt must not wait behind a chat that Telegram holds back: it is worthless after 150 s.
        if self.kind is DispatchKind.RECEIPT:
            return f"r{self.callback_id}"
        return f"m{self.person_id}" if self.kind is DispatchKind.MAIL else f"c{self.chat_id}"

    @property
    def has_buttons(self) -> bool:
        """Whether something can be pressed below the message itself."""
        return any(button.key is None for row in self.buttons for button in row)

    @property
    def waits_for_file(self) -> bool:
        """Whether its file is still to be made."""
        is_document = self.kind is DispatchKind.DOCUMENT and self.file_sha256 is None
        return is_document and self.state is DispatchState.PENDING


def is_passing(kind: DispatchKind, subject: str | None) -> bool:
    """Whether the file is of use to nobody but its reader, and kept no longer than until it is sent."""
    return kind is DispatchKind.PHOTO or (subject or "").partition(":")[0] in MADE_FOR_ONE


@dataclass(frozen=True)
class Arrival:
    """How far one promised message has come; `person_id` is None for one to a group."""

    dedupe_key: str
    person_id: int | None
    state: DispatchState
    file_sha256: str | None


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """One dispatch in our hands until its lease ends; `fence` tells our claim from any later one.

    `copies` counts earlier tries whose outcome is unknown; `after_message` is the message this one edits,
    pins or answers, None when that one never became known.
    """

    id: int
    dedupe_key: str
    fence: int
    kind: DispatchKind
    chat_id: int
    thread_id: int | None
    arena_id: str | None
    person_id: int | None
    bound_chat_id: int | None
    text: str | None
    buttons: list[list[Button]]
    file_sha256: str | None
    file_name: str | None
    reply_to: int | None
    callback_id: str | None
    letter: Letter | None
    after_id: int | None
    subject: str | None
    silent: bool
    twice_is_better: bool
    tries: int
    copies: int
    after_message: int | None = None

    @property
    def member_id(self) -> int | None:
        """The account that is to be taken out of the group, or let in, if that is what it is for."""
        kind, _, account = (self.subject or "").partition(":")
        return int(account) if kind == MEMBER else None

    @property
    def is_news(self) -> bool:
        """Whether an edit has to be read, and not only a message to stand as it should."""
        return self.subject == NEWS


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """What the messenger made of a dispatch; `file_id` is its own name for an uploaded file."""

    message_id: int | None = None
    file_id: str | None = None
