"""Norr meets in Teams: Outlook makes the way in, it is told in chat, and nobody is mailed for it twice."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.acts.meetings.rescheduling import change_place
from bot.acts.outlook.unsettled import keep_theirs
from bot.acts.sending.reach import where
from bot.model.arena import SPARSE
from bot.model.draft import draft_agenda
from bot.texts import say
from integrations.graphapi import Fault, Kind
from integrations.graphapi.teams import join_url
from storage import tables
from storage.store import unit_of_work
from tests.builders import a_meeting, a_person, a_seat, a_tenure, an_arena
from tests.handlers.rounds.bureau import MEMBERS, Bureau
from tests.handlers.rounds.deeds import AGENDA, the_agenda_is_sent

OWN = "https://video.example/rum/7"
EVERYBODY = [("update", each) for each in MEMBERS]


def wants_teams(bureau: Bureau, **more: Any) -> None:
    """The arena file says so, was loaded, and history tells of it."""
    with bureau.database.engine.begin() as connection:
        connection.execute(update(tables.arena).values(**{"teams": True} | more))
    bureau.decides(lambda _desk, _meeting: None)


def way_in(bureau: Bureau, arena: str = "norr") -> tuple[str | None, str | None]:
    """How one joins, as it is known and as it stands in chat."""
    with unit_of_work(bureau.database) as store:
        place = store.within(arena)
        assert place
        (meeting,) = place.meetings()
        return meeting.way_in, meeting.link_in_chat


def the_way_in(bureau: Bureau) -> str:
    return join_url(bureau.event.id)


@pytest.fixture
def in_teams(bureau: Bureau) -> Bureau:
    """The meeting stands in Outlook, and is held in Teams."""
    wants_teams(bureau)
    bureau.begins()
    return bureau


def test_a_meeting_is_made_in_teams_by_one_call_and_its_way_in_is_told_in_chat(bureau: Bureau) -> None:
    wants_teams(bureau)

    bureau.passes(seconds=61)
    link = the_way_in(bureau)
    bureau.passes(minutes=6)

    assert (bureau.calls(), bureau.news()) == (["POST"], [("invitation", each) for each in MEMBERS])
    assert (bureau.event.facts["isOnlineMeeting"], way_in(bureau)) == (True, (link, link))
    assert bureau.told() == []


def test_the_meetings_card_shows_the_way_in(in_teams: Bureau) -> None:
    link = the_way_in(in_teams)

    with unit_of_work(in_teams.database) as store:
        place = store.within("norr")
        assert place
        (meeting,) = place.meetings()
        facts = {"joint_with": [], "papers": "follow", **where(meeting)}
        told = say("meeting_elsewhere", arena=place.arena, meeting=meeting, **facts)

    address = link.replace("&", "&amp;")
    assert f'Länk: <a href="{address}">Anslut via teams.microsoft.com</a>' in told


def test_the_agenda_names_the_way_in(in_teams: Bureau) -> None:
    with unit_of_work(in_teams.database) as store:
        place = store.within("norr")
        assert place
        (meeting,) = place.meetings()
        agenda = draft_agenda(meeting, [], version=1, is_preliminary=False, now=in_teams.clock.now())

    assert agenda.link == the_way_in(in_teams)


def test_an_event_that_stands_already_becomes_one_in_teams_by_one_call_and_one_mail(at_work: Bureau) -> None:
    wants_teams(at_work)

    at_work.passes(seconds=61)
    at_work.passes(minutes=6)

    (patch,) = at_work.graph.calls("PATCH")
    assert set(patch.body) - {"@odata.type"} == {"isOnlineMeeting", "onlineMeetingProvider"}
    assert (at_work.news(), way_in(at_work)[0]) == (EVERYBODY, the_way_in(at_work))


def test_the_agenda_comes_into_the_page_and_the_way_in_stays(in_teams: Bureau) -> None:
    in_teams.decides(the_agenda_is_sent)

    in_teams.passes(seconds=61)
    in_teams.passes(minutes=6)

    assert (in_teams.calls(), in_teams.news()) == (["GET", "PATCH"], EVERYBODY)
    assert (AGENDA in in_teams.page.casefold(), the_way_in(in_teams) in in_teams.page) == (True, True)
    assert (in_teams.event.facts["isOnlineMeeting"], in_teams.told()) == (True, [])


def test_a_meeting_with_a_link_of_its_own_is_not_held_in_teams(bureau: Bureau) -> None:
    wants_teams(bureau)
    bureau.decides(lambda desk, meeting: change_place(desk, meeting, "Åre", OWN))

    bureau.passes(seconds=61)

    assert (bureau.event.facts["isOnlineMeeting"], way_in(bureau)) == (False, (OWN, OWN))
    assert OWN in bureau.page


def test_a_link_that_people_give_later_holds_before_the_one_in_teams(in_teams: Bureau) -> None:
    in_teams.decides(lambda desk, meeting: change_place(desk, meeting, "Åre", OWN))

    in_teams.passes(seconds=61)

    assert way_in(in_teams) == (OWN, OWN)


def test_where_nothing_but_titles_may_stand_in_chat_the_way_in_does_not(bureau: Bureau) -> None:
    wants_teams(bureau, telegram=SPARSE)

    bureau.passes(seconds=61)

    assert way_in(bureau) == (the_way_in(bureau), None)


@pytest.fixture
def unlicensed(bureau: Bureau) -> Bureau:
    """The meeting stands in Outlook, and not in Teams, as the mailbox may not meet there."""
    bureau.mailbox.has_teams = False
    wants_teams(bureau)
    bureau.begins()
    return bureau


def test_a_mailbox_that_may_not_meet_in_teams_invites_all_the_same_and_nobody_is_mailed_in_vain(
    unlicensed: Bureau,
) -> None:
    for _ in range(3):
        unlicensed.passes(minutes=6)

    assert (set(unlicensed.calls()), unlicensed.event.facts["isOnlineMeeting"]) == ({"GET"}, False)
    assert (way_in(unlicensed), unlicensed.news(), unlicensed.told()) == ((None, None), [], [])


def test_a_meeting_comes_into_teams_once_its_mailbox_may_with_one_mail_each(unlicensed: Bureau) -> None:
    unlicensed.passes(minutes=6)
    unlicensed.mailbox.has_teams = True

    for _ in range(3):
        unlicensed.passes(minutes=6)

    assert (unlicensed.news(), way_in(unlicensed)[0]) == (EVERYBODY, the_way_in(unlicensed))
    (patch,) = unlicensed.graph.calls("PATCH")
    assert set(patch.body) - {"@odata.type"} == {"isOnlineMeeting", "onlineMeetingProvider"}


def test_what_changes_meanwhile_is_written_without_teams_and_teams_comes_after(unlicensed: Bureau) -> None:
    unlicensed.decides(lambda desk, meeting: change_place(desk, meeting, "Åre", None))
    unlicensed.passes(seconds=61)
    (patch,) = unlicensed.graph.calls("PATCH")
    assert set(patch.body) - {"@odata.type"} == {"location"}

    unlicensed.mailbox.has_teams = True
    unlicensed.passes(minutes=6)

    assert way_in(unlicensed)[0] == the_way_in(unlicensed)


def test_who_takes_it_out_of_teams_after_the_licence_came_is_not_overruled(unlicensed: Bureau) -> None:
    unlicensed.mailbox.has_teams = True
    unlicensed.passes(minutes=6)
    body = {"contentType": "html", "content": unlicensed.page.partition("<br><div")[0]}
    unlicensed.event.is_changed_by_hand(body=body)
    unlicensed.news()

    for _ in range(3):
        unlicensed.passes(minutes=6)

    assert (unlicensed.event.facts["isOnlineMeeting"], unlicensed.news()) == (False, [])


def test_an_outlook_that_may_meet_in_teams_and_does_not_is_asked_once(bureau: Bureau) -> None:
    # As where an administrator's policy says no to what the licence allows.
    bureau.mailbox.has_teams, bureau.mailbox.says_teams = False, True
    wants_teams(bureau)

    for _ in range(4):
        bureau.passes(minutes=6)

    assert bureau.news() == [("invitation", each) for each in MEMBERS]
    assert bureau.graph.calls("PATCH") == []


def test_a_way_in_that_outlook_knows_later_is_found(bureau: Bureau) -> None:
    bureau.mailbox.teams_is_slow = True
    wants_teams(bureau)
    bureau.passes(seconds=61)
    before = way_in(bureau)

    bureau.event.is_ready_in_teams()
    bureau.passes(minutes=6)

    assert (before[0], way_in(bureau)[0]) == (None, the_way_in(bureau))
    assert bureau.calls() == ["POST", "GET"]


def test_an_event_in_teams_whose_answer_was_lost_is_found_with_its_way_in(bureau: Bureau) -> None:
    bureau.graph.faults.add(Fault(Kind.ACCEPT_THEN_RESET, "POST"))
    wants_teams(bureau)

    bureau.passes(seconds=61)
    bureau.passes(minutes=1)

    assert (len(bureau.mailbox.events), way_in(bureau)[0]) == (1, the_way_in(bureau))
    assert [each.accepted for each in bureau.graph.calls("PATCH")] == []


def test_whoever_takes_the_meeting_out_of_teams_by_hand_is_not_overruled(in_teams: Bureau) -> None:
    body = {"contentType": "html", "content": in_teams.page.partition("<br><div")[0]}
    in_teams.event.is_changed_by_hand(body=body)

    in_teams.passes(minutes=6)

    assert (in_teams.event.facts["isOnlineMeeting"], way_in(in_teams)[0]) == (False, None)
    assert in_teams.graph.calls("PATCH") == []


def test_a_meeting_that_is_deleted_there_and_left_so_has_no_way_in(in_teams: Bureau) -> None:
    in_teams.event.is_deleted_by_hand()
    in_teams.passes(minutes=6)

    in_teams.presses(keep_theirs)

    assert way_in(in_teams) == (None, None)


def meets_with_syd(bureau: Bureau, **arena: Any) -> None:
    """Norr's meeting is Syd's too, where David has a seat."""
    with unit_of_work(bureau.database) as store:
        syd = an_arena(**{"id": "syd", "name": "Samverkan Syd", "short": "Syd"} | arena)
        store.keep(syd)
        store.flush()
        place = store.within("norr")
        assert place
        (ours,) = place.meetings()
        ours.joint_key = "ihop"
        store.keep(a_meeting(syd, key="ihop", starts=ours.starts, joint_key="ihop"))
        store.keep(a_tenure(a_seat("syd"), a_person("David Dahl")))
    wants_teams(bureau)


def test_arenas_that_meet_as_one_meet_in_one_place_in_teams(bureau: Bureau) -> None:
    theirs = bureau.graph.mailbox("syd@example.se")
    meets_with_syd(bureau, calendar="syd@example.se")

    bureau.passes(seconds=61)
    bureau.passes(minutes=6)
    bureau.passes(minutes=6)

    (event,) = theirs.events
    link = the_way_in(bureau)
    assert (event.facts["isOnlineMeeting"], way_in(bureau, "syd")[0]) == (False, link)
    assert link.replace("&", "&amp;") in event.facts["body"]["content"]


def test_an_arena_without_a_mailbox_shows_the_way_into_the_one_that_it_meets_with(bureau: Bureau) -> None:
    meets_with_syd(bureau)

    bureau.passes(seconds=61)

    link = the_way_in(bureau)
    assert (way_in(bureau), way_in(bureau, "syd")) == ((link, link), (link, link))
    with unit_of_work(bureau.database) as store:
        place = store.within("syd")
        assert place
        (meeting,) = place.meetings()
        agenda = draft_agenda(meeting, [], version=1, is_preliminary=False, now=bureau.clock.now())
        assert agenda.link == link


def test_the_way_in_that_was_shown_there_goes_with_the_event(bureau: Bureau) -> None:
    meets_with_syd(bureau)
    bureau.passes(seconds=61)
    bureau.event.is_deleted_by_hand()
    bureau.passes(minutes=6)

    bureau.presses(keep_theirs)
    bureau.passes(minutes=6)

    assert (way_in(bureau), way_in(bureau, "syd")) == ((None, None), (None, None))


def test_an_arena_that_meets_at_another_time_has_no_part_in_the_way_in(bureau: Bureau) -> None:
    meets_with_syd(bureau)
    bureau.passes(seconds=61)

    bureau.decides(lambda _desk, meeting: setattr(meeting, "starts", meeting.starts + timedelta(days=1)))
    bureau.passes(seconds=61)

    assert way_in(bureau, "syd") == (None, None)
    assert way_in(bureau)[0] == the_way_in(bureau)
