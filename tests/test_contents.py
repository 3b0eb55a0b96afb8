"""What the reader of leaks finds in a paper, wherever somebody has hidden it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link

from tests.contents import words_of_file

HIDDEN = "Björkskolan läggs ned"


def _told_in_its_facts(paper: PdfWriter) -> None:
    paper.add_metadata({"/Subject": HIDDEN})


def _told_in_a_bookmark(paper: PdfWriter) -> None:
    paper.add_outline_item(title=HIDDEN, page_number=0)


def _told_in_a_link(paper: PdfWriter) -> None:
    paper.add_annotation(0, Link(rect=(0, 0, 9, 9), url=f"https://example.se/{HIDDEN}"))


def _told_in_the_name_of_a_file(paper: PdfWriter) -> None:
    paper.add_attachment(f"{HIDDEN}.txt", b"Budget")


def _told_in_a_file_of_a_file(paper: PdfWriter) -> None:
    inner = PdfWriter()
    inner.add_attachment("budget.txt", HIDDEN.encode())
    paper.add_attachment("budget.pdf", _bytes_of(inner))


def _bytes_of(paper: PdfWriter) -> bytes:
    written = BytesIO()
    paper.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "told",
    [
        _told_in_its_facts,
        _told_in_a_bookmark,
        _told_in_a_link,
        _told_in_the_name_of_a_file,
        _told_in_a_file_of_a_file,
    ],
)
def test_whatever_stands_in_a_paper_is_read(told: Callable[[PdfWriter], None]) -> None:
    paper = PdfWriter()
    paper.add_blank_page(width=9, height=9)
    told(paper)

    assert any(HIDDEN in words for words in words_of_file("bilaga.pdf", _bytes_of(paper)))
