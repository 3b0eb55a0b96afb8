"""«Alla handlingar»: which pages the bound file has, what its bookmarks say, and what is listed instead."""

import struct
import zlib
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader, PdfWriter

from bot.model.agenda import Agenda, AgendaLine
from bot.model.binding import Binding, Bundle, Paper, shared_out
from integrations.binder import bound_pdf
from integrations.documents import agenda_pdf

STARTS = datetime(2027, 2, 12, 13, 0, tzinfo=ZoneInfo("Europe/Stockholm"))


def a_line(number: int = 1, **files: str) -> AgendaLine:
    names = tuple(files)
    return AgendaLine(number=number, title="Budget", attachments=names, sha256s=tuple(files.values()))


def an_agenda(*lines: AgendaLine) -> Agenda:
    return Agenda(
        arena_name="Samverkan Norr",
        arena_short="Norr",
        meeting_kind="ordinary",
        starts_at=STARTS,
        minutes=120,
        place=None,
        link=None,
        version=1,
        preliminary=False,
        sent_at=STARTS,
        lines=lines,
    )


def a_pdf(pages: int = 1, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=200)
    if password:
        writer.encrypt(password)
    paper = BytesIO()
    writer.write(paper)
    return paper.getvalue()


def a_picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


Source = tuple[str, bytes | None]


def bytes_of(*sources: Source) -> bytes:
    line = a_line()
    papers = [Paper(name=name, sha256=name if content else None) for name, content in sources]
    bundle = Bundle(line=line, papers=papers)
    binding = Binding(agenda=an_agenda(line), part=1, parts=1, front="front", bundles=[bundle])
    return bound_pdf(binding, {"front": a_pdf(2)} | {name: content for name, content in sources if content})


def bound(*sources: Source) -> PdfReader:
    return PdfReader(BytesIO(bytes_of(*sources)))


def bookmarks(reader: PdfReader) -> list[tuple[str, int | None]]:
    def flat(entries: Any) -> Any:
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry)
            else:
                yield entry.title, reader.get_destination_page_number(entry)

    return list(flat(reader.outline))


def test_the_agenda_comes_first_and_each_paper_has_its_bookmark() -> None:
    reader = bound(("a.pdf", a_pdf(3)), ("karta.png", a_picture(40, 20)))

    assert len(reader.pages) == 2 + 1 + 3 + 1
    assert bookmarks(reader) == [("Dagordning", 0), ("Punkt 1. Budget", 2), ("a.pdf", 3), ("karta.png", 6)]
    assert str(reader.root_object["/Lang"]) == "sv-SE"
    assert reader.metadata is not None
    assert reader.metadata.title == "Alla handlingar – Norr, fredag 12 februari 2027"


def test_an_item_without_papers_has_its_bookmark_where_it_stands_on_the_agenda() -> None:
    withdrawn = replace(a_line(5), title="Utgår", withdrawn=True)
    lines = [replace(a_line(1), title="Protokoll"), a_line(2, **{"a.pdf": "A"}), a_line(3), withdrawn]
    agenda = an_agenda(*lines, replace(a_line(4), title="Övrigt", attachments=(), sha256s=()))
    bundle = Bundle(line=lines[1], papers=[Paper(name="a.pdf", sha256="A")])
    front = agenda_pdf(agenda)
    binding = Binding(agenda=agenda, part=1, parts=1, front="front", bundles=[bundle])

    reader = PdfReader(BytesIO(bound_pdf(binding, {"front": front, "A": a_pdf()})))

    assert bookmarks(reader) == [
        ("Dagordning", 0),
        ("Punkt 1. Protokoll", 0),
        ("Punkt 2. Budget", 1),
        ("a.pdf", 2),
        ("Punkt 3. Budget", 0),
        ("Punkt 4. Övrigt", 0),
    ]


def test_a_broad_picture_lies_on_its_side_of_the_paper() -> None:
    reader = bound(("a.png", a_picture(40, 20)), ("b.png", a_picture(20, 40)))

    sizes = [(page.mediabox.width > page.mediabox.height) for page in reader.pages[3:]]
    assert sizes == [True, False]


def test_what_cannot_be_bound_is_listed_as_sent_apart() -> None:
    reader = bound(
        ("Budget.xlsx", None),
        ("låst.pdf", a_pdf(password="x")),
        ("trasig.pdf", b"%PDF-1.7 nothing"),
        ("trasig.png", b"\x89PNG nothing"),
    )

    shown = reader.pages[2].extract_text().split("Bifogas separat")[1].split()
    assert len(reader.pages) == 3
    assert shown[:4] == ["Budget.xlsx", "låst.pdf", "trasig.pdf", "trasig.png"]


def test_the_same_papers_give_the_same_bytes() -> None:
    assert bytes_of(("a.pdf", a_pdf())) == bytes_of(("a.pdf", a_pdf()))


def test_what_is_too_large_for_one_file_is_shared_out_in_order() -> None:
    lines = [a_line(1, **{"a.pdf": "A", "b.pdf": "B"}), a_line(2, **{"c.pdf": "C", "d.xlsx": "D"})]

    shares = shared_out(lines, {"A": 30, "B": 30, "C": 10, "D": 900}, first=5, limit=45)

    assert [(share.size, share.names) for share in shares] == [
        (35, {1: ["a.pdf"]}),
        (40, {1: ["b.pdf"], 2: ["c.pdf", "d.xlsx"]}),
    ]
