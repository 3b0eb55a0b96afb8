"""The only wiring: settings become a database, a bot and the workers that run until told to stop."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import click
import telegram
from telegram.error import InvalidToken, TelegramError

from bot.acts.meetings.planning import recompute_everywhere
from bot.model.feed import FeedAddresses
from bot.model.nudge import NudgeAddress
from bot.ports.messenger import Postman, ReturnBox
from bot.ports.workshop import Workshop
from handlers.chat.membership import Membership
from handlers.chat.router import Identity
from handlers.clock import Clock
from handlers.edges import Edges, Hooks
from handlers.line.opening import committed
from handlers.rounds.bindery import Bindery
from handlers.rounds.calendars import Calendars
from handlers.rounds.clockwork import Clockwork
from handlers.rounds.delivery import Delivery
from handlers.rounds.fetching import Fetching
from handlers.rounds.going import Rounds
from handlers.rounds.hook import Hook
from handlers.rounds.intake import Intake
from handlers.rounds.leading import Lead, Leading
from handlers.rounds.menus import Menus
from handlers.rounds.pace import A_SECOND
from handlers.rounds.polling import Polling
from handlers.rounds.returns import Returns
from handlers.rounds.routes import MailRoute, TelegramRoute
from handlers.rounds.subscribing import Subscribing
from handlers.rounds.worker import Worker
from handlers.settings import PREFIX, Listening, PublicSite, Settings, Webhook, WrongSetting
from integrations.bindery import bound_apart
from integrations.documents import agenda_pdf
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graph.mail import GraphPostman
from integrations.graph.subscriptions import GraphSubscriptions
from integrations.icalendar import calendar_file
from integrations.telegram import TelegramMessenger, open_bot
from integrations.wheel import wheel_png
from storage import bindlist, calendarlist, fetchlist, holding, keepsakes, outbox, wakeups
from storage.engine import Database
from storage.migrate import migrate
from storage.wakeups import Call
from storage.written import Written

log = logging.getLogger(__name__)
# What is being sent has that long to arrive: of the twenty seconds of a stop, most.
PATIENCE = 12.0
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0


@dataclass(frozen=True, kw_only=True)
class Hands:
    """What reaches the world outside; None where it is not set."""

    bot: telegram.Bot
    postman: Postman | None
    door: Door | None
    nudged: NudgeAddress | None
    returns: ReturnBox | None
    webhook: Webhook | None
    a_second: int


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
    door = Door(settings.graph, hooks) if settings.graph else None
    mailboxes = GraphPostman(door) if door else None
    clock, stop = Clock(settings.clock_shift_file), _stop_signal()
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


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


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
            await _wait(stop, pause)
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


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), timeout=seconds)
    except TimeoutError:
        return


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
    hands: Hands,
    database: Database,
    clock: Clock,
    me: Identity,
    stop: asyncio.Event,
    tells: Tells,
) -> None:
    bot = hands.bot
    await database.run(committed, database, lambda store: recompute_everywhere(store, now=clock.now()))
    if await database.run(_is_held, database):
        click.echo("Det som väntade hålls kvar efter återläsningen. Kör samverkansbot resume.", err=True)
    messenger = TelegramMessenger(
        bot, bot_name=me.bot_name, key=me.button_key, today=lambda: clock.now().date()
    )
    route = TelegramRoute(messenger, bot_id=me.bot_id, a_second=hands.a_second)
    delivery = Delivery(database, route, clock)
    mailing = Delivery(database, MailRoute(database, hands.postman, clock), clock)

    def promised() -> None:
        delivery.wake()
        mailing.wake()

    lead = Lead(database, clock)
    clockwork = Clockwork(database, clock, agenda_pdf, told=promised, lead=lead)
    menus = Menus(bot, database, clock, bot_id=me.bot_id)
    sharing: list[Rounds] = [
        Fetching(bot, database, clock, told=promised),
        Bindery(database, bound_apart, told=promised),
    ]
    leading: list[Rounds] = [menus, *_beside_telegram(hands, database, clock, promised)]

    def handled(written: Written) -> None:
        workers: list[Delivery | Clockwork | Rounds] = [delivery, mailing, clockwork, *sharing, *leading]
        for each in workers:
            if each.concerns is None or each.concerns & written:
                each.wake()

    def promised_elsewhere() -> None:
        # Whoever gets a place, and so a menu, is told of it.
        promised()
        menus.wake()

    def counted(replicas: int) -> None:
        delivery.share(replicas)
        lead.has_others = replicas > 1

    worker = Worker(database, clock, me, told=handled)
    intake = Intake(database, clock, me, told=worker.wake, known=delivery.token_is_known)
    membership = Membership(bot, database, clock)
    database.outlast()
    works = [clockwork.run, membership.run, *(each.run for each in leading)]
    runs = [worker.run(), *(each.run() for each in sharing)]
    if hands.webhook:
        runs += [Leading(lead, works, waits=_nothing).run(), Hook(bot, hands.webhook, intake).run()]
    else:
        works.append(Polling(bot, intake, lead).run)
        runs.append(Leading(lead, works, waits=intake.is_seen_to).run())
    if not database.is_sqlite:
        wakes = {
            Call.INBOX: worker.wake,
            Call.OUTBOX: promised_elsewhere,
            Call.SWEEP: clockwork.wake,
            Call.LEASE: lead.wake,
        }
        runs.append(wakeups.listen(database, lambda call: wakes.get(call, _nothing)(), counted))
    tells.at_work(intake, delivery)
    tells.hearing(intake)
    sending = {each: asyncio.create_task(each.run()) for each in (delivery, mailing)}
    tasks = [asyncio.create_task(run) for run in runs]
    # What is loaded by now stays. The collector would look at all of it again and again, and hold every
    # thread meanwhile.
    gc.freeze()
    log.info("@%s is at work", me.bot_name)
    try:
        await _until_stopped(stop, [*sending.values()], tasks)
    finally:
        await finish(sending)
    log.info("stopped; what is left waits for the next start")


def _nothing() -> None:
    """There is nobody to tell."""


def _beside_telegram(
    hands: Hands, database: Database, clock: Clock, promised: Callable[[], None]
) -> Iterator[Rounds]:
    """The workers for Outlook and for mails that come back, as far as they are set."""
    if hands.door:
        yield Calendars(database, GraphCalendar(hands.door), clock, told=promised)
    if hands.door and hands.nudged:
        yield Subscribing(database, GraphSubscriptions(hands.door), clock, hands.nudged)
    if hands.returns:
        yield Returns(database, hands.returns, clock, told=promised)


async def _until_stopped(
    stop: asyncio.Event, finishing: list[asyncio.Task[None]], tasks: list[asyncio.Task[None]]
) -> None:
    """Wait for the signal and cancel all but what finishes by itself.

    A worker that ends by an error ends the process, which is then started anew.
    """
    waiting = asyncio.create_task(stop.wait())
    try:
        await _first_end(waiting, [*finishing, *tasks])
    finally:
        for task in [waiting, *tasks]:
            task.cancel()
        await asyncio.gather(waiting, *tasks, return_exceptions=True)


async def finish(sending: Mapping[Delivery, asyncio.Task[None]]) -> None:
    """Let all of them end, though one of them stumbles."""
    ends = (each.finish(running, PATIENCE) for each, running in sending.items())
    for error in await asyncio.gather(*ends, return_exceptions=True):
        if error:
            raise error


async def _first_end(waiting: asyncio.Task[bool], tasks: list[asyncio.Task[None]]) -> None:
    pending: set[asyncio.Task[None]] = set(tasks)
    while pending and not waiting.done():
        done, _ = await asyncio.wait({waiting, *pending}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending & done:
            task.result()
        pending -= done
