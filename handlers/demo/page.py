"""The demo on the terminal: lines of the right width, a little bold and dim where that is understood."""

import os
import shutil
import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import TextIO

from bot.texts.dates import clock, on_day
from handlers.demo import words
from handlers.demo.captions import Caption
from integrations.botapi import ChatView

NARROWEST, WIDEST = 40, 92


class Page:
    """Writes line by line, each at once, so that a pipe shows them as they happen."""

    def __init__(self, out: TextIO, *, width: int, styled: bool) -> None:
        self._out = out
        self.width = width
        self._styled = styled
        self._day = ""

    def tells(self, now: datetime, caption: Caption, said: Sequence[str], chat: ChatView | None) -> None:
        """One step of the story with what the bot said; a heading before the first of each day."""
        if self._day != (day := on_day(now)):
            self._day = day
            self.title(day)
        self.paragraph(caption.sv, f"  {clock(now)}  ", " " * 9)
        for text in said:
            self.paragraph(words.quoted(text), " " * 9)

    def line(self, text: str = "") -> None:
        """One line as it is."""
        self._out.write(f"{text}\n")
        self._out.flush()

    def title(self, text: str) -> None:
        """A heading, with air above."""
        self.line()
        for line in folded(text, self.width):
            self.line(self.bold(line))

    def paragraph(self, text: str, first: str = "", rest: str | None = None) -> None:
        """Words folded to the width; `first` stands before the first line, `rest` before the others."""
        for line in folded(text, self.width, first, first if rest is None else rest):
            self.line(line)

    def bold(self, text: str) -> str:
        """Heavier, on a terminal that can."""
        return f"\x1b[1m{text}\x1b[0m" if self._styled else text

    def dim(self, text: str) -> str:
        """Lighter, on a terminal that can."""
        return f"\x1b[2m{text}\x1b[0m" if self._styled else text


def page_for(out: TextIO) -> Page:
    """A page that fits what it is written to."""
    is_plain = not out.isatty() or os.environ.get("TERM", "dumb") == "dumb" or "NO_COLOR" in os.environ
    columns = shutil.get_terminal_size((80, 24)).columns
    return Page(out, width=min(WIDEST, max(NARROWEST, columns)), styled=not is_plain)


def folded(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most `width`; never cut inside a word that fits in a line."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        drop_whitespace=True,
    ) or [first.rstrip()]
