"""The way of mails out of the house: what is in one is looked up as it is sent."""

import asyncio

from bot.acts.sending.mailing import to_mail
from bot.model.letter import Letter, Mail
from handlers.rounds.routes import MailRoute
from storage import outbox
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_person, an_arena
from tests.handlers.chat.chatting import StillClock


class Bag:
    """What a postman has with him."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def carry(self, mail: Mail) -> None:
        """Into the bag."""
        self.mails.append(mail)


def test_a_mail_is_put_together_while_somebody_writes(database: Database) -> None:
    bag = Bag()
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
        (claimed,) = outbox.claim(store.session, 1, mails=True)

    with database.session() as writing:
        writing.connection()
        asyncio.run(MailRoute(database, bag, StillClock(NOW)).carry(claimed, None))

    (mail,) = bag.mails
    assert (mail.title, mail.files) == ("Norr: Dagordning", (("a.pdf", b"%PDF-1.7"),))
