"""What becomes of items when the message that they were written in is edited."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.acts.items.details import reword
from bot.acts.items.proposing import Origin, Proposed, propose_items
from bot.model.item import AgendaItem
from bot.model.proposal import Proposal
from bot.permissions import may_change_item
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store

Pair = tuple[AgendaItem, Proposal]


@dataclass(frozen=True, kw_only=True)
class Rewritten:
    """Changed items; those that stay since they are decided, changed by others, or without a line now."""

    changed: list[AgendaItem] = field(default_factory=list)
    decided: list[AgendaItem] = field(default_factory=list)
    of_others: list[AgendaItem] = field(default_factory=list)
    removed: list[AgendaItem] = field(default_factory=list)
    proposed: Proposed = field(default_factory=Proposed)

    @property
    def is_partly(self) -> bool:
        """Whether something did not follow the message."""
        return bool(self.decided or self.of_others or self.removed)

    @property
    def is_anything(self) -> bool:
        """Whether there is something to tell at all."""
        return self.is_partly or bool(self.changed or self.proposed.stored)

    @property
    def is_one_change(self) -> bool:
        """Whether one item changed, and that is all."""
        return len(self.changed) == 1 and not self.is_partly and not self.proposed.stored


def rewrite_items(
    store: Store,
    place: ArenaStore,
    origin: Origin,
    items: Sequence[AgendaItem],
    proposals: Sequence[Proposal],
    *,
    now: datetime,
) -> Rewritten:
    """Let undecided items follow their lines; lines that are new become items, unless something is like them.

    Raises NotYours for new lines of somebody who may not propose.
    """
    pairs, removed, added = matched(items, proposals)
    rewritten = Rewritten(removed=[item for item in removed if item.is_open])
    for item, proposal in pairs:
        item.source_line = proposal.line
        if not _is_other(item, proposal):
            continue
        fate = _fate(rewritten, origin, item)
        fate.append(item)
        if fate is rewritten.changed:
            reword(store, origin.by, item, proposal, now=now)
    if added:
        new = propose_items(store, place, origin, added, now=now)
        rewritten.proposed.stored.extend(new.stored)
        rewritten.proposed.doubts.extend(new.doubts)
    return rewritten


def matched(
    items: Sequence[AgendaItem], proposals: Sequence[Proposal]
) -> tuple[list[Pair], list[AgendaItem], list[Proposal]]:
    """Items with their lines: those whose title stands there still, then the others in order.

    Beside them the items without a line, and the lines without an item.
    """
    left = list(proposals)
    pairs: list[Pair] = []
    lost: list[AgendaItem] = []
    for item in items:
        same = next((proposal for proposal in left if proposal.title == item.title), None)
        if same:
            left.remove(same)
            pairs.append((item, same))
        else:
            lost.append(item)
    paired = min(len(lost), len(left))
    return pairs + list(zip(lost, left, strict=False)), lost[paired:], left[paired:]


def _is_other(item: AgendaItem, proposal: Proposal) -> bool:
    return item.title != proposal.title or proposal.minutes not in (None, item.minutes)


def _fate(rewritten: Rewritten, origin: Origin, item: AgendaItem) -> list[AgendaItem]:
    if not item.is_incoming or not may_change_item(origin.by, item):
        return rewritten.decided
    # Whoever edits the message has not seen what another has made of the item since.
    is_of_another = item.changed_by is not None and item.changed_by.id != origin.by.person.id
    return rewritten.of_others if is_of_another else rewritten.changed
