"""«Läst»: who has read what was sent before a meeting (seed 000 «väl genomlästa innan mötet»)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import PAGES, Publication


@dataclass(eq=False, kw_only=True)
class ReadMark:
    """One person has read one version of a meeting's agenda, with its attachments."""

    id: int = field(init=False, default=0)
    arena_id: str
    meeting: Meeting
    person: Person
    version: int
    read_at: datetime


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """From which version, and since when, there is nothing new to read.

    A new version that brings no new attachment leaves those who read the one before as they are.
    """

    version: int
    since: datetime

    def is_met_by(self, mark: ReadMark | None) -> bool:
        """Whether that mark covers everything that there is to read."""
        return mark is not None and mark.version >= self.version and mark.read_at >= self.since


def wanted_reading(sent: Sequence[Publication]) -> Wanted | None:
    """What is to be read of what was sent, first to last; None before anything was."""
    wanted: Wanted | None = None
    known: set[str] = set()
    for publication in sent:
        shas = set(_contents(publication))
        is_page = publication.kind in PAGES
        if wanted is None or not shas <= known:
            version = publication.version if is_page else (wanted.version if wanted else 1)
            wanted = Wanted(version=version, since=publication.published_at)
        known |= shas
    return wanted


def _contents(publication: Publication) -> list[str]:
    if publication.kind in PAGES:
        return [sha256 for line in publication.agenda["lines"] for sha256 in line["sha256s"]]
    return [file["sha256"] for file in publication.late_files]
