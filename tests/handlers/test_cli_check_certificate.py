"""`check` and `run` tell what is wrong with the certificate for Graph, and when it ends."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from bot.texts.dates import on_day
from tests.handlers.shell import TOKEN, Shell
from tests.integrations.entra import a_certificate

FILE = "samverkansbot.pem"
HOW = "Så gör du: docs/graph.md."


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Half of what Graph needs is set up: the file is the test's to make."""
    graph = {"GRAPH_TENANT_ID": "a", "GRAPH_CLIENT_ID": "b", "GRAPH_CLIENT_CERTIFICATE": FILE}
    return Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": "http://127.0.0.1:9"} | graph)


def told(shell: Shell) -> tuple[bool, str]:
    (found,) = (each for each in shell.run("check", "--json").json if each["name"] == "certifikat")
    return found["ok"], found["text"]


def in_days(days: int) -> str:
    return on_day((datetime.now(UTC) + timedelta(days=days)).date())


def test_until_when_it_holds_is_told(shell: Shell) -> None:
    a_certificate(shell.directory / FILE)

    assert told(shell) == (True, f"fungerar (till {in_days(730)})")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (29, "Certifikatet för Microsoft går ut {0}. Gör ett nytt innan dess, annars stannar Outlook. "),
        (-2, "Certifikatet för Microsoft gick ut {0}. Gör ett nytt. "),
    ],
)
def test_one_that_ends_is_told_in_time(shell: Shell, days: int, words: str) -> None:
    a_certificate(shell.directory / FILE, days=days)

    assert told(shell) == (False, words.format(in_days(days)) + HOW)


def test_a_pfx_file_is_read_too(shell: Shell) -> None:
    path = shell.directory / FILE
    certificate = a_certificate(path)
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    nothing = serialization.NoEncryption()
    path.write_bytes(pkcs12.serialize_key_and_certificates(None, key, certificate, None, nothing))  # type: ignore[arg-type]

    assert told(shell) == (True, f"fungerar (till {in_days(730)})")


def test_a_file_that_is_not_there_stops_the_start_in_one_line(shell: Shell) -> None:
    ended = shell.run("run")

    assert (ended.status, ended.err) == (
        78,
        f"SAMVERKANSBOT_GRAPH_CLIENT_CERTIFICATE: filen {FILE} går inte att läsa. "
        "Kontrollera sökvägen och rättigheterna.\n",
    )


def test_a_file_that_is_no_certificate_is_told(shell: Shell) -> None:
    shell.file("hej", FILE)

    assert told(shell) == (
        False,
        f"Filen {FILE} är inget certifikat som går att läsa, eller är skyddad med lösenord. {HOW}",
    )


@pytest.mark.parametrize("lacking", ["PRIVATE KEY", "CERTIFICATE"])
def test_half_of_it_stops_the_start_in_one_line(shell: Shell, lacking: str) -> None:
    a_certificate(shell.directory / FILE)
    both = (shell.directory / FILE).read_text()
    half = "".join(f"{each}-----\n" for each in both.split("-----\n") if lacking not in each)
    shell.file(half, FILE)

    ended = shell.run("run")

    assert (ended.status, ended.err) == (
        78,
        f"SAMVERKANSBOT_GRAPH_CLIENT_CERTIFICATE: filen {FILE} ska ha både nyckel och certifikat. {HOW}\n",
    )
