"""«Alla handlingar»: which papers go into one PDF, and into how many of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from bot.model.agenda import Agenda, AgendaLine

# What Telegram takes from a bot (core.telegram.org/bots/api, Sending files).
LARGEST = 50 * 1000 * 1000
# The bound file is a little larger than what goes into it; pictures may make it more than that.
LIMIT = 45 * 1000 * 1000
# Endings that can become pages; everything else is only listed.
BINDABLE = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp"})


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One attachment of a line; `sha256` is None for what is only listed."""

    name: str
    sha256: str | None = None


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """One item with its papers, in order."""

    line: AgendaLine
    papers: Sequence[Paper]


@dataclass(frozen=True, kw_only=True)
class Binding:
    """One PDF to be made: part `part` of `parts`; `front` is the agenda's own PDF, in the first part only.

    The files stand here by their SHA-256: what is to be bound is decided before anything of it is read.
    """

    agenda: Agenda
    part: int
    parts: int
    front: str | None = None
    bundles: Sequence[Bundle] = field(default=())

    @property
    def file_name(self) -> str:
        """What the bound file is called."""
        name = f"Alla handlingar {self.agenda.arena_short} {self.agenda.starts_at:%Y-%m-%d}".replace("/", "-")
        return f"{name}.pdf" if self.parts == 1 else f"{name} del {self.part} av {self.parts}.pdf"

    @property
    def sources(self) -> set[str]:
        """The SHA-256 of every file that goes into it."""
        papers = {paper.sha256 for bundle in self.bundles for paper in bundle.papers}
        return {sha256 for sha256 in (self.front, *papers) if sha256}


def is_bindable(name: str) -> bool:
    """Whether a file of that name can become pages."""
    return PurePath(name).suffix.lower() in BINDABLE


@dataclass(kw_only=True)
class Share:
    """What one part will hold, before anything is read: names by line."""

    size: int = 0
    names: dict[int, list[str]] = field(default_factory=dict)


def shared_out(
    lines: Sequence[AgendaLine], sizes: dict[str, int], *, first: int = 0, limit: int
) -> list[Share]:
    """The papers in as many parts as the limit asks for, in order; `first` is the agenda's own size."""
    shares = [Share(size=first)]
    for line, name, size in _sized(lines, sizes):
        if shares[-1].size + size > limit and shares[-1].size:
            shares.append(Share())
        shares[-1].size += size
        shares[-1].names.setdefault(line.number, []).append(name)
    return shares


def _sized(lines: Sequence[AgendaLine], sizes: dict[str, int]) -> Iterator[tuple[AgendaLine, str, int]]:
    for line in lines:
        for name, sha256 in line.files.items():
            yield line, name, sizes.get(sha256, 0) if is_bindable(name) else 0
