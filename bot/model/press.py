"""What comes back when a button is pressed: signed, so that nobody can make one up.

Layout, at most 64 bytes: action, a short tag of the arena, thing, revision, last day, signature.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.dispatch import Button
from bot.refusals import StaleButton

LIFETIME = timedelta(days=60)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
NO_ARENA = "-"


@dataclass(frozen=True, kw_only=True)
class Press:
    """A genuine press: which row of the table of buttons, on what, as it was when shown."""

    action: str
    arena_id: str | None
    thing: int
    revision: int


def signed(button: Button, key: bytes, today: date) -> str:
    """The button's callback data, good until 60 days from today."""
    last_day = (today + LIFETIME).toordinal()
    numbers = (_base36(number) for number in (button.thing, button.revision, last_day))
    body = ":".join((button.action, _tag(button.arena_id), *numbers))
    return f"{body}:{_signature(body, button.arena_id, key)}"


def read_press(text: str, key: bytes, today: date, arena_ids: Iterable[str]) -> Press:
    """The press behind callback data, if it is ours, in time and of one of the presser's arenas.

    Raises StaleButton for everything else: one answer for unknown, foreign and expired.
    """
    body, _, signature = text.rpartition(":")
    parts = body.split(":")
    if len(parts) != 5:
        raise StaleButton
    for arena_id in (None, *arena_ids):
        is_ours = hmac.compare_digest(_signature(body, arena_id, key).encode(), signature.encode())
        if _tag(arena_id) == parts[1] and is_ours:
            return _press(parts, arena_id, today)
    raise StaleButton


def _press(parts: list[str], arena_id: str | None, today: date) -> Press:
    thing, revision, last_day = (int(part, 36) for part in parts[2:])
    if today.toordinal() > last_day:
        raise StaleButton
    return Press(action=parts[0], arena_id=arena_id, thing=thing, revision=revision)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"


def _tag(arena_id: str | None) -> str:
    return NO_ARENA if arena_id is None else hashlib.sha256(arena_id.encode()).hexdigest()[:5]


def _signature(body: str, arena_id: str | None, key: bytes) -> str:
    message = f"{arena_id or ''}\n{body}".encode()
    return urlsafe_b64encode(hmac.digest(key, message, "sha256")[:12]).decode()
