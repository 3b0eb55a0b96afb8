"""A mail that says what became of another one, as servers write it (RFC 3464, RFC 6522, RFC 6533)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

ACTION = re.compile(r"^Action:\s*(\w+)", re.MULTILINE | re.IGNORECASE)
STATUS = ("message/delivery-status", "message/global-delivery-status")
ORIGINAL = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")


@dataclass(frozen=True, kw_only=True)
class MailReport:
    """Whether it was given up, not only put off or passed on; `words` name whose it was, and its title."""

    is_given_up: bool
    words: str


def read_report(raw: bytes) -> MailReport | None:
    """None for a mail that is no such report, or cannot be read."""
    try:
        message = message_from_bytes(raw, policy=default)
        parts = list(message.walk())
        status = "\n".join(_text(part) for part in parts if part.get_content_type() in STATUS)
        titles = [title for part in parts if part.get_content_type() in ORIGINAL for title in _titles(part)]
    except (MessageError, LookupError, ValueError):
        return None
    actions = {found.casefold() for found in ACTION.findall(status)}
    if not actions:
        return None
    return MailReport(is_given_up="failed" in actions, words=" ".join([*titles, status]))


def _text(part: EmailMessage) -> str:
    """With what stands in it, which the library takes for mails in their own right."""
    return part.as_bytes().decode("utf-8", "replace")


def _titles(part: EmailMessage) -> Iterator[str]:
    _own, _, inner = part.as_bytes().replace(b"\r\n", b"\n").partition(b"\n\n")
    title = message_from_bytes(inner, policy=default)["Subject"]
    if title:
        yield str(title)
