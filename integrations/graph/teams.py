"""The part of an event's page with which one joins in Teams: Outlook puts it there, and it must stay."""

import re

# Outlook draws a line of underscores above it.
BLOB = re.compile(r"(<div[^>]*>\s*)?(<span[^>]*>\s*)?_{20,}.*?(?=</body>|$)", re.DOTALL | re.IGNORECASE)


def blob_of(html: str) -> str:
    """The part, empty where there is none."""
    found = BLOB.search(html)
    return found[0] if found else ""


def without_blob(html: str) -> str:
    """The page as whoever wrote it did."""
    return BLOB.sub("", html)
