"""Whether mail may leave the arenas' own mailboxes through Graph, and is seen when it comes back."""

from collections.abc import Mapping

import httpx

from bot.ports.messenger import Impossible, NotSent
from handlers.line.check import Check, broken, works
from handlers.settings import PREFIX
from integrations.graph.door import Door
from integrations.graph.mail import GraphPostman

HOW = "Så gör du: docs/graph.md."
MAY_NOT_SEND = (
    "Boten får inte skicka mejl från {0}. Ge appen Application {1} där, eller sätt "
    f"{PREFIX}SMTP_URL. {HOW}"
)
MAY_NOT_READ = (
    "Boten skickar mejl från {0}, men får inte läsa där. Mejl med stora bilagor går inte ut, och ingen "
    "får veta när ett mejl kommer tillbaka. Ge appen Application Mail.ReadWrite där. " + HOW
)
SEND, BOTH = "Mail.Send", "Mail.Send och Mail.ReadWrite"
NO_ANSWER = "Det gick inte att pröva om boten får skicka mejl från {0}. Pröva igen om en stund."


async def check_graph_mail(door: Door, mailboxes: Mapping[str, str]) -> list[Check]:
    """`mailboxes` by the arena's short name. No mail is sent."""
    postman = GraphPostman(door)
    return [await _check(postman, f"e-post, {short}", mailbox) for short, mailbox in mailboxes.items()]


async def _check(postman: GraphPostman, name: str, mailbox: str) -> Check:
    try:
        may_send, may_read = await postman.may_send(mailbox), await postman.may_read(mailbox)
    except (NotSent, Impossible, httpx.HTTPError):
        return broken(name, NO_ANSWER.format(mailbox))
    if not may_send:
        return broken(name, MAY_NOT_SEND.format(mailbox, SEND if may_read else BOTH))
    return works(name, f"från {mailbox}") if may_read else broken(name, MAY_NOT_READ.format(mailbox))
