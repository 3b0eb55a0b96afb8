"""What was sent: one agenda as people received it, frozen in its words."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """One numbered item as it stood when the agenda was sent.

    `clock` is wall time as people read it ("13.05"), or None for items outside the time plan.
    `kind` is one of information, diskussion, beslut, beredning; `attachments` are names as shown, `sha256s`
    their contents in the same order. `awaits_file` says that a file is promised whose name nobody knows.
    """

    number: int
    title: str
    item_id: int | None = None
    clock: str | None = None
    minutes: int | None = None
    kind: str | None = None
    presenter: str | None = None
    proposer: str | None = None
    description: str | None = None
    attachments: tuple[str, ...] = ()
    sha256s: tuple[str, ...] = ()
    late_attachments: tuple[str, ...] = ()
    awaits_file: bool = False
    withdrawn: bool = False

    @property
    def files(self) -> dict[str, str]:
        """Content by name, in order."""
        return dict(zip(self.attachments, self.sha256s, strict=True))


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """One version of a meeting's agenda, as sent.

    `starts_at` and `sent_at` are aware and in the arena's zone, so that they can be shown as they are.
    `incoming` holds items nobody had prepared (seed 000, "senast en vecka före mötet" holds all the same).
    `is_late`: this is a first version, and it could not keep that week.
    """

    arena_name: str
    arena_short: str
    meeting_kind: str
    starts_at: datetime
    minutes: int
    place: str | None
    link: str | None
    version: int
    preliminary: bool
    sent_at: datetime
    lines: tuple[AgendaLine, ...]
    incoming: tuple[AgendaLine, ...] = ()
    is_late: bool = False

    @property
    def untimed(self) -> list[int]:
        """The numbers of the lines without minutes, for which what follows has no clock time."""
        lines = [line for line in self.lines if not line.withdrawn]
        return [line.number for line in lines[:-1] if not line.minutes]

    def line_of(self, item_id: int | None) -> AgendaLine | None:
        """The numbered line of that item, prepared or not."""
        every = (*self.lines, *self.incoming)
        return next((line for line in every if line.item_id == item_id), None)


def frozen(agenda: Agenda) -> dict[str, Any]:
    """The agenda as JSON values, as it is kept."""
    page = asdict(agenda)
    return page | {"starts_at": agenda.starts_at.isoformat(), "sent_at": agenda.sent_at.isoformat()}


def thawed(page: dict[str, Any], zone: ZoneInfo) -> Agenda:
    """The agenda that was frozen, its times in the arena's zone."""
    times = {name: datetime.fromisoformat(page[name]).astimezone(zone) for name in ("starts_at", "sent_at")}
    lines = {name: tuple(_line(line) for line in page[name]) for name in ("lines", "incoming")}
    return Agenda(**(page | times | lines))


def _line(line: dict[str, Any]) -> AgendaLine:
    files = {name: tuple(line[name]) for name in ("attachments", "sha256s", "late_attachments")}
    return AgendaLine(**(line | files))


def shown_name(number: int, name: str) -> str:
    """What an attachment is called when it goes out."""
    return f"Punkt {number} – {name}"
