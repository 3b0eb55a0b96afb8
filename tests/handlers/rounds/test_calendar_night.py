"""What Outlook tells at night wakes nobody."""

from datetime import datetime, timedelta

import pytest

from bot.model.attendance import Answer
from tests.handlers.rounds.bureau import Bureau
from tests.handlers.rounds.deeds import answers


@pytest.mark.parametrize(("at", "is_silent"), [("17:30", False), ("22:30", True)])
def test_what_is_found_at_night_is_told_without_a_sound(at_work: Bureau, at: str, is_silent: bool) -> None:
    at_work.clock.at = datetime.fromisoformat(f"2026-11-24T{at}:00+00:00")
    at_work.event.is_changed_by_hand(subject="Julfika")
    at_work.event.answers("dora@example.se", "declined", at=at_work.clock.at - timedelta(minutes=61))

    at_work.passes(minutes=6)

    assert answers(at_work) == {"Dora Dal": Answer.ABSENT}
    told = [row for row in at_work.promised() if "i Outlook" in row.text]
    assert {row.silent for row in told} == {is_silent}
    assert len(told) == 2
