"""Names that look like somebody's: they give nothing, and what the eye does not see of them is not kept."""

from collections.abc import Callable

from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

# Bo Berg, to the eye.
HOMOGLYPHS = ("Вo Berg", "Bо Berg", "ΒΟ BERG", "𝐁𝐨 𝐁𝐞𝐫𝐠", "Bo Веrg")
UNSEEN = ("Bo\u200b Berg", "\u202eBo Berg", "Bo\u00ad Berg", "\ufeffBo Berg\u2060", "Bo\x00 Berg")
PREVIEW = "mallory@example.com"


def test_a_name_that_only_looks_like_somebody_s_is_not_theirs(
    chat: Chat, people: People, figure: Callable[..., None]
) -> None:
    taken = [chat.says(people.asa, f"/foresla för {name}: Lokaler").text for name in HOMOGLYPHS]

    figure("P8", "homoglyphs of a member's name", tried=len(taken), taken=len(chat.items()))
    assert chat.items() == []
    assert all("Ingen i arenan heter" in text for text in taken)


def test_whoever_calls_themselves_the_secretary_at_telegram_is_a_stranger(chat: Chat, people: People) -> None:
    people.stig.first_name, people.stig.last_name = "Åsa", "Öberg"
    before = chat.kept()

    for words in ("/beredning", "/bjudin Eva eva@example.se", "/deltagare", "/skicka", "/utskick"):
        (text,) = chat.says(people.stig, words).texts
        assert "Norr" not in text
    assert chat.kept() == before


def test_what_is_not_seen_of_a_name_is_not_kept(
    chat: Chat, people: People, figure: Callable[..., None]
) -> None:
    for number, name in enumerate(UNSEEN):
        preview = chat.says(people.asa, f"/bjudin {name} {number}{PREVIEW} mötet").card
        chat.presses(people.asa, preview, "Bjud in")

    names = [row["name"] for row in chat.rows(tables.person) if str(row["email"]).endswith(PREVIEW)]
    kept = [name for name in names if name != "Bo Berg"]
    figure("P8", "names with letters that nobody sees", tried=len(names), kept=len(kept))
    assert (len(names), kept) == (len(UNSEEN), [])


def test_whoever_is_invited_or_takes_over_is_shown_with_their_address(chat: Chat, people: People) -> None:
    for name in HOMOGLYPHS:
        assert PREVIEW in chat.says(people.asa, f"/bjudin {name} {PREVIEW} mötet").text
        assert PREVIEW in chat.says(people.bo, f"/ersattare {name} {PREVIEW} 2026-12-01").text
