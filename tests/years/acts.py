"""What happens in the years: plain facts with a wall time, decided before anything is played."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that somebody does, or that befalls the bot, at a wall time in Stockholm."""

    at: datetime
    arena: int = 0


@dataclass(frozen=True, kw_only=True)
class Arrives(Act):
    """Everybody opens their link but for `absent`; the group is bound and those of `inside` are put there."""

    absent: tuple[str, ...]
    inside: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Books(Act):
    """The secretary plans a meeting; `meeting` is its number in the arena from now on."""

    who: str
    meeting: int
    starts: datetime


@dataclass(frozen=True, kw_only=True)
class Proposes(Act):
    """/foresla, in the group or privately."""

    who: str
    title: str
    minutes: int
    in_group: bool


@dataclass(frozen=True, kw_only=True)
class Attaches(Act):
    """A file as an answer to the item's card; it is called as the item is."""

    who: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Prepares(Act):
    """/beredning: what comes in for the meeting is taken up, declined, postponed or lifted, by title."""

    who: str
    meeting: int
    declines: tuple[str, ...] = ()
    postpones: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CallsReady(Act):
    """«Klar att skickas»."""

    who: str
    meeting: int


@dataclass(frozen=True, kw_only=True)
class Withdraws(Act):
    """«Dra tillbaka»."""

    who: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Answers(Act):
    """«På plats» or «Digitalt»."""

    who: str
    meeting: int
    word: str


@dataclass(frozen=True, kw_only=True)
class IsAbsent(Act):
    """«Förhinder» to the whole meeting; a deputy says «Jag kan» at once."""

    who: str
    meeting: int


@dataclass(frozen=True, kw_only=True)
class Reads(Act):
    """«Läst»."""

    who: str
    meeting: int


@dataclass(frozen=True, kw_only=True)
class Tells(Act):
    """How it went: these are held over, all others are treated."""

    who: str
    meeting: int
    held_over: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SendsMinutes(Act):
    """A file, and /protokoll as an answer to it."""

    who: str
    meeting: int


@dataclass(frozen=True, kw_only=True)
class Moves(Act):
    """«Flytta»."""

    who: str
    meeting: int
    to: datetime


@dataclass(frozen=True, kw_only=True)
class Cancels(Act):
    """«Ställ in mötet»."""

    who: str
    meeting: int


@dataclass(frozen=True, kw_only=True)
class Leaves(Act):
    """/ersattare in one line, the secretary's «Registrera»; and out of the group."""

    who: str
    newcomer: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Joins(Act):
    """Somebody new opens the link that the secretary was given."""

    who: str


@dataclass(frozen=True, kw_only=True)
class Enters(Act):
    """The secretary puts somebody new into the group."""

    who: str


@dataclass(frozen=True, kw_only=True)
class Invites(Act):
    """/bjudin: somebody without a place is co-opted to one item, and opens the link at once."""

    who: str
    guest: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Blocks(Act):
    """Somebody stops the bot."""

    who: str


@dataclass(frozen=True, kw_only=True)
class Returns(Act):
    """Whoever stopped the bot starts it again."""

    who: str


@dataclass(frozen=True, kw_only=True)
class Migrates(Act):
    """The group becomes a supergroup."""


@dataclass(frozen=True, kw_only=True)
class EditsOutlook(Act):
    """The event is changed by hand, or taken away; `who` keeps what stands in Outlook, or the bot's."""

    who: str
    meeting: int
    keeps_outlooks: bool
    place: str = ""
    subject: str = ""
    starts: datetime | None = None
    guest: str = ""
    deletes: bool = False


@dataclass(frozen=True, kw_only=True)
class AnswersInOutlook(Act):
    """Somebody accepts or declines in their own Outlook."""

    who: str
    meeting: int
    accepts: bool


@dataclass(frozen=True, kw_only=True)
class Kills(Act):
    """SIGKILL so many milliseconds after the next act has begun, and a new start."""

    after: int


@dataclass(frozen=True, kw_only=True)
class Steps(Act):
    """Somebody moves the machine's clock by so many seconds, and back."""

    seconds: int
