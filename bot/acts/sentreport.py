"""What preparers are told of a sending: to whom it went, and who was not reached."""

from datetime import datetime
from typing import Any

from bot.acts.audience import Audience
from bot.acts.pages import pdf_name
from bot.acts.posting import key_of
from bot.acts.promises import preparers, responsible, tell_all
from bot.model.agenda import thawed
from bot.model.dispatch import DispatchKind
from bot.model.publication import PAGES, Publication, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say_parts


def report(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    everybody: Audience,
    *,
    missed: bool = False,
    now: datetime,
) -> None:
    """Tell the preparers to whom it went; the secretary gets the file for whoever was not reached."""
    not_reached = [each for each in everybody.recipients if each.way is Way.NOT_REACHED]
    facts: dict[str, Any] = {
        "arena": place.arena,
        "publication": publication,
        "meeting": publication.meeting,
        "group": everybody.group,
        "in_group": everybody.by(Way.GROUP),
        "private": everybody.by(Way.PRIVATE),
        "not_reached": not_reached,
        "missed": missed,
        "sent_at": place.arena.local(now),
    }
    responsible_ = responsible(place, now)
    told = {person.id: person for person in [*preparers(place, now), *responsible_]}.values()
    key = f"sent:{key_of(publication)}"
    for part, text in enumerate(say_parts("agenda_report", **facts)):
        tell_all(store, place, told, text, key=f"{key}:{part}")
    if not_reached and publication.pdf_sha256:
        file: dict[str, Any] = {
            "kind": DispatchKind.DOCUMENT,
            "file_sha256": publication.pdf_sha256,
            "file_name": _file_name(place, publication),
        }
        tell_all(store, place, responsible_, None, key=f"{key}:file", **file)


def _file_name(place: ArenaStore, publication: Publication) -> str:
    if publication.kind in PAGES:
        return pdf_name(place.arena, thawed(publication.agenda, place.arena.zone))
    return publication.file_name or "bilaga"
