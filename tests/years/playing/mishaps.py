"""What befalls the bot."""

import time
from datetime import timedelta

from tests.years import acts
from tests.years.playing.hands import Hands, plays


@plays.register
def _kills(act: acts.Kills, hands: Hands) -> None:
    hands.stage.kill_in(act.after)


@plays.register
def _steps(act: acts.Steps, hands: Hands) -> None:
    hands.stage.settles()
    for seconds in (act.seconds, -act.seconds):
        hands.stage.clock.steps(timedelta(seconds=seconds))
        time.sleep(0.2)
        hands.stage.settles()


@plays.register
def _migrates(act: acts.Migrates, hands: Hands) -> None:
    hands.stage.migrates(hands.cast(act))
