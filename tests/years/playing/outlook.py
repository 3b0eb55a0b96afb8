"""What people do in Outlook: in the arena's mailbox, and in their own."""

from datetime import datetime, timedelta
from typing import Any

from integrations.graphapi import Event
from tests.years import acts
from tests.years.cast import email
from tests.years.days import spoken
from tests.years.playing.hands import Hands, plays

LONG = timedelta(hours=2)


@plays.register
def _edits_outlook(act: acts.EditsOutlook, hands: Hands) -> None:
    """Whoever is responsible is asked, and presses what is to hold."""
    stage, who = hands.stage, hands.stage.person(act.who)
    before = hands.before[act.meeting, act.arena]
    event = _event(act, hands, before)
    if act.deletes:
        event.is_deleted_by_hand()
    else:
        event.is_changed_by_hand(**_changes(act, event))
    stage.outlook_settles(6)
    asked = stage.sees(who, f"mötet {spoken(before)}")
    stage.presses(who, asked, "Behåll Outlooks" if act.keeps_outlooks else "Behåll botens")
    stage.outlook_settles()


def _changes(act: acts.EditsOutlook, event: Event) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if act.place:
        changes["location"] = {"displayName": act.place}
    if act.subject:
        changes["subject"] = act.subject
    if act.starts:
        changes |= {"start": _moment(act.starts), "end": _moment(act.starts + LONG)}
    if act.guest:
        guest = {"emailAddress": {"address": act.guest, "name": act.guest}, "type": "required"}
        changes["attendees"] = [*event.facts["attendees"], guest]
    return changes


def _moment(wall: datetime) -> dict[str, str]:
    return {"dateTime": wall.isoformat(), "timeZone": "Europe/Stockholm"}


@plays.register
def _answers_in_outlook(act: acts.AnswersInOutlook, hands: Hands) -> None:
    event = _event(act, hands, hands.meeting(act).starts)
    event.answers(email(act.who), "accepted" if act.accepts else "declined")
    hands.stage.outlook_settles(6)


def _event(act: acts.Act, hands: Hands, starts: datetime) -> Event:
    """The meeting's, once everything stands there as it should."""
    hands.stage.outlook_settles()
    (event,) = hands.stage.events(act.arena, starts)
    return event
