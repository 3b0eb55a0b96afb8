"""The one way to Graph, for calendars and mail alike: opened when it is first gone through."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import anyio.lowlevel

from integrations.graph.access import Access, credential_of
from integrations.graph.turnstile import Open, Queued, Turnstile
from integrations.graph.writing import warm_up

if TYPE_CHECKING:
    import httpx
    from msgraph.graph_service_client import GraphServiceClient

SCOPE = "https://graph.microsoft.com/.default"
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


class NoToken(Exception):
    """Nobody was asked, as there is no token: `is_refused`, or nobody answered about it."""

    def __init__(self, *, is_refused: bool) -> None:
        super().__init__("no token" if is_refused else "no answer about a token")
        self.is_refused = is_refused


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A client with what has to be closed after it: kiota does not close the connections below its own."""

    client: "GraphServiceClient"
    wires: "list[httpx.AsyncBaseTransport]"
    credential: Any


class Door:
    """Whoever goes through it shares one client, its connections, its token, and the turnstile behind it."""

    def __init__(
        self, access: Access, hooks: Hooks | None = None, turnstile: Turnstile | None = None
    ) -> None:
        self.access = access
        self.turnstile = turnstile or Open()
        self._hooks = hooks
        self._opened: Opened | None = None
        self._opening = asyncio.Lock()

    async def client(self) -> "GraphServiceClient":
        """The second that its import takes passes in a thread beside the event loop."""
        async with self._opening:
            # Two that ask at once would open two, and one of them would never be closed.
            if self._opened is None:
                facts = (self.access, self.turnstile, self._hooks)
                self._opened = await asyncio.to_thread(_open_unswept, *facts)
            return self._opened.client

    async def mailbox(self, address: str) -> Any:
        """What may be asked of one of them."""
        return (await self.client()).users.by_user_id(address)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Let connections go."""
        if self._opened:
            for wire in self._opened.wires:
                await wire.aclose()
            await self._opened.credential.close()
        await self.turnstile.emptied()


async def answered(call: Callable[[], Awaitable[Any]]) -> "httpx.Response":
    """The answer as it came. Raises NoToken, and httpx.HTTPError where nobody answered."""
    try:
        response: httpx.Response = await call()
    except Exception as error:
        is_away = is_login_away(error)
        if is_away or is_login_refused(error):
            raise NoToken(is_refused=not is_away) from None
        raise
    return response


def is_login_away(error: Exception) -> bool:
    """Whether nobody answered about a token; azure-identity says so, and that it was refused, alike."""
    answer = getattr(error, "response", None)
    is_passing = answer is not None and answer.status_code in PASSING
    return is_passing or type(error).__name__ in NO_ANSWER


def is_login_refused(error: Exception) -> bool:
    """Whether there is no token for who asks."""
    return type(error).__name__ in NO_TOKEN


def _open_unswept(access: Access, turnstile: Turnstile, hooks: Hooks | None) -> Opened:
    # Among so many new objects the collector would hold every thread for a tenth of a second, and look at
    # them again each time: modules stay, so it need not.
    gc.disable()
    try:
        opened = _open(access, turnstile, hooks)
        warm_up(opened.client.users.by_user_id("nobody"))
        # What carries httpx in an event loop is loaded where it is first asked for: here, in a loop of ours.
        asyncio.run(anyio.lowlevel.checkpoint())
        gc.freeze()
        return opened
    finally:
        gc.enable()


def _open(access: Access, turnstile: Turnstile, hooks: Hooks | None) -> Opened:
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
    plain._transport = Queued(plain._transport, turnstile)
    plain._mounts = {each: way and Queued(way, turnstile) for each, way in plain._mounts.items()}
    wires = [each for each in (plain._transport, *plain._mounts.values()) if each]
    http = GraphClientFactory.create_with_default_middleware(client=plain, options=options)
    credential = credential_of(access)
    provider = AzureIdentityAuthenticationProvider(credential, scopes=[SCOPE], allowed_hosts=[access.host])
    adapter = GraphRequestAdapter(provider, http)
    adapter.base_url = access.base_url
    return Opened(client=GraphServiceClient(request_adapter=adapter), wires=wires, credential=credential)
