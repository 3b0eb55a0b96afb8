"""Mail through Graph: small ones in one call, large files in pieces, and each answer as the outbox's word."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from azure.core.exceptions import (
    ClientAuthenticationError,
    ServiceRequestError,
    ServiceRequestTimeoutError,
    ServiceResponseTimeoutError,
)

from bot.model.calendarentry import Mailbox
from bot.model.letter import CalendarFile, Mail, Returned
from bot.ports.messenger import Impossible, NotSent, OutcomeUnknown
from integrations.graph import mail as graph_mail
from integrations.graph.access import Access, ReadyToken
from integrations.graph.door import Door
from integrations.graph.mail import GraphPostman
from integrations.graphapi import Fault, Graph, Kind, Sent, Server, serve
from tests.builders import NOW

MAILBOX, TOKEN = "norr@example.se", "a-token-of-the-tests"
MAIL = Mail(
    key="mail:agenda:1:1:p2",
    arena="Norr",
    sender=MAILBOX,
    to=Mailbox(name="Åsa Öberg", address="asa@räksmörgås.example"),
    title="Norr: Dagordning, åtta punkter",
    html="<b>Norr</b>\n1 &lt; 2\n\nHej",
    files=(("Punkt 1 – a.pdf", b"%PDF-1.7"),),
)
LARGE = bytes(range(256)) * 20_000


@dataclass(kw_only=True)
class Post:
    """The stand-in, and what went out of its mailbox."""

    graph: Graph
    server: Server

    def carry(self, mail: Mail = MAIL, token: str = TOKEN) -> None:
        """As the bot would."""
        asyncio.run(_carry(Access(base_url=self.server.base_url, token=token), mail))

    @property
    def sent(self) -> list[Sent]:
        """What went out."""
        return self.graph.mailbox(MAILBOX).post.sent

    @property
    def drafts(self) -> int:
        """How many mails lie there unsent."""
        return len(self.graph.mailbox(MAILBOX).post.drafts)


async def _carry(access: Access, mail: Mail) -> None:
    async with Door(access) as door:
        await GraphPostman(door).carry(mail)


@pytest.fixture
def post() -> Iterator[Post]:
    graph = Graph(token=TOKEN)
    graph.mailbox(MAILBOX)
    with serve(graph) as server:
        yield Post(graph=graph, server=server)


def test_words_files_and_calendar_arrive_as_they_were_in_one_call(post: Post) -> None:
    calendar = CalendarFile(name="Norr.ics", content=b"BEGIN:VCALENDAR", method="REQUEST")

    post.carry(replace(MAIL, calendar=calendar))

    (sent,) = post.sent
    assert (sent.to, sent.subject) == (("asa@xn--rksmrgs-5wao1o.example",), MAIL.title)
    assert ">Norr</h1>\n" in sent.html
    assert ">1 &lt; 2</p>\n" in sent.html
    assert sent.files == {"Punkt 1 – a.pdf": b"%PDF-1.7", "Norr.ics": b"BEGIN:VCALENDAR"}
    assert sent.kinds["Norr.ics"] == "text/calendar; charset=utf-8; method=REQUEST"
    assert len(post.graph.ledger) == 1


def test_a_copy_carries_the_same_mark(post: Post) -> None:
    post.carry()
    post.carry()

    first, copy = post.sent
    assert first.headers == copy.headers
    assert list(first.headers) == ["x-samverkansbot-mail", "X-Auto-Response-Suppress"]


def test_large_files_are_uploaded_in_pieces_without_the_token(post: Post) -> None:
    post.carry(replace(MAIL, files=(("Stor.pdf", LARGE), ("Liten.pdf", b"%PDF-1.7"))))

    (sent,) = post.sent
    assert sent.files == {"Stor.pdf": LARGE, "Liten.pdf": b"%PDF-1.7"}
    assert [(call.method, call.status) for call in post.graph.ledger] == [
        ("POST", 201),
        ("POST", 201),
        ("PUT", 200),
        ("PUT", 201),
        ("POST", 201),
        ("POST", 202),
    ]
    assert post.drafts == 0


@pytest.mark.parametrize("files", [MAIL.files, (("Stor.pdf", LARGE),)], ids=["small", "large"])
@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.ACCEPT_THEN_STATUS, "POST", "end", status=504),
        Fault(Kind.ACCEPT_THEN_RESET, "POST", "end"),
        Fault(Kind.ACCEPT_THEN_HANG, "POST", "end", seconds=5),
        Fault(Kind.RESET_BEFORE, "POST", "end"),
        Fault(Kind.HTML, "POST", "end", status=502),
    ],
    ids=lambda fault: fault.kind.value,
)
def test_without_a_clear_answer_to_the_sending_nobody_knows(
    post: Post, fault: Fault, files: tuple[tuple[str, bytes], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_mail, "SEND_SECONDS", 1.0)
    post.graph.faults.add(replace(fault))

    with pytest.raises(OutcomeUnknown):
        post.carry(replace(MAIL, files=files))


@pytest.mark.parametrize("step", ["/messages", "createUploadSession", "/uploads/"])
@pytest.mark.parametrize(
    "fault",
    [Fault(Kind.STATUS, status=503), Fault(Kind.RESET_BEFORE), Fault(Kind.GARBAGE, status=200)],
    ids=lambda fault: fault.kind.value,
)
def test_what_goes_wrong_before_the_sending_sends_nothing_and_leaves_no_draft(
    post: Post, step: str, fault: Fault
) -> None:
    post.graph.faults.add(replace(fault, path=step))

    with pytest.raises(NotSent):
        post.carry(replace(MAIL, files=(("Stor.pdf", LARGE),)))

    assert post.sent == []
    assert post.drafts == 0


def test_a_draft_that_is_surely_not_sent_is_left_nowhere(post: Post) -> None:
    post.graph.faults.add(Fault(Kind.STATUS, "POST", "/send", status=429, retry_after="600"))

    with pytest.raises(NotSent) as refused:
        post.carry(replace(MAIL, files=(("Stor.pdf", LARGE),)))

    assert (refused.value.wait, post.sent, post.drafts) == (600.0, [], 0)


def test_a_draft_that_cannot_be_thrown_away_holds_up_nothing(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_mail, "AWAY_SECONDS", 0.5)
    post.graph.faults.add(Fault(Kind.STATUS, "POST", "createUploadSession", status=503))
    hang = post.graph.faults.add(Fault(Kind.HANG, "DELETE", seconds=20))

    with pytest.raises(NotSent, match="answer 503"):
        post.carry(replace(MAIL, files=(("Stor.pdf", LARGE),)))

    # Whoever had waited for the answer would have seen it: the draft is there still.
    assert (hang.struck, post.drafts) == (1, 1)


def test_a_server_that_asks_to_wait_says_how_long(post: Post) -> None:
    post.graph.faults.add(Fault(Kind.STATUS, "POST", "sendMail", status=429, retry_after="600"))

    with pytest.raises(NotSent) as refused:
        post.carry()

    assert (refused.value.wait, post.sent) == (600.0, [])


def test_a_token_that_is_refused_is_asked_for_again_later(post: Post) -> None:
    with pytest.raises(NotSent):
        post.carry(token="another")


@pytest.mark.parametrize(
    "away",
    [ServiceRequestTimeoutError, ServiceResponseTimeoutError, ServiceRequestError, ClientAuthenticationError],
)
def test_while_no_token_is_to_be_had_nothing_is_sent_and_nothing_breaks(
    post: Post, monkeypatch: pytest.MonkeyPatch, away: type[Exception]
) -> None:
    async def get_token(*_scopes: str, **_how: Any) -> None:
        raise away("login is slow")

    monkeypatch.setattr(ReadyToken, "get_token", get_token)

    with pytest.raises(NotSent) as refused:
        post.carry()
    with pytest.raises(NotSent):
        returned(post, NOW)

    assert (refused.value.wait, post.graph.ledger) == (120.0, [])


@pytest.mark.parametrize("address", ["bo", "bo@", "@example.se", "bo@" + "x" * 70 + ".example"])
def test_an_address_that_is_none_never_arrives(post: Post, address: str) -> None:
    with pytest.raises(Impossible):
        post.carry(replace(MAIL, to=Mailbox(name="Bo", address=address)))


def test_a_mailbox_that_may_not_be_used_never_sends(post: Post) -> None:
    post.graph.mailbox(MAILBOX).post.may_send = False
    post.graph.mailbox("other@example.se")
    post.graph.foreign.add("foreign@example.se")

    for sender in (MAILBOX, "foreign@example.se", "nobody@example.se", None):
        with pytest.raises(Impossible):
            post.carry(replace(MAIL, sender=sender))


def returned(post: Post, since: datetime) -> list[str]:
    """What came back, as the bot asks for it."""

    async def ask() -> list[Returned]:
        async with Door(Access(base_url=post.server.base_url, token=TOKEN)) as door:
            return await GraphPostman(door).returned(MAILBOX, since)

    return [each.words for each in asyncio.run(ask())]


def test_what_comes_back_names_the_reader_and_the_title(post: Post) -> None:
    post.carry()
    (sent,) = post.sent
    for minutes in (0, 5):
        post.graph.mailbox(MAILBOX).post.comes_back(sent, NOW + timedelta(minutes=minutes))

    (words,) = returned(post, NOW)

    assert " ".join(words.split()) == (
        f"Undeliverable: {MAIL.title} Delivery has failed to these recipients: asa@xn--rksmrgs-5wao1o.example"
    )


def test_a_mailbox_that_may_not_be_read_is_none_that_is_empty(post: Post) -> None:
    post.graph.mailbox(MAILBOX).post.may_read = False

    with pytest.raises(Impossible):
        returned(post, NOW)


def test_an_upload_that_leads_elsewhere_gets_nothing(post: Post) -> None:
    fault = Fault(Kind.FOREIGN_UPLOAD, "POST", "createUploadSession")
    post.graph.faults.add(fault)

    with pytest.raises(NotSent, match="an upload elsewhere"):
        post.carry(replace(MAIL, files=(("Stor.pdf", LARGE),)))

    assert (post.sent, post.drafts) == ([], 0)


@pytest.mark.parametrize("right", ["may_send", "may_read"])
def test_a_large_mail_needs_both_rights_and_leaves_nothing_where_one_is_missing(
    post: Post, right: str
) -> None:
    setattr(post.graph.mailbox(MAILBOX).post, right, False)

    with pytest.raises(Impossible):
        post.carry(replace(MAIL, files=(("Stor.pdf", LARGE),)))

    assert (post.sent, post.drafts) == ([], 0)
