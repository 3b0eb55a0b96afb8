"""Buttons come back as they were made, or not at all."""

from datetime import date, timedelta

import pytest

from bot.model.dispatch import Button
from bot.model.press import Press, read_press, signed
from bot.refusals import StaleButton

KEY = b"k" * 32
TODAY = date(2026, 11, 23)
BUTTON = Button(text="Ta upp", action="accept", arena_id="norr", thing=2**40, revision=2**32 - 1)


def test_a_button_comes_back_as_it_was_made() -> None:
    pressed = read_press(signed(BUTTON, KEY, TODAY), KEY, TODAY, ["syd", "norr"])

    assert pressed == Press(action="accept", arena_id="norr", thing=2**40, revision=2**32 - 1)


def test_the_longest_button_fits_in_what_telegram_takes() -> None:
    longest = Button(text="", action="x" * 12, arena_id="a" * 63, thing=2**40, revision=2**32 - 1)

    assert len(signed(longest, KEY, TODAY).encode()) <= 64


def test_a_button_of_another_arena_is_refused() -> None:
    with pytest.raises(StaleButton):
        read_press(signed(BUTTON, KEY, TODAY), KEY, TODAY, ["syd"])


def test_a_button_is_refused_after_sixty_days() -> None:
    data = signed(BUTTON, KEY, TODAY)

    assert read_press(data, KEY, TODAY + timedelta(days=60), ["norr"]).thing == 2**40
    with pytest.raises(StaleButton):
        read_press(data, KEY, TODAY + timedelta(days=61), ["norr"])


@pytest.mark.parametrize(
    "made_up", ["", "accept", "a:b:c:d:e:f", "accept:-:1:0:zzzz:AAAA", "å" * 32, ":::::"]
)
def test_what_nobody_signed_is_refused(made_up: str) -> None:
    with pytest.raises(StaleButton):
        read_press(made_up, KEY, TODAY, ["norr"])


def test_every_changed_letter_is_noticed() -> None:
    data = signed(BUTTON, KEY, TODAY)

    for place, letter in enumerate(data):
        changed = data[:place] + ("a" if letter != "a" else "b") + data[place + 1 :]
        with pytest.raises(StaleButton):
            read_press(changed, KEY, TODAY, ["norr"])


def test_a_button_signed_with_another_key_is_refused() -> None:
    with pytest.raises(StaleButton):
        read_press(signed(BUTTON, b"x" * 32, TODAY), KEY, TODAY, ["norr"])
