"""`check`: everything the bot leans on is tried, and each line says that it works or what to do."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bot.texts.dates import first_up
from handlers.clock import Clock
from handlers.line.check import Check, broken, works
from handlers.line.checking_certificate import check_certificate
from handlers.line.checking_database import Look, look
from handlers.line.checking_graph import NOT_SET, OUTLOOK, check_graph, people_beside, reached_by
from handlers.line.checking_graph_mail import check_graph_mail
from handlers.line.checking_nudges import check_nudges
from handlers.line.checking_public import check_public
from handlers.line.checking_telegram import check_telegram
from handlers.settings import Settings, WrongSetting, read_settings, unused_settings
from integrations.graph.door import Door

SETTINGS = "inställningar"


def check_everything() -> list[Check]:
    """Try settings, database, clock, zones, mail, Telegram and every bound group, Outlook, PUBLIC_URL."""
    try:
        settings = read_settings()
        clock = Clock(settings.clock_shift_file)
        found = look(settings.database, clock)
    except WrongSetting as wrong:
        return [broken(SETTINGS, f"{wrong} Resten prövas när det är rättat.")]
    return list(_checks(settings, found, clock))


def _checks(settings: Settings, found: Look, clock: Clock) -> Iterator[Check]:
    unused = _unused()
    try:
        token, access, public = settings.token, settings.graph, settings.public
    except WrongSetting as wrong:
        yield broken(SETTINGS, f"{wrong} {first_up(unused)}." if unused else str(wrong))
        yield from found.checks
        yield from _mail(settings)
        return
    yield works(SETTINGS, unused)
    yield from found.checks
    yield from _mail(settings)
    base_url, webhook = settings.telegram_base_url, settings.webhook
    yield from asyncio.run(check_telegram(token, base_url, found.chats, webhook, clock))
    if access and access.certificate:
        yield check_certificate(access.certificate, clock.now())
    outlook = asyncio.run(_outlook(settings, found))
    yield from outlook
    if public and public.url:
        yield check_public(public)
        yield from check_nudges(public.url, reached_by(outlook, found.mailboxes), found.heard)


async def _outlook(settings: Settings, found: Look) -> list[Check]:
    if settings.graph is None:
        return [works(OUTLOOK, NOT_SET)]
    others = list(people_beside(found.mailboxes, found.addresses))
    async with Door(settings.graph) as door:
        checks = await check_graph(door, found.mailboxes, others, in_teams=found.in_teams)
        if not settings.smtp:
            checks += await check_graph_mail(door, reached_by(checks, found.mailboxes))
    return checks


def _mail(settings: Settings) -> Iterator[Check]:
    if server := settings.smtp:
        from handlers.line.checking_mail import check_mail  # Not for those who have no mail.

        yield asyncio.run(check_mail(server))


def _unused() -> str:
    """What is set in vain: a name that is spelt wrongly is one that nobody uses."""
    unused = ", ".join(unused_settings())
    return f"den här versionen använder inte {unused}" if unused else ""


def as_json(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """A list of name, ok and text."""
    return [asdict(check) for check in checks]


def lines(checks: Sequence[Check]) -> Iterator[str]:
    """A line each."""
    return (f"{check.name}: {check.text}" for check in checks)
