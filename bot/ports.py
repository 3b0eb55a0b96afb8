"""What the acts ask of the outside: a store scoped by arena, and a press that prints agendas."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.model.agenda import Agenda
from bot.model.arena import Arena
from bot.model.binding import Binding
from bot.model.deadline import Deadline
from bot.model.dialogue import Dialogue, Slot
from bot.model.dispatch import Arrival, Claimed, Delivered, Dispatch, DispatchKind
from bot.model.history import Deed, HistoryEntry
from bot.model.item import AgendaItem, Attachment
from bot.model.joining import Chat, ChatKind, Invitation, Lodging
from bot.model.lift import Lift
from bot.model.meeting import Meeting
from bot.model.merge import Facts
from bot.model.notice import Notice
from bot.model.person import Person
from bot.model.publication import Publication
from bot.model.reading import ReadMark
from bot.model.seat import Role, RoleKind, Seat, Standing, Tenure

Keepable = (
    Arena
    | AgendaItem
    | Attachment
    | Chat
    | Deadline
    | Invitation
    | Lift
    | Lodging
    | Meeting
    | Notice
    | Person
    | Publication
    | ReadMark
    | Role
    | Seat
    | Tenure
)


class ArenaStore(Protocol):
    """The memory of one arena: no query made here can see another arena's rows."""

    @property
    def arena(self) -> Arena:
        """The arena itself."""

    def standing(self, person: Person, today: date) -> Standing:
        """What the person is here on that day."""

    def standings(self, today: date) -> list[Standing]:
        """Everybody who is somebody here on that day, by name."""

    def holders(self, kind: RoleKind, today: date) -> list[Person]:
        """Those who have the role on that day, by name."""

    def seats(self) -> list[Seat]:
        """All seats, in the order of the arena file."""

    def tenures(self) -> list[Tenure]:
        """All tenures, past and coming too."""

    def roles(self) -> list[Role]:
        """All roles, past and coming too."""

    def meetings(self) -> list[Meeting]:
        """All meetings, by date."""

    def coming_meetings(self, now: datetime) -> list[Meeting]:
        """Planned meetings that have not started, by date, but for the preparatory ones."""

    def scheduled_meetings(self, now: datetime) -> list[Meeting]:
        """All that have not started, preparatory ones and tentative dates too, by date."""

    def meetings_preparing(self, meeting: Meeting) -> list[Meeting]:
        """The preparatory meetings of that meeting, held and cancelled ones too, by date."""

    def taken_keys(self, prefix: str) -> set[str]:
        """The keys of meetings that begin so."""

    def meetings_on(self, day: date) -> list[Meeting]:
        """The meetings that start on that day, in order."""

    def last_sent_meeting(self) -> Meeting | None:
        """The latest meeting whose agenda is out."""

    def meeting(self, meeting_id: int) -> Meeting | None:
        """One meeting."""

    def item(self, item_id: int) -> AgendaItem | None:
        """One item."""

    def items_of(self, meeting: Meeting) -> list[AgendaItem]:
        """The meeting's items: those in the draft by position, then incoming ones by number."""

    def items_by(self, person: Person) -> list[AgendaItem]:
        """The person's own items, newest first; of very many, the open ones and the newest others."""

    def lifts_about(self, item: AgendaItem) -> list[Lift]:
        """Where this arena's item was lifted to, and from where it came, oldest first."""

    def open_items(self) -> list[AgendaItem]:
        """All that may still come up at a meeting, by number."""

    def tenure(self, tenure_id: int) -> Tenure | None:
        """One tenure."""

    def living_chat(self, chat_id: int) -> Chat | None:
        """One bound chat that is not lost, by our own id."""

    def awaited_lifts(self) -> list[Lift]:
        """What was lifted here before the arena was, oldest first."""

    def drop_notices(self, subject: str, *, now: datetime) -> None:
        """Nobody is told any more what was noted of that subject and not gathered yet."""

    def presenters(self, meeting: Meeting) -> list[Person]:
        """Those on the roster who present an item of the meeting, each once, by name."""

    def undecided_items(self, now: datetime) -> list[AgendaItem]:
        """Open items of meetings that have begun, by meeting and place in the draft."""

    def standing_items(self, now: datetime) -> list[AgendaItem]:
        """Open standing items of meetings to come, cancelled ones too."""

    def unconfirmed_invitations(self) -> list[Invitation]:
        """Links that somebody opened and nobody has confirmed, oldest first."""

    def minutes_file(self, file_id: int) -> Attachment | None:
        """One file that was sent in as the minutes of a meeting."""

    def waiting_items(self) -> list[AgendaItem]:
        """Open items that no meeting has, by number."""

    def open_titles(self, now: datetime) -> list[tuple[int, str]]:
        """Id and title of open items that wait or have a meeting still to come, by number."""

    def items_from(self, chat_id: int, message_id: int) -> list[AgendaItem]:
        """The items that were written in that message, in the order of its lines."""

    def deeds(self, thing: str) -> list[Deed]:
        """Who did what when with that thing ("item:12"), oldest first."""

    def next_item_number(self) -> int:
        """The arena's next number; two transactions never get the same."""

    def group(self) -> Chat | None:
        """The arena's group, if one is bound and alive."""

    def preparers_chat(self) -> Chat | None:
        """The preparers' chat, if one is bound and alive."""

    def open_invitations(
        self, *, person: Person | None = None, kind: ChatKind | None = None
    ) -> list[Invitation]:
        """Links or codes that are neither used nor replaced."""

    def invitation(self, invitation_id: int) -> Invitation | None:
        """One invitation."""

    def publications(self, meeting: Meeting) -> list[Publication]:
        """The versions of the meeting's agenda that were sent, supplements too, first to last."""

    def minutes(self, meeting: Meeting) -> list[Publication]:
        """The versions of the meeting's minutes that were sent, first to last."""

    def all_publications(self, meeting: Meeting) -> list[Publication]:
        """Everything that was sent about the meeting, late attachments and minutes too, first to last."""

    def sendings(self, meeting: Meeting) -> list[Publication]:
        """The same with all recipients at hand."""

    def read_marks(self, meeting: Meeting) -> list[ReadMark]:
        """Who has pressed «Läst», each person once."""

    def dispatches_for(
        self, subject: str, kinds: Collection[DispatchKind] = (DispatchKind.TEXT, DispatchKind.PIN)
    ) -> list[Dispatch]:
        """What was promised for that subject, of those kinds, in order."""

    def arrivals(self, *subjects: str) -> list[Arrival]:
        """How far each message that was promised for those subjects has come."""

    def seen_in(self, chat: Chat) -> frozenset[int]:
        """The Telegram accounts that are known to be in that chat."""

    def deadlines(self, meeting: Meeting) -> list[Deadline]:
        """What is still to be done around the meeting."""

    def all_deadlines(self, meeting: Meeting) -> list[Deadline]:
        """What is or was to be done around the meeting, done and dropped things too."""

    def latest_entry(self, verb: str, thing: str) -> HistoryEntry | None:
        """The newest line of history that says this of that thing."""

    def loaded_facts(self) -> Facts | None:
        """The arena file as it was loaded last; None if none ever was."""

    def keep_loaded_facts(self, facts: Facts, *, now: datetime) -> None:
        """Keep the arena file that was just loaded, instead of the one before."""


class Store(Protocol):
    """One unit of work: what is read, changed and promised here is committed together or not at all."""

    def within(self, arena_id: str) -> ArenaStore | None:
        """The memory of that arena, None if there is no such arena."""

    def arenas(self) -> list[Arena]:
        """All arenas, by short name."""

    def arenas_of(self, person: Person, today: date) -> list[Arena]:
        """The arenas where the person is somebody on that day, by short name."""

    def joint_meetings(self, joint_keys: Collection[str]) -> list[Meeting]:
        """The meetings of all arenas that are held as one under any of those keys, by id."""

    def ended_arenas_of(self, person: Person, today: date) -> list[Arena]:
        """The arenas that are no more, where the person was somebody to the last, by short name."""

    def person(self, person_id: int) -> Person | None:
        """One person."""

    def person_by_telegram(self, telegram_id: int) -> Person | None:
        """Whoever joined with that account."""

    def person_by_email(self, email: str) -> Person | None:
        """Whoever has that address, whatever its case."""

    def chat_by_telegram(self, chat_id: int) -> Chat | None:
        """The living bound chat with that Telegram id."""

    def invitation_by_secret(self, secret: str) -> Invitation | None:
        """The invitation of that secret, whatever its state."""

    def invitation_by_id(self, invitation_id: int) -> Invitation | None:
        """The invitation of a signed button, before the presser is somebody anywhere."""

    def move_chat(self, old: int, new: int) -> None:
        """The group has another id from now on, for everything that is promised or bound."""

    def lodging(self, chat_id: int) -> Lodging | None:
        """The unbound group, if the bot is waiting in it."""

    def due_lodgings(self, now: datetime) -> Sequence[Lodging]:
        """Unbound groups whose time is up."""

    def due(self, now: datetime, *, limit: int) -> Sequence[int]:
        """The ids of what is due and not done, oldest first."""

    def take_deadline(self, deadline_id: int) -> Deadline | None:
        """The due thing for this unit of work alone; None if it is done, or in other hands."""

    def dialogue(self, chat_id: int, telegram_id: int, slot: Slot = Slot.QUESTION) -> Dialogue | None:
        """What the person was last asked in that chat, or what is put aside for them there."""

    def ask(self, dialogue: Dialogue) -> None:
        """Remember a question; it replaces an earlier one of the same person, chat and slot."""

    def end_dialogue(self, chat_id: int, telegram_id: int, slot: Slot = Slot.QUESTION) -> None:
        """Forget the question, or what was put aside."""

    def dispatch_by_message(self, chat_id: int, message_id: int) -> Dispatch | None:
        """The dispatch that became that message."""

    def dispatch_for(self, chat_id: int, subject: str) -> Dispatch | None:
        """The first message in that chat that was promised for that subject."""

    def dispatch(self, dedupe_key: str) -> Dispatch | None:
        """The promise of that key."""

    def note_presence(self, chat_id: int, telegram_id: int, *, present: bool) -> None:
        """Remember that an account was seen in, or left, a group."""

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
        """What is due for one person, for this unit of work alone."""

    def last_gathered(self, person_id: int) -> datetime | None:
        """When the person's last gathered message was promised."""

    def notices_of(self, dispatch_id: int) -> Sequence[Notice]:
        """What a gathered message is made of."""

    def promise_all(self, dispatches: Iterable[Dispatch]) -> None:
        """Promise many messages in this order; those of a key promised before are left as they are."""

    def keep_file(self, content: bytes) -> str:
        """Keep the bytes and give back their SHA-256."""

    def files(self, sha256s: Collection[str]) -> dict[str, bytes]:
        """The kept bytes by their SHA-256."""

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


class NotSent(Exception):
    """The messenger surely did nothing; `wait` is how many seconds it asked for, None if it said nothing."""

    def __init__(self, reason: str, *, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class OutcomeUnknown(Exception):
    """The messenger may or may not have done it."""


class Impossible(Exception):
    """The messenger will never do it."""


class ChatClosed(Impossible):
    """The recipient blocked the bot, is gone, or the bot is no longer in the group."""


class ChatMoved(Exception):
    """The group has another id now."""

    def __init__(self, new_chat_id: int) -> None:
        super().__init__(new_chat_id)
        self.new_chat_id = new_chat_id


class TokenRefused(Exception):
    """The messenger does not know the bot any more: nothing can be sent."""


class Messenger(Protocol):
    """Carries out one dispatch in the chat."""

    async def deliver(self, claimed: Claimed, file: bytes | str | None) -> Delivered:
        """Send, edit, pin, answer or leave; `file` is bytes, or the messenger's own id of them.

        Raises NotSent, OutcomeUnknown, Impossible, ChatClosed, ChatMoved, TokenRefused.
        """


# Prints an agenda as PDF.
Press = Callable[[Agenda], bytes]
# Binds the agenda's PDF, if it belongs to this part, and the lines' papers into one PDF with bookmarks.
Binder = Callable[[Binding], bytes]


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """What makes papers for those who ask for them."""

    press: Press
    binder: Binder
