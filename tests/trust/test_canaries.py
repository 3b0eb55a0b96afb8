"""What leaves the chat holds nothing of another arena either: exports, calendars, records, mails and logs."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.acts.meetings.feeds import feed_behind, feed_to_tell
from handlers.line import exporting
from handlers.logs import OURS
from integrations.icalendar import feed_file
from integrations.smtp import SmtpPostman
from integrations.smtpserver import SmtpServer
from storage import tables
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_two_arenas import CANARY, SYDS, heard_in, leaks, norr_lives, sing
from tests.handlers.web.visiting import ADDRESSES
from tests.mailserver import PostOffice, post_office


@pytest.fixture
def post(chat: Chat) -> Iterator[PostOffice]:
    """A server that takes the bot's mail."""
    with post_office() as office:
        chat.mails_by(SmtpPostman(SmtpServer.at(office.url, ""), chat.clock.now))
        yield office


def exported(chat: Chat, arena_id: str, home: Path) -> list[str]:
    """Every word of it, and what its files are called."""
    folder = exporting.Folder(root=home)
    with chat.memory() as store:
        exporting._write(store, chat.place(store, arena_id), folder, chat.clock.now())
    written = [path for path in home.rglob("*") if path.is_file()]
    return [str(path.relative_to(home)) for path in written] + [path.read_text() for path in written]


def calendars(chat: Chat, *accounts: int) -> list[str]:
    found = []
    for account in accounts:
        with chat.memory() as store:
            person = store.person_by_telegram(account)
            assert person
            secret = ADDRESSES.secret(feed_to_tell(store, person, ADDRESSES, now=chat.clock.now()))
            feed = feed_behind(store, secret, now=chat.clock.now())
        assert feed
        found.append(feed_file(feed, chat.clock.now()).decode().replace("\r\n ", ""))
    return found


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
    for who in (people.david, people.sara):
        chat.says(who, "/minauppgifter")
    chat.publishes()
    chat.publishes("syd")

    syds = [*exported(chat, "syd", tmp_path / "syd"), *calendars(chat, people.david.id, people.sara.id)]
    syds += heard_in(chat, people.david.chat(), people.sara.chat())
    norrs = [*exported(chat, "norr", tmp_path / "norr"), *calendars(chat, people.bo.id, people.asa.id)]
    mails = {str(mail["To"]): str(mail) for mail in post.taken}
    ours = [each.getMessage() for each in caplog.records if each.name.split(".")[0] in OURS]

    wrong = leaks(syds, CANARY) + leaks(norrs, SYDS) + leaks(ours, CANARY) + leaks(ours, SYDS)
    wrong += leaks(list(mails.values()), SYDS)
    figure(
        "P8",
        "canaries in exports, calendars, mails and logs",
        read=len(syds + norrs + ours),
        leaks=len(wrong),
    )
    assert wrong == []
    assert leaks(norrs, CANARY) != []
    assert leaks(syds, SYDS) != []
    assert chat.rows(tables.publication) != []
