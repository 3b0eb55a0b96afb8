"""A secretary of Syd makes every link that Syd can make to Norr's people, and opens it with an account of
their own: nobody of Norr has another account before somebody of Norr has said so (P8)."""

import re
from collections.abc import Callable, Iterator

import pytest

from integrations.botapi import Message, Person
from storage import tables
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply

# Not joined, a member, the secretary and the chair of Norr, a former one, and somebody of both.
WHOM = {
    "Nils Nord": "nils.nord@example.se",
    "Bo Berg": "bo.berg@example.se",
    "Åsa Öberg": "åsa.öberg@example.se",
    "Ulla Ulv": "ulla.ulv@example.se",
    "Greta Gran": "greta.gran@example.se",
}


def accounts(chat: Chat) -> dict[str, int | None]:
    return {row["name"]: row["telegram_id"] for row in chat.rows(tables.person)}


def secrets_in(reply: Reply, who: Person) -> Iterator[str]:
    for message in reply.said:
        if message.chat.id == who.id:
            yield from re.findall(r"start=([\w-]+)", message.text)


def pressed(chat: Chat, who: Person, card: Message | None, *words: str) -> Iterator[Reply]:
    """Each of these buttons that the card has."""
    for word in words:
        if card and any(word in row for row in card.buttons):
            yield chat.presses(who, card, word)


def every_way(chat: Chat, sara: Person, name: str, email: str) -> Iterator[str]:
    """The secrets of every join link that the secretary of Syd gets for that person."""
    for line in (f"/bjudin {name} {email} mötet", f"/bjudin {name} {email}"):
        said = chat.says(sara, line)
        card = next((each for each in reversed(said.said) if each.chat.id == sara.id), None)
        for reply in (said, *pressed(chat, sara, card, "Bjud in", "Ny länk")):
            yield from secrets_in(reply, sara)
        if card:
            yield from re.findall(r"start=([\w-]+)", card.text)
    said = chat.says(sara, f"/ersattare för David: {name} {email} 2026-12-01")
    for reply in pressed(chat, sara, said.card if said.said else None, "Skicka", "Registrera"):
        yield from secrets_in(reply, sara)
        for message in reply.said:
            for registered in pressed(chat, sara, message, "Registrera"):
                yield from secrets_in(registered, sara)


@on_sqlite
@pytest.mark.parametrize("name", WHOM)
def test_no_arena_lets_another_s_people_in(
    chat: Chat, people: People, figure: Callable[..., None], name: str
) -> None:
    before, opened = accounts(chat), 0
    # Each is opened as soon as it is made: a newer one would kill it.
    for secret in every_way(chat, people.sara, name, WHOM[name]):
        attacker = chat.world.person("Någon Annan")
        links = [each for each in chat.opens(attacker, secret).said if each.buttons]
        for link in links:
            chat.presses(attacker, link, "Det är jag")
            opened += 1

    taken = {each for each, account in accounts(chat).items() if before.get(each, account) != account}
    figure("P8", "another arena's people by one's own links", opened=opened, taken=len(taken))
    assert taken == set()
    assert opened > 0
