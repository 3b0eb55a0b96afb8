"""What the judge lets pass as given up has a reason, one for each."""

from collections import Counter

from tests.years.reading import Said
from tests.years.unknown import GivenUp, Unknown

REMINDER = Said("Bo", "Läs handlingarna.", "", "")
BY_WORDS = (REMINDER.to, REMINDER.text)


def test_a_reminder_whose_answer_was_struck_may_be_given_up_but_no_more() -> None:
    three = [GivenUp(number, REMINDER) for number in range(3)]

    faults = list(Unknown(three, Counter([BY_WORDS]), []).faults())

    assert faults == ["given up without a reason: 'Läs handlingarna.' to Bo"] * 2


def test_what_was_under_way_when_the_power_was_cut_may_be_given_up() -> None:
    unknown = Unknown([GivenUp(1, REMINDER), GivenUp(2, REMINDER)], Counter([BY_WORDS]), [1])

    assert list(unknown.faults()) == []
    assert unknown.most_copies == 2


def test_what_is_to_be_said_again_is_never_given_up() -> None:
    agenda = GivenUp(1, Said("Bo", "Dagordning", "", ""), is_said_once=False)

    assert list(Unknown([agenda], Counter(), [1]).faults()) == [
        "given up, not said again: 'Dagordning' to Bo"
    ]
    assert Unknown([agenda], Counter(), [1]).said_once == []
