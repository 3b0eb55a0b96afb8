"""The words of a mail as a page: headings, paragraphs and links, as simple as Outlook needs it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.model.letter import Mail

PAGE: Final = """\
<!DOCTYPE html>
<html lang="sv">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: 'Segoe UI', Arial, sans-serif; font-size: 16px; line-height: 1.45; max-width: 42em">
{body}
</body>
</html>
"""
# Outlook has margins of its own for all that says none.
HEADING: Final = '<h{level} style="margin: {above}px 0 4px; font-size: {size}px">{words}</h{level}>'
PARAGRAPH: Final = '<p style="margin: 0 0 10px">{words}</p>'
BOLD: Final = re.compile(r"<b>([^<]*)</b>")
POINT: Final = re.compile(r"\d+\. ")
INDENTED: Final = re.compile(r"^ +", re.MULTILINE)
# A link that is one already, or an address that stands in the words.
LINK: Final = re.compile(r'<a href="[^"]*">.*?</a>|https?://[^\s<]+[^\s<.,;:!?)]')


def page_of(mail: Mail) -> str:
    """A line that is bold as a whole is a heading; each point of an agenda is a paragraph of its own."""
    title = mail.title.replace("&", "&amp;").replace("<", "&lt;")
    return PAGE.format(title=title, body="\n".join(_blocks(mail.html)))


def _blocks(html: str) -> Iterator[str]:
    held: list[str] = []
    is_first = True
    for line in html.split("\n"):
        heading = BOLD.fullmatch(line)
        if held and (heading or not line or POINT.match(line)):
            yield _paragraph(held)
            held = []
        if heading:
            yield _heading(heading[1], is_first=is_first)
            is_first = False
        elif line:
            held.append(line)
    if held:
        yield _paragraph(held)


def _heading(words: str, *, is_first: bool) -> str:
    level, above, size = (1, 0, 20) if is_first else (2, 8, 17)
    return HEADING.format(level=level, above=above, size=size, words=words)


def _paragraph(lines: Sequence[str]) -> str:
    words = LINK.sub(_linked, "<br>\n".join(lines))
    return PARAGRAPH.format(words=INDENTED.sub(lambda found: "&nbsp;" * len(found[0]), words))


def _linked(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<a ") else f'<a href="{found[0]}">{found[0]}</a>'
