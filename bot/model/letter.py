"""What makes a mail of a promised message, and a mail as it is handed to whoever carries it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.model.calendarentry import Mailbox
from bot.model.publication import File

# Bytes of files in one mail: written as text they are a third more, and many servers take 25 MB.
ROOM = 15_000_000


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Beside its words: the line by which it is found in an inbox, its files in order, and the id of the
    meeting whose calendar file comes along, as the meeting stands when the mail is sent; or that of the
    co-option whose meeting or item's time does."""

    title: str
    files: tuple[File, ...] = ()
    calendar: int | None = None
    co_option: int | None = None

    def kept(self) -> dict[str, Any]:
        """As JSON values."""
        files = [list(file) for file in self.files]
        beside = {"calendar": self.calendar, "co_option": self.co_option}
        return {"title": self.title, "files": files} | beside

    @classmethod
    def of_kept(cls, kept: dict[str, Any]) -> "Letter":
        """The same letter again."""
        files = tuple((name, sha256) for name, sha256 in kept["files"])
        # Of mails that an earlier version promised nothing is said of co-options.
        beside = {"calendar": kept["calendar"], "co_option": kept.get("co_option")}
        return cls(title=kept["title"], files=files, **beside)

    def in_mails(self, sizes: Mapping[str, int]) -> "list[Letter]":
        """In as many mails as its files need, in order; the calendar file comes with the first."""
        piles = list(_piled(self.files, sizes)) or [()]
        first = replace(self, files=piles[0])
        others = [replace(self, files=pile, calendar=None, co_option=None) for pile in piles[1:]]
        every = [first, *others]
        return [
            replace(each, title=f"{self.title} ({at}/{len(every)})" if others else self.title)
            for at, each in enumerate(every, start=1)
        ]


def _piled(files: Iterable[File], sizes: Mapping[str, int]) -> Iterable[tuple[File, ...]]:
    pile: list[File] = []
    for file in files:
        held = sum(sizes.get(sha256, 0) for _name, sha256 in [*pile, file])
        if pile and held > ROOM:
            yield tuple(pile)
            pile = []
        pile.append(file)
    if pile:
        yield tuple(pile)


@dataclass(frozen=True, kw_only=True)
class CalendarFile:
    """A calendar file in a mail; `method` is what it asks of the calendar there (RFC 6047, section 2.4)."""

    name: str
    content: bytes
    method: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail with all that is in it. `key` is the same for every copy, so that they can be told as such.

    `sender` is the arena's own mailbox, None where it has none; `answers_to` is who gets answers then. `html`
    is written as for Telegram.
    """

    key: str
    arena: str
    sender: str | None
    answers_to: Mailbox | None = None
    to: Mailbox
    title: str
    html: str
    files: tuple[tuple[str, bytes], ...] = ()
    calendar: CalendarFile | None = None


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A mail that says that another one did not arrive: when it came, and its words.

    Not `is_given_up` where a server only says that it goes on trying.
    """

    at: datetime
    words: str
    is_given_up: bool = True

    def is_about(self, address: str, title: str) -> bool:
        """Whether that mail to that address is the one, however the lines of its words are broken."""
        words = _flat(self.words)
        return _flat(title) in words and any(_stands_in(words, each) for each in _spellings(address))


def _flat(words: str) -> str:
    return " ".join(words.casefold().split())


def _stands_in(words: str, address: str) -> bool:
    """As a whole: dal@example.se is no part of dora.dal@example.se."""
    return re.search(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", words) is not None


def _spellings(address: str) -> set[str]:
    """As it is kept, and with its domain as the network writes it (RFC 5891)."""
    local, _, host = address.casefold().rpartition("@")
    try:
        return {address.casefold(), f"{local}@{host.encode('idna').decode('ascii')}"}
    except UnicodeError:
        return {address.casefold()}
