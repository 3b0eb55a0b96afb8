"""Mails that are refused: the secretary hears of them at once and together, and gets the papers once."""

from datetime import datetime, timedelta

import pytest

from bot.acts.gathering import gather_for
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
NIGHT = NOW + timedelta(hours=14)
SOON = timedelta(seconds=40)
Refusal = list[str]


def promise_two(database: Database, telegram: str) -> None:
    """The agenda goes to Dora and Eva by mail."""
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


def refused(
    database: Database,
    *reasons: str,
    telegram: str = "full",
    since: datetime = NOW,
    apart: timedelta = SOON,
) -> tuple[Refusal, Refusal]:
    """First the one and then the other is refused: the messages to the secretary, and the files."""
    promise_two(database, telegram)
    for at, reason in zip((since, since + apart), reasons * (3 - len(reasons)), strict=True):
        gather(database, at)
        with unit_of_work(database) as store:
            (claimed,) = outbox.claim(store.session, 1, mails=True)
            note_refused(store, claimed, reason, now=at)
            outbox.mark_failed(store.session, claimed, reason)
        gather(database, at + timedelta(seconds=20))
    for later in (timedelta(seconds=61), timedelta(hours=1)):
        gather(database, since + apart + later)
    with unit_of_work(database) as store:
        rows = store.session.execute(tables.dispatch.select().where(tables.dispatch.c.chat_id == 2002)).all()
        return [row.text for row in rows if row.text], [row.file_name for row in rows if row.file_name]


def gather(database: Database, at: datetime) -> None:
    """The sweep, at that time."""
    with unit_of_work(database) as store:
        for person_id in store.people_with_notices(at):
            gather_for(store, person_id, now=at)


def told_of_both(reason: str) -> str:
    """One message, with the names."""
    return "\n".join(
        [
            "<b>Norr</b>",
            "Kom inte fram med e-post: Norr: Dagordning",
            reason,
            "Skicka det på annat sätt den här gången, till:",
            "Dora Dal, dora.dal@example.se",
            "Eva Ek, eva.ek@example.se",
        ]
    )


SHUT = "Boten får inte skicka från arenans brevlåda. Säg det till driftansvarig."


def test_mails_that_are_refused_one_after_another_are_told_of_in_one_message(database: Database) -> None:
    messages, _files = refused(database, "answer 550")

    unknown = "E-postservern känner inte adressen. "
    mend = "Är den fel? Skriv /deltagare till mig privat och tryck Rätta."
    assert messages == [told_of_both(unknown + mend)]


def test_of_one_that_is_refused_later_another_message_tells(database: Database) -> None:
    messages, _files = refused(database, "answer 550", apart=timedelta(minutes=5))

    assert [message.splitlines()[-1] for message in messages] == [
        "Dora Dal, dora.dal@example.se",
        "Eva Ek, eva.ek@example.se",
    ]


@pytest.mark.parametrize("since", [NOW, NIGHT], ids=["day", "night"])
def test_for_whatever_reason_those_of_a_minute_are_in_one_message(
    database: Database, since: datetime
) -> None:
    (message,), _files = refused(database, "answer 550", "answer 552", since=since)

    assert message.count("Kom inte fram med e-post: Norr: Dagordning") == 2


def test_in_a_sparsam_arena_whose_mailbox_is_shut_the_secretary_gets_every_file_once(
    database: Database,
) -> None:
    assert refused(database, "answer 403", telegram=SPARSE) == ([told_of_both(SHUT)], [*FILES])


def test_elsewhere_the_secretary_gets_the_first_file_as_without_mail(database: Database) -> None:
    assert refused(database, "answer 403") == ([told_of_both(SHUT)], [FILES[0]])


def test_without_mail_settings_any_more_it_is_the_same(database: Database) -> None:
    said = "E-post är inte inställd längre."

    assert refused(database, "no mail settings") == ([told_of_both(said)], [FILES[0]])


@pytest.mark.parametrize("reason", ["answer 550", "returned"])
def test_for_one_address_alone_no_file_is_given(database: Database, reason: str) -> None:
    assert refused(database, reason, telegram=SPARSE)[1] == []
