"""Whether mail may leave the arenas' own mailboxes through Microsoft Graph; no mail is sent."""

from collections.abc import Mapping

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
NO_ANSWER = "Det gick inte att pröva om boten får skicka mejl från {0}. Pröva igen om en stund."


async def check_graph_mail(access: Access, mailboxes: Mapping[str, str]) -> list[Check]:
    """`mailboxes` by the arena's short name."""
    postman = GraphPostman(access)
    try:
        return [await _check(postman, *each) for each in mailboxes.items()]
    finally:
        await postman.close()


async def _check(postman: GraphPostman, short: str, mailbox: str) -> Check:
    name = f"e-post, {short}"
    try:
        may_send = await postman.may_send(mailbox)
    except (NotSent, Impossible, httpx.HTTPError):
        return broken(name, NO_ANSWER.format(mailbox))
    return works(name, f"från {mailbox}") if may_send else broken(name, NO_RIGHT.format(mailbox))
