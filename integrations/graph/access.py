"""How the bot is let in at Graph: a certificate, a secret, or a ready token; and the client made of it."""

import asyncio
import gc
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from integrations.graph.writing import warm_up

if TYPE_CHECKING:
    import httpx
    from msgraph.graph_service_client import GraphServiceClient

SCOPE = "https://graph.microsoft.com/.default"
CALL_SECONDS = 30.0
Hooks = dict[str, list[Callable[..., Any]]]

# What azure-identity raises, by name: to import its module takes a third of a second.
NO_TOKEN = ("ClientAuthenticationError", "CredentialUnavailableError")
NO_ANSWER = (
    "ServiceRequestError",
    "ServiceResponseError",
    "ServiceRequestTimeoutError",
    "ServiceResponseTimeoutError",
)
PASSING = (408, 429, 500, 502, 503, 504)


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


def is_login_away(error: Exception) -> bool:
    """Whether nobody answered about a token; azure-identity says so, and that it was refused, alike."""
    answer = getattr(error, "response", None)
    is_passing = answer is not None and answer.status_code in PASSING
    return is_passing or type(error).__name__ in NO_ANSWER


def is_login_refused(error: Exception) -> bool:
    """Whether there is no token for who asks."""
    return type(error).__name__ in NO_TOKEN


class ReadyToken:
    """A credential that somebody else has fetched."""

    def __init__(self, token: str) -> None:
        self._token = token

    def get_token(self, *_scopes: str, **_more: Any) -> Any:
        """For an hour, as far as the client is concerned."""
        import time

        from azure.core.credentials import AccessToken

        return AccessToken(self._token, int(time.time()) + 3600)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A client with what has to be closed after it: kiota does not close the connections below its own."""

    client: "GraphServiceClient"
    wires: "list[httpx.AsyncBaseTransport]"
    credential: Any

    async def close(self) -> None:
        """Let connections go."""
        for wire in self.wires:
            await wire.aclose()
        if not isinstance(self.credential, ReadyToken):
            await self.credential.close()


async def opened(access: Access, hooks: Hooks | None = None) -> Opened:
    """A client; the second that the import takes passes in a thread beside the event loop."""
    return await asyncio.to_thread(_open_unswept, access, hooks)


def _open_unswept(access: Access, hooks: Hooks | None) -> Opened:
    # Among so many new objects the collector would hold every thread for a tenth of a second, and look at
    # them again each time: modules stay, so it need not.
    gc.disable()
    try:
        opened = _open(access, hooks)
        warm_up(opened.client.users.by_user_id("nobody"))
        gc.freeze()
        return opened
    finally:
        gc.enable()


def _open(access: Access, hooks: Hooks | None) -> Opened:
    import httpx
    from kiota_authentication_azure.azure_identity_authentication_provider import (
        AzureIdentityAuthenticationProvider,
    )
    from kiota_http.middleware.options import RedirectHandlerOption, RetryHandlerOption
    from msgraph.graph_request_adapter import GraphRequestAdapter
    from msgraph.graph_service_client import GraphServiceClient
    from msgraph_core import GraphClientFactory

    # One layer tries again: the bot's own, which knows what an unknown outcome means.
    options = {
        RetryHandlerOption.get_key(): RetryHandlerOption(max_retries=0, should_retry=False),
        RedirectHandlerOption.get_key(): RedirectHandlerOption(max_redirect=0, should_redirect=False),
    }
    plain = httpx.AsyncClient(timeout=access.call_seconds, event_hooks=hooks or {}, follow_redirects=False)
    wires = [each for each in (plain._transport, *plain._mounts.values()) if each]
    http = GraphClientFactory.create_with_default_middleware(client=plain, options=options)
    credential = _credential(access)
    provider = AzureIdentityAuthenticationProvider(credential, scopes=[SCOPE], allowed_hosts=[access.host])
    adapter = GraphRequestAdapter(provider, http)
    adapter.base_url = access.base_url
    return Opened(client=GraphServiceClient(request_adapter=adapter), wires=wires, credential=credential)


def _credential(access: Access) -> Any:
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
