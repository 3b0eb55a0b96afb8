"""What `check` makes of what it finds: old servers, little room, and work that waits."""

from dataclasses import replace
from pathlib import Path

import pytest

from handlers.clock import Clock
from handlers.line.check import broken
from handlers.line.checking_database import judged_postgresql, look
from handlers.line.checking_disk import judged
from handlers.line.checking_work import check_work
from storage.vitals import Vitals

NOTHING = Vitals(
    oldest_dispatch=0, open_dispatches=0, oldest_update=0, waiting_updates=0, set_aside_updates=0,
    late_agendas=0, agendas_due=0, oldest_event=0, shut_mailboxes=0, is_held=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (("130009", "13.9", "UTF8"), "PostgreSQL 13.9 är för gammal. Ta 14 eller nyare."),
        (
            ("180001", "18.1", "LATIN1"),
            "Teckenkodningen är LATIN1. Gör en ny databas med UTF8, och flytta dit.",
        ),
    ],
)
def test_a_postgresql_that_will_not_do_is_told(shown: tuple[str, str, str], line: str) -> None:
    assert judged_postgresql(*shown, size=0) == broken("databas", line)


def test_a_disk_must_have_room_for_a_copy_and_as_much_again() -> None:
    megabyte = 1_000_000

    assert judged(200 * megabyte, 900 * megabyte, Path("/data")).ok
    assert judged(200 * megabyte, 899 * megabyte, Path("/data")) == broken(
        "disk", "Det är ont om plats i /data: databasen 200 MB, 899 MB ledigt. Frigör utrymme."
    )
    assert judged(0, 5_200 * megabyte, Path("/data")).text == "fungerar (databasen 0 MB, 5 GB ledigt)"


def test_a_directory_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    found = look(f"sqlite:///{tmp_path}/ingen/bot.db", Clock())

    line = f"Katalogen {tmp_path}/ingen finns inte. Gör den, eller kontrollera SAMVERKANSBOT_DATABASE_URL."
    assert found.checks[0] == broken("databas", line)


def test_what_is_late_is_told_line_by_line_and_the_rest_in_numbers() -> None:
    assert [each.text for each in check_work(replace(NOTHING, late_agendas=1, oldest_update=7_300))] == [
        "1 dagordning skulle ha gått ut, och har inte gjort det. "
        "Kontrollera att boten är igång, och läs dess logg.",
        "Någon har väntat på svar i 2 timmar. Kontrollera att boten är igång, och läs dess logg.",
    ]
    assert [each.text for each in check_work(replace(NOTHING, oldest_event=1_860))] == [
        "Outlook är 31 minuter efter. Kontrollera att boten är igång, och läs dess logg."
    ]
    assert [each.text for each in check_work(replace(NOTHING, open_dispatches=2, set_aside_updates=1))] == [
        "fungerar (2 meddelanden ska ut; 1 meddelande till boten gick inte att ta hand om, läs dess logg)"
    ]
