"""Makes a failing story shorter: acts are left out as long as it fails in the same way."""

from collections.abc import Callable, Sequence

from tests.years.acts import Act, Arrives
from tests.years.plan import Plan


def shorter(plan: Plan, fails: Callable[[Plan], bool], tries: int) -> Plan:
    """As short as so many tries make it. Delta debugging: large pieces first, then smaller ones."""
    size = max(1, len(plan.acts) // 2)
    while tries > 0 and size:
        found = None
        for piece in _pieces(plan.acts, size):
            if tries > 0:
                tries -= 1
                without = plan.without(frozenset(piece))
                if fails(without):
                    found = without
                    break
        plan, size = (found, min(size, max(1, len(found.acts) // 2))) if found else (plan, size // 2)
    return plan


def _pieces(acts: Sequence[Act], size: int) -> list[list[Act]]:
    """From the end, where what has nothing to do with the fault is likeliest."""
    loose = [act for act in acts if not isinstance(act, Arrives)]
    return [loose[max(0, at - size) : at] for at in range(len(loose), 0, -size)]
