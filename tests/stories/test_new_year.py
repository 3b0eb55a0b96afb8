"""A bot that dies before the new year, and comes back after it: the role has passed, and it is told once."""

from collections import Counter
from datetime import UTC, date, datetime

from bot.model.seat import RoleKind
from integrations.botapi import Call
from storage.store import unit_of_work
from tests.stories.town import Town

QUESTION = "Vem blir sekreterare från och med fredag 1 januari 2027?"
AFTERWARDS = datetime(2027, 1, 7, 9, 0, tzinfo=UTC)


def _rotates(town: Town) -> None:
    """Åsa is secretary for the region, and it is the turn of Bo's and Dora's side."""
    with unit_of_work(town.database) as store:
        place = store.within("norr")
        assert place
        place.arena.settings = {"rotation": {"secretary": {"first_side": "region", "first_year": 2026}}}
        for seat in place.seats():
            seat.side = "kommuner" if seat.key in ("bo", "dora") else "region"


def _secretaries(town: Town, day: date) -> list[str]:
    with unit_of_work(town.database) as store:
        place = store.within("norr")
        assert place
        return [person.name for person in place.holders(RoleKind.SECRETARY, day)]


def _said(town: Town, words: str) -> list[Call]:
    sent = town.world.ledger.accepted("sendMessage")
    return [call for call in sent if words in str(call.params["text"])]


def test_killed_before_the_new_year_it_moves_the_role_on_the_day_and_tells_once(town: Town) -> None:
    _rotates(town)
    town.bot.started()
    # The first sweep plans the turn: before it nothing waits.
    town.bot.wait_until(lambda: bool(_said(town, QUESTION)), "the question")
    town.settles()
    asked = _said(town, QUESTION)
    town.bot.kill()

    town.clock.goes_to(AFTERWARDS)
    for _ in range(2):
        town.bot.start()
        town.settles()
        town.a_minute_passes()
        town.bot.kill()

    assert {call.chat_id for call in asked} == {town.bo.id, town.dora.id, town.asa.id}
    assert _said(town, QUESTION) == asked
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [_secretaries(town, day) for day in days] == [["Åsa Öberg"], []]
    told = _said(town, "det är kommunernas tur från och med fredag 1 januari 2027, men ingen är angiven.")
    assert Counter(call.chat_id for call in told) == Counter([town.group.id, town.dora.id, town.asa.id])
