"""Updates that come twice, out of order, with numbers begun anew, or that cannot be handled at all."""

import json
from typing import Any

from sqlalchemy import insert

from storage import tables
from tests.builders import NOW
from tests.stories.reckoning import history
from tests.stories.town import Town


def _message(town: Town, text: str, number: int) -> dict[str, Any]:
    person = {"id": town.bo.id, "is_bot": False, "first_name": "Bo", "last_name": "Berg"}
    chat = {"id": town.bo.id, "type": "private", "first_name": "Bo", "last_name": "Berg"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


def _titles(town: Town) -> list[str]:
    return [row.title for row in town.look.rows(tables.item)]


def test_an_update_that_comes_twice_has_one_effect(town: Town) -> None:
    town.bot.start()
    update = _message(town, "/foresla Budget", 700)

    town.world.inject(update)
    town.world.inject(update)
    town.settles()
    town.world.inject(update)
    town.settles()

    assert _titles(town) == ["Budget"]
    assert history(town)["proposed"] == 1
    assert len(town.world.ledger.accepted("sendMessage")) == 1


def test_an_update_that_comes_again_after_a_restart_has_one_effect(town: Town) -> None:
    town.bot.start()
    town.world.inject(_message(town, "/foresla Budget", 700))
    town.settles()
    town.bot.kill()

    town.bot.start()
    town.world.inject(_message(town, "/foresla Budget", 700))
    town.settles()

    assert _titles(town) == ["Budget"]


def test_updates_out_of_order_are_all_handled(town: Town) -> None:
    for number, title in ((703, "C"), (701, "A"), (702, "B")):
        town.world.inject(_message(town, f"/foresla {title}", number))

    town.bot.start()
    town.settles()

    assert sorted(_titles(town)) == ["A", "B", "C"]


def test_numbers_that_begin_anew_are_no_old_ones(town: Town) -> None:
    town.bot.start()
    town.bo.writes("/foresla Budget")
    town.settles()

    town.world.next_update_id = 17
    town.bo.writes("/foresla Skolan")
    town.settles()

    assert _titles(town) == ["Budget", "Skolan"]


def test_an_update_without_sense_is_set_aside_and_stops_nobody(town: Town) -> None:
    broken = _message(town, "/foresla Trasig", 800)
    del broken["message"]["chat"]["type"]
    town.bot.start()

    town.world.inject(broken)
    town.world.inject(_message(town, "/foresla Budget", 801))
    town.dora.writes("/foresla Skolan")
    town.settles()

    assert sorted(_titles(town)) == ["Budget", "Skolan"]
    assert _set_aside(town) == [5]
    assert town.bot.stop() == 0
    assert not town.bot.lines("Trasig")


def test_an_update_that_cannot_be_handled_is_set_aside_and_told(town: Town) -> None:
    # A number that no database can keep: the handler raises, the reading does not.
    update = _message(town, "/foresla Trasig", 901)
    update["message"]["from"]["id"] = 2**70
    _keep_waiting(town, update, lane=town.bo.id)
    town.bot.start()

    town.bo.writes("/foresla Budget")
    town.dora.writes("/foresla Skolan")
    town.settles()

    assert _titles(town) == ["Skolan", "Budget"]
    assert _set_aside(town) == [5]
    assert len(town.bot.lines("stumbled")) == 5
    assert not town.bot.lines("Trasig")
    sorry = [call for call in town.world.ledger.accepted("sendMessage") if "gick fel" in call.params["text"]]
    assert [call.chat_id for call in sorry] == [town.bo.id]


def test_an_update_that_is_nested_too_deeply_stops_nobody(town: Town) -> None:
    deep = _message(town, "/foresla Trasig", 800)
    deep["message"]["from"]["nested"] = json.loads('{"x":' * 600 + "1" + "}" * 600)
    town.bot.start()

    town.world.inject(deep)
    town.dora.writes("/foresla Skolan")
    town.bot.wait_until(lambda: _titles(town), "an item")

    assert _titles(town) == ["Skolan"]
    (odd,) = town.look.rows(tables.inbox, tables.inbox.c.state == "waiting")
    assert (odd.update_id, odd.error) == (800, "Unreadable")


def _keep_waiting(town: Town, update: dict[str, Any], lane: int) -> None:
    row = {"bot_id": town.world.bot.id, "update_id": update["update_id"], "lane": lane, "received_at": NOW}
    with town.database.session() as session:
        session.execute(insert(tables.inbox).values(payload=json.dumps(update), state="waiting", **row))


def _set_aside(town: Town) -> list[int]:
    return [row.tries for row in town.look.rows(tables.inbox, tables.inbox.c.state == "set_aside")]
