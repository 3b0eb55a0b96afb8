"""What stands in mails and files, as whoever opens them reads it."""

import io
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from html.parser import HTMLParser

from pypdf import PdfReader

PDF, ZIP = b"%PDF-", b"PK\x03\x04"


def words_of_mail(mail: EmailMessage) -> list[str]:
    """Its headers and its parts, plain text, HTML, calendar and files, with what those are called."""
    return [*map(str, mail.values()), *(words for part in mail.walk() for words in _words_of_part(part))]


def words_of_file(name: str, content: bytes) -> list[str]:
    """What it is called, and what stands in it."""
    if content.startswith(ZIP):
        return [name, *_words_of_zip(content)]
    # The papers of the chat's tests are nothing but text behind a paper's first letters.
    if content.startswith(PDF) and b"startxref" in content:
        return [name, *_words_of_pdf(content)]
    return [name, unfolded(content.decode())]


def unfolded(text: str) -> str:
    """A calendar breaks its lines anywhere (RFC 5545, section 3.1)."""
    return text.replace("\r\n ", "")


def _words_of_part(part: EmailMessage) -> Iterator[str]:
    if part.is_multipart():
        return
    content = part.get_content()
    if part.get_content_type() == "text/html":
        yield from (content, _text_of_page(content))
    elif isinstance(content, str):
        yield unfolded(content)
        yield part.get_filename() or ""
    else:
        yield from words_of_file(part.get_filename() or "", content)


def _words_of_pdf(content: bytes) -> Iterator[str]:
    """Its pages; every text beside them, as facts, bookmarks, notes and where links lead; its files."""
    paper = PdfReader(io.BytesIO(content))
    yield "\n".join(page.extract_text() for page in paper.pages)
    yield "\n".join(repr(paper.get_object(number)) for number in range(1, int(str(paper.trailer["/Size"]))))
    for file in paper.attachment_list:
        yield from words_of_file(file.name, file.content)


def _words_of_zip(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            yield from words_of_file(name, packed.read(name))


class _Page(HTMLParser):
    """Collects what is read of a page, with its entities resolved."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _text_of_page(page: str) -> str:
    reader = _Page()
    reader.feed(page)
    return "".join(reader.words)
