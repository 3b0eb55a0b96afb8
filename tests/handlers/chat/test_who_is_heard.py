"""Who gets no answer at all: nobody speaks for a person but that person's own account."""

from typing import Any

from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply

COMMAND = "/foresla@samverkansbot Budget"


def an_update(chat: Chat, people: People, /, **more: Any) -> dict[str, Any]:
    usual = {
        "message_id": 900_000 + chat.world.number(),
        "from": people.asa.to_json(),
        "chat": people.group.chat.to_json(),
        "date": int(chat.world.now().timestamp()),
        "text": COMMAND,
    }
    return usual | more


def test_an_anonymous_admin_is_nobody(chat: Chat, people: People) -> None:
    people.asa.writes_anonymously(COMMAND, people.group)
    assert chat.settles().said == []
    people.asa.writes_anonymously("/beredning@samverkansbot", people.preparers)
    assert chat.settles().said == []
    assert chat.items() == []


def test_a_channel_is_nobody(chat: Chat, people: People) -> None:
    people.asa.writes_as(chat.world.channel("Kanalen"), COMMAND, people.group)
    assert chat.settles().said == []
    assert chat.items() == []


def test_a_forwarded_command_is_none(chat: Chat, people: People) -> None:
    other = chat.world.group("Fikat", members=[people.asa, people.bo])
    written = people.asa.writes("/foresla@samverkansbot Budget", other)
    chat.says(people.bo, "/foresla")
    for where in (None, people.group, people.preparers):
        people.bo.forwards(written, where)
        assert chat.settles().said == []
    assert chat.items() == []


def test_another_bot_is_nobody(chat: Chat, people: People) -> None:
    robot = {"id": 42, "is_bot": True, "first_name": "Robot"}
    assert chat.happens("message", an_update(chat, people, **{"from": robot})).said == []
    data = {"id": "1", "from": robot, "chat_instance": "1", "data": "x"}
    data["message"] = an_update(chat, people)
    assert chat.happens("callback_query", data) == Reply()
    assert chat.items() == []


def test_what_came_by_another_bot_is_none_of_ours(chat: Chat, people: People) -> None:
    via = {"id": 42, "is_bot": True, "first_name": "Robot"}
    assert chat.happens("message", an_update(chat, people, via_bot=via)).said == []
    private = {"chat": people.asa.chat().chat.to_json(), "text": "/foresla Budget", "via_bot": via}
    assert chat.happens("message", an_update(chat, people, **private)).said == []
    assert chat.items() == []


def test_an_edited_message_makes_nothing_a_second_time(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla Budget")
    in_group = people.bo.writes("/foresla@samverkansbot Avtal", people.group)
    chat.settles()
    chat.edits(people.bo, written, "/foresla Budget och lokaler")
    chat.edits(people.bo, in_group, "/foresla@samverkansbot Avtal (15 min)")
    assert chat.items() == [("Budget och lokaler", None), ("Avtal", 15)]
    assert chat.edits(people.bo, written, "/foresla Budget och lokaler").said == []


def test_an_edited_personnummer_is_kept_nowhere(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla Budget")
    chat.settles()
    people.bo.edits(written, "/foresla 19121212-1212")
    chat.settles()
    assert chat.keeps_anywhere("19121212-1212") == []


def test_what_people_say_to_each_other_is_not_kept(chat: Chat, people: People) -> None:
    people.group.promotes(chat.world.bot.user)
    chat.says(people.bo, "Vi ses på hemliga stället", people.group)
    chat.says(people.bo, "@samverkansbot hemliga stället", people.group)
    assert chat.keeps_anywhere("hemliga") == []
    assert chat.rows(tables.dispatch) == []


def test_the_same_update_twice_is_one_effect(chat: Chat, people: People) -> None:
    raw = {"message": an_update(chat, people)}
    for said in (1, 0):
        chat.world.inject(raw, update_id=777)
        assert len(chat.settles().said) == said
    assert chat.items() == [("Budget", None)]
