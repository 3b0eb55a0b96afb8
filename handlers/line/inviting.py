"""`invite`: links for people and codes for chats, shown once, here, and kept only as hashes."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot.acts.people.inviting import invite_chat, invite_people
from bot.model.joining import ChatKind
from bot.model.person import Person
from bot.ports.store import Store
from bot.refusals import PersonNotOnRoster
from handlers.line.arenas import place_of
from handlers.line.exits import UNAVAILABLE, Stop
from handlers.line.opening import committed, opened
from handlers.settings import PREFIX, Settings, WrongSetting
from integrations.telegram import open_bot
from storage import keepsakes
from storage.engine import Database

_CHATS = ((ChatKind.GROUP, "Arenans grupp"), (ChatKind.PREPARERS, "Beredningens grupp"))


class NotOnRoster(Stop):
    """An address has no place in the arena."""


class NoBotName(Stop):
    """Telegram does not answer and never did."""

    status = UNAVAILABLE


@dataclass(frozen=True, kw_only=True)
class Invites:
    """What was made for one arena; `people` are persons with their secrets, `codes` by kind of chat."""

    bot_name: str
    people: list[tuple[Person, str]]
    codes: dict[ChatKind, str]


def invite(settings: Settings, arena_id: str, emails: Sequence[str]) -> Invites:
    """Make links and codes. Raises UnknownArena, NotOnRoster, NoBotName, WrongSetting."""
    token = settings.token
    with opened(settings) as (database, clock):
        name = asyncio.run(_ask_name(token, settings.telegram_base_url)) or _name_kept(database)
        return committed(database, lambda store: _invite(store, name, arena_id, emails, clock.now()))


def _invite(store: Store, bot_name: str, arena_id: str, emails: Sequence[str], now: datetime) -> Invites:
    place = place_of(store, arena_id)
    try:
        people = invite_people(store, place, emails, now=now)
    except PersonNotOnRoster as refusal:
        raise NotOnRoster(_not_there(arena_id, refusal.facts["emails"])) from None
    return Invites(
        bot_name=bot_name,
        people=people,
        codes={kind: invite_chat(store, place, kind, now=now) for kind, _ in _CHATS},
    )


def _not_there(arena_id: str, emails: Sequence[str]) -> str:
    return f"Ingen i {arena_id} har e-postadressen {', '.join(emails)}. Inget har gjorts."


async def _ask_name(token: str, base_url: str) -> str | None:
    """The bot's name as Telegram has it, None while Telegram cannot be reached. Raises WrongSetting."""
    bot = open_bot(token, base_url)
    try:
        await bot.initialize()
        return bot.username
    except InvalidToken:
        raise WrongSetting(
            f"{PREFIX}TELEGRAM_TOKEN godtas inte av Telegram. Hämta en ny hos BotFather."
        ) from None
    except TelegramError:
        return None
    finally:
        await bot.shutdown()


def _name_kept(database: Database) -> str:
    with database.session() as session:
        name = keepsakes.read(session, "bot_name")
    if name is None:
        raise NoBotName("Telegram svarar inte, och botens namn är inte känt än. Försök igen om en stund.")
    return name


def as_json(invites: Invites) -> dict[str, Any]:
    """What PRODUCT promises: people with name, email, link and token; chats with a code each."""
    people = [
        {"name": person.name, "email": person.email, "link": _link(invites, "start", token), "token": token}
        for person, token in invites.people
    ]
    return {"people": people, "chats": {kind.value: code for kind, code in invites.codes.items()}}


def lines(invites: Invites) -> Iterator[str]:
    """The same for people to pass on."""
    for person, token in invites.people:
        address = f" <{person.email}>" if person.email else ""
        yield f"{person.name}{address}: {_link(invites, 'start', token)}"
    if not invites.people:
        yield "Alla har redan gått med. Ange en e-postadress för att göra en ny länk."
    for kind, title in _CHATS:
        code = invites.codes[kind]
        link = _link(invites, "startgroup", code)
        yield f"{title}: skriv /koppla@{invites.bot_name} {code} i gruppen, eller öppna {link}"
    yield "Länkar och koder gäller i 14 dagar, en gång, och ersätter dem som gjordes förut."


def _link(invites: Invites, word: str, secret: str) -> str:
    return f"https://t.me/{invites.bot_name}?{word}={secret}"
