"""`export`: everything of one arena as files that people can read, with a checksum of each."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.acts.agendas.leftbehind import files_of
from bot.acts.sending.dispatchlog import sendings_of
from bot.model.arena import Arena
from bot.model.changes import as_sent
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.ports.arena_store import ArenaStore
from bot.texts import say, unescaped
from bot.texts.dates import counted
from handlers.line.arenas import place_of
from handlers.line.exits import Stop
from handlers.line.opening import opened
from handlers.settings import Settings
from integrations.mailtext import TAG
from storage import archive, blobs
from storage.store import SqlStore

UNFIT = re.compile(r"[^\w.,()&+ –-]+")
LONGEST_NAME = 80
HISTORY = ("at", "person", "through", "verb", "thing", "facts")


class NotExported(Stop):
    """Nothing was written; the line says why."""


@dataclass(kw_only=True)
class Folder:
    """Files as they are written, each with its checksum.

    `wanted` are paths with the SHA-256 of what is kept in the database, `missing` those that is not.
    """

    root: Path
    sums: dict[str, str] = field(default_factory=dict)
    wanted: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def wants(self, name: str, sha256: str | None) -> None:
        """A file out of the database."""
        if sha256:
            self.wanted.append((name, sha256))
        else:
            self.missing.append(name)

    def write(self, name: str, content: bytes | str) -> None:
        """Under that path, or with a number where there is such a file already."""
        raw = content.encode() if isinstance(content, str) else content
        path = self._free(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        self.sums[path.relative_to(self.root).as_posix()] = hashlib.sha256(raw).hexdigest()

    def _free(self, name: str) -> Path:
        path = self.root / name
        for number in range(2, 10_000):
            if not path.exists():
                break
            path = (self.root / name).with_stem(f"{Path(name).stem} ({number})")
        return path


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What was written where."""

    arena: Arena
    made_at: datetime
    items: int
    meetings: int
    files: int = 0
    missing: list[str] = field(default_factory=list)
    directory: Path = Path()


def export(settings: Settings, arena_id: str, directory: Path) -> Exported:
    """Write it, whole or not at all. Raises UnknownArena, NotExported."""
    if directory.exists():
        raise NotExported(f"{directory} finns redan. Välj en ny katalog.")
    with opened(settings) as (database, clock), _unfinished(directory) as root:
        folder = Folder(root=root)
        with database.reading() as session:
            store = SqlStore(session)
            exported = _write(store, place_of(store, arena_id), folder, clock.now())
        # One short look at a time: the bot writes meanwhile.
        for name, sha256 in folder.wanted:
            with database.reading() as session:
                content = blobs.read(session, sha256)
            folder.write(name, content) if content is not None else folder.missing.append(name)
        _close(folder, exported)
        os.rename(root, directory)
    return replace(exported, files=len(folder.sums), missing=folder.missing, directory=directory)


@contextmanager
def _unfinished(directory: Path) -> Iterator[Path]:
    """A directory beside it, gone where something went wrong. Raises NotExported."""
    try:
        root = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=directory.parent))
    except OSError:
        raise NotExported(f"Det går inte att skriva i {directory.parent}.") from None
    try:
        yield root
    except OSError:
        raise NotExported(f"Det gick inte att skriva {directory}. Finns det plats?") from None
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _write(store: SqlStore, place: ArenaStore, folder: Folder, now: datetime) -> Exported:
    """All but the bytes of files."""
    rows = archive.archive_of(store.session, place.arena.id)
    meetings, items = place.meetings(), list(archive.all_items(store.session, place.arena.id))
    for meeting in meetings:
        _write_meeting(store, place, folder, meeting)
    for item in items:
        _write_item(place, folder, item)
    facts = {"seats": place.seats(), "tenures": place.tenures(), "roles": place.roles(), "meetings": meetings}
    folder.write("arena.md", _page("export_arena", arena=place.arena, **facts))
    folder.write("arena.json", json.dumps(rows, ensure_ascii=False, indent=1))
    folder.write("arena.schema.json", json.dumps(archive.schema(), ensure_ascii=False, indent=1))
    folder.write("historik.csv", _history(rows))
    return Exported(
        arena=place.arena, made_at=place.arena.local(now), items=len(items), meetings=len(meetings)
    )


def _close(folder: Folder, exported: Exported) -> None:
    facts = {"arena": exported.arena, "made_at": exported.made_at, "missing": folder.missing}
    folder.write("LÄS MIG.md", _page("export_readme", **facts))
    sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(folder.sums.items()))
    (folder.root / "SHA256SUMS").write_text(sums, encoding="utf-8")


def _write_meeting(store: SqlStore, place: ArenaStore, folder: Folder, meeting: Meeting) -> None:
    home = f"möten/{meeting.starts:%Y-%m-%d %H.%M} {_fit(meeting.key)}"
    publications = place.all_publications(meeting)
    pages = as_sent(place.publications(meeting), place.arena.zone) if meeting.is_sent else None
    facts = {
        "agenda": pages,
        "attendances": place.attendances([meeting]),
        "call_ins": place.call_ins([meeting]),
        "log": _log(store, place, meeting) if publications else "",
    }
    folder.write(f"{home}/möte.md", _page("export_meeting", arena=place.arena, meeting=meeting, **facts))
    for publication in publications:
        for name, sha256 in files_of(place, publication):
            folder.wants(f"{home}/{_fit(name)}", sha256)


def _log(store: SqlStore, place: ArenaStore, meeting: Meeting) -> str:
    sendings = sendings_of(store, place, meeting)
    html = say("dispatch_log", arena=place.arena, meeting=meeting, reading=None, sendings=sendings, others=())
    # Arena and meeting stand above it already.
    return TAG.sub("", html).partition("\n\n")[2].strip()


def _write_item(place: ArenaStore, folder: Folder, item: AgendaItem) -> None:
    home = f"ärenden/{item.number:04} {_fit(item.title)}"
    deeds = place.deeds(f"item:{item.id}")
    folder.write(
        f"{home}/ärende.md", _page("export_item", arena=place.arena, item=item, deeds=deeds, put_off={})
    )
    for file in item.attachments:
        name = Path(_fit(file.name))
        folder.wants(f"{home}/{name.stem} version {file.version}{name.suffix}", file.sha256)


def _page(name: str, **facts: Any) -> str:
    return unescaped(TAG.sub("", say(name, **facts))) + "\n"


def _fit(name: str) -> str:
    """A name that every file system takes; two that become alike are told apart by a number."""
    fit = " ".join(UNFIT.sub(" ", name).split()).strip(". ")
    stem, dot, ending = fit.rpartition(".")
    if dot and len(ending) <= 5:
        return f"{stem[: LONGEST_NAME - 6].strip()}.{ending}"
    return fit[:LONGEST_NAME].strip() or "utan namn"


def _history(rows: archive.Rows) -> str:
    names = {row["id"]: row["name"] for row in rows["person"]}
    out = io.StringIO()
    # Excel takes the file for what it is by the mark at its beginning.
    out.write("\ufeff")
    table = csv.writer(out, delimiter=";")
    table.writerow(HISTORY)
    for row in rows["history"]:
        facts = json.dumps(row["facts"], ensure_ascii=False, sort_keys=True)
        who = names.get(row["person_id"], "")
        table.writerow(
            [_tame(cell) for cell in (row["at"], who, row["through"], row["verb"], row["thing"], facts)]
        )
    return out.getvalue()


def _tame(cell: str) -> str:
    """A cell that no spreadsheet takes for something to reckon with."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def lines(exported: Exported) -> Iterator[str]:
    """What was written, and what was not there to be written."""
    items = counted(exported.items, "ärende", "ärenden")
    meetings = counted(exported.meetings, "möte", "möten")
    files = counted(exported.files, "fil", "filer")
    yield f"{exported.arena.id}: {meetings} och {items}, {files} i {exported.directory}."
    for name in exported.missing:
        yield f"  Inte kvar: {name}"
    yield "Börja med LÄS MIG.md. Där står personuppgifter: lämna ut katalogen med omdöme."


def as_json(exported: Exported) -> dict[str, Any]:
    """arena, directory, files, items, meetings and missing."""
    return {
        "arena": exported.arena.id,
        "directory": str(exported.directory),
        "files": exported.files,
        "items": exported.items,
        "meetings": exported.meetings,
        "missing": exported.missing,
    }
