"""What history tells of an item is sorted: what was decided stays whatever its age, the rest may go."""

import re
from pathlib import Path

from bot import texts
from bot.model.removal import DECISIVE

GOES = {
    "described",
    "attached",
    "moved",
    "timed",
    "renamed",
    "kind set",
    "presenter named",
    "no presenter",
    "meeting chosen",
    "diary number set",
    "file promised",
    "no file promised",
    "came back",
    "given back",
    "proposer replaced",
    "proposer restored",
}


def test_each_deed_of_an_item_either_decides_something_or_may_go() -> None:
    template = Path(texts.__file__).with_name("items") / "deed.j2"
    verbs = set(re.findall(r"^'(.+?)': ", template.read_text(), re.MULTILINE))

    assert verbs == DECISIVE | GOES
    assert not DECISIVE & GOES
