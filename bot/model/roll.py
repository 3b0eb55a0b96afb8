"""A meeting's roll: who is to be there, what they have answered, and who can step in for whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.model.attendance import Answer, Attendance, Counts
from bot.model.callin import CallIn, CallInState, NoDeputy, Why
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.seat import Seat, SeatKind, Standing


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A deputy who can be asked, and the seats that they would step in for."""

    deputy: Person
    seats: list[Seat]


@dataclass(frozen=True, kw_only=True)
class Search:
    """Whom to ask for one absent member, and why others cannot be; `lacking` are seats that nobody takes."""

    wanted: list[Wanted] = field(default_factory=list)
    blocked: list[NoDeputy] = field(default_factory=list)
    lacking: list[Seat] = field(default_factory=list)

    def note(self, blocked: Iterable[NoDeputy]) -> None:
        """Why others cannot be asked, each of them once."""
        known = {each.deputy.id for each in self.blocked}
        self.blocked.extend(each for each in blocked if each.deputy.id not in known)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What one person may see of a roll: their own answer, who steps in for them or for whom they do, and
    the numbers."""

    own: Attendance | None
    steps_in: Sequence[CallIn]
    steps_in_for: str | None
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class Roll:
    """A meeting with everybody who is somebody on its day, what they answered, and its call-ins.

    All of it is about the meeting's date as it is now. `seats` are all of the arena's.
    """

    meeting: Meeting
    standings: Sequence[Standing]
    attendances: Sequence[Attendance]
    call_ins: Sequence[CallIn]
    seats: Sequence[Seat] = ()

    def standing_of(self, person: Person) -> Standing:
        """What the person is on the meeting's day."""
        found = (each for each in self.standings if each.person.id == person.id)
        return next(found, Standing(person=person))

    def attendance_of(self, person: Person) -> Attendance | None:
        """What the person has answered."""
        return next((each for each in self.attendances if each.person.id == person.id), None)

    def is_lack_told(self, absentee: Person) -> bool:
        """Whether somebody knows already that nobody steps in for them."""
        attendance = self.attendance_of(absentee)
        return attendance is not None and attendance.lack_told_at is not None

    def active_for(self, member: Person) -> list[CallIn]:
        """The deputies who are asked or step in for that person, or were for whoever had the seat before."""
        keys = {seat.key for seat in self.standing_of(member).seats}
        active = [each for each in self.call_ins if each.is_active]
        return [each for each in active if each.absentee.id == member.id or self._is_left(each, keys)]

    def _is_left(self, call_in: CallIn, keys: set[str]) -> bool:
        return not self.standing_of(call_in.absentee).seats and bool(keys & set(call_in.seats))

    def seats_of(self, call_in: CallIn) -> list[Seat]:
        """The seats for which the deputy is called in."""
        keys = set(call_in.seats)
        return [each for each in self.seats if each.kind is SeatKind.ORDINARY and each.key in keys]

    def holders_of(self, call_in: CallIn) -> list[Person]:
        """Who has those seats on the meeting's day; nobody where they are vacant by then."""
        keys = set(call_in.seats)
        return [each.person for each in self.standings if keys & {seat.key for seat in each.seats}]

    def is_deputy_for(self, call_in: CallIn) -> bool:
        """Whether the deputy still stands in for one of those seats on the meeting's day, and holds none."""
        deputy, keys = self.standing_of(call_in.deputy), set(call_in.seats)
        may = any(keys & set(each.stands_in_for) for each in deputy.deputy_seats)
        return may and not keys & {each.key for each in deputy.seats}

    def whose(self, call_in: CallIn) -> str:
        """For whom the deputy steps in, by name; of a seat that is vacant by then, the seat's."""
        vacant = [] if self.holders_of(call_in) else self.seats_of(call_in)
        return " och ".join(each.title for each in vacant) or call_in.absentee.name

    def accepted_by(self, deputy: Person) -> CallIn | None:
        """For whom that person steps in."""
        found = (each for each in self.call_ins if each.is_accepted and each.deputy.id == deputy.id)
        return next(found, None)

    def question_to(self, deputy: Person) -> CallIn | None:
        """What that person was asked and has not answered."""
        asked = (each for each in self.call_ins if each.is_asked and each.told_at)
        return next((each for each in asked if each.deputy.id == deputy.id), None)

    def seen_by(self, person: Person) -> Seen:
        """The roll as that person may see it."""
        accepted = self.accepted_by(person)
        return Seen(
            own=self.attendance_of(person),
            steps_in=self.active_for(person),
            steps_in_for=self.whose(accepted) if accepted else None,
            counts=self.counts,
        )

    @property
    def taking_part(self) -> list[Standing]:
        """Members, those with a role, and deputies who step in."""
        return [each for each in self.standings if each.takes_part_in(self.meeting.id)]

    @property
    def unanswered(self) -> list[Person]:
        """The members who have not answered."""
        return [each.person for each in self.standings if each.seats and not self.attendance_of(each.person)]

    @property
    def without_deputy(self) -> list[Person]:
        """The absent members for whom nobody is asked or steps in, who said so first first."""
        members = {each.person.id for each in self.standings if each.seats}
        absent = [each for each in self.attendances if each.answer is Answer.ABSENT]
        away = sorted(absent, key=lambda each: each.answered_at)
        found = [each.person for each in away if each.person.id in members]
        return [person for person in found if not self.active_for(person)]

    def answered(self, answer: Answer, *, partial: bool = False) -> list[Attendance]:
        """Those who take part and gave that answer, by name."""
        given = (self.attendance_of(each.person) for each in self.taking_part)
        return [each for each in given if each and each.answer is answer and each.given.is_partial is partial]

    @property
    def counts(self) -> Counts:
        """The numbers that everybody may see."""
        return Counts(
            here=len(self.answered(Answer.HERE)),
            remote=len(self.answered(Answer.REMOTE)),
            partial=len(self.answered(Answer.ABSENT, partial=True)),
            absent=len(self.answered(Answer.ABSENT)),
            silent=len(self.unanswered),
        )

    def search(self, absentee: Person, vacated: Sequence[Seat] = ()) -> Search:
        """For each seat of the absent member its own deputy, else a shared one who is not taken yet.

        Of a member who has left, for the seats that they `vacated`.
        """
        found, wanted = Search(), dict[int, Wanted]()
        for seat in self.standing_of(absentee).seats or vacated:
            looked_at = [(deputy, self._obstacle(deputy, absentee)) for deputy in self._deputies_of(seat)]
            free = next((deputy for deputy, obstacle in looked_at if obstacle is None), None)
            if free:
                wanted.setdefault(free.id, Wanted(deputy=free, seats=[])).seats.append(seat)
            else:
                found.lacking.append(seat)
                found.note(obstacle for _deputy, obstacle in looked_at if obstacle)
        found.wanted.extend(wanted.values())
        return found

    def _deputies_of(self, seat: Seat) -> Iterator[Person]:
        own = [
            (len(theirs.stands_in_for), theirs.id, standing.person)
            for standing in self.standings
            for theirs in standing.deputy_seats
            if seat.key in theirs.stands_in_for
        ]
        for _count, _id, person in sorted(own, key=lambda each: each[:2]):
            yield person

    def _obstacle(self, deputy: Person, absentee: Person) -> NoDeputy | None:
        mine = [each for each in self.call_ins if each.deputy.id == deputy.id]
        theirs = self.active_for(absentee)
        for each in mine:
            if each.is_active and each not in theirs:
                why = Why.TAKEN if each.is_accepted else Why.ASKED_FOR_ANOTHER
                return NoDeputy(deputy=deputy, why=why, absentee=each.absentee)
        if any(each.state is CallInState.DECLINED for each in mine):
            return NoDeputy(deputy=deputy, why=Why.DECLINED)
        if deputy.id == absentee.id or self._is_absent(deputy):
            return NoDeputy(deputy=deputy, why=Why.ABSENT)
        return None if deputy.reachable else NoDeputy(deputy=deputy, why=Why.UNREACHABLE)

    def _is_absent(self, person: Person) -> bool:
        attendance = self.attendance_of(person)
        return attendance is not None and attendance.answer is Answer.ABSENT
