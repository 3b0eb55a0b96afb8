"""How the bot is let in at Graph: a certificate, a secret, or a ready token."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

CALL_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Access:
    """What is set; `token` is a ready one, else tenant and client with a certificate's path or a secret.

    A call may take `call_seconds`.
    """

    base_url: str
    call_seconds: float = CALL_SECONDS
    tenant_id: str = ""
    client_id: str = ""
    certificate: str = ""
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The only host that is ever asked."""
        return urlsplit(self.base_url).hostname or ""


class ReadyToken:
    """A credential that somebody else has fetched."""

    def __init__(self, token: str) -> None:
        self._token = token

    def get_token(self, *_scopes: str, **_more: Any) -> Any:
        """For an hour, as far as the client is concerned."""
        import time

        from azure.core.credentials import AccessToken

        return AccessToken(self._token, int(time.time()) + 3600)

    async def close(self) -> None:
        """Nothing was opened for it."""


class NoCredential:
    """What a file is that is no certificate: whoever has it is let in nowhere, and hears so at each call."""

    async def get_token(self, *_scopes: str, **_more: Any) -> Any:
        """Raises what azure-identity does where there is no token."""
        from azure.identity import CredentialUnavailableError

        raise CredentialUnavailableError(message="no certificate")

    async def close(self) -> None:
        """Nothing was opened for it."""


def credential_of(access: Access) -> Any:
    """What fetches a token, in azure-identity's words."""
    if access.token:
        return ReadyToken(access.token)
    from azure.identity.aio import CertificateCredential, ClientSecretCredential

    # Here too one layer tries again, and no token is waited for longer than an answer.
    how: dict[str, Any] = {
        "retry_total": 0,
        "connection_timeout": access.call_seconds,
        "read_timeout": access.call_seconds,
    }
    if not access.certificate:
        return ClientSecretCredential(access.tenant_id, access.client_id, access.secret, **how)
    path = os.path.expanduser(access.certificate)
    try:
        return CertificateCredential(access.tenant_id, access.client_id, certificate_path=path, **how)
    except ValueError:
        return NoCredential()


def certificate_ends(file: str) -> datetime:
    """Until when a certificate holds, PEM or PFX. Raises ValueError for a file that is none, OSError."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import pkcs12

    content = Path(file).expanduser().read_bytes()
    if b"-----BEGIN" in content:
        return x509.load_pem_x509_certificate(content).not_valid_after_utc
    _key, found, _others = pkcs12.load_key_and_certificates(content, None)
    if found is None:
        raise ValueError("no certificate")
    return found.not_valid_after_utc
