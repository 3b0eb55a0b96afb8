"""The only wiring: settings become a database, a bot and the workers that run until told to stop."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import click
import telegram
from telegram.error import InvalidToken, TelegramError

from bot.acts.meetings.planning import recompute_everywhere
from bot.model.feed import FeedAddresses
from bot.model.nudge import NudgeAddress
from bot.ports.messenger import Postman
from bot.ports.workshop import Workshop
from handlers.chat.router import Identity
from handlers.clock import Clock
from handlers.crew import Crew, Hands
from handlers.edges import Edges, Hooks
from handlers.ending import stop_signal
from handlers.line.opening import committed
from handlers.rounds.delivery import Delivery
from handlers.rounds.going import rest
from handlers.rounds.intake import Intake
from handlers.rounds.pace import A_SECOND
from handlers.settings import PREFIX, Listening, PublicSite, Settings, WrongSetting
from handlers.turnstile import SharedTurnstile
from integrations.documents import agenda_pdf
from integrations.graph.door import Door
from integrations.graph.mail import GraphPostman
from integrations.icalendar import calendar_file
from integrations.telegram import open_bot
from integrations.wheel import wheel_png
from storage import bindlist, calendarlist, fetchlist, holding, keepsakes, outbox
from storage.engine import Database
from storage.migrate import migrate

log = logging.getLogger(__name__)
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0


@dataclass(frozen=True, kw_only=True)
class Tells:
    """Who is told once the bot is at work: its health, and the page to which Telegram sends updates."""

    at_work: Callable[[Intake, Delivery], None]
    hearing: Callable[[Intake], None]


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT. Raises WrongSetting, storage.migrate.DatabaseTooNew."""
    public, database = settings.public, Database(settings.database)
    hooks = _deadly_hooks(settings.failpoint, database) if settings.failpoint else None
    bot = open_bot(settings.token, settings.telegram_base_url, hooks)
    door = Door(settings.graph, hooks, SharedTurnstile(database)) if settings.graph else None
    mailboxes = GraphPostman(door) if door else None
    clock, stop = Clock(settings.clock_shift_file), stop_signal()
    try:
        await database.once(migrate, database)
        if database.is_sqlite:
            # One process per SQLite file: whoever held a lease is dead, and nothing need wait for its end.
            await database.run(_end_leases, database)
        await bot.request.initialize()
        nudged = await database.run(_nudge_address, database, settings)
        served = _served(public, database, clock, nudged)
        async with served as opens, _watched(settings.health, database, clock) as begins:
            me = await _introduce(bot, database, stop, settings)
            if me:
                postman = _smtp_postman(settings, clock) or mailboxes
                await database.run(_keep_who_mails, database, settings)
                hands = Hands(
                    bot=bot,
                    postman=postman,
                    door=door,
                    returns=mailboxes,
                    nudged=nudged,
                    webhook=settings.webhook,
                    a_second=settings.messages_a_second or A_SECOND,
                )
                tells = Tells(at_work=begins, hearing=opens)
                await _work(hands, database, clock, me, stop, tells)
    finally:
        await bot.shutdown()
        if door:
            await door.close()
        database.close()


@asynccontextmanager
async def _served(
    public: PublicSite | None, database: Database, clock: Clock, nudged: NudgeAddress | None
) -> AsyncIterator[Callable[[Intake], None]]:
    """What the world may ask for, where an address for that is set; even while Telegram is away.

    Gives what is to be told of the intake.
    """
    if public is None:
        yield lambda _intake: None
        return
    from handlers.web.serving import serving  # Not for those who have no such address.
    from handlers.web.site import site
    from handlers.web.webhook import WebhookPage

    hooked = WebhookPage(public.webhook) if public.webhook else None
    pages = site(database, clock, nudged, hooked, has_feeds=bool(public.url))
    async with serving(pages, public.listening):
        yield hooked.begins if hooked else lambda _intake: None


@asynccontextmanager
async def _watched(
    listening: Listening | None, database: Database, clock: Clock
) -> AsyncIterator[Callable[[Intake, Delivery], None]]:
    """Health and metrics, where they are asked for; gives what is to be told of the workers."""
    if listening is None:
        yield lambda _intake, _delivery: None
        return
    from handlers.web.health import Health  # Not for those who do not watch.
    from handlers.web.serving import serving

    health = Health(database, clock)
    async with serving(health.site(), listening):
        yield health.begins


def _nudge_address(database: Database, settings: Settings) -> NudgeAddress | None:
    """Where Graph tells of changes; None where it is not set, or could not reach the bot."""
    if not (settings.graph and settings.public and settings.public.url):
        return None
    with database.session() as session:
        key = keepsakes.button_key(session)
    return NudgeAddress.at(settings.public.url, token=settings.token, button_key=key)


def _deadly_hooks(last: int, database: Database) -> Hooks:
    edges = Edges(last)
    edges.at_commits(database.engine)
    return edges.at_calls()


async def _introduce(
    bot: telegram.Bot, database: Database, stop: asyncio.Event, settings: Settings
) -> Identity | None:
    """Ask Telegram who the bot is, however long it is away; None if told to stop meanwhile."""
    pause, address = FIRST_PAUSE, settings.telegram_base_url
    while not stop.is_set():
        try:
            await bot.initialize()
            return await database.run(_identity, database, bot.id, bot.username, settings)
        except InvalidToken:
            message = f"{PREFIX}TELEGRAM_TOKEN godtas inte av Telegram. Hämta en ny hos BotFather."
            raise WrongSetting(message) from None
        except TelegramError as error:
            if pause == FIRST_PAUSE:
                click.echo(f"Telegram svarar inte på {address}. Boten försöker igen tills det går.", err=True)
            log.warning("Telegram does not answer (%s), trying again in %g s", type(error).__name__, pause)
            await rest(stop, pause)
            pause = min(LONGEST_PAUSE, pause * 2)
    return None


def _smtp_postman(settings: Settings, clock: Clock) -> Postman | None:
    if settings.smtp is None:
        return None
    from integrations.smtp import SmtpPostman  # Not for those who start without mail.

    return SmtpPostman(settings.smtp, clock.now)


def _keep_who_mails(database: Database, settings: Settings) -> None:
    """Kept, because what is promised depends on it: a server for all, or each arena's own mailbox."""
    mailboxes = keepsakes.BY_MAILBOX if settings.graph else ""
    with database.session() as session:
        keepsakes.write(session, keepsakes.MAILS, keepsakes.BY_SERVER if settings.smtp else mailboxes)


def _end_leases(database: Database) -> None:
    with database.session() as session:
        outbox.end_leases(session)
        fetchlist.end_leases(session)
        bindlist.end_leases(session)
        calendarlist.end_leases(session)


def _is_held(database: Database) -> bool:
    with database.session() as session:
        return holding.is_held(session)


def _identity(database: Database, bot_id: int, bot_name: str, settings: Settings) -> Identity:
    workshop = Workshop(press=agenda_pdf, painter=wheel_png, scribe=calendar_file)
    with database.session() as session:
        keepsakes.write(session, "bot_name", bot_name)
        key = keepsakes.button_key(session)
    url = settings.public.url if settings.public else ""
    feeds = FeedAddresses.at(url, token=settings.token, button_key=key) if url else None
    return Identity(bot_id=bot_id, bot_name=bot_name, button_key=key, workshop=workshop, feeds=feeds)


async def _work(
    hands: Hands, database: Database, clock: Clock, me: Identity, stop: asyncio.Event, tells: Tells
) -> None:
    await database.run(committed, database, lambda store: recompute_everywhere(store, now=clock.now()))
    if await database.run(_is_held, database):
        click.echo("Det som väntade hålls kvar efter återläsningen. Kör samverkansbot resume.", err=True)
    crew = Crew(hands, database, clock, me)
    tells.at_work(crew.intake, crew.delivery)
    tells.hearing(crew.intake)
    await crew.work(stop)
    log.info("stopped; what is left waits for the next start")
