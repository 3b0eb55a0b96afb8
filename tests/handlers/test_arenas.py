"""The arenas that come with the bot say what the seeds say, and no more."""

import re
from datetime import date
from pathlib import Path

from bot.model.merge import thing_of
from handlers.arenafile.reading import read_arena_file
from handlers.arenas import packaged_arenas


def test_samreko_hsi_has_the_seats_of_its_terms_of_reference() -> None:
    """Seed 000:136-159: five, three and two, and two; 000:142-151: three named deputies and a shared one."""
    samreko = read_arena_file(packaged_arenas()["samreko-hsi"])

    assert [seat.organisation for seat in samreko.seats] == (
        ["Region Jämtland Härjedalen"] * 5 + ["Kommunerna"] * 5 + ["Regional utveckling"] * 2
    )
    assert {deputy.id: deputy.seats for deputy in samreko.deputies} == {
        "suppleant-buv": ("omradeschef-buv",),
        "suppleant-vuxenpsykiatri": ("omradeschef-vuxenpsykiatri",),
        "suppleant-primarvard": ("omradeschef-primarvard",),
        "suppleant-ifo": ("ifo-1", "ifo-2", "ifo-3"),
    }
    assert [seat.network for seat in samreko.seats[5:10]] == ["IFO-chefsnätverket"] * 3 + [
        "Skolchefs-/elevhälsochefsnätverket"
    ] * 2


def test_the_later_seats_of_samreko_hsi_can_be_taken_in_with_their_day(tmp_path: Path) -> None:
    """Seed 003:160-164 names one head more and no day; only whoever takes the lines in says from when."""
    kept = packaged_arenas()["samreko-hsi"].read_text(encoding="utf-8")
    block = re.findall(r"^# (\[\[seat]].*(?:\n# .*)*)", kept, re.MULTILINE)
    lines = [each.replace("\n# ", "\n").replace("ÅÅÅÅ-MM-DD", "2027-03-01") for each in block]
    file = tmp_path / "samreko.toml"
    file.write_text("\n\n".join([kept, *lines]), encoding="utf-8")

    seats = read_arena_file(file).seats

    dated = [(seat.id, seat.since) for seat in seats if seat.since or seat.until]
    assert (len(seats), dated) == (13, [("omradeschef-bum", date(2027, 3, 1))])


def test_samreko_hsi_has_its_roles_rotation_and_standing_items() -> None:
    """Seed 000:196-210 for roles and rotation, 000:92-122 and 182-186 for the items."""
    samreko = read_arena_file(packaged_arenas()["samreko-hsi"])

    assert {(role.kind, role.seat) for role in samreko.roles} == {
        ("preparer", "samordnare-social-valfard"),
        ("preparer", "samordnare-barn-utbildning"),
        ("preparer", "regionoverlakare"),
    }
    assert {(rotation.role, rotation.first_side, rotation.every_years) for rotation in samreko.rotations} == {
        ("chair", None, 1),
        ("secretary", None, 1),
    }
    assert [item.when for item in samreko.standing] == ["every"] * 4 + ["first_of_year", "last_of_year"]


def test_samreko_hsi_names_nobody_and_the_source_of_everything() -> None:
    samreko = read_arena_file(packaged_arenas()["samreko-hsi"])
    facts = samreko.facts()

    assert [key for key, value in facts.items() if ".holder" in key or "@" in str(value)] == []
    assert samreko.meetings == ()
    assert {thing_of(key) for key in facts} - {thing_of(key) for key in facts if key.endswith(".source")} == {
        "arena.words"
    }
    assert (samreko.arena.mandate, samreko.arena.prepares_for) == ("decides", ("svom", "barnarenan"))


def test_a_packaged_arena_is_found_by_its_id() -> None:
    arenas = packaged_arenas()

    assert [read_arena_file(path).arena.id for path in arenas.values()] == list(arenas)
