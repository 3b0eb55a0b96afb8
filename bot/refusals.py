"""Every "no" that a person may get; the sentence for each lies in texts/no/<name>.j2."""

import re
from typing import Any

# The texts that say no; a notice of a press shows one as it is, a message below the arena's name.
REFUSALS = "no/"


class Refusal(Exception):
    """A no with a name; its facts fill the sentence that the person reads."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    @property
    def text_name(self) -> str:
        """The template that words this refusal, "no/items_closed" for ItemsClosed."""
        return REFUSALS + re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class Unknown(Refusal):
    """The speaker has joined no arena, or none with a current right."""


class HasLeft(Refusal):
    """The speaker was of an arena and is of none any more."""


class NotYet(Refusal):
    """The speaker is of no arena before the day on which they have a seat or a role; facts: name, day."""


class NotYours(Refusal):
    """The speaker is known but may not do this."""


class NotYoursAnyMore(Refusal):
    """The speaker answers a question, and has lost the right to it since it was asked."""


class StaleButton(Refusal):
    """The button is foreign, expired or unknown: one answer for all three."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the thing after the card was shown; facts: by, and item, meeting (its draft),
    planned (a meeting as it is planned), replacement or turn."""


class ArenaEnded(Refusal):
    """The arena is no more; facts: name, day, successor, a name or None, and who is
    asked there first, secretary, chair, preparer or None."""


class NotPassedOn(Refusal):
    """An arena cannot pass to another, or come back; facts: reasons, each with why, name and number."""


class OnlyTitlesHere(Refusal):
    """A description or file for a sparsam arena; facts: name, and to, who takes it instead, or None."""


class AttendanceClosed(Refusal):
    """The meeting has begun, or is not held; facts: meeting."""


class AnsweredOldDate(Refusal):
    """The answer is about the date before the meeting moved; facts: meeting."""


class NotDuringMeeting(Refusal):
    """Words or times that are no part of the meeting; facts: meeting."""


class NotCalledIn(Refusal):
    """A deputy may this only for a meeting at which they step in."""


class NoSeatThatDay(Refusal):
    """Whoever answers holds nothing in the arena on the meeting's day; facts: meeting."""


class NotNeeded(Refusal):
    """The deputy is not needed any more, or has answered already; facts: meeting."""


class NoTitle(Refusal):
    """An item has no title left after cleaning."""


class TitleTooLong(Refusal):
    """A title has more than the permitted number of characters; facts: limit."""


class TooManyItems(Refusal):
    """More items in one message than a person can mean; facts: limit."""


class NoWords(Refusal):
    """A description or reason without a word in it: a picture, a file, or nothing that shows."""


class AlreadyDescribed(Refusal):
    """Words that answer the card of an item that has its description; facts: item."""


class TextTooLong(Refusal):
    """A description or reason is longer than what is kept; facts: limit."""


class HoldsPersonnummer(Refusal):
    """The text or name holds a personal identity number; it is neither repeated nor kept."""


class BadDuration(Refusal):
    """The minutes are not between one minute and one day."""


class ItemClosed(Refusal):
    """The item is decided or sent, so that its proposer no longer changes it; facts: item."""


class NotReadyYet(Refusal):
    """There is no agenda to show or send yet; facts: meeting or None."""


class AgendaAlreadySent(Refusal):
    """The agenda of this meeting is out; facts: meeting."""


class NoMeeting(Refusal):
    """No meeting is planned."""


class LiftInCircle(Refusal):
    """The item came from the arena that it is to be lifted to; facts: name."""


class LiftAfterMeeting(Refusal):
    """The item stands on an agenda that is sent, and the meeting has not been; facts: item."""


class NothingSent(Refusal):
    """Nothing has been sent to anybody yet."""


class NoMeetingThatDay(Refusal):
    """No meeting is or was planned on the day that was asked for; facts: day."""


class FileTooLarge(Refusal):
    """A file is over 20 MB, Telegram's own limit for what a bot may fetch; facts: limit_mb."""


class FileEmpty(Refusal):
    """A file holds nothing."""


class FileKindRefused(Refusal):
    """A file is of a kind that is not taken; facts: ending, empty where the name has none."""


class FileForWhat(Refusal):
    """A file that answers nothing: whose is it? facts: may_send_minutes, takes_files, to."""


class KindRefused(Refusal):
    """A sticker, a voice message and the like; facts: kind, Telegram's word for it."""


class LinkUsed(Refusal):
    """A join link is unknown, used, replaced or too old: one answer for all."""


class LinkForAnother(Refusal):
    """This Telegram account is already somebody else on the roster."""


class AccountTaken(Refusal):
    """Whoever waits to be confirmed has become somebody else; facts: person, whose link it was."""


class WrongCode(Refusal):
    """A binding code is unknown, used or too old."""


class AlreadyBound(Refusal):
    """The chat already belongs to an arena; facts: arena."""


class NotInGroup(Refusal):
    """The command is for private chats."""


class OnlyInGroup(Refusal):
    """The command is for group chats."""


class NothingToAnswer(Refusal):
    """No dialogue is going on in this chat."""


class NotShownYet(Refusal):
    """The card of somebody else's item: only its proposer and the preparers see it."""


class UnknownCommand(Refusal):
    """The bot does not know the command."""


class NobodyOfThatName(Refusal):
    """Nobody of the arena has the name that was typed; facts: name."""


class ColonForgotten(Refusal):
    """Somebody is named as whose item it is, with no colon after the name; facts: name."""


class SeveralOfThatName(Refusal):
    """The name that was typed fits several of the arena's people; facts: names."""


class NothingToMergeWith(Refusal):
    """No other open item lies where the item does; facts: item."""


class NotBeforeSending(Refusal):
    """The item's meeting is decided on, or its agenda is out; facts: item."""


class PersonNotOnRoster(Refusal):
    """No seat or role of the arena has this e-mail address."""


class BadDate(Refusal):
    """A date that does not exist or is not written as one."""


class BadYear(Refusal):
    """A year that is not written as one, or so far off that it is a slip of the finger."""


class BadInvitation(Refusal):
    """/bjudin without a name and an address."""


class MeetingLeftOut(Refusal):
    """A meeting that will be held is missing in the file that planned it; facts: meetings, by their ids."""


class NotHeldYet(Refusal):
    """What became of an item is said after its meeting; facts: meeting or None."""


class NoMinutesFile(Refusal):
    """/protokoll that answers no file and comes with none."""


class MinutesAlreadySent(Refusal):
    """These minutes are out; facts: meeting."""


class NoSuchDay(Refusal):
    """A date that the calendar does not have, like 31 February."""


class BadTime(Refusal):
    """A clock time that no clock shows, like 25:00, or one too many; facts: typed."""


class NotThatWeekday(Refusal):
    """A date whose weekday was named wrongly; facts: day."""


class DateInPast(Refusal):
    """A meeting that would start before now; facts: starts, a wall time."""


class DateTooFar(Refusal):
    """A meeting so many years ahead that it is a slip of the finger."""


class TimeSkipped(Refusal):
    """A wall time that the clock jumps over when summer time begins; facts: starts, instead."""


class TimeDoubled(Refusal):
    """A wall time that the clock shows twice when summer time ends; facts: starts, instead."""


class MeetingAlreadyThen(Refusal):
    """A meeting of the arena starts at that very time already; facts: meeting."""


class TooLateToUndo(Refusal):
    """A cancelled meeting is brought back within a day, or planned anew."""


class TooManyDates(Refusal):
    """More tentative dates at once than anybody compares; facts: limit."""


class NotBeforeMeeting(Refusal):
    """A time for the agenda that has passed, or is not before the meeting; facts: meeting."""


class MeetingHeld(Refusal):
    """The meeting has begun: nothing about its agenda is of use any more; facts: meeting."""


class NothingChanged(Refusal):
    """The agenda is as it was when it was sent; facts: meeting."""


class BadEmail(Refusal):
    """What should be an e-mail address is none, or is more than one."""


class ChangeTooFar(Refusal):
    """A change of holder so far ahead or back that it is a slip of the finger; facts: day."""


class BeforeTheirTime(Refusal):
    """Somebody would take over before the one who has the seat had it; facts: person, day."""


class NoSuchSeatThen(Refusal):
    """The arena has not got the seat yet on that day, or no more; facts: seat, day."""


class SamePerson(Refusal):
    """Whoever is to take over the seat has it already; facts: person."""


class NotOneName(Refusal):
    """What Telegram's own list of people gave is not one name; facts: count, of the people picked."""


class AlreadyRegistered(Refusal):
    """Somebody else is registered to take over the seat; facts: person, day."""


class NoSeat(Refusal):
    """The person has no seat that somebody could take over; facts: name, None for the speaker."""


class NotWaiting(Refusal):
    """A report that is registered or withdrawn: there is nothing left to do with it."""


class HolderChanged(Refusal):
    """The seat has passed to somebody else since the change was reported; facts: seat, person or None."""


class TooLateToTakeBack(Refusal):
    """A registration more than a day old, or one that somebody has built upon; facts: why."""


class AddressTaken(Refusal):
    """The corrected address belongs to somebody else."""


class KnownElsewhere(Refusal):
    """An address to which other arenas send too, which no single one may change (P8); facts: person."""


class AnotherPerson(Refusal):
    """A correction that keeps neither name nor address: that is a change of person; facts: person."""


class OfAnotherSide(Refusal):
    """The person has a seat of the side whose turn it is not; facts: person, side (whose turn it is)."""


class TurnHasCome(Refusal):
    """Who was named has the role already; facts: kind."""


class NothingToInviteTo(Refusal):
    """No meeting is planned to which anybody could be co-opted."""


class NoSuchLine(Refusal):
    """No item has that number on the meeting's agenda; facts: number, meeting, `there` for those that are."""


class NoSuchItem(Refusal):
    """No open item of that number has a meeting to come; facts: number."""


class AlreadyMember(Refusal):
    """Whoever is to be co-opted has a place in the arena, and reads everything; facts: person."""


class AlreadyCoOpted(Refusal):
    """They are invited to that already; facts: person, meeting, item or None."""


class CoOptedOnly(Refusal):
    """The speaker is invited to a meeting or an item, and may do no more than read it."""
