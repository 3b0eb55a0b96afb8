"""How Telegram is told where to send updates, or that they are fetched."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError

from handlers.chat.hearing import ALLOWED_UPDATES
from handlers.rounds import polling
from handlers.rounds.hook import LOOK_SECONDS, RETRY_SECONDS, Hook
from handlers.rounds.polling import Polling
from handlers.settings import Webhook

OURS = Webhook(url="https://moten.example.se/telegram", secret="ett-hemligt-ord-som-ingen-gissar")


class Telegram:
    """A Bot whose answers the test gives; an exception among them is raised."""

    def __init__(self, **answers: list[Any]) -> None:
        self.answers, self.asked = answers, list[tuple[str, Any]]()

    def __getattr__(self, name: str) -> Any:
        async def call(*values: Any, **named: Any) -> Any:
            self.asked.append((name, named or values))
            answer = self.answers[name].pop(0) if self.answers.get(name) else True
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call

    def names(self) -> list[str]:
        return [name for name, _ in self.asked]


class Heard:
    """What the intake is told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *_values: self.said.append(name)


def stands(url: str = OURS.url, *, error: int | None = None, waiting: int = 0) -> Any:
    said = {"last_error_date": error, "last_error_message": "Connection refused"}
    return SimpleNamespace(url=url, **said, pending_update_count=waiting)


def looked(bot: Telegram, times: int = 1) -> tuple[list[float], list[str]]:
    """The pauses after so many looks, and what the intake was told."""
    intake = Heard()
    hook = Hook(bot, OURS, intake)  # type: ignore[arg-type]

    async def look() -> list[float]:
        return [await hook._look() for _ in range(times)]

    return asyncio.run(look()), intake.said


def test_it_is_set_with_the_kinds_and_the_secret_and_what_waits_is_kept() -> None:
    bot = Telegram(get_webhook_info=[stands()])

    assert looked(bot) == ([LOOK_SECONDS], ["is_answered"])

    (_, told), _ = bot.asked
    assert told["secret_token"] == OURS.secret
    assert (set(told["allowed_updates"]), told["drop_pending_updates"]) == (set(ALLOWED_UPDATES), False)


def test_one_that_somebody_took_away_is_set_again_and_one_that_stands_is_left() -> None:
    bot = Telegram(get_webhook_info=[stands(), stands(), stands(""), stands()])

    pauses, _ = looked(bot, 4)

    assert pauses == [LOOK_SECONDS, LOOK_SECONDS, RETRY_SECONDS, LOOK_SECONDS]
    assert [name for name in bot.names() if name == "set_webhook"] == ["set_webhook"] * 2


def test_one_that_telegram_writes_otherwise_is_not_set_again_and_again_at_once() -> None:
    bot = Telegram(get_webhook_info=[stands("https://xn--mten-6qa.example.se/telegram")] * 3)

    assert looked(bot, 3) == ([RETRY_SECONDS] * 3, [])


@pytest.mark.parametrize(
    ("looks", "answered"),
    [
        # It asks for patience: the error is an old one, and still nothing arrives.
        ([stands(error=1, waiting=3), stands(error=1, waiting=3), stands(error=2, waiting=4)], 0),
        ([stands(error=1, waiting=3), stands(error=1, waiting=2), stands(error=1, waiting=2)], 2),
        ([stands(error=1, waiting=3), stands(error=1), stands(error=1, waiting=1)], 2),
        ([stands(error=1), stands(waiting=1), stands(waiting=2)], 3),
    ],
)
def test_while_telegram_does_not_get_through_it_counts_as_silent(looks: list[Any], answered: int) -> None:
    _, said = looked(Telegram(get_webhook_info=looks), len(looks))

    assert said == ["is_answered"] * answered


def test_what_telegram_refuses_or_cannot_say_is_tried_again() -> None:
    bot = Telegram(set_webhook=[BadRequest("bad webhook"), NetworkError("away")], get_webhook_info=[stands()])

    assert looked(bot, 3) == ([RETRY_SECONDS, RETRY_SECONDS, LOOK_SECONDS], ["is_answered"])


def test_a_refused_token_is_told() -> None:
    assert looked(Telegram(set_webhook=[InvalidToken()])) == ([LOOK_SECONDS], ["is_refused"])


SET = Conflict("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete")


def polled(bot: Telegram, times: int) -> None:
    polling = Polling(bot, Heard(), SimpleNamespace())  # type: ignore[arg-type]

    async def poll() -> None:
        for _ in range(times):
            try:
                await polling._poll(None)
            except Conflict:
                continue

    asyncio.run(poll())


def test_who_fetches_takes_an_earlier_webhook_away_and_what_waits_is_kept() -> None:
    bot = Telegram(_post=[SET, []])

    polled(bot, 2)

    assert bot.names() == ["_post", "delete_webhook", "_post"]
    assert bot.asked[1] == ("delete_webhook", ())


def test_one_that_is_set_while_updates_are_fetched_is_left_to_whoever_set_it() -> None:
    bot = Telegram(_post=[[], SET, SET])

    polled(bot, 3)

    assert bot.names() == ["_post"] * 3


def test_another_program_that_fetches_is_no_webhook() -> None:
    bot = Telegram(_post=[Conflict("Conflict: terminated by other getUpdates request")])

    polled(bot, 1)

    assert bot.names() == ["_post"]


class Leader:
    """Who leads for ten polls."""

    def __init__(self, bot: Telegram, has_others: bool) -> None:
        self._bot, self.has_others = bot, has_others

    @property
    def is_sure(self) -> bool:
        """Whether the lease has not run out."""
        return len(self._bot.asked) < 10


def gives_up(monkeypatch: pytest.MonkeyPatch, *, has_others: bool) -> int:
    """After how many unanswered polls it lets go; of ten all where it does not."""
    monkeypatch.setattr(polling, "LONGEST_PAUSE", 0.0)
    bot = Telegram(_post=[NetworkError("away") for _ in range(10)])
    lead = Leader(bot, has_others)
    asyncio.run(Polling(bot, Heard(), lead).run())  # type: ignore[arg-type]
    return len(bot.asked)


def test_who_does_not_reach_telegram_lets_another_lead_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = gives_up(monkeypatch, has_others=True), gives_up(monkeypatch, has_others=False)

    assert found == (polling.MOST_FAILURES, 10)
