"""/arshjul: the year as a picture with its words below, for everybody who reads."""

from datetime import datetime, timedelta

from bot.model.meeting import MeetingState
from storage import tables
from tests.builders import NOW, a_meeting
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

LEADERS = "Ordförande: Ulla Ulv\nSekreterare: Åsa Öberg\n"
DAYS = (
    "29 januari: sista dag att föreslå punkter\n"
    "5 februari: dagordningen skickas\n"
    "Fredag 12 februari kl. 13.00: möte"
)
WORDS = f"Norr\nÅrshjul 2027\n{LEADERS}\n{DAYS}"
NONE = (
    f"Norr\nÅrshjul 2026\n{LEADERS}\n"
    "Inga möten är planerade 2026. Sekreteraren eller ordföranden planerar dem med /boka."
)


def plan(chat: Chat, count: int = 1, **more: object) -> None:
    """More meetings after the one of 12 February, every other week."""
    with chat.memory() as store:
        arena = chat.place(store).arena
        for number in range(1, count + 1):
            starts = datetime(2027, 2, 12, 13, 0) + timedelta(weeks=2 * number)  # noqa: DTZ001
            store.keep(a_meeting(arena, key=f"more-{number}", starts=starts, planned_at=NOW, **more))


def test_the_year_of_the_next_meeting_is_shown_with_its_words(chat: Chat, people: People) -> None:
    for words, where in (("/årshjul", None), ("/arshjul@samverkansbot", people.group)):
        card = chat.says(people.dan, words, where).card
        assert card.text == WORDS
        assert card.document is not None
        assert card.document.pixels == (103, 123)


def test_a_group_that_takes_no_pictures_gets_the_words_alone(chat: Chat, people: People) -> None:
    chat.world.chats[people.group.id].takes_photos = False

    card = chat.says(people.dan, "/arshjul@samverkansbot", people.group).card

    assert (card.text, card.document) == (WORDS, None)


def test_a_year_without_meetings_says_so_and_what_to_do(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/arshjul 2026").card

    assert (card.text, card.document) == (NONE, None)


def test_a_year_is_four_digits(chat: Chat, people: People) -> None:
    for nonsense in ("27", "i år", "1927", "2027-02-12", "٢٠٢٧"):
        answer = chat.says(people.bo, f"/arshjul {nonsense}").text
        assert answer == "Norr\nSkriv året med fyra siffror, till exempel 2027."


def test_words_without_room_below_the_picture_follow_it(chat: Chat, people: People) -> None:
    plan(chat, 20)

    picture, words = chat.says(people.bo, "/arshjul").said

    assert (picture.text, picture.document is None) == ("", False)
    assert words.text.startswith(
        f"Norr\nÅrshjul 2027\n{LEADERS}\n29 januari: sista dag att föreslå punkter\n"
    )
    assert len(words.text.splitlines()) == 5 + 21 * 3


def test_only_preparers_see_preparatory_meetings_and_never_in_the_group(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        store.keep(chat.place(store).meetings()[0].preparatory(NOW))
    line = "Tisdag 2 februari kl. 13.00: beredande möte"

    seen = {
        "member": chat.says(people.bo, "/arshjul").text,
        "preparer": chat.says(people.pia, "/arshjul").text,
        "in the group": chat.says(people.pia, "/arshjul@samverkansbot", people.group).text,
        "among preparers": chat.says(people.pia, "/arshjul@samverkansbot", people.preparers).text,
    }

    assert {who for who, text in seen.items() if line in text.splitlines()} == {"preparer", "among preparers"}


def test_a_cancelled_meeting_is_left_out_and_a_tentative_one_says_that_it_is(
    chat: Chat, people: People
) -> None:
    plan(chat, state=MeetingState.TENTATIVE)
    with chat.memory() as store:
        chat.place(store).meetings()[0].state = MeetingState.CANCELLED

    text = chat.says(people.bo, "/arshjul 2027").text

    assert text == f"Norr\nÅrshjul 2027\n{LEADERS}\nFredag 26 februari kl. 13.00: preliminärt datum"


def test_a_sparsam_arena_shows_days_and_nothing_of_who_leads(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        arena = chat.place(store).arena
        arena.settings = {"rotation": {"chair": {"first_side": "region", "first_year": 2027}}}
    full = chat.says(people.bo, "/arshjul").text.splitlines()
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"

    sparse = chat.says(people.bo, "/arshjul").text

    assert full[2] == "Ordförande: regionen"
    assert sparse == f"Norr\nÅrshjul 2027\n\n{DAYS}"


def test_a_picture_is_not_kept_once_it_has_arrived(chat: Chat, people: People) -> None:
    first = chat.says(people.bo, "/arshjul").card
    again = chat.says(people.dan, "/arshjul").card

    assert first.document is not None
    assert again.document is first.document
    assert chat.rows(tables.blob) == []
    assert [row["file_sha256"] for row in chat.rows(tables.dispatch) if row["kind"] == "photo"] == [None] * 2
