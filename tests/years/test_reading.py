"""The reader of the years reads every message to its end, as a person does."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from integrations.botapi import Call
from tests.years.reading import Said, facts_of, said, without_copies

WHEN = "måndag 29 november 2027 kl. 09.00"
MORNING = {
    "call": f"Föreslå punkter till mötet {WHEN}, Rådhuset.\nSkriv /foresla Rubrik (15 min).",
    "news": f"Nytt möte: {WHEN}, Rådhuset. Sista dag att föreslå punkter är måndag 15 november 2027.",
    "tomorrow": f"Påminnelse: möte {WHEN}, Rådhuset.\nSkriv /dagordning för att läsa dagordningen.",
    "unread": f"Läs dagordningen till mötet {WHEN}. Tryck Läs dagordningen, och Läst när du är klar.",
    "who comes": f"Svara om du kommer till mötet {WHEN}, Rådhuset. Tryck på ditt svar.",
    "who comes, again": f"Du har inte svarat om du kommer till mötet {WHEN}. Tryck på ditt svar.",
    "not ready": f"Dagordningen till mötet {WHEN} är inte klar än. Den skickas av sig själv.",
}


@pytest.mark.parametrize(("first", "second"), list(permutations(MORNING, 2)))
def test_two_things_of_one_morning_are_read_whichever_comes_first(first: str, second: str) -> None:
    text = f"Arena 4\n{MORNING[first]}\n\n{MORNING[second]}"

    read = facts_of(Said("Bo", text, "", "2027-11-26 08"))

    assert [fact[:3] for fact in read] == [("Bo", first, WHEN), ("Bo", second, WHEN)]


def test_the_copy_of_a_file_is_known_by_its_mark_alone() -> None:
    calls = [_sent(text) for text in ("", "Det här kan vara en kopia av något du redan har fått.")]

    first, copy = said(calls, {7: "Bo"})

    assert (first.is_copy, copy.is_copy, copy.text) == (False, True, "")
    assert without_copies([first, copy]) == [first]


def _sent(caption: str) -> Call:
    result = {"caption": caption, "document": {"file_name": "Protokoll.pdf"}}
    at = datetime(2027, 11, 26, 8, tzinfo=UTC)
    return Call(1, at, "bot", "sendDocument", {"chat_id": 7}, accepted=True, status=200, result=result)
