"""What people type after /foresla."""

import pytest

from bot.model.proposal import (
    Proposal,
    read_behalf,
    read_duration,
    read_message,
    read_names_without_colon,
    read_proposals,
)
from bot.refusals import BadDuration, HoldsPersonnummer, NoTitle, TextTooLong, TitleTooLong, TooManyItems


@pytest.mark.parametrize(
    ("typed", "title", "minutes"),
    [
        ("Budget", "Budget", None),
        ("Budget (15 min)", "Budget", 15),
        ("Budget 15 min", "Budget", 15),
        ("Budget, 15 minuter", "Budget", 15),
        ("Budget (1,5 h)", "Budget", 90),
        ("Budget (1.5 tim)", "Budget", 90),
        ("Budget (1 h 30 min)", "Budget", 90),
        ("Budget (1:30)", "Budget", 90),
        ("Budget – 2 timmar", "Budget", 120),
        ("- Budget (5m)", "Budget", 5),
        ("3. Budget", "Budget", None),
        ("Budget 2027", "Budget 2027", None),
        ("Budget. (15 min)", "Budget", 15),
        ("Frågor till Eva Berg..", "Frågor till Eva Berg", None),
        ("Hinner vi? ", "Hinner vi?", None),
        ("Lokaler m.m.", "Lokaler m.m.", None),
        ("Lokaler m. fl. (5 min)", "Lokaler m. fl.", 5),
        ("Avtal, planer etc.", "Avtal, planer etc.", None),
        ("Delårsbokslut 2.", "Delårsbokslut 2", None),
        ("Plan 2021-2023", "Plan 2021-2023", None),
        ("Ansökan 12:4", "Ansökan 12:4", None),
        ("Mini Maria", "Mini Maria", None),
        ("Budget 1:30", "Budget", 90),
        ("Budget 1½ h", "Budget", 90),
        ("Budget (½ tim)", "Budget", 30),
        ("Budget, en kvart", "Budget", 15),
        ("Budget (halvtimme)", "Budget", 30),
        ("Ändring i SFS 2017:30", "Ändring i SFS 2017:30", None),
        ("Överenskommelse HSLF-FS 2020:10", "Överenskommelse HSLF-FS 2020:10", None),
        ("Möte med BUP kl. 13:30", "Möte med BUP kl. 13:30", None),
        ("Möte med BUP kl. 9:30", "Möte med BUP kl. 9:30", None),
        ("Möte 13:30", "Möte 13:30", None),
        ("Vård 24 h", "Vård 24 h", None),
        ("Enhet B12 m", "Enhet B12 m", None),
        ("<b>Budget</b> & *plan*", "<b>Budget</b> & *plan*", None),
    ],
)
def test_a_line_is_a_title_and_perhaps_its_minutes(typed: str, title: str, minutes: int | None) -> None:
    assert read_proposals(typed) == [Proposal(title=title, minutes=minutes)]


def test_every_line_that_says_something_is_an_item() -> None:
    typed = "Budget (15 min)\n\n  \nJämtbus"

    assert read_proposals(typed) == [Proposal(title="Budget", minutes=15), Proposal(title="Jämtbus")]


@pytest.mark.parametrize("nothing", ["", "  \n ", "(15 min)", "\u200b\u200d", "\u202e"])
def test_a_line_without_a_title_is_refused(nothing: str) -> None:
    with pytest.raises(NoTitle):
        read_proposals(nothing)


def test_a_title_of_ten_thousand_characters_is_refused() -> None:
    with pytest.raises(TitleTooLong):
        read_proposals("x" * 10_000)


def test_two_hundred_items_at_once_are_refused() -> None:
    with pytest.raises(TooManyItems):
        read_proposals("\n".join(f"Punkt nummer {number}" for number in range(200)))


@pytest.mark.parametrize("typed", ["Budget (0 min)", "Budget (2000 min)", "Budget (25 h)"])
def test_a_time_that_no_meeting_has_is_refused(typed: str) -> None:
    with pytest.raises(BadDuration):
        read_proposals(typed)


def test_a_personal_identity_number_is_refused() -> None:
    with pytest.raises(HoldsPersonnummer):
        read_proposals("Ärende om 19121212-1212")


@pytest.mark.parametrize(
    ("typed", "minutes"), [("15", 15), ("15 min", 15), ("1:30", 90), ("ingen aning", None)]
)
def test_an_answer_about_minutes_may_be_a_bare_number(typed: str, minutes: int | None) -> None:
    assert read_duration(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("för Bo: Budget (15 min)", "Bo", "Budget (15 min)"),
        ("för Bo Berg:\nBudget\nLokaler", "Bo Berg", "Budget\nLokaler"),
        ("för Bo:", "Bo", ""),
        ("För unga: en ny plan", None, "För unga: en ny plan"),
        ("Budget för Bo: del 2", None, "Budget för Bo: del 2"),
    ],
)
def test_a_name_after_a_small_för_says_whose_item_it_is(typed: str, name: str | None, rest: str) -> None:
    assert read_behalf(typed) == (name, rest)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("för Bo", ["Bo"]),
        ("för Bo Berg Budget för skolan", ["Bo Berg Budget", "Bo Berg", "Bo"]),
        ("för Bo: Budget", []),
        ("För Bo", []),
        ("för", []),
        ("", []),
    ],
)
def test_a_small_för_without_a_colon_may_be_followed_by_a_name(typed: str, names: list[str]) -> None:
    assert read_names_without_colon(typed) == names


@pytest.mark.parametrize(
    ("text", "title", "proposal"),
    [
        ("Budget (15 min)", "", Proposal(title="Budget", minutes=15)),
        ("Budget\n\nTvå rader\ntill", "", Proposal(title="Budget", description="Två rader\ntill")),
        ("Läs det här", "Budget 5 min", Proposal(title="Budget", minutes=5, description="Läs det här")),
        ("", "Budget", Proposal(title="Budget")),
        ("ord " * 60, "", Proposal(title="ord " * 48 + "ord…", description="ord " * 59 + "ord")),
    ],
)
def test_somebodys_message_is_a_title_and_a_description(text: str, title: str, proposal: Proposal) -> None:
    assert read_message(text, title=title) == proposal


def test_a_message_with_a_personnummer_is_no_item() -> None:
    with pytest.raises(HoldsPersonnummer):
        read_message("Budget\n640823-3234", title="")


def test_a_message_longer_than_a_description_may_be_is_refused() -> None:
    with pytest.raises(TextTooLong):
        read_message("Budget\n" + "x" * 2000, title="")
