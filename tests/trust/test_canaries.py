"""What leaves the chat holds nothing of another arena either: exports, calendars, records, mails and logs."""

import logging
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from pathlib import Path

import pytest

from handlers.logs import OURS
from integrations.botapi import Person
from integrations.documents import agenda_pdf
from tests.builders import a_person
from tests.contents import words_of_file, words_of_mail
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import NAMES, People
from tests.handlers.chat.test_two_arenas import CANARY, SYDS, heard_in, leaks, norr_lives, sing
from tests.mailserver import PostOffice
from tests.trust.leaving import calendar_of, exported

# Greta is of both.
OF_NORR = ("asa", "ulla", "pia", "per", "bo", "dan", "nils")
OF_SYD = ("david", "sara")


def of_export(chat: Chat, arena_id: str, home: Path) -> list[str]:
    """Every word of it, and what its files are called."""
    files = exported(chat, arena_id, home / arena_id)
    return [
        words for path in files for words in words_of_file(str(path.relative_to(home)), path.read_bytes())
    ]


def of_calendars(chat: Chat, *whose: Person) -> list[str]:
    return [words for who in whose for words in words_of_file("", calendar_of(chat, who))]


def mails_to(post: PostOffice, keys: Iterable[str]) -> list[EmailMessage]:
    """Every mail to any of them."""
    return [mail for key in keys for mail in post.to(a_person(NAMES[key]).email or "")]


def read(mails: Iterable[EmailMessage]) -> list[str]:
    """Every word of them."""
    return [words for mail in mails for words in words_of_mail(mail)]


def everything_goes_by_mail(chat: Chat) -> None:
    """With printed agendas, to everybody of both."""
    chat.prints_by(agenda_pdf)
    with chat.memory() as store:
        for arena_id in ("norr", "syd"):
            chat.place(store, arena_id).arena.telegram = "sparsam"


@on_sqlite
def test_nothing_of_norr_leaves_by_another_way(
    chat: Chat,
    people: People,
    post: PostOffice,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    figure: Callable[..., None],
) -> None:
    for name in OURS:
        caplog.set_level(logging.DEBUG, logger=name)
    sing(chat)
    norr_lives(chat, people)
    chat.sends(people.david, f"{SYDS}.pdf", caption=f"/foresla {SYDS} rubrik (15 min)")
    for who in (people.david, people.sara):
        chat.says(who, "/minauppgifter")
    everything_goes_by_mail(chat)
    chat.publishes()
    chat.publishes("syd")

    to_norr, to_syd = mails_to(post, OF_NORR), mails_to(post, OF_SYD)
    norrs = [*of_export(chat, "norr", tmp_path), *of_calendars(chat, people.bo, people.asa), *read(to_norr)]
    syds = [*of_export(chat, "syd", tmp_path), *of_calendars(chat, people.david, people.sara), *read(to_syd)]
    syds += heard_in(chat, people.david.chat(), people.sara.chat())
    ours = [each.getMessage() for each in caplog.records if each.name.split(".")[0] in OURS]

    wrong = leaks(syds, CANARY) + leaks(norrs, SYDS) + leaks(ours, CANARY) + leaks(ours, SYDS)
    figure(
        "P8",
        "canaries in exports, calendars, mails and logs",
        mails=len(to_norr + to_syd),
        read=len(syds + norrs + ours),
        leaks=len(wrong),
    )
    assert wrong == []
    for own, canary in ((to_norr, CANARY), (to_syd, SYDS)):
        assert min(len(leaks(words_of_mail(mail), canary)) for mail in own) > 1
        assert leaks(read(own), f"{canary} rubrik") != []
    assert leaks(norrs, CANARY) != []
    assert leaks(syds, SYDS) != []
    assert len(ours) > 0
