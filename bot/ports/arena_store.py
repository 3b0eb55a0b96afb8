"""What the acts ask of the memory of one arena."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.model.arena import Arena
from bot.model.attendance import Attendance
from bot.model.calendarlink import CalendarLink
from bot.model.callin import CallIn
from bot.model.co_option import CoOption
from bot.model.deadline import Deadline
from bot.model.dispatch import Arrival, Dispatch, DispatchKind
from bot.model.history import Deed, HistoryEntry
from bot.model.item import AgendaItem, Attachment
from bot.model.joining import Chat, ChatKind, Invitation
from bot.model.lift import Lift
from bot.model.meeting import Meeting
from bot.model.merge import Facts
from bot.model.person import Person
from bot.model.publication import Publication
from bot.model.reading import ReadMark
from bot.model.removal import Aged
from bot.model.replacement import Replacement
from bot.model.seat import Role, RoleKind, Seat, Standing, Tenure
from bot.model.turn import Turn


class ArenaStore(Protocol):
    """The memory of one arena: no query made here can see another arena's rows."""

    @property
    def arena(self) -> Arena:
        """The arena itself."""

    def standing(self, person: Person, today: date) -> Standing:
        """What the person is here on that day."""

    def standings(self, today: date) -> list[Standing]:
        """Everybody who is somebody here on that day, by name."""

    def standings_on(self, days: Collection[date]) -> dict[date, list[Standing]]:
        """The same for each of several days, asked for once."""

    def attendances(self, meetings: Collection[Meeting]) -> list[Attendance]:
        """What people have answered for those meetings' dates as they are now, by name."""

    def call_ins(self, meetings: Collection[Meeting]) -> list[CallIn]:
        """The call-ins of those meetings' dates as they are now, in the order in which they were made."""

    def call_in(self, call_in_id: int) -> CallIn | None:
        """One call-in, of whatever date."""

    def questions_to(self, deputy: Person) -> list[CallIn]:
        """What a deputy has been asked and not answered, of meetings' dates as they are now, by date."""

    def co_option(self, co_option_id: int) -> CoOption | None:
        """One co-option, whether in force or not."""

    def co_options_from(self, day: date) -> list[CoOption]:
        """Those in force on that day, in the order in which they were made."""

    def co_options_of(self, meeting: Meeting) -> list[CoOption]:
        """Those to the meeting or to an item of it, but for what was taken back."""

    def co_options_ever_of(self, meeting: Meeting) -> list[CoOption]:
        """The same with what was taken back."""

    def co_options_to(self, items: Collection[AgendaItem]) -> list[CoOption]:
        """Those to one of these items, but for what was taken back."""

    def co_opted(self, person: Person, day: date) -> list[CoOption]:
        """What that person is co-opted to on that day."""

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

    def meetings_ahead(self, now: datetime) -> list[Meeting]:
        """All that have not started, whether anybody means to hold them or not, by date."""

    def meetings_preparing(self, meeting: Meeting) -> list[Meeting]:
        """The preparatory meetings of that meeting, held and cancelled ones too, by date."""

    def taken_keys(self, prefix: str) -> set[str]:
        """The keys of meetings that begin so."""

    def meetings_on(self, day: date) -> list[Meeting]:
        """The meetings that start on that day, in order."""

    def meetings_between(self, first: date, after: date) -> list[Meeting]:
        """The meetings that start from one day until before another, cancelled ones too, in order."""

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

    def reserve(self) -> None:
        """The arena as it stands now; whoever else reserves it waits for this unit of work."""

    def open_items(self) -> list[AgendaItem]:
        """All that may still come up at a meeting, by number."""

    def pass_dispatches(self, subject: str, to: str) -> None:
        """What is promised for that and not sent yet belongs to the arena of that id from now on."""

    def tenure(self, tenure_id: int) -> Tenure | None:
        """One tenure."""

    def replacement(self, replacement_id: int) -> Replacement | None:
        """One change of holder."""

    def replacements_under_way(self) -> list[Replacement]:
        """Those that wait to be registered, or for their day, by day."""

    def replacements_due(self, today: date) -> list[Replacement]:
        """Those whose day has come and that have not happened yet, by day."""

    def replacements_to_tell(self, now: datetime) -> list[Replacement]:
        """Those that have happened and that the group is to be told of by now, by day."""

    def replacements_of(self, seat: Seat) -> list[Replacement]:
        """All of that seat that were not withdrawn, by day."""

    def last_replacement_of(self, leaver: Person) -> Replacement | None:
        """The registered one by which that person left a seat, or leaves it, last."""

    def turn(self, turn_id: int) -> Turn | None:
        """One turn."""

    def turn_of(self, kind: RoleKind, begins: date) -> Turn | None:
        """The turn of that role on that day."""

    def turns_from(self, begins: date) -> list[Turn]:
        """Those of that day and later, by day and role."""

    def calendar_link(self, link_id: int) -> CalendarLink | None:
        """One meeting's event in Outlook, or what was one."""

    def calendar_link_of(self, meeting: Meeting) -> CalendarLink | None:
        """The meeting's event in Outlook, or what was one."""

    def calendar_links(self, meetings: Collection[Meeting]) -> list[CalendarLink]:
        """The events of those meetings, and what were some, by id."""

    def unsettled_links(self, now: datetime) -> list[CalendarLink]:
        """Those of planned meetings to come that somebody has changed and nobody decided on, by date."""

    def living_chat(self, chat_id: int) -> Chat | None:
        """One bound chat that is not lost, by our own id."""

    def chat(self, chat_id: int) -> Chat | None:
        """The same, lost or not."""

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

    def open_titles(self, coming: Sequence[Meeting]) -> list[tuple[int, str]]:
        """Id and title of open items that wait or have one of those meetings, by number."""

    def items_from(self, chat_id: int, message_id: int) -> list[AgendaItem]:
        """The items that were written in that message, in the order of its lines."""

    def deeds(self, thing: str) -> list[Deed]:
        """Who did what when with that thing ("item:12"), oldest first."""

    def last_deeds(self, things: Collection[str], verbs: Collection[str]) -> dict[str, Deed]:
        """Of each thing the last of its deeds that is one of those."""

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

    def acquainted(self) -> set[int]:
        """By id the people whose account the arena knows: a link of its own was opened, or it was told."""

    def invitation(self, invitation_id: int) -> Invitation | None:
        """One invitation."""

    def publications(self, meeting: Meeting) -> list[Publication]:
        """The versions of the meeting's agenda that were sent, supplements too, first to last."""

    def minutes(self, meeting: Meeting) -> list[Publication]:
        """The versions of the meeting's minutes that were sent, first to last."""

    @property
    def mails(self) -> bool:
        """Whether something can be sent by mail."""

    def all_publications(self, meeting: Meeting) -> list[Publication]:
        """Everything that was sent about the meeting, late attachments and minutes too, first to last."""

    def last_page_of(self, item: AgendaItem) -> Publication | None:
        """The newest agenda or supplement on which the item stood, of its own meeting if there is one; None
        if that was long ago."""

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

    def newly_planned(self, now: datetime) -> list[Deadline]:
        """What is due of the kind NEWLY_PLANNED and not done, first kept first."""

    def all_deadlines(self, meeting: Meeting) -> list[Deadline]:
        """What is or was to be done around the meeting, done and dropped things too."""

    def latest_entry(self, verb: str, thing: str) -> HistoryEntry | None:
        """The newest line of history that says this of that thing."""

    def aged(self, before: date) -> Aged:
        """What was dealt with before that day and still has contents."""

    def remove_sent(self, dispatch_ids: Sequence[int]) -> set[str]:
        """Take text and file out of those messages; gives back the SHA-256 of the files."""

    def remove_entries(self, entries: Sequence[HistoryEntry], decision: HistoryEntry) -> None:
        """Let entries of history go, and keep what they leave in the chain."""

    def loaded_facts(self) -> Facts | None:
        """The arena file as it was loaded last; None if none ever was."""

    def keep_loaded_facts(self, facts: Facts, *, now: datetime) -> None:
        """Keep the arena file that was just loaded, instead of the one before."""
