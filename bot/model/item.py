"""An agenda item and its attachments: what a member wants the meeting to take up."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import chain, count
from pathlib import PurePath

from bot.model.arena import Arena
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.seat import Seat
from bot.refusals import ItemClosed

TITLE_ON_BUTTON = 40


class ItemState(StrEnum):
    """Where an item is on its way. One that is postponed is incoming again, at another meeting.

    `LIFTED` has left for other arenas without having been treated here.
    """

    INCOMING = "incoming"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TREATED = "treated"
    LIFTED = "lifted"


OPEN_STATES = (ItemState.INCOMING, ItemState.ACCEPTED)


class ItemKind(StrEnum):
    """What the proposer wants of the meeting, in the words that people read."""

    INFORMATION = "information"
    DISCUSSION = "diskussion"
    DECISION = "beslut"
    PREPARATION = "beredning"


class FileState(StrEnum):
    """Awaiting its own fetching step, stored with us, refused with a reason, or removed for age."""

    AWAITING = "awaiting"
    STORED = "stored"
    REFUSED = "refused"
    REMOVED = "removed"


@dataclass(eq=False, kw_only=True)
class Attachment:
    """A file of an item; `sha256` names the blob once it is fetched. The same name again is a new version.

    `meeting` is set instead for minutes on their way out, which are fetched in the same way.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    item_id: int | None = field(init=False, default=None)
    meeting: Meeting | None = None
    name: str
    size: int
    source_file_id: str
    version: int = 1
    state: FileState = FileState.AWAITING
    sha256: str | None = None
    replaced: bool = False
    added_at: datetime
    added_by: Person

    def remove_content(self) -> str | None:
        """Only its name is left; gives back the SHA-256 of what was stored."""
        sha256, self.sha256, self.source_file_id = self.sha256, None, ""
        if sha256:
            self.state = FileState.REMOVED
        return sha256


@dataclass(eq=False, kw_only=True)
class AgendaItem:
    """One item; `number` is its own in the arena, and no agenda's, `position` its place in the draft.

    `revision` rises with each change and is what a button is bound to. A standing item has no proposer;
    `standing_key` is its id in the arena file. `presenter_name` is somebody who is on no roster.
    `source_chat_id` and `source_message_id` are the message that it was written in, `source_line` counts
    that message's lines from 0. `diary_number` is a diarienummer.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    number: int
    title: str
    proposer: Person | None = None
    proposed_at: datetime
    seat: Seat | None = None
    meeting: Meeting | None = None
    minutes: int | None = None
    description: str | None = None
    kind: ItemKind | None = None
    presenter: Person | None = None
    presenter_name: str | None = None
    diary_number: str | None = None
    standing_key: str | None = None
    awaits_file: bool = False
    source_chat_id: int | None = None
    source_message_id: int | None = None
    source_line: int = 0
    state: ItemState = ItemState.INCOMING
    position: int | None = None
    reason: str | None = None
    is_late: bool = False
    changed_by: Person | None = None
    revision: int = field(init=False, default=0)
    attachments: list[Attachment] = field(default_factory=list)

    def is_by(self, person: Person) -> bool:
        """Whether that person proposed it."""
        return self.proposer is not None and self.proposer.id == person.id

    def is_presented_by(self, person: Person) -> bool:
        """Whether that person presents it."""
        return self.presenter is not None and self.presenter.id == person.id

    @property
    def presented_by(self) -> str | None:
        """The presenter's name, whether on the roster or not."""
        return self.presenter.name if self.presenter else self.presenter_name

    @property
    def is_incoming(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.state is ItemState.INCOMING

    @property
    def is_open(self) -> bool:
        """Whether it may still come up at a meeting."""
        return self.state in OPEN_STATES

    def falls_with(self, arena: Arena) -> bool:
        """Whether no meeting of the arena takes it up before the arena ends."""
        return self.is_open and bool(self.meeting.falls_with_arena if self.meeting else arena.ends)

    @property
    def current_attachments(self) -> list[Attachment]:
        """The files as they stand: newest version of each name, none that was refused."""
        return [
            file for file in self.attachments if not file.replaced and file.state is not FileState.REFUSED
        ]

    def accept(self, position: int) -> None:
        """Give the item a place in the draft."""
        self._must_be_open()
        self.state, self.position = ItemState.ACCEPTED, position

    def decline(self, reason: str) -> None:
        """Say no, with the reason that the proposer reads."""
        self._must_be_open()
        self.state, self.position, self.reason = ItemState.DECLINED, None, reason

    def withdraw(self, reason: str | None = None) -> None:
        """Take the item back."""
        self._must_be_open()
        self.state, self.position, self.reason = ItemState.WITHDRAWN, None, reason

    def go_to(self, meeting: Meeting | None, now: datetime) -> None:
        """Wait for another meeting, or on the arena's list, as something that just came in there."""
        self._must_be_open()
        self.state, self.position, self.meeting = ItemState.INCOMING, None, meeting
        self.is_late = bool(meeting and now > meeting.items_close_at)

    def treat(self) -> None:
        """The meeting has dealt with it."""
        self._must_be_open()
        self.state = ItemState.TREATED

    def postpone(self, meeting: Meeting | None) -> None:
        """It is incoming again at another meeting, or waits on the arena's list."""
        self._must_be_open()
        self.state, self.position, self.meeting = ItemState.INCOMING, None, meeting

    def lift(self, *, is_treated: bool) -> None:
        """Let it go to other arenas, treated here first or not; what is treated or lifted may go to more.

        Raises ItemClosed for what was declined or withdrawn.
        """
        if self.state in (ItemState.TREATED, ItemState.LIFTED):
            return
        self._must_be_open()
        if is_treated:
            self.state = ItemState.TREATED
        else:
            self.state, self.position = ItemState.LIFTED, None

    def attach(self, file: Attachment) -> None:
        """Add a file; an earlier one of the same name becomes an old version. Nothing is awaited then."""
        self.awaits_file = False
        for earlier in self.current_attachments:
            if earlier.name.casefold() == file.name.casefold():
                earlier.replaced = True
                file.version = earlier.version + 1
        self.attachments.append(file)

    def refuse(self, file: Attachment) -> None:
        """Take a file off that turned out broken; of its name the newest good version stands again."""
        file.state = FileState.REFUSED
        name = file.name.casefold()
        of_name = [each for each in self.attachments if each.name.casefold() == name]
        good = [each for each in of_name if each.state is not FileState.REFUSED]
        if good and not file.replaced:
            max(good, key=lambda each: each.version).replaced = False

    def lacks_since(self, promised_at: datetime) -> bool:
        """Whether no good file has come since one was promised."""
        came = (each for each in self.attachments if each.state is not FileState.REFUSED)
        return self.is_open and all(each.added_at < promised_at for each in came)

    @property
    def has_contents(self) -> bool:
        """Whether there is a description or a file to read."""
        return self.description is not None or any(file.sha256 for file in self.attachments)

    def remove_contents(self) -> set[str]:
        """Only what it was called, and what became of it, is left; gives back the SHA-256 of its files."""
        self.description, self.awaits_file = None, False
        return {sha256 for file in self.attachments if (sha256 := file.remove_content())}

    def absorb(self, other: "AgendaItem") -> None:
        """Take over the other's words and files, each file with its versions under a free name."""
        own = f"{other.title}: {other.description}" if other.description else other.title
        self.description = f"{self.description}\n\n{own}" if self.description else own
        self.awaits_file = self.awaits_file or other.awaits_file
        taken = {file.name.casefold() for file in self.attachments}
        moved, other.attachments = list(other.attachments), []
        for file in moved:
            file.name = _free_name(file.name, taken)
            self.attachments.append(file)

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise ItemClosed(item=self)


def _free_name(name: str, taken: set[str]) -> str:
    path = PurePath(name)
    tries = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    return next(free for free in chain([name], tries) if free.casefold() not in taken)


def shortened(title: str) -> str:
    """A title as it fits on a button."""
    return title if len(title) <= TITLE_ON_BUTTON else title[: TITLE_ON_BUTTON - 1] + "…"
