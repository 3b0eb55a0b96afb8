"""An arena file is read whole, with what it leaves out filled in, and becomes facts."""

from pathlib import Path

import pytest

from bot.model.merge import Changes, merge
from tests.handlers.arenafile_examples import MORE, SMALLEST, WHOLE, read


def test_the_smallest_file_gets_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, SMALLEST).facts() == {
        "arena.name": "Sociala vård- och omsorgsgruppen",
        "arena.short": "SVOM",
        "arena.timezone": "Europe/Stockholm",
        "arena.prepares_for": [],
        "arena.telegram": "full",
        "arena.join": "open",
        "arena.words.member": "deltagare",
        "arena.words.deputy": "suppleant",
        "arena.words.replacement": "ersättare",
        "rhythm.call_for_items": 28,
        "rhythm.items_close": 14,
        "rhythm.preparatory": 10,
        "rhythm.agenda": 7,
    }


def test_the_whole_example_loads_as_it_stands(tmp_path: Path) -> None:
    facts = read(tmp_path, WHOLE).facts()

    assert facts == read(tmp_path, SMALLEST).facts() | {
        "arena.name": "SamReKo – hälso- och sjukvård, skola och IFO",
        "arena.short": "SamReKo HSI",
        "arena.mandate": "decides",
        "arena.prepares_for": ["barnarenan", "svom"],
        "arena.calendar": "samreko@region.example",
        "seat.omradeschef-buv.title": "Områdeschef Barn och unga vuxna",
        "seat.omradeschef-buv.organisation": "Region Jämtland Härjedalen",
        "seat.omradeschef-buv.side": "region",
        "seat.omradeschef-buv.holder.name": "Bo Ek",
        "seat.omradeschef-buv.holder.email": "bo.ek@region.example",
        "deputy.suppleant-buv.seats": ["omradeschef-buv"],
        "deputy.suppleant-buv.holder.name": "Dan Alm",
        "deputy.suppleant-buv.holder.email": "dan.alm@region.example",
        "role.preparer.omradeschef-buv.seat": "omradeschef-buv",
        "meeting.2027-1.starts": "2027-02-12T13:00:00",
        "meeting.2027-1.minutes": 120,
        "meeting.2027-1.place": "Regionens hus, Östersund",
        "meeting.2027-1.kind": "ordinary",
        "meeting.2027-1.cancelled": False,
        "meeting.2027-1.tentative": False,
    }


def test_every_further_key_becomes_a_fact(tmp_path: Path) -> None:
    facts = read(tmp_path, SMALLEST.rstrip() + MORE).facts()

    assert facts == read(tmp_path, SMALLEST).facts() | {
        "arena.join": "confirmed",
        "arena.purpose": "Samverkan.\nI länet.",
        "arena.source": "000:14",
        "arena.words.member": "ledamot",
        "arena.words.deputy": "ersättare",
        "arena.words.replacement": "efterträdare",
        "seat.ifo-1.title": "IFO-chef",
        "seat.ifo-1.network": "IFO-chefsnätverket",
        "seat.ifo-1.to": "2026-12-31",
        "seat.ifo-1.source": "000:149-151",
        "role.secretary.asa.oberg@kommun.example.holder.name": "Åsa Öberg",
        "role.secretary.asa.oberg@kommun.example.holder.email": "asa.oberg@kommun.example",
        "role.secretary.asa.oberg@kommun.example.from": "2027-01-01",
        "role.secretary.asa.oberg@kommun.example.to": "2027-12-31",
        "role.secretary.asa.oberg@kommun.example.side": "kommuner",
        "rotation.chair.first_side": "region",
        "rotation.chair.first_year": 2027,
        "rotation.chair.every_years": 1,
        "rotation.chair.source": "000:196-198",
        "standing.protokoll.title": "Föregående protokoll",
        "standing.protokoll.kind": "information",
        "standing.protokoll.minutes": 5,
        "standing.protokoll.when": "every",
        "standing.protokoll.position": 1,
        "standing.prioriteringar.title": "Prioriteringar",
        "standing.prioriteringar.when": "first_of_year",
        "standing.prioriteringar.source": "000:182-184",
        "standing.prioriteringar.position": 2,
        "meeting.2027-s.starts": "2027-05-20T08:30:00",
        "meeting.2027-s.minutes": 120,
        "meeting.2027-s.link": "https://teams.example/l/1",
        "meeting.2027-s.kind": "strategy",
        "meeting.2027-s.cancelled": True,
        "meeting.2027-s.tentative": False,
    }


@pytest.mark.parametrize(("line", "said"), [("teams = true", {"arena.teams": True}), ("teams = false", {})])
def test_meetings_in_teams_are_asked_for_or_nothing_is_said(
    tmp_path: Path, line: str, said: dict[str, bool]
) -> None:
    text = WHOLE.replace('telegram = "full"', f'telegram = "full"\n{line}')

    facts = read(tmp_path, text).facts()

    assert {name: fact for name, fact in facts.items() if name == "arena.teams"} == said


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    facts = read(tmp_path, WHOLE).facts()

    assert merge(base=facts, file=read(tmp_path, WHOLE).facts(), now=facts) == Changes({}, {}, {})


def test_another_order_of_a_list_is_no_change(tmp_path: Path) -> None:
    turned = WHOLE.replace('"svom", "barnarenan"', '"barnarenan", "svom"')

    assert read(tmp_path, turned).facts() == read(tmp_path, WHOLE).facts()


def test_names_titles_and_addresses_are_cleaned(tmp_path: Path) -> None:
    text = WHOLE.replace('"Bo Ek", email = "bo.ek@', '" Bo\\u200b  \\u202eEk\\n", email = "Bo.EK@')

    holder = read(tmp_path, text).seats[0].holder

    assert holder is not None
    assert (holder.name, holder.email) == ("Bo Ek", "bo.ek@region.example")


@pytest.mark.parametrize("before", ["\ufeff", "# en kommentar\r\n"])
def test_what_editors_on_windows_do_is_taken(tmp_path: Path, before: str) -> None:
    text = (before + WHOLE.strip().replace("\n", "\r\n")).encode()

    assert read(tmp_path, text).facts() == read(tmp_path, WHOLE).facts()
