"""Draws chat.svg for the README, in the words the bot says today: run it again when the texts change."""

import re
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from textwrap import wrap

from bot.model.arena import Arena
from bot.model.draft import draft_agenda
from bot.model.item import AgendaItem, Attachment, FileState, ItemState
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.texts import say

WIDTH, SIDE, LINE = 440, 14, 19
# Signs on a line of the full width; few enough for the widest of the fonts below.
SIGNS = 47
FONTS = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
BLUE, GREY, INK, PAPER, WALL, OWN = "#2f6ea5", "#6b7a86", "#16212b", "#ffffff", "#dfe8ee", "#e1f6cf"
ASKED, SENT = datetime(2027, 1, 20, 9, 12, tzinfo=UTC), datetime(2027, 2, 5, 7, 0, tzinfo=UTC)

ARENA = Arena(id="samreko-hsi", name="SamReKo", short="SamReKo HSI")
BO = Person(email="bo.ek@region.example", name="Bo Ek")
MEETING = Meeting(
    arena=ARENA,
    key="2027-1",
    starts=datetime(2027, 2, 12, 13, 0),  # noqa: DTZ001 (a meeting starts by the arena's wall clock)
    place="Regionens hus, Östersund",
    planned_at=ASKED,
)


def an_item(number: int, title: str, minutes: int) -> AgendaItem:
    """An item of Bo's that waits for the preparers."""
    return AgendaItem(
        arena_id=ARENA.id,
        number=number,
        title=title,
        minutes=minutes,
        proposer=BO,
        proposed_at=ASKED,
        meeting=MEETING,
    )


def received(item: AgendaItem) -> str:
    """The bot's answer in the group."""
    return say("items_received", arena=ARENA, items=[item], meeting=MEETING, now=ASKED)


def agenda_post(items: list[AgendaItem]) -> str:
    """The agenda as the group gets it."""
    for item in items:
        item.state = ItemState.ACCEPTED
    agenda = draft_agenda(MEETING, items, version=1, is_preliminary=False, now=SENT)
    return say("agenda_post", arena=ARENA, agenda=agenda)


class Drawing:
    """A chat that grows downwards; `top` is where the next thing goes."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.top = 128

    def box(self, x: float, y: float, width: float, height: float, fill: str, *, corner: float = 14) -> None:
        """A filled box with round corners."""
        place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        self.parts.append(f'<rect {place} rx="{corner}" fill="{fill}"/>')

    def text(self, x: float, y: float, words: str, fill: str = INK, *, more: str = "") -> None:
        """One line; `more` holds further SVG attributes."""
        self.parts.append(f'<text x="{x}" y="{y}" fill="{fill}" {more}>{escape(words)}</text>')

    def day(self, words: str) -> None:
        """The chip between two days."""
        self.box(WIDTH / 2 - 58, self.top, 116, 24, "#9fb3c1", corner=12)
        self.text(WIDTH / 2, self.top + 17, words, PAPER, more='font-size="13" text-anchor="middle"')
        self.top += 36

    def own(self, words: str, clock: str) -> None:
        """What the reader wrote."""
        self.box(WIDTH - SIDE - 344, self.top, 344, 52, OWN)
        self.text(WIDTH - SIDE - 330, self.top + 22, words)
        self._clock(WIDTH - SIDE - 12, self.top + 42, clock)
        self.top += 62

    def said(self, html: str, clock: str, button: str | None = None) -> None:
        """What the bot wrote, with a button below it."""
        lines = [line for paragraph in html.split("\n") for line in _lines(paragraph)]
        height = 44 + LINE * len(lines)
        self.box(SIDE, self.top, WIDTH - 2 * SIDE, height, PAPER)
        self.text(SIDE + 14, self.top + 22, "Samverkansbot", BLUE, more='font-weight="600" font-size="14"')
        for number, (line, is_bold) in enumerate(lines):
            weight = 'font-weight="600" xml:space="preserve"' if is_bold else 'xml:space="preserve"'
            self.text(SIDE + 14, self.top + 43 + LINE * number, line, more=weight)
        self._clock(WIDTH - SIDE - 12, self.top + height - 9, clock)
        self.top += height + 6
        if button:
            self.box(SIDE, self.top, WIDTH - 2 * SIDE, 34, "#a9bdca", corner=10)
            middle = 'text-anchor="middle" font-weight="600"'
            self.text(WIDTH / 2, self.top + 22, f"{button}  ↗", PAPER, more=middle)
            self.top += 40
        self.top += 8

    def file(self, name: str, clock: str) -> None:
        """A document of the bot's."""
        self.box(SIDE, self.top, WIDTH - 2 * SIDE, 58, PAPER)
        self.parts.append(f'<circle cx="{SIDE + 34}" cy="{self.top + 29}" r="19" fill="{BLUE}"/>')
        pdf = 'text-anchor="middle" font-weight="700" font-size="11"'
        self.text(SIDE + 34, self.top + 33, "PDF", PAPER, more=pdf)
        self.text(SIDE + 64, self.top + 26, name, more='font-weight="600" font-size="14"')
        self._clock(WIDTH - SIDE - 12, self.top + 48, clock)
        self.top += 66

    def _clock(self, x: float, y: float, clock: str) -> None:
        self.text(x, y, clock, GREY, more='font-size="12" text-anchor="end"')

    def framed(self) -> str:
        """The whole picture: the group's head, the pinned line, and what was drawn."""
        chat, self.parts = self.parts, []
        self.box(0, 0, WIDTH, 62, BLUE, corner=0)
        self.parts.append(f'<circle cx="40" cy="31" r="20" fill="{PAPER}" fill-opacity=".22"/>')
        self.text(40, 37, "S", PAPER, more='text-anchor="middle" font-weight="600" font-size="18"')
        self.text(72, 27, ARENA.short, PAPER, more='font-weight="600" font-size="17"')
        self.text(72, 48, "17 medlemmar", "#d5e5f1", more='font-size="13"')
        self.box(0, 62, WIDTH, 50, PAPER, corner=0)
        self.box(14, 70, 3, 34, BLUE, corner=1.5)
        self.text(26, 83, "Fäst meddelande", BLUE, more='font-weight="600" font-size="13"')
        self.text(26, 102, f"{ARENA.short} Dagordning fredag 12 februari 2027 …", more='font-size="13.5"')
        inside = "\n".join([*self.parts, *chat])
        height = self.top + 8
        outer = {"outer_width": WIDTH + 12, "outer_height": height + 12}
        return FRAME.format(width=WIDTH, height=height, fonts=FONTS, wall=WALL, inside=inside, **outer)


FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 -6 {outer_width} {outer_height}" role="img">
<title>Gruppen SamReKo HSI i Telegram: en punkt föreslås, och dagordningen kommer av sig själv.</title>
<clipPath id="phone"><rect width="{width}" height="{height}" rx="26"/></clipPath>
<g clip-path="url(#phone)" font-family="{fonts}" font-size="14.5">
<rect width="{width}" height="{height}" fill="{wall}"/>
{inside}
</g>
<rect width="{width}" height="{height}" rx="26" fill="none" stroke="#22303b" stroke-width="6"/>
</svg>
"""


def _lines(paragraph: str) -> list[tuple[str, bool]]:
    """One paragraph of Telegram HTML as lines, each with whether it is bold."""
    words = unescape(re.sub(r"</?b>", "", paragraph))
    indent = words[: len(words) - len(words.lstrip())]
    lines = wrap(words.strip(), SIGNS, initial_indent=indent, subsequent_indent=indent) or [""]
    return [(line, paragraph.startswith("<b>")) for line in lines]


def main() -> None:
    """Write the picture beside this file."""
    budget = an_item(14, "Budget", 15)
    file = Attachment(
        arena_id=ARENA.id,
        name="Budget.pdf",
        size=1,
        source_file_id="",
        state=FileState.STORED,
        added_at=ASKED,
        added_by=BO,
    )
    drawing = Drawing()
    drawing.day("20 januari")
    drawing.own("/foresla@samverkansbot Budget (15 min)", "10.12")
    drawing.said(received(budget), "10.12", "Öppna punkten")
    budget.attach(file)
    routine = an_item(15, "Rutin vid skolfrånvaro", 30)
    drawing.day("5 februari")
    drawing.said(agenda_post([an_item(9, "Föregående mötes protokoll", 5), budget, routine]), "08.00")
    drawing.file("Dagordning SamReKo HSI 2027-02-12.pdf", "08.00")
    drawing.file("Punkt 2 – Budget.pdf", "08.00")
    Path(__file__).with_name("chat.svg").write_text(drawing.framed(), encoding="utf-8")


if __name__ == "__main__":
    main()
