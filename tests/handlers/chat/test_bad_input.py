"""Bad input: one clear Swedish sentence, and nothing is stored or lost."""

import io
import zipfile
from typing import Any

import pytest

from integrations.botapi import Message
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

NO_TITLE = "Norr\nSkriv vad ärendet ska heta, till exempel: /foresla Budget för ungdomsmottagningen (15 min)"
TITLE_TOO_LONG = "Norr\nKorta rubriken till högst 200 tecken. Resten kan du skriva under Beskrivning."
TOO_MANY = "Norr\nSkicka högst 20 ärenden åt gången. Inget av det du skrev är sparat."
EMPTY = "Norr\nFilen är tom. Kontrollera den och skicka igen."
MISMATCH = "Innehållet stämmer inte med filens namn. Spara den som pdf och skicka den igen."
MACROS = "Filen innehåller makron. Spara den utan makron, eller som pdf, och skicka den igen."
TOO_LARGE = "Norr\nFilen är för stor. Skicka en fil på högst 20 MB, till exempel en mindre pdf."
NO_WORDS = "Norr\nSkriv svaret med ord, eller skriv /avbryt för att låta bli."
KINDS = "Skicka pdf, en Office-fil utan makron, en textfil eller en bild."
PERSONNUMMER = (
    "Norr\nTa bort personnumret och skicka igen. "
    "Enskilda personers ärenden hör inte hemma här, så jag har inte sparat något."
)
# Skatteverket's own numbers for tests, and how people write them.
NUMBERS = ["19121212-1212", "191212121212", "121212 1212", "1212121212", "12 12 12-12 12", "121212–1212"]
UNSEEN = "\u200b\u200d\u2060\ufeff\u202e"


def a_zip(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


def awaiting_files(chat: Chat, people: People) -> Message:
    card = chat.says(people.bo, "/foresla Budget").card
    chat.presses(people.bo, card, "Bilagor")
    return card


def attachments(chat: Chat) -> list[dict[str, Any]]:
    return chat.rows(tables.attachment)


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("\n \n", NO_TITLE),
        (UNSEEN, NO_TITLE),
        ("15 min", NO_TITLE),
        ("\u3164\u2800", NO_TITLE),
        ("a" * 201, TITLE_TOO_LONG),
        ("\n".join(f"Punkt {number}" for number in range(200)), TOO_MANY),
        (
            "Budget (0 min)",
            "Norr\nSkriv en tid mellan 1 minut och 24 timmar, till exempel 15 min eller 1,5 h.",
        ),
        (
            "Budget (25 h)",
            "Norr\nSkriv en tid mellan 1 minut och 24 timmar, till exempel 15 min eller 1,5 h.",
        ),
    ],
)
def test_a_bad_title_is_refused_in_one_sentence_and_asked_for_again(
    chat: Chat, people: People, title: str, answer: str
) -> None:
    chat.says(people.bo, "/foresla")
    before = chat.kept()
    assert chat.says(people.bo, title).text == answer
    assert chat.kept() == before
    chat.says(people.bo, "Budget")
    assert chat.items() == [("Budget", None)]


def test_ten_thousand_characters_are_too_many(chat: Chat, people: People) -> None:
    before = chat.kept()
    assert chat.says(people.bo, "/foresla " + "b" * 10_000).text == TITLE_TOO_LONG
    assert chat.kept() == before


def test_one_bad_line_among_several_stores_none_of_them(chat: Chat, people: People) -> None:
    assert chat.says(people.bo, f"/foresla Budget\n{'x' * 201}\nLokaler").text == TITLE_TOO_LONG
    assert chat.items() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Budget</b> & <script>alert(1)</script>", "<b>Budget</b> & <script>alert(1)</script>"),
        (
            "*Budget* _2027_ [länk](https://x.example) `kod`",
            "*Budget* _2027_ [länk](https://x.example) `kod`",
        ),
        ("&amp; &lt;b&gt; &#x41; x", "&amp; &lt;b&gt; &#x41; x"),
        ("{{ 7 * 7 }} {% if %}", "{{ 7 * 7 }} {% if %}"),
        ("\u202eBudget\u202c \u2066x\u2069", "Budget x"),
        ("تقويم الميزانية", "تقويم الميزانية"),
        ("Bud\u200bget\u0007", "Budget"),
        ("Ba\u030athus 👩‍🚒", "Båthus 👩🚒"),
        ("'; DROP TABLE item; -- x", "'; DROP TABLE item; -- x"),
    ],
)
def test_a_title_is_shown_just_as_it_is_kept(chat: Chat, people: People, typed: str, kept: str) -> None:
    card = chat.says(people.bo, f"/foresla {typed}").card
    assert card.text.splitlines()[1] == f"Ärende 1: {kept}"
    assert chat.items() == [(kept, None)]
    answer = chat.says(people.bo, "/mina").card
    assert answer.text == f"Norr\nDina ärenden:\nÄrende 1: {kept} – Inkommet"
    assert chat.says(people.pia, "/beredning").said[0].text.splitlines()[1] == f"Ärende 1: {kept}"


def test_a_long_description_is_refused_and_asked_for_again(chat: Chat, people: People) -> None:
    chat.presses(people.bo, chat.says(people.bo, "/foresla Budget").card, "Beskrivning")
    before = chat.kept()
    assert chat.says(people.bo, "x" * 2001).text == (
        "Norr\nKorta texten till högst 2000 tecken, eller bifoga den som en fil."
    )
    assert chat.says(people.bo, UNSEEN).text == NO_WORDS
    assert chat.kept() == before
    assert "x" * 2000 in chat.says(people.bo, "x" * 2000).text


def test_a_file_or_picture_is_no_reason(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, card, "Avböj")
    assert chat.sends(people.pia, "skäl.pdf").text == NO_WORDS
    assert [row["state"] for row in chat.rows(tables.item)] == ["incoming"]
    assert len(chat.says(people.pia, "Inte nu").to(people.bo)) == 1


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("stor.pdf", b"%PDF" + bytes(25 * 1024 * 1024), TOO_LARGE),
        ("tom.pdf", b"", EMPTY),
        ("virus.exe", b"MZ", f"Norr\nJag tar inte emot filer av typen exe. {KINDS}"),
        ("makro.docm", b"PK", f"Norr\nJag tar inte emot filer av typen docm. {KINDS}"),
        ("makro.PDF.JS", b"x", f"Norr\nJag tar inte emot filer av typen js. {KINDS}"),
        ("packat.zip", b"PK", f"Norr\nJag tar inte emot filer av typen zip. {KINDS}"),
        ("sida.html", b"<p>", f"Norr\nJag tar inte emot filer av typen html. {KINDS}"),
        (
            "utan ändelse",
            b"x",
            f"Norr\nFilens namn saknar ändelse, så jag ser inte vad det är för fil. {KINDS}",
        ),
        ("....", b"x", f"Norr\nFilens namn saknar ändelse, så jag ser inte vad det är för fil. {KINDS}"),
        ("a." + "x" * 298, b"x", f"Norr\nJag tar inte emot filer av typen {'x' * 20}. {KINDS}"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_bad_file_is_refused_in_one_sentence(
    chat: Chat, people: People, name: str, content: bytes, answer: str
) -> None:
    awaiting_files(chat, people)
    before = chat.kept()
    assert chat.sends(people.bo, name, content).text == answer
    assert chat.kept() == before
    assert chat.sends(people.bo, "budget.pdf").text.startswith("Norr\nbudget.pdf är mottagen.")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\bo\\x.pdf", "x.pdf"),
        ("b" * 296 + ".pdf", "b" * 96 + ".pdf"),
        ("\u202efdp.exe\u202c.pdf", "fdp.exe.pdf"),
        ("rad\nbrytning.pdf", "rad brytning.pdf"),
        (".pdf", "fil"),
        ("<b>&.pdf", "<b>&.pdf"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_file_name_is_kept_without_its_tricks(chat: Chat, people: People, sent: str, kept: str) -> None:
    awaiting_files(chat, people)
    answer = chat.sends(people.bo, sent).text
    if kept == "fil":
        assert answer == f"Norr\nFilens namn saknar ändelse, så jag ser inte vad det är för fil. {KINDS}"
        return
    assert answer == f"Norr\n{kept} är mottagen. Bilagan hör till ärende 1, Budget."
    assert [row["name"] for row in attachments(chat)] == [kept]


def test_a_file_without_a_name_gets_one_from_its_kind(chat: Chat, people: People) -> None:
    awaiting_files(chat, people)
    document = {"file_id": "x", "file_unique_id": "y", "mime_type": "application/pdf", "file_size": 9}
    chat.sends_kind(people.bo, document=document)
    assert [row["name"] for row in attachments(chat)] == ["fil.pdf"]


STICKER = {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 9, "height": 9}
STICKER |= {"is_animated": False, "is_video": False}
SOUND = {"file_id": "v", "file_unique_id": "u", "duration": 3}
FILM = SOUND | {"width": 9, "height": 9}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"sticker": STICKER}, "klistermärken"),
        ({"voice": SOUND}, "röstmeddelanden"),
        ({"audio": SOUND}, "ljud"),
        ({"video": FILM}, "filmer"),
        ({"video_note": SOUND | {"length": 9}}, "filmer"),
        ({"location": {"longitude": 14.6, "latitude": 63.2}}, "platser"),
        ({"contact": {"phone_number": "1", "first_name": "Bo"}}, "kontakter"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "sådant"),
    ],
)
def test_what_is_neither_words_nor_file_gets_a_sentence(
    chat: Chat, people: People, content: dict[str, Any], word: str
) -> None:
    answer = f"Jag kan inte ta emot {word}. Skriv med ord, eller skicka en fil."
    assert chat.sends_kind(people.bo, **content).text == answer
    awaiting_files(chat, people)
    before = chat.kept()
    assert chat.sends_kind(people.bo, **content).text == answer
    assert chat.kept() == before


def test_a_file_that_answers_nothing_is_not_lost_without_a_word(chat: Chat, people: People) -> None:
    assert chat.sends(people.bo, "budget.pdf").text == (
        "Norr\nJag vet inte vilket ärende filen hör till, så den är inte sparad. "
        "Skriv /mina, öppna ärendet, tryck Bilagor och skicka filen igen."
    )


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("avtal.docx", a_zip("word/document.xml", "word/vbaProject.bin"), MACROS),
        ("avtal.docx", a_zip("xl/workbook.xml"), MISMATCH),
        ("avtal.docx", b"PK\x03\x04 cut off", MISMATCH),
        ("budget.pdf", b"MZ this is a program", MISMATCH),
        ("bild.png", b"%PDF-1.7", MISMATCH),
    ],
    ids=["macros", "another office file", "cut off", "program", "another kind"],
)
def test_content_that_is_not_what_the_name_says_is_refused_when_fetched(
    chat: Chat, people: People, name: str, content: bytes, answer: str
) -> None:
    awaiting_files(chat, people)
    received = chat.sends(people.bo, name, content).card
    assert chat.fetches().said == [received]
    assert received.text == f"Norr\n{name} är inte sparad. {answer}\nDen hör till ärende 1, Budget."
    assert [(row["state"], row["sha256"]) for row in attachments(chat)] == [("refused", None)]
    assert chat.rows(tables.blob) == []


def test_good_content_is_fetched_and_kept(chat: Chat, people: People) -> None:
    awaiting_files(chat, people)
    chat.sends(people.bo, "avtal.docx", a_zip("word/document.xml"))
    assert chat.fetches().said == []
    assert [row["state"] for row in attachments(chat)] == ["stored"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_personnummer_in_a_title_is_refused_and_kept_nowhere(
    chat: Chat, people: People, number: str
) -> None:
    before = chat.kept()
    assert chat.says(people.bo, f"/foresla Ärendet {number}").text == PERSONNUMMER
    assert chat.kept() == before
    assert chat.keeps_anywhere(number) == []


def test_it_is_refused_in_every_answer_and_the_question_stays_open(chat: Chat, people: People) -> None:
    number = NUMBERS[0]
    chat.says(people.bo, "/foresla")
    assert chat.says(people.bo, f"Ärendet {number}").text == PERSONNUMMER
    card = chat.says(people.bo, "Budget").card
    chat.presses(people.bo, card, "Beskrivning")
    assert chat.says(people.bo, f"Gäller {number}").text == PERSONNUMMER
    chat.says(people.bo, "Gäller budgeten")
    pias = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, pias, "Ta upp")
    chat.presses(people.pia, pias, "Minuter")
    assert chat.says(people.pia, number).text == PERSONNUMMER
    pias = chat.says(people.pia, "10").card
    chat.presses(people.pia, pias, "Avböj")
    assert chat.says(people.pia, f"Det gäller {number}").text == PERSONNUMMER
    chat.says(people.pia, "Inte nu")
    assert chat.keeps_anywhere(number) == []
    assert [(row["description"], row["minutes"], row["reason"]) for row in chat.rows(tables.item)] == [
        ("Gäller budgeten", 10, "Inte nu")
    ]


def test_it_is_refused_in_a_file_s_name_and_caption(chat: Chat, people: People) -> None:
    number = NUMBERS[0]
    card = awaiting_files(chat, people)
    before = chat.kept()
    assert chat.sends(people.bo, f"beslut {number}.pdf").text == PERSONNUMMER
    assert chat.sends(people.bo, "beslut.pdf", caption=f"om {number}").text == PERSONNUMMER
    assert chat.sends(people.bo, f"{number}.pdf", reply_to=card).text == PERSONNUMMER
    assert chat.sends(people.bo, "beslut.pdf", caption=f"/foresla {number}").text == PERSONNUMMER
    assert chat.kept() == before
    assert chat.keeps_anywhere(number) == []


def test_it_waits_in_no_question_of_which_arena(chat: Chat, people: People) -> None:
    answer = chat.says(people.greta, f"/foresla Ärendet {NUMBERS[0]}").text
    assert f"Norr\n{answer}" == PERSONNUMMER
    assert chat.keeps_anywhere(NUMBERS[0]) == []


@pytest.mark.parametrize("command", ["/foresla", "/foresla Budget"])
def test_nor_does_that_of_an_answered_message(chat: Chat, people: People, command: str) -> None:
    number = NUMBERS[0]
    refused = people.greta.writes(f"Gäller {number}")
    named = people.greta.sends_file(f"beslut {number}.pdf", b"%PDF-1.7")
    chat.settles()
    for message in (refused, named):
        answer = chat.says(people.greta, command, reply_to=message).text
        assert f"Norr\n{answer}" == PERSONNUMMER
    assert chat.keeps_anywhere(number) == []
    assert chat.items() == []


def test_a_command_that_reads_no_answered_message_keeps_nothing_of_it(chat: Chat, people: People) -> None:
    message = people.greta.writes(f"Hemligt, gäller {NUMBERS[0]}")
    chat.settles()
    asked = chat.says(people.greta, "/mina", reply_to=message)
    assert asked.text == "Vilken arena gäller det?"
    assert chat.keeps_anywhere("Hemligt") == []


@pytest.mark.parametrize(
    "typed", ["/dagordning {}", "/bjudin {} bo@example.se", "/mina {}", "{}", "/hjalp {}"]
)
def test_it_is_refused_in_anything_that_is_written(chat: Chat, people: People, typed: str) -> None:
    assert chat.says(people.asa, typed.format(NUMBERS[0])).text == PERSONNUMMER
    assert chat.keeps_anywhere(NUMBERS[0]) == []


def test_in_the_group_it_is_refused_privately(chat: Chat, people: People) -> None:
    answer = chat.says(people.bo, f"/foresla@samverkansbot Ärendet {NUMBERS[0]}", people.group).card
    assert answer.chat.id == people.bo.id
    assert answer.text == (
        "Ta bort meddelandet med personnumret ur gruppen, och skicka igen utan det. "
        "Enskilda personers ärenden hör inte hemma här, så jag har inte sparat något."
    )
    assert chat.keeps_anywhere(NUMBERS[0]) == []


def test_a_stranger_s_personnummer_is_kept_nowhere_either(chat: Chat, people: People) -> None:
    for text in (f"/foresla {NUMBERS[0]}", NUMBERS[0], f"/start {NUMBERS[0]}"):
        assert NUMBERS[0] not in chat.says(people.stig, text).text
    chat.says(people.stig, f"/foresla@samverkansbot {NUMBERS[0]}", people.group)
    assert chat.keeps_anywhere(NUMBERS[0]) == []


def test_what_people_write_is_not_kept_in_the_inbox_once_handled(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    chat.says(people.bo, "hemligheten")
    assert {row["payload"] for row in chat.rows(tables.inbox)} == {None}
    assert chat.keeps_anywhere("hemligheten") == []
