"""A mail as bytes for whoever carries it: plain text and HTML of the same words, the files, the calendar."""

import hashlib
import mimetypes
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from typing import Any, Final

from bot.model.calendarentry import Mailbox
from bot.model.letter import CalendarFile, Mail
from bot.ports.messenger import Impossible
from bot.texts import unescaped
from integrations.mailpage import page_of

# What people wrote is escaped, so that nothing else begins so.
TAG: Final = re.compile(r"<[^>]+>")
UNKNOWN: Final = "application/octet-stream"
# What Exchange heeds instead of Auto-Submitted; it may still say that a mail did not arrive ([MS-OXCMAIL],
# section 2.2.3.2.14).
NO_AUTOMATIC_ANSWER: Final = "X-Auto-Response-Suppress"
AWAY_AND_RULES: Final = "OOF, AutoReply"
LINK: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>')


def written(mail: Mail, sender: str, *, now: datetime) -> EmailMessage:
    """The message. Raises bot.ports.messenger.Impossible where an address or a name cannot stand in one."""
    try:
        return message_of(mail, sender, now=now)
    except (ValueError, LookupError) as error:
        raise Impossible(f"not to be written as a mail: {type(error).__name__}") from None


def message_of(mail: Mail, sender: str, *, now: datetime) -> EmailMessage:
    """The message; the same mail gives the same Message-ID, so that a copy is told as such."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.title
    message["From"] = address(mail.arena, sender)
    message["To"] = address(mail.to.name, mail.to.address)
    if answered := _answered_by(mail.answers_to):
        message["Reply-To"] = answered
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(mail, sender)
    message["Auto-Submitted"] = "auto-generated"
    message[NO_AUTOMATIC_ANSWER] = AWAY_AND_RULES
    message.set_content(_without_tags(mail.html) + "\n", cte="quoted-printable")
    message.add_alternative(page_of(mail), subtype="html", cte="quoted-printable")
    if mail.calendar:
        _offer(message, mail.calendar)
    for name, content in mail.files:
        _add_file(message, name, content)
    if mail.calendar:
        kind: Any = {"maintype": "text", "subtype": "calendar", "params": {"charset": "utf-8"}}
        message.add_attachment(mail.calendar.content, filename=mail.calendar.name, **kind)
    return message


def as_bytes(message: EmailMessage) -> bytes:
    """As it goes over the wire; with addresses as they are where they are not ASCII (RFC 6532)."""
    return message.as_bytes(policy=SMTPUTF8 if needs_utf8(message) else SMTP)


def needs_utf8(message: EmailMessage) -> bool:
    """Whether the part before @ of an address is not ASCII (RFC 6531); what comes after can be written so."""
    every = [each for name in ("From", "To") for each in message[name].addresses]
    return not all(each.username.isascii() for each in every)


def address(name: str, written: str) -> Address:
    """A name and an address, whose domain is written in ASCII. Raises ValueError where it is none."""
    local, _, host = written.rpartition("@")
    if not local or not host:
        raise ValueError("no address")
    return Address(display_name=name, username=local, domain=domain(written))


def _answered_by(mailbox: Mailbox | None) -> Address | None:
    """None as well where their address would hold up a mail to somebody else."""
    if mailbox is None or not mailbox.address.rpartition("@")[0].isascii():
        return None
    try:
        return address(mailbox.name, mailbox.address)
    except ValueError:
        return None


def domain(written: str) -> str:
    """What comes after @, as the network writes it."""
    return written.rpartition("@")[2].encode("idna").decode("ascii")


def message_id(mail: Mail, sender: str) -> str:
    """The same for every copy of the mail."""
    return f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:40]}@{domain(sender)}>"


def _without_tags(html: str) -> str:
    """As it is, every space too; addresses of links stand beside their words."""
    return unescaped(TAG.sub("", LINK.sub(r"\2: \1", html)))


def _offer(message: EmailMessage, calendar: CalendarFile) -> None:
    """As the third way of saying the same, which Outlook shows as the meeting."""
    text, params = calendar.content.decode(), {"method": calendar.method}
    message.add_alternative(text, subtype="calendar", params=params, cte="base64")


def _add_file(message: EmailMessage, name: str, content: bytes) -> None:
    kind = mimetypes.guess_type(name)[0] or UNKNOWN
    # The library takes text only as text, and would have it in another encoding.
    maintype, _, subtype = (UNKNOWN if kind.startswith("text/") else kind).partition("/")
    message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
