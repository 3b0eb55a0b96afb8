"""Whoever guesses: buttons, links, codes and calendar addresses that the bot never made."""

import random
import secrets
from collections.abc import Callable, Iterator

import pytest

from bot.acts.meetings.feeds import feed_behind, feed_to_tell
from bot.acts.people.joining import invite_chat, invite_person, open_link
from bot.model.dispatch import Button
from bot.model.joining import ChatKind
from bot.model.press import read_press, signed
from bot.ports.store import Store
from bot.refusals import Refusal, StaleButton
from handlers.chat.buttons import BUTTONS
from tests.builders import TODAY
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import KEY, Chat
from tests.handlers.chat.people import People
from tests.handlers.web.visiting import ADDRESSES

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
ARENAS = ["norr", "syd"]


@pytest.fixture
def guesses(at_length: bool) -> int:
    """How many of each sort."""
    return 100_000 if at_length else 2_000


def a_genuine(chance: random.Random, key: bytes) -> str:
    action, arena = chance.choice(list(BUTTONS)), chance.choice([None, *ARENAS])
    button = Button(text="", action=action, arena_id=arena, thing=chance.randint(1, 999), revision=1)
    return signed(button, key, TODAY)


def a_changed_one(chance: random.Random) -> str:
    """One letter of a genuine one is another, is left out, or comes twice."""
    data = a_genuine(chance, KEY)
    place = chance.randrange(len(data))
    letter = chance.choice([each for each in f"{LETTERS}:" if each != data[place]])
    return data[:place] + chance.choice([letter, "", data[place] + letter]) + data[place + 1 :]


def of_two(chance: random.Random) -> str:
    """What one says, with the signature of another."""
    body, _, _ = a_genuine(chance, KEY).rpartition(":")
    _, _, other = a_genuine(chance, KEY).rpartition(":")
    return f"{body}:{other}"


def made_up(chance: random.Random) -> str:
    return "".join(chance.choices(f"{LETTERS}:", k=chance.randint(0, 64)))


def with_another_key(chance: random.Random) -> str:
    return a_genuine(chance, b"another key")


WAYS: list[Callable[[random.Random], str]] = [a_changed_one, of_two, made_up, with_another_key]


def guessed_buttons(count: int) -> Iterator[str]:
    chance = random.Random(8)  # noqa: S311 (the same guesses each time)
    return (WAYS[number % len(WAYS)](chance) for number in range(count))


def is_let_in(data: str) -> bool:
    try:
        found = read_press(data, KEY, TODAY, ARENAS)
    except StaleButton:
        return False
    # Two genuine ones of the same body share their signature: that is no guess.
    made_again = Button(text="", action=found.action, arena_id=found.arena_id, thing=found.thing, revision=1)
    return signed(made_again, KEY, TODAY) != data


def test_no_guessed_button_is_taken(guesses: int, figure: Callable[..., None]) -> None:
    let_in = sum(map(is_let_in, guessed_buttons(guesses)))

    figure("P8", "guessed and forged buttons", tried=guesses, let_in=let_in)
    assert let_in == 0


def test_the_guesses_are_near_what_would_be_taken() -> None:
    chance = random.Random(8)  # noqa: S311

    assert all(read_press(a_genuine(chance, KEY), KEY, TODAY, ARENAS) for _ in range(100))


def near(secret: str, chance: random.Random) -> str:
    """The secret with one letter changed, or another of its length."""
    place = chance.randrange(len(secret))
    changed = secret[:place] + chance.choice(LETTERS) + secret[place + 1 :]
    return chance.choice([changed, secret.swapcase(), secrets.token_urlsafe(16), secret[:-1], f"{secret}A"])


@on_sqlite
def test_no_guessed_link_code_or_calendar_is_found(
    chat: Chat, people: People, guesses: int, figure: Callable[..., None]
) -> None:
    chance, found = random.Random(8), 0  # noqa: S311
    with chat.memory() as store:
        nils, bo = store.person_by_email("nils.nord@example.se"), store.person_by_telegram(people.bo.id)
        assert nils
        assert bo
        place = chat.place(store)
        link = invite_person(store, place, nils, now=chat.clock.now(), through="chat")
        code = invite_chat(store, place, ChatKind.GROUP, now=chat.clock.now())
        feed = ADDRESSES.secret(feed_to_tell(store, bo, ADDRESSES, now=chat.clock.now()))
        for genuine, tries in ((link, opens), (code, binds), (feed, reads)):
            assert tries(store, chat, genuine)
            tried = (near(genuine, chance) for _ in range(guesses))
            # A code may be written in small letters, and is then no guess.
            found += sum(tries(store, chat, each) for each in tried if each.upper() != genuine.upper())

    figure("P8", "guessed join links, group codes and calendar addresses", tried=3 * guesses, found=found)
    assert found == 0


def opens(store: Store, chat: Chat, secret: str) -> bool:
    try:
        return bool(open_link(store, secret, None, now=chat.clock.now()))
    except Refusal:
        return False


def binds(store: Store, _chat: Chat, secret: str) -> bool:
    return store.invitation_by_secret(secret.upper()) is not None


def reads(store: Store, chat: Chat, secret: str) -> bool:
    return feed_behind(store, secret, now=chat.clock.now()) is not None


def test_a_link_that_was_used_or_replaced_is_no_use_to_anybody(
    chat: Chat, people: People, figure: Callable[..., None]
) -> None:
    with chat.memory() as store:
        nils = store.person_by_email("nils.nord@example.se")
        assert nils
        old, new = (
            invite_person(store, chat.place(store), nils, now=chat.clock.now(), through="chat")
            for _ in range(2)
        )
    chat.presses(people.nils, chat.opens(people.nils, new).card, "Det är jag")
    before, replayed = chat.kept(), 0
    for token in (old, new):
        for who in (people.stig, people.david, people.bo, people.frida):
            replayed += bool([message for message in chat.opens(who, token).said if message.buttons])

    figure("P8", "replayed invitations", tried=8, let_in=replayed)
    assert replayed == 0
    assert chat.kept() == before
