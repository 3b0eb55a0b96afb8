"""Mail out of a mailbox: sent at once, or as a draft whose large files are uploaded in pieces."""

import base64
import binascii
import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from integrations.graphapi.errors import GraphError, bad_request, not_found

Json = dict[str, Any]
# One call, and one file in it, may be no larger.
LARGEST_CALL = 4_000_000
LARGEST_WHOLE = 3_145_728
STEP = 327_680
LARGEST_PIECE = 4 * 1024 * 1024
ADDRESS = re.compile(r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+$")
RETURNED = re.compile(
    r"receivedDateTime gt (?P<since>\S+) and singleValueExtendedProperties/any\(ep: "
    r"ep/id eq 'String 0x001A' and ep/value eq 'REPORT\.IPM\.Note\.NDR'\)"
)
MESSAGE = {
    "subject": str,
    "body": dict,
    "toRecipients": list,
    "internetMessageHeaders": list,
    "attachments": list,
}
FILE = {"@odata.type": str, "name": str, "contentType": str, "contentBytes": str}
UPLOAD = {"attachmentType": str, "name": str, "contentType": str, "size": int}


@dataclass(frozen=True)
class Sent:
    """One mail that somebody sent out of the mailbox."""

    to: tuple[str, ...]
    subject: str
    html: str
    files: dict[str, bytes]
    kinds: dict[str, str]
    headers: dict[str, str]


@dataclass(eq=False)
class Draft:
    """A mail that is being written."""

    id: str
    facts: Json
    files: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def sent(self) -> Sent:
        """As it goes out. Raises GraphError where it goes to nobody."""
        to = tuple(each["emailAddress"]["address"] for each in self.facts.get("toRecipients") or ())
        if not to:
            raise GraphError(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.")
        headers = {each["name"]: each["value"] for each in self.facts.get("internetMessageHeaders") or ()}
        html = (self.facts.get("body") or {}).get("content", "")
        return Sent(to, self.facts.get("subject") or "", html, dict(self.files), dict(self.kinds), headers)

    def add(self, file: Any) -> None:
        """A small file, whole. Raises GraphError."""
        must_be(file, FILE, "fileAttachment")
        if file.get("@odata.type") != "#microsoft.graph.fileAttachment":
            raise bad_request("The type of the attachment is missing.")
        try:
            content = base64.b64decode(file["contentBytes"], validate=True)
        except (KeyError, binascii.Error):
            raise bad_request("Cannot convert the literal to the expected type 'Edm.Binary'.") from None
        if len(content) >= LARGEST_WHOLE:
            raise GraphError(413, "ErrorMessageSizeExceeded", "The message exceeds the maximum size.")
        self.files[file["name"]], self.kinds[file["name"]] = content, file.get("contentType", "")


@dataclass(eq=False)
class Upload:
    """A large file on its way into a draft."""

    draft: Draft
    name: str
    kind: str
    size: int
    content: bytes = b""

    def take(self, piece: bytes, span: str | None) -> bool:
        """Whether it is whole by now. Raises GraphError for a piece that is out of its turn."""
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span or "")
        if found is None:
            raise bad_request("The Content-Range header is missing or malformed.")
        first, last, size = map(int, found.groups())
        is_last = last + 1 == size
        if len(piece) > LARGEST_PIECE or (len(piece) % STEP and not is_last):
            raise bad_request("The piece is too large, or no multiple of 320 KiB.")
        if (first, size, last - first + 1) != (len(self.content), self.size, len(piece)):
            raise GraphError(416, "ErrorInvalidRange", "The piece does not follow upon the last one.")
        self.content += piece
        if is_last:
            self.draft.files[self.name], self.draft.kinds[self.name] = self.content, self.kind
        return is_last


@dataclass(eq=False)
class Post:
    """What a mailbox writes and has sent.

    `may_send` and `may_read` are the application's rights: Mail.Send, and Mail.ReadWrite, which drafts need.
    """

    may_send: bool = True
    may_read: bool = True
    sent: list[Sent] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    returned: list[Json] = field(default_factory=list)
    wholes: dict[str, bytes] = field(default_factory=dict)

    def comes_back(self, sent: Sent, at: datetime) -> None:
        """Some server on the way says that it could not be delivered."""
        words = f"<p>Delivery has failed to these recipients:<br>\n<b>{sent.to[0]}</b></p>"
        self.gets_report(f"Undeliverable: {sent.subject}", words, at)

    def gets_report(self, subject: str, words: str, at: datetime, whole: bytes | None = None) -> None:
        """A server on the way says that; `whole` is the mail as it came, where Exchange still has it."""
        number = uuid.uuid4().hex
        if whole is not None:
            self.wholes[number] = whole
        self.returned.append(
            {
                "id": number,
                "subject": subject,
                "body": {"contentType": "html", "content": f"<html><body>{words}</body></html>"},
                "receivedDateTime": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            }
        )

    def returned_after(self, query: dict[str, str]) -> list[Json]:
        """Those that a query names, the oldest first. Raises GraphError for any other query."""
        must_be_allowed(self.may_read)
        found = RETURNED.fullmatch(query.get("$filter", ""))
        if found is None or query.get("$orderby") != "receivedDateTime":
            raise GraphError(
                400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more errors."
            )
        late = [each for each in self.returned if each["receivedDateTime"] > found["since"]]
        return sorted(late, key=lambda each: str(each["receivedDateTime"]))

    def whole(self, message_id: str) -> bytes:
        """A mail as it came. Raises GraphError."""
        if not self.may_read:
            raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
        if message_id not in self.wholes:
            raise not_found()
        return self.wholes[message_id]

    def begin(self, facts: Any) -> Draft:
        """A draft of that. Raises GraphError."""
        must_be(facts, MESSAGE, "message")
        _must_go_somewhere(facts)
        draft = Draft(uuid.uuid4().hex, facts)
        for file in facts.get("attachments") or ():
            draft.add(file)
        return draft

    def keep(self, draft: Draft) -> Draft:
        """Among the drafts. Raises GraphError."""
        must_be_allowed(self.may_read)
        self.drafts[draft.id] = draft
        return draft

    def send(self, draft: Draft) -> None:
        """It is no draft any more. Raises GraphError."""
        must_be_allowed(self.may_send)
        self.sent.append(draft.sent())
        self.drafts.pop(draft.id, None)

    def draft(self, draft_id: str) -> Draft:
        """One that is there. Raises GraphError."""
        must_be_allowed(self.may_read)
        if draft_id not in self.drafts:
            raise not_found()
        return self.drafts[draft_id]

    def expect(self, draft: Draft, item: Any) -> str:
        """The key of an upload that begins. Raises GraphError."""
        must_be(item, UPLOAD, "attachmentItem")
        if item.get("attachmentType") != "file" or item.get("size", 0) < 3_000_000:
            code = "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize"
            raise GraphError(400, code, "The attachment is too small to be uploaded in pieces.")
        key = uuid.uuid4().hex
        self.uploads[key] = Upload(draft, item["name"], item.get("contentType", ""), item["size"])
        return key


def must_be_allowed(is_allowed: bool) -> None:
    """Raises GraphError where the application has no right to it."""
    if not is_allowed:
        raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")


def must_be(value: Any, known: Mapping[str, type], name: str) -> None:
    """Raises GraphError for a property that there is not, or of another type."""
    if not isinstance(value, dict):
        raise bad_request(f"The property is an object of type 'microsoft.graph.{name}'.")
    _must_have_no_others(value, known, name)
    for key, inner in value.items():
        if inner is not None and key in known and not isinstance(inner, known[key]):
            raise bad_request(f"Cannot convert the value of '{key}' to the expected type.")


def _must_have_no_others(value: Json, known: Collection[str], name: str) -> None:
    if unknown := sorted(set(value) - set(known) - {"@odata.type"}):
        raise bad_request(f"The property '{unknown[0]}' does not exist on type 'microsoft.graph.{name}'.")


def _must_go_somewhere(facts: Json) -> None:
    for each in facts.get("toRecipients") or ():
        address = each.get("emailAddress", {}).get("address", "")
        if not ADDRESS.match(address) or not address.isascii():
            raise GraphError(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.")
    for each in facts.get("internetMessageHeaders") or ():
        if not each["name"].casefold().startswith("x-"):
            raise GraphError(400, "InvalidInternetMessageHeader", "Names of own headers begin with x-.")
