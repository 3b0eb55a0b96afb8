"""Telegram stumbles in every way it knows: nothing lost, nothing said twice without saying so."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.model.dispatch import DispatchState
from integrations.botapi import Call, Fault, Kind
from storage import tables
from tests.databases import on_sqlite
from tests.stories.reckoning import COPY
from tests.stories.town import Town, keep_item

BUDGET = "/foresla@samverkansbot Budget (15 min)"
BREAK: dict[str, Callable[[], Fault]] = {
    "502, not accepted": lambda: Fault(Kind.STATUS, "sendMessage", status=502),
    "500, accepted": lambda: Fault(Kind.STATUS, "sendMessage", status=500, accept=True),
    "reset before": lambda: Fault(Kind.RESET_BEFORE, "sendMessage"),
    "reset after": lambda: Fault(Kind.ACCEPT_THEN_RESET, "sendMessage"),
}


def _said(town: Town, words: str) -> list[Call]:
    sent = town.world.ledger.accepted("sendMessage")
    return [call for call in sent if words in str(call.params["text"])]


def _state(town: Town, words: str) -> list[DispatchState]:
    return [row.state for row in town.look.rows(tables.dispatch, tables.dispatch.c.text.contains(words))]


@pytest.mark.parametrize("how", BREAK)
def test_what_decides_is_said_again_as_a_marked_copy(
    town: Town, how: str, figure: Callable[..., None]
) -> None:
    fault = town.world.faults.add(BREAK[how]())
    town.bot.start()

    town.bo.writes(BUDGET, town.group)
    town.settles()

    said = [COPY in str(call.params["text"]) for call in _said(town, "Budget, är inkommet")]
    figure(
        "P3", "decisions whose sending was broken off", faults=fault.struck, said=len(said), marked=sum(said)
    )
    assert said == ([False, True] if fault.takes_effect else [True])
    assert _state(town, "Budget, är inkommet") == [DispatchState.SENT]


@pytest.mark.parametrize("how", BREAK)
def test_help_is_never_said_twice(town: Town, how: str, figure: Callable[..., None]) -> None:
    fault = town.world.faults.add(BREAK[how]())
    town.bot.start()

    town.bo.writes("/hjalp")
    town.settles()

    said = len(town.world.ledger.accepted("sendMessage"))
    unknown = _state(town, "/foresla").count(DispatchState.UNKNOWN)
    figure("P3", "help whose sending was broken off", faults=fault.struck, said=said, kept_as_unknown=unknown)
    assert (said, unknown) == (int(fault.takes_effect), 1)


@on_sqlite
def test_an_answer_that_never_comes_is_an_unknown_outcome(town: Town) -> None:
    town.world.faults.add(Fault(Kind.ACCEPT_THEN_HANG, "sendMessage"))
    town.bot.start()

    town.bo.writes(BUDGET, town.group)
    town.settles(timeout=40)

    assert [COPY in str(call.params["text"]) for call in _said(town, "är inkommet")] == [False, True]


def test_an_edit_that_is_made_again_is_no_copy(town: Town) -> None:
    keep_item(town, "Budget", accepted=False)
    town.world.faults.add(Fault(Kind.ACCEPT_THEN_RESET, "editMessageText"))
    town.bot.start()
    town.cilla.writes("/beredning")
    town.settles()

    card = town.cilla.chat().find("Ärende 1: Budget")
    town.cilla.presses(card, "Ta upp")
    town.settles()

    assert len(town.world.ledger.accepted("editMessageText")) == 1
    assert "Upptaget" in card.text
    assert COPY not in card.text


def test_what_an_edit_says_is_said_anew_where_somebody_deleted_the_message(town: Town) -> None:
    town.bot.start()
    written = town.dora.writes("/foresla Avtal\nBudget")
    town.settles()
    town.dora.deletes(town.dora.chat().find("2 ärenden är inkomna"))

    town.dora.edits(written, "/foresla Avtal\nBudget\nLokaler")
    town.settles()

    assert len(_said(town, "3 ärenden är inkomna")) == 1
    assert all(row.state is DispatchState.SENT for row in town.look.rows(tables.dispatch))


def test_not_modified_is_success(town: Town) -> None:
    keep_item(town, "Budget")
    town.bot.start()
    town.cilla.writes("/beredning")
    town.settles()
    town.cilla.presses(town.cilla.chat().find("Utkast"), "1. Budget")
    town.settles()

    town.cilla.presses(town.cilla.chat().find("Ärende 1: Budget"), "Upp")
    town.settles()

    (call,) = town.world.ledger.calls("editMessageText")
    assert "not modified" in call.description
    assert all(row.state is DispatchState.SENT for row in town.look.rows(tables.dispatch))


def test_429_holds_back_that_chat_alone(town: Town) -> None:
    town.world.faults.add(Fault(Kind.STATUS, "sendMessage", chat_id=town.group.id, status=429, retry_after=2))
    town.bot.start()

    town.bo.writes(BUDGET, town.group)
    town.bot.wait_until(lambda: town.world.ledger.calls("sendMessage", chat_id=town.group.id), "a refusal")
    town.dora.writes("/foresla Skolan")
    town.settles()

    refused, told, again = town.world.ledger.calls("sendMessage")
    assert (refused.status, told.chat_id, again.chat_id) == (429, town.dora.id, town.group.id)
    assert 2 <= (again.at - refused.at).total_seconds() < 4
    assert COPY not in str(again.params["text"])


def test_who_blocks_the_bot_is_not_reached_and_the_secretary_is_told_once(town: Town) -> None:
    blocked = Fault(Kind.FORBIDDEN, chat_id=town.dora.id, times=None)
    town.world.faults.add(blocked)
    town.bot.start()

    town.dora.writes("/foresla Budget")
    town.dora.writes("/foresla Skolan")
    town.settles()

    assert len(_said(town, "Dora Dal går inte längre att nå")) == 1
    assert _said(town, "Dora Dal går inte längre att nå")[0].chat_id == town.asa.id
    assert town.look.count(tables.person, tables.person.c.unreachable_since.is_not(None)) == 1
    assert town.look.count(tables.item) == 2


def test_a_block_that_telegram_tells_of_is_told_once_too(town: Town) -> None:
    keep_item(town, "Budget")
    town.bot.started()

    town.dora.blocks_bot()
    town.settles()
    town.clock.goes_to(town.sending_time)
    town.settles()

    assert [call.chat_id for call in _said(town, "Dora Dal går inte längre att nå")] == [town.asa.id]
    assert len(_said(town, "går inte att nå i Telegram")) == 2
    assert not town.world.ledger.calls(chat_id=town.dora.id)


def test_a_refused_pin_is_told_once(town: Town) -> None:
    town.group.chat.members_may_pin = False
    keep_item(town, "Budget")
    town.bot.start()

    town.clock.goes_to(town.sending_time)
    town.settles()

    assert len(_said(town, "Jag får inte fästa")) == 1
    assert len(_said(town, "Dagordningen som pdf")) == 2


MUTE = "Bad Request: CHAT_WRITE_FORBIDDEN"


def test_a_group_that_takes_no_words_keeps_nobody_from_the_agenda(town: Town) -> None:
    keep_item(town, "Budget")
    town.world.faults.add(Fault(Kind.STATUS, chat_id=town.group.id, status=400, description=MUTE, times=None))
    town.bot.start()

    town.clock.goes_to(town.sending_time)
    town.settles()

    posts = [call.chat_id for call in _said(town, "Dagordningen som pdf")]
    files = [call.chat_id for call in town.world.ledger.accepted("sendDocument")]
    assert Counter(posts) == Counter(files) == Counter(person.id for person in town.people)
    assert [call.chat_id for call in _said(town, "Ge mig rätt att skriva i arenans grupp")] == [town.asa.id]
    assert not _said(town, "Jag får inte fästa")


def test_a_group_that_takes_no_files_gets_the_words_and_each_person_the_files(town: Town) -> None:
    keep_item(town, "Budget")
    refused = Fault(Kind.STATUS, "sendDocument", chat_id=town.group.id, status=400, description=MUTE)
    town.world.faults.add(refused)
    town.bot.start()

    town.clock.goes_to(town.sending_time)
    town.settles()

    posts = [call.chat_id for call in _said(town, "Dagordningen som pdf")]
    files = [call.chat_id for call in town.world.ledger.accepted("sendDocument")]
    assert Counter(posts) == Counter([town.group.id, town.dora.id])
    assert Counter(files) == Counter(person.id for person in town.people)


def test_what_telegram_refuses_to_one_person_is_told_once_and_never_in_a_circle(town: Town) -> None:
    words = "Bad Request: can't parse entities: unsupported start tag"
    for person in (town.dora, town.asa):
        town.world.faults.add(
            Fault(Kind.STATUS, "sendMessage", chat_id=person.id, status=400, description=words, times=None)
        )
    town.bot.start()

    town.dora.writes("/foresla Budget")
    town.dora.writes("/foresla Skolan")
    town.asa.writes("/hjalp")
    town.settles()
    town.clock.steps(timedelta(minutes=2))
    town.bot.wait_until(lambda: _said(town, "Be den som driver boten titta i loggen"), "a word about it")
    town.settles()

    (told,) = _said(town, "Be den som driver boten titta i loggen")
    assert (told.chat_id, "Åsa Öberg, asa@example.se" in told.params["text"]) == (town.cilla.id, True)
    assert len(town.world.ledger.calls("sendMessage", chat_id=town.asa.id)) == 2


@pytest.mark.parametrize("announced", [True, False], ids=["told first", "refused first"])
def test_a_group_that_became_a_supergroup_is_followed(town: Town, announced: bool) -> None:
    town.bot.start()
    town.bo.writes(BUDGET, town.group)
    town.settles()

    town.group.migrate(announced=announced)
    town.clock.goes_to(town.sending_time)
    town.settles()
    if not announced:
        town.group.announce_migration()
        town.settles()

    chats = town.look.rows(tables.chat)
    assert [chat.chat_id for chat in chats if chat.lost_at is None] == [town.group.id]
    assert len(town.world.ledger.accepted("sendMessage", chat_id=town.group.id)) == 1
    assert not _said(town, "Jag är borttagen")


def test_an_unreachable_telegram_is_waited_for(town: Town) -> None:
    town.server.stop()
    town.bot.start()
    town.bot.wait_until(lambda: town.bot.lines("Telegram does not answer"), "a try")

    town.server.start()
    town.bo.writes(BUDGET, town.group)
    town.settles()

    assert len(_said(town, "Budget, är inkommet")) == 1


def test_an_outage_in_between_loses_nothing(town: Town) -> None:
    town.bot.started()
    town.server.stop()
    town.bo.writes(BUDGET, town.group)
    town.clock.goes_to(town.sending_time)
    town.bot.wait_until(lambda: town.look.count(tables.publication), "the agenda to be frozen")

    town.server.start()
    town.settles(timeout=60)

    assert len(_said(town, "Budget, är inkommet")) == 1
    assert [COPY in str(call.params["text"]) for call in _said(town, "Dagordningen som pdf")] == [False] * 2


def test_another_reader_of_the_updates_is_waited_out(town: Town) -> None:
    words = "Conflict: terminated by other getUpdates request"
    town.world.faults.add(Fault(Kind.STATUS, "getUpdates", status=409, description=words, times=2))
    town.bot.start()

    town.bo.writes(BUDGET, town.group)
    town.settles()

    assert town.bot.lines("another program fetches this bot's updates")
    assert len(_said(town, "Budget, är inkommet")) == 1


def test_a_token_refused_while_sending_stops_the_sending_and_no_more(town: Town) -> None:
    words = "Unauthorized"
    refusing = Fault(Kind.STATUS, "sendMessage", status=401, description=words, times=None)
    town.world.faults.add(refusing)
    town.bot.start()

    for title, person in zip("ABCD", (town.asa, town.bo, town.cilla, town.dora), strict=True):
        person.writes(f"/foresla {title}")
    town.bot.wait_until(
        lambda: town.look.count(tables.item) == 4 and not town.world.bot.pending, "the updates to be handled"
    )
    town.bot.wait_until(lambda: town.bot.lines("the token was refused"), "a word about it")
    assert town.bot.stop() == 0
    assert len(town.bot.lines("CRITICAL")) == 1
    assert refusing.struck <= len(town.people)

    town.world.faults.clear()
    town.bot.start()
    town.settles()
    assert len(_said(town, "Ärende ")) == 4


def test_sending_goes_on_by_itself_once_the_token_is_known_again(town: Town) -> None:
    town.world.faults.add(Fault(Kind.STATUS, "sendMessage", status=401, description="Unauthorized"))
    town.bot.start()
    town.bo.writes("/foresla Budget")
    town.bot.wait_until(lambda: town.bot.lines("the token was refused"), "a word about it")

    town.dora.writes("/foresla Skolan")
    town.settles()

    assert len(_said(town, "Ärende ")) == 2


def test_a_token_refused_while_fetching_is_told_once_and_waited_for(town: Town) -> None:
    words = "Unauthorized"
    refusing = Fault(Kind.STATUS, "getUpdates", status=401, description=words, times=None)
    town.world.faults.add(refusing)
    town.bot.start()
    town.bot.wait_until(lambda: town.bot.lines("the token was refused"), "a word about it")

    town.clock.goes_to(town.sending_time)
    town.bot.wait_until(lambda: not town.look.unfinished(town.clock.now()), "the agenda to be sent")

    assert town.bot.is_alive
    assert len(_said(town, "Dagordningen som pdf")) == 2
    assert len(town.bot.lines("CRITICAL")) == 1
    assert refusing.struck == 1


def test_a_token_refused_at_the_start_is_one_line_and_an_exit_status(town: Town) -> None:
    town.world.bot.revoke_token()

    town.bot.start()

    assert town.bot.wait_for_end() == 78
    assert town.bot.lines()[-1].startswith("SAMVERKANSBOT_TELEGRAM_TOKEN godtas inte")
