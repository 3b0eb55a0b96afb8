"""A mailbox out of which nothing goes: the secretary gets the papers once, and each address."""

import pytest

from bot.acts.people.unreachable import note_refused
from bot.acts.sending.mailing import to_mail
from bot.model.arena import SPARSE
from bot.model.letter import Letter
from bot.model.seat import RoleKind
from storage import outbox, tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_joined_person, a_person, a_role, a_seat, a_tenure, an_arena

FILES = ("Dagordning.pdf", "Punkt 1 – budget.pdf")


def refused(database: Database, reason: str, telegram: str) -> list[str | None]:
    """The agenda goes to two by mail, which that mailbox refuses: what the secretary gets, words or file."""
    with unit_of_work(database) as store:
        store.keep(an_arena(telegram=telegram))
        store.flush()
        asa, dora, eva = a_joined_person("Åsa Öberg"), a_person("Dora Dal"), a_person("Eva Ek")
        for number, person in enumerate((asa, dora, eva)):
            store.keep(a_tenure(a_seat(key=f"seat-{number}"), person))
        store.keep(a_role(RoleKind.SECRETARY, person=asa))
        store.flush()
        place = store.within("norr")
        assert place
        letter = Letter(
            title="Norr: Dagordning", files=tuple((each, store.keep_file(each.encode())) for each in FILES)
        )
        for person in (dora, eva):
            store.promise(to_mail(place, person, "Hej!", letter, key="mail:agenda:3:1", subject="agenda:3"))
    with unit_of_work(database) as store:
        for claimed in outbox.claim(store.session, 10, mails=True):
            note_refused(store, claimed, reason, now=NOW)
    with unit_of_work(database) as store:
        rows = store.session.execute(tables.dispatch.select().where(tables.dispatch.c.chat_id == 2002)).all()
        return [row.file_name or row.text.splitlines()[-2] for row in rows]


SHUT = "Boten får inte skicka från arenans brevlåda. Säg det till driftansvarig."


def test_in_a_sparsam_arena_whose_mailbox_is_shut_the_secretary_gets_every_file_once(
    database: Database,
) -> None:
    assert refused(database, "answer 403", SPARSE) == [SHUT, *FILES, SHUT]


def test_elsewhere_the_secretary_gets_the_first_file_as_without_mail(database: Database) -> None:
    assert refused(database, "answer 403", "full") == [SHUT, FILES[0], SHUT]


def test_without_mail_settings_any_more_it_is_the_same(database: Database) -> None:
    said = "E-post är inte inställt längre."

    assert refused(database, "no mail settings", "full") == [said, FILES[0], said]


@pytest.mark.parametrize("reason", ["answer 550", "returned"])
def test_for_one_address_alone_no_file_is_given(database: Database, reason: str) -> None:
    assert set(FILES).isdisjoint(refused(database, reason, SPARSE))
