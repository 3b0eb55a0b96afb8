"""How much memory the process held in its last year, and in the year before."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from tests.stories.process import BotProcess

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Sample:
    """At a wall time: which process there was, and its megabytes (VmRSS)."""

    at: datetime
    pid: int
    megabytes: float


@dataclass
class Memory:
    """Looked at after each act. One look says little, since what is freed is given back now and then: the
    median of a year is compared with that of the year before."""

    samples: list[Sample] = field(default_factory=list)

    def note(self, at: datetime, bot: BotProcess) -> None:
        """What it holds now, unless the power has just been cut."""
        if kilobytes := bot.kilobytes:
            self.samples.append(Sample(at, bot.number, kilobytes / 1024))

    def years(self, ends: datetime) -> tuple[float, float] | None:
        """The medians of the last year but one and the last; None unless one process lived through both."""
        lived = [each for each in self.samples if each.at >= ends - 2 * YEAR]
        last = [each.megabytes for each in lived if each.at >= ends - YEAR]
        before = [each.megabytes for each in lived if each.at < ends - YEAR]
        # One that has just begun holds little, and what comes after it would look like growth, or hide it.
        if not last or not before or len({each.pid for each in lived}) > 1:
            return None
        return median(before), median(last)
