"""Where in a TOML source each key stands: tomllib tells what a file says, but not on which line."""

import re
import tomllib
from bisect import bisect_left
from typing import TypeAlias

Location: TypeAlias = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*""")
_STRING = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def key_lines(source: str) -> dict[Location, int]:
    """The line, from 1, of every table, key and list element of a source that tomllib accepts.

    Locations are as pydantic gives them: `("seat", 0, "holder", "email")`.
    """
    scanner = _Scanner(source.replace("\r\n", "\n"))
    scanner.read_document()
    return scanner.lines


class _Scanner:
    """A walk over valid TOML that keeps places and drops values."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.line_ends = [found.start() for found in re.finditer("\n", source)]
        self.lines: dict[Location, int] = {}
        self.tables: dict[Location, int] = {}

    def read_document(self) -> None:
        table: Location = ()
        while self._skip_blank():
            if self._next_is("["):
                table = self._read_header()
            else:
                self._read_pair(table)

    def _read_header(self) -> Location:
        start = self.at
        is_array = self.source.startswith("[[", start)
        self.at += 2 if is_array else 1
        *parents, name = self._read_key()
        self.at += 2 if is_array else 1
        table = (*self._resolve(parents, start), name)
        self._note(table, start)
        return self._next_element(table, start) if is_array else self._newest(table)

    def _resolve(self, parts: list[str], start: int) -> Location:
        """The table of these names; of an array of tables, its newest element."""
        location: Location = ()
        for part in parts:
            self._note((*location, part), start)
            location = self._newest((*location, part))
        return location

    def _newest(self, location: Location) -> Location:
        return (*location, self.tables[location] - 1) if location in self.tables else location

    def _next_element(self, array: Location, start: int) -> Location:
        index = self.tables.get(array, 0)
        self.tables[array] = index + 1
        self._note((*array, index), start)
        return (*array, index)

    def _read_pair(self, table: Location) -> None:
        start = self.at
        location = table
        for part in self._read_key():
            location = (*location, part)
            self._note(location, start)
        self.at += 1
        self._read_value(location)

    def _read_key(self) -> list[str]:
        parts = [self._read_key_part()]
        while self._next_is("."):
            self.at += 1
            parts.append(self._read_key_part())
        return parts

    def _read_key_part(self) -> str:
        found = self._take(_KEY_PART)
        written = found[1]
        return str(tomllib.loads(f"key = {written}")["key"]) if written[0] in "\"'" else written

    def _read_value(self, location: Location) -> None:
        self._skip_blank()
        if self._next_is("["):
            self._read_list(location)
        elif self._next_is("{"):
            self._read_inline_table(location)
        else:
            self._take(_STRING if self.source[self.at] in "\"'" else _SCALAR)

    def _read_list(self, location: Location) -> None:
        index = 0
        while not self._ends_with("]"):
            self._note((*location, index), self.at)
            self._read_value((*location, index))
            index += 1

    def _read_inline_table(self, location: Location) -> None:
        while not self._ends_with("}"):
            self._read_pair(location)

    def _ends_with(self, bracket: str) -> bool:
        """Step over the opening bracket or comma, and over the closing bracket if it is next."""
        self._skip_blank()
        if self._next_is(bracket):
            self.at += 1
            return True
        self.at += 1
        self._skip_blank()
        if not self._next_is(bracket):
            return False
        self.at += 1
        return True

    def _skip_blank(self) -> bool:
        """Whether anything follows the white space and comments."""
        self.at = self._take(_BLANK).end()
        return self.at < len(self.source)

    def _next_is(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self.source, self.at)
        if found is None:
            raise ValueError("the scanner was given what tomllib does not accept")
        self.at = found.end()
        return found

    def _note(self, location: Location, start: int) -> None:
        self.lines.setdefault(location, bisect_left(self.line_ends, start) + 1)
