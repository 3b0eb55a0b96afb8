"""One call about mail: sent, drafted, uploaded, and answered as Graph words it."""

import re
from collections.abc import Callable
from typing import Any

from integrations.graphapi.answers import Answer, Request
from integrations.graphapi.errors import GraphError, bad_request
from integrations.graphapi.graph import Graph
from integrations.graphapi.messages import LARGEST_CALL, Draft, Post

MAIL = re.compile(
    r"^/users/(?P<mailbox>[^/]+)/(?P<rest>sendMail|messages)(/(?P<draft>[^/]+))?"
    r"(/(?P<act>send|attachments|attachments/createUploadSession))?$"
)
INBOX = re.compile(r"^/users/(?P<mailbox>[^/]+)/mailFolders/inbox/messages$")
WHOLE = re.compile(r"^/users/(?P<mailbox>[^/]+)/messages/(?P<message>[^/]+)/\$value$")
# Lies elsewhere, and is asked without a token, as the address itself is the key.
UPLOADS = "/uploads/"


def carry_out_mail(graph: Graph, request: Request) -> Answer | None:
    """None for a call that is not about mail. Raises GraphError."""
    if request.path.startswith(UPLOADS):
        return _upload(graph, request)
    if inbox := INBOX.match(request.path):
        _must(request, "GET")
        found_there = graph.reach(inbox["mailbox"]).post.returned_after(request.query)
        return Answer(status=200, body={"value": found_there[: int(request.query.get("$top", 10))]})
    if whole := WHOLE.match(request.path):
        _must(request, "GET")
        return Answer(status=200, body=graph.reach(whole["mailbox"]).post.whole(whole["message"]))
    found = MAIL.match(request.path)
    if found is None:
        return None
    if len(request.raw) > LARGEST_CALL:
        raise GraphError(413, "RequestEntityTooLarge", "The request is larger than 4 MB.")
    post = graph.reach(found["mailbox"]).post
    if found["rest"] == "sendMail":
        return _send_at_once(post, request)
    return _write(post, request, found["draft"], found["act"])


def _send_at_once(post: Post, request: Request) -> Answer:
    if request.method != "POST":
        raise GraphError(405, "ErrorInvalidRequest", "The HTTP method is not allowed here.")
    body = {key.casefold(): value for key, value in (request.body or {}).items()}
    if unknown := set(body) - {"message", "savetosentitems"}:
        raise bad_request(f"The parameter '{min(unknown)}' is not a parameter of the action.")
    post.send(post.begin(body.get("message")))
    return Answer(status=202, accepted=True)


def _write(post: Post, request: Request, draft_id: str | None, act: str | None) -> Answer:
    if draft_id is None:
        _must(request, "POST")
        draft = post.keep(post.begin(request.body))
        return Answer(status=201, body={"id": draft.id, "isDraft": True})
    draft = post.draft(draft_id)
    if act is None:
        _must(request, "DELETE")
        del post.drafts[draft.id]
        return Answer(status=204)
    _must(request, "POST")
    return _ACTS[act](post, draft, request)


def _must(request: Request, method: str) -> None:
    if request.method != method:
        raise GraphError(405, "ErrorInvalidRequest", "The HTTP method is not allowed here.")


def _send(post: Post, draft: Draft, _request: Request) -> Answer:
    post.send(draft)
    return Answer(status=202, accepted=True)


def _attach(_post: Post, draft: Draft, request: Request) -> Answer:
    draft.add(request.body)
    return Answer(status=201, body={"name": request.body["name"]})


def _expect(post: Post, draft: Draft, request: Request) -> Answer:
    item = {key.casefold(): value for key, value in (request.body or {}).items()}.get("attachmentitem")
    key = post.expect(draft, item)
    return Answer(status=201, body={"uploadUrl": f"{request.base_url}{UPLOADS}{key}"})


_ACTS: dict[str, Callable[[Post, Draft, Request], Answer]] = {
    "send": _send,
    "attachments": _attach,
    "attachments/createUploadSession": _expect,
}


def _upload(graph: Graph, request: Request) -> Answer:
    _must(request, "PUT")
    key = request.path.removeprefix(UPLOADS)
    upload = next(
        (box.post.uploads[key] for box in graph.mailboxes.values() if key in box.post.uploads), None
    )
    if upload is None:
        raise GraphError(404, "ErrorItemNotFound", "The upload session is not found.")
    if request.is_authorised:
        raise GraphError(401, "InvalidAuthenticationToken", "An upload is asked without a token.")
    body: Any = {"nextExpectedRanges": [f"{len(upload.content)}-"]}
    return Answer(status=201) if upload.take(request.raw, request.span) else Answer(status=200, body=body)
