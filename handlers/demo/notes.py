"""What the story itself notes while people act: by this, not by the bot's own word, the bot is judged."""

from collections import Counter
from dataclasses import dataclass, field

from handlers.demo.evidence import Cast, Race


@dataclass
class Notes:
    """Filled in by the story. `acts` counts what people did, by history's verb for it."""

    acts: Counter[str] = field(default_factory=Counter)
    proposed: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    race: Race | None = None
    cast: Cast | None = None

    def did(self, verb: str) -> None:
        """Somebody did what history should now know by this verb."""
        self.acts[verb] += 1

    def proposes(self, title: str) -> None:
        """Somebody proposed an item of that title."""
        self.did("proposed")
        self.proposed.append(title)

    def the_race(self) -> Race:
        """The two preparers' race; AssertionError before it has been run."""
        if self.race is None:
            raise AssertionError("nobody has raced yet")
        return self.race

    def the_cast(self) -> Cast:
        """Who is who; AssertionError before the story has cast them."""
        if self.cast is None:
            raise AssertionError("nobody is cast yet")
        return self.cast
