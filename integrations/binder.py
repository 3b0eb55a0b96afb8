"""«Alla handlingar» as one PDF: the agenda, then each item's papers behind a page that lists them."""

import json
import logging
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from bot.model.agenda import Agenda, AgendaLine
from bot.model.binding import Binding, Paper, is_bindable
from bot.texts.dates import on_day
from integrations.documents import FONTS

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

logger = logging.getLogger(__name__)

# It quotes what it stumbles over, and what people wrote stands in no log.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

TEMPLATE: Final = Path(__file__).with_name("binder.typ")
# A colour picture of so many takes 600 MB to lay out; an A3 page read at 600 dots an inch has 70 million.
MOST_PIXELS: Final = 80_000_000
# More of them is no paper that anybody reads, and a file of half a megabyte can have a hundred thousand.
MOST_PAGES: Final = 2000
# What may stand on a page: words and marks, and links that say where they lead.
MARKS: Final = frozenset({
    "/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup",
})  # fmt: skip
LEADS: Final = ("/URI", "/GoTo")


class TooLarge(Exception):
    """A picture whose few bytes say that it has more pixels than there is memory for."""


@dataclass(frozen=True, kw_only=True)
class Bound:
    """One paper as PDF, None where it can only be listed."""

    name: str
    pdf: bytes | None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One item's bookmark, and those of its papers below it: name and page."""

    title: str
    page: int
    below: Sequence[tuple[str, int]] = ()


def bound_pdf(binding: Binding, contents: Mapping[str, bytes]) -> bytes:
    """One part of a meeting's papers, with a bookmark for each item; the same papers give the same bytes.

    What is no PDF or picture, is encrypted or broken, is listed as sent apart. Computing only, for seconds
    where papers are many: integrations.bindery gives it a process of its own.
    """
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter()
    marks: dict[int, Mark] = {}
    if binding.front:
        front = contents[binding.front]
        writer.append(BytesIO(front), outline_item="Dagordning", import_outline=False)
        marks |= _marks_on_agenda(binding.agenda, front)
    if binding.bundles:
        marks |= _append_bundles(writer, binding, contents)
    _write_outline(writer, marks)
    writer.add_metadata({"/Title": _title(binding), "/Author": binding.agenda.arena_name})
    writer.root_object[NameObject("/Lang")] = TextStringObject("sv-SE")
    writer.page_mode = "/UseOutlines"
    writer.compress_identical_objects()
    return _written(writer)


def _marks_on_agenda(agenda: Agenda, front: bytes) -> dict[int, Mark]:
    """Each item on the page of the agenda where its heading stands, by its number."""
    pages = dict(_headings(front))
    # A title that no heading shows as it is stands on the agenda all the same.
    return {
        line.number: Mark(title=_item_title(line), page=pages.get(line.number, 0))
        for line in agenda.lines
        if not line.withdrawn
    }


def _headings(front: bytes) -> Iterator[tuple[int, int]]:
    """Number and page of the items, by the bookmarks that typst makes of headings."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(front))
    for entry in _flat(reader.outline):
        number, page = re.match(r"(\d+)\.", entry.title or ""), reader.get_destination_page_number(entry)
        if number and page is not None:
            yield int(number[1]), page


def _flat(entries: Sequence[Any]) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _item_title(line: AgendaLine) -> str:
    return f"Punkt {line.number}. {line.title}"


def _append_bundles(writer: "PdfWriter", binding: Binding, contents: Mapping[str, bytes]) -> dict[int, Mark]:
    """Each item's divider with its papers behind it; where all of them begin."""
    from pypdf import PdfReader

    marks = {}
    bundles = [(each.line, [_bound(paper, contents) for paper in each.papers]) for each in binding.bundles]
    dividers = PdfReader(BytesIO(_dividers(binding, bundles)))
    for at, (line, papers) in enumerate(bundles):
        first = len(writer.pages)
        writer.append(dividers, pages=(at, at + 1), import_outline=False)
        below = []
        for paper in papers:
            if paper.pdf:
                below.append((paper.name, len(writer.pages)))
                writer.append(BytesIO(paper.pdf), import_outline=False)
        marks[line.number] = Mark(title=_item_title(line), page=first, below=below)
    return marks


def _write_outline(writer: "PdfWriter", marks: Mapping[int, Mark]) -> None:
    for _number, mark in sorted(marks.items()):
        item = writer.add_outline_item(title=mark.title, page_number=mark.page)
        for name, page in mark.below:
            writer.add_outline_item(title=name, page_number=page, parent=item)


def _written(writer: "PdfWriter") -> bytes:
    paper = BytesIO()
    writer.write(paper)
    return paper.getvalue()


def _title(binding: Binding) -> str:
    agenda = binding.agenda
    part = f", del {binding.part} av {binding.parts}" if binding.parts > 1 else ""
    return f"Alla handlingar – {agenda.arena_short}, {on_day(agenda.starts_at)}{part}"


def _bound(paper: Paper, contents: Mapping[str, bytes]) -> Bound:
    """The paper as pages, if it can be."""
    content = contents.get(paper.sha256 or "")
    if content is None or not is_bindable(paper.name):
        return Bound(name=paper.name, pdf=None)
    is_pdf = PurePath(paper.name).suffix.lower() == ".pdf"
    try:
        pdf = _clean_pdf(content) if is_pdf else _picture(paper.name, content)
    except Exception as error:  # noqa: BLE001
        # What a stranger's file breaks in a reader is nothing that one could name; it is then sent apart.
        logger.warning("binder.unreadable: %s", type(error).__name__)
        pdf = None
    return Bound(name=paper.name, pdf=pdf)


def _clean_pdf(content: bytes) -> bytes | None:
    """Its pages alone, written anew: nothing that opens, runs or asks comes along."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted or not 0 < len(reader.pages) <= MOST_PAGES:
        return None
    writer = PdfWriter()
    for page in reader.pages:
        _must_only_be_read(writer.add_page(page))
    return _written(writer)


def _must_only_be_read(page: "PageObject") -> None:
    """Take away what a page does when it is opened, and all upon it but marks and links."""
    from pypdf.generic import ArrayObject, NameObject

    page.pop("/AA", None)
    marks = [each for each in page.get("/Annots") or () if each.get_object().get("/Subtype") in MARKS]
    for each in marks:
        mark = each.get_object()
        mark.pop("/AA", None)
        if mark.get("/A", {}).get_object().get("/S") not in LEADS or "/Next" in mark["/A"]:
            mark.pop("/A", None)
    page[NameObject("/Annots")] = ArrayObject(marks)


def _picture(name: str, content: bytes) -> bytes:
    """The picture on an A4 page, lying where it is broader than high."""
    import imagesize

    width, height = imagesize.get(BytesIO(content))
    if width * height > MOST_PIXELS:
        raise TooLarge
    file = f"picture{PurePath(name).suffix.lower()}"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / file).write_bytes(content)
        template = Path(folder) / TEMPLATE.name
        template.write_bytes(TEMPLATE.read_bytes())
        return _compiled(template, {"title": name, "file": file})


def _dividers(binding: Binding, bundles: Sequence[tuple[AgendaLine, Sequence[Bound]]]) -> bytes:
    items = [_as_shown(line, papers) for line, papers in bundles]
    agenda: Agenda = binding.agenda
    footer = f"{agenda.arena_short}, {on_day(agenda.starts_at)}"
    return _compiled(TEMPLATE, {"title": _title(binding), "footer": footer, "items": items})


def _as_shown(line: AgendaLine, papers: Sequence[Bound]) -> dict[str, Any]:
    return {
        "number": line.number,
        "title": line.title,
        "presenter": line.presenter,
        "bound": [paper.name for paper in papers if paper.pdf],
        "apart": [paper.name for paper in papers if not paper.pdf],
    }


def _compiled(template: Path, page: dict[str, Any]) -> bytes:
    import typst

    return typst.compile(
        template,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(page)},
        timestamp=0,
    )
