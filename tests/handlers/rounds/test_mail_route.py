"""The way of mails out of the house: what is in one is looked up as it is sent."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.acts.sending.mailing import to_mail
from bot.model.dispatch import Claimed
from bot.model.letter import Letter, Mail
from bot.ports.messenger import NotSent
from handlers.clock import Clock
from handlers.rounds.routes import MailRoute
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.mail import GraphPostman
from integrations.graphapi import Fault, Graph, Kind, Server, serve
from storage import calendarlist, engine, keepsakes, outbox
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_person, an_arena
from tests.handlers.chat.standins import StillClock
from tests.handlers.rounds.bureau import MAILBOX, TOKEN, StandingClock


class Bag:
    """What a postman has with him."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def carry(self, mail: Mail) -> None:
        """Into the bag."""
        self.mails.append(mail)


def claimed(database: Database, **arena: Any) -> Claimed:
    """A mail to Dora with a file."""
    with unit_of_work(database) as store:
        dora = a_person("Dora Dal")
        for thing in (an_arena(**arena), dora):
            store.keep(thing)
        store.flush()
        place = store.within("norr")
        assert place
        letter = Letter(title="Norr: Dagordning", files=(("a.pdf", store.keep_file(b"%PDF-1.7")),))
        store.promise(to_mail(place, dora, "Hej!", letter, key="mail:agenda:3:1", subject="agenda:3"))
    with unit_of_work(database) as store:
        (dispatch,) = outbox.claim(store.session, 1, mails=True)
    return dispatch


def test_a_mail_is_put_together_while_somebody_writes(database: Database) -> None:
    bag, dispatch = Bag(), claimed(database)

    with database.session() as writing:
        writing.connection()
        asyncio.run(MailRoute(database, bag, StillClock(NOW)).carry(dispatch, None))

    (mail,) = bag.mails
    assert (mail.title, mail.files) == ("Norr: Dagordning", (("a.pdf", b"%PDF-1.7"),))


def test_a_mail_that_cannot_be_put_together_now_is_not_sent_when_its_claim_is_over(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag, dispatch, once = Bag(), claimed(database), database.once
    tries = iter([OperationalError("SELECT", {}, SimpleNamespace(sqlstate=None))])  # type: ignore[arg-type]

    async def is_away_at_first(*work: Any) -> Any:
        for error in tries:
            raise error
        return await once(*work)

    monkeypatch.setattr(engine, "OUTAGE_PAUSE", 0.01)
    monkeypatch.setattr(database, "once", is_away_at_first)
    database.outlast()

    with pytest.raises(NotSent):
        asyncio.run(MailRoute(database, bag, StillClock(NOW)).carry(dispatch, None))

    assert bag.mails == []


async def attempt(route: MailRoute, dispatch: Claimed) -> NotSent | None:
    """Why it was not sent, if it was not."""
    try:
        await route.carry(dispatch, None)
    except NotSent as error:
        return error
    return None


def through_graph(database: Database, server: Server, clock: Clock, dispatch: Claimed) -> NotSent | None:
    """As one process of several sends."""

    async def story() -> NotSent | None:
        async with Door(Access(base_url=server.base_url, token=TOKEN)) as door:
            return await attempt(MailRoute(database, GraphPostman(door), clock), dispatch)

    return asyncio.run(story())


def test_a_mailbox_that_refused_one_mail_is_left_alone_by_all_processes_and_the_calendar(
    database: Database,
) -> None:
    dispatch, clock = claimed(database, calendar=MAILBOX.upper()), StandingClock()
    with database.session() as session:
        keepsakes.write(session, keepsakes.MAILS, keepsakes.BY_MAILBOX)
    graph = Graph(token=TOKEN)
    post = graph.mailbox(MAILBOX).post
    graph.faults.add(Fault(Kind.STATUS, "POST", "sendMail", status=429, retry_after="600"))
    with serve(graph) as server:
        refused = through_graph(database, server, clock, dispatch)
        clock.at += timedelta(seconds=100)
        held = through_graph(database, server, clock, dispatch)
        with database.session() as session:
            compared = calendarlist.claim_listing(session, clock.now())
        asked = len(graph.ledger)
        clock.at += timedelta(seconds=500)
        after = through_graph(database, server, clock, dispatch)

    assert [each and each.wait for each in (refused, held, after)] == [600.0, 500.0, None]
    assert (asked, compared, len(post.sent)) == (1, None, 1)


@pytest.mark.parametrize(
    ("mails", "problem"), [(keepsakes.BY_SERVER, "429"), (keepsakes.BY_MAILBOX, "403 ErrorAccessDenied")]
)
def test_a_mail_goes_past_what_is_wrong_with_the_calendar(
    database: Database, mails: str, problem: str
) -> None:
    bag, dispatch = Bag(), claimed(database, calendar=MAILBOX)
    with database.session() as session:
        keepsakes.write(session, keepsakes.MAILS, mails)
        calendarlist.throttle(session, MAILBOX, NOW, problem=problem, seconds=600)

    assert asyncio.run(attempt(MailRoute(database, bag, StillClock(NOW)), dispatch)) is None
    assert len(bag.mails) == 1


@pytest.mark.parametrize("heard", ["an answer", "another fault", "our own crowd"])
def test_the_pause_that_graph_asked_for_holds_whatever_others_hear(database: Database, heard: str) -> None:
    later = NOW + timedelta(seconds=1)
    with database.session() as session:
        calendarlist.throttle(session, MAILBOX, NOW, problem="429 to a mail", seconds=600)
        match heard:
            case "an answer":
                calendarlist.has_answered(session, MAILBOX, later, mailed=True)
            case "another fault":
                calendarlist.has_failed(session, MAILBOX, later, problem="503", seconds=None)
            case _:
                calendarlist.rests(session, MAILBOX, until=later + timedelta(seconds=5))

        assert calendarlist.seconds_throttled(session, MAILBOX, later) == 599
        # Set back by more than anybody asks for, the clock holds nobody up.
        assert calendarlist.seconds_throttled(session, MAILBOX, NOW - timedelta(hours=2)) is None
        assert calendarlist.claim_listing(session, later) is None
        assert calendarlist.claim_listing(session, NOW - timedelta(hours=2)) == MAILBOX
