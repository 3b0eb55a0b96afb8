"""`resume`: what was held after a copy was brought back is shown, and sent or left as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.deadline import DeadlineKind
from bot.texts.dates import at_time, counted
from handlers.line.exits import Stop
from handlers.line.opening import opened
from handlers.settings import Settings
from storage import holding

SWEDEN = ZoneInfo("Europe/Stockholm")
WORDS = {
    DeadlineKind.NEWLY_PLANNED: "mötet är planerat",
    DeadlineKind.CALL_FOR_ITEMS: "dags att lämna ärenden",
    DeadlineKind.ITEMS_CLOSE_SOON: "sista dag för ärenden närmar sig",
    DeadlineKind.ITEMS_CLOSED: "sammanställning av ärenden",
    DeadlineKind.FILES_PROMISED: "påminnelse om bilaga",
    DeadlineKind.FILES_PROMISED_AGAIN: "påminnelse om bilaga",
    DeadlineKind.ATTENDANCE_ASKED: "fråga om närvaro",
    DeadlineKind.ATTENDANCE_ASKED_AGAIN: "fråga om närvaro",
    DeadlineKind.DEPUTIES_ASKED: "fråga till suppleanter",
    DeadlineKind.NOT_READY: "dagordningen är inte klar",
    DeadlineKind.NOT_READY_AGAIN: "dagordningen är inte klar",
    DeadlineKind.AGENDA: "utskick av dagordningen",
    DeadlineKind.NEW_VERSION: "ny version av dagordningen",
    DeadlineKind.SUPPLEMENT: "tillägg till dagordningen",
    DeadlineKind.LATE_FILES: "bilagor som kom sent",
    DeadlineKind.UNREAD: "påminnelse om att läsa",
    DeadlineKind.MEETING_TOMORROW: "påminnelse om mötet",
    DeadlineKind.OUTCOMES_ASKED: "fråga om vad det blev av ärendena",
    DeadlineKind.OUTCOMES_ASSUMED: "ärenden räknas som behandlade",
}


class NothingHeld(Stop):
    """There is nothing to decide on."""


class Choice(StrEnum):
    """What is to become of it."""

    SHOW = "show"
    SEND = "send"
    SKIP = "skip"

    @classmethod
    def of(cls, *, send: bool, skip: bool) -> "Choice":
        """By the options; looking is what happens without."""
        if send:
            return cls.SEND
        return cls.SKIP if skip else cls.SHOW


@dataclass(frozen=True, kw_only=True)
class Resumed:
    """What is, or was, held, and what became of it."""

    held: holding.Holding
    choice: Choice


def hold(settings: Settings) -> Resumed:
    """Hold back what waits in a database that was brought back by other means."""
    with opened(settings) as (database, clock), database.session() as session:
        now = clock.now()
        if not holding.is_held(session):
            holding.hold(session, since=holding.last_known(session) or now, now=now)
        held = holding.held(session, now)
        if held is None:
            raise NothingHeld("Inget hölls kvar. Försök igen.")
        return Resumed(held=held, choice=Choice.SHOW)


def resume(settings: Settings, choice: Choice) -> Resumed:
    """Raises NothingHeld, storage.migrate.DatabaseTooNew."""
    with opened(settings) as (database, clock), database.session() as session:
        held = holding.held(session, clock.now())
        if held is None:
            raise NothingHeld("Inget hålls kvar. Ingen kopia har lästs tillbaka, eller så är det avgjort.")
        if choice is Choice.SEND:
            holding.let_go(session, now=clock.now())
        if choice is Choice.SKIP:
            holding.drop(session, now=clock.now())
        return Resumed(held=held, choice=choice)


def lines(resumed: Resumed) -> Iterator[str]:
    """What it is about, and what to do, or what was done."""
    held = resumed.held
    yield f"Kopian är från {at_time(held.since.astimezone(SWEDEN))}. Det här kan ha hänt sedan dess:"
    yield f"  {counted(held.messages, 'meddelande', 'meddelanden')} som väntade på att skickas."
    if held.never_twice:
        again = counted(held.never_twice, "påminnelse eller svar", "påminnelser och svar")
        yield f"  {again} som aldrig skickas två gånger."
    asked = counted(held.updates, "meddelande till boten", "meddelanden till boten")
    yield f"  {asked} som inte var besvarade."
    if held.notices:
        yield f"  {counted(held.notices, 'besked', 'besked')} som väntade på morgonen."
    told = (f"  {due.arena}, mötet {at_time(due.starts)}: {WORDS[due.kind]}." for due in held.due)
    yield from dict.fromkeys(told)
    yield _END[resumed.choice]


_END = {
    Choice.SHOW: "Inget har skickats. Välj --send om det inte hade hänt, eller --skip om det hade det.",
    Choice.SEND: "Det skickas nu. Det som kan vara en kopia säger det.",
    Choice.SKIP: "Inget av det skickas. Boten går vidare härifrån.",
}


def as_json(resumed: Resumed) -> dict[str, Any]:
    """since, the numbers, what is due, and the choice: show, send or skip."""
    held = resumed.held
    return {
        "since": held.since.isoformat(),
        "messages": held.messages,
        "never_twice": held.never_twice,
        "updates": held.updates,
        "notices": held.notices,
        "due": [
            {
                "arena": due.arena,
                "starts": due.starts.isoformat(),
                "kind": due.kind.value,
                "due_at": due.due_at.isoformat(),
            }
            for due in held.due
        ],
        "choice": resumed.choice.value,
    }
