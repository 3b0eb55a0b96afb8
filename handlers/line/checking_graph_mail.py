"""Whether mail may leave the arenas' own mailboxes through Microsoft Graph, and what comes back be seen.

No mail is sent.
"""

from collections.abc import Mapping
from datetime import datetime

import httpx

from bot.ports.messenger import Impossible, NotSent
from handlers.line.check import Check, broken, works
from handlers.settings import PREFIX
from integrations.graph.access import Access
from integrations.graph.mail import GraphPostman

NO_RIGHT = (
    "Boten får inte skicka mejl från {0}. Ge appen Application Mail.Send och Mail.ReadWrite där, eller sätt "
    f"{PREFIX}SMTP_URL. Så gör du: docs/graph.md."
)
NO_RETURNS = (
    "Boten får inte läsa mejl i {0}, så ingen får veta när ett mejl kommer tillbaka. "
    "Ge appen Application Mail.ReadWrite där. Så gör du: docs/graph.md."
)
NO_ANSWER = "Det gick inte att pröva om boten får skicka mejl från {0}. Pröva igen om en stund."


async def check_graph_mail(access: Access, mailboxes: Mapping[str, str], now: datetime) -> list[Check]:
    """`mailboxes` by the arena's short name."""
    postman = GraphPostman(access)
    try:
        return [await _check(postman, *each, now) for each in mailboxes.items()]
    finally:
        await postman.close()


async def _check(postman: GraphPostman, short: str, mailbox: str, now: datetime) -> Check:
    name = f"e-post, {short}"
    try:
        may_send = await postman.may_send(mailbox)
        may_read = may_send and await postman.may_read(mailbox, now)
    except (NotSent, Impossible, httpx.HTTPError):
        return broken(name, NO_ANSWER.format(mailbox))
    if may_send and may_read:
        return works(name, f"från {mailbox}")
    return broken(name, (NO_RETURNS if may_send else NO_RIGHT).format(mailbox))
