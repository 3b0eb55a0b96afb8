"""The address by which the world reaches the bot, asked as a calendar program would ask it."""

import httpx

from handlers.line.check import Check, broken, works
from handlers.settings import PREFIX, PublicSite
from handlers.web.site import GREETING

CALENDARS = "kalendrar"
AWAY = "{0} svarar inte. Kontrollera att boten är igång och att webbservern skickar adressen vidare till {1}."
NOT_OURS = (
    "Det är inte boten som svarar på {0}. Kontrollera {prefix}PUBLIC_URL och att webbservern skickar "
    "adressen vidare till {1}."
)
PATIENCE = 10.0


def check_public(public: PublicSite) -> Check:
    """Whether the bot, which must run, answers there."""
    listens = f"{public.listening.host}:{public.listening.port}"
    try:
        answer = httpx.get(f"{public.url}/kalender", timeout=PATIENCE)
    except httpx.HTTPError:
        return broken(CALENDARS, AWAY.format(public.url, listens))
    if answer.status_code != httpx.codes.OK or answer.text != GREETING:
        return broken(CALENDARS, NOT_OURS.format(public.url, listens, prefix=PREFIX))
    return works(CALENDARS, public.url)
