"""A year as a picture: one drawing as SVG, for screens and paper, and as PNG, for a chat."""

import json
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import date
from html import escape
from math import degrees, pi
from pathlib import Path
from typing import Any, Final, Literal

from babel.dates import get_month_names

from bot.model.yearwheel import LAST_DAYS, LEADING_UP, Mark, MarkKind, Term, YearWheel
from bot.texts import plain, plain_lines, say
from integrations.documents import FONTS

TEMPLATE: Final = Path(__file__).with_name("wheel.typ")
# How many terms have room for all of their words.
ROOMY: Final = 2
# In points, which are the PNG's pixels: how far out, and how wide, discs and small marks are.
DISCS_AT, DISC, MARKS_AT, MARK = 384.0, 90.0, 302.0, 44.0


def wheel_png(wheel: YearWheel) -> bytes:
    """The year, 1080 pixels wide; 0.1 s of computing: call it from a thread."""
    return _drawn(wheel, "png")


def wheel_svg(wheel: YearWheel) -> bytes:
    """The year with the same words as its title and description, which a screen reader reads: its letters
    are outlines, so that they look alike everywhere."""
    drawn = _drawn(wheel, "svg").decode()
    arena, title, *words = plain_lines(say("year_wheel", arena=wheel.arena, wheel=wheel))
    named = f"<title>{escape(title)}, {escape(arena)}</title>"
    described = f'<desc id="words">{escape(chr(10).join(filter(None, words)))}</desc>'
    head = '<svg role="img" aria-describedby="words" '
    return drawn.replace("<svg ", head, 1).replace(">", f">{named}{described}", 1).encode()


def _drawn(wheel: YearWheel, form: Literal["png", "svg"]) -> bytes:
    import typst  # As for the agenda: loaded for the first picture, not for the bot's start.

    facts = {"wheel": json.dumps(_facts(wheel))}
    # The template says sizes in points: 72 to the inch make each of them a pixel.
    return typst.compile(
        TEMPLATE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs=facts, format=form, ppi=72
    )


def _facts(wheel: YearWheel) -> dict[str, Any]:
    discs = [mark for mark in wheel.marks if mark.kind not in LEADING_UP]
    leads = list({(mark.day, mark.kind): mark for mark in wheel.marks if mark.kind in LEADING_UP}.values())
    is_now = wheel.today.year == wheel.year
    return {
        "arena": wheel.arena.short,
        "year": str(wheel.year),
        "terms": [_lines(term, is_crowded=len(wheel.terms) > ROOMY) for term in wheel.terms],
        "is_empty": not wheel.marks,
        "today": _angle(wheel.today) if is_now else None,
        "months": list(_months(wheel.year)),
        "discs": _placed(discs, DISC / DISCS_AT),
        "leads": _placed(leads, MARK / MARKS_AT),
        "legend": _legend({mark.kind for mark in wheel.marks}, is_now=is_now),
    }


def _lines(term: Term, *, is_crowded: bool) -> list[str]:
    """A term in the middle of the wheel; where there are many, the name alone says whose side it is."""
    shown = replace(term, side=None) if is_crowded and term.names else term
    return plain(say("year_wheel_term", term=shown)).split(", ")


def _legend(seen: Set[MarkKind], *, is_now: bool) -> list[list[dict[str, str]]]:
    """Two columns, of no more than what the wheel shows: when people meet, and the rest."""
    meetings = [_named(kind) for kind in MarkKind if kind in seen - LAST_DAYS]
    rest = [_named(kind) for kind in MarkKind if kind in seen & LAST_DAYS]
    return [meetings, [*rest, {"kind": "today", "words": "i dag"}] if is_now else rest]


def _months(year: int) -> Iterable[dict[str, Any]]:
    names = get_month_names("abbreviated", locale="sv")
    starts = [_angle(date(year, month, 1)) for month in range(1, 13)]
    for month, (start, end) in enumerate(zip(starts, [*starts[1:], 360.0], strict=True), 1):
        yield {"name": names[month].rstrip("."), "from": start, "to": end}


def _named(kind: MarkKind) -> dict[str, str]:
    return {"kind": kind, "words": plain(say("year_wheel_mark", mark={"kind": kind, "meeting": None}))}


def _placed(marks: Sequence[Mark], width: float) -> dict[str, Any]:
    """Where each mark goes, `width` radians of room for each, and by how much all shrink if they are many."""
    scale = min(1.0, 2 * pi / (width * max(1, len(marks))))
    angles = spread([_angle(mark.day) for mark in marks], degrees(width) * scale)
    shown = [
        {"at": angle, "kind": mark.kind, "day": str(mark.day.day)}
        for mark, angle in zip(marks, angles, strict=True)
    ]
    return {"scale": scale, "marks": shown}


def _angle(day: date) -> float:
    """Degrees clockwise from New Year's Day."""
    days = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return 360 * (day.timetuple().tm_yday - 1) / days


def spread(angles: Sequence[float], gap: float) -> list[float]:
    """Rising angles in degrees, moved as little as possible until `gap` lies between any two.

    The circle is cut where most room is, and those too close share the middle of where they were (isotonic
    regression by pooling adjacent violators).
    """
    if not angles:
        return []
    cut = max(range(len(angles)), key=lambda index: (angles[index] - angles[index - 1]) % 360)
    turned = [*angles[cut:], *(angle + 360 for angle in angles[:cut])]
    pools: list[list[float]] = []
    for index, angle in enumerate(turned):
        pools.append([angle - index * gap])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    fitted = [_mean(pool) for pool in pools for _ in pool]
    moved = [(angle + index * gap) % 360 for index, angle in enumerate(fitted)]
    return [*moved[len(angles) - cut :], *moved[: len(angles) - cut]]


def _mean(pool: Sequence[float]) -> float:
    return sum(pool) / len(pool)
