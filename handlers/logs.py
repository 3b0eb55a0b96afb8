"""Logs in English on standard error, without tokens and without what people wrote."""

import logging
import re
import sys
import traceback
from types import TracebackType

from pythonjsonlogger.json import JsonFormatter

# A Telegram token stands in the URL of every call, right after «bot»; a join secret, and a calendar's, in a
# link.
SECRETS = re.compile(
    r"(?<!\d)\d{5,12}:[A-Za-z0-9_-]{20,}|(?<=start=)[A-Za-z0-9_-]{20,}|(?<=kalender/)[A-Za-z0-9_-]{20,}"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)|(?<=Bearer )\S+"
)
# Libraries write what they carry, tokens and all: hpack each header, httpx each address.
OURS = ("bot", "handlers", "integrations", "storage", "samverkansbot")


def without_secrets(text: str) -> str:
    """The text with every secret-looking part replaced."""
    return SECRETS.sub("•••", text)


def place_of(error: BaseException) -> str:
    """Where it happened, without its message: that may hold what people wrote."""
    return "".join(traceback.format_tb(error.__traceback__))


class _Redacted(logging.Formatter):
    """Formats with another formatter, then takes secrets away: also from tracebacks."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self._formatter = formatter

    def format(self, record: logging.LogRecord) -> str:
        """The line, without secrets."""
        return without_secrets(self._formatter.format(record))


def start_logging(level: str, form: str) -> None:
    """Write logs to standard error: for people on a terminal, else as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    is_json = form == "json" or (form == "auto" and not sys.stderr.isatty())
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    as_json = JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    handler.setFormatter(_Redacted(as_json if is_json else plain))
    logging.basicConfig(
        level=max(logging.WARNING, logging.getLevelName(level)), handlers=[handler], force=True
    )
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    sys.excepthook = _excepthook


def _excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger("samverkansbot").critical("stopped by an error", exc_info=(kind, error, trace))
