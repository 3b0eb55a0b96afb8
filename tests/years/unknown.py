"""Messages of which nobody can know whether they arrived: the answer was struck, or the power was cut."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.dispatch import DispatchKind, DispatchState
from integrations.botapi import Call
from storage import tables
from tests.years.reading import SENDS, Said, plain
from tests.years.stage import Stage

# To whom, and in which words.
Words = tuple[str, str]
IS_GIVEN_UP = tables.dispatch.c.state == DispatchState.UNKNOWN


@dataclass(frozen=True)
class GivenUp:
    """A message that the bot says no more, by its number in the outbox."""

    number: int
    said: Said
    is_said_once: bool = True


@dataclass(frozen=True)
class Unknown:
    """What the bot gave up; the calls without an answer, and what was under way when the power was cut."""

    given_up: Sequence[GivenUp]
    struck: Counter[Words]
    cut_off: Sequence[int]

    @property
    def said_once(self) -> list[Said]:
        """Reminders and help are not said a second time (PROMISES P3)."""
        return [each.said for each in self.given_up if each.is_said_once]

    @property
    def most_copies(self) -> int:
        """One for each time that nobody knew."""
        return self.struck.total() + len(self.cut_off)

    def faults(self) -> Iterator[str]:
        """What was given up though it is to be said again, or though its outcome was known."""
        left = self.struck.copy()
        for each in self.given_up:
            to, text = each.said.to, each.said.text
            if not each.is_said_once:
                yield f"given up, not said again: {text!r} to {to}"
            elif each.number not in self.cut_off and left[to, text] <= 0:
                yield f"given up without a reason: {text!r} to {to}"
            left[to, text] -= each.number not in self.cut_off


def unknown_of(stage: Stage) -> Unknown:
    """After the last day."""
    names = stage.names
    unanswered = [call for call in stage.world.ledger if _is_unanswered(call)]
    struck = Counter((names[int(call.chat_id or 0)], _words_of(call)) for call in unanswered)
    return Unknown(list(_given_up(stage)), struck, stage.cut_off)


def _is_unanswered(call: Call) -> bool:
    return call.method in SENDS and (call.status is None or call.status >= 500)


def _words_of(call: Call) -> str:
    return plain(str(call.params.get("text") or call.params.get("caption") or ""))


def _given_up(stage: Stage) -> Iterator[GivenUp]:
    # Of whoever has left since, the chat is forgotten and the name is kept.
    people = {row.id: row.name for row in stage.look.rows(tables.person)}
    for row in stage.look.rows(tables.dispatch, IS_GIVEN_UP):
        if row.kind in (DispatchKind.TEXT, DispatchKind.DOCUMENT):
            to = people.get(row.person_id) or stage.names[row.chat_id]
            said = Said(to, plain(row.text or ""), row.file_name or "", "")
            yield GivenUp(row.id, said, is_said_once=not row.twice_is_better)
