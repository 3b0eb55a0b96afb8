"""Until when the certificate for Microsoft holds: when it has ended, Outlook stops without a word."""

from datetime import datetime, timedelta

from bot.texts.dates import on_day
from handlers.line.check import Check, broken, works
from integrations.graph.access import certificate_ends

CERTIFICATE = "certifikat"
HOW = "Så gör du: docs/graph.md."
NONE = "Filen {0} är inget certifikat som går att läsa, eller är skyddad med lösenord. " + HOW
ENDS = "Certifikatet för Microsoft går ut {0}. Gör ett nytt innan dess, annars stannar Outlook. " + HOW
ENDED = "Certifikatet för Microsoft gick ut {0}. Gör ett nytt. " + HOW
# An organisation's changes take weeks.
IN_TIME = timedelta(days=30)


def check_certificate(file: str, now: datetime) -> Check:
    """`file` is its path."""
    try:
        ends = certificate_ends(file)
    except (OSError, ValueError):
        return broken(CERTIFICATE, NONE.format(file))
    day = on_day(ends.date())
    if ends <= now:
        return broken(CERTIFICATE, ENDED.format(day))
    return (
        works(CERTIFICATE, f"till {day}") if ends > now + IN_TIME else broken(CERTIFICATE, ENDS.format(day))
    )
