"""The way of mails out of the house: what is in one is looked up as it is sent."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.acts.sending.mailing import to_mail
from bot.model.dispatch import Claimed
from bot.model.letter import Letter, Mail
from bot.ports.messenger import NotSent
from handlers.rounds.routes import MailRoute
from storage import engine, outbox
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_person, an_arena
from tests.handlers.chat.standins import StillClock


class Bag:
    """What a postman has with him."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def carry(self, mail: Mail) -> None:
        """Into the bag."""
        self.mails.append(mail)


def claimed(database: Database) -> Claimed:
    """A mail to Dora with a file."""
    with unit_of_work(database) as store:
        dora = a_person("Dora Dal")
        for thing in (an_arena(), dora):
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
