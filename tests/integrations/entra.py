"""Where applications get their tokens at Microsoft: a stand-in over TLS that looks at what they sign."""

import base64
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

TENANT, CLIENT = "6f6a3a39-0000-4000-8000-000000000001", "6f6a3a39-0000-4000-8000-000000000002"
SCOPE = "https://graph.microsoft.com/.default"
SIGNED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

SIGNING: dict[str, padding.AsymmetricPadding] = {
    "RS256": padding.PKCS1v15(),
    "PS256": padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH),
}


def a_certificate(path: Path, *, days: int = 730) -> x509.Certificate:
    """Key and certificate in one file, as docs/graph.md has them made; it holds for so many days."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "samverkansbot")])
    now = datetime.now(UTC)
    loopback = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=100))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(loopback, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + built.public_bytes(pem)
    )
    return built


@dataclass(eq=False)
class Entra:
    """One application that may get a token, if it signs with the key of its certificate."""

    certificate: x509.Certificate
    token: str
    authority: str = ""
    status: int = 200
    asked: int = 0
    refused: list[str] = field(default_factory=list)

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and body for one request."""
        self.asked += 1
        if self.status != 200:
            return self.status, {"error": "temporarily_unavailable"}
        if flaw := self._flaw(path, form):
            self.refused.append(flaw)
            return 401, {"error": "invalid_client", "error_description": flaw}
        return 200, {"token_type": "Bearer", "expires_in": 3599, "access_token": self.token}

    def _flaw(self, path: str, form: dict[str, str]) -> str:
        wanted = {"grant_type": "client_credentials", "client_id": CLIENT, "scope": SCOPE}
        if path != f"/{TENANT}/oauth2/v2.0/token" or wanted.items() - form.items():
            return "not what is asked for here"
        if form.get("client_assertion_type") != SIGNED:
            return "not signed"
        head, body, signature = form["client_assertion"].split(".")
        key = self.certificate.public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        try:
            way = SIGNING[json.loads(_bytes(head))["alg"]]
            key.verify(_bytes(signature), f"{head}.{body}".encode(), way, hashes.SHA256())
        except InvalidSignature:
            return "signed with another key"
        claims = json.loads(_bytes(body))
        is_ours = (claims["iss"], claims["sub"]) == (CLIENT, CLIENT)
        return "" if is_ours and claims["aud"] == f"{self.authority}{path}" else "signed for another"


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@contextmanager
def serving(entra: Entra, tls: Path) -> Iterator[Entra]:
    """On loopback, behind that certificate."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            form = {name: one for name, (one, *_) in parse_qs(self.rfile.read(length).decode()).items()}
            status, body = entra.answer(self.path, form)
            said = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    entra.authority = f"https://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield entra
    finally:
        server.shutdown()
        server.server_close()
