"""One line of `check`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """What was tried; `text` is «fungerar» with a few facts, or what to do."""

    name: str
    ok: bool
    text: str


def works(name: str, facts: str = "") -> Check:
    """It does."""
    return Check(name, True, f"fungerar ({facts})" if facts else "fungerar")


def broken(name: str, what_to_do: str) -> Check:
    """It does not."""
    return Check(name, False, what_to_do)
