"""The promises, each judged by the evidence alone: what was seen, and what is wrong with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from handlers.demo import judging_input, judging_output, judging_secrecy, judging_time
from handlers.demo.evidence import Evidence

Seen = Callable[[Evidence], str]
Wrong = Callable[[Evidence], Iterator[str]]
PROMISES: dict[str, tuple[Seen, Wrong]] = {
    "P1": (judging_input.p1_seen, judging_input.p1),
    "P2": (judging_input.p2_seen, judging_input.p2),
    "P3": (judging_output.p3_seen, judging_output.p3),
    "P4": (judging_output.p4_seen, judging_output.p4),
    "P5": (judging_input.p5_seen, judging_input.p5),
    "P6": (judging_time.p6_seen, judging_time.p6),
    "P8": (judging_secrecy.p8_seen, judging_secrecy.p8),
    "P9": (judging_secrecy.p9_seen, judging_secrecy.p9),
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One promise: what was seen, and what does not fit it; kept if nothing does not."""

    name: str
    seen: str
    wrong: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether the promise held."""
        return not self.wrong


def judge(evidence: Evidence) -> list[Finding]:
    """Every promise that the story puts to the test."""
    return [
        Finding(name=name, seen=seen(evidence), wrong=tuple(wrong(evidence)))
        for name, (seen, wrong) in PROMISES.items()
    ]


def all_kept(findings: Sequence[Finding]) -> bool:
    """Whether every promise held."""
    return bool(findings) and all(finding.is_kept for finding in findings)
