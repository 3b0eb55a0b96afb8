"""Every Swedish word that people read: say(name, **facts) renders <name>.j2 as Telegram HTML."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.texts import addresses, dates
from bot.texts.splitting import split

HERE = Path(__file__).parent
# A text is asked for by its name alone, wherever it lies; only a refusal is asked for as no/<name>.
ROOMS = sorted(each for each in HERE.iterdir() if each.is_dir() and each.name != "no")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE, *ROOMS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # All stay, once they are read: the templates come with the program and do not change while it runs.
        cache_size=-1,
        auto_reload=False,
    )
    for word in (
        addresses.contact,
        addresses.web_link,
        dates.on_day,
        dates.at_time,
        dates.short_day,
        dates.at_time_that_year,
        dates.clock,
        dates.listed,
        dates.duration,
        dates.counted,
        dates.first_up,
        dates.ended,
    ):
        environment.filters[word.__name__] = word
    return environment


def say(name: str, /, **facts: object) -> str:
    """The text `name` with its facts filled in and escaped; an undefined fact fails loudly."""
    text = _environment().get_template(f"{name}.j2").render(**facts)
    # Jinja writes &#34; and &#39;, which Telegram takes as well as &quot;.
    return text.strip()


def say_parts(name: str, /, **facts: object) -> list[str]:
    """The text in as many messages as it needs."""
    return split(say(name, **facts))


def plain(html: str) -> str:
    """The text without its tags, for places where Telegram takes no HTML."""
    return Markup(html).striptags()  # noqa: S704 (tags are taken away here, not let in)


def unescaped(text: str) -> str:
    """A text without tags as it is read where nothing is HTML; its spaces and lines stay."""
    return str(Markup(text).unescape())  # noqa: S704 (nothing is let in: it is read as plain text)


def plain_lines(html: str) -> list[str]:
    """The same line by line."""
    return [plain(line) for line in html.splitlines()]
