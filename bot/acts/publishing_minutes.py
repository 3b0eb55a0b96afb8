"""Minutes go out: one version is kept, with who got it in which way, and all are told in the same commit."""

from datetime import datetime
from pathlib import PurePath
from typing import Any

from bot.acts.audience import Audience, tell_everybody
from bot.acts.minutes import facts_of, readers_of, waiting_file
from bot.acts.promises import responsible, tell_all
from bot.model.dispatch import DispatchKind
from bot.model.item import Attachment
from bot.model.meeting import Meeting
from bot.model.publication import Publication, PublicationKind
from bot.model.seat import Standing
from bot.permissions import may_invite
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import MinutesAlreadySent, NotYours, StaleButton
from bot.texts import say, say_parts


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
    publication = _publish(store, place, file, meeting, len(earlier) + 1, everybody, now)
    store.record(
        "minutes published",
        f"meeting:{meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=standing.person,
        through="chat",
        version=publication.version,
    )
    facts = facts_of(place, file, everybody) | {"publication": publication}
    others = [person for person in responsible(place, now) if person.id != standing.person.id]
    for part, text in enumerate(say_parts("minutes_report", **facts)):
        tell_all(store, place, others, text, key=f"minutesreport:{publication.id}:{part}")
    return facts


def _publish(
    store: Store,
    place: ArenaStore,
    file: Attachment,
    meeting: Meeting,
    version: int,
    everybody: Audience,
    now: datetime,
) -> Publication:
    publication = Publication(
        arena_id=place.arena.id,
        meeting=meeting,
        kind=PublicationKind.MINUTES,
        version=version,
        published_at=now,
        is_preliminary=False,
        is_late=False,
        file_name=_file_name(place, file, meeting, version),
        pdf_sha256=file.sha256,
        recipients=everybody.recipients,
    )
    store.keep(publication)
    store.flush()
    key, subject = f"minutes:{meeting.id}:{version}", f"minutes:{meeting.id}"
    text = say("minutes_post", arena=place.arena, publication=publication)
    list(tell_everybody(store, place, everybody, text, key=f"{key}:text", subject=subject))
    sent: dict[str, Any] = {
        "kind": DispatchKind.DOCUMENT,
        "file_sha256": publication.pdf_sha256,
        "file_name": publication.file_name,
    }
    list(tell_everybody(store, place, everybody, None, key=f"{key}:file", subject=subject, **sent))
    return publication


def _file_name(place: ArenaStore, file: Attachment, meeting: Meeting, version: int) -> str:
    which = f", version {version}" if version > 1 else ""
    name = f"Protokoll {place.arena.short} {meeting.starts:%Y-%m-%d}{which}".replace("/", "-")
    return name + PurePath(file.name).suffix
