"""What the chat tests ask for: the bot with everybody around it, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from integrations.smtp import SmtpPostman
from integrations.smtpserver import SmtpServer
from storage.engine import Database
from storage.store import unit_of_work
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People, everybody
from tests.mailserver import PostOffice, post_office


@pytest.fixture
def chat(database: Database) -> Iterator[Chat]:
    """The bot, hearing and answering in this process."""
    chat = Chat(database)
    yield chat
    chat.close()


@pytest.fixture
def people(chat: Chat) -> People:
    """Everybody of both arenas."""
    with unit_of_work(chat.database) as store:
        return everybody(store, chat.world)


@pytest.fixture
def post(chat: Chat) -> Iterator[PostOffice]:
    """A server that takes the bot's mail."""
    with post_office() as office:
        chat.mails_by(SmtpPostman(SmtpServer.at(office.url, ""), chat.clock.now))
        yield office
