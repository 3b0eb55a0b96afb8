"""/minauppgifter: everything about the speaker, and nothing of anybody else, in a file that is not kept."""

from datetime import date

from bot.model.dispatch import Dispatch, DispatchKind, DispatchState
from bot.model.item import FileState
from integrations.botapi import Person
from storage import tables
from tests.builders import an_attachment, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply


def content(reply: Reply) -> str:
    """What the file says."""
    (document,) = [message.document for message in reply.said if message.document]
    assert document.name == "Mina uppgifter.txt"
    text: str = document.content.decode("utf-8-sig")
    return text


def asks(chat: Chat, who: Person) -> str:
    return content(chat.says(who, "/minauppgifter"))


def test_it_holds_what_one_has_and_has_done_in_every_arena(chat: Chat, people: People) -> None:
    chat.sends(people.bo, "Budget.pdf", caption="/foresla Budget (15 min)")
    extent = chat.presses(people.bo, chat.says(people.bo, "/narvaro").card, "Förhinder").card
    chat.presses(people.bo, extent, "Hela mötet")

    lines = asks(chat, people.bo).splitlines()

    assert lines[0] == "Mina uppgifter"
    assert f"Telegram: konto {people.bo.id}" in "\n".join(lines)
    told = [line for line in lines if line.startswith("– Norr: ")]
    at = "måndag 23 november 2026 kl. 10.00"
    meeting = "fredag 12 februari 2027 kl. 13.00"
    assert told == [
        "– Norr: Bos plats, från torsdag 1 januari 2026",
        f"– Norr: ärende 1, Budget, föreslaget {at}",
        f"– Norr: Budget.pdf, {at}",
        f"– Norr: förhinder vid mötet {meeting}, svar {at}",
        f"– Norr: någon går in för dig vid mötet {meeting}: väntar på svar",
    ]


def test_what_people_wrote_keeps_its_lines_and_receipts_of_presses_are_left_out(
    chat: Chat, people: People
) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    chat.presses(people.bo, card, "Beskrivning")
    chat.says(people.bo, "Första raden & mer.\nAndra raden.")
    chat.presses(people.bo, card, "Bilaga kommer")

    lines = asks(chat, people.bo).splitlines()

    proposed = lines.index("– Norr: ärende 1, Budget, föreslaget måndag 23 november 2026 kl. 10.00")
    assert lines[proposed + 1 : proposed + 3] == ["> Första raden & mer.", "> Andra raden."]
    sent = lines.index("MEDDELANDEN SOM BOTEN HAR SKICKAT TILL DIG")
    assert lines[sent + 1 : sent + 3] == [
        "– Norr, måndag 23 november 2026 kl. 10.00", "> Ärende 1: Budget"
    ]  # fmt: skip
    assert [line for line in lines if "Ändrat" in line] == []


def test_a_role_that_goes_with_a_seat_is_told_while_one_has_both(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        (role,) = [each for each in chat.place(store).roles() if each.seat]
        role.begins, role.ends = date(2026, 3, 1), date(2027, 3, 1)

    lines = asks(chat, people.pia).splitlines()

    where = lines.index("DINA ROLLER")
    assert lines[where + 1] == (
        "– Norr: beredning genom platsen Pias plats, från söndag 1 mars 2026 till måndag 1 mars 2027"
    )


def test_of_a_sparsam_arena_neither_words_nor_names_of_files_go_through_chat(
    chat: Chat, people: People
) -> None:
    with chat.memory() as store:
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        chat.place(store).arena.telegram = "sparsam"
        item = an_item(bo, "Budget", description="Hemliga ord")
        item.attachments.append(an_attachment(bo, "hemlig.pdf", state=FileState.STORED))
        store.keep(item)

    text = asks(chat, people.bo)

    assert "ärende 1, Budget" in text
    assert [word for word in ("Hemliga ord", "hemlig.pdf") if word in text] == []


def test_nothing_of_others_is_in_it_and_it_is_forgotten_once_it_has_arrived(
    chat: Chat, people: People
) -> None:
    chat.says(people.greta, "/foresla Hemligt i Syd")
    chat.presses(people.greta, chat.says(people.greta, "Syd").card, "Syd – 5 mars")
    blobs = len(chat.rows(tables.blob))

    text = asks(chat, people.bo)

    assert "Hemligt i Syd" not in text
    assert len(chat.rows(tables.blob)) == blobs


def test_what_was_withheld_from_somebody_is_not_told_by_it(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        store.promise(
            Dispatch(
                dedupe_key="withheld", kind=DispatchKind.TEXT, chat_id=people.bo.id, arena_id="norr",
                person_id=bo.id, text="Hemligt", state=DispatchState.WITHDRAWN,
            )
        )  # fmt: skip

    assert "Hemligt" not in asks(chat, people.bo)


def test_it_is_for_those_who_are_known_and_not_for_a_group(chat: Chat, people: People) -> None:
    assert chat.says(people.stig, "/minauppgifter").text.startswith("Jag känner inte igen dig än.")
    assert [
        message for message in chat.says(people.bo, "/minauppgifter", people.group).said if message.document
    ] == []
