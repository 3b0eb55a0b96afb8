"""The scenes in which every text is said: with all there is, with next to nothing, and between."""

from dataclasses import replace
from datetime import time
from typing import Any

from bot.acts.agendas.preparing import Spot
from bot.acts.agendas.reading import ReadCount
from bot.acts.attendance.answers import Emptied
from bot.acts.attendance.callins import Calling
from bot.acts.items.proposing import Proposed
from bot.acts.items.rewriting import Rewritten
from bot.acts.meetings.calendar import calendar_entry
from bot.acts.outlook.unsettled import Differences
from bot.acts.people.co_opting import Invited
from bot.acts.people.turns import Upcoming
from bot.acts.people.welcoming import Coming, Room
from bot.acts.replacements.bearers import Bearer
from bot.acts.replacements.foreseeing import Foreseen
from bot.acts.sending.reach import Papers
from bot.acts.todo import Waiting
from bot.model.attendance import Answer, Counts, Given
from bot.model.booking import Booking, dates_that_follow
from bot.model.bookingtext import When
from bot.model.callin import CallInState, NoDeputy, Why
from bot.model.changes import ChangeKind
from bot.model.dispatch import Button, DispatchState
from bot.model.history import Deed
from bot.model.item import FileState, ItemKind, ItemState
from bot.model.joining import ChatKind
from bot.model.lift import ShownLift
from bot.model.meeting import MeetingKind, MeetingState
from bot.model.ownrecord import OwnKind, OwnRecord
from bot.model.publication import Recipient, Way
from bot.model.replacement import ReplacementState
from bot.model.replacementdraft import ReplacementDraft
from bot.model.roster import roster_on
from bot.model.seat import RoleKind, Standing
from bot.model.succession import Reason
from bot.model.yearwheel import year_wheel
from tests.bot.textfacts import (
    MANDATES,
    NASTY,
    NEEDS_A_VALUE,
    OWN,
    STARTS,
    WARNINGS,
    Earlier,
    a_change,
    a_draft,
    a_lift,
    a_line,
    a_view,
    a_wheel,
    an_agenda,
    some_co_options,
    some_sendings,
)
from tests.builders import (
    NOW,
    TODAY,
    a_call_in,
    a_chat,
    a_co_option,
    a_meeting,
    a_person,
    a_publication,
    a_replacement,
    a_role,
    a_seat,
    a_tenure,
    a_turn,
    an_arena,
    an_attachment,
    an_item,
)


def rich() -> dict[str, Any]:
    """Everything there is, and nothing easy."""
    arena = an_arena(name=NASTY, short=NASTY)
    person = a_person(NASTY, email="å&b@example.se")
    link = "https://x.example/?a=1&b=2"
    meeting = a_meeting(arena, starts=STARTS, place=NASTY, link=link)
    strategy = a_meeting(arena, starts=STARTS, kind=MeetingKind.STRATEGY, sent_at=NOW)
    tentative = a_meeting(arena, starts=STARTS, state=MeetingState.TENTATIVE)
    file = an_attachment(person, NASTY, version=2, state=FileState.STORED)
    seat = a_seat(title=NASTY)
    item = an_item(
        person, NASTY, seat=seat, meeting=meeting, description=NASTY, attachments=[file], reason=NASTY,
        kind=ItemKind.PREPARATION, presenter_name=NASTY, diary_number=NASTY, awaits_file=True,
        changed_by=person,
    )  # fmt: skip
    turn = a_turn(named_by=person, named_at=NOW)
    aside = {"proposal": {"title": NASTY}, "like": {"number": 3, "title": NASTY}}
    standing = Standing(person=person, seats=(seat,), deputy_seats=(seat,), roles=frozenset(RoleKind))
    decided: Any = {"body": NASTY, "decided_on": NOW.date(), "paragraph": "12"}
    registered = a_replacement(
        seat, person, newcomer=person, state=ReplacementState.REGISTERED, registered_by=person,
        changed_at=NOW, **decided,
    )  # fmt: skip
    recipients = [
        Recipient(arena_id="norr", person=person, way=Way.NOT_REACHED, reason=reason)
        for reason in ("blocked", "not_joined", "item_not_joined")
    ]
    return {
        "agenda": an_agenda(),
        "added": an_agenda().lines,
        "added_item": item,
        "asks": True,
        "bearer": Bearer(NASTY),
        "typed_name": NASTY,
        "draft": a_draft(),
        "foreseen": Foreseen(
            draft=a_draft(),
            seat=seat,
            leaver=person,
            instead_of=a_replacement(seat, person),
            not_to_come=[person],
            is_unknown_domain=True,
            bearer=Bearer("Dan Dal"),
            asked=[person],
            may_register=False,
        ),
        "is_leaver": True,
        "is_theirs": True,
        "is_feed_revoked": True,
        "differences": Differences(
            is_deleted=False,
            time=(STARTS, STARTS),
            subject=(NASTY, NASTY),
            place=(NASTY, ""),
            has_other_words=True,
            came=(NASTY,),
            went=(NASTY, NASTY),
        ),
        "may_report": True,
        "replacement": registered,
        "replacements": [registered, a_replacement(seat, None, name=None, email=None, reported_by=person)],
        "roster": roster_on(
            TODAY, seats=[seat], tenures=[a_tenure(seat, person)], roles=[a_role(person=person)]
        ),
        "shows_names": True,
        "shows_reach": True,
        "words": NASTY,
        "since": STARTS.date(),
        "undecided": [item],
        "may_send_minutes": True,
        "takes_files": True,
        "among_preparers": True,
        "absentee": person,
        "entry": calendar_entry(meeting, person, bot_name="bot", now=NOW),
        "address": "https://moten.example.se/kalender/AbC_d-123.ics",
        "arena": arena,
        "attendance": a_view(meeting, person, Answer.ABSENT),
        "away": Given(answer=Answer.ABSENT, away_from=time(14), away_until=time(15)),
        "call_in": a_call_in(meeting, person, person),
        "call_ins": [(a_call_in(meeting, person, person, state=state), NASTY) for state in CallInState],
        "whose": NASTY,
        "calling": Calling(
            asked=[a_call_in(meeting, person, person, told_at=None)],
            blocked=[NoDeputy(deputy=person, why=why, absentee=person) for why in Why],
            told=[person],
        ),
        "emptied": Emptied(answers=3, deputies=2),
        "example": STARTS,
        "may_time": True,
        "is_moved": True,
        "is_unheard": False,
        "knowing": 0,
        "spot": Spot(number=2, count=5),
        "alternatives": [meeting, meeting],
        "beside": [meeting, meeting],
        "passes_to": None,
        "is_other": True,
        "is_vacant": True,
        "is_member": True,
        "has_seat": True,
        "lacking": [seat, seat],
        "member": person,
        "numbers": Counts(here=7, remote=2, partial=1, absent=1, silent=2),
        "obstacle": NoDeputy(deputy=person, why=Why.TAKEN, absentee=person),
        "obstacles": [NoDeputy(deputy=person, why=why, absentee=person) for why in Why],
        "word": NASTY,
        "writer": person,
        "arenas": [NASTY],
        "at": NOW,
        "at_bot": "@samverkansbot",
        "proposes": True,
        "asides": [aside, aside | {"like": None}],
        "bot_name": "samverkansbot",
        "booking": Booking(place=NASTY, link=link),
        "by": person,
        "change": a_change(ChangeKind.ADDED),
        "changes": [a_change(kind) for kind in ChangeKind],
        "chat": a_chat(),
        "co_option": a_co_option(person, person, item=item, presents=True),
        "co_options": some_co_options(person, item, meeting, strategy),
        "follows": True,
        "held": some_co_options(person, item, meeting, strategy),
        "invited": Invited(
            name=NASTY, is_other=True, email="å&b@example.se", person=person, meeting=strategy, item=item
        ),
        "ends": True,
        "number": 3,
        "reaches": True,
        "there": ["1", "2"],
        "count": 1,
        "shown": 1,
        "counts": {"members": 1, "deputies": 2, "others": 3, "co_opted": 2, "not_reached": 4},
        "dates": dates_that_follow(meeting, NOW),
        "day": STARTS.date(),
        "days": 3,
        "deed": Deed(at=NOW, verb="proposed", by=NASTY),
        "deeds": [
            Deed(at=NOW, verb=verb, by=NASTY, other=item, meeting=meeting)
            for verb in ("proposed", "merged", "held over", "seen")
        ],
        "done": Rewritten(
            changed=[item],
            decided=[item],
            of_others=[item],
            removed=[item],
            proposed=Proposed(stored=[item]),
        ),
        "due": NOW,
        "earlier": Earlier(2027, 2, 11, 13, 0),
        "ending": "<script>",
        "file": file,
        "follows_to": STARTS,
        "files": [NASTY],
        "group": a_chat(),
        "groups": [(NASTY, [NASTY, NASTY]), (NASTY, [])],
        "heir": meeting,
        "old": arena,
        "ahead": [
            Upcoming(kind=RoleKind.CHAIR, turn=turn, named=[person]),
            Upcoming(kind=RoleKind.SECRETARY, turn=None, named=[]),
        ],
        "again": STARTS,
        "email": "å&b@example.se",
        "hides": False,
        "holders": [person],
        "is_unknown_domain": True,
        "left": {RoleKind.CHAIR: [a_person()]},
        "members": [person, a_person()],
        "named": {RoleKind.CHAIR: [a_person()]},
        "offered": [person],
        "side": "region",
        "stand_ins": [person],
        "turn": turn,
        "turns": [turn],
        "in_group": [person],
        "incoming": [item],
        "instead": STARTS,
        "is_call": True,
        "is_changed": True,
        "may_be_more": True,
        "is_known": True,
        "is_co_opted": True,
        "is_new": True,
        "into": item,
        "absorbed": item,
        "put_off": {item.id: Deed(at=NOW, verb="held over", by=NASTY, meeting=meeting)},
        "is_now": True,
        "is_there": True,
        "written_to": [(kind, person) for kind in RoleKind],
        "is_proposer": True,
        "is_group": True,
        "is_mute": True,
        "item": item,
        "item_count": 1,
        "items": [item, item],
        "is_elsewhere": True,
        "is_stuck": True,
        "join_arena": arena,
        "joint": [NASTY, NASTY],
        "kind": "sticker",
        "lift": a_lift(ItemState.DECLINED),
        "lifts": [a_lift(state) for state in (None, *ItemState)],
        "limit": 200,
        "limit_mb": 20,
        "typed": "25:00",
        "is_left_out": True,
        "joined": NOW,
        "lines_of": str.splitlines,
        "records": [
            (kind.value, [OwnRecord(kind=kind, arena=NASTY, at=NOW, facts=OWN | {"way": way}) for way in Way])
            for kind in OwnKind
        ],
        "ask_whom": [NASTY, NASTY],
        "has_files": True,
        "on": STARTS.date(),
        "asked": "chair",
        "line": a_line(),
        "may_invite": True,
        "may_plan": True,
        "may_prepare": True,
        "may_propose": True,
        "meeting": meeting,
        "meetings": [meeting],
        "back": [meeting],
        "together": {meeting.id: [NASTY]},
        "missed": True,
        "moved": meeting,
        "name": NASTY,
        "names": [NASTY, NASTY],
        "by_mail": recipients,
        "mails": False,
        "not_reached": recipients,
        "now": NOW,
        "others": [meeting],
        "people": [person, person],
        "person": person,
        "late_lines": [a_line()],
        "link": NASTY,
        "has_lost_feed": True,
        "held_at": NASTY,
        "in_mail": True,
        "lines": [
            Waiting(
                what=what,
                until=STARTS.date(),
                arena=arena,
                button=Button(text=NASTY),
                meeting=meeting,
                item=item,
                person=person,
                replacement=registered,
                turn=a_turn(),
                count=2,
                differences=Differences(is_deleted=False, place=(NASTY, ""), came=(NASTY,)),
            )
            for what in (
                "decide",
                "version",
                "package",
                "ready",
                "file",
                "read",
                "attendance",
                "deputy",
                "outcomes",
                "join",
                "change",
                "asked",
                "turn",
                "outlook",
            )
        ],
        "outside": [NASTY],
        "parts": [(arena, ["Ett ord.", "Ett till."]), (arena, ["Ett tredje."])],
        "planned": 500,
        "preparatory": meeting.preparatory(NOW),
        "prepared": meeting,
        "private": [person, person],
        "papers": Papers.FOLLOW,
        "piece": 2,
        "pieces": 3,
        "publication": a_publication(meeting, is_late=True, is_preliminary=True),
        "reading": ReadCount(read=7, of=12),
        "reason": "answer 552",
        "recipient": recipients[0],
        "title": NASTY,
        "coming": [Coming(arena=an_arena(), day=TODAY)],
        "rooms": [
            Room(
                arena=an_arena(purpose=NASTY, mandate=mandate),
                standing=standing,
                meeting=meeting,
                items=[item],
                more=2,
            )
            for mandate in (*MANDATES, NASTY)
        ],
        "room": Room(arena=an_arena(mandate="decides"), standing=standing, meeting=None),
        "sendings": some_sendings(meeting, recipients),
        "sent_at": NOW,
        "shorts": [NASTY, NASTY],
        "standing": standing,
        "starts": STARTS,
        "reasons": [Reason(why=why, name=NASTY, number=3) for why in ("already", "item_sent")],
        "seat": seat,
        "seat_count": 2,
        "successor": "TaHSU",
        "reader": person,
        "recipients": recipients,
        "unreached": recipients,
        "of_items": [person],
        "given": [(person, a_line())],
        "what": "meeting_moved",
        "newly": recipients[:1],
        "in_charge": [person],
        "to": a_person("Åsa Öberg"),
        "rest": "filen",
        "today": STARTS.date(),
        "token": "token-_",
        "told": {"people": 12, "not_reached": 1},
        "twin": meeting,
        "warnings": [(meeting, name, None) for name in WARNINGS]
        + [(meeting, "july", 28), (meeting, "midnight", NOW), (meeting, "same_day", meeting)],
        "whens": (When(day=STARTS.date()),),
        "state": DispatchState.SENT,
        "version": 2,
        "mark": a_wheel(arena, meeting).marks[0],
        "term": a_wheel(arena, meeting).terms[0],
        "wheel": a_wheel(arena, meeting, meeting.preparatory(NOW), strategy, tentative),
        "why": "macros",
    }


def bare() -> dict[str, Any]:
    """As little as there can be."""
    facts = rich()
    arena = an_arena()
    meeting = a_meeting(arena, starts=STARTS, kind=MeetingKind.PREPARATORY, ready_at=NOW, sent_at=NOW)
    item = an_item(a_person(), minutes=None, state=ItemState.DECLINED, reason="Inte nu")
    standing = Standing(person=a_person())
    return facts | {
        "wheel": year_wheel(arena, 2027, [], [], [], NOW),
        "asides": [{"proposal": {"title": "Budget"}, "like": None}],
        "ahead": [Upcoming(kind=RoleKind.CHAIR, turn=a_turn("kommuner"), named=[])],
        "again": None,
        "holders": [],
        "is_unknown_domain": False,
        "has_lost_feed": False,
        "held_at": None,
        "in_mail": False,
        "left": {RoleKind.CHAIR: []},
        "members": [],
        "named": {RoleKind.CHAIR: []},
        "offered": [],
        "stand_ins": [],
        "turn": a_turn("kommuner", RoleKind.SECRETARY),
        "turns": [a_turn("kommuner")],
        "attendance": a_view(meeting, a_person(), None),
        "away": None,
        "call_ins": [],
        "calling": Calling(),
        "emptied": Emptied(answers=0, deputies=0),
        "may_time": False,
        "is_moved": False,
        "is_unheard": True,
        "knowing": 2,
        "spot": None,
        "co_option": a_co_option(a_person(), a_person(), meeting=meeting),
        "co_options": [a_co_option(a_person(), a_person(), item=an_item(a_person()))],
        "follows": False,
        "held": [],
        "invited": Invited(
            name="Eva", is_other=False, email="eva@example.se", person=None, meeting=meeting, item=None
        ),
        "ends": False,
        "there": [],
        "alternatives": [],
        "beside": [],
        "is_other": False,
        "is_vacant": False,
        "is_member": False,
        "has_seat": False,
        "lacking": [],
        "numbers": Counts(),
        "obstacles": [],
        "word": None,
        "deed": Deed(at=NOW, verb="seen", by=None),
        "is_proposer": False,
        "shorts": [],
        "agenda": an_agenda(place=None, link=None, version=1, preliminary=False, lines=(), incoming=()),
        "added": [a_line()],
        "added_item": None,
        "asks": False,
        "bearer": Bearer(None),
        "typed_name": "Cilla",
        "draft": ReplacementDraft(is_unknown=True, begins=NOW.date()),
        "foreseen": Foreseen(
            draft=ReplacementDraft(is_unknown=True, begins=NOW.date()),
            seat=a_seat(),
            leaver=None,
            instead_of=None,
            not_to_come=[],
            is_unknown_domain=False,
            bearer=Bearer(None),
            asked=[],
            may_register=True,
        ),
        "is_theirs": False,
        "is_feed_revoked": False,
        "differences": Differences(is_deleted=True),
        "is_leaver": False,
        "may_report": False,
        "replacement": a_replacement(a_seat(), a_person(), name=None, email=None),
        "replacements": [a_replacement(a_seat(), None, reported_by=a_person(), newcomer=a_person())],
        "roster": roster_on(TODAY, seats=[], tenures=[], roles=[]),
        "shows_names": False,
        "shows_reach": False,
        "words": "",
        "since": None,
        "undecided": [],
        "may_send_minutes": False,
        "takes_files": False,
        "among_preparers": False,
        "arena": arena,
        "by": None,
        "booking": Booking(is_tentative=True),
        "change": a_change(ChangeKind.ORDER, value=[2, 1]),
        "ask_whom": [],
        "changes": [],
        "days": 0,
        "files": [],
        "is_call": False,
        "is_changed": False,
        "others": [],
        "reading": None,
        "sendings": [],
        "state": None,
        "chat": a_chat(ChatKind.PREPARERS),
        "count": 2,
        "shown": 1,
        "counts": None,
        "dates": {"is_late": True, "has_closed": True, "agenda": NOW},
        "ending": "",
        "file": an_attachment(a_person()),
        "follows_to": None,
        "group": None,
        "in_group": [],
        "is_elsewhere": False,
        "is_stuck": False,
        "is_known": False,
        "is_co_opted": True,
        "is_group": False,
        "is_mute": False,
        "is_new": False,
        "is_now": False,
        "item": item,
        "items": [],
        "joint": [],
        "kind": ChatKind.PREPARERS,
        "is_there": False,
        "written_to": [],
        "lift": a_lift(None),
        "lifts": [ShownLift(name="Syd", is_here=True)],
        "names": [],
        "line": a_line(clock=None, minutes=None),
        "may_invite": False,
        "may_plan": False,
        "may_prepare": False,
        "may_propose": False,
        "meeting": meeting,
        "missed": False,
        "by_mail": [],
        "mails": True,
        "not_reached": [],
        "lines": [
            Waiting(what="decide", until=STARTS.date(), arena=arena, button=Button(text="Öppna"), count=1)
        ],
        "outside": [],
        "parts": [(arena, ["Ett ord."])],
        "planned": 0,
        "preparatory": None,
        "prepared": None,
        "private": [],
        "publication": a_publication(meeting),
        "coming": [],
        "rooms": [],
        "standing": standing,
        "today": NOW.date(),
        "told": {"people": 0, "not_reached": 0},
        "warnings": [],
        "why": "gone",
    }


def between() -> dict[str, Any]:
    """What stands between: late, accepted, withdrawn, one of several."""
    facts = rich()
    late = an_item(facts["person"], is_late=True, meeting=facts["meeting"])
    taken_up = an_item(facts["person"], state=ItemState.ACCEPTED, meeting=facts["meeting"])
    withdrawn = an_item(facts["person"], state=ItemState.WITHDRAWN, meeting=facts["meeting"])
    person = facts["person"]
    standing = Standing(person=person, roles=frozenset({RoleKind.CHAIR}))
    return facts | {
        "agenda": replace(an_agenda(version=1), preliminary=False, incoming=()),
        "change": a_change(ChangeKind.MINUTES, value=None),
        "changes": [a_change(kind, value=None) for kind in ChangeKind if kind not in NEEDS_A_VALUE],
        "asks": True,
        "replacement": a_replacement(a_seat(), person, state=ReplacementState.WITHDRAWN),
        "days": 1,
        "in_group": [person],
        "item": taken_up,
        "items": [late, withdrawn],
        "kind": "dice",
        "meeting": a_meeting(facts["arena"], starts=STARTS, ready_at=NOW, kind=MeetingKind.STRATEGY),
        "rooms": [Room(arena=facts["arena"], standing=standing, meeting=None)],
        "what": "meeting_cancelled",
        "why": "mismatch",
    }


def sparse() -> dict[str, Any]:
    """An arena that keeps its papers out of the chat."""
    facts = rich()
    facts["arena"].telegram = "sparsam"
    return facts | {"papers": Papers.MAILED, "changes": [], "reader": a_person("Åsa Öberg")}


def single() -> dict[str, Any]:
    """One item, in no meeting at all."""
    facts = rich()
    item = an_item(facts["person"], is_late=True, meeting=facts["meeting"])
    questioned = a_replacement(a_seat(), facts["person"], state=ReplacementState.QUESTIONED)
    return facts | {"items": [item], "item": item, "why": "empty", "replacement": questioned}


def waiting() -> dict[str, Any]:
    """Nothing is planned."""
    facts = rich()
    item = an_item(facts["person"])
    return facts | {"items": [item], "item": item, "meeting": None, "spot": None, "why": "gone"}


# What is said only of a meeting that is planned, an item that is decided, somebody who did it.
