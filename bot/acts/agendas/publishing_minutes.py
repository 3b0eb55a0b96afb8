"""Minutes go out: one version is kept, with who got it in which way, and all are told in the same commit."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from bot.acts.agendas.minutes import facts_of, readers_of, waiting_file
from bot.acts.sending.outgoing import send
from bot.acts.sending.promises import responsible, tell_each
from bot.acts.sending.reach import Papers, papers_in_chat
from bot.model.item import Attachment
from bot.model.meeting import Meeting
from bot.model.outgoing import Outgoing, Part
from bot.model.person import Person
from bot.model.publication import PublicationKind
from bot.model.seat import Standing
from bot.permissions import may_invite
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import MinutesAlreadySent, NotYours, StaleButton
from bot.texts import say


def send_minutes(
    store: Store, place: ArenaStore, standing: Standing, file_id: int, *, now: datetime
) -> dict[str, Any]:
    """«Skicka»: to all members and deputies, and to those who presented something; a second time corrected.

    Gives back what is to be told of it. Raises NotYours, StaleButton, MinutesAlreadySent.
    """
    if not may_invite(standing):
        raise NotYours
    file = waiting_file(place, file_id)
    meeting = file.meeting
    if meeting is None:
        raise StaleButton
    earlier = place.minutes(meeting)
    if earlier and earlier[-1].pdf_sha256 == file.sha256:
        raise MinutesAlreadySent(meeting=meeting)
    everybody = readers_of(place, meeting, now)
    facts = facts_of(place, file, everybody, now)
    outgoing = _outgoing(place, file, meeting, len(earlier) + 1, facts["outside"])
    by = standing.person
    publication = send(store, place, outgoing, everybody, by=by, through="chat", now=now)
    store.flush()
    facts |= {"publication": publication}
    key = f"minutesreport:{publication.id}"
    tell_each(store, place, _others(place, by, now), "minutes_report", facts, key=key)
    return facts | {"reader": by}


def _others(place: ArenaStore, by: Person, now: datetime) -> list[Person]:
    """Whoever is responsible beside the sender; in a sparsam arena without mail the package tells them."""
    return (
        []
        if place.arena.is_sparse and not place.mails
        else [each for each in responsible(place, now) if each.id != by.id]
    )


def _outgoing(
    place: ArenaStore, file: Attachment, meeting: Meeting, version: int, outside: Sequence[str]
) -> Outgoing:
    name, sha256 = _file_name(place, file, meeting, version), file.sha256 or ""
    facts = {"arena": place.arena, "meeting": meeting, "version": version}
    text = say("minutes_post", papers=papers_in_chat(place), **facts)
    return Outgoing(
        meeting=meeting,
        kind=PublicationKind.MINUTES,
        version=version,
        parts=[Part(key="text", text=text), Part(key="file", file=(name, sha256))],
        in_mail=say("minutes_post", papers=Papers.ATTACHED, **facts),
        file_name=name,
        pdf_sha256=sha256,
        outside=outside,
    )


def _file_name(place: ArenaStore, file: Attachment, meeting: Meeting, version: int) -> str:
    which = f", version {version}" if version > 1 else ""
    name = f"Protokoll {place.arena.short} {meeting.starts:%Y-%m-%d}{which}".replace("/", "-")
    return name + PurePath(file.name).suffix
