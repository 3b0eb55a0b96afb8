"""Outlook through Microsoft Graph, asked as the bot would ask: each arena's mailbox, and one out of reach."""

from collections.abc import Iterator, Mapping, Sequence

from bot.ports.calendar import CalendarFailure, CalendarShut
from handlers.line.check import Check, broken, works
from handlers.settings import PREFIX
from integrations.graph.access import Access
from integrations.graph.events import GraphCalendar

OUTLOOK, OTHERS = "Outlook", "andras brevlådor"
NOT_SET = "inget är satt; möten läggs inte in i Outlook, allt annat går ändå"
NO_MAILBOX = "ingen arena har en brevlåda; skriv calendar i arenafilen"
HOW = "Så gör du: docs/graph.md."
NO_TOKEN = f"Microsoft släpper inte in boten. Kontrollera {PREFIX}GRAPH_TENANT_ID och certifikatet. {HOW}"
EXPIRED = f"Microsoft godtar inte behörigheten. Förnya certifikatet eller {PREFIX}GRAPH_ACCESS_TOKEN. {HOW}"
NO_RIGHT = "Boten får inte röra kalendern i {0}. Ge appen Application Calendars.ReadWrite där. " + HOW
UNKNOWN = "Brevlådan {0} finns inte. Skapa en delad brevlåda, eller rätta calendar i arenafilen. " + HOW
AWAY = f"Microsoft Graph svarar inte. Kontrollera nätet, och {PREFIX}GRAPH_BASE_URL om den är satt."
TOO_MUCH = (
    "Boten når kalendern i {0}, och ska inte kunna det. Begränsa appen till arenornas brevlådor. " + HOW
)
SOME_OTHERS = 5


async def check_graph(
    access: Access | None, mailboxes: Mapping[str, str], others: Sequence[str]
) -> list[Check]:
    """`mailboxes` by the arena's short name; `others` are addresses of people, which must be out of reach."""
    if access is None:
        return [works(OUTLOOK, NOT_SET)]
    if not mailboxes:
        return [works(OUTLOOK, NO_MAILBOX)]
    calendar = GraphCalendar(access)
    try:
        found = [await _check_mailbox(calendar, *each) for each in mailboxes.items()]
        is_in = any(check.ok for check in found)
        return [*found, *(await _check_others(calendar, others) if is_in else ())]
    finally:
        await calendar.close()


async def _check_mailbox(calendar: GraphCalendar, short: str, mailbox: str) -> Check:
    name = f"{OUTLOOK}, {short}"
    try:
        await calendar.may_reach(mailbox)
    except CalendarFailure as failure:
        return broken(name, _what_to_do(failure, mailbox))
    return works(name, mailbox)


def _what_to_do(failure: CalendarFailure, mailbox: str) -> str:
    why = f"{failure}"
    if "ErrorInvalidUser" in why or why.startswith("404"):
        return UNKNOWN.format(mailbox)
    if not isinstance(failure, CalendarShut):
        return AWAY
    if why.startswith("401"):
        return EXPIRED
    return NO_RIGHT.format(mailbox) if why.startswith("403") else NO_TOKEN


async def _check_others(calendar: GraphCalendar, others: Sequence[str]) -> list[Check]:
    reached = [each for each in others[:SOME_OTHERS] if await _is_reached(calendar, each)]
    if reached:
        return [broken(OTHERS, TOO_MUCH.format(reached[0]))]
    return [works(OTHERS, "boten når dem inte")] if others else []


async def _is_reached(calendar: GraphCalendar, address: str) -> bool:
    try:
        await calendar.may_reach(address)
    except CalendarFailure:
        return False
    return True


def reached_by(checks: Sequence[Check], mailboxes: Mapping[str, str]) -> dict[str, str]:
    """Those of the mailboxes whose calendar works."""
    working = {check.name for check in checks if check.ok}
    return {short: mailbox for short, mailbox in mailboxes.items() if f"{OUTLOOK}, {short}" in working}


def people_beside(mailboxes: Mapping[str, str], addresses: Sequence[str]) -> Iterator[str]:
    """Of those addresses the ones that may have a mailbox where an arena's is."""
    domains = {mailbox.partition("@")[2].casefold() for mailbox in mailboxes.values()}
    own = {mailbox.casefold() for mailbox in mailboxes.values()}
    return (each for each in addresses if each.partition("@")[2] in domains and each not in own)
