"""What leaves the chat: an arena's export, and what somebody's calendar program reads."""

from pathlib import Path

from bot.acts.meetings.feeds import feed_behind, feed_to_tell
from handlers.line.exporting import export
from handlers.settings import Settings
from integrations.botapi import Person
from integrations.icalendar import feed_file
from tests.handlers.chat.chatting import Chat
from tests.handlers.web.visiting import ADDRESSES


def exported(chat: Chat, arena_id: str, directory: Path) -> list[Path]:
    """The files of its export."""
    url = chat.database.url.render_as_string(hide_password=False)
    export(Settings(database_url=url), arena_id, directory)
    return [path for path in directory.rglob("*") if path.is_file()]


def calendar_of(chat: Chat, who: Person) -> bytes:
    """As their secret address gives it."""
    now = chat.clock.now()
    with chat.memory() as store:
        person = store.person_by_telegram(who.id)
        assert person
        feed = feed_behind(store, ADDRESSES.secret(feed_to_tell(store, person, ADDRESSES, now=now)), now=now)
    assert feed
    return feed_file(feed, now)
