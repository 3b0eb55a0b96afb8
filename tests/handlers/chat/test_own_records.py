"""/minauppgifter: everything about the speaker, and nothing of anybody else, in a file that is not kept."""

from bot.model.dispatch import Dispatch, DispatchKind, DispatchState
from integrations.botapi import Person
from storage import tables
from tests.handlers.chat.chatting import Chat, Reply
from tests.handlers.chat.people import People


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
    for said in (
        "ärende 1, Budget",
        "Budget.pdf",
        "Bos plats",
        "förhinder vid mötet fredag 12 februari 2027 kl. 13.00",
        "någon går in för dig vid mötet fredag 12 februari 2027 kl. 13.00: väntar på svar",
    ):
        assert [line for line in lines if line.startswith("– Norr: ") and line.endswith(said)] != [], said


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
