"""How the bot is let in at Graph: a certificate, a secret, or a ready token."""

import os
from dataclasses import dataclass, field
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
    if access.certificate:
        path = os.path.expanduser(access.certificate)
        return CertificateCredential(access.tenant_id, access.client_id, certificate_path=path, **how)
    return ClientSecretCredential(access.tenant_id, access.client_id, access.secret, **how)
