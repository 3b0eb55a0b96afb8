"""Who may take over which seat from when: one answer for each case, and how it is typed."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.acts.replacements.foreseeing import Foreseen
from bot.model.person import Person
from bot.model.replacement import SeatLine, must_be_possible
from bot.model.replacementdraft import ReplacementDraft
from bot.model.replacementtext import (
    DecisionWords,
    ReplacementWords,
    read_decision,
    read_first_day,
    read_replacement,
)
from bot.refusals import (
    AlreadyRegistered,
    BadDate,
    BadEmail,
    BeforeTheirTime,
    ChangeTooFar,
    HoldsPersonnummer,
    NoSuchDay,
    NoSuchSeatThen,
    NotThatWeekday,
    NoWords,
    Refusal,
    SamePerson,
    TextTooLong,
)
from bot.texts import say
from tests.builders import TODAY, a_person, a_replacement, a_seat, a_tenure, an_arena

BO, CILLA, KARIN = (a_person(name) for name in ("Bo Berg", "Cilla Ceder", "Karin Ek"))
SEAT = a_seat()
SPRING = date(2027, 3, 1)
HSN = "Hälso- och sjukvårdsnämnden"


def line(*held: tuple[Person, date, date | None]) -> SeatLine:
    tenures = [a_tenure(SEAT, person, begins=begins, ends=ends) for person, begins, ends in held]
    return SeatLine.of([*tenures, a_tenure(a_seat(), KARIN)], SEAT)


BOS = line((BO, date(2026, 1, 1), None))
CILLA_COMES = line((BO, date(2026, 1, 1), SPRING), (CILLA, SPRING, None))
CILLA_HAS_IT = line((BO, date(2026, 1, 1), date(2026, 6, 1)), (CILLA, date(2026, 6, 1), None))
VACANT = line((BO, date(2026, 1, 1), date(2026, 6, 1)))
TAKEN_BACK = line((BO, date(2026, 1, 1), None), (CILLA, SPRING, SPRING))
OK = None
CASES: dict[str, tuple[SeatLine, Person, date, bool, type[Refusal] | None]] = {
    "a day to come": (BOS, CILLA, SPRING, False, OK),
    "today": (BOS, CILLA, TODAY, False, OK),
    "backdated": (BOS, CILLA, date(2026, 10, 1), False, OK),
    "backdated to the leaver's own first day": (BOS, CILLA, date(2026, 1, 1), True, BeforeTheirTime),
    "backdated to before the leaver came": (CILLA_HAS_IT, KARIN, date(2026, 5, 1), True, BeforeTheirTime),
    "more than a year back": (BOS, CILLA, TODAY - timedelta(days=367), True, ChangeTooFar),
    "two years ahead": (BOS, CILLA, TODAY + timedelta(days=730), False, OK),
    "more than two years ahead": (BOS, CILLA, date(2029, 3, 1), True, ChangeTooFar),
    "the same person as now": (BOS, BO, SPRING, False, SamePerson),
    "the same person as now, said by the secretary": (BOS, BO, SPRING, True, SamePerson),
    "overlapping with a registered one": (CILLA_COMES, KARIN, date(2027, 2, 1), False, AlreadyRegistered),
    "the same day as a registered one": (CILLA_COMES, KARIN, SPRING, False, AlreadyRegistered),
    "after a registered one": (CILLA_COMES, KARIN, date(2027, 6, 1), False, AlreadyRegistered),
    "instead of a registered one, by the secretary": (CILLA_COMES, KARIN, SPRING, True, OK),
    "after a registered one, by the secretary": (CILLA_COMES, KARIN, date(2027, 6, 1), True, OK),
    "the registered one once more": (CILLA_COMES, CILLA, SPRING, False, AlreadyRegistered),
    "the registered one later": (CILLA_COMES, CILLA, date(2027, 6, 1), True, SamePerson),
    "back to who had it before": (CILLA_HAS_IT, BO, SPRING, False, OK),
    "a vacant seat": (VACANT, BO, TODAY, True, OK),
    "one that was taken back": (TAKEN_BACK, KARIN, SPRING, False, OK),
}


@pytest.mark.parametrize("case", CASES)
def test_each_change_has_its_decided_answer(case: str) -> None:
    seats_line, person, begins, may_lead, answer = CASES[case]

    given = None
    try:
        must_be_possible(a_seat(), seats_line, person.email, begins, today=TODAY, may_lead=may_lead)
    except Refusal as no:
        given = type(no)

    assert given is answer


@pytest.mark.parametrize(
    ("begins", "ends"), [(SPRING + timedelta(days=1), None), (None, SPRING), (date(2025, 1, 1), SPRING)]
)
def test_nobody_takes_over_a_seat_on_a_day_when_there_is_none(begins: date | None, ends: date | None) -> None:
    seat = a_seat(begins=begins, ends=ends)

    with pytest.raises(NoSuchSeatThen):
        must_be_possible(seat, BOS, CILLA.email, SPRING, today=TODAY, may_lead=True)


LEAVERS: dict[str, tuple[SeatLine, date, Person | None]] = {
    "of a seat that is held": (BOS, SPRING, BO),
    "before somebody who is registered": (CILLA_COMES, date(2027, 2, 1), BO),
    "instead of somebody who is registered": (CILLA_COMES, SPRING, BO),
    "after somebody who is registered": (CILLA_COMES, date(2027, 6, 1), CILLA),
    "of a vacant seat": (VACANT, SPRING, BO),
    "of a seat that nobody ever had": (line(), SPRING, None),
}


@pytest.mark.parametrize("case", LEAVERS)
def test_whose_time_ends(case: str) -> None:
    seats_line, begins, person = LEAVERS[case]

    leaver = seats_line.leaver(begins)

    assert (leaver.person if leaver else None) is person


def test_a_seat_that_becomes_vacant_is_no_return_of_somebody_who_is_unlinked() -> None:
    gone = a_person("Bo Berg", email=None)
    report = a_replacement(SEAT, gone, name=None, email=None)
    draft = ReplacementDraft(begins=SPRING, is_unknown=True)
    foreseen = Foreseen(
        draft=draft,
        seat=SEAT,
        leaver=gone,
        instead_of=None,
        not_to_come=[],
        is_unknown_domain=False,
        bearer=None,
        asked=[],
        may_register=True,
    )

    shown = say("replacement_preview", arena=an_arena(), draft=draft, foreseen=foreseen, today=TODAY)

    assert (report.is_return, "kommer tillbaka" in shown) == (False, False)


CILLAS: dict[str, Any] = {"name": "Cilla Berg", "email": "cilla.berg@region.example"}
TYPED: dict[str, Any] = {
    "Cilla Berg cilla.berg@region.example från 2027-03-01": CILLAS | {"begins": SPRING},
    "Cilla Berg, cilla.berg@region.example, 1/3 2027": CILLAS | {"begins": SPRING},
    "cilla.berg@region.example Cilla Berg fr.o.m. 1 mars 2027": CILLAS | {"begins": SPRING},
    "från och med måndag 1 mars 2027: Cilla Berg <Cilla.Berg@Region.Example>": CILLAS | {"begins": SPRING},
    "Cilla Berg (cilla.berg@region.example) från den 1 mars 2027 och framåt": CILLAS | {"begins": SPRING},
    "Cilla Berg cilla.berg@region.example i dag": CILLAS | {"begins": TODAY},
    "Cilla Berg cilla.berg@region.example från imorgon": CILLAS | {"begins": TODAY + timedelta(days=1)},
    "Cilla Berg cilla.berg@region.example": CILLAS,
    "Cilla Berg": {"name": "Cilla Berg"},
    "cilla.berg@region.example.": {"email": "cilla.berg@region.example"},
    "från 2027-03-01": {"begins": SPRING},
    "Det ska vara 1 mars 2027.": {"begins": SPRING},
    "Nej, det ska vara från och med 1 mars 2027": {"begins": SPRING},
    "Datumet är fel, det är 2027-03-01": {"begins": SPRING},
    "Hon heter Cilla Berg": {"name": "Cilla Berg"},
    "Namnet ska vara Cilla Berg": {"name": "Cilla Berg"},
    "Adressen är cilla.berg@region.example": {"email": "cilla.berg@region.example"},
    "Ska vara cilla.berg@region.example": {"email": "cilla.berg@region.example"},
    "Danuta Isaksson": {"name": "Danuta Isaksson"},
    "Åsa-Lena O'Hara från 29 februari 2028": {"name": "Åsa-Lena O'Hara", "begins": date(2028, 2, 29)},
}
REFUSED: dict[str, type[Refusal]] = {
    "Cilla Berg cilla.berg@region från 2027-03-01": BadEmail,
    "Cilla Berg cilla.berg@": BadEmail,
    "Cilla Berg @region.example": BadEmail,
    "Cilla a@region.example b@region.example": BadEmail,
    "Cilla cilla@@region.example": BadEmail,
    "Cilla cilla@region..example": BadEmail,
    f"Cilla {'c' * 320}@region.example": BadEmail,
    "Cilla Berg från 2027-02-30": NoSuchDay,
    "Cilla Berg från tisdag 1 mars 2027": NotThatWeekday,
    "Cilla Berg 811218-9876 cilla@region.example": HoldsPersonnummer,
    "C" * 101: TextTooLong,
    "–": NoWords,
    " ": NoWords,
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_line_is_read_as_it_is_meant(typed: str) -> None:
    assert read_replacement(typed, TODAY) == ReplacementWords(**TYPED[typed])


@pytest.mark.parametrize("typed", REFUSED)
def test_a_line_that_cannot_be_meant_is_refused(typed: str) -> None:
    with pytest.raises(REFUSED[typed]):
        read_replacement(typed, TODAY)


def test_a_first_day_must_be_a_day() -> None:
    assert read_first_day("den 1 mars 2027", TODAY) == SPRING
    with pytest.raises(BadDate):
        read_first_day("snart", TODAY)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Socialnämnden 2027-02-10 § 12", ("Socialnämnden", date(2027, 2, 10), "12")),
        (
            "Hälso- och sjukvårdsnämnden, den 10 februari 2027",
            ("Hälso- och sjukvårdsnämnden", date(2027, 2, 10), None),
        ),
        ("§12 Kommunstyrelsen 10/2 2027", ("Kommunstyrelsen", date(2027, 2, 10), "12")),
        ("BUZ 2027-02-10 paragraf 7", ("BUZ", date(2027, 2, 10), "7")),
    ],
)
def test_a_decision_has_a_body_a_day_and_perhaps_a_paragraph(typed: str, words: Any) -> None:
    body, day, paragraph = words

    assert read_decision(typed, TODAY) == DecisionWords(body=body, day=day, paragraph=paragraph)


@pytest.mark.parametrize(("typed", "no"), [("Socialnämnden", BadDate), ("2027-02-10 § 3", NoWords)])
def test_a_decision_without_body_or_day_is_none(typed: str, no: type[Refusal]) -> None:
    with pytest.raises(no):
        read_decision(typed, TODAY)


def test_a_draft_asks_for_one_thing_after_the_other() -> None:
    draft = ReplacementDraft()
    asked = [draft.lacks]
    for words in (ReplacementWords(name="Cilla"), ReplacementWords(email="c@x.example")):
        draft = ReplacementDraft(seat_id=1).said(words) if draft.lacks == "seat" else draft.said(words)
        asked.append(draft.lacks)

    assert asked == ["seat", "email", "begins"]
    assert ReplacementDraft(seat_id=1).unknown().lacks == "begins"
    assert draft.said(ReplacementWords(begins=SPRING)).lacks is None


def test_a_draft_is_the_same_after_a_night_in_the_database() -> None:
    draft = ReplacementDraft(seat_id=1, **CILLAS, begins=SPRING, body="BUZ", decided_on=SPRING)

    kept = ReplacementDraft.of_facts(draft.to_facts())

    assert (kept, kept.mark) == (draft, draft.mark)
    assert draft.said(ReplacementWords(name="Karin Ek")).mark != draft.mark


@pytest.mark.parametrize("number", ["198507099806", "850709-9806", "19850769-9801", "8507699801"])
def test_a_name_has_no_number_that_looks_like_a_personnummer(number: str) -> None:
    with pytest.raises(HoldsPersonnummer):
        read_replacement(f"Karin Ek {number}", date(2026, 11, 24))
