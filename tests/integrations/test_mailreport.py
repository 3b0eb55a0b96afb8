"""What servers write when a mail does not arrive: only what is given up counts, whoever wrote it."""

import pytest

from bot.model.letter import Returned
from integrations.mailreport import read_report
from tests.builders import NOW
from tests.integrations.bounces import AWAY, DELAYED, EXCHANGE, GLOBAL, POSTFIX

SUBJECT = "Norr: Preliminär dagordning, fredag 12 februari 2027 kl. 13.00"


@pytest.mark.parametrize("raw", [POSTFIX, EXCHANGE, GLOBAL], ids=["postfix", "exchange", "international"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "network"])
def test_a_mail_that_is_given_up_is_told_by_its_reader_and_its_title(raw: str, ends: str) -> None:
    report = read_report(raw.replace("\n", ends).encode())

    assert report
    returned = Returned(at=NOW, words=report.words, is_given_up=report.is_given_up)
    assert returned.is_given_up
    assert returned.is_about("dora.dal@example.se", SUBJECT)
    assert not returned.is_about("dal@example.se", SUBJECT)


def test_a_mail_that_a_server_goes_on_trying_is_not_given_up() -> None:
    report = read_report(DELAYED.encode())

    assert report
    assert not report.is_given_up


@pytest.mark.parametrize(
    "raw",
    [
        AWAY.encode(),
        b"",
        b"\xff\xfe\x00",
        POSTFIX.replace('boundary="A"', 'boundary="Z"').encode(),
        POSTFIX.replace("us-ascii", "no-such-charset").replace("Action: failed", "").encode(),
    ],
    ids=["away", "nothing", "bytes", "no parts", "no action"],
)
def test_what_is_no_report_is_none(raw: bytes) -> None:
    assert read_report(raw) is None
