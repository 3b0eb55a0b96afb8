"""What the acts ask of the memory as a whole."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from bot.model.arena import Arena
from bot.model.attendance import Attendance
from bot.model.calendarlink import CalendarLink
from bot.model.callin import CallIn
from bot.model.co_option import CoOption
from bot.model.deadline import Deadline
from bot.model.dialogue import Dialogue, Slot
from bot.model.dispatch import Dispatch
from bot.model.feed import Attended, Feed
from bot.model.item import AgendaItem, Attachment
from bot.model.joining import Chat, Invitation, Lodging
from bot.model.lift import Lift
from bot.model.meeting import Meeting
from bot.model.notice import Notice
from bot.model.ownrecord import OwnRecord
from bot.model.person import Person
from bot.model.publication import Publication
from bot.model.reading import ReadMark
from bot.model.replacement import Replacement
from bot.model.seat import Role, Seat, Standing, Tenure
from bot.model.turn import Turn
from bot.ports.arena_store import ArenaStore

Keepable = (
    Arena
    | AgendaItem
    | Attachment
    | Attendance
    | CalendarLink
    | CallIn
    | Chat
    | CoOption
    | Deadline
    | Feed
    | Invitation
    | Lift
    | Lodging
    | Meeting
    | Notice
    | Person
    | Publication
    | ReadMark
    | Replacement
    | Role
    | Seat
    | Tenure
    | Turn
)


class Store(Protocol):
    """One unit of work: what is read, changed and promised here is committed together or not at all."""

    def within(self, arena_id: str) -> ArenaStore | None:
        """The memory of that arena, None if there is no such arena."""

    def bot_name(self) -> str | None:
        """The bot's own name in Telegram, None before it has ever run."""

    def arenas(self) -> list[Arena]:
        """All arenas, by short name."""

    def arenas_to_pass(self, day: date) -> list[Arena]:
        """The arenas that end by that day and have not passed on to an heir that is there and outlives them,
        the first to end first."""

    def arenas_with_changes(self, day: date) -> Sequence[str]:
        """The ids of the arenas where a change of holder that is registered for that day or an earlier one
        has not happened yet."""

    def replacements_to_remind(self, now: datetime) -> Sequence[tuple[str, int]]:
        """Arena and id of changes of holder that wait for somebody who is to be reminded by now."""

    def links_to_remind(self, now: datetime) -> Sequence[tuple[str, int]]:
        """Arena and id of events in Outlook of which whoever is to decide is to be reminded by now."""

    def turns_due(self, now: datetime) -> Sequence[tuple[str, int]]:
        """Arena and id of turns of which somebody is to be asked, or told, by now."""

    def arenas_of(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas where the person is somebody today, in each by its own calendar, by short name."""

    def own_standings(self, person: Person, now: datetime) -> list[tuple[Arena, Standing]]:
        """The same, each with what the person is there."""

    def coming_arenas_of(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas where the person is nobody yet and is to have a seat or a role, by short name."""

    def arenas_left_by(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas where the person had a seat or a role and has none any more, by short name."""

    def every_arena_of(self, person: Person, now: datetime) -> list[Arena]:
        """Where the person is somebody, is to be somebody, or is co-opted to something."""

    def co_opting_arenas_of(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas where the person is nobody, but co-opted to something today, by short name."""

    def own_records(self, person: Person) -> list[OwnRecord]:
        """Everything that is kept about the person in whatever arena, kind by kind, oldest first."""

    def joint_meetings(self, joint_keys: Collection[str]) -> list[Meeting]:
        """The meetings of all arenas that are held as one under any of those keys, by id."""

    def ended_arenas_of(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas that are no more, where the person was somebody to the last, by short name."""

    def person(self, person_id: int) -> Person | None:
        """One person."""

    def person_by_telegram(self, telegram_id: int) -> Person | None:
        """Whoever joined with that account."""

    def person_by_email(self, email: str) -> Person | None:
        """Whoever has that address, whatever its case."""

    def people_to_let_go(self, now: datetime) -> Sequence[int]:
        """The ids of those who have come to have no place in any arena, of those who have one again, and of
        those who have had none for so long that they are to be unlinked; not while they are in a group."""

    def take_person(self, person_id: int) -> Person | None:
        """The person for this unit of work alone; None if they are in other hands."""

    def has_place(self, person: Person, day: date) -> bool:
        """Whether the person has a seat or a role in some arena that goes on, on that day or later, is
        co-opted to something, or presents an open item or one of a meeting in the last 60 days."""

    def unlink(self, person: Person) -> None:
        """Keep the person's name and records, and nothing that leads to them."""

    def open_feed(self, person: Person) -> Feed | None:
        """The person's feed address that works."""

    def has_lost_feed(self, person: Person) -> bool:
        """Whether somebody else turned off their last feed address, and there is none since."""

    def feeds_made(self, person: Person) -> int:
        """The number of the person's last feed address, 0 where there has been none."""

    def feed_by_hash(self, secret_hash: str) -> Feed | None:
        """The feed address of that secret, if it works."""

    def attended_since(self, person: Person, since: datetime) -> list[Attended]:
        """The meetings from then on, cancelled ones and tentative dates too, of every arena where the person
        has or had anything, by date; each with what the person is on its day, call-ins aside."""

    def co_opted_items_of(self, person: Person) -> list[CoOption]:
        """To which items the person was ever co-opted in whatever arena, but for what was taken back."""

    def chat_by_telegram(self, chat_id: int) -> Chat | None:
        """The living bound chat with that Telegram id."""

    def invitation_by_secret(self, secret: str) -> Invitation | None:
        """The invitation of that secret, whatever its state."""

    def invitation_by_id(self, invitation_id: int) -> Invitation | None:
        """The invitation of a signed button, before the presser is somebody anywhere."""

    def reserve_joining(self, invitation: Invitation) -> None:
        """The link and its person as they stand now; whoever else joins as them waits for this unit."""

    def opened_invitations(self, person: Person) -> list[Invitation]:
        """The person's links in all arenas that were opened and not undone, as they stand now, by opening."""

    def move_chat(self, old: int, new: int) -> None:
        """The group has another id from now on, for everything that is promised or bound."""

    def co_option_of(self, person: Person, co_option_id: int) -> CoOption | None:
        """The person's own co-option of a signed button, in whatever arena, whether it is over or not."""

    def lodging(self, chat_id: int) -> Lodging | None:
        """The unbound group, if the bot is waiting in it."""

    def due_lodgings(self, now: datetime) -> Sequence[Lodging]:
        """Unbound groups whose time is up."""

    def due(self, now: datetime, *, limit: int) -> Sequence[int]:
        """The ids of what is due and not done, oldest first."""

    def take_deadline(self, deadline_id: int) -> Deadline | None:
        """The due thing for this unit of work alone, and its arena reserved; None if it is done."""

    def dialogue(self, chat_id: int, telegram_id: int, slot: Slot = Slot.QUESTION) -> Dialogue | None:
        """What the person was last asked in that chat, or what is put aside for them there."""

    def ask(self, dialogue: Dialogue) -> None:
        """Remember a question; it replaces an earlier one of the same person, chat and slot."""

    def end_dialogue(self, chat_id: int, telegram_id: int, slot: Slot = Slot.QUESTION) -> None:
        """Forget the question, or what was put aside."""

    def dispatch_by_message(self, chat_id: int, message_id: int) -> Dispatch | None:
        """The dispatch that became that message."""

    def last_with_buttons(self, chat_id: int) -> Dispatch | None:
        """The newest message in that chat with buttons below it, among the last few."""

    def as_edited(self, dispatch: Dispatch) -> Dispatch:
        """The message as it was last reworded, or as it was said."""

    def dispatch_for(self, chat_id: int, subject: str) -> Dispatch | None:
        """The first message in that chat that was promised for that subject."""

    def shown_in(self, chat_id: int, about: str) -> list[Dispatch]:
        """The messages in that chat that show the thing, each once and as it was first promised."""

    def dispatch(self, dedupe_key: str) -> Dispatch | None:
        """The promise of that key."""

    def note_presence(self, chat_id: int, telegram_id: int, *, present: bool) -> None:
        """Remember that an account was seen in, or left, a group."""

    def forget_presence(self, chat_id: int) -> None:
        """Of nobody is it known any more whether they are in the group."""

    def keep(self, thing: Keepable) -> None:
        """Keep something new."""

    def forget(self, thing: Lodging) -> None:
        """Let go of something that is over."""

    def promise(self, dispatch: Dispatch) -> Dispatch:
        """Promise a message in this commit; the same key promised before gives that one back."""

    def note(self, notices: Sequence[Notice]) -> None:
        """Keep notices; one whose key is there already is the same one."""

    def people_with_notices(self, now: datetime) -> Sequence[int]:
        """The ids of those for whom something is due."""

    def due_notices(self, person_id: int, now: datetime) -> Sequence[Notice]:
        """What is due for one person and whatever is urgent, for this unit of work alone."""

    def last_gathered(self, person_id: int) -> datetime | None:
        """When the person's last gathered message was promised; a report alone is none."""

    def notices_of(self, dispatch_id: int) -> Sequence[Notice]:
        """What a gathered message is made of."""

    def promise_all(self, dispatches: Iterable[Dispatch]) -> None:
        """Promise many messages in this order; those of a key promised before are left as they are."""

    def keep_file(self, content: bytes) -> str:
        """Keep the bytes and give back their SHA-256."""

    def files(self, sha256s: Collection[str]) -> dict[str, bytes]:
        """The kept bytes by their SHA-256."""

    def forget_files(self, sha256s: Iterable[str]) -> None:
        """Let go of kept bytes, but for those that something else is kept in."""

    def file_sizes(self, sha256s: Collection[str]) -> dict[str, int]:
        """How many bytes are kept, by their SHA-256."""

    def record(
        self,
        verb: str,
        thing: str,
        *,
        now: datetime,
        arena_id: str | None,
        person: Person | None,
        through: str,
        **facts: Any,
    ) -> None:
        """Write one line of history."""

    def flush(self) -> None:
        """Give ids to what is new."""
