"""Links in what Graph answers lead nowhere but to Graph and Exchange Online, however they are written."""

import re
from collections.abc import Callable

import httpx
import pytest

from bot.ports.calendar import CalendarAway
from bot.ports.messenger import NotSent
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graph.mail import GraphPostman

GRAPH = "https://graph.microsoft.com/v1.0"
ACCESS = Access(base_url=GRAPH, token="a-token")
# Graph is one host; Exchange Online has many, under two names that are Microsoft's alone.
OURS = re.compile(r"graph\.microsoft\.com|([a-z0-9-]+\.)+office(365)?\.com")
GENUINE = f"{GRAPH}/users/norr/calendarView?$skip=100"
LINKS = [
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:8080/metrics",
    "file:///etc/passwd",
    "https://graph.microsoft.com.evil.example/v1.0/",
    "https://graph.microsoft.com@evil.example/v1.0/",
    "https://graph.microsoft.com:x@evil.example/v1.0/",
    "https://evil.example/https://graph.microsoft.com/v1.0/",
    "https://evil.example#https://graph.microsoft.com/v1.0/",
    "https://evil.example\\.outlook.office.com/",
    "https://evil.example\\@outlook.office.com/",
    "https://evil.example/.outlook.office.com",
    "https://evil.example?.outlook.office.com",
    "https://evil.example%2f.outlook.office.com/",
    "https://evil.example\t.outlook.office.com/",
    "https://outlook.office.com.evil.example/",
    "https://notoutlook.office.com.evil.example/",
    "https://evilgraph.microsoft.com/v1.0/",
    "https://graph.microsoft.com.office.com.evil.example/",
    "https://eviloffice.com/",
    "https://outlook.eviloffice365.com/",
    "https://evil.example/.office.com",
    "https://evil.example:443\\.office.com/",
    "//evil.example/v1.0/",
    "http://graph.microsoft.com/v1.0/plain",
    "http://outlook.office.com/plain",
    "https://[::1]/",
    "https://[/",
    "",
    "https://graph.microsoft.com\r\nHost: evil.example/v1.0/",
    "https://gråph.microsoft.com/v1.0/",
    "https://ɡraph.microsoft.com/v1.0/",
]


def follows(link: object) -> bool:
    try:
        GraphCalendar(Door(ACCESS))._must_be_ours(link)
    except CalendarAway:
        return False
    return True


def uploads(link: str) -> bool:
    try:
        GraphPostman(Door(ACCESS))._must_be_exchange(link)
    except NotSent:
        return False
    return True


def leads_away(link: str) -> bool:
    """As the client that would send it reads it."""
    try:
        url = httpx.URL(link)
    except httpx.InvalidURL:
        return False
    return url.scheme != "https" or not OURS.fullmatch(url.host)


@pytest.mark.parametrize("taken", [follows, uploads])
def test_no_link_leads_a_call_elsewhere(taken: Callable[[str], bool], figure: Callable[..., None]) -> None:
    away = [link for link in LINKS if taken(link) and leads_away(link)]

    figure("P8", f"links that lead elsewhere ({taken.__name__})", tried=len(LINKS), followed=len(away))
    assert away == []


def test_genuine_links_are_taken() -> None:
    assert follows(GENUINE)
    assert uploads("https://outlook.office.com/api/v2.0/upload?x=1")


@pytest.mark.parametrize("link", [5, {}, ["https://graph.microsoft.com/v1.0/"], True])
def test_what_is_no_link_is_none(link: object) -> None:
    assert not follows(link)
