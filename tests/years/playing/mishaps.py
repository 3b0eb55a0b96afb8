"""What befalls the bot."""

import time
from datetime import timedelta

from tests.years import acts
from tests.years.playing.hands import Hands, plays

# The bot looks at its clock a hundred times a second.
A_LOOK = 0.05


@plays.register
def _kills(act: acts.Kills, hands: Hands) -> None:
    hands.stage.kill_in(act.after)


@plays.register
def _steps(act: acts.Steps, hands: Hands) -> None:
    hands.stage.settles()
    for seconds in (act.seconds, -act.seconds):
        hands.stage.clock.steps(timedelta(seconds=seconds))
        time.sleep(A_LOOK)
        hands.stage.settles()


@plays.register
def _migrates(act: acts.Migrates, hands: Hands) -> None:
    hands.stage.migrates(hands.cast(act))
