"""Arena files to read: the smallest, PRODUCT.md's keys, and every further key."""

from pathlib import Path

from handlers.arenafile.reading import ArenaFile, read_arena_file

SMALLEST = """
[arena]
id = "svom"
name = "Sociala vård- och omsorgsgruppen"
short = "SVOM"
"""

WHOLE = """
[arena]
id = "samreko-hsi"
name = "SamReKo – hälso- och sjukvård, skola och IFO"
short = "SamReKo HSI"
timezone = "Europe/Stockholm"
mandate = "decides"
prepares_for = ["svom", "barnarenan"]
calendar = "samreko@region.example"
telegram = "full"

[rhythm]
call_for_items = 28
items_close = 14
preparatory = 10
agenda = 7

[[seat]]
id = "omradeschef-buv"
title = "Områdeschef Barn och unga vuxna"
organisation = "Region Jämtland Härjedalen"
side = "region"
holder = { name = "Bo Ek", email = "bo.ek@region.example" }

[[deputy]]
id = "suppleant-buv"
seats = ["omradeschef-buv"]
holder = { name = "Dan Alm", email = "dan.alm@region.example" }

[[role]]
kind = "preparer"
seat = "omradeschef-buv"

[[meeting]]
id = "2027-1"
starts = 2027-02-12T13:00:00
minutes = 120
place = "Regionens hus, Östersund"
"""

MORE = """
join = "confirmed"
purpose = "Samverkan.\\nI länet."
source = "000:14"

[arena.words]
member = "ledamot"
deputy = "ersättare"
replacement = "efterträdare"

[[seat]]
id = "ifo-1"
title = "IFO-chef"
network = "IFO-chefsnätverket"
to = 2026-12-31
source = "000:149-151"

[[role]]
kind = "secretary"
from = 2027-01-01
to = 2027-12-31
side = "kommuner"
[role.holder]
name = "Åsa Öberg"
email = "Asa.Oberg@Kommun.Example"

[[rotation]]
role = "chair"
first_side = "region"
first_year = 2027
source = "000:196-198"

[[standing]]
id = "protokoll"
title = "Föregående protokoll"
kind = "information"
minutes = 5

[[standing]]
id = "prioriteringar"
title = "Prioriteringar"
when = "first_of_year"
source = "000:182-184"

[[meeting]]
id = "2027-s"
starts = 2027-05-20T08:30:00
link = "https://teams.example/l/1"
kind = "strategy"
cancelled = true
"""


def read(tmp_path: Path, text: str | bytes) -> ArenaFile:
    path = tmp_path / "arena.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.strip().encode())
    return read_arena_file(path)
