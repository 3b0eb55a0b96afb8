"""«Alla handlingar»: which papers go into one PDF, and into how many of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from bot.model.agenda import Agenda, AgendaLine

# What Telegram takes from a bot is 50 MB; the bound file is a little larger than what goes into it.
LIMIT = 45 * 1000 * 1000
# Endings that can become pages; everything else is only listed.
BINDABLE = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp"})


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One attachment of a line; `content` is None for what is only listed."""

    name: str
    content: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """One item with its papers, in order."""

    line: AgendaLine
    papers: Sequence[Paper]


@dataclass(frozen=True, kw_only=True)
class Binding:
    """One PDF to be made: part `part` of `parts`; `front` is the agenda's own PDF, in the first part only."""

    agenda: Agenda
    part: int
    parts: int
    front: bytes | None = None
    bundles: Sequence[Bundle] = field(default=())


def is_bindable(name: str) -> bool:
    """Whether a file of that name can become pages."""
    return PurePath(name).suffix.lower() in BINDABLE


@dataclass(kw_only=True)
class Share:
    """What one part will hold, before anything is read: names by line."""

    size: int = 0
    names: dict[int, list[str]] = field(default_factory=dict)


def shared_out(
    lines: Sequence[AgendaLine], sizes: dict[str, int], *, first: int = 0, limit: int = LIMIT
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
