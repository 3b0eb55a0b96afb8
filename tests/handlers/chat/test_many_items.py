"""A meeting with sixty items and two hundred files costs as many queries as one with a single item."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from bot.model.person import Person
from storage import tables
from storage.engine import Database
from tests.builders import an_attachment, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that run in the block."""
    run: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        run.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield run
    event.remove(database.engine, "before_cursor_execute", note)


def fill(chat: Chat, *, items: int, files: int) -> None:
    """Bo's items at the next meeting, with files spread over them."""
    with chat.memory() as store:
        place = chat.place(store)
        meeting = place.coming_meetings(chat.clock.now())[0]
        query = select(Person).where(tables.person.c.name == "Bo Berg")
        bo = store.session.scalars(query).one()
        made = [
            an_item(bo, f"Fråga {place.next_item_number()}", number=number, meeting=meeting)
            for number in range(1, items + 1)
        ]
        for item in made:
            store.keep(item)
        for number in range(files):
            made[number % items].attach(an_attachment(bo, f"{number}.pdf"))


@pytest.mark.parametrize("command", ["/mina", "/foresla Budget (15 min)"])
def test_commands_ask_no_more_of_the_database_for_sixty_items(
    chat: Chat, people: People, command: str
) -> None:
    fill(chat, items=1, files=1)
    chat.says(people.bo, "/hjalp")
    with counted(chat.database) as few:
        chat.says(people.bo, command)
    with chat.memory() as store:
        for table in (tables.attachment, tables.item):
            store.session.execute(table.delete())
        store.session.execute(tables.arena.update().values(items_numbered=0))
    fill(chat, items=60, files=200)

    with counted(chat.database) as many:
        chat.says(people.bo, command)

    assert len(many) == len(few)


def test_of_sixty_that_came_in_the_list_says_how_many_it_shows(chat: Chat, people: People) -> None:
    fill(chat, items=60, files=0)

    more = chat.says(people.pia, "/beredning").said[8]

    assert more.text == (
        "Norr\nYtterligare 52 ärenden är inkomna. "
        "Öppna de första 50 här, och skriv /beredning igen när de är avgjorda:"
    )
    assert len(more.buttons) == 50
