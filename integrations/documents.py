"""Papers as people print and file them: one agenda becomes one accessible PDF."""

import json
import logging
import re
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.model.agenda import Agenda, AgendaLine
from bot.model.cleantext import clean_text
from bot.texts import say
from bot.texts.dates import at_time, clock, duration, on_day

if TYPE_CHECKING:
    from typst import PDFStandard

logger = logging.getLogger(__name__)

TEMPLATE: Final = Path(__file__).with_name("agenda.typ")
FONTS: Final = Path(__file__).with_name("fonts")
LONGEST_LINK: Final = 2000  # typst refuses to make a link of four times as much.


class DocumentFailed(Exception):
    """The document could not be made."""


def agenda_pdf(agenda: Agenda) -> bytes:
    """The agenda as a tagged PDF; the same agenda gives the same bytes.

    Computing only, 0.04 s for a dozen items and 0.2 s the first time: call it from a thread.
    Raises DocumentFailed.
    """
    import typst  # A library of 80 MB: loaded for the first agenda, not for the bot's start.

    try:
        return _in_fonts_that_have_it_all(json.dumps(_as_shown(agenda)), agenda.sent_at)
    except typst.TypstError as error:
        raise DocumentFailed(error.message) from error


def _in_fonts_that_have_it_all(agenda: str, sent_at: datetime) -> bytes:
    """PDF/UA-1 in the fonts that come with us, else in the machine's; failing both, with an empty box.

    PDF/UA-1 refuses a character that no font has, but such a paper is better than none: it is tagged all
    the same and only does not claim the standard.
    """
    import typst

    for own_fonts_only in (True, False):
        try:
            return _compile(agenda, sent_at, own_fonts_only=own_fonts_only, standards=["ua-1"])
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
            logger.warning("agenda.glyph_missing", extra={"own_fonts_only": own_fonts_only})
    return _compile(agenda, sent_at, own_fonts_only=False, standards=[])


def _compile(
    agenda: str, sent_at: datetime, *, own_fonts_only: bool, standards: "list[PDFStandard]"
) -> bytes:
    import typst

    return typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=own_fonts_only,
        sys_inputs={"agenda": agenda},
        pdf_standards=standards,
        timestamp=int(sent_at.timestamp()),
    )


def _as_shown(agenda: Agenda) -> dict[str, Any]:
    """The facts as the template shows them; words and layout are the template's."""
    return {
        **_printable(asdict(agenda)),
        "meeting_kind": say("meeting_kind", kind=agenda.meeting_kind),
        "starts_at": _time_span(agenda.starts_at, agenda.minutes),
        "date": on_day(agenda.starts_at),
        "sent_at": at_time(agenda.sent_at),
        "link_host": _web_host(_plain(agenda.link or "")),
        "lines": [_line_as_shown(line) for line in agenda.lines],
        "incoming": [_line_as_shown(line) for line in agenda.incoming],
    }


def _line_as_shown(line: AgendaLine) -> dict[str, Any]:
    return {
        **_printable(asdict(line)),
        "minutes": None if line.minutes is None else duration(line.minutes),
        "description": clean_text(line.description or "").splitlines(),
    }


def _printable(facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts, in plain text wherever people wrote."""
    return {name: _printable_one(value) for name, value in facts.items()}


def _printable_one(value: Any) -> Any:
    match value:
        case str():
            return _plain(value)
        case tuple():
            return [_printable_one(each) for each in value]
    return value


def _plain(text: str) -> str:
    """One line of it, with spaces at which it may break and nothing that turns what others wrote."""
    return " ".join(clean_text(text).splitlines())


def _web_host(link: str) -> str | None:
    found = re.fullmatch(r"https?://([^\s/]+)(/\S*)?", link)
    return found[1] if found and len(link) <= LONGEST_LINK else None


def _time_span(starts_at: datetime, minutes: int) -> str:
    ends_at = (starts_at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts_at.tzinfo)
    if ends_at.date() == starts_at.date():
        return f"{at_time(starts_at)}–{clock(ends_at)}"
    return f"{at_time(starts_at)} – {at_time(ends_at)}"
