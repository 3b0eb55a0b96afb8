"""In which arenas somebody is, is to be, and was: in each by its own calendar."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.model.arena import Arena
from bot.model.person import Person
from bot.model.seat import Standing
from storage import often, tables
from storage.arena_store import SqlArenaStore
from storage.co_options import co_opting_arenas

Time = tuple[date | None, date | None]


class Belonging:
    """The part of the store that finds a person's arenas; see bot.ports.store.Store for each query."""

    session: Session

    def arenas_of(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas where the person is somebody today, in each by its own calendar, by short name."""
        return [arena for arena, _ in self.own_standings(person, now)]

    def own_standings(self, person: Person, now: datetime) -> list[tuple[Arena, Standing]]:
        """The same, each with what the person is there."""
        ever = self._standings_ever_of(person, now)
        return [(arena, standing) for arena, standing in ever if standing.is_someone]

    def coming_arenas_of(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas where the person is nobody yet and is to have a seat or a role, by short name."""
        return self._coming_among(_nobody_in(self._standings_ever_of(person, now)), person, now)

    def arenas_left_by(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas where the person had a seat or a role and has none any more, by short name."""
        held = self._times_of(person)
        return [
            arena
            for arena in _nobody_in(self._standings_ever_of(person, now))
            if any(ends and ends <= arena.today(now) for _, ends in held[arena.id])
        ]

    def co_opting_arenas_of(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas where the person is nobody, but co-opted to something today, by short name."""
        return [
            arena
            for arena in co_opting_arenas(self.session, person)
            if SqlArenaStore(self.session, arena).standing(person, arena.today(now)).is_co_opted
        ]

    def every_arena_of(self, person: Person, now: datetime) -> list[Arena]:
        """All of these: where the person is somebody, is to be somebody, or is co-opted to something."""
        ever = self._standings_ever_of(person, now)
        own = [arena for arena, standing in ever if standing.is_someone]
        coming = self._coming_among(_nobody_in(ever), person, now)
        co_opting = self.co_opting_arenas_of(person, now)
        return list({arena.id: arena for arena in (*own, *coming, *co_opting)}.values())

    def _standings_ever_of(self, person: Person, now: datetime) -> list[tuple[Arena, Standing]]:
        """What the person is today, in each arena where they were, are or are to be somebody."""
        return [
            (arena, SqlArenaStore(self.session, arena).standing(person, arena.today(now)))
            for arena in self._arenas_ever_of(person)
        ]

    def _coming_among(self, arenas: Sequence[Arena], person: Person, now: datetime) -> list[Arena]:
        held = self._times_of(person) if arenas else {}
        return [
            arena
            for arena in arenas
            if any(begins and begins > arena.today(now) for begins, _ in held[arena.id])
        ]

    def _times_of(self, person: Person) -> dict[str, list[Time]]:
        """First day and day after the last of each seat and role of the person, by arena; what was taken back
        before it began has no day at all."""
        found: dict[str, list[Time]] = defaultdict(list)
        for table in (tables.tenure, tables.role):
            query = select(table.c.arena_id, table.c.begins, table.c.ends).where(
                table.c.person_id == person.id
            )
            for arena_id, begins, ends in self.session.execute(query):
                if begins is None or begins != ends:
                    found[arena_id].append((begins, ends))
        return found

    def ended_arenas_of(self, person: Person, now: datetime) -> list[Arena]:
        """The arenas that are no more, where the person was somebody to the last, by short name."""
        everywhere = self._arenas_ever_of(person)
        ended = [arena for arena in everywhere if arena.has_ended(arena.today(now)) and arena.ends]
        last_days = [(arena, (arena.ends or now.date()) - timedelta(days=1)) for arena in ended]
        return [
            arena
            for arena, day in last_days
            if SqlArenaStore(self.session, arena).standing(person, day).is_someone
        ]

    def _arenas_ever_of(self, person: Person) -> Sequence[Arena]:
        return self.session.scalars(often.arenas_ever_of(), {"person_id": person.id}).all()


def _nobody_in(standings: Sequence[tuple[Arena, Standing]]) -> list[Arena]:
    """The arenas in which that is nothing."""
    return [arena for arena, standing in standings if not standing.is_someone]
