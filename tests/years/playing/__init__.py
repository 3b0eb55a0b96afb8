"""Each act as a person does it: in Telegram, in Outlook, or at the machine."""

from tests.years.playing import items, meetings, mishaps, outlook, people
from tests.years.playing.hands import Hands, plays
from tests.years.playing.loading import load

__all__ = ["Hands", "items", "load", "meetings", "mishaps", "outlook", "people", "plays"]
