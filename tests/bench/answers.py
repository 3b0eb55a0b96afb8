"""How long people wait for their answers, by the stand-in's ledger."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from integrations.botapi import Person, World


@dataclass
class Answered:
    """Seconds until the last answer, and those that each waited; answers come in order in each chat."""

    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0


class Answers:
    """Reads each call once: the ledger looked through anew at each call would cost more than the bots do."""

    def __init__(self, world: World) -> None:
        self._world = world

    def to(self, people: Sequence[Person], write: Callable[[Person], object], number: int) -> Answered:
        """Let people write in turn, as fast as they can, and wait for all answers."""
        asked: dict[int, deque[float]] = defaultdict(deque)
        answered, ledger, read = Answered(), self._world.ledger, len(self._world.ledger)

        def all_are_there() -> bool:
            nonlocal read
            while read < len(ledger):
                call, read = ledger[read], read + 1
                if call.method == "sendMessage" and call.accepted and asked[int(call.params["chat_id"])]:
                    written = asked[int(call.params["chat_id"])].popleft()
                    answered.waits.append(call.at.timestamp() - written)
            return len(answered.waits) >= number

        began = time.perf_counter()
        for index in range(number):
            person = people[index % len(people)]
            asked[person.id].append(time.time())
            write(person)
        self._world.wait_for(all_are_there, 120)
        answered.seconds = time.perf_counter() - began
        return answered
