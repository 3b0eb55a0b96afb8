"""Mail by the real process: it goes out by itself, and what a dead process left unknown comes once more."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from integrations.graphapi import Fault, Kind, Sent
from storage.store import unit_of_work
from tests.mailserver import PostOffice, post_office
from tests.stories.outlook import an_office
from tests.stories.town import Town, a_town, keep_item

DORA = "dora@example.se"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture
def town(database_url: str, tmp_path: Path, office: PostOffice) -> Iterator[Town]:
    """Norr, where Dora has not opened her link, and the agenda has a file."""
    with a_town(database_url, tmp_path / "bot") as town:
        with unit_of_work(town.database) as store:
            dora = store.person_by_telegram(town.dora.id)
            assert dora
            dora.unjoin()
        keep_item(town, "Budget", file="budget.pdf")
        town.bot.settings["SAMVERKANSBOT_SMTP_URL"] = office.url
        yield town


def test_a_process_that_dies_while_it_mails_sends_one_marked_copy(town: Town, office: PostOffice) -> None:
    office.faults = ["hang"]
    town.bot.start()
    town.clock.goes_to(town.sending_time)
    town.bot.wait_until(lambda: office.taken, "the mail")

    town.bot.kill()
    town.a_minute_passes()
    town.bot.start()
    town.settles()

    first, copy = office.to(DORA)
    assert first["Message-ID"] == copy["Message-ID"]
    assert [_words(mail).splitlines()[0] for mail in (first, copy)] == [
        "Norr",
        "Det här kan vara en kopia av något du redan har fått.",
    ]
    assert town.bot.stop() == 0
    assert not town.bot.lines("hemligt")


def test_a_mail_server_that_hangs_holds_up_no_message(town: Town, office: PostOffice) -> None:
    office.faults = ["hang"] * 9
    town.bot.start()
    town.clock.goes_to(town.sending_time)
    town.bot.wait_until(lambda: office.taken, "the mail")

    town.bo.writes("/hjalp")

    town.bot.wait_until(lambda: "/foresla" in town.bo.chat().last.text, "the answer")
    assert town.bot.stop() == 0


def test_the_agenda_goes_out_of_the_arenas_own_mailbox_where_no_server_is_set(town: Town) -> None:
    del town.bot.settings["SAMVERKANSBOT_SMTP_URL"]
    with an_office(town) as outlook:
        outlook.graph.faults.add(Fault(Kind.ACCEPT_THEN_STATUS, "POST", "sendMail", status=504))
        town.bot.start()

        town.clock.goes_to(town.sending_time)

        post = outlook.mailbox.post
        town.bot.wait_until(lambda: len(post.sent) == 2, "the mail and its copy", 30)
        mail, copy = post.sent
        assert (mail.to, mail.subject) == (
            (DORA,),
            "Norr: Preliminär dagordning, torsdag 17 december 2026 kl. 13.00",
        )
        assert list(mail.files) == ["Preliminär dagordning Norr 2026-12-17.pdf", "Punkt 1 – budget.pdf"]
        assert mail.headers == copy.headers
        assert "Det här kan vara en kopia" in copy.html

        post.comes_back(copy, town.clock.now())
        town.clock.steps(timedelta(minutes=6))

        town.bot.wait_until(lambda: _told(town, "tillbaka"), "the secretary to be told")
        assert town.asa.chat().last.text.splitlines() == [
            "Norr",
            "Kom inte fram med e-post: Norr: Preliminär dagordning, torsdag 17 december 2026 kl. 13.00",
            "Det kom tillbaka. Är adressen fel? Skriv /deltagare till mig privat och tryck Rätta.",
            "Skicka det på annat sätt den här gången, till:",
            "Dora Dal, dora@example.se",
        ]
        assert town.bot.stop() == 0


def test_what_a_server_took_and_came_back_to_the_mailbox_is_told(town: Town, office: PostOffice) -> None:
    with an_office(town) as outlook:
        town.bot.start()
        town.clock.goes_to(town.sending_time)
        town.bot.wait_until(lambda: office.taken, "the mail")
        town.settles()
        (mail,) = office.taken
        sent = Sent(to=(DORA,), subject=str(mail["Subject"]), html="", files={}, kinds={}, headers={})

        outlook.mailbox.post.comes_back(sent, town.clock.now())
        town.clock.steps(timedelta(minutes=6))

        town.bot.wait_until(lambda: _told(town, "tillbaka"), "the secretary to be told")
        assert mail["From"] == "Norr <norr@example.se>"
        assert town.bot.stop() == 0


def _told(town: Town, words: str) -> list[str]:
    return [each.text for each in town.asa.chat().messages if words in each.text]


def _words(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    words: str = body.get_content()
    return words
