"""What goes by mail after the agenda: supplements, versions, late files, minutes; and what without mail."""

from datetime import UTC, datetime

import pytest

from bot.acts.agendas.latefiles import publish_late_files
from bot.acts.agendas.versions import publish_supplement, publish_version
from bot.model.item import FileState, ItemState
from bot.ports.arena_store import ArenaStore
from storage.store import SqlStore
from tests.builders import an_attachment, an_item
from tests.handlers.chat.budget import keep_budget
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.standins import printed
from tests.handlers.chat.test_mail import NILS, files, words
from tests.handlers.chat.test_minutes import sent_in
from tests.mailserver import PostOffice

WHEN = "fredag 12 februari 2027 kl. 13.00"
AFTER = datetime(2027, 2, 15, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def budget(chat: Chat, people: People) -> None:
    """Bo's item, which stands in the agenda."""
    keep_budget(chat, people.bo)


def add(store: SqlStore, place: ArenaStore, title: str) -> None:
    """An item that is taken up late."""
    meeting = place.meetings()[0]
    (first,) = place.items_of(meeting)
    assert first.proposer
    more = {"number": 2, "position": 2, "meeting": meeting, "state": ItemState.ACCEPTED}
    store.keep(an_item(first.proposer, title, **more))
    store.flush()


def test_a_supplement_and_a_new_version_come_whole_each_with_the_meeting_for_the_calendar(
    chat: Chat, post: PostOffice
) -> None:
    chat.publishes()
    post.taken.clear()
    with chat.memory() as store:
        add(store, place := chat.place(store), "Lokaler")
        publish_supplement(store, place, place.meetings()[0], printed, now=chat.clock.now())
    chat.settles()
    with chat.memory() as store:
        place = chat.place(store)
        place.items_of(place.meetings()[0])[0].title = "Budget 2027"
        store.flush()
        publish_version(store, place, place.meetings()[0], printed, now=chat.clock.now())
    chat.settles()

    supplement, version = post.to(NILS)
    assert [mail["Subject"] for mail in (supplement, version)] == [
        f"Norr: Tillägg till dagordningen, version 2, {WHEN}",
        f"Norr: Dagordning, version 3, {WHEN}",
    ]
    assert [files(mail)[-1] for mail in (supplement, version)] == ["Norr 2027-02-12.ics"] * 2
    assert "2. 13.15 Lokaler (15 min)" in words(supplement)
    assert [line for line in words(version) if "Budget" in line] != []


def test_a_file_that_comes_late_is_mailed_alone(chat: Chat, post: PostOffice) -> None:
    with chat.memory() as store:
        (item,) = chat.place(store).open_items()
        item.awaits_file = True
    chat.publishes()
    post.taken.clear()
    with chat.memory() as store:
        place = chat.place(store)
        (item,) = place.open_items()
        assert item.proposer
        sha256 = store.keep_file(b"%PDF-1.7 ritning")
        item.attach(an_attachment(item.proposer, "ritning.pdf", state=FileState.STORED, sha256=sha256))
        store.flush()
        publish_late_files(store, place, place.meetings()[0], now=chat.clock.now())
    chat.settles()

    (mail,) = post.to(NILS)
    assert (mail["Subject"], files(mail)) == (
        f"Norr: Bilaga till dagordningen, {WHEN}",
        ["Punkt 1 – ritning.pdf"],
    )


def test_minutes_come_as_the_file_that_they_are(chat: Chat, people: People, post: PostOffice) -> None:
    chat.clock.at = AFTER

    chat.presses(people.asa, sent_in(chat, people), "Skicka")

    (mail,) = post.to(NILS)
    assert (mail["Subject"], files(mail)) == (f"Norr: Protokoll, {WHEN}", ["Protokoll Norr 2027-02-12.pdf"])


def test_without_mail_the_secretary_gets_one_file_and_the_address(chat: Chat, people: People) -> None:
    sent = chat.publishes()

    given = [file.name for each in sent.said if each.chat.id == people.asa.id for file in each.documents]
    report = next(text for text in sent.to(people.asa) if "Inte nådd" in text).splitlines()
    assert given.count("Preliminär dagordning Norr 2027-02-12.pdf") == 2
    assert f"Nils Nord, {NILS} – har inte öppnat sin länk än" in report
    assert report[-1] == "Skicka dagordningen här ovanför vidare till dem."
