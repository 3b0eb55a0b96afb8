"""Mails that come back to the arenas' mailboxes: whose they are is told, once, and to nobody else."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.acts.sending.mailing import to_mail
from bot.model.arena import Arena
from bot.model.dispatch import DispatchState
from bot.model.letter import Letter
from bot.model.person import Person
from bot.model.seat import RoleKind
from handlers.rounds.returns import Returns
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.mail import GraphPostman
from integrations.graphapi import Graph, serve
from integrations.graphapi.messages import Sent
from storage import tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import a_joined_person, a_person, a_role, a_seat, a_tenure, an_arena
from tests.handlers.rounds.bureau import MAILBOX, TOKEN, StandingClock
from tests.integrations.bounces import DELAYED, POSTFIX

ADDRESSES = ["dora.dal@example.se", "dal@example.se", "eva@åre.example"]


class Office:
    """Norr and Syd, whose mails go out of one mailbox, and the worker that looks through it."""

    def __init__(self, database: Database, graph: Graph, base_url: str) -> None:
        self.database, self.clock = database, StandingClock()
        self.post = graph.mailbox(MAILBOX).post
        self._runner = asyncio.Runner()
        self._door = Door(Access(base_url=base_url, token=TOKEN))
        self.postman = GraphPostman(self._door)
        self.workers = [Returns(database, self.postman, self.clock, lambda: None) for _replica in range(2)]

    def close(self) -> None:
        """Let go of the network."""
        self._runner.run(self._door.close())
        self._runner.close()

    def mails(self, arena_id: str, address: str, title: str, key: str | None = None) -> None:
        """It was sent, and the server took it."""
        with unit_of_work(self.database) as store:
            place, person = store.within(arena_id), store.person_by_email(address)
            assert place
            assert person
            mail = to_mail(place, person, "Hej!", Letter(title=title), key=key or title, subject="meeting:1")
            store.promise(mail)
            store.flush()
            sent = {"state": DispatchState.SENT, "arrived_at": self.clock.now()}
            row = tables.dispatch.c.id == mail.id
            store.session.execute(tables.dispatch.update().where(row).values(**sent))

    def comes_back(self, address: str, title: str) -> None:
        """Some server on the way could not deliver it."""
        mail = Sent(to=(address,), subject=title, html="", files={}, kinds={}, headers={})
        self.post.comes_back(mail, self.clock.now())

    def looks(self) -> None:
        """Every replica looks, when it is time again, at the same moment."""
        self.clock.at += timedelta(minutes=6)
        self._runner.run(self._look())

    async def _look(self) -> None:
        await asyncio.gather(*(worker.do_next() for worker in self.workers))

    def told(self) -> list[tuple[str, str]]:
        """Which arena's secretary is told of whose mail."""
        with unit_of_work(self.database) as store:
            notices = store.session.execute(tables.notice.select().order_by(tables.notice.c.id)).all()
        lines = [(row.arena_id, row.text.splitlines()) for row in notices]
        return [(arena, to) for arena, (_title, _reason, _asked, *each) in lines for to in each]


def _arena(home: Arena, people: list[Person]) -> list[object]:
    seats = [a_seat(home.id, f"seat-{number}") for number, _person in enumerate(people)]
    tenures = [a_tenure(seat, person) for seat, person in zip(seats, people, strict=True)]
    return [*tenures, a_role(RoleKind.SECRETARY, person=people[0], arena_id=home.id)]


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    """Åsa is secretary of both; Dora, Dal and Eva are in both and not in Telegram."""
    with unit_of_work(database) as store:
        everybody = [a_joined_person("Åsa Öberg"), *(a_person(each, email=each) for each in ADDRESSES)]
        norr, syd = (an_arena(id=each, short=each.title(), calendar=MAILBOX) for each in ("norr", "syd"))
        for home in (norr, syd):
            store.keep(home)
        store.flush()
        store.session.add_all([*_arena(norr, everybody), *_arena(syd, everybody)])
    graph = Graph(token=TOKEN)
    with serve(graph) as server:
        office = Office(database, graph, server.base_url)
        yield office
        office.close()


def test_what_comes_back_to_a_mailbox_of_two_arenas_is_told_in_its_own(office: Office) -> None:
    office.mails("norr", "dora.dal@example.se", "Norr: Dagordning")
    office.mails("syd", "dora.dal@example.se", "Syd: Dagordning")
    office.comes_back("dora.dal@example.se", "Syd: Dagordning")

    office.looks()

    assert office.told() == [("syd", "dora.dal@example.se, dora.dal@example.se")]


def test_an_arena_whose_name_ends_as_anothers_is_not_told_of_its_mail(office: Office) -> None:
    office.mails("syd", "dora.dal@example.se", "Syd: Dagordning")
    office.mails("norr", "dora.dal@example.se", "d: Dagordning")
    office.comes_back("dora.dal@example.se", "Syd: Dagordning")

    office.looks()

    assert office.told() == [("syd", "dora.dal@example.se, dora.dal@example.se")]


def test_whose_address_ends_as_anothers_is_not_taken_for_them(office: Office) -> None:
    office.mails("norr", "dora.dal@example.se", "Norr: Dagordning")
    office.mails("norr", "dal@example.se", "Norr: Dagordning")
    office.comes_back("dora.dal@example.se", "Norr: Dagordning")

    office.looks()

    assert office.told() == [("norr", "dora.dal@example.se, dora.dal@example.se")]


def test_an_address_comes_back_as_the_network_writes_it(office: Office) -> None:
    office.mails("norr", "eva@åre.example", "Norr: Dagordning")
    office.comes_back("eva@xn--re-xia.example", "Norr: Dagordning")

    office.looks()

    assert office.told() == [("norr", "eva@åre.example, eva@åre.example")]


def test_of_two_mails_alike_the_one_that_came_back_counts_once_for_all_replicas(office: Office) -> None:
    for key in ("first", "second"):
        office.mails("norr", "dal@example.se", "Norr: Din punkt på dagordningen", key)
    office.comes_back("dal@example.se", "Norr: Din punkt på dagordningen")

    office.looks()
    office.looks()

    assert len(office.told()) == 1


def test_what_comes_while_it_looks_is_found_the_next_time(office: Office) -> None:
    office.mails("norr", "dal@example.se", "Norr: Dagordning")
    office.mails("norr", "dora.dal@example.se", "Norr: Dagordning")
    office.clock.at += timedelta(minutes=6)
    office.comes_back("dal@example.se", "Norr: Dagordning")
    office.clock.at -= timedelta(minutes=6)
    office.looks()
    # Of the same second, and seen in the mailbox a little later.
    office.comes_back("dora.dal@example.se", "Norr: Dagordning")

    office.looks()

    assert len(office.told()) == 2


def test_a_server_that_leaves_the_title_out_is_understood_and_one_that_goes_on_trying_too(
    office: Office,
) -> None:
    title = "Norr: Preliminär dagordning, fredag 12 februari 2027 kl. 13.00"
    office.mails("norr", "dora.dal@example.se", title)
    office.post.gets_report("Delayed Mail", "<p>Still trying</p>", office.clock.now(), DELAYED.encode())
    office.looks()
    before = office.told()
    words = "<p>&lt;dora.dal@example.se&gt;: host said 550</p>"
    office.post.gets_report("Undelivered Mail", words, office.clock.now(), POSTFIX.encode())

    office.looks()

    assert (before, office.told()) == ([], [("norr", "dora.dal@example.se, dora.dal@example.se")])


def test_what_nobody_foresaw_stops_one_mailbox_for_a_while_and_not_the_bot(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumbles(*_asked: object) -> None:
        raise RuntimeError(ADDRESSES[1])

    office.mails("norr", ADDRESSES[0], "Dagordning")
    with monkeypatch.context() as broken:
        broken.setattr(office.postman, "returned", stumbles)
        office.looks()
    office.comes_back(ADDRESSES[0], "Dagordning")

    office.looks()

    assert "a mailbox stumbled: RuntimeError" in caplog.text
    assert ADDRESSES[1] not in caplog.text
    assert office.told() == [("norr", f"{ADDRESSES[0]}, {ADDRESSES[0]}")]
