"""Two processes and one mailbox that refuses a fifth call at once: none of theirs is ever refused."""

from collections.abc import Iterator

import pytest

from integrations.graphapi import Fault, Kind
from storage.store import unit_of_work
from tests.builders import a_person, a_seat, a_tenure
from tests.databases import on_postgresql
from tests.stories.outlook import Office, an_office
from tests.stories.replicas import Pair, a_pair
from tests.stories.town import Town, keep_item

pytestmark = on_postgresql
MAILED = 12


@pytest.fixture
def office(town: Town) -> Iterator[Office]:
    """Norr with many whom mail alone reaches, out of the arena's own mailbox."""
    keep_item(town, "Budget")
    with unit_of_work(town.database) as store:
        for number in range(MAILED):
            seat = a_seat(key=f"mejl-{number}", title=f"Plats {number}")
            store.keep(a_tenure(seat, a_person(f"Person {number}")))
    with an_office(town) as office:
        yield office


@pytest.fixture
def pair(office: Office) -> Iterator[Pair]:
    with a_pair(office.town) as pair:
        yield pair


def test_no_fifth_call_is_made_at_once_though_both_processes_send(pair: Pair, office: Office) -> None:
    office.graph.faults.add(Fault(Kind.SLOW, seconds=0.4, times=None))
    pair.started()

    pair.town.clock.goes_to(pair.town.sending_time)
    office.waits_for(lambda: len(office.mailbox.post.sent) == MAILED, "all mails")
    pair.town.settles(60)

    assert [call for call in office.graph.ledger if call.status == 429] == []
    assert office.graph.crowds.largest == 4
    assert len({to for mail in office.mailbox.post.sent for to in mail.to}) == MAILED
