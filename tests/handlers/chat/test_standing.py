"""Standing items: on each agenda once, before what members propose, and at the year's first or last."""

from datetime import UTC, datetime
from typing import Any

from bot.acts.desk import Desk
from bot.acts.meetings.planning import cancel_meeting, move_meeting, plan_meeting
from bot.model.meeting import Meeting
from storage import tables
from tests.builders import a_meeting
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

STANDING: dict[str, dict[str, Any]] = {
    "utvardering": {"title": "Utvärdering", "when": "last_of_year", "position": 4},
    "protokoll": {"title": "Föregående protokoll", "when": "every", "position": 1, "minutes": 5},
    "nationellt": {"title": "Nationella förändringar", "when": "every", "position": 2},
    "prioritering": {"title": "Prioritering", "when": "first_of_year", "position": 3},
}
DAYS = {"2027-2": (2027, 5, 14), "2027-3": (2027, 11, 12)}


def stands(chat: Chat, *keys: str) -> None:
    """Norr has standing items, and more meetings in the year."""
    with chat.memory() as store:
        place = chat.place(store)
        place.arena.settings = {"standing": STANDING}
        for key in keys:
            store.keep(a_meeting(place.arena, key=key, starts=datetime(*DAYS[key], 13)))  # noqa: DTZ001


def agendas(chat: Chat) -> dict[str, list[str]]:
    with chat.memory() as store:
        place = chat.place(store)
        return {
            meeting.key: [item.title for item in place.items_of(meeting) if item.state == "accepted"]
            for meeting in place.meetings()
        }


def desk_of(chat: Chat, store: Any) -> Desk:
    return Desk(store=store, place=chat.place(store), now=chat.clock.now(), through="chat")


def meeting_of(desk: Desk, key: str) -> Meeting:
    return next(meeting for meeting in desk.place.meetings() if meeting.key == key)


def test_they_come_with_the_call_and_before_what_members_propose(chat: Chat, people: People) -> None:
    stands(chat, "2027-2")
    chat.plans()
    chat.says(people.bo, "/foresla Budget")
    card = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, card, "Ta upp")

    chat.clock.at = datetime(2027, 1, 15, 7, 0, tzinfo=UTC)
    chat.strikes()

    wanted = ["Föregående protokoll", "Nationella förändringar", "Prioritering", "Budget"]
    assert agendas(chat) == {"2027-1": wanted, "2027-2": []}


def test_the_only_meeting_of_a_year_is_its_first_and_its_last(chat: Chat, people: People) -> None:
    stands(chat)

    chat.says(people.pia, "/beredning")
    chat.says(people.per, "/beredning")

    assert agendas(chat)["2027-1"] == [
        "Föregående protokoll",
        "Nationella förändringar",
        "Prioritering",
        "Utvärdering",
    ]


def test_the_draft_says_which_lines_lack_minutes(chat: Chat, people: People) -> None:
    stands(chat, "2027-2")

    draft = chat.says(people.pia, "/beredning").card

    shown = [line for line in draft.text.splitlines() if line.startswith(("3.", "Punkt"))]
    assert shown == ["3. Prioritering", "Punkt 2 saknar minuter, så klockslagen visas inte efter den."]


def test_one_that_was_withdrawn_does_not_come_back(chat: Chat, people: People) -> None:
    stands(chat, "2027-2")
    draft = chat.says(people.pia, "/beredning").said[-1]
    with chat.memory() as store:
        place = chat.place(store)
        item = place.items_of(place.meetings()[0])[1]
        item.withdraw()

    assert draft.buttons[1] == ["2. Nationella förändringar"]
    chat.says(people.pia, "/beredning")
    assert agendas(chat)["2027-1"] == ["Föregående protokoll", "Prioritering"]


def test_an_agenda_that_nobody_opened_has_them_when_it_is_sent(chat: Chat, people: People) -> None:
    stands(chat, "2027-2")

    chat.publishes()

    with chat.memory() as store:
        place = chat.place(store)
        (publication,) = place.publications(place.meetings()[0])
        titles = [line["title"] for line in publication.agenda["lines"]]
    assert titles == ["Föregående protokoll", "Nationella förändringar", "Prioritering"]


def test_an_agenda_that_is_sent_at_once_is_not_preliminary_for_their_sake(chat: Chat, people: People) -> None:
    stands(chat)
    with chat.memory() as store:
        meeting = chat.place(store).meetings()[0]
        meeting.ready_at = chat.clock.now()

    chat.publishes()

    (publication,) = chat.rows(tables.publication)
    assert (publication["is_preliminary"], len(publication["agenda"]["lines"])) == (False, 4)


def test_what_stands_at_the_years_last_meeting_follows_a_later_date_and_back(
    chat: Chat, people: People
) -> None:
    stands(chat)
    chat.says(people.pia, "/beredning")

    with chat.memory() as store:
        desk = desk_of(chat, store)
        starts = datetime(2027, 11, 12, 13)  # noqa: DTZ001 (a meeting starts at a wall time)
        plan_meeting(desk, a_meeting(desk.place.arena, key="2027-3", starts=starts))
    assert agendas(chat) == {
        "2027-1": ["Föregående protokoll", "Nationella förändringar", "Prioritering"],
        "2027-3": ["Utvärdering"],
    }

    with chat.memory() as store:
        desk = desk_of(chat, store)
        cancel_meeting(desk, meeting_of(desk, "2027-3"))
    chat.settles()

    assert agendas(chat)["2027-1"][-1] == "Utvärdering"


def test_an_evaluation_that_has_no_unsent_last_meeting_left_is_withdrawn(chat: Chat, people: People) -> None:
    stands(chat, "2027-2")
    chat.publishes()
    chat.says(people.pia, "/beredning")
    assert "Utvärdering" in agendas(chat)["2027-2"]

    with chat.memory() as store:
        desk = desk_of(chat, store)
        starts = datetime(2027, 1, 29, 13)  # noqa: DTZ001 (a meeting starts at a wall time)
        move_meeting(desk, meeting_of(desk, "2027-2"), starts)
    chat.settles()

    assert "Utvärdering" not in agendas(chat)["2027-2"]


def test_the_standing_items_of_a_cancelled_meeting_are_not_passed_on(chat: Chat, people: People) -> None:
    stands(chat, "2027-2")
    chat.says(people.bo, "/foresla Budget")
    chat.says(people.pia, "/beredning")

    with chat.memory() as store:
        desk = desk_of(chat, store)
        cancel_meeting(desk, meeting_of(desk, "2027-1"))
    chat.settles()
    chat.says(people.pia, "/beredning")

    assert agendas(chat)["2027-2"] == [
        "Prioritering",
        "Föregående protokoll",
        "Nationella förändringar",
        "Utvärdering",
    ]
    with chat.memory() as store:
        desk = desk_of(chat, store)
        incoming = [
            item.title for item in desk.place.items_of(meeting_of(desk, "2027-2")) if item.is_incoming
        ]
    assert incoming == ["Budget"]


def test_what_stood_on_a_cancelled_agenda_comes_back_with_its_meeting(chat: Chat, people: People) -> None:
    stands(chat, "2027-2")
    chat.says(people.pia, "/beredning")
    before = agendas(chat)["2027-1"]

    card = chat.says(people.asa, "/moten").said[0]
    for word in ("Ställ in mötet", "Ställ in", "Ångra"):
        chat.presses(people.asa, card, word)

    assert before == ["Föregående protokoll", "Nationella förändringar", "Prioritering"]
    assert agendas(chat)["2027-1"] == before


def test_a_change_of_dates_undoes_that_the_agenda_was_ready(chat: Chat, people: People) -> None:
    stands(chat)
    draft = chat.says(people.pia, "/beredning").said[-1]
    chat.presses(people.pia, draft, "Klar att skickas")

    with chat.memory() as store:
        desk = desk_of(chat, store)
        starts = datetime(2027, 11, 12, 13)  # noqa: DTZ001 (a meeting starts at a wall time)
        plan_meeting(desk, a_meeting(desk.place.arena, key="2027-3", starts=starts))
    told = chat.settles().to(people.per)

    assert told == [
        "Norr\nÄrende 4, Utvärdering, som är en stående punkt, har flyttats. Dagordningen till mötet fredag "
        "12 februari 2027 kl. 13.00 är därför inte längre markerad som klar. Öppna /beredning "
        "och tryck Klar att skickas igen."
    ]


def test_the_last_of_the_year_is_not_known_while_more_are_to_be_planned(chat: Chat, people: People) -> None:
    stands(chat)
    with chat.memory() as store:
        chat.place(store).arena.rhythm_days = {"meetings_per_year": 4}
    chat.plans()

    chat.clock.at = datetime(2027, 1, 15, 7, 0, tzinfo=UTC)
    chat.strikes()

    wanted = ["Föregående protokoll", "Nationella förändringar", "Prioritering"]
    assert agendas(chat) == {"2027-1": wanted}
