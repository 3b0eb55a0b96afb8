"""Reading an arena file: TOML in, a checked ArenaFile out, or every fault with its line in Swedish."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.model.cleantext import clean_text
from bot.model.personnummer import holds_personnummer
from handlers.arenafile.checks import Flaw, flaws, personnummer_flaws
from handlers.arenafile.lines import Location, key_lines
from handlers.arenafile.schema import ArenaFile
from handlers.arenafile.words import expected, problem_line

__all__ = ["ArenaFile", "Problem", "WrongArenaFile", "read_arena_file"]

_MOST_KB = 1000
_LISTS = frozenset({"seat", "deputy", "role", "rotation", "standing", "meeting"})
_AT_LINE = re.compile(r"at line ([0-9]+)")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
# TOML takes no other letters in a name without quotation marks.
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Problem:
    """One thing wrong; `line` counts from 1, `key` is empty where the file as a whole is meant."""

    path: Path
    line: int | None
    key: str
    expected: str

    def __str__(self) -> str:
        return problem_line(self.path.name or str(self.path), self.line, self.key, self.expected)


class WrongArenaFile(Exception):
    """An arena file that cannot be loaded; its text is one Swedish line, or one a problem."""

    def __init__(self, path: Path, line: int | None, key: str, expected: str, *more: Problem) -> None:
        self.path, self.line, self.key, self.expected = path, line, key, expected
        self.problems = (Problem(path, line, key, expected), *more)
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def of(cls, problems: list[Problem]) -> "WrongArenaFile":
        """All of them; the first gives the exception its own line and key."""
        first, *more = problems
        return cls(first.path, first.line, first.key, first.expected, *more)


def read_arena_file(path: Path) -> ArenaFile:
    """The file's arena, with defaults for what is left out. Raises WrongArenaFile with every problem found.

    What binds values together (ids that meet, wall times) is looked at once each value alone is right.
    """
    try:
        return _checked(path)
    except RecursionError:
        raise _whole(path, "deep") from None


def _checked(path: Path) -> ArenaFile:
    source = _read_text(path)
    read = _parse(path, source)
    found = _Faults(path, read, key_lines(source))
    try:
        file = ArenaFile.model_validate(read)
    except ValidationError as error:
        raise found.named(_schema_flaws(error)) from None
    wrong = list(flaws(file))
    if wrong or found.personnummer:
        raise found.named(wrong)
    return file


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_KB * 1000 + 1)
    except FileNotFoundError:
        raise _whole(path, "no_file") from None
    except IsADirectoryError:
        raise _whole(path, "directory") from None
    except (OSError, ValueError):
        raise _whole(path, "unreadable") from None
    if len(content) > _MOST_KB * 1000:
        raise _whole(path, "big", most=_MOST_KB)
    return _decoded(path, content)


def _decoded(path: Path, content: bytes) -> str:
    try:
        # Editors on Windows put a byte order mark first, which TOML does not know.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _whole(path, "encoding") from None


def _parse(path: Path, source: str) -> dict[str, Any]:
    try:
        read = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(path, source, str(error)) from None
    except ValueError:
        # Python refuses to read a number of 5000 digits, and tomllib lets that through.
        raise _whole(path, "deep") from None
    if not read:
        raise _whole(path, "blank")
    return read


def _syntax(path: Path, source: str, message: str) -> WrongArenaFile:
    at_line = _AT_LINE.search(message)
    lines = source.splitlines() or [""]
    line = int(at_line[1]) if at_line else len(lines)
    named = _KEY.match(lines[min(line, len(lines)) - 1])
    kind = _syntax_kind(message)
    if named and not _BARE.fullmatch(named[1]):
        return WrongArenaFile(path, line, _shown_name(named[1]), expected("foreign_key"))
    if named:
        return WrongArenaFile(path, line, _shown_name(named[1]), expected(f"{kind}_key"))
    return WrongArenaFile(path, line, "", expected(kind))


def _syntax_kind(message: str) -> str:
    if message.startswith("Invalid date"):
        return "bad_date"
    if re.match(r"Cannot (overwrite|declare|mutate)|Duplicate", message):
        return "twice"
    return "syntax_end" if message.endswith("(at end of document)") else "syntax"


def _whole(path: Path, kind: str, **facts: object) -> WrongArenaFile:
    return WrongArenaFile(path, None, "", expected(kind, facts))


def _schema_flaws(error: ValidationError) -> Iterator[Flaw]:
    for found in error.errors(include_url=False, include_input=False):
        location, kind = found["loc"], found["type"]
        if kind == "tuple_type" and len(location) == 1 and location[0] in _LISTS:
            yield Flaw(location, "array_of_tables", {"key": location[0]})
        else:
            yield Flaw(location, kind, found.get("ctx", {}))


class _Faults:
    """Names flaws for people: file, line, key."""

    def __init__(self, path: Path, read: dict[str, Any], lines: dict[Location, int]) -> None:
        self.path, self.lines = path, lines
        self.personnummer = list(personnummer_flaws(read))

    def named(self, found: Iterable[Flaw]) -> WrongArenaFile:
        """All flaws in the file's order; a place with a personnummer says that and nothing else."""
        secret = {flaw.location for flaw in self.personnummer}
        wrong = [*self.personnummer, *(flaw for flaw in found if flaw.location not in secret)]
        problems = dict.fromkeys(self._problem(flaw) for flaw in wrong)
        return WrongArenaFile.of(sorted(problems, key=lambda problem: problem.line or 0))

    def _problem(self, flaw: Flaw) -> Problem:
        return Problem(
            self.path,
            self._line(flaw.location),
            _shown_key(flaw.location),
            expected(flaw.kind, flaw.facts),
        )

    def _line(self, location: Location) -> int | None:
        """The key's own line; for a key that is missing, that of the table where it should stand."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location)


def _shown_key(location: Location) -> str:
    names = [part for part in location if isinstance(part, str)]
    return ".".join(map(_shown_name, names))


def _shown_name(name: str) -> str:
    if holds_personnummer(name):
        return "…"
    return " ".join(clean_text(name).split())[:60] or '""'
