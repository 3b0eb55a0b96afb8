"""Every "no" that a person may get; the sentence for each lies in texts/no/<name>.j2."""

import re
from typing import Any


class Refusal(Exception):
    """A no with a name; its facts fill the sentence that the person reads."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    @property
    def text_name(self) -> str:
        """The template that words this refusal, "no/items_closed" for ItemsClosed."""
        return "no/" + re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class Unknown(Refusal):
    """The speaker has joined no arena, or none with a current right."""


class NotYours(Refusal):
    """The speaker is known but may not do this."""


class StaleButton(Refusal):
    """The button is foreign, expired or unknown: one answer for all three."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the thing after the card was shown; facts: by, and item or meeting."""


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


class NoMeetingThatDay(Refusal):
    """No meeting is or was planned on the day that was asked for; facts: day."""


class FileTooLarge(Refusal):
    """A file is over 20 MB, Telegram's own limit for what a bot may fetch; facts: limit_mb."""


class FileEmpty(Refusal):
    """A file holds nothing."""


class FileKindRefused(Refusal):
    """A file is of a kind that is not taken; facts: ending, empty where the name has none."""


class FileForWhat(Refusal):
    """A file that answers nothing, so that nobody knows its item."""


class KindRefused(Refusal):
    """A sticker, a voice message and the like; facts: kind, Telegram's word for it."""


class LinkUsed(Refusal):
    """A join link is unknown, used, replaced or too old: one answer for all."""


class LinkForAnother(Refusal):
    """This Telegram account is already somebody else on the roster."""


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


class BadInvitation(Refusal):
    """/bjudin without a name and an address."""


class MeetingLeftOut(Refusal):
    """A meeting that will be held is missing in the file that planned it; facts: meetings, by their ids."""
