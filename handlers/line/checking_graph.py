"""Outlook through Microsoft Graph, asked as the bot would ask: each arena's mailbox, and one out of reach."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.ports.calendar import CalendarFailure, CalendarShut, MailboxGone
from handlers.line.check import Check, broken, works
from handlers.settings import PREFIX
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graph.replies import MAILBOX_SHUT

OUTLOOK, OTHERS, TEAMS = "Outlook", "andras brevlådor", "Teams"
NOT_SET = "inget är satt; möten läggs inte in i Outlook, allt annat går ändå"
NO_MAILBOX = "ingen arena har en brevlåda; skriv calendar i arenafilen"
HOW = "Så gör du: docs/graph.md."
NO_TOKEN = f"Microsoft släpper inte in boten. Kontrollera {PREFIX}GRAPH_TENANT_ID och certifikatet. {HOW}"
EXPIRED = f"Microsoft godtar inte behörigheten. Förnya certifikatet eller {PREFIX}GRAPH_ACCESS_TOKEN. {HOW}"
NO_RIGHT = "Boten får inte röra kalendern i {0}. Ge appen Application Calendars.ReadWrite där. " + HOW
UNKNOWN = "Brevlådan {0} finns inte. Skapa en delad brevlåda, eller rätta calendar i arenafilen. " + HOW
NOT_THERE = "Brevlådan {0} ligger inte i Exchange Online, eller är avstängd. Flytta eller slå på den. " + HOW
AWAY = f"Microsoft Graph svarar inte. Kontrollera nätet, och {PREFIX}GRAPH_BASE_URL om den är satt."
TOO_MUCH = (
    "Boten når kalendern i {0}, och ska inte kunna det. Begränsa appen till arenornas brevlådor. " + HOW
)
NO_TEAMS = (
    "Brevlådan {0} får inte hålla möten i Teams. Ge den en licens med Teams, "
    "eller ta bort teams ur arenafilen. " + HOW
)
SOME_OTHERS = 5


async def check_graph(
    door: Door,
    mailboxes: Mapping[str, str],
    others: Sequence[str],
    *,
    in_teams: Collection[str] = (),
) -> list[Check]:
    """`mailboxes` by the arena's short name; `others` are addresses of people, which must be out of reach.

    `in_teams` are the short names of arenas that want their meetings in Teams.
    """
    if not mailboxes:
        return [works(OUTLOOK, NO_MAILBOX)]
    calendar = GraphCalendar(door)
    found = [
        check
        for short, mailbox in mailboxes.items()
        for check in await _check_mailbox(calendar, short, mailbox, in_teams=short in in_teams)
    ]
    is_in = any(check.ok for check in found)
    return [*found, *(await _check_others(calendar, others) if is_in else ())]


async def _check_mailbox(calendar: GraphCalendar, short: str, mailbox: str, *, in_teams: bool) -> list[Check]:
    name = f"{OUTLOOK}, {short}"
    try:
        meets_in_teams = await calendar.meets_in_teams(mailbox)
    except CalendarFailure as failure:
        return [broken(name, _what_to_do(failure, mailbox))]
    checks = [works(name, mailbox)]
    if in_teams:
        teams = f"{TEAMS}, {short}"
        no_teams = broken(teams, NO_TEAMS.format(mailbox))
        checks.append(works(teams, mailbox) if meets_in_teams else no_teams)
    return checks


def _what_to_do(failure: CalendarFailure, mailbox: str) -> str:
    why = f"{failure}"
    if isinstance(failure, MailboxGone):
        return UNKNOWN.format(mailbox)
    if any(code in why for code in MAILBOX_SHUT):
        return NOT_THERE.format(mailbox)
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
        await calendar.meets_in_teams(address)
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
