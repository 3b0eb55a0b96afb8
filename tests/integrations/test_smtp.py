"""Mail over real SMTP: each answer of the server, and none, becomes the outbox's word for it."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.model.calendarentry import Mailbox
from bot.model.letter import Mail
from bot.ports.messenger import Impossible, NotSent, OutcomeUnknown
from integrations import smtp
from integrations.smtp import SmtpPostman
from integrations.smtpserver import SmtpServer
from tests.builders import NOW
from tests.mailserver import PostOffice, post_office

MAIL = Mail(
    key="mail:agenda:1:1:p2",
    arena="Norr – öst",
    sender=None,
    to=Mailbox(name="Åsa Öberg", address="åsa@räksmörgås.example"),
    title="Norr: Dagordning, åtta punkter",
    html='<b>Norr</b>\n1 &lt; 2, se <a href="https://t.me/x">chatten</a>\n\n   Bilaga: a.pdf',
    files=(("Punkt 1 – a.pdf", b"%PDF-1.7"),),
)
ASA = "åsa@xn--rksmrgs-5wao1o.example"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office(largest=100_000) as office:
        yield office


def carry(office: PostOffice, mail: Mail = MAIL, url: str = "") -> None:
    asyncio.run(SmtpPostman(SmtpServer.at(url or office.url, ""), lambda: NOW).carry(mail))


def test_words_files_and_swedish_letters_arrive_as_they_were(office: PostOffice) -> None:
    carry(office)

    (mail,) = office.taken
    (file,) = mail.iter_attachments()
    body = mail.get_body(("plain",))
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        f"Åsa Öberg <{ASA}>",
        "Norr – öst <norr@mail.example>",
        MAIL.title,
    )
    assert body
    assert body.get_content().splitlines() == [
        "Norr",
        "1 < 2, se chatten: https://t.me/x",
        "",
        "   Bilaga: a.pdf",
    ]
    assert (file.get_filename(), file.get_content()) == ("Punkt 1 – a.pdf", b"%PDF-1.7")


def test_nobody_s_machine_answers_and_people_answer_to_a_person(office: PostOffice) -> None:
    carry(office, replace(MAIL, answers_to=Mailbox(name="Åsa, sekreterare", address="asa@norr.example")))
    carry(office, replace(MAIL, sender="norr@norr.example"))

    answered, own = office.taken
    assert answered["Reply-To"] == '"Åsa, sekreterare" <asa@norr.example>'
    assert (own["From"], own["Reply-To"]) == ("Norr – öst <norr@norr.example>", None)
    assert (own["Auto-Submitted"], own["X-Auto-Response-Suppress"]) == ("auto-generated", "OOF, AutoReply")


@pytest.mark.parametrize(
    "address", ["åsa@norr.example", "asa@", f"asa@{'x' * 70}.example", "a\r\nBcc: e@x.se"]
)
def test_an_address_to_answer_to_holds_up_no_mail(office: PostOffice, address: str) -> None:
    carry(office, replace(MAIL, answers_to=Mailbox(name="Åsa", address=address)))

    (mail,) = office.taken
    assert (mail["Reply-To"], mail["Bcc"]) == (None, None)


SMUGGLED = "Budget\r\nBcc: eva@example.com\r\n\r\nHej"


@pytest.mark.parametrize(
    "more",
    [
        {"title": SMUGGLED},
        {"arena": SMUGGLED},
        {"to": Mailbox(name=SMUGGLED, address="bo@mail.example")},
        {"files": ((SMUGGLED, b""),)},
    ],
    ids=["title", "arena", "reader", "file"],
)
def test_no_header_is_smuggled_in(office: PostOffice, more: dict[str, Any]) -> None:
    with pytest.raises(Impossible):
        carry(office, replace(MAIL, **more))

    assert office.taken == []


def test_what_the_server_will_never_take_is_impossible(office: PostOffice) -> None:
    with pytest.raises(Impossible, match="answer 552"):
        carry(office, replace(MAIL, files=(("a.pdf", bytes(200_000)),)))
    office.unknown.add(ASA)
    with pytest.raises(Impossible, match="answer 550"):
        carry(office)


def test_what_the_server_puts_off_is_tried_again_later(office: PostOffice) -> None:
    office.greylists = True
    with pytest.raises(NotSent) as put_off:
        carry(office)
    with pytest.raises(NotSent, match="login refused"):
        carry(office, url=office.url.replace("hemligt", "annat"))
    with pytest.raises(NotSent):
        carry(office, url="smtp://127.0.0.1:9")

    assert put_off.value.wait == smtp.LATER


@pytest.mark.parametrize("fault", ["reset", "drop", "hang"])
def test_without_an_answer_to_the_mail_nobody_knows(
    office: PostOffice, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "DATA_SECONDS", 0.5)
    office.faults = [fault]

    with pytest.raises(OutcomeUnknown):
        carry(office)


@pytest.mark.parametrize("address", ["bo@" + "x" * 70 + ".example", "bo\nbo@mail.example", "@", "bo@"])
def test_an_address_that_cannot_stand_in_a_mail_never_arrives(office: PostOffice, address: str) -> None:
    with pytest.raises(Impossible):
        carry(office, replace(MAIL, to=Mailbox(name="Bo", address=address)))

    assert office.taken == []


def test_a_password_goes_over_no_open_line() -> None:
    servers = [SmtpServer.at(f"smtp://bo:x@{host}", "") for host in ("mail.example", "127.0.0.1")]

    assert [server.must_encrypt for server in servers] == [True, False]
