"""Every call to a mailbox goes through the turnstile, and Graph's stand-in refuses a fifth at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.ports.calendar import CalendarCrowded
from bot.ports.messenger import NotSent
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graph.mail import GraphPostman
from integrations.graph.turnstile import Crowded, Open, Turnstile
from integrations.graphapi import Fault, Kind
from tests.integrations.test_graph import MAILBOX, SPAN, TOKEN, Post, post
from tests.integrations.test_graph_mail import LARGE, MAIL

__all__ = ["post"]


@dataclass
class Counted(Open):
    """Lets everybody through but the `full`th, and keeps whom they went to."""

    full: int = 0
    went: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def through(self, mailbox: str) -> AsyncIterator[None]:
        """See Turnstile."""
        self.went.append(mailbox)
        if len(self.went) == self.full:
            raise Crowded
        yield


def use(post: Post, call: Any, turnstile: Turnstile | None = None) -> Any:
    async def done() -> Any:
        async with Door(Access(base_url=post.base_url, token=TOKEN), turnstile=turnstile) as door:
            return await call(door)

    return asyncio.run(done())


def test_a_fifth_call_at_once_is_refused_by_the_stand_in(post: Post) -> None:
    post.graph.faults.add(Fault(Kind.SLOW, seconds=0.5, times=None))

    async def five(door: Door) -> Any:
        calendar = GraphCalendar(door)
        await door.client()
        calls = [calendar.change_keys(MAILBOX, *SPAN) for _ in range(5)]
        return await asyncio.gather(*calls, return_exceptions=True)

    *_answered, refused = sorted(use(post, five), key=lambda each: isinstance(each, Exception))

    assert (refused.seconds, f"{refused}") == (5.0, "429 ApplicationThrottled")
    assert [call.status for call in post.graph.ledger].count(200) == 4


def test_each_call_of_a_large_mail_goes_through_its_pieces_too(post: Post) -> None:
    turnstile = Counted()

    use(post, lambda door: GraphPostman(door).carry(replace(MAIL, files=(("Stor.pdf", LARGE),))), turnstile)

    assert turnstile.went == [MAILBOX] * len(post.graph.ledger)


@pytest.mark.parametrize("full", [1, 2, 3, 5])
def test_a_mail_that_gets_no_place_is_surely_not_sent(post: Post, full: int) -> None:
    turnstile = Counted(full=full)

    with pytest.raises(NotSent, match="our own calls fill the mailbox"):
        use(
            post,
            lambda door: GraphPostman(door).carry(replace(MAIL, files=(("Stor.pdf", LARGE),))),
            turnstile,
        )

    assert (post.mailbox.post.sent, post.mailbox.post.drafts) == ([], {})


def test_a_draft_that_got_no_place_to_be_thrown_away_goes_with_the_next_large_mail(post: Post) -> None:
    mail, left = replace(MAIL, files=(("Stor.pdf", LARGE),)), list[str]()
    post.graph.faults.add(Fault(Kind.STATUS, "POST", "createUploadSession", status=503))

    async def twice(door: Door) -> None:
        postman = GraphPostman(door)
        with pytest.raises(NotSent, match="answer 503"):
            await postman.carry(mail)
        left.extend(post.mailbox.post.drafts)
        await postman.carry(mail)

    use(post, twice, Counted(full=3))

    assert (len(left), post.mailbox.post.drafts, len(post.mailbox.post.sent)) == (1, {}, 1)


def test_a_small_mail_that_gets_no_place_is_surely_not_sent(post: Post) -> None:
    with pytest.raises(NotSent, match="our own calls fill the mailbox"):
        use(post, lambda door: GraphPostman(door).carry(MAIL), Counted(full=1))

    assert (post.mailbox.post.sent, post.graph.ledger) == ([], [])


def test_an_event_that_gets_no_place_is_not_asked_for(post: Post) -> None:
    with pytest.raises(CalendarCrowded, match="our own calls fill the mailbox"):
        use(post, lambda door: GraphCalendar(door).change_keys(MAILBOX, *SPAN), Counted(full=1))

    assert post.graph.ledger == []
