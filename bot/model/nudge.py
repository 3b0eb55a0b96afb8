"""Where Graph tells by itself that something changed in a mailbox, and how one knows that it was Graph."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model.joining import hashed
from bot.model.secretwords import secret_key, secret_word

# Graph takes 4,230 minutes for events, and in its newer pages more; so little is always taken.
LIFE = timedelta(minutes=4230)


class Tidings(StrEnum):
    """What is told of a subscription; all but the first are Graph's own words for its lifecycle."""

    CHANGED = "changed"
    MISSED = "missed"
    REMOVED = "subscriptionRemoved"
    TO_RENEW = "reauthorizationRequired"


@dataclass(frozen=True, kw_only=True)
class Nudge:
    """One notification by Graph: a hint to look, and never what there is to see."""

    subscription: str
    tidings: Tidings


@dataclass(frozen=True, kw_only=True)
class Subscribed:
    """A subscription, Graph's own id of it, and when it ends if nobody renews it."""

    id: str
    until: datetime

    def renew_at(self, now: datetime) -> datetime:
        """When two thirds of it are over: a day remains for whatever goes wrong."""
        return now + max(timedelta(minutes=1), (self.until - now) * 2 / 3)


@dataclass(frozen=True, kw_only=True)
class NudgeAddress:
    """The address that Graph calls, and the secret that it says each time (its `clientState`)."""

    public_url: str
    word: str = field(repr=False)
    state: str = field(repr=False)

    @classmethod
    def at(cls, public_url: str, *, token: str, button_key: bytes) -> "NudgeAddress":
        """Made as the addresses of feeds are: of the bot's token and a key, of which each lies elsewhere."""
        key = secret_key("nudges", token=token, button_key=button_key)
        return cls(public_url=public_url, word=secret_word(key, "word"), state=secret_word(key, "state"))

    @property
    def url(self) -> str:
        """The whole of it."""
        return f"{self.public_url}/graph/{self.word}"

    @property
    def mark(self) -> str:
        """Tells which address a subscription is for, without the address."""
        return hashed(self.url)

    def is_word(self, said: str) -> bool:
        """Whether the address is ours; it takes as long if it is not."""
        return hmac.compare_digest(said.encode("utf-8", "replace"), self.word.encode())

    def is_state(self, said: object) -> bool:
        """Whether Graph said it, as nobody else knows it; it takes as long if not."""
        return isinstance(said, str) and hmac.compare_digest(
            said.encode("utf-8", "replace"), self.state.encode()
        )
