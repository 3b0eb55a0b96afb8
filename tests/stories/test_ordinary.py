"""A whole route on a good day, with the installed command in an interpreter of its own."""

from tests.stories.process import Command
from tests.stories.town import Town


def test_an_item_on_a_good_day(town: Town) -> None:
    town.bot.start(way=Command)
    town.bo.writes("/foresla@samverkansbot Budget (15 min)", town.group)
    town.settles()
    assert "Budget, är inkommen" in town.group.last.text
    assert town.bot.stop() == 0
