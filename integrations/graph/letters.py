"""A mail in msgraph-sdk's own models; they are imported when the first mail is written."""

import mimetypes
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.model.letter import Mail
from integrations.mailpage import page_of
from integrations.mailtext import AWAY_AND_RULES, NO_AUTOMATIC_ANSWER, domain, message_id

if TYPE_CHECKING:
    from msgraph.generated.models.file_attachment import FileAttachment
    from msgraph.generated.models.message import Message
    from msgraph.generated.users.item.messages.item.attachments.create_upload_session import (
        create_upload_session_post_request_body as upload_session,
    )
    from msgraph.generated.users.item.send_mail.send_mail_post_request_body import SendMailPostRequestBody

UNKNOWN = "application/octet-stream"
# By which copies of a mail are told as such; Exchange makes the Message-ID itself.
OUR_HEADER = "x-samverkansbot-mail"
File = tuple[str, str, bytes]


def files_of(mail: Mail) -> list[File]:
    """Name, type and bytes of whatever is attached, the calendar file last."""
    files = [(name, mimetypes.guess_type(name)[0] or UNKNOWN, content) for name, content in mail.files]
    if mail.calendar:
        kind = f"text/calendar; charset=utf-8; method={mail.calendar.method}"
        files.append((mail.calendar.name, kind, mail.calendar.content))
    return files


def message_of(mail: Mail, sender: str, files: Iterable[File] = ()) -> "Message":
    """The mail with those files in it. Raises ValueError where the reader has no address."""
    from msgraph.generated.models.body_type import BodyType
    from msgraph.generated.models.email_address import EmailAddress
    from msgraph.generated.models.internet_message_header import InternetMessageHeader
    from msgraph.generated.models.item_body import ItemBody
    from msgraph.generated.models.message import Message
    from msgraph.generated.models.recipient import Recipient

    local = mail.to.address.rpartition("@")[0]
    ours = {OUR_HEADER: message_id(mail, sender), NO_AUTOMATIC_ANSWER: AWAY_AND_RULES}
    to = EmailAddress(name=mail.to.name, address=f"{local}@{domain(mail.to.address)}")
    return Message(
        subject=mail.title,
        body=ItemBody(content_type=BodyType.Html, content=page_of(mail)),
        to_recipients=[Recipient(email_address=to)],
        internet_message_headers=[
            InternetMessageHeader(name=name, value=value) for name, value in ours.items()
        ],
        attachments=[attached(*file) for file in files] or None,
    )


def to_send(message: "Message") -> "SendMailPostRequestBody":
    """What is asked when the mail goes in one call."""
    from msgraph.generated.users.item.send_mail.send_mail_post_request_body import SendMailPostRequestBody

    return SendMailPostRequestBody(message=message, save_to_sent_items=True)


def to_nobody() -> "SendMailPostRequestBody":
    """A mail without a reader, which Exchange refuses to whoever may send."""
    from msgraph.generated.models.message import Message

    return to_send(Message(subject="samverkansbot"))


def attached(name: str, kind: str, content: bytes) -> "FileAttachment":
    """A small file, whole."""
    from msgraph.generated.models.file_attachment import FileAttachment

    return FileAttachment(name=name, content_type=kind, content_bytes=content)


def to_upload(name: str, kind: str, size: int) -> "upload_session.CreateUploadSessionPostRequestBody":
    """A large file, which is uploaded in pieces."""
    from msgraph.generated.models.attachment_item import AttachmentItem
    from msgraph.generated.models.attachment_type import AttachmentType
    from msgraph.generated.users.item.messages.item.attachments.create_upload_session import (
        create_upload_session_post_request_body as upload_session,
    )

    item = AttachmentItem(attachment_type=AttachmentType.File, name=name, content_type=kind, size=size)
    return upload_session.CreateUploadSessionPostRequestBody(attachment_item=item)


def load_models(mailbox: Any) -> None:
    """Whatever a mail needs, so that the event loop does not pay for it at the first one."""
    from kiota_serialization_json.json_serialization_writer import JsonSerializationWriter

    from bot.model.calendarentry import Mailbox

    draft = mailbox.messages.by_message_id("none")
    _ = mailbox.mail_folders.by_mail_folder_id("inbox").messages
    _ = (mailbox.send_mail, draft.send, draft.attachments.create_upload_session, draft.content)
    mail = Mail(
        key="", arena="", sender=None, to=Mailbox(name="", address="a@example.invalid"), title="", html=""
    )
    message = message_of(mail, "a@example.invalid", [("a", UNKNOWN, b"")])
    for each in (to_send(message), to_upload("a", UNKNOWN, 1)):
        JsonSerializationWriter().write_object_value(None, each)
