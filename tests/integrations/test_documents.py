"""The agenda as a PDF, read back the way a reader, a printer and a screen reader would."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from bot.model.agenda import Agenda, AgendaLine
from integrations import documents
from integrations.documents import DocumentFailed, agenda_pdf

JAMTLAND = ZoneInfo("Europe/Stockholm")
WIDEST = 45  # of the letter W on one line of A4 within our margins


def an_item(number: int = 1, title: str = "Budget", **facts: Any) -> AgendaLine:
    return AgendaLine(number=number, title=title, **facts)


def an_agenda(**facts: Any) -> Agenda:
    usual: dict[str, Any] = {
        "arena_name": "SamReKo – hälso- och sjukvård, skola och IFO",
        "arena_short": "SamReKo HSI",
        "meeting_kind": "ordinary",
        "starts_at": datetime(2027, 2, 12, 13, 0, tzinfo=JAMTLAND),
        "minutes": 120,
        "place": "Regionens hus, Östersund",
        "link": None,
        "version": 1,
        "preliminary": False,
        "sent_at": datetime(2027, 2, 5, 8, 0, tzinfo=JAMTLAND),
        "lines": (an_item(),),
    }
    return Agenda(**(usual | facts))


def read(agenda: Agenda) -> PdfReader:
    return PdfReader(BytesIO(agenda_pdf(agenda)))


def seen(paper: PdfReader) -> list[str]:
    """Every line of every page from top to bottom, its parts divided by one space."""
    pages = (page.extract_text(extraction_mode="layout") for page in paper.pages)
    return [" ".join(line.split()) for page in pages for line in page.splitlines() if line.strip()]


def items_seen(agenda: Agenda) -> list[str]:
    """What stands between the head's last line, the place, and the foot of a single page."""
    lines = seen(read(agenda))
    return lines[lines.index("Plats Regionens hus, Östersund") + 1 : -1]


def tags(element: Any) -> Iterator[str]:
    """The names in the structure tree, in reading order."""
    element = element.get_object()
    if isinstance(element, ArrayObject):
        for each in element:
            yield from tags(each)
    if isinstance(element, DictionaryObject):
        if "/S" in element:
            yield str(element["/S"])
        yield from tags(element["/K"]) if "/K" in element else ()


def structure(paper: PdfReader) -> list[str]:
    return list(tags(paper.root_object["/StructTreeRoot"]))


def claims_pdf_ua(paper: PdfReader) -> bool:
    metadata: Any = paper.root_object["/Metadata"].get_object()
    return b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_data()


def test_the_page_says_who_meets_when_and_where_and_what_comes_up() -> None:
    agenda = an_agenda(
        link="https://moten.example/kort",
        lines=(
            an_item(
                title="Samverkansavtal",
                clock="13.00",
                minutes=80,
                kind="beslut",
                presenter="Cilla Norén",
                description="Förlängs till 2029.\n\nSynpunkterna är inarbetade.",
                attachments=("Avtal.pdf", "Remissvar.pdf"),
                late_attachments=("protokollsutdrag",),
            ),
        ),
    )

    lines = seen(read(agenda))

    assert lines == [
        "SamReKo – hälso- och sjukvård, skola och IFO",
        "Dagordning",
        "Möte Ordinarie möte",
        "Tid fredag 12 februari 2027 kl. 13.00–15.00",
        "Plats Regionens hus, Östersund",
        "Länk https://moten.example/kort",
        "13.00 1. Samverkansavtal",
        "1 tim 20 min Beslut · Föredragande: Cilla Norén",
        "Förlängs till 2029.",
        "Synpunkterna är inarbetade.",
        "Bilaga: Avtal.pdf",
        "Bilaga: Remissvar.pdf",
        "Bilaga eftersänds: protokollsutdrag",
        "Skickad fredag 5 februari 2027 kl. 08.00 Sida 1 av 1",
    ]


def test_a_fact_that_is_not_known_leaves_no_empty_label() -> None:
    agenda = an_agenda(place=None)

    lines = seen(read(agenda))

    assert lines[2:5] == ["Möte Ordinarie möte", "Tid fredag 12 februari 2027 kl. 13.00–15.00", "1. Budget"]


def test_a_withdrawn_item_keeps_its_number_and_nothing_else() -> None:
    withdrawn = an_item(4, clock="13.05", kind="beslut", attachments=("Budget.xlsx",), withdrawn=True)

    lines = items_seen(an_agenda(lines=(withdrawn, an_item(5, "Skola"))))

    assert lines == ["4. Budget – utgår", "5. Skola"]


def test_what_nobody_prepared_comes_last_without_attachments() -> None:
    incoming = an_item(2, "Statsbidrag", minutes=15, proposer="Bo Ek", attachments=("Ansökan.pdf",))

    lines = items_seen(an_agenda(preliminary=True, incoming=(incoming,)))

    assert lines == [
        "1. Budget",
        "Inkommet, ännu inte berett",
        "15 min 2. Statsbidrag",
        "Föreslagen av Bo Ek",
    ]


def test_an_agenda_without_items_says_so() -> None:
    agenda = an_agenda(lines=())

    lines = items_seen(agenda)

    assert lines == ["Inga punkter är upptagna."]


@pytest.mark.parametrize(
    ("preliminary", "version", "heading"),
    [
        (True, 1, "Preliminär dagordning"),
        (False, 2, "Dagordning, version 2"),
    ],
)
def test_the_heading_and_the_title_say_which_agenda_it_is(
    preliminary: bool, version: int, heading: str
) -> None:
    agenda = an_agenda(preliminary=preliminary, version=version)

    paper = read(agenda)

    assert seen(paper)[1] == heading
    assert paper.metadata is not None
    assert paper.metadata.title == f"{heading} – SamReKo HSI, fredag 12 februari 2027"
    assert paper.metadata.author == "SamReKo – hälso- och sjukvård, skola och IFO"


@pytest.mark.parametrize(
    ("starts_at", "minutes", "shown"),
    [
        (datetime(2027, 6, 7, 8, 5, tzinfo=JAMTLAND), 95, "Tid måndag 7 juni 2027 kl. 08.05–09.40"),
        (
            datetime(2027, 9, 30, 13, 0, tzinfo=JAMTLAND),
            23 * 60,
            "Tid torsdag 30 september 2027 kl. 13.00 – fredag 1 oktober 2027 kl. 12.00",
        ),
        (datetime(2027, 3, 28, 1, 0, tzinfo=JAMTLAND), 90, "Tid söndag 28 mars 2027 kl. 01.00–03.30"),
    ],
)
def test_the_time_is_written_out_in_swedish_wall_time(starts_at: datetime, minutes: int, shown: str) -> None:
    agenda = an_agenda(starts_at=starts_at, minutes=minutes)

    lines = seen(read(agenda))

    assert lines[3] == shown


def test_every_page_says_which_page_it_is_and_later_ones_what_paper_they_are_of() -> None:
    agenda = an_agenda(lines=tuple(an_item(number, clock="13.00", minutes=5) for number in range(1, 61)))

    paper = read(agenda)

    pages = len(paper.pages)
    feet = [page.extract_text(extraction_mode="layout").split("  ")[-1].strip() for page in paper.pages]
    assert pages == 4
    assert feet == [f"Sida {number} av {pages}" for number in range(1, pages + 1)]
    assert seen(paper).count("Dagordning – SamReKo HSI, fredag 12 februari 2027") == pages - 1


def test_the_paper_presents_itself_to_a_screen_reader_in_swedish() -> None:
    paper = read(an_agenda())

    root: Any = paper.root_object

    assert root["/Lang"] == "sv-SE"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert claims_pdf_ua(paper)


def test_a_screen_reader_hears_an_items_title_before_its_time_and_its_attachments_as_a_list() -> None:
    agenda = an_agenda(
        place=None,
        lines=(an_item(clock="13.00", kind="beslut", presenter="Bo Ek", attachments=("Budget.xlsx",)),),
        incoming=(an_item(2, "Statsbidrag"),),
    )

    names = structure(read(agenda))

    facts = ["/L", *["/LI", "/Lbl", "/Strong", "/LBody"] * 2]
    item = ["/H2", "/P", "/Strong", "/P", "/L", "/LI", "/Lbl", "/LBody"]
    assert names == ["/Document", "/P", "/H1", *facts, *item, "/H2", "/H3"]


def test_every_mark_on_the_page_is_tagged_or_declared_decoration() -> None:
    paper = read(an_agenda(link="https://moten.example", lines=(an_item(1), an_item(2, withdrawn=True))))

    open_tags, bare = 0, []
    for operands, operator in ContentStream(paper.pages[0]["/Contents"], paper).operations:
        open_tags += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
        if operator in {b"Tj", b"TJ", b"S", b"f", b"f*", b"B", b"Do"} and not open_tags:
            bare.append((operands, operator))

    assert bare == []


def test_bookmarks_lead_to_every_item() -> None:
    paper = read(an_agenda(lines=(an_item(1), an_item(2, "Skola")), incoming=(an_item(3, "Vård"),)))

    outline: Any = paper.outline
    top, below = outline

    assert top.title == "Dagordning"
    assert [each.title for each in below[:3]] == ["1. Budget", "2. Skola", "Inkommet, ännu inte berett"]
    assert [each.title for each in below[3]] == ["3. Vård"]


def links(paper: PdfReader) -> list[str]:
    return [note.get_object()["/A"]["/URI"] for page in paper.pages for note in page.get("/Annots", ())]


def test_a_long_web_address_is_a_link_shown_by_its_host() -> None:
    address = "https://teams.example/l/meetup-join/" + "19%3ameeting_" * 20

    paper = read(an_agenda(link=address))

    assert seen(paper)[5] == "Länk Anslut via teams.example"
    assert links(paper) == [address]


@pytest.mark.parametrize(
    "words", ["javascript:alert(1)", "ring 010-123 45 67", "https://", "https://x y.example"]
)
def test_only_a_web_address_becomes_a_link(words: str) -> None:
    paper = read(an_agenda(link=words))

    assert seen(paper)[5] == f"Länk {words}"
    assert links(paper) == []


@pytest.mark.parametrize(
    "title",
    [
        '#eval("1+1")',
        '#include "/etc/passwd"',
        "$x$ $ y $",
        "*b* _i_ `kod` ```",
        "\\ \\u{41}",
        "@ref <label>",
        "= Rubrik",
        "- punkt + punkt / term: 1. x",
        "// bort /* bort */",
        "[ ] { } ( ) \" ' ~ -- --- ...",
        "Łódź, Ŋuorggu, Đorđe, Привет",
    ],
)
def test_a_title_is_shown_as_it_was_written_whatever_it_would_mean_as_markup(title: str) -> None:
    agenda = an_agenda(lines=(an_item(title=title, presenter=title, attachments=(title,)),))

    lines = items_seen(agenda)

    assert lines == [f"1. {title}", f"Föredragande: {title}", f"Bilaga: {title}"]


@pytest.mark.parametrize(
    "title",
    [
        "مرحبا بالعالم och שלום",
        "Fest 🎉 👩‍👩‍👧 🇸🇪 ✓ ½ №",
        "A\u030asa e\u0301 och Z" + "\u0301\u0323" * 60,
        "\u202ebaklänges\u2066",
        "rad\nny\u2028rad\x00\x07\ud800",
        "",
        " \u200b\u00ad ",
        "م" * 300,
    ],
)
def test_no_script_sign_or_control_character_keeps_the_paper_from_being_made(title: str) -> None:
    item = an_item(title=title, kind=title, presenter=title, description=title, attachments=(title,))

    paper = read(an_agenda(arena_name=title, place=title, lines=(item,), incoming=(item,)))

    assert claims_pdf_ua(paper)


@pytest.mark.parametrize(
    ("title", "shown"), [("\u200b \x07", "Utan rubrik"), ("\u202eA\tB\u00a0C\nD", "A B C D")]
)
def test_what_cannot_be_seen_is_left_out(title: str, shown: str) -> None:
    agenda = an_agenda(lines=(an_item(title=title),))

    lines = items_seen(agenda)

    assert lines == [f"1. {shown}"]


def test_a_word_wider_than_the_page_is_broken_and_stays_whole() -> None:
    word = "W" * 300
    agenda = an_agenda(arena_name=word, place=word, lines=(an_item(title=word, attachments=(word,)),))

    runs = re.findall("W+", "\n".join(seen(read(agenda))))

    assert max(map(len, runs)) <= WIDEST
    assert sum(map(len, runs)) == 4 * 300


def test_a_text_longer_than_a_page_goes_on_to_the_next() -> None:
    agenda = an_agenda(lines=(an_item(title="Samverkan " * 60, description="Vård och skola. " * 400),))

    lines = seen(read(agenda))

    assert " ".join(lines).count("Vård och") >= 390
    assert lines[-1].endswith("Sida 3 av 3")


def test_a_character_no_font_has_costs_the_seal_of_pdf_ua_and_not_the_paper() -> None:
    paper = read(an_agenda(lines=(an_item(title="Budget \ufdd0"),)))

    lines = seen(paper)

    assert lines[5].startswith("1. Budget")
    assert not claims_pdf_ua(paper)
    assert "/H2" in structure(paper)


def test_the_same_agenda_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from tests.integrations.test_documents import agenda_pdf, an_agenda;"
        "sys.stdout.buffer.write(agenda_pdf(an_agenda()))"
    )

    first = agenda_pdf(an_agenda())
    second = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout

    assert first == second


def test_the_paper_is_dated_when_the_agenda_was_sent() -> None:
    agenda = an_agenda(sent_at=datetime(2027, 2, 5, 8, 0, tzinfo=JAMTLAND))

    paper = read(agenda)

    assert paper.metadata is not None
    assert paper.metadata.creation_date == agenda.sent_at


def test_what_goes_wrong_in_typesetting_is_one_named_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "agenda.typ"
    broken.write_text("#nothing-by-this-name")
    monkeypatch.setattr(documents, "TEMPLATE", broken)

    with pytest.raises(DocumentFailed, match="unknown variable"):
        agenda_pdf(an_agenda())


def test_the_bots_start_does_not_load_the_typesetter() -> None:
    code = "import sys, integrations.documents; print('typst' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    assert answer == "False\n"


def test_a_late_agenda_says_so_below_its_name() -> None:
    lines = [seen(read(an_agenda(is_late=is_late))) for is_late in (True, False)]

    assert lines[0][1:3] == ["Dagordning", "Skickad senare än en vecka före mötet"]
    assert lines[1] == [line for line in lines[0] if "senare än" not in line]
