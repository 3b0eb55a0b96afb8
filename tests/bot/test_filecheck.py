"""Files are what they say, and hold no macros; nothing is unpacked."""

import io
import zipfile

import pytest

from bot.model.filecheck import why_refused


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 ..."),
        ("A.PDF", b"%PDF-1.7 ..."),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml")),
        ("a.xlsx", zipped("xl/workbook.xml")),
        ("a.odt", zipped("mimetype", "content.xml")),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
        ("a.txt", "Åtgärder".encode()),
        ("a.txt", "Åtgärder".encode("latin-1")),
        ("a.png", b"\x89PNG\r\n\x1a\n..."),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP"),
    ],
)
def test_files_of_the_permitted_kinds_are_taken(name: str, content: bytes) -> None:
    assert why_refused(name, content) is None


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"MZ\x90\x00", "mismatch"),
        ("a.docx", b"%PDF-1.7", "mismatch"),
        ("a.docx", zipped("xl/workbook.xml"), "mismatch"),
        ("a.docx", zipped("word/document.xml", "word/vbaProject.bin"), "macros"),
        ("a.odt", zipped("content.xml", "Basic/Standard/Module1.xml"), "macros"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        ("a.txt", b"MZ\x00\x00", "mismatch"),
        ("a.exe", b"MZ", "mismatch"),
        ("a", b"%PDF-", "mismatch"),
    ],
)
def test_other_files_are_refused_with_the_reason(name: str, content: bytes, why: str) -> None:
    assert why_refused(name, content) == why
