"""Whether updates reach the bot, where Telegram sends them to an address."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import telegram

from handlers.line.check import Check, broken, works
from handlers.settings import PREFIX, Webhook

WEBHOOK = "webhook"
# What went wrong before that has been made good since.
LATELY = timedelta(minutes=10)
NOT_SET = (
    "Telegram skickar inte till {0}. Starta boten med samverkansbot run, eller om den: den talar om det för "
    "Telegram när den startar."
)
FAILS = (
    "Telegram når inte {0}: {1}. {2} väntar. Kontrollera att adressen nås från internet med ett giltigt "
    "certifikat, och att webbservern skickar den vidare till boten."
)
LEFT = (
    "Telegram skickar till en adress, men {prefix}WEBHOOK_URL är inte satt. Boten tar bort den när den "
    "startar och hämtar sedan själv."
)


def check_webhook(info: telegram.WebhookInfo, webhook: Webhook | None, now: datetime) -> Iterator[Check]:
    """What Telegram says of it; nothing where there is none and none is wanted."""
    if webhook is None:
        if info.url:
            yield broken(WEBHOOK, LEFT.format(prefix=PREFIX))
        return
    waiting = f"{info.pending_update_count}"
    if info.url != webhook.url:
        yield broken(WEBHOOK, NOT_SET.format(webhook.url))
    elif info.last_error_date and info.last_error_date.astimezone(UTC) > now - LATELY:
        yield broken(WEBHOOK, FAILS.format(webhook.url, info.last_error_message, waiting))
    else:
        yield works(WEBHOOK, f"{webhook.url}; {waiting} väntar")
