"""What waits longer than it should, in the database as it is now."""

from collections.abc import Iterator

from bot.texts.dates import counted
from handlers.line.check import Check, broken, works
from storage.vitals import Late, Vitals

WORK = "det som väntar"
IS_IT_RUNNING = "Kontrollera att boten är igång, och läs dess logg."


def check_work(found: Vitals) -> list[Check]:
    """A line for each thing that is late, or one that nothing is."""
    return [broken(WORK, line) for line in _late(found)] or [works(WORK, _facts(found))]


def _late(found: Vitals) -> Iterator[str]:
    if Late.AGENDA in found.late:
        agendas = counted(found.late_agendas, "dagordning", "dagordningar")
        yield f"{agendas} skulle ha gått ut, och har inte gjort det. {IS_IT_RUNNING}"
    if Late.DISPATCH in found.late:
        yield f"Ett meddelande har väntat i {_minutes(found.oldest_dispatch)}. {IS_IT_RUNNING}"
    if Late.UPDATE in found.late:
        yield f"Någon har väntat på svar i {_minutes(found.oldest_update)}. {IS_IT_RUNNING}"
    if Late.EVENT in found.late:
        yield f"Outlook är {_minutes(found.oldest_event)} efter. {IS_IT_RUNNING}"


def _facts(found: Vitals) -> str:
    facts = []
    if found.open_dispatches:
        facts.append(f"{counted(found.open_dispatches, 'meddelande', 'meddelanden')} ska ut")
    if found.set_aside_updates:
        heard = counted(found.set_aside_updates, "meddelande", "meddelanden")
        facts.append(f"{heard} till boten gick inte att ta hand om, läs dess logg")
    return "; ".join(facts) or "inget"


def _minutes(seconds: float) -> str:
    minutes = int(seconds // 60)
    return f"{minutes} minuter" if minutes < 120 else f"{minutes // 60} timmar"
