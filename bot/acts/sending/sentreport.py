"""What preparers are told of a sending: to whom it went, and who was not reached."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from bot.acts.sending.audience import Audience
from bot.acts.sending.mailing import addressed
from bot.acts.sending.notices import note
from bot.acts.sending.packing import as_document
from bot.acts.sending.promises import preparers, responsible, tell_all
from bot.model.notice import REPORT
from bot.model.outgoing import Outgoing
from bot.model.person import Person
from bot.model.publication import PAGES, Publication, Recipient, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

# Told late rather than never, but not when everybody has long known.
OF_USE = timedelta(days=30)


def report(
    store: Store,
    place: ArenaStore,
    outgoing: Outgoing,
    publication: Publication,
    everybody: Audience,
    *,
    now: datetime,
) -> None:
    """Tell the preparers to whom it went; the secretary gets the file for whoever was not reached.

    In a sparsam arena without mail the package has told whoever got it; the others hear of what is in chat.
    """
    in_charge = responsible(place, now)
    unreached = [each for each in publication.recipients if each.way is Way.NOT_REACHED]
    facts: dict[str, Any] = {
        "arena": place.arena,
        "publication": publication,
        "meeting": publication.meeting,
        "missed": outgoing.is_missed,
        "sent_at": place.arena.local(now),
        "group": everybody.group,
        "in_group": everybody.by(Way.GROUP),
        "private": everybody.by(Way.PRIVATE),
        "of_items": [each.person for each in publication.recipients if each.way is Way.ITEM],
        "by_mail": addressed(place, publication.recipients),
        "unreached": unreached,
        "newly": _not_told_before(place, publication, unreached),
        "in_charge": in_charge,
    }
    told = _told(place, publication, in_charge, now)
    for person in told:
        text = say("agenda_report", reader=person, **facts)
        note(store, place, [person], text, since=now, useful_until=now + OF_USE, **_as_report(publication))
    if unreached and not place.arena.is_sparse:
        _give_files(store, place, in_charge, outgoing, publication)


def _as_report(publication: Publication) -> dict[str, str]:
    return {"key": f"sent:{publication.stem}", "subject": f"{REPORT}:{publication.meeting.id}"}


def _told(
    place: ArenaStore, publication: Publication, in_charge: Iterable[Person], now: datetime
) -> list[Person]:
    given = {person.id: person for person in in_charge}
    prepare = {person.id: person for person in preparers(place, now)}
    if not place.arena.is_sparse or place.mails:
        return [*(prepare | given).values()]
    others = [person for person in prepare.values() if person.id not in given]
    return others if publication.kind in PAGES else []


def _not_told_before(
    place: ArenaStore, publication: Publication, unreached: list[Recipient]
) -> list[Recipient]:
    """Those who were reached, or not meant, when the last thing went out about the meeting."""
    every = place.sendings(publication.meeting) if unreached else []
    before = [each for each in every if each is not publication]
    last = before[-1].recipients if before else []
    known = {each.person.id for each in last if each.way is Way.NOT_REACHED}
    return [each for each in unreached if each.person.id not in known]


def _give_files(
    store: Store, place: ArenaStore, people: list[Person], outgoing: Outgoing, publication: Publication
) -> None:
    """The agenda's PDF, or every late attachment."""
    files = outgoing.files[:1] if publication.kind in PAGES else outgoing.files
    for at, file in enumerate(files):
        key = f"sent:{publication.stem}:file{at or ''}"
        tell_all(store, place, people, None, key=key, **as_document(file))
