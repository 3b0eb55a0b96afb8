"""Files made to do harm: refused for what they are, or taken without being opened, unpacked or obeyed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

import pytest
from pypdf import PdfReader

from bot.model.binding import Binding, Bundle, Paper, is_bindable
from bot.model.filecheck import why_refused
from integrations.binder import bound_pdf
from tests.integrations.test_binder import a_line, a_pdf, an_agenda

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
MEGABYTE = 1024 * 1024


def zipped(**files: bytes) -> bytes:
    """Packed as hard as can be; `word__document_xml` is word/document.xml."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def a_table_of(count: int) -> bytes:
    """A zip that is nothing but its table of names."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 5) + bytes(16) + b"word/"
    head = b"PK\x03\x04" + bytes(26)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, len(head), 0)
    return head + entry * count + end


def written(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            len(out),
        )
    )


def a_vast_picture() -> bytes:
    """900 million pixels in 100 kB."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(30_000 * (30_000 // 8 + 1)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
BOMB = zipped(word__document_xml=bytes(64 * MEGABYTE))
REFUSED = {
    "a macro document with another ending": (
        "a.docx",
        zipped(word__document_xml=b"x", word__vbaProject_bin=b""),
    ),
    "macros of the older sort": ("a.xlsx", zipped(xl__workbook_xml=b"x", xl__macrosheets__sheet1_xml=b"x")),
    "a PDF that is a document too": ("a.docx", b"%PDF-1.7\n" + zipped(word__document_xml=b"x")),
    "a page that is a document too": ("a.docx", b"<script>x</script>" + zipped(word__document_xml=b"x")),
    "a zip with another ending": ("a.docx", zipped(inner_zip=zipped(word__document_xml=b"x"))),
    "a table of 400,000 names": ("a.docx", a_table_of(400_000)),
    "half a zip": ("a.docx", zipped(word__document_xml=b"x" * 999)[:60]),
    "a program with another ending": ("a.pdf", b"MZ\x90\x00%PDF-1.7"),
    "a page with another ending": ("a.png", b"<html><script>x</script>"),
    "a drawing that can hold scripts": ("a.svg", b"<svg onload='x'/>"),
    "a program": ("a.docm", zipped(word__document_xml=b"x")),
}
# Taken as what they are and handed on as they are: nobody here looks into them.
UNOPENED = {
    "a zip bomb": ("a.docx", BOMB),
    "a zip bomb in a zip": ("a.docx", zipped(word__document_xml=b"x", word__inner_zip=BOMB)),
    "an entity that names a file": ("a.docx", zipped(word__document_xml=ENTITY)),
    "entities that grow": ("a.odt", zipped(content_xml=LAUGHS)),
}
# Taken, and in «Alla handlingar» listed as sent apart.
APART = {
    "an encrypted PDF": ("ond.pdf", a_pdf(password="x")),
    "pages within themselves": ("ond.pdf", written(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")),
    "twenty thousand pages": (
        "ond.pdf",
        written(CATALOG, b"<</Type/Pages/Kids[%s]/Count 9>>" % (b"3 0 R " * 20_000), b"<</Type/Page>>"),
    ),
    "a picture of 900 million pixels": ("ond.png", a_vast_picture()),
}


@pytest.fixture
def tried(figure: Callable[..., None]) -> Callable[..., None]:
    """Say what came of one such file."""
    return partial(figure, "P8", "files made to do harm", tried=1)


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused(what: str, tried: Callable[..., None]) -> None:
    refused = why_refused(*REFUSED[what]) in ("mismatch", "macros")

    tried(refused=int(refused))
    assert refused


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whatever is read of a zip beside its table of names."""
    read = list[object]()
    for name in ("open", "read", "extract", "extractall", "testzip"):
        monkeypatch.setattr(zipfile.ZipFile, name, lambda _, *what: read.append(what))
    return read


@pytest.mark.parametrize("what", UNOPENED)
def test_a_document_is_handed_on_without_being_opened(
    what: str, tried: Callable[..., None], opened: list[object]
) -> None:
    name, content = UNOPENED[what]

    refused = why_refused(name, content)

    tried(opened=int(bool(opened)))
    assert (refused, opened, is_bindable(name)) == (None, [], False)


@pytest.mark.parametrize("what", APART)
def test_a_paper_that_cannot_be_bound_is_listed_beside_those_that_are(
    what: str, tried: Callable[..., None]
) -> None:
    name, content = APART[what]

    reader = PdfReader(io.BytesIO(bound_with(name, content)))

    bound, apart = reader.pages[2].extract_text().split("Bifogas separat")
    is_apart = name in apart
    tried(sent_apart=int(is_apart))
    assert why_refused(name, content) is None
    assert ("god.pdf" in bound, is_apart, len(reader.pages)) == (True, True, 4)


def bound_with(name: str, content: bytes) -> bytes:
    """All papers of a meeting in which somebody has sent that."""
    line = a_line()
    papers = [Paper(name=each, sha256=each) for each in ("god.pdf", name)]
    binding = Binding(
        agenda=an_agenda(line), part=1, parts=1, front="front", bundles=[Bundle(line=line, papers=papers)]
    )
    return bound_pdf(binding, {"front": a_pdf(2), "god.pdf": a_pdf(), name: content})


def test_what_a_bound_paper_would_do_is_left_behind(tried: Callable[..., None]) -> None:
    acts = b"<</S/JavaScript/JS(acts)>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/AA<</O%s>>/Annots[4 0 R 5 0 R 6 0 R 7 0 R]>>" % acts
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/AA<</E%s>>/A<</S/%s>>>>"
    paper = written(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction%s>>" % acts,
        ONE_PAGE,
        page,
        link % (acts, b"Launch/F(cmd.exe)"),
        link % (acts, b"URI/URI(https://example.se)"),
        b"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/AA<</E%s>>>>" % acts,
        b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(acts.exe)>>>>",
    )

    bound = bound_with("ond.pdf", paper)

    reader = PdfReader(io.BytesIO(bound))
    left = [repr(reader.get_object(number)) for number in range(1, int(str(reader.trailer["/Size"])))]
    acting = [each for each in left if "acts" in each or "cmd.exe" in each]
    tried(obeyed=len(acting))
    assert acting == []
    assert [each for each in left if "example.se" in each] != []
