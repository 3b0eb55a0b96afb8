"""One call carried out in the world and written into the ledger, in one step."""

import json
from dataclasses import dataclass
from typing import Any

from integrations.botapi.bots import BotAccount
from integrations.botapi.errors import ApiRefusal
from integrations.botapi.faults import Fault
from integrations.botapi.ledger import Call
from integrations.botapi.methods import METHODS
from integrations.botapi.params import Params
from integrations.botapi.stage import Stage

_UNKNOWN_METHOD = ApiRefusal(404, "Not Found: method not found")


@dataclass(frozen=True)
class Request:
    """A method that a bot calls."""

    bot: BotAccount
    method: str
    params: Params


@dataclass(frozen=True)
class Answer:
    """What the world said; `accepted` if the call took effect."""

    status: int
    body: bytes
    description: str = ""
    message_ids: tuple[int, ...] = ()
    accepted: bool = False
    retry_after: int = 0
    media_type: bytes = b"application/json"
    result: Any = None


def succeeded(result: Any) -> Answer:
    """200 and the envelope around a result."""
    body = json.dumps({"ok": True, "result": result}).encode()
    return Answer(200, body, message_ids=_message_ids(result), accepted=True, result=result)


def refused(refusal: ApiRefusal) -> Answer:
    """The envelope of a refusal."""
    retry_after = refusal.parameters.get("retry_after", 0)
    body = json.dumps(refusal.envelope()).encode()
    return Answer(refusal.code, body, refusal.description, retry_after=retry_after)


def carry_out(stage: Stage, request: Request) -> Answer:
    """Let the method decide and act. The caller holds the lock."""
    method = METHODS.get(request.method.lower())
    if method is None:
        return refused(_UNKNOWN_METHOD)
    try:
        return succeeded(method(stage, request.bot, request.params))
    except ApiRefusal as refusal:
        return refused(refusal)


def broken(fault: Fault, answer: Answer | None) -> Answer | None:
    """What the caller of a faulty call gets: a refusal, a gateway's page, or nothing (None)."""
    page, refusal = fault.page(), fault.refusal()
    if page is not None:
        return Answer(fault.status, page.encode(), media_type=b"text/html")
    if refusal is not None:
        return refused(refusal)
    return answer if fault.goes_on else None


def record(
    stage: Stage, request: Request, effect: Answer | None, told: Answer | None, fault: Fault | None
) -> None:
    """Append to the ledger what took effect and what was told. The caller holds the lock."""
    call = Call(
        seq=stage.ledger.next_seq,
        at=stage.now(),
        bot=request.bot.username,
        method=request.method,
        params=request.params.summary(),
        accepted=effect is not None and effect.accepted,
        status=told.status if told else None,
        description=told.description if told else "",
        message_ids=effect.message_ids if effect else (),
        fault=str(fault.kind) if fault else None,
        result=effect.result if effect else None,
    )
    stage.ledger.append(call)
    stage.changed.notify_all()


def _message_ids(result: Any) -> tuple[int, ...]:
    messages = result if isinstance(result, list) else [result]
    return tuple(each["message_id"] for each in messages if isinstance(each, dict) and "message_id" in each)
