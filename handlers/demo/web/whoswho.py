"""What each of the story's people is in the arena on the clock's day, in the page's two languages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection

from bot.model.seat import RoleKind, SeatKind
from bot.texts.dates import short_day
from storage import lookout

About = dict[str, str]
DUTIES = {
    RoleKind.SECRETARY: {"sv": "Sekreterare", "en": "Secretary"},
    RoleKind.CHAIR: {"sv": "Ordförande", "en": "Chair"},
    RoleKind.PREPARER: {"sv": "Bereder dagordningen", "en": "Prepares the agenda"},
}
MEMBERS = {
    "region": {"sv": "Ledamot, region", "en": "Member, region"},
    "kommuner": {"sv": "Ledamot, kommun", "en": "Member, municipality"},
}
MEMBER = {"sv": "Ledamot", "en": "Member"}
LEFT = {"sv": "Har lämnat sin plats", "en": "Has left the seat"}


class WhosWho:
    """The roster of one day, by name: in the demo nobody shares theirs."""

    def __init__(self, connection: Connection, day: date) -> None:
        self._day = day
        self._tenures = [each for each in lookout.tenures(connection) if each.begins != each.ends]
        self._roles = lookout.roles(connection)

    def about(self, name: str) -> About | None:
        """What they are now, were, or are to be; None for somebody who is no part of it yet."""
        return next(self._abouts(name), None)

    def is_secretary(self, name: str) -> bool:
        """Whether they are today."""
        return RoleKind.SECRETARY in self._duties(name, self._held(name))

    def _held(self, name: str) -> list[Any]:
        joined = [each for each in self._tenures if each.name == name and each.telegram_id]
        return [each for each in joined if self._is_held(each)]

    def _abouts(self, name: str) -> Iterator[About]:
        """What matters most comes first."""
        held = self._held(name)
        yield from (DUTIES[kind] for kind in DUTIES if kind in self._duties(name, held))
        yield from (MEMBERS.get(each.side or "", MEMBER) for each in held if each.kind is SeatKind.ORDINARY)
        yield from (self._deputy(each) for each in held if each.kind is SeatKind.DEPUTY)
        mine = [each for each in self._tenures if each.name == name]
        yield from (self._coming(each) for each in mine if each.begins > self._day)
        yield from (LEFT for each in mine if self._is_over(each))

    def _duties(self, name: str, held: list[Any]) -> set[RoleKind]:
        seats = {each.seat_id for each in held}
        now = filter(self._covers, self._roles)
        return {each.kind for each in now if each.name == name or each.seat_id in seats}

    def _deputy(self, tenure: Any) -> About:
        now = [each for each in self._tenures if each.arena_id == tenure.arena_id and self._is_held(each)]
        names = " och ".join(_first(each.name) for each in now if each.key in tenure.stands_in_for)
        if not names:
            return {"sv": "Suppleant", "en": "Deputy"}
        return {"sv": f"Suppleant för {names}", "en": f"Deputy for {names.replace(' och ', ' and ')}"}

    def _coming(self, tenure: Any) -> About:
        others = (each for each in self._tenures if each.seat_id == tenure.seat_id and self._is_held(each))
        before = next((_first(each.name) for each in others), "")
        swedish, english = short_day(tenure.begins), f"{tenure.begins.day} {tenure.begins:%B}"
        if not before:
            return {"sv": f"Tar över {swedish}", "en": f"Takes over {english}"}
        return {"sv": f"Efter {before} från {swedish}", "en": f"After {before} from {english}"}

    def _is_held(self, tenure: Any) -> bool:
        """Nobody has a seat on a day on which it is not there."""
        return self._covers(tenure) and self._lasts(tenure.seat_begins, tenure.seat_ends)

    def _is_over(self, tenure: Any) -> bool:
        return any(day and day <= self._day for day in (tenure.ends, tenure.seat_ends))

    def _covers(self, row: Any) -> bool:
        return self._lasts(row.begins, row.ends)

    def _lasts(self, begins: date | None, ends: date | None) -> bool:
        return (begins is None or begins <= self._day) and (ends is None or self._day < ends)


def _first(name: str) -> str:
    return name.split()[0]
