"""Items that are proposed: stored at once, unless something like them has come in already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.acts.items.incoming import first_for_items, record_item
from bot.acts.sending.promises import tell_each
from bot.model.item import AgendaItem
from bot.model.likeness import are_alike
from bot.model.meeting import Meeting
from bot.model.naming import people_named
from bot.model.person import Person
from bot.model.proposal import Proposal, read_behalf, read_names_without_colon
from bot.model.seat import Standing
from bot.permissions import may_prepare, may_propose, may_propose_anywhere, may_propose_to
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import ColonForgotten, NobodyOfThatName, NotCalledIn, NotYours, SeveralOfThatName


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Whose items they are, who wrote them, and in which message, so that its later edits find them."""

    by: Standing
    proposer: Standing
    chat_id: int | None = None
    message_id: int | None = None

    @property
    def is_for_another(self) -> bool:
        """Whether somebody wrote them in another's name."""
        return self.by.person.id != self.proposer.person.id


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A proposal that is put aside because it is so like that open item."""

    proposal: Proposal
    like: AgendaItem


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What became of one message's proposals."""

    stored: list[AgendaItem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def find_proposer(place: ArenaStore, standing: Standing, text: str, *, now: datetime) -> tuple[Standing, str]:
    """The speaker, or whom a preparer names in «för Bo: Budget»; and what they propose.

    Raises NotYours, NobodyOfThatName, SeveralOfThatName, ColonForgotten.
    """
    name, rest = read_behalf(text)
    if name is None:
        _must_name_nobody(place, standing, text, now)
        return standing, text
    if not may_prepare(standing):
        raise NotYours
    standings = place.standings(place.arena.today(now))
    person = the_one_named([each.person for each in standings], name)
    return next(each for each in standings if each.person is person), rest


def _must_name_nobody(place: ArenaStore, standing: Standing, text: str, now: datetime) -> None:
    """«för Bo» without a colon is nobody's title where somebody is called Bo."""
    names = read_names_without_colon(text)
    people = [each.person for each in place.standings(place.arena.today(now))] if names else []
    named = next((name for name in names if people_named(people, name)), None)
    if named:
        raise ColonForgotten(name=named) if may_prepare(standing) else NotYours


def the_one_named(people: Sequence[Person], name: str) -> Person:
    """The only one who may be meant. Raises NobodyOfThatName, SeveralOfThatName."""
    found = people_named(people, name)
    if not found:
        raise NobodyOfThatName(name=name)
    if len(found) > 1:
        raise SeveralOfThatName(names=[person.name for person in found])
    return found[0]


def must_propose(standing: Standing) -> None:
    """Raises NotCalledIn for a deputy who steps in nowhere, NotYours for others who may not propose."""
    if not may_propose(standing):
        raise NotCalledIn if standing.deputy_seats else NotYours


def propose_items(
    store: Store,
    place: ArenaStore,
    origin: Origin,
    proposals: Sequence[Proposal],
    *,
    anyway: bool = False,
    now: datetime,
) -> Proposed:
    """Store each proposal as an incoming item of the next meeting (seed 000 «meddelar aktuella frågor»).

    One that is like an open item, or like one before it, is left for the proposer to decide on, unless
    they want it `anyway`. Raises what must_propose raises.
    """
    must_propose(origin.by)
    coming = place.coming_meetings(now)
    known = [] if anyway else place.open_titles(coming)
    meeting = _meeting_for(origin.by, coming)
    proposed = Proposed()
    for proposal in proposals:
        if not anyway and (like := _like(place, known, proposal)):
            proposed.doubts.append(Doubt(proposal=proposal, like=like))
            continue
        item = _propose(store, place, origin, proposal, meeting, now=now)
        proposed.stored.append(item)
        known.append((item.id, item.title))
    _tell_named(store, place, origin, proposed.stored)
    return proposed


def _meeting_for(by: Standing, coming: Sequence[Meeting]) -> Meeting | None:
    """The next meeting that takes items; of a deputy who steps in, the one at which they do."""
    if may_propose_anywhere(by):
        return first_for_items(coming)
    return next((each for each in coming if may_propose_to(by, each)), None)


def _like(place: ArenaStore, known: Sequence[tuple[int, str]], proposal: Proposal) -> AgendaItem | None:
    alike = (item_id for item_id, title in known if are_alike(title, proposal.title))
    item_id = next(alike, None)
    return None if item_id is None else place.item(item_id)


def _propose(
    store: Store,
    place: ArenaStore,
    origin: Origin,
    proposal: Proposal,
    meeting: Meeting | None,
    *,
    now: datetime,
) -> AgendaItem:
    item = AgendaItem(
        arena_id=place.arena.id,
        number=place.next_item_number(),
        title=proposal.title,
        minutes=proposal.minutes,
        description=proposal.description,
        proposer=origin.proposer.person,
        seat=next(iter([*origin.proposer.seats, *origin.proposer.deputy_seats]), None),
        meeting=meeting,
        proposed_at=now,
        is_late=bool(meeting and now > meeting.items_close_at),
        source_chat_id=origin.chat_id,
        source_message_id=origin.message_id,
        source_line=proposal.line,
    )
    store.keep(item)
    store.flush()
    verb = "proposed for" if origin.is_for_another else "proposed"
    record_item(store, item, verb, by=origin.by.person, now=now)
    return item


def _tell_named(store: Store, place: ArenaStore, origin: Origin, stored: Sequence[AgendaItem]) -> None:
    if stored and origin.is_for_another:
        facts = {"arena": place.arena, "items": stored, "by": origin.by.person}
        about = f"item:{stored[0].id}" if len(stored) == 1 else None
        key, people = f"proposedfor:{stored[0].id}", [origin.proposer.person]
        tell_each(store, place, people, "proposed_for_you", facts, key=key, about=about)
