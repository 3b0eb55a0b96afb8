"""Whoever guesses: buttons, links, codes and calendar addresses that the bot never made."""

import itertools
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from bot.acts.meetings.feeds import feed_behind, feed_to_tell
from bot.acts.people.binding import bind
from bot.acts.people.inviting import invite_chat, invite_person
from bot.acts.people.joining import open_link
from bot.model.dispatch import Button
from bot.model.joining import ChatKind
from bot.model.press import read_press, signed
from bot.ports.store import Store
from bot.refusals import LinkUsed, StaleButton, WrongCode
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
    """How many buttons; and a tenth of it at each of the doors that a secret opens."""
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


def another_letter(secret: str, chance: random.Random) -> str:
    place = chance.randrange(len(secret))
    return secret[:place] + chance.choice(LETTERS) + secret[place + 1 :]


def a_letter_in_another_case(secret: str, chance: random.Random) -> str:
    place = chance.choice([number for number, letter in enumerate(secret) if letter.isalpha()])
    return secret[:place] + secret[place].swapcase() + secret[place + 1 :]


def all_in_another_case(secret: str, chance: random.Random) -> str:
    cases: list[Callable[[str], str]] = [str.swapcase, str.lower, str.upper]
    return chance.choice(cases)(secret)


def cut_short(secret: str, chance: random.Random) -> str:
    place = chance.randrange(len(secret))
    return chance.choice([secret[:place], secret[place + 1 :], secret[:place] + secret[place + 1 :]])


def padded(secret: str, chance: random.Random) -> str:
    more: str = chance.choice(
        [*LETTERS, " ", "=", "==", "\n", "\t", "\x00", "%", "_", "\u200b", "\ufeff", secret]
    )
    return chance.choice([secret + more, more + secret])


def percent_encoded(secret: str, chance: random.Random) -> str:
    place = chance.randrange(len(secret))
    return f"{secret[:place]}%{ord(secret[place]):02X}{secret[place + 1 :]}"


def two_letters_changed_round(secret: str, chance: random.Random) -> str:
    place = chance.randrange(len(secret) - 1)
    return f"{secret[:place]}{secret[place + 1]}{secret[place]}{secret[place + 2 :]}"


def new_of_its_length(secret: str, chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS, k=len(secret)))


MISSES: list[Callable[[str, random.Random], str]] = [
    another_letter,
    a_letter_in_another_case,
    all_in_another_case,
    cut_short,
    padded,
    percent_encoded,
    two_letters_changed_round,
    new_of_its_length,
]


def near(secret: str, count: int, *, in_any_case: bool) -> Iterator[str]:
    """So many that are not the secret; a group's code is the same in small letters."""
    chance, same = random.Random(8), str.upper if in_any_case else str  # noqa: S311
    made = (MISSES[number % len(MISSES)](secret, chance) for number in itertools.count())
    return itertools.islice((each for each in made if same(each) != same(secret)), count)


@on_sqlite
def test_no_guessed_link_code_or_calendar_is_found(
    chat: Chat, people: People, guesses: int, figure: Callable[..., None]
) -> None:
    asked, found, at_each_door = 0, list[str](), guesses // 10
    with chat.memory() as store:
        nils, bo = store.person_by_email("nils.nord@example.se"), store.person_by_telegram(people.bo.id)
        assert nils
        assert bo
        place, now = chat.place(store), chat.clock.now()
        link = invite_person(store, place, nils, now=now, through="chat")
        code = invite_chat(store, place, ChatKind.GROUP, now=now)
        feed = ADDRESSES.secret(feed_to_tell(store, bo, ADDRESSES, now=now))
        knocks = Knocks(store, people, now)
        for genuine, opens in ((link, knocks.by_link), (feed, knocks.by_calendar), (code, knocks.by_code)):
            for each in near(genuine, at_each_door, in_any_case=genuine is code):
                asked += 1
                found += [each] if opens(each) else []
            assert opens(genuine)

    figure("P8", "guessed join links, group codes and calendar addresses", tried=asked, found=len(found))
    assert found == []
    assert asked == 3 * at_each_door


class Knocks:
    """At each door by what lies behind it: whether somebody is let in."""

    def __init__(self, store: Store, people: People, now: datetime) -> None:
        self._store = store
        self._asa = store.person_by_telegram(people.asa.id)
        self._now = now

    def by_link(self, secret: str) -> bool:
        """By somebody whom nobody knows."""
        try:
            return bool(open_link(self._store, secret, None, now=self._now))
        except LinkUsed:
            return False

    def by_code(self, secret: str) -> bool:
        """By the secretary in a group of hers."""
        where: dict[str, Any] = {"chat_id": -1_009_999, "thread_id": None, "title": "Fikat"}
        try:
            return bool(bind(self._store, secret, self._asa, **where, now=self._now))
        except WrongCode:
            return False

    def by_calendar(self, secret: str) -> bool:
        """By a calendar program."""
        return feed_behind(self._store, secret, now=self._now) is not None


@pytest.mark.parametrize("miss", MISSES)
def test_each_way_to_miss_misses(miss: Callable[[str, random.Random], str]) -> None:
    chance, secret = random.Random(8), "aB3-xY_9"  # noqa: S311

    assert {miss(secret, chance) for _ in range(100)} - {secret} != set()


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
    before = chat.kept()
    answers = [
        chat.opens(who, token)
        for token in (old, new)
        for who in (people.stig, people.david, people.bo, people.frida, people.nils)
    ]

    let_in = [reply.texts for reply in answers if any(message.buttons for message in reply.said)]
    figure("P8", "replayed invitations", tried=len(answers), let_in=len(let_in))
    assert let_in == []
    assert chat.kept() == before
