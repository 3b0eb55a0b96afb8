"""Faults by script: which call goes wrong, when, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from integrations.botapi.errors import ApiRefusal, too_many
from integrations.botapi.params import Params
from integrations.botapi.script import Line, Script

_HTML_ERROR = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>"
_REASONS = {500: "500 Internal Server Error", 502: "502 Bad Gateway", 504: "504 Gateway Timeout"}


class Kind(StrEnum):
    """How a call goes wrong. The first three are what callers call an unknown outcome."""

    ACCEPT_THEN_HANG = "accept_then_hang"
    ACCEPT_THEN_RESET = "accept_then_reset"
    STATUS = "status"
    RESET_BEFORE = "reset_before"
    HANG_BEFORE = "hang_before"
    FORBIDDEN = "forbidden"
    MIGRATE = "migrate"
    SLOW = "slow"


@dataclass
class Fault(Line):
    """One line of the script.

    It strikes calls of `method` (empty: any), in `chat_id` (None: any), for which `when(params)` holds.
    `accept` makes a STATUS fault take
    effect in the world before it is answered. `seconds` is the length of a hang or of a slow call.
    """

    kind: Kind | str
    method: str = ""
    chat_id: int | None = None
    when: Callable[[Params], bool] = lambda params: True
    seconds: float = 60.0
    status: int = 502
    retry_after: int = 1
    description: str = ""
    accept: bool = False

    def __post_init__(self) -> None:
        self.kind = Kind(self.kind)

    def matches(self, method: str, params: Params) -> bool:
        """Whether it is about this call."""
        return (
            self.method.lower() in ("", method.lower())
            and (self.chat_id is None or params.integer("chat_id") == self.chat_id)
            and self.when(params)
        )

    @property
    def takes_effect(self) -> bool:
        """Whether the world changes although the caller is not told so."""
        return self.kind in (Kind.ACCEPT_THEN_HANG, Kind.ACCEPT_THEN_RESET) or self.accept

    @property
    def waits_first(self) -> bool:
        """Whether the caller waits before anything happens."""
        return self.kind in (Kind.HANG_BEFORE, Kind.SLOW)

    @property
    def hangs_after(self) -> bool:
        """Whether the caller waits after everything happened."""
        return self.kind is Kind.ACCEPT_THEN_HANG

    @property
    def goes_on(self) -> bool:
        """Whether the call is answered as usual in the end."""
        return self.kind in (Kind.SLOW, Kind.MIGRATE)

    def refusal(self) -> ApiRefusal | None:
        """The envelope that a status fault answers with; None for HTML errors and for no answer at all."""
        if self.kind is Kind.FORBIDDEN:
            return ApiRefusal(403, self.description or "Forbidden: bot was blocked by the user")
        if self.kind is not Kind.STATUS or self.status in _REASONS:
            return None
        if self.status == 429:
            return too_many(self.retry_after)
        return ApiRefusal(self.status, self.description or "Bad Request: test fault")

    def page(self) -> str | None:
        """The HTML page of a broken gateway, None for other kinds."""
        if self.kind is not Kind.STATUS or self.status not in _REASONS:
            return None
        return _HTML_ERROR.format(_REASONS[self.status])


class Faults(Script[Fault]):
    """The script of the Bot API."""

    def strike(self, method: str, params: Params) -> Fault | None:
        """The fault for this call, if any, counted as struck."""
        return self.first(lambda fault: fault.matches(method, params))
